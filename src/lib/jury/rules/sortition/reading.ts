// Reads the two files of a sortition, as the Sortition Foundation writes them: quotas, and people with their answers (JU20, JU21).
import { parse } from 'csv-parse/sync';
import { accepted, type Accepted } from '../../../outcomes/rules/outcome.ts';
import type { Person, Quota } from './pool.ts';

export type FaultReason =
	| 'file-not-csv'
	| 'file-empty'
	| 'column-missing'
	| 'column-twice'
	| 'cell-empty'
	| 'count-unreadable'
	| 'min-above-max'
	| 'flex-inside'
	| 'quota-twice'
	| 'id-twice'
	| 'answer-unknown';

/** What is wrong, where: `row` as a spreadsheet numbers it (the head is 1), null for the whole file. */
export interface Fault {
	readonly reason: FaultReason;
	readonly row: number | null;
	readonly column: string | null;
	readonly value: string;
}

export interface Faulty {
	readonly accepted: false;
	readonly reason: 'sortition-file-faulty';
	readonly faults: readonly Fault[];
}

type Reading<Value> = Accepted<Value> | Faulty;

interface Table {
	readonly head: readonly string[];
	readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

const faulty = (...faults: Fault[]): Faulty => ({ accepted: false, reason: 'sortition-file-faulty', faults });

const tidy = (cell: string) => cell.normalize('NFC').replace(/\s+/gu, ' ').trim();
/** « Homme » and « homme » are one answer. */
const folded = (words: string) => tidy(words).toLowerCase();

/** Commas, semicolons or tabs, whichever the head holds most of. */
function separatorOf(text: string): string {
	const head = /^[^\r\n]*/.exec(text)![0];
	return [',', ';', '\t'].reduce((best, one) =>
		head.split(one).length > head.split(best).length ? one : best
	);
}

function tableOf(text: string): Reading<Table> {
	let lines: string[][];
	try {
		lines = parse(text, {
			bom: true,
			delimiter: separatorOf(text),
			relax_column_count: true,
			skip_empty_lines: false
		});
	} catch (error) {
		const line =
			typeof error === 'object' && error !== null && 'lines' in error && typeof error.lines === 'number'
				? error.lines
				: null;
		return faulty({ reason: 'file-not-csv', row: line, column: null, value: '' });
	}
	const rows = lines
		.map((cells, index) => ({ row: index + 1, cells: cells.map(tidy) }))
		.filter(({ cells }) => cells.some((cell) => cell !== ''));
	const [head, ...rest] = rows;
	if (!head || rest.length === 0) return faulty({ reason: 'file-empty', row: null, column: null, value: '' });
	const twice = head.cells.find(
		(name, index) => name !== '' && head.cells.findIndex((other) => folded(other) === folded(name)) < index
	);
	if (twice !== undefined)
		return faulty({ reason: 'column-twice', row: head.row, column: twice, value: twice });
	return accepted({ head: head.cells, rows: rest });
}

const placeOf = ({ head }: Table, name: string) =>
	head.findIndex((column) => folded(column) === folded(name));

/** Whether a file holds quotas, in either form; otherwise it holds people. */
export function holdsQuotas(text: string): boolean {
	const table = tableOf(text);
	const has = (name: string) => table.accepted && placeOf(table.value, name) >= 0;
	return has('min') && has('max') && has('feature') && (has('category') || has('value'));
}

/**
 * `text`: CSV whose head has category, feature, min, max, or feature, value, min, max; in both, min_flex and max_flex may follow, whole numbers of people.
 * Without them a minimum may be lowered to none and a maximum raised without end.
 * Refuses what names no category or feature, what is no whole number, a quota named twice, a minimum above its maximum, a flex inside its quota.
 */
export function readQuotas(text: string): Reading<readonly Quota[]> {
	const table = tableOf(text);
	if (!table.accepted) return table;
	const isNewForm = placeOf(table.value, 'value') >= 0 && placeOf(table.value, 'category') < 0;
	const names = isNewForm
		? { category: 'feature', feature: 'value' }
		: { category: 'category', feature: 'feature' };
	const lacking = [names.category, names.feature, 'min', 'max'].filter(
		(name) => placeOf(table.value, name) < 0
	);
	if (lacking.length > 0)
		return faulty(
			...lacking.map((column): Fault => ({ reason: 'column-missing', row: 1, column, value: '' }))
		);
	const faults: Fault[] = [];
	const seen = new Set<string>();
	const quotas = table.value.rows.map(({ row, cells }): Quota => {
		const cell = (name: string) => cells[placeOf(table.value, name)] ?? '';
		const words = (name: string) => {
			if (cell(name) === '') faults.push({ reason: 'cell-empty', row, column: name, value: '' });
			return cell(name);
		};
		const count = (name: string, otherwise?: number) => {
			const written = cell(name);
			if (written === '' && otherwise !== undefined) return otherwise;
			if (/^\d{1,9}$/.test(written)) return Number(written);
			faults.push({
				reason: written === '' ? 'cell-empty' : 'count-unreadable',
				row,
				column: name,
				value: written
			});
			return 0;
		};
		const before = faults.length;
		const quota = {
			category: words(names.category),
			feature: words(names.feature),
			min: count('min'),
			max: count('max'),
			minFlex: count('min_flex', 0),
			maxFlex: count('max_flex', Number.MAX_SAFE_INTEGER)
		};
		const key = JSON.stringify([folded(quota.category), folded(quota.feature)]);
		if (faults.length === before) {
			if (quota.min > quota.max)
				faults.push({ reason: 'min-above-max', row, column: 'min', value: String(quota.min) });
			if (quota.minFlex > quota.min)
				faults.push({ reason: 'flex-inside', row, column: 'min_flex', value: String(quota.minFlex) });
			if (quota.maxFlex < quota.max)
				faults.push({ reason: 'flex-inside', row, column: 'max_flex', value: String(quota.maxFlex) });
			if (seen.has(key))
				faults.push({ reason: 'quota-twice', row, column: names.feature, value: quota.feature });
		}
		seen.add(key);
		return quota;
	});
	if (faults.length > 0) return faulty(...faults);
	const spelling = new Map(
		quotas.map(({ category }) => [folded(category), category]).reverse() as [string, string][]
	);
	return accepted(quotas.map((quota) => ({ ...quota, category: spelling.get(folded(quota.category))! })));
}

export interface People {
	readonly people: readonly Person[];
	/** the column that identifies them; null: their number, the first person under the head being 1 */
	readonly idColumn: string | null;
	/** person by person, what the other columns say, column by column; empty cells are left out */
	readonly rest: readonly Readonly<Record<string, string>>[];
}

/**
 * `text`: CSV, one row a person, one column a category of the quotas. A person is known by the column `id`, else `nationbuilder_id`, else by the number of their row, from 1.
 * `addressColumns`: those that tell a household; a person with one of them empty lives alone. Other columns are carried along, and never part of a draw.
 * Refuses a category without a column, an answer that no quota names or that is missing, an id that is missing or given twice.
 */
export function readPeople(
	text: string,
	quotas: readonly Quota[],
	addressColumns: readonly string[] = []
): Reading<People> {
	const table = tableOf(text);
	if (!table.accepted) return table;
	const categories = [...new Set(quotas.map(({ category }) => category))];
	const lacking = [...categories, ...addressColumns].filter((name) => placeOf(table.value, name) < 0);
	if (lacking.length > 0)
		return faulty(
			...lacking.map((column): Fault => ({ reason: 'column-missing', row: 1, column, value: '' }))
		);
	const idColumn =
		['id', 'nationbuilder_id'].find(
			(name) => placeOf(table.value, name) >= 0 && !categories.some((category) => folded(category) === name)
		) ?? null;
	const known = new Map(
		quotas.map(({ category, feature }) => [JSON.stringify([category, folded(feature)]), feature])
	);
	const faults: Fault[] = [];
	const ids = new Set<string>();
	const people = table.value.rows.map(({ row, cells }, index): Person => {
		const cell = (name: string) => cells[placeOf(table.value, name)] ?? '';
		const id = idColumn === null ? String(index + 1) : cell(idColumn);
		if (id === '') faults.push({ reason: 'cell-empty', row, column: idColumn, value: '' });
		else if (ids.has(id)) faults.push({ reason: 'id-twice', row, column: idColumn, value: id });
		ids.add(id);
		const features = categories.map((category) => {
			const answer = cell(category);
			const feature = known.get(JSON.stringify([category, folded(answer)]));
			if (answer === '') faults.push({ reason: 'cell-empty', row, column: category, value: '' });
			else if (feature === undefined)
				faults.push({ reason: 'answer-unknown', row, column: category, value: answer });
			return [category, feature ?? ''] as const;
		});
		const address = addressColumns.map((name) => folded(cell(name)));
		return {
			id,
			features: Object.fromEntries(features),
			household: address.length > 0 && address.every((part) => part !== '') ? JSON.stringify(address) : null
		};
	});
	const used = new Set([...categories, ...(idColumn === null ? [] : [idColumn])].map(folded));
	const rest = table.value.rows.map(({ cells }) =>
		Object.fromEntries(
			table.value.head.flatMap((name, index) =>
				name !== '' && !used.has(folded(name)) && cells[index] ? [[name, cells[index]]] : []
			)
		)
	);
	return faults.length > 0 ? faulty(...faults) : accepted({ people, idColumn, rest });
}
