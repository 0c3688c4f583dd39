import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepIds, stepRules } from '../../workshop/rules/steps.ts';
import { clockOf, endsOf, spentIn } from '../../gatherings/rules/clock.ts';
import { hasLostNetwork, isDue, type Moment } from './behaviour.ts';
import { behaviours, handDoes, leadDoes, mayAsk } from './behaviours.ts';
import { chance, pick, shuffled } from './chance.ts';
import { changedPace, expiryOf, feedbackOf, goesOn, mayRehearse, paceOfWholeDay } from './course.ts';
import { castOf, isAtTheDoor, judgeCrowd, newcomer, temperaments, type Person } from './people.ts';
import { cardWords } from './words.ts';
import { textLimit, zones } from '../../workshop/rules/landscape.ts';

const crowdOf = (people: number, onPaper: number) => ({ people, onPaper });
const moment = (share: number, seed = 'grain'): Moment => ({ seed, share, today: '2026-11-05' });

test('[RE1] the same words give the same number, others another one, all through the range', () => {
	expect(chance('a', 1)).toBe(chance('a', 1));
	expect(chance('a', 1)).not.toBe(chance('a', 2));
	expect(chance('ab', 'c')).not.toBe(chance('a', 'bc'));
	const drawn = Array.from({ length: 2000 }, (_, nth) => chance('spread', nth));
	expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...drawn)).toBeLessThan(1);
	for (const tenth of Array.from({ length: 10 }, (_, at) => at / 10)) {
		const share = drawn.filter((one) => one >= tenth && one < tenth + 0.1).length / drawn.length;
		expect(share).toBeGreaterThan(0.07);
		expect(share).toBeLessThan(0.13);
	}
	expect(shuffled([1, 2, 3, 4, 5], (one) => one, 'x').sort()).toEqual([1, 2, 3, 4, 5]);
	expect([1, 2, 3]).toContain(pick([1, 2, 3], 'y'));
});

test('[RE1] [RE2] a seed gives the same people: each of another name, with who brings the text and who holds the pen on a device', () => {
	fc.assert(
		fc.property(fc.string(), fc.integer({ min: 4, max: 60 }), fc.nat(), (seed, people, paper) => {
			const crowd = crowdOf(people, paper % (people - 1));
			const cast = castOf(seed, crowd);
			expect(castOf(seed, crowd)).toEqual(cast);
			expect(new Set(cast.map(({ publicName }) => publicName)).size).toBe(people);
			expect(cast.filter(({ temperament }) => temperament === 'on-paper')).toHaveLength(crowd.onPaper);
			expect(cast.filter(({ capacity }) => capacity === 'prescriber')).toHaveLength(1);
			for (const { capacity, temperament } of cast) if (capacity === 'prescriber') expect(temperament).toBe('brisk');
			if (people - crowd.onPaper >= 4) for (const certain of ['objecting', 'late'] as const) expect(cast.filter(({ temperament }) => temperament === certain)).toHaveLength(1);
		}),
		{ numRuns: 200 }
	);
	expect(castOf('one', crowdOf(13, 0))).not.toEqual(castOf('other', crowdOf(13, 0)));
});

test.each([
	[3, 0, 'people-out-of-range'],
	[61, 0, 'people-out-of-range'],
	[NaN, 0, 'people-out-of-range'],
	[4.5, 0, 'people-out-of-range'],
	[4, 3, 'paper-out-of-range'],
	[4, -1, 'paper-out-of-range'],
	[4, NaN, 'paper-out-of-range'],
	[4, 2, true],
	[60, 30, true]
])('[RE2] %d people, %d of them on paper: %s', (people, onPaper, expected) => {
	const judged = judgeCrowd(crowdOf(people, onPaper));
	expect(judged.accepted ? true : judged.reason).toBe(expected);
});

test('[RE3] who is late comes once the room has begun, and who loses the network comes back', () => {
	const late = { temperament: 'late' } as const;
	const at = (position: number, share: number, isOpen = true) => isAtTheDoor(late, { isOpen, position, share });
	expect([at(-1, 0), at(0, 0.1), at(0, 0.6), at(1, 0), at(1, 0, false)]).toEqual([false, false, true, true, false]);
	expect(isAtTheDoor({ temperament: 'brisk' }, { isOpen: true, position: -1, share: 0 })).toBe(true);
	const me = (nth: number, temperament: Person['temperament']): Person => ({ nth, publicName: 'Léa', capacity: 'juror', temperament });
	const lost = stepIds.filter((step) => hasLostNetwork(me(3, 'unplugged'), step, moment(0.4)));
	expect(lost.length).toBeGreaterThan(1);
	expect(lost.length).toBeLessThan(stepIds.length);
	for (const step of stepIds) for (const share of [0, 0.2, 0.7, 1]) expect(hasLostNetwork(me(3, 'unplugged'), step, moment(share))).toBe(false);
	expect(stepIds.some((step) => hasLostNetwork(me(3, 'brisk'), step, moment(0.4)))).toBe(false);
});

test('[RE4] what is due stays due, and everybody has had their time before the step is over', () => {
	fc.assert(
		fc.property(fc.string(), fc.nat(60), fc.constantFrom(...temperaments), fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, nth, temperament, what, share) => {
			const me: Person = { nth, publicName: 'Léa', capacity: 'juror', temperament };
			expect(isDue(me, moment(1, seed), what)).toBe(true);
			if (isDue(me, moment(share, seed), what)) expect(isDue(me, moment(Math.min(1, share + 0.1), seed), what)).toBe(true);
		})
	);
});

