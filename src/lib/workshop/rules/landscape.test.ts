import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Capacity } from '../../projects/rules/capacities.ts';
import {
	arrangeLandscape,
	cardsEach,
	countByZone,
	fitOnWall,
	scaleOnWall,
	kindIn,
	kindsOf,
	rankedCards,
	readText,
	revealCards,
	shownCapacities,
	textLimit,
	touchCard,
	writeCard,
	zones,
	type CardToReveal
} from './landscape.ts';

const writing = { isOpen: true };
const closed = { isOpen: false };

describe('writing a card', () => {
	test('[MO1] the four zones, each with its usual kind', () => {
		expect(zones.map((zone) => [zone, kindIn(zone, undefined)])).toEqual([
			['needs', 'need'],
			['resources', 'actor'],
			['innovation', 'innovation'],
			['constraints', 'constraint']
		]);
	});
	test('[MO1] a kind of another zone falls back to the usual one', () => {
		expect(kindIn('constraints', 'opportunity')).toBe('opportunity');
		expect(kindIn('needs', 'opportunity')).toBe('need');
	});
	const cases: [string, { isOpen: boolean }, number, string, string][] = [
		['[MO2] the fourth card is written', writing, 3, 'Un repas calme', 'Un repas calme'],
		['[MO2] the fifth is refused', writing, 4, 'Un repas calme', 'no-card-left'],
		['[MO4] none once the writing is closed', closed, 0, 'Un repas calme', 'writing-closed'],
		['[MO3] an empty card is refused', writing, 0, '', 'text-missing'],
		['[MO3] blanks are no text', writing, 0, ' \n\u00a0\t ', 'text-missing'],
		['[MO3] what cannot be seen is no text', writing, 0, '\u200b\u200e\ufeff', 'text-missing'],
		['[MO3] 280 characters stand', writing, 0, 'é'.repeat(280), 'é'.repeat(280)],
		['[MO3] 281 do not', writing, 0, 'é'.repeat(281), 'text-too-long'],
		['[MO3] an accent typed apart counts with its letter', writing, 0, 'e\u0301'.repeat(280), 'é'.repeat(280)],
		['[MO3] an emoji of two units counts once', writing, 0, '🥕'.repeat(280), '🥕'.repeat(280)],
		['[MO3] 10,000 characters are refused with a sentence', writing, 0, 'a'.repeat(10_000), 'text-too-long'],
		['[MO3] markup is text like another', writing, 0, '<script>alert(1)</script>', '<script>alert(1)</script>'],
		['[MO3] Arabic stands', writing, 0, 'وجبات ساخنة', 'وجبات ساخنة'],
		['[MO3] what would turn the line around is left out', writing, 0, 'a\u202eb\u2066c', 'abc'],
		['[MO3] what Postgres cannot store is left out', writing, 0, 'a\u0000b', 'ab'],
		['[MO3] lines are kept, blanks around are not', writing, 0, '  un\r\ndeux  ', 'un\ndeux']
	];
	test.each(cases)('%s', (_name, state, held, text, expected) => {
		const outcome = writeCard(state, held, { zone: 'needs', text });
		expect(outcome.accepted ? outcome.value.text : outcome.reason).toBe(expected);
	});
	test('[MO3] what was kept once is kept the same twice', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
				const once = readText(typed);
				if (once.accepted) expect(readText(once.value)).toEqual(once);
				expect(textLimit).toBe(280);
			}),
			{ seed: 3 }
		);
	});
	test('[MO2] four cards each, all zones together', () => {
		expect(cardsEach).toBe(4);
	});
});

describe('touching a card', () => {
	test('[MO4] its own seat, while the room writes', () => {
		expect(touchCard(writing, { isMine: true, isRevealed: false }).accepted).toBe(true);
	});
	test.each([
		['[MO4] not another seat’s', writing, { isMine: false, isRevealed: false }, 'not-your-card'],
		['[MO5] a card that is not there reads like another seat’s', writing, undefined, 'not-your-card'],
		['[MO5] another seat’s revealed card reads the same', closed, { isMine: false, isRevealed: true }, 'not-your-card'],
		['[MO9] not once it is revealed, even back in the writing', writing, { isMine: true, isRevealed: true }, 'card-revealed'],
		['[MO4] not once the writing is closed', closed, { isMine: true, isRevealed: false }, 'writing-closed']
	] as const)('%s', (_name, state, card, reason) => {
		expect(touchCard(state, card)).toEqual({ accepted: false, reason });
	});
});

