// Two states of a cockpit side by side: what came, what went, what says something else; and what an audience may read of what was said.
import { audienceOf, valuesFor, type Values } from './elements/changes.ts';
import { audiences, isDay, type Audience } from './elements/fields.ts';
import { fieldsOf, type KindId } from './elements/kinds.ts';

export interface Stated {
	readonly id: string;
	readonly kind: KindId;
	readonly code: string;
	readonly stored: Values;
}

export interface FieldChanged {
	readonly field: string;
	readonly before: unknown;
	readonly after: unknown;
}

export interface Difference {
	readonly id: string;
	readonly kind: KindId;
	readonly code: string;
	readonly what: 'came' | 'went' | 'changed';
	/** as it stands in the later state; in the earlier one where it went */
	readonly values: Values;
	/** of what changed, only the fields that differ */
	readonly fields: readonly FieldChanged[];
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** From an earlier state to a later one, in the order of the later, what went last (CO144): as this audience reads them. Fields with an act of their own are left out but for a line's state and mode. */
export function differencesBetween(
	before: readonly Stated[],
	after: readonly Stated[],
	audience: Audience
): readonly Difference[] {
	const earlier = new Map(before.map((one) => [one.id, one]));
	const found: Difference[] = [];
	for (const { id, kind, code, stored } of after) {
		const values = valuesFor(kind, stored, audience) as Values;
		const was = earlier.get(id);
		earlier.delete(id);
		if (!was) {
			found.push({ id, kind, code, what: 'came', values, fields: [] });
			continue;
		}
		const old = valuesFor(kind, was.stored, audience) as Values;
		const fields = saidFields(kind)
			.filter((field) => !isSame(old[field], values[field]))
			.map((field) => ({ field, before: old[field], after: values[field] }));
		if (fields.length > 0) found.push({ id, kind, code, what: 'changed', values, fields });
	}
	for (const { id, kind, code, stored } of earlier.values())
		found.push({
			id,
			kind,
			code,
			what: 'went',
			values: valuesFor(kind, stored, audience) as Values,
			fields: []
		});
	return found;
}

/** Fields of a kind that have words of their own. */
export const saidFields = (kind: KindId): readonly string[] =>
	fieldsOf(kind)
		.filter(([name, { control }]) => control !== 'own' || name === 'state' || name === 'mode')
		.map(([name]) => name);

/** Of what was said of an element, what this audience may read, by who sees its fields today (CO27). `gone` is told to whoever reads the element. */
export const saidFor = (kind: KindId, said: Values, standing: Values, audience: Audience): Values =>
	Object.fromEntries(
		Object.entries(said).filter(
			([name]) =>
				name === 'gone' ||
				(name !== 'seenBy' &&
					audiences.indexOf(audienceOf(kind, standing, name)) <= audiences.indexOf(audience))
		)
	);

/** What the address of the page asks: a day, what was known at the end of which day, a second day to compare. Days that do not exist are told apart from days that nobody asked for. */
export interface Asked {
	readonly on: string | null;
	readonly knownOn: string | null;
	readonly against: string | null;
	readonly unreadable: readonly ('on' | 'knownOn' | 'against')[];
}

export function readAsked(typed: {
	readonly on: string | null;
	readonly knownOn: string | null;
	readonly against: string | null;
}): Asked {
	const unreadable: (keyof typeof typed)[] = [];
	const day = (name: keyof typeof typed): string | null => {
		const said = typed[name]?.trim() ?? '';
		if (said === '' || isDay(said)) return said || null;
		unreadable.push(name);
		return null;
	};
	return { on: day('on'), knownOn: day('knownOn'), against: day('against'), unreadable };
}
