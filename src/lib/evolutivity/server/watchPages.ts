// Reads what the page of the watch shows: signals, and of each clause the question whether its need is still right.
import * as elements from '../../cockpit/server/elements.ts';
import { asSeen, labelOf } from '../../cockpit/server/overview.ts';
import type { Audience } from '../../cockpit/rules/elements/fields.ts';
import type { Query } from '../../db/server/database.ts';
import * as charters from './charters.ts';
import * as clauses from './clauses.ts';
import { laneOf } from './lane.ts';
import * as watch from './watch.ts';

/** The watch of a project on an ISO day, as an audience reads it: of a measurement that it may not read, a signal says neither value nor source. */
export async function shown(query: Query, place: elements.Place, audience: Audience, today: string) {
	const [found, raised, whole, lane] = await Promise.all([clauses.ofProject(query, place), watch.ofProject(query, place), elements.ofProject(query, place, today), laneOf(query, place, today)]);
	const all = asSeen(whole, audience);
	const needs = elements.ofKind(all, 'need').map((one) => ({ value: one.code, label: labelOf(one) }));
	const indicators = new Map(elements.ofKind(all, 'indicator').map((one) => [one.code, labelOf(one)]));
	const measured = new Map(elements.ofKind(all, 'measurement').map(({ id, values }) => [id as string, values]));
	const watched = await Promise.all(
		found.map(async ({ id, title }) => {
			const [charter, reviews] = await Promise.all([charters.inForce(query, id), watch.reviewsOf(query, id)]);
			const due = reviews.find(({ answer }) => answer === null);
			const answered = reviews.flatMap(({ answer, words, answeredOn }) => (answer && answeredOn ? [{ answer, words, answeredOn }] : []));
			return {
				...{ id, title, answered },
				criteria: charter?.terms.criteria.map(({ code, what }) => ({ code, what })) ?? [],
				due: due ? { dueOn: due.dueOn, isLate: due.dueOn < today } : null
			};
		})
	);
	return {
		clauses: watched,
		needs,
		/** what sittings without consent leave to do, by its day */
		outcomes: lane.flatMap(({ id, title, next }) => next.flatMap((one) => (one.step === 'follow-outcome' ? [{ clauseId: id, clause: title, ...one }] : []))).toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1)),
		signals: raised.map(({ id, seenOn, source, words, need, criterion, clauseId, measurementId, answer }) => {
			const clause = watched.find((one) => one.id === clauseId);
			const value = measurementId ? measured.get(measurementId)?.value : undefined;
			const isHidden = measurementId !== null && (value === undefined || value === null || !indicators.has(source));
			return {
				...{ id, seenOn, answer },
				isByItself: measurementId !== null,
				source: isHidden ? '' : measurementId ? (indicators.get(source) ?? source) : source,
				words: isHidden ? '' : words,
				need: needs.find((one) => one.value === need)?.label ?? need,
				criterion: clause?.criteria.find(({ code }) => code === criterion) ?? null,
				clause: clause?.title ?? null
			};
		})
	};
}
export type WatchShown = Awaited<ReturnType<typeof shown>>;
