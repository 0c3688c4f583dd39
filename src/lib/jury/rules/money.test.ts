import { describe, expect, test } from 'vitest';
import { noCost } from './cost.ts';
import { toCalendar, withSealedRoom } from './calendar.ts';
import { addMoney, balanceOf, correctMoney, halfDaysIn, totalBalance } from './money.ts';
import { heldOf } from './wishes.ts';

/** 45 € a half-day, 20 € of childcare. */
const cost = { ...noCost, allowance: 4_500, childcare: 2_000 };
const reasonOf = (outcome: { readonly accepted: boolean; readonly reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);

describe('what is due', () => {
	test.each([
		[0, 0],
		[-30, 0],
		[1, 1],
		[210, 1],
		[211, 2],
		[420, 2],
		[1035, 5]
	])('[JU80] %d minutes: %d half-days', (minutes, halfDays) => expect(halfDaysIn(minutes)).toBe(halfDays));

	test('[JU80] hours at the amount of the deliberation, and the lines beside', () => {
		expect(
			balanceOf(400, cost, [
				{ kind: 'allowance', cents: 500 },
				{ kind: 'childcare', cents: 3_000 },
				{ kind: 'expense', cents: 1_240 },
				{ kind: 'payment', cents: 9_000 },
				{ kind: 'payment', cents: -1_000 }
			])
		).toEqual({ halfDays: 2, allowance: 9_500, childcare: 3_000, expenses: 1_240, due: 13_740, paid: 8_000, left: 5_740 });
		expect(balanceOf(400, noCost, [])).toMatchObject({ halfDays: 2, due: 0, left: 0 });
	});

	test('[JU80] a whole jury adds up', () => {
		const one = { balance: balanceOf(210, cost, [{ kind: 'payment', cents: 500 }]) };
		expect(totalBalance([one, one])).toMatchObject({ halfDays: 2, due: 9_000, paid: 1_000, left: 8_000 });
	});
});

describe('a line', () => {
	const account = { minutes: 210, cost, lines: [] };
	test.each([
		['payment', '45', 'Virement de mars', 'accepted'],
		['payment', '45,01', 'Virement de mars', 'payment-above-due'],
		['childcare', '20', 'Atelier du 13 mars', 'accepted'],
		['childcare', '20,01', 'Atelier du 13 mars', 'childcare-above-rate'],
		['expense', '12,40 €', 'Train', 'accepted'],
		['allowance', '10', 'Complément', 'accepted'],
		['gift', '10', 'x', 'money-kind-missing'],
		['expense', 'dix', 'x', 'amount-unreadable'],
		['expense', '-3', 'x', 'amount-unreadable'],
		['expense', '0', 'x', 'money-nothing'],
		['expense', '3', ' \t', 'money-what-missing'],
		['expense', '3', 'x'.repeat(201), 'money-what-too-long']
	])('[JU81] [JU83] %s %s « %s »: %s', (kind, amount, what, expected) => {
		expect(reasonOf(addMoney(account, { kind, amount, what }))).toBe(expected);
	});

	test('[JU83] two payments together stay within what is due', () => {
		expect(reasonOf(addMoney({ ...account, lines: [{ kind: 'payment', cents: 4_000 }] }, { kind: 'payment', amount: '5,01', what: 'Solde' }))).toBe('payment-above-due');
	});

	test('[JU82] a correction is what it adds or takes away', () => {
		const lines = [{ kind: 'expense', cents: 1_240 }] as const;
		expect(correctMoney({ ...account, lines }, lines[0], { amount: '10', what: 'Billet relu' })).toMatchObject({ accepted: true, value: { kind: 'expense', cents: -240, what: 'Billet relu' } });
		expect(reasonOf(correctMoney({ ...account, lines }, lines[0], { amount: '12,40', what: 'x' }))).toBe('money-unchanged');
		expect(reasonOf(correctMoney({ ...account, lines }, lines[0], { amount: '9', what: '' }))).toBe('money-what-missing');
		const paid = [...lines, { kind: 'payment', cents: 5_740 }] as const;
		expect(reasonOf(correctMoney({ ...account, lines: paid }, paid[0], { amount: '0', what: 'Erreur' }))).toBe('money-below-paid');
		expect(reasonOf(correctMoney({ ...account, lines: paid }, paid[1], { amount: '0', what: 'Virement rejeté' }))).toBe('accepted');
	});
});

test('[JU78] [JU86] the last word of each kind holds; nobody is kept in touch by default', () => {
	expect(heldOf([])).toEqual({ wantsToLeave: false, keepsInTouch: false });
	expect(heldOf(['leave', 'keep-in-touch', 'stay'])).toEqual({ wantsToLeave: false, keepsInTouch: true });
	expect(heldOf(['keep-in-touch', 'forget-me', 'leave'])).toEqual({ wantsToLeave: true, keepsInTouch: false });
});

test('[JU88] the sealed room is among the dates from its opening to its close, while it is not over', () => {
	const meeting = { id: 'g1', title: 'À table', place: '', startsAt: new Date('2027-10-05T07:00:00Z'), minutes: 210 };
	const room = { opensAt: new Date('2027-10-01T07:00:00Z'), closesAt: new Date('2027-10-02T16:30:00Z') };
	const as = { id: 'salle-p1', title: 'La salle fermée' };
	for (const phase of ['before', 'open'] as const) expect(withSealedRoom([meeting], { ...room, phase }, as)).toEqual([{ ...as, place: '', startsAt: room.opensAt, minutes: 2_010 }, meeting]);
	for (const phase of ['off', 'over'] as const) expect(withSealedRoom([meeting], { ...room, phase }, as)).toEqual([meeting]);
	expect(withSealedRoom([meeting], null, as)).toEqual([meeting]);
});

test('[JU88] a calendar keeps what was typed in its own property, and its lines within 75 bytes', () => {
	const startsAt = new Date('2027-03-13T07:40:00Z');
	const file = toCalendar([{ id: 'g1', title: `À table, ${'é'.repeat(80)}\r\nDTSTART:20000101T000000Z`, place: 'Salle; des fêtes', startsAt, minutes: 210 }], new Date('2027-03-01T00:00:00Z'));
	const lines = file.split('\r\n');
	expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
	const whole = file.replace(/\r\n /g, '').split('\r\n');
	expect(whole).toContain('DTSTART:20270313T074000Z');
	expect(whole).toContain('DTEND:20270313T111000Z');
	expect(whole).toContain('LOCATION:Salle\\; des fêtes');
	expect(whole.filter((line) => line.startsWith('DTSTART'))).toHaveLength(1);
	expect(whole.find((line) => line.startsWith('SUMMARY'))).toBe(`SUMMARY:À table\\, ${'é'.repeat(80)}\\nDTSTART:20000101T000000Z`);
});