const times = (capacity: Capacity, count: number): Capacity[] => Array<Capacity>(count).fill(capacity);

describe('the capacities that a card shows', () => {
	test.each<[string, Capacity[], Capacity[]]>([
		['[MO8] the Trois-Rivelles: the jurors’, not the three others’', [...times('juror', 10), 'prescriber', 'buyer', 'elected-official'], ['juror']],
		['[MO8] two buyers are too few', [...times('juror', 3), ...times('prescriber', 3), ...times('buyer', 2), 'reservist'], ['juror', 'prescriber']],
		['[MO8] one buyer among jurors would stand out: nothing is shown', [...times('juror', 10), 'buyer'], []],
		['[MO8] one buyer among jurors and prescribers hides with the rarest', [...times('juror', 10), ...times('prescriber', 3), 'buyer'], ['juror']],
		['[MO8] all jurors', times('juror', 3), ['juror']],
		['[MO8] nobody', [], []]
	])('%s', (_name, roll, shown) => {
		expect([...shownCapacities(roll)].sort()).toEqual([...shown].sort());
	});
	test('[MO8] whatever the room, a card is one of at least three seats’, shown or hidden', () => {
		const capacity = fc.constantFrom<Capacity>('juror', 'prescriber', 'buyer', 'elected-official', 'reservist');
		fc.assert(
			fc.property(fc.array(capacity, { maxLength: 30 }), (roll) => {
				const shown = shownCapacities(roll);
				for (const each of shown) expect(roll.filter((one) => one === each).length).toBeGreaterThanOrEqual(3);
				const hidden = roll.filter((one) => !shown.has(one)).length;
				expect(hidden === 0 || hidden >= 3 || roll.length < 3).toBe(true);
			}),
			{ seed: 8 }
		);
	});
});

interface Written extends CardToReveal {
	readonly author: string;
}

const card = fc.constantFrom(...zones).chain((zone) =>
	fc.record({
		zone: fc.constant(zone),
		kind: fc.constantFrom(...kindsOf[zone]),
		text: fc.string({ minLength: 1, maxLength: 8 }),
		author: fc.constantFrom('J1', 'J2', 'J3', 'J4'),
		capacity: fc.constant<Capacity>('juror')
	})
);
const shuffled = (size: number) =>
	fc.shuffledSubarray(Array.from({ length: size }, (_, place) => place), { minLength: size, maxLength: size });
const scene = fc.array(card, { maxLength: 12 }).chain((written: Written[]) =>
	fc.record({
		written: fc.constant(written),
		drawn: shuffled(written.length),
		otherwise: shuffled(written.length)
	})
);
const roll = times('juror', 4);
const idsFor = (cards: readonly unknown[]) => cards.map((_, place) => `fresh-${place}`);
const said = ({ zone, kind, text }: { zone: string; kind: string; text: string }) => `${zone}/${kind}/${text}`;

