// The kinds of fields that the cockpit's elements are made of: how each is typed, what is kept of it, and who sees it unless somebody says otherwise.
import * as v from 'valibot';
import { longestFigure, readEurosIfAny, type AmountRefusal } from '../../../money/rules/euros.ts';
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';

/** Everybody; the project's team; its buyers and administrators. From the widest to the narrowest. */
export const audiences = ['public', 'team', 'restricted'] as const;
export type Audience = (typeof audiences)[number];

export type FieldRefusal =
	| 'words-too-long'
	| 'day-unreadable'
	| 'count-unreadable'
	| 'number-unreadable'
	| 'rate-unreadable'
	| 'choice-unknown'
	| 'amount-negative'
	| AmountRefusal;

/** What a field's control is; a choice says its values. `own`: read by an act of its own, never by the common form. */
export type Control =
	'line' | 'text' | 'day' | 'euros' | 'count' | 'number' | 'rate' | 'choice' | 'mark' | 'references' | 'own';

export interface Field<Value> {
	readonly control: Control;
	/** validated on the way in and out */
	readonly shape: v.GenericSchema<unknown, Value>;
	/** what stands while nobody has said */
	readonly none: Value;
	readonly seenBy: Audience;
	readonly isRequired: boolean;
	readonly choices?: readonly string[];
	/** what it refers to: a kind of elements */
	readonly of?: string;
	/** as a form posts it: the values under its name, none or several */
	read(typed: readonly string[]): Outcome<Value, FieldRefusal>;
}

export type ValueOf<F> = F extends Field<infer Value> ? Value : never;

interface Options {
	readonly seenBy?: Audience;
	readonly isRequired?: boolean;
}

const options = ({ seenBy = 'team', isRequired = false }: Options) => ({ seenBy, isRequired });
const tidy = (typed: readonly string[]): string =>
	// composing a flood of accents costs the square of their number
	(typed[0] ?? '').slice(0, 20_000).normalize('NFC').replaceAll('\0', '').replaceAll('\r\n', '\n').trim();

export const longestLine = 300;
export const longestText = 4_000;

function words(control: 'line' | 'text', most: number, more: Options): Field<string> {
	return {
		control,
		shape: v.string(),
		none: '',
		...options(more),
		read(typed) {
			const text = control === 'line' ? tidy(typed).replace(/\s+/g, ' ') : tidy(typed);
			return [...text].length > most ? refused('words-too-long') : accepted(text);
		}
	};
}

/** A name, a sentence: one line of at most 300 characters. */
export const line = (more: Options = {}): Field<string> => words('line', longestLine, more);
/** Several lines, of at most 4 000 characters. */
export const text = (more: Options = {}): Field<string> => words('text', longestText, more);

