import { describe, expect, test } from 'vitest';
import { companyReads, criteriaStanding, mayPropose } from './filing.ts';
import { correctionOutcome, lawValueTyped } from './lawCorrections.ts';
import { limitsOf } from './scenario.ts';
import { withdrawOutcome } from './triggers.ts';
import { firstAsked } from './watch.ts';
import type { Criterion } from './clause.ts';

const said = (outcome: { readonly accepted: boolean; readonly reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);

describe('before a sitting', () => {
	test.each([
		['2028-11-20', 'accepted'],
		['2028-11-21', 'accepted'],
		['2028-11-19', 'day-past'],
		['2028-02-30', 'day-unreadable'],
		['', 'day-unreadable']
	])('[EV101] the question of the need asked from %s: %s', (dueOn, expected) => {
		expect(said(firstAsked(dueOn, '2028-11-20'))).toBe(expected);
	});

	test.each([
		[{}, 'company', 'accepted'],
		[{ admissibility: 'to-complete' as const }, 'company', 'accepted'],
		[{ admissibility: 'admissible' as const }, 'company', 'accepted'],
		[{}, 'administration', 'request-not-yours'],
		[{ withdrawnOn: '2028-11-08' }, 'company', 'request-withdrawn'],
		[{ admissibility: 'inadmissible' as const }, 'company', 'request-answered'],
		[{ admissibility: 'admissible' as const, gatheringId: 'g' }, 'company', 'request-taken']
	] as const)('[EV102] a request %j withdrawn by the %s: %s', (over, party, expected) => {
		expect(said(withdrawOutcome({ party: 'company', admissibility: null, withdrawnOn: null, gatheringId: null, ...over }, party))).toBe(expected);
	});

	test.each([
		['formal-procedure-supplies-services', '221 000', 22_100_000],
		['formal-procedure-supplies-services', '221 k€', 22_100_000],
		['formal-procedure-supplies-services', 'beaucoup', null],
		['small-change-works', '15', 1500],
		['small-change-works', '7,5 %', 750],
		['small-change-works', '101', null],
		['gravity', '9', null]
	])('[EV103] of %s, « %s » is %s', (key, typed, expected) => {
		expect(lawValueTyped(key, typed)).toBe(expected);
	});
	test('[EV103] what cannot be read is refused with its own reason', () => {
		expect(said(correctionOutcome({ key: 'small-change-works', value: null, from: '2028-01-01', until: null, source: 'JO' }, []))).toBe('law-value-unreadable');
	});

	const bounds = { perChange: 800, cumulated: 1500 };
	const frame = { clause: { bounds, movable: [] }, charter: { bounds, movable: [], noticeDays: 42 }, initialMaximum: 62_000_000, earlier: 0, sessionOn: '2028-12-05' };
	test('[EV104] of the Rivelles: at most 49 600 €, and the notice ends on 16 January', () => {
		expect(limitsOf(frame)).toEqual({ mostPerChange: 4_960_000, mostCumulated: 9_300_000, bounds, noticeEnds: '2029-01-16' });
	});
	test('[EV104] what earlier ones took is no longer there; the narrower of clause and charter bounds', () => {
		expect(limitsOf({ ...frame, earlier: 9_000_000, charter: { ...frame.charter, bounds: { perChange: 500, cumulated: 1500 } } })).toMatchObject({ mostPerChange: 3_100_000, mostCumulated: 300_000 });
	});

	test('[EV105] whoever holds the gate proposes nothing', () => {
		expect([said(mayPropose('account:marc', 'account:marc')), said(mayPropose('account:ines', 'account:marc'))]).toEqual(['gate-holder-files-none', 'accepted']);
	});

	test.each([
		[false, false, false],
		[true, false, false],
		[false, true, false],
		[true, true, true]
	])('[EV106] P1 filed %s, P2 filed %s: the company reads P1: %s', (administration, company, expected) => {
		expect(companyReads({ administration, company })).toBe(expected);
	});

	const criterion = (code: string, watch: Criterion['watch']): Criterion => ({ code, party: 'administration', what: code, watch, watchedBy: 'le service' });
	const last = (value: string) => ({ value, on: '2028-11-15' });
	test.each([
		[{ indicator: 'I1', side: 'above' as const, threshold: '2000' }, last('2005'), null, 'met'],
		[{ indicator: 'I1', side: 'above' as const, threshold: '2005' }, last('2005'), null, 'not-met'],
		[{ indicator: 'I1', side: 'apart' as const, threshold: '100' }, last('2005'), '1850', 'met'],
		[{ indicator: 'I1', side: 'apart' as const, threshold: '100' }, last('2005'), null, 'unmeasured'],
		[{ indicator: 'I1', side: 'below' as const, threshold: '80' }, null, null, 'unmeasured'],
		[{ indicator: 'I9', side: 'below' as const, threshold: '80' }, last('1'), null, 'unmeasured'],
		[null, last('2005'), null, 'said']
	])('[EV107] a criterion that watches %j, measured %j from %j, is %s', (watch, measured, baseline, expected) => {
		const found = criteriaStanding([criterion('A1', watch), criterion('A2', null)], ['A1'], new Map([['I1', { last: measured, baseline }]]));
		expect(found.map(({ code, standing }) => [code, standing])).toEqual([['A1', expected]]);
	});
});
