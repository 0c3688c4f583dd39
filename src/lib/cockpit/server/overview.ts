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

/** The amounts of a budget, of those elements that say one. */
export const amountsOf = (all: readonly elements.AnyElement[]): readonly BudgetAmount[] =>
	elements
		.ofKind(all, 'amount')
		.flatMap(({ parentId, values: { stage, amount, how, who, isOwn, year } }) =>
			parentId === null || stage === null || amount === null
				? []
				: [{ lineId: parentId, stage, amount, how: how ?? 'cash', who, isOwn, year }]
		);

/** What each field of a kind that refers to elements may refer to, with the names that a list says. */
export function choicesFor(
	fields: ElementKind['fields'],
	all: readonly elements.AnyElement[]
): Readonly<Record<string, readonly { readonly id: string; readonly label: string }[]>> {
	return Object.fromEntries(
		Object.entries(fields).flatMap(([name, { of }]) =>
			of === undefined
				? []
				: [[name, all.filter((one) => one.kind === of).map((one) => ({ id: one.id, label: labelOf(one) }))]]
		)
	);
}

/** « J4 · Notification » */
export const labelOf = ({
	code,
	values
}: {
	readonly code: string;
	readonly values: Values | ValuesOf<KindId>;
}): string => {
	const said = values as Values;
	const name = said.object ?? said.what ?? said.name ?? said.title;
	if (typeof name !== 'string' || name === '') return code;
	// a lot keeps the code that the strategy gave it in its name
	return name.startsWith(`${code} · `) ? name : `${code} · ${name}`;
};

/** What comes next under a line: its first date that is neither done nor dropped; null where there is none. */
export const nextOf = (
	all: readonly elements.AnyElement[],
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
