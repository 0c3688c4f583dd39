// What is due to a juror and what was paid, in whole cents: allowances computed from the hours, childcare, expenses, payments.
import { readEuros, type AmountRefusal } from '../../money/rules/euros.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { tidyLine } from './campaign.ts';
import type { Cost } from './cost.ts';

/** A half-day goes up to 3 h 30: the length of a workshop. Source: the authority's deliberation, after the Trois-Rivelles' (demo 5.3). */
export const halfDayMinutes = 210;

export const moneyKinds = ['allowance', 'childcare', 'expense', 'payment'] as const;
export type MoneyKind = (typeof moneyKinds)[number];

export const moneyWhatLimit = 200;

/** Half-days given: one for each 3 h 30 begun, over all the hours of the ledger together (JU80). None for no hour. */
export const halfDaysIn = (minutes: number): number => (minutes <= 0 ? 0 : Math.ceil(minutes / halfDayMinutes));

export interface MoneyLine {
	readonly kind: MoneyKind;
	/** signed in a correction */
	readonly cents: number;
}

export interface Balance {
	readonly halfDays: number;
	/** what the hours give, at the amount of the deliberation, and what was added to it by a line */
	readonly allowance: number;
	readonly childcare: number;
	readonly expenses: number;
	readonly due: number;
	readonly paid: number;
	/** below nothing where more was paid than is due */
	readonly left: number;
}

const sumOf = (lines: readonly MoneyLine[], kind: MoneyKind): number => lines.reduce((sum, line) => (line.kind === kind ? sum + line.cents : sum), 0);

/** What is due to one juror and what is left to pay, in cents, for so many minutes given and these lines (JU80). Source: PRO-9, JUR-10. */
export function balanceOf(minutes: number, cost: Pick<Cost, 'allowance'>, lines: readonly MoneyLine[]): Balance {
	const halfDays = halfDaysIn(minutes);
	const allowance = halfDays * cost.allowance + sumOf(lines, 'allowance');
	const [childcare, expenses, paid] = [sumOf(lines, 'childcare'), sumOf(lines, 'expense'), sumOf(lines, 'payment')];
	const due = allowance + childcare + expenses;
	return { halfDays, allowance, childcare, expenses, due, paid, left: due - paid };
}

export type MoneyRefusal = AmountRefusal | 'money-kind-missing' | 'money-nothing' | 'money-what-missing' | 'money-what-too-long' | 'childcare-above-rate' | 'payment-above-due' | 'money-unchanged' | 'money-below-paid';

function readWhat(typed: string): Outcome<string, MoneyRefusal> {
	const what = tidyLine(typed);
	if (what === '') return refused('money-what-missing');
	return [...what].length > moneyWhatLimit ? refused('money-what-too-long') : accepted(what);
}

/**
 * Whether the accounts of a juror stand as a line would leave them. Refuses childcare above what the deliberation gives for the half-days that were
 * given (JU81), and payments above what is due: a public accountant pays for what was done (JU83). Source: décret 2012-1246, art. 33.
 */
function judgeBalance(minutes: number, cost: Pick<Cost, 'allowance' | 'childcare'>, after: Balance, kind: MoneyKind): Outcome<Balance, MoneyRefusal> {
	if (kind === 'childcare' && after.childcare > halfDaysIn(minutes) * cost.childcare) return refused('childcare-above-rate');
	if (after.left < 0) return refused(kind === 'payment' ? 'payment-above-due' : 'money-below-paid');
	return accepted(after);
}

interface Account {
	readonly minutes: number;
	readonly cost: Pick<Cost, 'allowance' | 'childcare'>;
	readonly lines: readonly MoneyLine[];
}

/** A line as typed, in euros, with what it is for. */
export function addMoney({ minutes, cost, lines }: Account, typed: { readonly kind: string; readonly amount: string; readonly what: string }): Outcome<{ readonly kind: MoneyKind; readonly cents: number; readonly what: string }, MoneyRefusal> {
	const kind = moneyKinds.find((one) => one === typed.kind);
	if (!kind) return refused('money-kind-missing');
	const cents = readEuros(typed.amount);
	if (!cents.accepted) return cents;
	if (cents.value === 0) return refused('money-nothing');
	const what = readWhat(typed.what);
	if (!what.accepted) return what;
	const judged = judgeBalance(minutes, cost, balanceOf(minutes, cost, [...lines, { kind, cents: cents.value }]), kind);
	return judged.accepted ? accepted({ kind, cents: cents.value, what: what.value }) : judged;
}

/** A correction: the amount that should stand, and why; kept as what it adds or takes away (JU82). */
export function correctMoney({ minutes, cost, lines }: Account, standing: MoneyLine, typed: { readonly amount: string; readonly what: string }): Outcome<{ readonly kind: MoneyKind; readonly cents: number; readonly what: string }, MoneyRefusal> {
	const right = readEuros(typed.amount);
	if (!right.accepted) return right;
	if (right.value === standing.cents) return refused('money-unchanged');
	const what = readWhat(typed.what);
	if (!what.accepted) return what;
	const { kind } = standing;
	const line = { kind, cents: right.value - standing.cents };
	const judged = judgeBalance(minutes, cost, balanceOf(minutes, cost, [...lines, line]), kind);
	return judged.accepted ? accepted({ ...line, what: what.value }) : judged;
}

/** A line as it is read, corrections counted. Moments are ISO 8601, amounts cents. */
export interface ReadMoney {
	readonly id: string;
	readonly kind: MoneyKind;
	readonly what: string;
	readonly at: string;
	readonly cents: number;
	readonly corrections: readonly { readonly cents: number; readonly what: string; readonly at: string }[];
}

export interface JurorAccount {
	readonly membershipId: string;
	readonly publicName: string;
	/** as the panel's contacts have it; null where nobody wrote it down, or it was forgotten */
	readonly realName: { readonly last: string; readonly first: string } | null;
	readonly minutes: number;
	readonly balance: Balance;
	readonly lines: readonly ReadMoney[];
}

/** Cents by which the accounts are not at zero, paid too much or not enough, juror by juror: what one was paid too much settles nothing of another's (JU109). */
export const apartOf = (accounts: readonly { readonly balance: Pick<Balance, 'left'> }[]): number => accounts.reduce((sum, { balance }) => sum + Math.abs(balance.left), 0);

/** The accounts of a whole jury together. */
export const totalBalance = (accounts: readonly Pick<JurorAccount, 'balance'>[]): Balance =>
	accounts.reduce<Balance>(
		(sum, { balance }) => ({
			halfDays: sum.halfDays + balance.halfDays,
			allowance: sum.allowance + balance.allowance,
			childcare: sum.childcare + balance.childcare,
			expenses: sum.expenses + balance.expenses,
			due: sum.due + balance.due,
			paid: sum.paid + balance.paid,
			left: sum.left + balance.left
		}),
		{ halfDays: 0, allowance: 0, childcare: 0, expenses: 0, due: 0, paid: 0, left: 0 }
	);
