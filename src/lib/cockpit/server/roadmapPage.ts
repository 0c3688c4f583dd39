// What the page of a roadmap shows: one span of it as lanes of marks, one page of its dated list, and how many are late or mine.
import {
	daysLate,
	filters,
	isFilter,
	isScale,
	isWithin,
	marksOf,
	pageOfToday,
	passes,
	placeIn,
	spanBeside,
	spanOf,
	type Filter,
	type Scale
} from '../rules/roadmap.ts';
import { isDay, type Audience } from '../rules/elements/fields.ts';
import type { MilestoneState } from '../rules/elements/kinds/milestone.ts';
import * as elements from './elements.ts';
import { asSeen, labelOf, type AnySeen } from './overview.ts';

const perPage = 100;
/** what a form offers to wait for */
const mostOffered = 60;

export interface RoadRow {
	readonly id: string;
	readonly code: string;
	readonly what: string;
	readonly on: string;
	readonly until: string | null;
	readonly state: MilestoneState;
	readonly isTask: boolean;
	readonly owner: string;
	readonly lineId: string | null;
	readonly line: string;
	/** days; 0: it is not */
	readonly late: number;
	/** what it waits for, by name */
	readonly after: readonly string[];
}

export interface RoadMark {
	readonly at: number;
	readonly until: number;
	readonly count: number;
	readonly state: MilestoneState;
	readonly isLate: boolean;
	/** of the first one */
	readonly id: string;
	readonly what: string;
	/** what the others are, the first few */
	readonly more: readonly string[];
}

export interface Lane {
	readonly id: string;
	readonly name: string;
	readonly marks: readonly RoadMark[];
}

/** What an address asks of the page; anything that it does not say well is the usual. */
export interface RoadAsked {
	readonly scale: Scale;
	readonly from: string;
	readonly filter: Filter;
	readonly line: string;
	readonly page: number | null;
}

export function readAsked(search: URLSearchParams, today: string): RoadAsked {
	const [scale, filter, from] = ['echelle', 'voir', 'du'].map((name) => search.get(name) ?? '');
	const page = Number(search.get('page'));
	return {
		scale: isScale(scale!) ? scale : 'years',
		from: isDay(from!) ? from! : today,
		filter: isFilter(filter!) ? filter : 'all',
		line: search.get('ligne') ?? '',
		page: Number.isSafeInteger(page) && page > 0 ? page : null
	};
}

/** The milestones of a cockpit in the order of time. */
function rowsOf(all: readonly AnySeen[], today: string): readonly RoadRow[] {
	const names = new Map(all.map((one) => [one.id as string, labelOf(one)]));
	return elements
		.ofKind(all, 'milestone')
		.flatMap(({ id, code, parentId, values: { what, on, until, state, size, owner, after } }): RoadRow[] =>
			on === null
				? []
				: [
						{
							id,
							code,
							what: what || code,
							on,
							until,
							state: state ?? 'planned',
							isTask: size === 'task',
							owner,
							lineId: parentId,
							line: parentId === null ? '' : (names.get(parentId) ?? ''),
							late: daysLate({ on, until, state }, today),
							after: after.flatMap((other) => names.get(other) ?? [])
						}
					]
		)
		.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

export function roadmapOf(
	whole: readonly elements.AnyElement[],
	asked: RoadAsked,
	{ audience, today, name }: { readonly audience: Audience; readonly today: string; readonly name: string }
) {
	const all = asSeen(whole, audience);
	const everything = rowsOf(all, today);
	const labels = new Map(all.map((one) => [one.id as string, labelOf(one)]));
	const lines = elements.ofKind(all, 'line').map((line) => ({ id: line.id as string, label: labelOf(line) }));
	const line = lines.some(({ id }) => id === asked.line) ? asked.line : '';
	const ofLine = everything.filter(({ lineId }) => line === '' || lineId === line);
	const kept = ofLine.filter((row) => passes(asked.filter, row, { today, name }));
	const span = spanOf(asked.scale, asked.from);

	const byLine = Map.groupBy(
		kept.filter((row) => isWithin(row, span)),
		({ lineId }) => lineId ?? ''
	);
	const lanes = [...lines, { id: '', label: '' }].flatMap(({ id, label }): Lane[] => {
		const rows = byLine.get(id);
		if (!rows) return [];
		const marks = marksOf(span, rows).map(({ at, until, ones }): RoadMark => {
			const [first] = ones as readonly [RoadRow, ...RoadRow[]];
			return {
				at,
				until,
				count: ones.length,
				state: ones.every(({ state }) => state === first.state) ? first.state : 'planned',
				isLate: ones.some(({ late }) => late > 0),
				id: first.id,
				what: first.what,
				more: ones.slice(1, 6).map(({ what }) => what)
			};
		});
		return [{ id, name: label, marks }];
	});

	const pages = Math.max(1, Math.ceil(kept.length / perPage));
	const page = Math.min(
		pages,
		asked.page ??
			pageOfToday(
				kept.map(({ on }) => on),
				today,
				perPage
			)
	);
	return {
		asked: { scale: asked.scale, from: asked.from, filter: asked.filter, line },
		span: {
			from: span.from,
			to: span.to,
			ticks: span.ticks.map((day) => ({ day, at: placeIn(span, day) })),
			today: today >= span.from && today < span.to ? placeIn(span, today) : null,
			before: spanBeside(asked.scale, span, 'before'),
			after: spanBeside(asked.scale, span, 'after')
		},
		lanes,
		lines,
		rows: kept.slice((page - 1) * perPage, page * perPage),
		page,
		pages,
		counts: Object.fromEntries(
			filters.map((one) => [one, ofLine.filter((row) => passes(one, row, { today, name })).length])
		) as Readonly<Record<Filter, number>>,
		/** what one more may wait for: what is still to come, of the line where one is chosen */
		offered: ofLine
			.filter(({ state, on }) => (state === 'planned' || state === 'under-way') && on >= today)
			.slice(0, mostOffered)
			.map(({ id }) => ({ id, label: labels.get(id) ?? '' }))
	};
}
