import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysAfter, daysBetween } from '../../time/rules/workingDays.ts';
import {
	daysLate,
	isOwnedBy,
	loopIn,
	marksOf,
	pageOfToday,
	passes,
	placeIn,
	pushOf,
	scales,
	spanBeside,
	spanOf,
	type Dated
} from './roadmap.ts';

const one = (id: string, on: string, after: readonly string[] = [], more: Partial<Dated> = {}): Dated => ({
	id,
	on,
	until: null,
	state: null,
	after,
	...more
});
const seen = (all: readonly Dated[], id: string, on: string) => {
	const pushed = pushOf(all, { id, on });
	return pushed.accepted ? pushed.value.map((moved) => `${moved.id} ${moved.newOn}`) : pushed.reason;
};

describe('a date that is moved', () => {
	const chain = [
		one('a', '2028-06-01'),
		one('b', '2028-06-11', ['a'], { until: '2028-06-20' }),
		one('c', '2028-07-01', ['b', 'd']),
		one('d', '2028-06-25'),
		one('e', '2028-06-02')
	];
	test.each([
		[
			'later: all that waits, near and far, keeps its gap',
			chain,
			'a',
			'2028-06-04',
			['a 2028-06-04', 'b 2028-06-14', 'c 2028-07-04']
		],
		['earlier: what something else holds stays', chain, 'a', '2028-05-30', ['a 2028-05-30', 'b 2028-06-09']],
		[
			'earlier, when that something is done',
			chain.map((it) => (it.id === 'd' ? { ...it, state: 'done' as const } : it)),
			'a',
			'2028-05-30',
			['a 2028-05-30', 'b 2028-06-09', 'c 2028-06-29']
		],
		[
			'what is done neither moves nor passes it on',
			chain.map((it) => (it.id === 'b' ? { ...it, state: 'done' as const } : it)),
			'a',
			'2028-06-04',
			['a 2028-06-04']
		],
		[
			'what is given up the same',
			chain.map((it) => (it.id === 'b' ? { ...it, state: 'dropped' as const } : it)),
			'a',
			'2028-06-04',
			['a 2028-06-04']
		],
		[
			'by a day of February',
			[one('a', '2028-02-28'), one('b', '2028-02-29', ['a'])],
			'a',
			'2028-02-29',
			['a 2028-02-29', 'b 2028-03-01']
		],
		['one that nothing waits for', chain, 'e', '2029-01-01', ['e 2029-01-01']],
		['to the same day', chain, 'a', '2028-06-01', 'day-unmoved'],
		['to a day that does not exist', chain, 'a', '2028-02-30', 'day-unreadable'],
		['one that is nowhere', chain, 'z', '2028-02-03', 'milestone-unknown'],
		[
			'one that is done',
			[one('a', '2028-06-01', [], { state: 'done' })],
			'a',
			'2028-06-02',
			'milestone-over'
		],
		[
			'beyond the calendar',
			[one('a', '2099-01-01'), one('b', '2099-12-31', ['a'])],
			'a',
			'2099-01-02',
			'day-out-of-reach'
		],
		[
			'in a round',
			[one('a', '2028-06-01', ['c']), one('b', '2028-06-02', ['a']), one('c', '2028-06-03', ['b'])],
			'a',
			'2028-06-02',
			'dependencies-loop'
		],
		[
			'before a round',
			[one('x', '2028-06-01'), one('a', '2028-06-01', ['x', 'b']), one('b', '2028-06-02', ['a'])],
			'x',
			'2028-06-02',
			'dependencies-loop'
		]
	] as const)('[CO50] %s', (_, all, id, on, expected) => {
		expect(seen(all, id, on)).toEqual(expected);
	});

	test('[CO50] carries the end of what lasts', () => {
		const pushed = pushOf(chain, { id: 'a', on: '2028-06-04' });
		expect(pushed.accepted && pushed.value[1]).toEqual({
			id: 'b',
			on: '2028-06-11',
			until: '2028-06-20',
			newOn: '2028-06-14',
			newUntil: '2028-06-23',
			by: 3
		});
	});

	test('[CO50] never shrinks a gap with what is waited for, and keeps one at least, whatever the web', () => {
		const web = fc
			.array(
				fc.record({
					day: fc.integer({ min: 0, max: 900 }),
					after: fc.array(fc.nat(30), { maxLength: 3 }),
					state: fc.constantFrom(null, null, null, 'done' as const)
				}),
				{ minLength: 2, maxLength: 30 }
			)
			.map((list) =>
				list.map(({ day, after, state }, nth) =>
					one(
						`${nth}`,
						daysAfter('2028-01-01', day),
						[...new Set(after.filter((other) => other < nth).map(String))],
						{ state: nth === 0 ? null : state }
					)
				)
			);
		const kept = fc.check(
			fc.property(
				web,
				fc.integer({ min: -200, max: 200 }).filter((days) => days !== 0),
				(all, days) => {
					const pushed = pushOf(all, { id: '0', on: daysAfter(all[0]!.on, days) });
					if (!pushed.accepted) return false;
					const by = new Map(pushed.value.map((moved) => [moved.id, moved.by]));
					const standing = new Set(all.filter(({ state }) => state === null).map(({ id }) => id));
					return all.slice(1).every(({ id, after }) => {
						if (!standing.has(id)) return !by.has(id);
						const gaps = after
							.filter((other) => standing.has(other))
							.map((other) => (by.get(id) ?? 0) - (by.get(other) ?? 0));
						return gaps.length === 0 ? !by.has(id) : Math.min(...gaps) === 0;
					});
				}
			),
			{ numRuns: 200, seed: 7 }
		);
		expect(kept.counterexample).toBeNull();
	});

	test('[CO51] finds a round and says who is in it, however long the way', () => {
		const long = Array.from({ length: 1_500 }, (_, nth) =>
			one(`${nth}`, '2028-01-01', nth === 0 ? [] : [`${nth - 1}`])
		);
		expect(loopIn(long)).toBeUndefined();
		expect(pushOf(long, { id: '0', on: '2028-01-02' }).accepted).toBe(true);
		expect(loopIn([one('0', '2028-01-01', ['1499']), ...long.slice(1)])?.length).toBe(1_500);
		expect(
			loopIn([one('a', '2028-01-01', ['b']), one('b', '2028-01-01', ['c']), one('c', '2028-01-01', ['b'])])
		).toEqual(['b', 'c']);
		expect(loopIn([one('a', '2028-01-01', ['a'])], 'a')).toEqual(['a']);
		expect(loopIn([one('a', '2028-01-01', ['gone'])])).toBeUndefined();
	});
});

