// Two people write one scenario: what each changed of what both began from is kept, and only a field that both changed is contested.
import type { TypedDelta } from './deltaForm.ts';

/** A field of a form, told apart by its line where its name comes several times. */
export interface Contested {
	readonly field: string;
	readonly line: number;
	/** what the other has saved */
	readonly theirs: string;
}

const tables = [
	['service-what', 'service-before', 'service-after'],
	['budget-what', 'budget-amount', 'budget-until'],
	['indicator-name', 'indicator-before', 'indicator-after', 'indicator-how']
] as const;
const singles = ['summary', 'from', 'until', 'review-on'] as const;

const listIn = (typed: TypedDelta, name: string): readonly string[] => {
	const said = typed[name];
	return (said === undefined ? [] : typeof said === 'string' ? [said] : said).map((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim());
};

/** a choice is none where nothing is said beside it */
const isEmpty = (row: readonly string[]): boolean => row.slice(0, 3).every((word) => word === '');

/**
 * A scenario as a form posts it (`mine`), on what it began from (`began`) and what was saved since (`theirs`) (EV130). Field by field: whoever changed it says it; where both did, mine stays and is contested.
 * Lines that the other added come first, then mine; those alike come once. Nothing is refused here.
 */
export function mergeTyped(began: TypedDelta, mine: TypedDelta, theirs: TypedDelta): { readonly merged: TypedDelta; readonly contested: readonly Contested[] } {
	const contested: Contested[] = [];
	const merged: Record<string, string | string[]> = {};
	const settle = (field: string, line: number, [was, own, other]: readonly [string, string, string]): string => {
		if (own === was || own === other) return other;
		if (other !== was) contested.push({ field, line, theirs: other });
		return own;
	};
	for (const name of singles) {
		const [was = '', own = '', other = ''] = [began, mine, theirs].map((typed) => listIn(typed, name)[0] ?? '');
		merged[name] = settle(name, 0, [was, own, other]);
	}
	for (const names of tables) {
		const rowsOf = (typed: TypedDelta): readonly (readonly string[])[] => {
			const columns = names.map((name) => listIn(typed, name));
			return Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, line) => columns.map((column) => column[line] ?? ''));
		};
		const [was, own, other] = [rowsOf(began), rowsOf(mine), rowsOf(theirs)];
		const both = was.map((row, line) => names.map((name, column) => settle(name, line, [row[column] ?? '', own[line]?.[column] ?? '', other[line]?.[column] ?? ''])));
		const added = [...other.slice(was.length), ...own.slice(was.length)].filter((row) => !isEmpty(row));
		const rows = [...both, ...added.filter((row, at) => added.findIndex((one) => one.join('\n') === row.join('\n')) === at)];
		for (const [column, name] of names.entries()) merged[name] = rows.map((row) => row[column] ?? '');
	}
	return { merged, contested };
}

const prefix = 'began-';

/** Under what name a form carries what it began from. */
export const beganName = (name: string): string => `${prefix}${name}`;

/** What a form posts, and what it began from. */
export function beganIn(posted: TypedDelta): { readonly typed: TypedDelta; readonly began: TypedDelta | null } {
	const entries = Object.entries(posted);
	const began = entries.filter(([name]) => name.startsWith(prefix)).map(([name, said]) => [name.slice(prefix.length), said] as const);
	return { typed: Object.fromEntries(entries.filter(([name]) => !name.startsWith(prefix))), began: began.length > 0 ? Object.fromEntries(began) : null };
}
