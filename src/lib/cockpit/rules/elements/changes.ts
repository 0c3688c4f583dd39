// What an element of the cockpit says, on any day, as it was known at any moment; what a form changes of it; and when two people write the same thing.
import * as v from 'valibot';
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import type { Fields } from '../modes/mode.ts';
import { listIn } from '../modes/mode.ts';
import type { Contradiction } from './contradictions.ts';
import { audiences, isDay, type Audience, type FieldRefusal } from './fields.ts';
import { fieldsOf, kindOf, type KindId, type ValuesOf } from './kinds.ts';

/** Values by field, and what every element may say besides: that it is gone, and who sees a field. */
export type Values = Readonly<Record<string, unknown>>;

/** One act on an element: what it says since a day, recorded at a moment. Its number is its place among the element's changes. */
export interface Change {
	readonly number: number;
	/** ISO day since which it is true */
	readonly trueOn: string;
	/** epoch milliseconds */
	readonly recordedAt: number;
	readonly values: Values;
}

/** said by any element, whatever its kind */
const common = { gone: v.boolean(), seenBy: v.record(v.string(), v.picklist(audiences)) };

/** The order in which changes hold: by the day since which they are true; on the same day the last recorded (CO21). */
const inOrder = (one: Change, other: Change): number =>
	one.trueOn < other.trueOn ? -1 : one.trueOn > other.trueOn ? 1 : one.number - other.number;

/** What changes, of one element, say together on a day as far as was known at a moment (CO21): later days and later records change nothing of it. Empty before the first. */
export function valuesOn(
	changes: readonly Change[],
	{ on, knownAt = Number.MAX_SAFE_INTEGER }: { readonly on: string; readonly knownAt?: number }
): Values {
	const values: Record<string, unknown> = {};
	for (const { trueOn, recordedAt, values: said } of changes.toSorted(inOrder))
		if (trueOn <= on && recordedAt <= knownAt) Object.assign(values, said);
	return values;
}

/** The first day after this one on which something already recorded comes true; null where nothing is to come. */
export const nextAfter = (changes: readonly Change[], on: string): string | null =>
	changes.reduce<string | null>(
		(next, { trueOn }) => (trueOn > on && (next === null || trueOn < next) ? trueOn : next),
		null
	);

/** What is stored, by the shape of its kind: a field that nobody has said is its `none`, and so is what its shape does not read. One value that somebody stored badly never takes a cockpit away. */
export function readValues<Kind extends KindId>(kind: Kind, stored: Values): ValuesOf<Kind> {
	const found: Record<string, unknown> = {};
	for (const [name, field] of fieldsOf(kind)) {
		const read = Object.hasOwn(stored, name) ? v.safeParse(field.shape, stored[name]) : undefined;
		found[name] = read?.success ? read.output : field.none;
	}
	return found as ValuesOf<Kind>;
}

/** Whether a field of this kind reads this value. */
export const isValueOf = (kind: KindId, name: string, value: unknown): boolean =>
	Object.hasOwn(kindOf(kind).fields, name) && v.is(kindOf(kind).fields[name]!.shape, value);

/** Why values may not be kept in an element of this kind: a field that it has not, or a value that is none of its field's; null: they may. */
export function unfitFor(kind: KindId, values: Values): 'field-unknown' | 'value-unfit' | null {
	const { fields } = kindOf(kind);
	const shapeOf = (name: string): v.GenericSchema | undefined =>
		Object.hasOwn(fields, name)
			? fields[name]!.shape
			: Object.hasOwn(common, name)
				? common[name as keyof typeof common]
				: undefined;
	if (Object.keys(values).some((name) => !shapeOf(name))) return 'field-unknown';
	return Object.entries(values).every(([name, value]) => v.is(shapeOf(name)!, value)) ? null : 'value-unfit';
}

/** Whether it was taken away (CO24): it stays in what was. */
export const isGone = (stored: Values): boolean => stored.gone === true;

/** Who sees a field of an element: what was said of this one, else its kind's own (CO27). */
export function audienceOf(kind: KindId, stored: Values, name: string): Audience {
	const said = v.safeParse(common.seenBy, stored.seenBy);
	const own = said.success ? said.output[name] : undefined;
	return own ?? kindOf(kind).fields[name]?.seenBy ?? 'restricted';
}

