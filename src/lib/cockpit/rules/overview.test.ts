import { describe, expect, test } from 'vitest';
import { monthsAfter } from '../../time/rules/workingDays.ts';
import {
	freshnessOf,
	lateMeasurements,
	lateMilestones,
	readRhythm,
	soonMilestones,
	visitAt
} from './overview.ts';

const today = '2028-06-01';
const milestone = (
	id: string,
	on: string | null,
	more: Partial<{ until: string; state: 'planned' | 'under-way' | 'done' | 'dropped' }> = {}
) => ({
	id,
	parentId: null,
	values: { on, until: more.until ?? null, state: more.state ?? null }
});

describe('[CO140] what needs the team', () => {
	const all = [
		milestone('yesterday', '2028-05-31'),
		milestone('long ago', '2026-01-01', { state: 'under-way' }),
		milestone('done', '2026-01-01', { state: 'done' }),
		milestone('dropped', '2026-01-01', { state: 'dropped' }),
		milestone('going on', '2028-01-01', { until: '2028-12-31' }),
		milestone('no day', null),
		milestone('today', today),
		milestone('a fortnight', '2028-06-15'),
		milestone('the day after', '2028-06-16'),
		milestone('ends soon', '2028-01-01', { until: '2028-06-03' })
	];
	const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
	test('[CO140] late from the day after, the longest late first; not what lasts, is done or has no day', () =>
		expect(ids(lateMilestones(all, today))).toEqual(['long ago', 'yesterday']));
	test('[CO140] coming: from today to the fourteenth day on', () =>
		expect(ids(soonMilestones(all, today))).toEqual(['today', 'ends soon', 'a fortnight']));

	const indicator = (id: string, every: number | null, baselineOn: string | null = null) => ({
		id,
		values: { type: 'count' as 'count' | 'composite', every, baselineOn }
	});
	const measured = (parentId: string, on: string) => ({ parentId, values: { on } });
	test.each([
		['no rhythm', indicator('a', null, '2020-01-01'), [], null],
		['never measured, and from no day: nothing is owed', indicator('a', 12), [], null],
		['since its baseline', indicator('a', 12, '2027-05-31'), [], '2028-05-31'],
		['due today is not late', indicator('a', 12, '2027-06-01'), [], null],
		[
			'since its last measurement, whatever the order',
			indicator('a', 6, '2020-01-01'),
			[measured('a', '2027-11-30'), measured('a', '2026-01-01')],
			'2028-05-30'
		],
		['computed', { id: 'a', values: { type: 'composite' as const, every: 12, baselineOn: null } }, [], null],
		['those of another count nothing', indicator('a', 6, '2028-01-01'), [measured('b', '2020-01-01')], null]
	])('[CO140] a measurement is late: %s', (_, one, measurements, dueOn) =>
		expect(lateMeasurements([one], measurements, today).map((late) => late.dueOn)).toEqual(
			dueOn === null ? [] : [dueOn]
		)
	);
	test('[CO140] months end where they end', () =>
		expect([
			monthsAfter('2028-01-31', 1),
			monthsAfter('2027-01-31', 1),
			monthsAfter('2027-11-30', 3),
			monthsAfter('2027-12-15', 1)
		]).toEqual(['2028-02-29', '2027-02-28', '2028-02-29', '2028-01-15']));
});

test.each([
	['never written', null, 31, { state: 'empty', dueOn: null, daysLate: 0 }],
	['written today', today, 31, { state: 'fresh', dueOn: '2028-07-02', daysLate: 0 }],
	['a week before its day', '2028-05-08', 31, { state: 'due', dueOn: '2028-06-08' }],
	['eight days before', '2028-05-09', 31, { state: 'fresh' }],
	['on its day', '2028-05-01', 31, { state: 'due', daysLate: 0 }],
	['the day after', '2028-04-30', 31, { state: 'overdue', daysLate: 1 }],
	['a short rhythm is not always due', '2028-05-31', 7, { state: 'fresh' }],
	['nothing promised: a month', '2028-04-30', null, { state: 'overdue', isPromised: false }]
])('[CO141] up to date: %s', (_, lastOn, every, expected) =>
	expect(freshnessOf(lastOn, every, today)).toMatchObject(expected)
);
test('[CO141] only a rhythm of the list is promised', () =>
	expect(['31', '30', '', '-7', '1e1'].map(readRhythm)).toEqual([
		31,
		undefined,
		undefined,
		undefined,
		undefined
	]));

test('[CO142] a visit goes on within half an hour; the next one is told what came after the last look', () => {
	const at = Date.parse('2028-06-01T08:00:00Z');
	const minutes = (count: number) => at + count * 60_000;
	const first = visitAt(undefined, at);
	expect(first).toEqual({ newSince: at - 14 * 86_400_000, lookedAt: at });
	const same = visitAt(first, minutes(30));
	expect(same).toEqual({ newSince: first.newSince, lookedAt: minutes(30) });
	expect(visitAt(same, minutes(61))).toEqual({ newSince: minutes(30), lookedAt: minutes(61) });
	// a clock that went back loses nothing
	expect(visitAt(same, minutes(10))).toEqual(same);
});
