import { expect, test } from 'vitest';
import { numbersFrom } from '../../../../tests/world/numbers.ts';
import { fewestBallotsShown, hiddenBecause, recountFile, visibleTally, type BoxFacts } from './tally.ts';

const grades = ['Excellent', 'Bien', 'Passable', 'Insuffisant', 'À rejeter'];
const options = [
	{ id: 'A', label: 'Grande cuisine' },
	{ id: 'B', label: 'Deux cuisines' }
];

function box(state: BoxFacts['state'], juryCounts: Readonly<Record<string, readonly number[]>>, ballots: number, typed = 0): BoxFacts {
	return {
		grades,
		options,
		state,
		secrecy: { jury: 'secret', team: 'named' },
		roll: [
			...Array.from({ length: 6 }, (_, i) => ({ voterId: `j${i}`, college: 'jury', hasVoted: i < ballots })),
			{ voterId: 't0', college: 'team', hasVoted: true }
		],
		colleges: [
			{ college: 'jury', secrecy: 'secret', ballots, typed, counts: juryCounts },
			{ college: 'team', secrecy: 'named', ballots: 1, typed: 0, counts: { A: [0, 1, 0, 0, 0], B: [1, 0, 0, 0, 0] } }
		],
		named: [{ voterId: 't0', college: 'team', choices: { A: 1, B: 0 } }],
		receipts: ['K7QMTR2345']
	};
}

const wide = { A: [1, 1, 1, 1, 1], B: [2, 2, 1, 0, 0] };

test('[DE9] before close: how many, and for the desk who; nothing else, whoever looks', () => {
	for (const eyes of ['wall', 'hand', 'desk'] as const) {
		const seen = visibleTally(box('open', wide, 5), eyes);
		expect([seen.voted, seen.onRoll, seen.result]).toEqual([6, 7, null]);
		expect(JSON.stringify(seen)).not.toMatch(/choices|counts|K7QM/);
		expect(seen.roll === null).toBe(eyes !== 'desk');
	}
	expect(visibleTally(box('open', wide, 5), 'wall').turnout).toEqual([
		{ college: 'jury', secrecy: 'secret', onRoll: 6, voted: 5 },
		{ college: 'team', secrecy: 'named', onRoll: 1, voted: 1 }
	]);
});

test('[DE11] of a secret college of fewer than five ballots nothing is published: no counts, no order, no grade, nor any of the total from which they could be taken away', () => {
	const { result } = visibleTally(box('closed', { A: [1, 1, 1, 1, 0], B: [4, 0, 0, 0, 0] }, 4), 'wall');
	expect([result!.hidden, result!.ranking]).toEqual(['too-few', null]);
	expect(result!.counts).toBeNull();
	expect(result!.colleges[0]!.counts).toBeNull();
	expect(result!.colleges[0]!.unanimousOn).toEqual([]);
	expect(recountFile({ grades, options }, result!)).toBeNull();
	// the team votes under its names: that alone is read
	expect(result!.named).toEqual([{ voterId: 't0', college: 'team', choices: { A: 1, B: 0 } }]);
	const five = visibleTally(box('closed', wide, 5), 'wall').result!;
	expect([five.hidden, five.counts === null, five.ranking!.map(({ id }) => id)]).toEqual([null, false, ['B', 'A']]);
});

test('[DE11] whatever the one or the four of a small jury voted, what is published is the same', () => {
	const published = (counts: Readonly<Record<string, readonly number[]>>, ballots: number) => JSON.stringify(visibleTally(box('closed', counts, ballots), 'desk'));
	expect(published({ A: [1, 0, 0, 0, 0], B: [0, 0, 0, 0, 1] }, 1)).toBe(published({ A: [0, 0, 0, 0, 1], B: [1, 0, 0, 0, 0] }, 1));
	expect(published({ A: [4, 0, 0, 0, 0], B: [0, 0, 0, 0, 4] }, 4)).toBe(published({ A: [0, 1, 2, 1, 0], B: [1, 1, 1, 1, 0] }, 4));
});

test('[DE11] where no juror voted there is no secret to keep', () => {
	const { result } = visibleTally(box('closed', { A: [0, 0, 0, 0, 0], B: [0, 0, 0, 0, 0] }, 0), 'wall');
	expect([result!.hidden, result!.ranking!.map(({ id }) => id)]).toEqual([null, ['B', 'A']]);
});

