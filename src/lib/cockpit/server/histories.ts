// Reads what was said of a cockpit's elements, change by change, in the words of whoever may read it.
import { and, desc, eq, gt, inArray, lt, ne, or } from 'drizzle-orm';
import type { ElementId } from '../../db/rules/ids.ts';
import { readId } from '../../db/server/ids.ts';
import type { Query } from '../../db/server/database.ts';
import type { Actor } from '../../journal/server/journal.ts';
import * as accounts from '../../people/server/accounts.ts';
import { isGone } from '../rules/elements/changes.ts';
import type { Audience } from '../rules/elements/fields.ts';
import { fieldsOf, isKind, type KindId } from '../rules/elements/kinds.ts';
import { saidFields, saidFor } from '../rules/snapshots.ts';
import type { Place } from './elements.ts';
import { labelOf } from './overview.ts';
import { cockpitChanges, cockpitElements } from './tables.ts';

/** One change as a screen tells it. */
export interface ToldChange {
	readonly id: ElementId;
	readonly number: number;
	readonly kind: KindId;
	/** « J4 · Notification » */
	readonly label: string;
	readonly who: string;
	readonly trueOn: string;
	readonly recordedAt: Date;
	readonly reason: string;
	readonly what: 'made' | 'removed' | 'taken-back' | 'changed';
	readonly fields: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
}

export interface Narrowing {
	readonly by?: Actor;
	readonly kind?: KindId;
	/** recorded after this moment */
	readonly since?: Date;
	readonly notBy?: Actor;
	/** of these elements alone */
	readonly among?: readonly ElementId[];
	/** the change after which a page begins: recorded before, or at the same moment and further on */
	readonly after?: { readonly recordedAt: Date; readonly element: ElementId; readonly number: number };
	readonly most: number;
}

/** What was recorded, the last first, as this audience reads it (CO23, CO27), and the names of what fields refer to. */
export async function tell(
	query: Query,
	{ authorityId, projectId }: Place,
	audience: Audience,
	{ by, notBy, kind, since, among, after, most }: Narrowing
): Promise<{
	readonly changes: readonly ToldChange[];
	readonly labels: Readonly<Record<string, string>>;
	/** where the next page begins; null where there is none */
	readonly next: string | null;
}> {
	const narrower = [
		eq(cockpitChanges.authorityId, authorityId),
		eq(cockpitChanges.projectId, projectId),
		by && eq(cockpitChanges.by, by),
		kind && eq(cockpitElements.kind, kind),
		since && gt(cockpitChanges.recordedAt, since),
		notBy && ne(cockpitChanges.by, notBy),
		among && inArray(cockpitChanges.elementId, [...among]),
		after &&
			or(
				lt(cockpitChanges.recordedAt, after.recordedAt),
				and(eq(cockpitChanges.recordedAt, after.recordedAt), lt(cockpitChanges.elementId, after.element)),
				and(
					eq(cockpitChanges.recordedAt, after.recordedAt),
					eq(cockpitChanges.elementId, after.element),
					lt(cockpitChanges.number, after.number)
				)
			)
	];
	const found = await query
		.select({
			change: cockpitChanges,
			kind: cockpitElements.kind,
			code: cockpitElements.code,
			standing: cockpitElements.values
		})
		.from(cockpitChanges)
		.innerJoin(cockpitElements, eq(cockpitElements.id, cockpitChanges.elementId))
		.where(and(...narrower))
		.orderBy(desc(cockpitChanges.recordedAt), desc(cockpitChanges.elementId), desc(cockpitChanges.number))
		.limit(most + 1);
	const rows = found.slice(0, most);
	const last = rows.at(-1)?.change;
	const names = await accounts.namesOf(
		query,
		rows.map(({ change }) => change.by)
	);
	const changes = rows.flatMap(({ change, kind: of, code, standing }): readonly ToldChange[] => {
		const read = saidFor(of, standing, standing, audience);
		const before = saidFor(of, change.before, standing, audience);
		const after = saidFor(of, change.values, standing, audience);
		// of what they may not read, not even that it changed
		if (Object.keys(after).length === 0) return [];
		return [
			{
				id: change.elementId,
				number: change.number,
				kind: of,
				label: labelOf({ code, values: read, hidden: [] }),
				who: names[change.by] ?? '',
				trueOn: change.trueOn,
				recordedAt: change.recordedAt,
				reason: change.reason,
				what:
					change.number === 0
						? 'made'
						: after.gone === true
							? 'removed'
							: after.gone === false && isGone(change.before)
								? 'taken-back'
								: 'changed',
				fields: saidFields(of)
					.filter((field) => Object.hasOwn(after, field))
					.map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
			}
		];
	});
	return {
		changes,
		labels: await labelsIn(query, { authorityId, projectId }, audience, changes),
		next: found.length > most && last ? placeOf(last) : null
	};
}