/** Whether this is a day of the calendar, as ISO 8601, from 1990 to 2099. */
export function isDay(typed: string): boolean {
	if (!/^(?:199\d|20\d\d)-\d\d-\d\d$/.test(typed)) return false;
	const at = new Date(`${typed}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(typed);
}

/** A day, ISO; null while nobody has said. Refuses one that does not exist. */
export const day = (more: Options = {}): Field<string | null> => ({
	control: 'day',
	shape: v.nullable(v.pipe(v.string(), v.check(isDay))),
	none: null,
	...options(more),
	read(typed) {
		const said = tidy(typed);
		// as the French write it, where a browser has no calendar of its own
		const iso = said.replace(
			/^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/,
			(_, of: string, month: string, year: string) =>
				`${year}-${month.padStart(2, '0')}-${of.padStart(2, '0')}`
		);
		return said === '' ? accepted(null) : isDay(iso) ? accepted(iso) : refused('day-unreadable');
	}
});

/** Euros as people type them, kept as whole cents; null while nobody has said. Refuses a negative amount in its own words. */
export const euros = (more: Options = {}): Field<number | null> => ({
	control: 'euros',
	shape: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
	none: null,
	...options(more),
	read(typed) {
		const said = tidy(typed);
		return /^[-−–]\s*\d/.test(said) ? refused('amount-negative') : readEurosIfAny(said);
	}
});

/** A whole number from `least` to `most`; null while nobody has said. */
export const count = ({
	least = 0,
	most = 1_000_000_000,
	...more
}: Options & { readonly least?: number; readonly most?: number } = {}): Field<number | null> => ({
	control: 'count',
	shape: v.nullable(v.pipe(v.number(), v.safeInteger())),
	none: null,
	...options(more),
	read(typed) {
		const said = tidy(typed).replace(/[\s\u00a0\u202f]/g, '');
		if (said === '') return accepted(null);
		return /^\d{1,12}$/.test(said) && Number(said) >= least && Number(said) <= most
			? accepted(Number(said))
			: refused('count-unreadable');
	}
});

const decimal = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/;

/** A measured number, kept as its decimal writing (« -3.5 »), never as a float; null while nobody has said. */
export const number = (more: Options = {}): Field<string | null> => ({
	control: 'number',
	shape: v.nullable(v.pipe(v.string(), v.regex(decimal))),
	none: null,
	...options(more),
	read(typed) {
		const said = tidy(typed)
			.replace(/[\s\u00a0\u202f]/g, '')
			.replace(/^[−–]/, '-')
			.replace(',', '.')
			.replace(/^(-?)0+(?=\d)/, '$1');
		if (said === '') return accepted(null);
		if (said.length > longestFigure) return refused('number-unreadable');
		const plain = said.includes('.') ? said.replace(/\.?0+$/, '') : said;
		return decimal.test(plain) ? accepted(plain === '-0' ? '0' : plain) : refused('number-unreadable');
	}
});

/** A share of a whole as people type it (« 3,5 » or « 3,5 % »), kept as whole basis points from 0 to 10 000; null while nobody has said. Refuses more than two decimals. */
export const rate = (more: Options = {}): Field<number | null> => ({
	control: 'rate',
	shape: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
	none: null,
	...options(more),
	read(typed) {
		const said = tidy(typed).replace(/[\s\u00a0\u202f%]/g, '').replace(',', '.');
		if (said === '') return accepted(null);
		const [, whole, decimals = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(said) ?? [];
		if (whole === undefined) return refused('rate-unreadable');
		const points = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
		return points > 10_000 ? refused('rate-unreadable') : accepted(points);
	}
});

export interface ChoiceField<Word extends string> extends Field<Word | null> {
	readonly control: 'choice';
	readonly choices: readonly Word[];
}

/** One of these words; null while nobody has said. */
export const choice = <Word extends string>(
	choices: readonly Word[],
	more: Options = {}
): ChoiceField<Word> => ({
	control: 'choice',
	shape: v.nullable(v.picklist(choices)),
	none: null,
	choices,
	...options(more),
	read(typed) {
		const said = tidy(typed);
		if (said === '') return accepted(null);
		const found = choices.find((one) => one === said);
		return found === undefined ? refused('choice-unknown') : accepted(found);
	}
});

/** A box that is ticked or not. */
export const mark = (more: Options = {}): Field<boolean> => ({
	control: 'mark',
	shape: v.boolean(),
	none: false,
	...options(more),
	read: (typed) => accepted(tidy(typed) === 'yes')
});

export const mostReferences = 60;

/** Other elements of this kind, by id; who writes them checks that they are there. */
export const references = (of: string, more: Options = {}): Field<readonly string[]> => ({
	control: 'references',
	shape: v.pipe(v.array(v.string()), v.maxLength(mostReferences)),
	none: [],
	of,
	...options(more),
	read: (typed) =>
		accepted([...new Set(typed.map((one) => one.trim()).filter(Boolean))].slice(0, mostReferences))
});

export interface OwnField<Value> extends Field<Value> {
	readonly control: 'own';
}

/** Values of a shape of their own, read by an act of their own. */
export const own = <Value>(
	shape: v.GenericSchema<unknown, Value>,
	none: Value,
	more: Options = {}
): OwnField<Value> => ({
	control: 'own',
	shape,
	none,
	...options(more),
	read: () => accepted(none)
});
