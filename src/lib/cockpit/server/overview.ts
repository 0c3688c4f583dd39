// What a screen of the cockpit reads: elements as this audience sees them, plain enough to travel.
import { isReadBy, valuesFor, type Values } from '../rules/elements/changes.ts';
import type { Audience } from '../rules/elements/fields.ts';
import type { ElementKind } from '../rules/elements/kind.ts';
import { fieldsOf, type KindId, type ValuesOf } from '../rules/elements/kinds.ts';
import { byStage, type BudgetAmount } from '../rules/budget.ts';
import type { LineFacts } from '../rules/modes/mode.ts';
import * as elements from './elements.ts';

/** An element on a screen: what this audience reads of it. */
export interface Shown<Kind extends KindId = KindId> {
	readonly id: string;
	readonly kind: Kind;
	readonly code: string;
	readonly parentId: string | null;
	readonly revision: number;
	readonly isGone: boolean;
	/** fields that this audience does not read: its forms leave them out (CO60) */
	readonly hidden: readonly string[];
	readonly values: ValuesOf<Kind>;
}

export const shown = <Kind extends KindId>(
	{
		id,
		kind,
		code,
		parentId,
		revision,
		isGone,
		stored
	}: Pick<elements.Element<Kind>, 'id' | 'kind' | 'code' | 'parentId' | 'revision' | 'isGone' | 'stored'>,
	audience: Audience
): Shown<Kind> => ({
	id,
	kind,
	code,
	parentId,
	revision,
	isGone,
	values: valuesFor(kind, stored, audience),
	hidden: fieldsOf(kind).flatMap(([name]) => (isReadBy(audience, kind, stored, name) ? [] : [name]))
});

/** An element whose values say only what somebody reads: what a list, a sum or a name is made of. */
export type Seen<Kind extends KindId = KindId> = elements.Element<Kind> & Pick<Shown<Kind>, 'hidden'>;
export type AnySeen = { readonly [Kind in KindId]: Seen<Kind> }[KindId];

/** The same elements, saying only what this audience reads. */
export const asSeen = (all: readonly elements.AnyElement[], audience: Audience): readonly AnySeen[] =>
	all.map((one) => {
		const { values, hidden } = shown<KindId>(one, audience);
		return { ...one, values, hidden } as AnySeen;
	});

/** Without which an amount would be added to the wrong sum. */
const summed: readonly string[] = [
	'stage',
	'amount',
	'how',
	'isOwn'
] satisfies readonly (keyof ValuesOf<'amount'>)[];

/** The amounts of a budget, of those elements that say one and whose reader reads all that is summed. */
export const amountsOf = (all: readonly AnySeen[]): readonly BudgetAmount[] =>
	elements
		.ofKind(all, 'amount')
		.flatMap(({ parentId, hidden, values: { stage, amount, how, who, isOwn, year } }) =>
			parentId === null || stage === null || amount === null || hidden.some((name) => summed.includes(name))
				? []
				: [{ lineId: parentId, stage, amount, how: how ?? 'cash', who, isOwn, year }]
		);

/** What each field of a kind that refers to elements may refer to, with the names that a list says. */
export function choicesFor(
	fields: ElementKind['fields'],
	all: readonly AnySeen[]
): Readonly<Record<string, readonly { readonly id: string; readonly label: string }[]>> {
	return Object.fromEntries(
		Object.entries(fields).flatMap(([name, { of }]) =>
			of === undefined
				? []
				: [[name, all.filter((one) => one.kind === of).map((one) => ({ id: one.id, label: labelOf(one) }))]]
		)
	);
}

/** « J4 · Notification »; its code alone to whoever does not read its name. */
export const labelOf = ({
	code,
	values
}: Pick<Shown, 'code' | 'hidden'> & { readonly values: Values | ValuesOf<KindId> }): string => {
	const said = values as Values;
	const name = said.object ?? said.what ?? said.name ?? said.title;
	if (typeof name !== 'string' || name === '') return code;
	// a lot keeps the code that the strategy gave it in its name
	return name.startsWith(`${code} · `) ? name : `${code} · ${name}`;
};

/** What comes next under a line: its first date that is neither done nor dropped; null where there is none. */
export const nextOf = (
	all: readonly AnySeen[],
	lineId: string
): { readonly on: string; readonly what: string } | null =>
	elements
		.ofKind(all, 'milestone')
		.flatMap(({ parentId, values: { on, what, state } }) =>
			parentId === lineId && on !== null && state !== 'done' && state !== 'dropped' ? [{ on, what }] : []
		)
		.toSorted((one, other) => (one.on < other.on ? -1 : 1))[0] ?? null;

/** What a mode's checks look at besides its answers: the planned cash, money in kind being no price, on the day on which the line begins, else today. */
export function lineFactsOf(
	{ begins }: ValuesOf<'line'>,
	amounts: readonly BudgetAmount[],
	today: string
): LineFacts {
	const { total, cash } = byStage(amounts).planned;
	return {
		money:
			cash > 0 ? { kind: 'range', low: cash, high: cash } : total > 0 ? { kind: 'none' } : { kind: 'unsaid' },
		day: begins ?? today
	};
}
