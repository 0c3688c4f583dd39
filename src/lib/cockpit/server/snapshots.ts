// Reads a cockpit as it was on a day, two days side by side, and names a state for later.
import { momentOf } from '../../projects/rules/local-time.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import * as authorities from '../../people/server/authorities.ts';
import { readFields, type Values } from '../rules/elements/changes.ts';
import type { Audience } from '../rules/elements/fields.ts';
import type { Fields } from '../rules/modes/mode.ts';
import { daysAfter } from '../../time/rules/workingDays.ts';
import { differencesBetween, type Asked } from '../rules/snapshots.ts';
import * as elements from './elements.ts';
import type { AnyElement, Doer, Place } from './elements.ts';
import { onceOf, word } from './guards.ts';
import { linesOf } from './outlook.ts';
import { asSeen, labelOf, shown } from './overview.ts';

/** The last moment of a day where the authority is. */
async function endOf(query: Query, { authorityId }: Place, day: string): Promise<Date> {
	const zone = (await authorities.read(query, authorityId))?.timeZone ?? 'Europe/Paris';
	const midnight = momentOf(daysAfter(day, 1), '00:00', zone) ?? new Date(`${daysAfter(day, 1)}T00:00:00Z`);
	return new Date(midnight.getTime() - 1);
}

/** What a page may name of a state: elements that a field refers to, by id. */
const labelsOf = (all: readonly AnyElement[], audience: Audience): Readonly<Record<string, string>> =>
	Object.fromEntries(asSeen(all, audience).map((one) => [one.id, labelOf(one)]));

/** What the page of the past shows for its address; undefined while no day is asked. */
export async function readState(
	query: Query,
	doer: Doer,
	audience: Audience,
	{ on, knownOn, against }: Asked
) {
	if (on === null) return undefined;
	const knownAt = knownOn === null ? undefined : await endOf(query, doer, knownOn);
	const then = await elements.asOn(query, doer, { on, ...(knownAt && { knownAt }) });
	if (against === null) {
		const counts = [...Map.groupBy(then, ({ kind }) => kind)].map(([kind, all]) => ({
			kind,
			count: all.length
		}));
		return {
			what: 'state' as const,
			on,
			knownOn,
			...linesOf(then, audience),
			counts,
			milestones: elements
				.ofKind(then, 'milestone')
				.map((one) => shown(one, audience))
				.toSorted((one, other) => (one.values.on ?? '').localeCompare(other.values.on ?? ''))
				.slice(0, 100)
		};
	}
	const other = await elements.asOn(query, doer, { on: against, ...(knownAt && { knownAt }) });
	const [before, after] = on <= against ? [then, other] : [other, then];
	const differences = differencesBetween(before, after, audience);
	const labels = labelsOf([...before, ...after], audience);
	return {
		what: 'compared' as const,
		on: on <= against ? on : against,
		against: on <= against ? against : on,
		knownOn,
		count: differences.length,
		differences: differences.slice(0, 200).map((one) => ({ ...one, label: labels[one.id] ?? one.code })),
		labels
	};
}

/** Gives a name to a state: of a day, as it is known now (CO143). */
export function nameState(
	tx: Tx,
	doer: Doer,
	typed: Fields
): ReturnType<typeof elements.make> | elements.Refusal {
	const { values, wrongs } = readFields('snapshot', typed);
	if (wrongs.length > 0) return { accepted: false, reason: 'fields-wrong', wrongs, contested: {} };
	const said: Values = { ...values, knownAt: doer.at.toISOString() };
	return elements.make(tx, doer, {
		kind: 'snapshot',
		values: said,
		reason: word(typed, 'reason'),
		...onceOf(doer, typed)
	});
}
