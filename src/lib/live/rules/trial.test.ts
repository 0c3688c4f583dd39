import { expect, test } from 'vitest';
import { judge, type Seen, type Trial } from './trial.ts';

const well: Seen = { stream: [12, 715, 1_420], form: 30, socket: true };

test.each<[string, Partial<Seen>, Trial]>([
	['everything', {}, { stream: 'passes', form: 'passes', socket: 'passes', verdict: 'all' }],
	['a slow network is not one that holds back', { stream: [900, 1_700, 2_300], form: 2_500 }, { stream: 'passes', form: 'passes', socket: 'passes', verdict: 'all' }],
	['a proxy that gives a stream only at its end', { stream: [1_430, 1_431, 1_431] }, { stream: 'held', form: 'passes', socket: 'passes', verdict: 'without-live' }],
	['a stream that is cut after a word', { stream: [12] }, { stream: 'blocked', form: 'passes', socket: 'passes', verdict: 'without-live' }],
	['a stream that never opens', { stream: null }, { stream: 'blocked', form: 'passes', socket: 'passes', verdict: 'without-live' }],
	['sockets that are blocked, as in many administrations', { socket: false }, { stream: 'passes', form: 'passes', socket: 'around', verdict: 'around' }],
	['sockets that are blocked behind a proxy that holds back', { socket: false, stream: [1_430, 1_431, 1_431] }, { stream: 'held', form: 'passes', socket: 'blocked', verdict: 'without-live' }],
	['nothing comes back', { stream: null, form: null, socket: false }, { stream: 'blocked', form: 'blocked', socket: 'blocked', verdict: 'nothing' }]
])('[LI1] %s', (_, seen, trial) => {
	expect(judge({ ...well, ...seen })).toEqual(trial);
});
