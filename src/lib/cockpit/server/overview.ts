// What a screen of the cockpit reads: elements as this audience sees them, plain enough to travel.
import { audienceOf, valuesFor, type Values } from '../rules/elements/changes.ts';
import { audiences, type Audience } from '../rules/elements/fields.ts';
import type { ElementKind } from '../rules/elements/kind.ts';
import { fieldsOf, type KindId, type ValuesOf } from '../rules/elements/kinds.ts';
import type { BudgetAmount } from '../rules/budget.ts';
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
	hidden: fieldsOf(kind)
		.map(([name]) => name)
		.filter((name) => audiences.indexOf(audienceOf(kind, stored, name)) > audiences.indexOf(audience)),
	values: valuesFor(kind, stored, audience)
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
	return typeof name === 'string' && name !== '' ? `${code} · ${name}` : code;
};