/** What an element said, read by nobody who may not read it now nor might then (CO144): of each field, the narrower of the two audiences. */
export const withBothAudiences = (kind: KindId, then: Values, now: Values): Values => ({
	...then,
	seenBy: Object.fromEntries(
		fieldsOf(kind).map(([name]) => {
			const both = [then, now].map((stored) => audiences.indexOf(audienceOf(kind, stored, name)));
			return [name, audiences[Math.max(...both)]];
		})
	)
});

/** Whether an audience reads a field of an element. */
export const isReadBy = (audience: Audience, kind: KindId, stored: Values, name: string): boolean =>
	audiences.indexOf(audienceOf(kind, stored, name)) <= audiences.indexOf(audience);

/** What an audience reads of an element: nothing of a field that is meant for fewer people. */
export function valuesFor<Kind extends KindId>(
	kind: Kind,
	stored: Values,
	audience: Audience
): ValuesOf<Kind> {
	const seen = Object.fromEntries(
		Object.entries(stored).filter(([name]) => isReadBy(audience, kind, stored, name))
	);
	return readValues(kind, seen);
}

/** A field that was refused, and why. */
export interface FieldWrong {
	readonly field: string;
	readonly reason: FieldRefusal | 'field-missing' | Contradiction;
}

/**
 * What a form says of an element of this kind, by field: only the fields that it posts (its `fields` names them, as an empty box posts nothing), never those with an act of their own. All that is wrong at once.
 */
export function readFields(
	kind: KindId,
	typed: Fields
): { readonly values: Values; readonly wrongs: readonly FieldWrong[] } {
	const posted = new Set(listIn(typed, 'fields'));
	const values: Record<string, unknown> = {};
	const wrongs: FieldWrong[] = [];
	for (const [name, field] of fieldsOf(kind)) {
		if (!posted.has(name) || field.control === 'own') continue;
		const read = field.read(listIn(typed, name));
		if (!read.accepted) wrongs.push({ field: name, reason: read.reason });
		else if (field.isRequired && (read.value === null || read.value === ''))
			wrongs.push({ field: name, reason: 'field-missing' });
		else values[name] = read.value;
	}
	return { values, wrongs };
}

/** Required fields that an element would still lack with these values. */
export const missingIn = (kind: KindId, values: Values): readonly FieldWrong[] =>
	fieldsOf(kind)
		.filter(
			([name, field]) =>
				field.isRequired && (values[name] === undefined || values[name] === null || values[name] === '')
		)
		.map(([name]) => ({ field: name, reason: 'field-missing' as const }));

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Of what is asked, what differs from what stands: the rest is no change. */
export const differing = (asked: Values, standing: Values, kind: KindId): Values =>
	Object.fromEntries(
		Object.entries(asked).filter(
			([name, value]) => !isSame(value, standing[name] ?? kindOf(kind).fields[name]?.none)
		)
	);

export interface Judged {
	/** what is to be recorded; empty: nothing differs */
	readonly values: Values;
	/** from the revision that was read to now, what others wrote in the same fields */
	readonly contested: readonly string[];
}

/**
 * What a form changes of an element (CO22): what differs from what its writer had read. A field that somebody else changed meanwhile to something else is contested, and then nothing is recorded; other people's other fields stay as they wrote them.
 */
export function judge(
	kind: KindId,
	{ asked, read, standing }: { readonly asked: Values; readonly read: Values; readonly standing: Values }
): Judged {
	const meant = differing(asked, read, kind);
	const contested = Object.keys(meant).filter((name) => {
		const none = kindOf(kind).fields[name]?.none;
		return (
			!isSame(read[name] ?? none, standing[name] ?? none) && !isSame(meant[name], standing[name] ?? none)
		);
	});
	return { values: differing(meant, standing, kind), contested };
}

export type DayRefusal = 'true-day-unreadable' | 'true-day-to-come-far';

/** The day since which something is true: today where nobody says, any day that exists, up to ten years ahead (a change that is decided already). */
export function readTrueDay(typed: string, today: string): Outcome<string, DayRefusal> {
	const said = typed.trim();
	if (said === '') return accepted(today);
	if (!isDay(said)) return refused('true-day-unreadable');
	return Number(said.slice(0, 4)) > Number(today.slice(0, 4)) + 10
		? refused('true-day-to-come-far')
		: accepted(said);
}
