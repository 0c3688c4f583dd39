// The cockpit looked at whole, as one audience sees it: its indicators with their series, and what does not hold together.
import { audienceOf } from '../rules/elements/changes.ts';
import { audiences, type Audience } from '../rules/elements/fields.ts';
import { fieldsOf } from '../rules/elements/kinds.ts';
import { coherenceOfAll, type CoherenceFinding } from '../rules/coherence.ts';
import { seriesOfAll } from '../rules/indicators/composite.ts';
import type { Measured } from '../rules/indicators/seriesFile.ts';
import type { Point } from '../rules/indicators/standing.ts';
import * as elements from './elements.ts';
import type { AnyElement } from './elements.ts';

/** The series of every indicator, by its code: as measured, or as computed (CO72). */
export function seriesOf(all: readonly AnyElement[]): ReadonlyMap<string, readonly Point[]> {
	const measured = Map.groupBy(elements.ofKind(all, 'measurement'), ({ parentId }) => parentId);
	return seriesOfAll(
		elements.ofKind(all, 'indicator').map(({ id, code, values }) => ({
			code,
			formula: values.formula,
			points: (measured.get(id) ?? []).flatMap(({ values: { on, value } }) =>
				on === null || value === null ? [] : [{ on, value }]
			)
		}))
	);
}

/** The measurements of an indicator in the order of their days; of one that is computed, what it came to. */
export function measuredOf(
	all: readonly AnyElement[],
	{ id, code, values }: elements.Element<'indicator'>
): readonly Measured[] {
	if (values.formula !== '')
		return (seriesOf(all).get(code) ?? []).map((point) => ({
			...point,
			source: values.formula,
			by: '',
			note: ''
		}));
	return elements
		.ofKind(all, 'measurement')
		.flatMap(({ parentId, values: { on, value, ...more } }) =>
			parentId === id && on !== null && value !== null ? [{ on, value, ...more }] : []
		)
		.toSorted((one, other) => (one.on < other.on ? -1 : 1));
}

const isHeldBack = ({ kind, stored }: AnyElement, audience: Audience): boolean =>
	fieldsOf(kind).some(
		([name]) => audiences.indexOf(audienceOf(kind, stored, name)) > audiences.indexOf(audience)
	);

/** What does not hold together (CO80), as far as this audience may know: nothing is said of an element of which it does not read every field, nor of the line that it hangs on. */
export function coherenceFor(
	all: readonly AnyElement[],
	audience: Audience,
	today: string
): readonly CoherenceFinding[] {
	const held = new Set<string>(
		all.filter((one) => isHeldBack(one, audience)).flatMap(({ id, parentId }) => [id, parentId ?? id])
	);
	return coherenceOfAll({
		today,
		lines: elements.ofKind(all, 'line'),
		amounts: elements.ofKind(all, 'amount'),
		lots: elements.ofKind(all, 'lot'),
		milestones: elements.ofKind(all, 'milestone'),
		needs: elements.ofKind(all, 'need'),
		impacts: elements.ofKind(all, 'impact'),
		indicators: elements.ofKind(all, 'indicator'),
		series: seriesOf(all)
	}).filter(({ of }) => !held.has(of.id));
}
