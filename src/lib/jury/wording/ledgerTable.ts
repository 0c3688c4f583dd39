// The ledger as a table for whoever pays: one row a line, corrections included, and each juror's total.
import { m } from '../../words/messages.js';
import { writeHours } from '../rules/hours.ts';
import type { JurorLedger } from '../rules/ledger.ts';

export function ledgerTable(jurors: readonly JurorLedger[]): { head: string[]; rows: (string | number)[][] } {
	const row = (name: string, at: string, kind: string, what: string, minutes: number) => [name, at.slice(0, 10), kind, what, minutes, writeHours(minutes)];
	return {
		head: [m.jury_csv_juror(), m.jury_csv_on(), m.jury_csv_kind(), m.jury_csv_what(), m.jury_csv_minutes(), m.jury_csv_hours()],
		rows: jurors.flatMap(({ publicName, minutes, lines }) => [
			...lines.flatMap((line) => [
				row(publicName, line.at, m.jury_csv_line(), line.what, line.minutes - line.corrections.reduce((sum, one) => sum + one.minutes, 0)),
				...line.corrections.map((one) => row(publicName, one.at, m.jury_csv_correction(), one.what, one.minutes))
			]),
			row(publicName, '', m.jury_csv_total(), '', minutes)
		])
	};
}
