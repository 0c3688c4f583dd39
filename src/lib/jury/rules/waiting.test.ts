import { expect, test } from 'vitest';
import { waitingFor, type RoomToCome, type WaitingFacts } from './waiting.ts';

const nothing: WaitingFacts = { gate: null, isTrained: true, forgetOn: null, mandate: 'runs', rooms: [], sealedRoom: null, owesSession: false, answers: 0, questions: 0 };
const sealed: RoomToCome = { phase: 'open', standing: 'takes-part', unfinished: 2, opensAt: new Date('2027-05-01T07:00:00Z'), closesAt: new Date('2027-05-08T16:00:00Z') };

test.each<[string, Partial<WaitingFacts>, readonly string[]]>([
	['nothing', {}, []],
	['the training, and nothing of the project', { gate: 'training-needed', isTrained: false, rooms: ['À table'], sealedRoom: sealed, answers: 3, questions: 2 }, ['training']],
	['the declaration', { gate: 'declaration-needed', owesSession: true }, ['declaration']],
	['a link that is being judged', { gate: 'link-to-judge', mandate: 'to-answer' }, ['link-to-judge', 'mandate']],
	['who stepped aside', { gate: 'stepped-aside', rooms: ['À table'] }, ['stepped-aside']],
	['a room that is open', { rooms: ['À table'] }, ['room']],
	['the sealed room', { sealedRoom: sealed }, ['sealed-room']],
	['the sealed room, all said', { sealedRoom: { ...sealed, unfinished: 0 } }, []],
	['its declaration, before it opens too', { sealedRoom: { ...sealed, phase: 'before', standing: 'to-declare' } }, ['sealed-declaration']],
	['its declaration, once it is over', { sealedRoom: { ...sealed, phase: 'over', standing: 'to-declare' } }, []],
	['a link of that stage', { sealedRoom: { ...sealed, standing: 'to-judge' } }, []],
	['everything at once, in order', { rooms: ['À table', 'Le soir'], sealedRoom: sealed, owesSession: true, mandate: 'to-answer', answers: 1, questions: 4, isTrained: false }, ['room', 'room', 'sealed-room', 'declaration', 'mandate', 'answers', 'questions', 'training']],
	['a mandate that was answered', { mandate: 'stops' }, []],
	['a jury that has ended', { forgetOn: '2028-07-01', mandate: 'to-answer', rooms: ['À table'], answers: 1, questions: 3, sealedRoom: sealed }, ['ended', 'answers']],
	['a jury that has ended before the training', { gate: 'training-needed', forgetOn: '2028-07-01', answers: 1 }, ['ended']]
])('[JU160] %s', (_, facts, expected) => expect(waitingFor({ ...nothing, ...facts }).map(({ what }) => what)).toEqual(expected));
