import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countDots, dotsEach, placeDot, takeDotBack, visibleDots, type Dot, type DotRound } from './dots.ts';

const open: DotRound = { isOpen: true, targets: new Set(['B1', 'I2']), roll: new Set(['J1', 'J2']) };
const dotsOn = (...targets: string[]): Dot[] => targets.map((target, index) => ({ slot: index + 1, target }));

describe('placing a dot', () => {
	const cases: [string, DotRound, string, Dot[], string, number | string][] = [
		['[DE40] the first dot takes the first slot', open, 'J1', [], 'B1', 1],
		['[DE41] several dots may stand on one card', open, 'J1', dotsOn('I2', 'B1', 'I2'), 'I2', 4],
		['[DE40] a dot taken back frees its slot', open, 'J1', [{ slot: 1, target: 'B1' }, { slot: 3, target: 'B1' }], 'I2', 2],
		['[DE40] five dots each, not six', open, 'J1', dotsOn('B1', 'B1', 'B1', 'B1', 'B1'), 'I2', 'no-dot-left'],
		['[DE42] none after the close', { ...open, isOpen: false }, 'J1', [], 'B1', 'dots-closed'],
		['[DE41] only on what the room has before it', open, 'J1', [], 'Z9', 'nothing-to-dot'],
		['[DE44] none for whoever is not on the roll', open, 'R1', [], 'B1', 'no-dots-for-you']
	];
	test.each(cases)('%s', (_name, round, voter, mine, target, expected) => {
		const outcome = placeDot(round, voter, mine, target);
		expect(outcome.accepted ? outcome.value.slot : outcome.reason).toBe(expected);
	});
});

describe('taking a dot back', () => {
	test('[DE42] gives back the last one put there, and leaves the others', () => {
		expect(takeDotBack(open, dotsOn('B1', 'I2', 'B1'), 'B1')).toEqual({ accepted: true, value: { slot: 3, target: 'B1' } });
	});
	test('[DE42] refuses where there is none, and after the close', () => {
		expect(takeDotBack(open, dotsOn('B1'), 'I2')).toEqual({ accepted: false, reason: 'no-dot-there' });
		expect(takeDotBack({ isOpen: false }, dotsOn('B1'), 'B1')).toEqual({ accepted: false, reason: 'dots-closed' });
	});
	test('[DE42] gives back a dot from a card that has gone', () => {
		expect(takeDotBack(open, dotsOn('gone'), 'gone').accepted).toBe(true);
	});
});

const roll = new Set(['J1', 'J2', 'J3']);
const put = (...pairs: string[]) => pairs.map((pair) => ({ voter: pair.split('>')[0]!, target: pair.split('>')[1]! }));

describe('the count', () => {
	test('[DE43] equals share a rank, and the next one skips', () => {
		const { ranked } = countDots(put('J1>B1', 'J1>B1', 'J2>B3', 'J2>I2', 'J3>K7', 'J3>I2', 'J3>B3'), roll);
		expect(ranked.map(({ target, dots, rank }) => [target, dots, rank])).toEqual([
			['B1', 2, 1],
			['B3', 2, 1],
			['I2', 2, 1],
			['K7', 1, 4]
		]);
	});
	test('[DE44] a seat that has left the roll counts no more', () => {
		expect(countDots(put('J1>B1', 'gone>B1'), roll)).toMatchObject({ placed: 1, eligible: 3, ranked: [{ dots: 1 }] });
	});
	test('[DE43] before the close, every result reads alike whatever the dots stand on', () => {
		const target = fc.constantFrom('B1', 'B2', 'I2');
		const voter = fc.constantFrom('J1', 'J2', 'J3');
		fc.assert(
			fc.property(fc.array(fc.tuple(voter, target, target)), (choices) => {
				const one = visibleDots(choices.map(([voter, target]) => ({ voter, target })), roll, null);
				const other = visibleDots(choices.map(([voter, , target]) => ({ voter, target })), roll, null);
				expect(one).toEqual(other);
				expect(Object.keys(one).sort()).toEqual(['eligible', 'isOpen', 'placed']);
			}),
			{ seed: 13 }
		);
	});
	test('[DE43] a closed round shows what was counted at its close, whatever the roll has become', () => {
		const result = countDots(put('J1>B1'), roll);
		expect(visibleDots(put('J1>B1', 'J2>B1'), new Set(['J2']), result)).toMatchObject({ isOpen: false, placed: 1, ranked: [{ dots: 1 }] });
	});
	test('[DE40] whatever is put and taken back, a hand never holds more than five dots, each in a slot of its own', () => {
		const act = fc.record({ does: fc.constantFrom('place', 'take'), target: fc.constantFrom('B1', 'I2') });
		fc.assert(
			fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
				let mine: Dot[] = [];
				for (const { does, target } of acts) {
					const outcome = does === 'place' ? placeDot(open, 'J1', mine, target) : takeDotBack(open, mine, target);
					if (!outcome.accepted) continue;
					mine = does === 'place' ? [...mine, outcome.value] : mine.filter((dot) => dot.slot !== outcome.value.slot);
				}
				expect(mine.length).toBeLessThanOrEqual(dotsEach);
				expect(new Set(mine.map((dot) => dot.slot)).size).toBe(mine.length);
			}),
			{ seed: 5 }
		);
	});
});