test.each([
	[0, 0, null],
	[4, 0, 'too-few'],
	[4, 4, 'too-few'],
	[5, 0, null],
	// who typed four of five takes them away from the counts, and reads the fifth
	[5, 4, 'few-own-hands'],
	[9, 5, 'few-own-hands'],
	[10, 5, null],
	// all typed: whoever typed them learns nothing from their counts, and nobody else can take any away
	[5, 5, null],
	[12, 12, null]
] as const)('[DE11] of %d secret ballots, %d typed for others: %s', (ballots, typed, why) => expect(hiddenBecause({ ballots, typed })).toBe(why));

test('[DE11] four ballots typed for paper seats do not give away the fifth', () => {
	const { result } = visibleTally(box('closed', wide, 5, 4), 'desk');
	expect([result!.hidden, result!.ranking]).toEqual(['few-own-hands', null]);
	expect([result!.counts, result!.colleges[0]!.counts, result!.colleges[0]!.unanimousOn]).toEqual([null, null, []]);
	expect(recountFile({ grades, options }, result!)).toBeNull();
	expect(JSON.stringify(result)).not.toContain('typed');
});

test('[DE11] a unanimous secret college is told that everybody’s grade is known', () => {
	const { result } = visibleTally(box('closed', { A: [0, 0, 5, 0, 0], B: [2, 2, 1, 0, 0] }, 5), 'wall');
	expect(result!.colleges[0]!.unanimousOn).toEqual(['A']);
	expect(result!.colleges[1]!.unanimousOn).toEqual([]);
});

test('[DE9] a cancelled box has no result', () => {
	expect(visibleTally(box('cancelled', wide, 5), 'desk').result).toBeNull();
});

test('[DE5] the recount file holds the grades and the counts of everybody together', () => {
	const { result } = visibleTally(box('closed', wide, 5), 'wall');
	expect(recountFile({ grades, options }, result!)).toEqual({
		grades,
		options: [
			{ id: 'A', counts: [1, 2, 1, 1, 1] },
			{ id: 'B', counts: [3, 2, 1, 0, 0] }
		]
	});
});

test('[DE17] of any closed box, no figure published, alone or less others, is about one to four secret ballots', () => {
	const next = numbersFrom(17);
	const colleges = ['jury', 'second-jury', 'team'] as const;
	const kept = { jury: 'secret', 'second-jury': 'secret', team: 'named' } as const;
	let shown = 0;
	for (let box = 0; box < 3_000; box++) {
		const sizes = { jury: next(9), 'second-jury': next(9), team: next(4) };
		const facts: BoxFacts = {
			grades,
			options,
			state: 'closed',
			secrecy: kept,
			roll: colleges.flatMap((college) => Array.from({ length: sizes[college] }, (_, nth) => ({ voterId: `${college}${nth}`, college, hasVoted: true }))),
			colleges: colleges.filter((college) => sizes[college] > 0).map((college) => {
				const counts = Object.fromEntries(options.map(({ id }) => {
					const of = [0, 0, 0, 0, 0];
					for (let nth = 0; nth < sizes[college]; nth++) of[next(5)]!++;
					return [id, of];
				}));
				return { college, secrecy: kept[college], ballots: sizes[college], typed: 0, counts };
			}),
			named: [],
			receipts: []
		};
		const result = visibleTally(facts, 'wall').result;
		if (!result) continue;
		// each figure by the colleges that it adds up; the named ballots are known one by one, and take their college away
		const figures: Record<'jury' | 'second-jury', number>[] = [];
		const about = (...of: readonly string[]) => ({ jury: Number(of.includes('jury')), 'second-jury': Number(of.includes('second-jury')) });
		if (result.counts ?? result.ranking ?? recountFile(facts, result)) figures.push(about('jury', 'second-jury'));
		for (const { college, counts, unanimousOn } of result.colleges) if (counts || unanimousOn.length > 0) figures.push(about(college));
		const sums = figures.flatMap((one) => [one, ...figures.map((other) => ({ jury: one.jury - other.jury, 'second-jury': one['second-jury'] - other['second-jury'] }))]);
		for (const sum of sums) {
			const ballots = Math.abs(sum.jury) * sizes.jury + Math.abs(sum['second-jury']) * sizes['second-jury'];
			expect(ballots === 0 || ballots >= fewestBallotsShown, JSON.stringify({ sizes, sum })).toBe(true);
		}
		if (figures.some(({ jury }) => jury) && sizes.jury > 0) shown++;
	}
	expect(shown).toBeGreaterThan(200);
});