describe('the reveal', () => {
	test('[MO6] what was written is what is shown, card for card', () => {
		fc.assert(
			fc.property(scene, ({ written, drawn }) => {
				const { cards, origins } = revealCards(written, { ids: idsFor(written), drawn }, roll);
				expect(cards.map(said).sort()).toEqual(written.map(said).sort());
				expect(new Set(cards.map((one) => one.id)).size).toBe(written.length);
				expect(origins.map(({ id, from }) => [id, said(from)])).toEqual(cards.map((one) => [one.id, said(one)]));
			}),
			{ seed: 6 }
		);
	});
	test('[MO7] who wrote which card changes nothing of what is shown', () => {
		fc.assert(
			fc.property(scene, ({ written, drawn, otherwise }) => {
				const chance = { ids: idsFor(written), drawn };
				const exchanged = written.map((one, place) => ({ ...one, author: written[otherwise[place]!]!.author }));
				expect(revealCards(exchanged, chance, roll).cards).toEqual(revealCards(written, chance, roll).cards);
			}),
			{ seed: 7 }
		);
	});
	test('[MO7] nor does the order in which they were written', () => {
		fc.assert(
			fc.property(scene, ({ written, drawn, otherwise }) => {
				const chance = { ids: idsFor(written), drawn };
				const reordered = otherwise.map((place) => written[place]!);
				expect(revealCards(reordered, chance, roll).cards).toEqual(revealCards(written, chance, roll).cards);
			}),
			{ seed: 9 }
		);
	});
	test('[MO7] a card shows five things, none of them its author', () => {
		const written: Written[] = [{ zone: 'needs', kind: 'need', text: 'calme', author: 'CANARY', capacity: 'juror' }];
		const { cards } = revealCards(written, { ids: ['fresh'], drawn: [0] }, roll);
		expect(cards).toEqual([{ id: 'fresh', zone: 'needs', kind: 'need', text: 'calme', capacity: 'juror' }]);
		expect(JSON.stringify(cards)).not.toContain('CANARY');
	});
	test.each([
		['a card less', [0]],
		['a place twice', [0, 0]],
		['a place beyond', [0, 2]]
	])('[MO6] a draw with %s stops the reveal', (_name, drawn) => {
		const written: Written[] = ['a', 'b'].map((text) => ({ zone: 'needs', kind: 'need', text, author: 'J1', capacity: 'juror' }));
		expect(() => revealCards(written, { ids: ['x', 'y'], drawn }, roll)).toThrow(RangeError);
	});
});

describe('the landscape as it is read', () => {
	const on = (id: string, zone: string, group: string | null) => ({ id, zone, group, kind: 'need', text: id, capacity: null });
	const cards = [on('B1', 'needs', 'g'), on('B2', 'needs', null), on('B3', 'needs', 'g'), on('I2', 'innovation', 'gone')];
	const groups = [
		{ id: 'empty', zone: 'needs', title: 'Vide' },
		{ id: 'g', zone: 'needs', title: 'À table' }
	];
	test('[MO12] before the close no card and no group shows a figure, and the order is the board’s', () => {
		const arranged = arrangeLandscape(cards, groups, null);
		expect(arranged[0]!.groups.map((group) => [group.id, group.cards.map((card) => card.id)])).toEqual([
			['g', ['B1', 'B3']],
			[null, ['B2']]
		]);
		expect(arranged.flatMap((zone) => zone.groups.flatMap((group) => [group.dots, ...group.cards.map((card) => card.dots)]))).toEqual(
			Array(7).fill(null)
		);
	});
	test('[MO12] at the close the most chosen comes first, and a card without a dot has none', () => {
		const arranged = arrangeLandscape(cards, groups, [
			{ target: 'B3', dots: 7, rank: 1 },
			{ target: 'I2', dots: 4, rank: 2 }
		]);
		expect(arranged[0]!.groups[0]).toMatchObject({ dots: 7, cards: [{ id: 'B3', dots: 7, rank: 1 }, { id: 'B1', dots: 0, rank: null }] });
		expect(arranged[2]!.groups).toMatchObject([{ id: null, dots: 4, cards: [{ id: 'I2' }] }]);
	});
	test('[MO5] counts say how many, zone by zone', () => {
		expect(countByZone([{ zone: 'needs' }, { zone: 'needs' }, { zone: 'constraints' }, { zone: 'elsewhere' }])).toEqual({
			needs: 2,
			resources: 0,
			innovation: 0,
			constraints: 1
		});
	});
	test('[MO12] the ranking runs over all zones, equals side by side, and says nothing before the close', () => {
		const ranked = [
			{ target: 'B3', dots: 4, rank: 1 },
			{ target: 'I2', dots: 4, rank: 1 },
			{ target: 'B2', dots: 1, rank: 3 }
		];
		expect(rankedCards(arrangeLandscape(cards, groups, ranked)).map(({ id, rank, group }) => [id, rank, group])).toEqual([
			['B3', 1, 'À table'],
			['I2', 1, ''],
			['B2', 3, '']
		]);
		expect(rankedCards(arrangeLandscape(cards, groups, null))).toEqual([]);
	});

	test('[MO12] cards that say the same count together: the sum of the group stands beside each, where it says more', () => {
		const twins = [
			{ id: 'a', zone: 'needs', kind: 'need', text: 'Cuisiner ici', group: 'g', capacity: null },
			{ id: 'b', zone: 'needs', kind: 'need', text: 'Cuisiner sur place', group: 'g', capacity: null },
			{ id: 'c', zone: 'needs', kind: 'need', text: 'Du calme', group: 'h', capacity: null }
		];
		const named = [
			{ id: 'g', zone: 'needs', title: 'Cuisiner' },
			{ id: 'h', zone: 'needs', title: 'Le calme' }
		];
		const counted = [
			{ target: 'a', dots: 2, rank: 1 },
			{ target: 'c', dots: 2, rank: 1 },
			{ target: 'b', dots: 1, rank: 3 }
		];
		expect(rankedCards(arrangeLandscape(twins, named, counted)).map(({ id, group, groupDots }) => [id, group, groupDots])).toEqual([
			['a', 'Cuisiner', 3],
			['c', 'Le calme', null],
			['b', 'Cuisiner', 3]
		]);
	});
});