test('[RE4] a card is never longer than a card, and no two of one person are alike', () => {
	for (const person of castOf('cards', crowdOf(60, 20)))
		for (const zone of zones) {
			const words = [0, 1, 2, 3].map((nth) => cardWords('cards', person, zone, nth));
			expect(new Set(words).size).toBe(4);
			for (const text of words) expect([...text].length).toBeLessThanOrEqual(textLimit);
		}
});

test('[RE4] [RE5] a step that nobody plays lets time pass', () => {
	const [me] = castOf('grain', crowdOf(4, 0));
	for (const step of [...stepIds.filter((one) => !Object.hasOwn(behaviours, one)), '', 'toString', '__proto__']) {
		expect(handDoes(step, {}, me!, moment(1))).toBeNull();
		expect(leadDoes(step, {}, moment(1))).toBeNull();
	}
});

test.each([
	[0.5, true, false],
	[1, false, false],
	[1, true, true],
	[1.79, false, false],
	[1.8, false, true]
])('[RE6] at %d of its minutes, everybody idle: %s, the room goes on: %s', (share, isIdle, expected) => {
	expect(goesOn({ share, isIdle })).toBe(expected);
});

test('[RE7] what is asked fits the step, and one more comes under a name of their own', () => {
	expect(stepIds.filter((step) => mayAsk(step, 'object'))).toEqual(['consent']);
	expect(stepIds.filter((step) => mayAsk(step, 'hurtful-words'))).toEqual(['landscape-writing', 'clarification', 'amendments']);
	const cast = castOf('grain', crowdOf(13, 0));
	const late = newcomer('grain', 13);
	expect(late).toMatchObject({ nth: 13, capacity: 'juror' });
	expect(cast.map(({ publicName }) => publicName)).not.toContain(late.publicName);
});

test('[RE8] a half-day takes four minutes, and its pace changes by a notch within its limits', () => {
	expect(paceOfWholeDay(206)).toBe(52);
	expect([paceOfWholeDay(1), paceOfWholeDay(10_000)]).toEqual([1, 120]);
	expect([changedPace(1, 'slower'), changedPace(1, 'faster'), changedPace(120, 'faster'), changedPace(52, 'slower')]).toEqual([1, 2, 120, 26]);
});

test('[RE8] minutes go by at the pace of their stay, and the clock says so', () => {
	const at = (minutes: number) => new Date(Date.UTC(2026, 10, 5, 9, minutes));
	const stays = [
		{ step: 'vote', enteredAt: at(0), leftAt: at(1), pace: 10 },
		{ step: 'vote', enteredAt: at(1), leftAt: null }
	];
	expect(spentIn(stays, 'vote', at(3)) / 60_000).toBe(12);
	const agenda = { version: 1, steps: [{ step: 'vote', ...stepRules.vote.usual, plannedMinutes: 20 }] } as const;
	expect(clockOf(agenda, 0, stays.slice(0, 1).map((stay) => ({ ...stay, leftAt: null })), at(1), 10)).toMatchObject({ elapsedMinutes: 10, pace: 10, enteredAt: at(0).toISOString() });
	expect(clockOf(agenda, 0, stays, at(3))).not.toHaveProperty('pace');
	const ends = endsOf({ agenda, position: 0, startsAt: at(0), pace: 10 }, [{ step: 'vote', enteredAt: at(0), leftAt: null, pace: 10 }], at(1));
	expect([ends.plannedEnd, ends.expectedEnd, ends.lateByMinutes]).toEqual([at(2), at(2), 0]);
});

test('[RE9] anybody rehearses where nobody works, and every account afterwards', () => {
	expect([mayRehearse('empty', undefined), mayRehearse('example-only', undefined), mayRehearse('open', {})].every(({ accepted }) => accepted)).toBe(true);
	expect(mayRehearse('open', undefined)).toEqual({ accepted: false, reason: 'account-needed' });
});

test('[RE10] a rehearsal is kept for thirty days', () => {
	expect(expiryOf(new Date('2026-11-05T17:00:00Z'))).toEqual(new Date('2026-12-05T17:00:00Z'));
});

test('[RE12] the feedback compares whole minutes, leaves out what was dropped and says where the room never came', () => {
	const steps = [
		{ step: 'welcome', plannedMinutes: 6 },
		{ step: 'roles', plannedMinutes: 12, droppedAt: '2026-11-05T09:00:00Z' },
		{ step: 'vote', plannedMinutes: 10 },
		{ step: 'closing', plannedMinutes: 6 }
	];
	const spent: Readonly<Record<string, number>> = { welcome: 8.4 * 60_000, vote: 9.6 * 60_000 };
	expect(feedbackOf(steps, (step) => spent[step] ?? null)).toEqual([
		{ step: 'welcome', plannedMinutes: 6, spentMinutes: 8, gapMinutes: 2 },
		{ step: 'vote', plannedMinutes: 10, spentMinutes: 10, gapMinutes: 0 },
		{ step: 'closing', plannedMinutes: 6, spentMinutes: null, gapMinutes: null }
	]);
});
