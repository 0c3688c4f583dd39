// Which elements of a cockpit may be annotated, and by whom: what jurors may read of it, what the team does.
import type { ElementId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import { valuesFor, type Values } from '../rules/elements/changes.ts';
import type { Audience } from '../rules/elements/fields.ts';
import type { KindId } from '../rules/elements/kinds.ts';
import { isAdopted } from '../rules/investment.ts';
import * as elements from './elements.ts';
import type { AnyElement, Place } from './elements.ts';

export const annotatedKinds = ['line', 'milestone', 'indicator'] as const satisfies readonly KindId[];
export type AnnotatedKind = (typeof annotatedKinds)[number];

export interface OpenElement {
	readonly id: ElementId;
	readonly kind: AnnotatedKind;
	readonly code: string;
	readonly parentId: ElementId | null;
	/** as this audience reads it */
	readonly text: string;
	/** the ISO day of a milestone */
	readonly detail: string | null;
}

/** Lines, and under each its milestones and indicators; then indicators that hang on no line. The public reads of what was adopted, and no task (CO150). */
export async function read(
	query: Query,
	place: Place,
	audience: Audience,
	today: string
): Promise<readonly OpenElement[]> {
	return among(await elements.ofProject(query, place, today), audience);
}

function among(all: readonly AnyElement[], audience: Audience): readonly OpenElement[] {
	const isPublic = audience === 'public';
	const lines = elements.ofKind(all, 'line').filter(({ values }) => !isPublic || isAdopted(values.state));
	const under = Map.groupBy(
		[
			...elements.ofKind(all, 'milestone').filter(({ values }) => !isPublic || values.size !== 'task'),
			...elements.ofKind(all, 'indicator')
		],
		({ parentId }) => parentId
	);
	const open = (one: Extract<AnyElement, { kind: AnnotatedKind }>): readonly OpenElement[] => {
		const read = valuesFor(one.kind, one.stored, audience) as Values;
		const text = read.object ?? read.what ?? read.name;
		const { id, kind, code, parentId } = one;
		return typeof text === 'string' && text !== ''
			? [{ id, kind, code, parentId, text, detail: typeof read.on === 'string' ? read.on : null }]
			: [];
	};
	return [
		...lines.flatMap((line) => [line, ...(under.get(line.id) ?? [])]),
		...(under.get(null) ?? [])
	].flatMap(open);
}