describe('what fits on the wall', () => {
	const cardOf = (text: string) => ({ id: text, kind: 'need', text, capacity: null, dots: null, rank: null });
	const group = fc.record({
		id: fc.option(fc.uuid()),
		title: fc.string({ maxLength: 40 }),
		dots: fc.constant(null),
		cards: fc.array(fc.string({ maxLength: 280 }).map(cardOf), { minLength: 1, maxLength: 12 })
	});
	test('[MO1] every card is shown or counted as one more, in its group’s order', () => {
		fc.assert(
			fc.property(fc.array(group, { maxLength: 6 }), (groups) => {
				const column = fitOnWall(groups, { lines: 18, letters: 27 });
				const shown = column.groups.reduce((sum, one) => sum + one.cards.length, 0);
				expect(shown + column.more).toBe(column.total);
				for (const [index, one] of column.groups.entries())
					expect(one.cards).toEqual(groups[index]!.cards.slice(0, one.cards.length));
			}),
			{ seed: 4 }
		);
	});
	test('[MO1] a long group leaves room for the first card of the next', () => {
		const groups = [
			{ id: 'a', title: 'Manger', dots: null, cards: Array.from({ length: 20 }, (_, nth) => cardOf(`carte ${nth}`)) },
			{ id: 'b', title: 'Apprendre', dots: null, cards: [cardOf('seule')] }
		];
		const column = fitOnWall(groups, { lines: 12, letters: 27 });
		expect(column.groups[1]!.cards).toHaveLength(1);
		expect(column.more).toBeGreaterThan(10);
	});
	test('[MO1] few cards are written large, many small, and none is cut before all are small', () => {
		const roomAt = (_: string, scale: number) => ({ lines: 22 / scale, letters: 24 / scale });
		const zoneOf = (count: number, text: string) => [
			{ zone: 'needs' as const, groups: [{ id: null, title: '', dots: null, cards: Array.from({ length: count }, (_, nth) => cardOf(`${text} ${nth}`)) }] }
		];
		const scaleOf = (count: number, text = 'Un repas chaud le jour même') => scaleOnWall(zoneOf(count, text), roomAt);
		expect(scaleOf(0)).toBe(1.75);
		expect(scaleOf(3)).toBe(1.75);
		expect(scaleOf(40)).toBe(1);
		expect([1, 4, 7, 10, 40].map((count) => scaleOf(count))).toEqual([1, 4, 7, 10, 40].map((count) => scaleOf(count)).toSorted((a, b) => b - a));
		expect(scaleOf(1, 'Approvisionnements'), 'a long word stays whole').toBeLessThan(1.4);
	});
});
