import { describe, expect, test } from 'vitest';
import { dutiesOfVersion, dutyNoted, standingOfChange, stillToCome, type VersionLink, type VersionState } from './versions.ts';

const days: Readonly<Record<VersionState, string>> = { draft: '2028-12-05', 'awaiting-opinion': '2028-12-05', 'opinion-favourable': '2028-12-12', 'opinion-unfavourable': '2028-12-12', signed: '2028-12-13', transmitted: '2028-12-13', 'transmission-not-due': '2028-12-13', 'in-force': '2028-12-31', 'given-up': '2028-12-13' };
const chain = (...states: readonly VersionState[]): readonly VersionLink[] => states.map((state) => ({ state, on: days[state], words: '' }));
const of = (states: readonly VersionState[], more: Partial<Parameters<typeof dutiesOfVersion>[0]> = {}) => ({ chain: chain(...states), duties: ['notice', 'commission-opinion', 'published-data'] as const, isLocal: true, opinionExpectedOn: '2028-12-12', noticeOn: null, publishedOn: null, ...more });

describe('[EV120] what follows from a version', () => {
	test.each([
		['while it waits', ['draft', 'awaiting-opinion'], '2028-12-12', ['commission-opinion 2028-12-12', 'transmission', 'notice', 'published-data']],
		['the day after the one expected', ['draft', 'awaiting-opinion'], '2028-12-13', ['commission-opinion 2028-12-12 late', 'transmission', 'notice', 'published-data']],
		['the opinion is given, on its own day', ['draft', 'awaiting-opinion', 'opinion-unfavourable'], '2028-12-20', ['commission-opinion 2028-12-12 done', 'transmission', 'notice', 'published-data']],
		['signed', ['draft', 'awaiting-opinion', 'opinion-favourable', 'signed'], '2028-12-20', ['commission-opinion 2028-12-12 done', 'transmission', 'notice open', 'published-data']],
		['not to be transmitted', ['draft', 'signed', 'transmission-not-due', 'in-force'], '2029-02-28', ['notice open', 'published-data 2029-02-28 open']],
		['two months of the notification are over', ['draft', 'signed', 'transmitted', 'in-force'], '2029-03-01', ['transmission done', 'notice open', 'published-data 2029-02-28 late open']],
		['given up', ['draft', 'awaiting-opinion', 'given-up'], '2029-03-01', []]
	] as const)('[EV120] %s', (_, states, today, expected) => {
		const said = dutiesOfVersion(of(states), today).map(({ what, dueOn, doneOn, isLate, isOpen }) => [what, dueOn, doneOn && 'done', isLate && 'late', isOpen && 'open'].filter(Boolean).join(' '));
		expect(said).toEqual(expected);
	});
	test('[EV120] its day is noted once, of what has its day, neither before nor to come', () => {
		const note = (states: readonly VersionState[], what: string, on: string, more = {}) => {
			const version = of(states, more);
			const noted = dutyNoted(dutiesOfVersion(version, '2029-03-01'), version.chain, { what, on }, '2029-03-01');
			return noted.accepted ? noted.value : noted.reason;
		};
		const inForce = ['draft', 'signed', 'in-force'] as const;
		expect(note(inForce, 'published-data', '2028-12-31')).toEqual({ what: 'published-data', on: '2028-12-31' });
		expect([note(inForce, 'published-data', '2028-12-30'), note(inForce, 'notice', '2028-12-13'), note(inForce, 'published-data', '2029-03-02'), note(inForce, 'published-data', '2029-02-30')]).toEqual(['link-day-before', { what: 'notice', on: '2028-12-13' }, 'link-day-to-come', 'link-day-unreadable']);
		expect([note(['draft'], 'notice', '2028-12-20'), note(['draft', 'signed'], 'published-data', '2028-12-20'), note(inForce, 'transmission', '2028-12-20'), note(inForce, 'constructor', '2028-12-20'), note(inForce, 'notice', '2029-01-01', { noticeOn: '2029-01-01' }), note(inForce, 'notice', '2029-01-01', { duties: ['published-data'] })]).toEqual(['duty-not-yet', 'duty-not-yet', 'duty-unknown', 'duty-unknown', 'duty-done', 'duty-unknown']);
	});
});

test('[EV121] what waits is suspended until its opinion, not in force before the notification, dropped when given up; what is still to come is said', () => {
	const standing = (about: 'contract' | 'milestone', isSuspended: boolean, ...states: readonly VersionState[]) => standingOfChange({ about, isSuspended }, chain(...states));
	const waiting = ['draft', 'awaiting-opinion'] as const;
	expect([standing('milestone', false, 'draft'), standing('milestone', true, ...waiting), standing('milestone', true, ...waiting, 'opinion-favourable', 'signed'), standing('milestone', true, ...waiting, 'signed', 'in-force'), standing('milestone', true, ...waiting, 'given-up'), standing('milestone', false, 'draft', 'given-up')]).toEqual(['applied', 'suspended', 'not-in-force', 'applied', 'dropped', 'applied']);
	expect([standing('contract', false, 'draft', 'signed'), standing('contract', false, 'draft', 'signed', 'in-force'), standing('contract', false, 'draft', 'given-up')]).toEqual(['not-in-force', 'applied', 'dropped']);
	expect([stillToCome(chain('draft')), stillToCome(chain('draft', 'signed')), stillToCome(chain('draft', 'given-up'))]).toEqual([['signed', 'in-force'], ['in-force'], []]);
});
