import { expect, test } from 'vitest';
import { remindersDue, wayTo, type SeatFacts } from './reminders.ts';

const seat = (more: Partial<SeatFacts>): SeatFacts => ({ id: 's', state: 'accepted', answerBy: null, mandateEndsOn: null, hasSaid: false, ...more });
const due = (today: string, one: Partial<SeatFacts>, dates: readonly string[] = []) => remindersDue(today, [seat(one)], dates.map((day) => ({ about: `g-${day}`, day }))).map(({ kind, dueOn }) => `${kind} ${dueOn}`);

test.each([
	['five days before', '2027-02-07', []],
	['four', '2027-02-08', ['answer 2027-02-12']],
	['on the last day', '2027-02-12', ['answer 2027-02-12']],
	['the day after', '2027-02-13', []]
])('[JU170] an answer awaited until 12 February, %s', (_, today, expected) => {
	expect(due(today, { state: 'invited', answerBy: '2027-02-12' })).toEqual(expected);
});

test.each([
	['five days before', '2027-02-15', []],
	['four', '2027-02-16', ['date 2027-02-20']],
	['the day before', '2027-02-19', ['date 2027-02-20']],
	['on the day itself', '2027-02-20', []]
])('[JU170] a date on 20 February, %s', (_, today, expected) => {
	expect(due(today, {}, ['2027-02-20', '2027-03-13'])).toEqual(expected);
});

test('[JU170] a mandate in its last two months, and no date beyond it', () => {
	expect(due('2027-12-20', { mandateEndsOn: '2028-02-20' })).toEqual([]);
	expect(due('2027-12-21', { mandateEndsOn: '2028-02-20' })).toEqual(['mandate 2028-02-20']);
	expect(due('2028-02-19', { mandateEndsOn: '2028-02-20' }, ['2028-02-20', '2028-02-21'])).toEqual(['date 2028-02-20', 'mandate 2028-02-20']);
	expect(due('2028-02-21', { mandateEndsOn: '2028-02-20' })).toEqual([]);
	expect(due('2027-12-21', { mandateEndsOn: '2028-02-20', hasSaid: true })).toEqual([]);
});

test('[JU170] nobody who was not invited, said no, kept silent or left; who has not answered hears of no date', () => {
	for (const state of ['to-invite', 'declined', 'silent', 'left'] as const) expect(due('2027-02-10', { state, answerBy: '2027-02-12', mandateEndsOn: '2027-03-01' }, ['2027-02-12'])).toEqual([]);
	expect(due('2027-02-10', { state: 'invited', answerBy: '2027-02-12' }, ['2027-02-12'])).toEqual(['answer 2027-02-12']);
});

test.each([
	[true, 'rose@exemple.fr', true, 'mail'],
	[true, '', true, 'hand'],
	[true, 'rose@exemple.fr', false, 'hand'],
	[false, 'rose@exemple.fr', true, 'hand']
] as const)('[JU171] mail on: %s, address « %s », agreed: %s: by %s', (isMailOn, email, agreed, way) => {
	expect(wayTo({ email, agreed }, isMailOn)).toBe(way);
});
