// What an investment mode is: the shapes of what it asks, its checks, and what its own parts add up to. A mode is one pure file, its test, one line in the registry, its words.
import * as v from 'valibot';
import { reaches, valueAt, type Known, type LawKey } from '../../../law/rules/values.ts';
import type { Money } from '../../../money/rules/euros.ts';
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import type { CheckId } from '../checks.ts';
import { longestReason } from './ids.ts';

/** A form's fields; a name that comes several times is a list. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export type Level = 'ok' | 'discuss' | 'alert';

/** What a check found, to be said in words: it tells, it never blocks. Amounts are cents, `day` is ISO. */
export interface Finding {
	readonly check: CheckId;
	readonly level: Level;
	readonly figures?: Readonly<Record<string, string | number>>;
}

/** What every mode looks at in a line besides its own answers. */
export interface LineFacts {
	readonly money: Money;
	/** the ISO day on which the line begins, as far as is known: thresholds are looked up there */
	readonly day: string;
}

export interface Flow {
	readonly year: number;
	/** cents */
	readonly amount: number;
}

export interface ModeRule<Answers extends { readonly version: number }, Parts extends { readonly version: number }> {
	/** what the room answers in the sketch: validated on the way in and out */
	readonly answers: v.GenericSchema<unknown, Answers>;
	readonly noAnswers: Answers;
	readAnswers(fields: Fields): Outcome<Answers, ModeRefusal>;
	checks(answers: Answers, line: LineFacts): readonly Finding[];
	/** what the team adds in the consolidated strategy: validated on the way in and out */
	readonly parts: v.GenericSchema<unknown, Parts>;
	readonly noParts: Parts;
	readParts(fields: Fields): Outcome<Parts, ModeRefusal>;
	/** those of its parts that the cockpit follows one by one, as elements: its form there leaves them as they were */
	readonly followed?: readonly (keyof Parts & string)[];
	/** cents that its own parts add up to; null while it says none */
	amountOf(parts: Parts): number | null;
	/** by year from its first one; null where its parts do not say them by year */
	flows(parts: Parts, firstYear: number): readonly Flow[] | null;
	coherence(parts: Parts): readonly Finding[];
}

/** What a light mode asks of a room: nothing. */
export const askNothing: ModeRule<{ readonly version: 1 }, { readonly version: 1 }> = {
	answers: v.object({ version: v.literal(1) }),
	noAnswers: { version: 1 },
	readAnswers: () => accepted({ version: 1 }),
	checks: () => [],
	parts: v.object({ version: v.literal(1) }),
	noParts: { version: 1 },
	readParts: () => accepted({ version: 1 }),
	amountOf: () => null,
	flows: () => null,
	coherence: () => []
};

export type ModeRefusal = 'amount-unreadable' | 'amount-too-large' | 'count-unreadable' | 'quantity-unreadable' | 'year-unreadable' | 'name-missing' | 'words-too-long' | 'too-many-rows';

export const mostRows = 20;

export const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const words = v.pipe(v.string(), v.maxLength(longestReason));
export const rowsOf = <Row extends v.GenericSchema>(row: Row) => v.pipe(v.array(row), v.maxLength(mostRows));

const wordIn = (fields: Fields, name: string): string => {
	const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
	return typeof value === 'string' ? value : (value?.[0] ?? '');
};

export const listIn = (fields: Fields, name: string): readonly string[] => {
	const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
	return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

/** One of these words, else null: nobody has said. */
export function pick<Word extends string>(fields: Fields, name: string, among: readonly Word[]): Word | null {
	const said = wordIn(fields, name);
	return (among as readonly string[]).includes(said) ? (said as Word) : null;
}

export function readWords(fields: Fields, name: string): Outcome<string, 'words-too-long'> {
	const text = wordIn(fields, name).normalize('NFC').replaceAll('\0', '').trim();
	return [...text].length > longestReason ? refused('words-too-long') : accepted(text);
}

/** Whole and small: a number of lots, of years; empty is null. */
export function readCount(fields: Fields, name: string): Outcome<number | null, 'count-unreadable'> {
	const text = wordIn(fields, name).trim();
	if (text === '') return accepted(null);
	return /^\d{1,3}$/.test(text) && Number(text) > 0 ? accepted(Number(text)) : refused('count-unreadable');
}

/** Rows whose fields come as lists of the same length; rows that are empty are left out. */
export function rowsIn<Name extends string>(fields: Fields, names: readonly Name[], counted: readonly Name[]): readonly Readonly<Record<Name, string>>[] {
	const lists = names.map((name) => listIn(fields, name));
	const length = Math.max(0, ...lists.map((list) => list.length));
	return Array.from({ length }, (_, nth) => Object.fromEntries(names.map((name, place) => [name, (lists[place]![nth] ?? '').normalize('NFC').replaceAll('\0', '').trim()])) as Record<Name, string>).filter((row) =>
		counted.some((name) => row[name] !== '')
	);
}

/** Reads rows one after the other; the first that is refused says why. */
export function readRows<Row, Read, Reason extends string>(rows: readonly Row[], read: (row: Row) => Outcome<Read, Reason>): Outcome<readonly Read[], Reason | 'too-many-rows'> {
	if (rows.length > mostRows) return refused('too-many-rows');
	const found: Read[] = [];
	for (const row of rows) {
		const one = read(row);
		if (!one.accepted) return one;
		found.push(one.value);
	}
	return accepted(found);
}

export const ok = (check: CheckId, figures?: Finding['figures']): Finding => ({ check, level: 'ok', ...(figures && { figures }) });
export const discuss = (check: CheckId, figures?: Finding['figures']): Finding => ({ check, level: 'discuss', ...(figures && { figures }) });
export const alert = (check: CheckId, figures?: Finding['figures']): Finding => ({ check, level: 'alert', ...(figures && { figures }) });

type Against = { readonly standing: 'unknown' } | { readonly standing: 'below' | 'may-reach' | 'reached'; readonly law: Known };

/** A line's money before a bound of the law on its day. A range across the bound may reach it. Null: the line says no amount. */
export function against(key: LawKey, { money, day }: LineFacts): Against | null {
	if (money.kind !== 'range') return null;
	const law = valueAt(key, day);
	if (law.standing === 'unknown') return { standing: 'unknown' };
	const [low, high] = [reaches(money.low, law), reaches(money.high, law)];
	return { standing: low === 'reached' ? 'reached' : high === 'reached' ? 'may-reach' : 'below', law };
}

export const figuresOf = ({ value, article }: Known) => ({ threshold: value, article });
