// A series of measurements as a table file: what is read of each row, and what is wrong with it.
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import { unguarded, type Cell } from '../../../papers/rules/csv.ts';
import { contradictionsIn } from '../elements/contradictions.ts';
import { readFields, type FieldWrong } from '../elements/changes.ts';

export interface Measured {
	readonly on: string;
	readonly value: string;
	readonly source: string;
	readonly by: string;
	readonly note: string;
}

const columns = ['on', 'value', 'source', 'by', 'note'] as const;
type Column = (typeof columns)[number];

/** As a head says them, in French and in English, without accents nor capitals. */
const names: Readonly<Record<Column, readonly string[]>> = {
	on: ['date', 'jour', 'day', 'on'],
	value: ['valeur', 'value', 'mesure'],
	source: ['source'],
	by: ['auteur', 'auteurrice', 'author', 'par', 'by'],
	note: ['note', 'remarque', 'commentaire']
};
const plain = (text: string) =>
	text
		.normalize('NFD')
		.toLowerCase()
		.replace(/[^a-z]/g, '');

const yesOrNo: Readonly<Record<string, string>> = { oui: '1', yes: '1', non: '0', no: '0' };

export const mostMeasurements = 1_000;

export interface RowWrong {
	/** as a spreadsheet numbers it */
	readonly row: number;
	readonly column: Column;
	readonly reason: FieldWrong['reason'] | 'day-twice' | 'day-taken';
}

export type SeriesRefusal = 'series-empty' | 'series-too-long' | 'series-head-unknown' | 'series-wrong';

/**
 * Rows of a file → measurements to add (CO73). The first row names the columns: « date » and « valeur » must be there. A cell is text, never a formula. Rows whose day and value are there already are counted and left out; a day that already has another value is wrong, and so is one after `today` (ISO). All or nothing: everything that is wrong at once, row by row.
 */
export function readSeries(
	rows: readonly { readonly number: number; readonly cells: readonly string[] }[],
	there: readonly { readonly on: string | null; readonly value: string | null }[],
	today: string
): Outcome<{ readonly measured: readonly Measured[]; readonly known: number }, SeriesRefusal> & {
	readonly wrongs?: readonly RowWrong[];
} {
	const [head, ...body] = rows;
	if (!head) return refused('series-empty');
	if (body.length > mostMeasurements) return refused('series-too-long');
	const place = (column: Column) => head.cells.findIndex((cell) => names[column].includes(plain(cell)));
	const at = Object.fromEntries(columns.map((column) => [column, place(column)])) as Record<Column, number>;
	if (at.on < 0 || at.value < 0) return refused('series-head-unknown');
	if (body.length === 0) return refused('series-empty');
	const taken = new Map(there.map(({ on, value }) => [on, value]));
	const seen = new Set<string>();
	const wrongs: RowWrong[] = [];
	const measured: Measured[] = [];
	let known = 0;
	for (const { number: row, cells } of body) {
		const typed = Object.fromEntries(
			columns.map((column) => [column, unguarded((cells[at[column]] ?? '').trim())])
		);
		const value = yesOrNo[plain(typed.value ?? '')] ?? typed.value ?? '';
		const read = readFields('measurement', { ...typed, value, fields: columns });
		if (read.wrongs.length > 0) {
			wrongs.push(...read.wrongs.map(({ field, reason }) => ({ row, column: field as Column, reason })));
			continue;
		}
		const early = contradictionsIn('measurement', read.values, { today, said: ['on'] });
		if (early.length > 0) {
			wrongs.push(...early.map(({ reason }) => ({ row, column: 'on' as const, reason })));
			continue;
		}
		const one = read.values as unknown as Measured;
		if (taken.get(one.on) === one.value) known++;
		else if (taken.has(one.on)) wrongs.push({ row, column: 'on', reason: 'day-taken' });
		else if (seen.has(one.on)) wrongs.push({ row, column: 'on', reason: 'day-twice' });
		else measured.push(one);
		seen.add(one.on);
	}
	return wrongs.length > 0 ? { ...refused('series-wrong'), wrongs } : accepted({ measured, known });
}

/** A series as rows of a file that reads back the same (CO73). */
export const seriesRows = (measured: readonly Measured[]): readonly (readonly Cell[])[] =>
	measured.map(({ on, value, source, by, note }) => [
		on,
		String(Number(value)) === value ? Number(value) : value,
		source,
		by,
		note
	]);