/** What the elements are called that these changes refer to. */
async function labelsIn(
	query: Query,
	{ authorityId, projectId }: Place,
	audience: Audience,
	changes: readonly ToldChange[]
): Promise<Readonly<Record<string, string>>> {
	const ids = new Set<ElementId>();
	for (const { kind, fields } of changes) {
		const refers = new Set(fieldsOf(kind).flatMap(([name, { of }]) => (of === undefined ? [] : [name])));
		for (const { field, before, after } of fields)
			if (refers.has(field))
				for (const id of [before, after].flatMap((said) =>
					Array.isArray(said) ? (said as ElementId[]) : []
				))
					ids.add(id);
	}
	if (ids.size === 0) return {};
	const rows = await query
		.select({
			id: cockpitElements.id,
			kind: cockpitElements.kind,
			code: cockpitElements.code,
			values: cockpitElements.values
		})
		.from(cockpitElements)
		.where(
			and(
				eq(cockpitElements.authorityId, authorityId),
				eq(cockpitElements.projectId, projectId),
				inArray(cockpitElements.id, [...ids])
			)
		);
	return Object.fromEntries(
		rows.map(({ id, kind, code, values }) => [
			id,
			labelOf({ code, values: saidFor(kind, values, values, audience), hidden: [] })
		])
	);
}

/** Whoever has changed anything, by name: what the history may be narrowed to. */
export async function writersOf(
	query: Query,
	{ authorityId, projectId }: Place
): Promise<readonly { readonly actor: Actor; readonly name: string }[]> {
	const rows = await query
		.selectDistinct({ by: cockpitChanges.by })
		.from(cockpitChanges)
		.where(and(eq(cockpitChanges.authorityId, authorityId), eq(cockpitChanges.projectId, projectId)));
	const names = await accounts.namesOf(
		query,
		rows.map(({ by }) => by)
	);
	const inOrder = new Intl.Collator('fr');
	return rows
		.flatMap(({ by }) => (names[by] ? [{ actor: by, name: names[by] }] : []))
		.sort((one, other) => inOrder.compare(one.name, other.name));
}

/** A kind as an address says it; undefined for none. */
export const readKind = (typed: string | null): KindId | undefined =>
	typed !== null && isKind(typed) ? typed : undefined;

type ChangePlace = NonNullable<Narrowing['after']>;

/** Where a page of the history ends, as an address carries it. */
const placeOf = ({ recordedAt, elementId, number }: typeof cockpitChanges.$inferSelect): string =>
	`${recordedAt.getTime()}.${elementId}.${number}`;

/** Undefined for anything that `placeOf` does not write. */
export function readPlace(typed: string | null): ChangePlace | undefined {
	const [, at, id, number] = /^(\d{1,15})\.([0-9a-f-]{36})\.(\d{1,9})$/.exec(typed ?? '') ?? [];
	const element = readId<'element'>(id);
	return element ? { recordedAt: new Date(Number(at)), element, number: Number(number) } : undefined;
}