describe('the drawing of a roadmap', () => {
	test.each([
		['years', '2028-06-01', '2028-01-01', '2033-01-01', 5, 60, '2023-01-01'],
		['quarters', '2028-06-01', '2028-04-01', '2030-04-01', 8, 53, '2026-04-01'],
		['months', '2028-06-15', '2028-06-01', '2029-06-01', 12, 53, '2027-06-01'],
		['weeks', '2028-06-01', '2028-05-29', '2028-07-24', 8, 56, '2028-04-03']
	] as const)('[CO52] shows %s around %s', (scale, day, from, to, ticks, columns, before) => {
		const span = spanOf(scale, day);
		expect([span.from, span.to, span.ticks.length, span.columns.length]).toEqual([from, to, ticks, columns]);
		expect([spanBeside(scale, span, 'before'), spanBeside(scale, span, 'after')]).toEqual([before, to]);
		expect([placeIn(span, from), placeIn(span, to), placeIn(span, '1999-01-01')]).toEqual([0, 1, 0]);
	});

	test('[CO52] gathers 1 500 things into as many marks as it has columns, and loses none of its span', () => {
		const all = Array.from({ length: 1_500 }, (_, nth) => one(`${nth}`, daysAfter('2026-01-01', nth)));
		for (const scale of scales) {
			const span = spanOf(scale, '2028-06-01');
			const marks = marksOf(span, all);
			expect(marks.length).toBeLessThanOrEqual(span.columns.length);
			expect(marks.flatMap(({ ones }) => ones).length).toBe(
				all.filter(({ on }) => on >= span.from && on < span.to).length
			);
			expect(marks.every(({ at, until }) => at >= 0 && until <= 1 && until >= at)).toBe(true);
		}
		const lasting = [one('a', '2020-01-01', [], { until: '2030-06-01' })];
		expect(marksOf(spanOf('years', '2028-06-01'), lasting)[0]!.at).toBe(0);
	});
});

describe('the list of a roadmap', () => {
	const today = '2028-06-15';
	test.each([
		['yesterday', one('a', '2028-06-14'), 1],
		['today', one('a', '2028-06-15'), 0],
		['begun before, ending after', one('a', '2028-06-01', [], { until: '2028-07-01' }), 0],
		['ended the day before', one('a', '2028-06-01', [], { until: '2028-06-13' }), 2],
		[
			'an end before its beginning counts for nothing',
			one('a', '2028-06-14', [], { until: '2028-01-01' }),
			1
		],
		['done', one('a', '2028-06-01', [], { state: 'done' }), 0],
		['given up', one('a', '2028-06-01', [], { state: 'dropped' }), 0],
		['under way', one('a', '2028-06-01', [], { state: 'under-way' }), 14]
	] as const)('[CO53] says how late: %s', (_, it, days) => {
		expect(daysLate(it, today)).toBe(days);
	});

	test('[CO53] keeps what is mine, late, of this month', () => {
		const all = [
			{ ...one('past', '2028-05-31'), owner: 'INES ROUX' },
			{ ...one('first', '2028-06-01'), owner: 'Karim, Inès' },
			{ ...one('last', '2028-06-30'), owner: 'Ines Rouxel' },
			{ ...one('next', '2028-07-01'), owner: '' },
			{ ...one('long', '2028-01-01', [], { until: '2028-12-31', state: 'done' }), owner: 'Inès Roux' }
		];
		const kept = (filter: Parameters<typeof passes>[0]) =>
			all.filter((it) => passes(filter, it, { today, name: 'Inès Roux' })).map(({ id }) => id);
		expect([kept('all').length, kept('mine'), kept('late'), kept('month')]).toEqual([
			5,
			['past', 'first'],
			['past', 'first'],
			['first', 'last', 'long']
		]);
		expect(isOwnedBy('', '')).toBe(false);
	});

	test('[CO53] opens on the page of today', () => {
		const days = Array.from({ length: 250 }, (_, nth) => daysAfter('2028-01-01', nth));
		expect([
			pageOfToday(days, '2028-01-01', 100),
			pageOfToday(days, '2028-06-01', 100),
			pageOfToday(days, '2031-01-01', 100),
			pageOfToday([], today, 100)
		]).toEqual([1, 2, 3, 1]);
		expect(daysBetween(days[100]!, '2028-06-01')).toBeGreaterThan(0);
	});
});
