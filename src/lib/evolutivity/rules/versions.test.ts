import { describe, expect, test } from 'vitest';
import { datesOver, dutiesOfVersion, dutyNoted, isSigned, standingOfChange, stillToCome, type VersionChange, type VersionLink, type VersionState } from './versions.ts';

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

const change: VersionChange = { about: 'contract', elementId: 'c', name: 'Commande', before: 'par référence', after: 'par famille', writes: {}, isSuspended: false };
test('[EV121] what waits is suspended until its opinion, not in force before the notification, dropped when given up; what is still to come is said', () => {
	const standing = (about: 'contract' | 'milestone', isSuspended: boolean, ...states: readonly VersionState[]) => standingOfChange({ ...change, about, isSuspended }, chain(...states));
	const waiting = ['draft', 'awaiting-opinion'] as const;
	expect([standing('milestone', false, 'draft'), standing('milestone', true, ...waiting), standing('milestone', true, ...waiting, 'opinion-favourable', 'signed'), standing('milestone', true, ...waiting, 'signed', 'in-force'), standing('milestone', true, ...waiting, 'given-up'), standing('milestone', false, 'draft', 'given-up')]).toEqual(['applied', 'suspended', 'not-in-force', 'applied', 'dropped', 'applied']);
	expect([standing('contract', false, 'draft', 'signed'), standing('contract', false, 'draft', 'signed', 'in-force'), standing('contract', false, 'draft', 'given-up')]).toEqual(['not-in-force', 'applied', 'dropped']);
	expect([stillToCome(chain('draft')), stillToCome(chain('draft', 'signed')), stillToCome(chain('draft', 'given-up'))]).toEqual([['signed', 'in-force'], ['in-force'], []]);
});

test('[EV153] an indicator whose text alone changes is noted, never applied; dates that are over are told', () => {
	const indicator = { ...change, about: 'indicator', name: 'Délai', before: '48 h', after: '' } as const;
	const said = [{ ...indicator, elementId: null }, indicator, { ...indicator, elementId: null, writes: { name: 'Délai' } }, { ...indicator, isSuspended: true }];
	expect(said.map((one) => standingOfChange(one, chain('draft', 'awaiting-opinion')))).toEqual(['noted-alone', 'noted', 'applied', 'suspended']);
	expect(standingOfChange({ ...indicator, elementId: null, isSuspended: true }, chain('draft', 'awaiting-opinion', 'signed', 'in-force'))).toBe('noted-alone');
	const milestone = (on: string, until?: string): VersionChange => ({ ...change, about: 'milestone', elementId: null, name: on, after: `${on} → ${until ?? ''}`, writes: { on, ...(until ? { until } : {}) } });
	const all = [change, milestone('2028-12-15', '2029-04-30'), milestone('2029-05-15'), milestone('2029-06-10')];
	expect(datesOver(all, '2029-06-10').map(({ name }) => name)).toEqual(['2028-12-15', '2029-05-15']);
	expect(datesOver(all, '2029-04-30')).toEqual([]);
});

test('[EV152] a version is told to the public from its signature on', () => {
	expect([chain('draft', 'awaiting-opinion'), chain('draft', 'given-up'), chain('draft', 'signed'), chain('draft', 'signed', 'in-force')].map(isSigned)).toEqual([false, false, true, true]);
});
