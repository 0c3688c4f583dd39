// The accounts of a jury as a table for finance: a balance for each person, then their lines, corrections included.
import { m } from '../../words/messages.js';
import type { JurorAccount, MoneyKind } from '../rules/money.ts';

export const moneyWords = {
	allowance: () => m.juror_money_allowance(),
	childcare: () => m.juror_money_childcare(),
	expense: () => m.juror_money_expense(),
	payment: () => m.juror_money_payment()
} satisfies Record<MoneyKind, () => string>;

export function accountsTable(accounts: readonly JurorAccount[]): { head: string[]; rows: (string | number)[][] } {
	const euros = (cents: number) => cents / 100;
	return {
		head: [m.juror_csv_last(), m.juror_csv_first(), m.juror_csv_tree(), m.juror_csv_row(), m.juror_csv_on(), m.juror_csv_what(), m.juror_csv_half_days(), m.juror_csv_allowance(), m.juror_csv_childcare(), m.juror_csv_expenses(), m.juror_csv_due(), m.juror_csv_paid(), m.juror_csv_left()],
		rows: accounts.flatMap(({ realName, publicName, balance, lines }) => {
			const who = [realName?.last ?? '', realName?.first ?? '', publicName];
			const row = (kind: MoneyKind, at: string, what: string, cents: number, word: string) => {
				const amounts = { allowance: '', childcare: '', expense: '', payment: '', [kind]: euros(cents) };
				return [...who, word, at.slice(0, 10), what, '', amounts.allowance, amounts.childcare, amounts.expense, '', amounts.payment, ''];
			};
			return [
				[...who, m.juror_csv_balance(), '', '', balance.halfDays, euros(balance.allowance), euros(balance.childcare), euros(balance.expenses), euros(balance.due), euros(balance.paid), euros(balance.left)],
				...lines.flatMap((line) => [
					row(line.kind, line.at, line.what, line.cents - line.corrections.reduce((sum, { cents }) => sum + cents, 0), moneyWords[line.kind]()),
					...line.corrections.map((one) => row(line.kind, one.at, one.what, one.cents, m.juror_csv_correction()))
				])
			];
		})
	};
}
