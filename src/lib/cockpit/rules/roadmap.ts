// The roadmap of a cockpit: what waits for what, what a moved date pushes, what is late, and which span a drawing shows.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { daysAfter, daysBetween, monthsAfter } from '../../time/rules/workingDays.ts';
import { isDay } from './elements/fields.ts';
import type { MilestoneState } from './elements/kinds/milestone.ts';

/** A milestone or a task, with its days. */
export interface Dated {
	readonly id: string;
	/** ISO day */
	readonly on: string;
	readonly until: string | null;
	readonly state: MilestoneState | null;
	/** ids of what it waits for */
	readonly after: readonly string[];
}

/** What is done or given up never moves, and holds nothing back any more. */
const isOver = ({ state }: Pick<Dated, 'state'>): boolean => state === 'done' || state === 'dropped';

/** The day by which it should be over. */
export const lastDayOf = ({ on, until }: Pick<Dated, 'on' | 'until'>): string =>
	until !== null && until > on ? until : on;

/** Days by which it is late on a day; 0 where it is not, or is over (CO53). */
export const daysLate = (one: Pick<Dated, 'on' | 'until' | 'state'>, today: string): number =>
	isOver(one) ? 0 : Math.max(0, daysBetween(lastDayOf(one), today));

/**
 * A round of things that wait for each other, as ids in the order in which each waits for the next; undefined where there is none (CO51). It is looked for
 * from `from` alone where one is given.
 */
export function loopIn(
	all: readonly Pick<Dated, 'id' | 'after'>[],
	from?: string
): readonly string[] | undefined {
	const waitsFor = new Map(all.map(({ id, after }) => [id, after]));
	const seen = new Set<string>();
	for (const start of from === undefined ? waitsFor.keys() : [from]) {
		if (seen.has(start)) continue;
		const path: string[] = [];
		const onPath = new Set<string>();
		// a stack of its own: a chain of 1 500 must not exhaust the one of the machine
		const stack: { readonly id: string; readonly next: Iterator<string> }[] = [];
		const enter = (id: string) => {
			seen.add(id);
			onPath.add(id);
			path.push(id);
			stack.push({ id, next: (waitsFor.get(id) ?? []).values() });
		};
		enter(start);
		while (stack.length > 0) {
			const { id, next } = stack.at(-1)!;
			const step = next.next();
			if (step.done) {
				stack.pop();
				path.pop();
				onPath.delete(id);
			} else if (onPath.has(step.value)) return path.slice(path.indexOf(step.value));
			else if (!seen.has(step.value) && waitsFor.has(step.value)) enter(step.value);
		}
	}
	return undefined;
}

/** One thing that moves: its days before and after. */
export interface Moved {
	readonly id: string;
	readonly on: string;
	readonly until: string | null;
	readonly newOn: string;
	readonly newUntil: string | null;
	/** days, negative towards the past */
	readonly by: number;
}

export type MoveRefusal =
	| 'milestone-unknown'
	| 'milestone-over'
	| 'day-unreadable'
	| 'day-unmoved'
	| 'dependencies-loop'
	| 'day-out-of-reach';

/**
 * What moves with a milestone when its day becomes another ISO day: itself first, then all that waits for it, near or far, in the order of their new days (CO50).
 * Each follows, by as many days, the one that holds it most: so no gap with what it waits for shrinks, and one at least stays as it was. What is done or given up
 * neither moves nor holds. Refuses a day that cannot exist, one that is the same, what is over, a round of things that wait for each other, and days out of the calendar
 * (1990 to 2099).
 */
export function pushOf(
	all: readonly Dated[],
	asked: { readonly id: string; readonly on: string }
): Outcome<readonly Moved[], MoveRefusal> {
	const byId = new Map(all.map((one) => [one.id, one]));
	const first = byId.get(asked.id);
	if (!first) return refused('milestone-unknown');
	if (isOver(first)) return refused('milestone-over');
	if (!isDay(asked.on)) return refused('day-unreadable');
	const by = daysBetween(first.on, asked.on);
	if (by === 0) return refused('day-unmoved');

	const waiting = new Map<string, Dated[]>();
	for (const one of all)
		if (!isOver(one)) for (const id of one.after) waiting.set(id, [...(waiting.get(id) ?? []), one]);
	const reached = new Set([first.id]);
	for (const id of reached) for (const one of waiting.get(id) ?? []) reached.add(one.id);
	const chain = all.filter(({ id }) => reached.has(id));
	if (loopIn(chain)) return refused('dependencies-loop');

	const shifts = new Map([[first.id, by]]);
	const left = new Map(
		chain.map(({ id, after }) => [id, after.filter((other) => reached.has(other)).length])
	);
	const ready = [first.id];
	for (const id of ready)
		for (const one of waiting.get(id) ?? []) {
			left.set(one.id, left.get(one.id)! - 1);
			if (left.get(one.id)! > 0) continue;
			const holders = one.after.flatMap((other) => byId.get(other) ?? []).filter((other) => !isOver(other));
			shifts.set(one.id, Math.max(...holders.map((holder) => shifts.get(holder.id) ?? 0)));
			ready.push(one.id);
		}

	const moved = [...shifts]
		.filter(([, days]) => days !== 0)
		.map(([id, days]): Moved => {
			const { on, until } = byId.get(id)!;
			return {
				id,
				on,
				until,
				newOn: daysAfter(on, days),
				newUntil: until === null ? null : daysAfter(until, days),
				by: days
			};
		});
	if (!moved.every(({ newOn, newUntil }) => isDay(newOn) && (newUntil === null || isDay(newUntil))))
		return refused('day-out-of-reach');
	const [itself, ...others] = moved;
	return accepted([
		itself!,
		...others.toSorted((one, other) => (one.newOn < other.newOn ? -1 : one.newOn > other.newOn ? 1 : 0))
	]);
}

/** How much a drawing shows at once: five years, two years, one year, eight weeks. */
export const scales = ['years', 'quarters', 'months', 'weeks'] as const;
export type Scale = (typeof scales)[number];
export const isScale = (text: string): text is Scale => (scales as readonly string[]).includes(text);

/** A span of days, the last one excluded, cut into columns that begin on these days. */
export interface Span {
	readonly from: string;
	readonly to: string;
	/** first days of what the head names: years, quarters, months, weeks */
	readonly ticks: readonly string[];
	/** first days of the columns into which marks gather */
	readonly columns: readonly string[];
}

const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;
/** The Monday on or before a day. */
export const mondayOf = (day: string): string =>
	daysAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
const each = (most: number, first: string, next: (nth: number) => string, to: string): string[] =>
	Array.from({ length: most }, (_, nth) => (nth === 0 ? first : next(nth))).filter((day) => day < to);

/**
 * The span that a scale shows around an ISO day (CO52): five years from the first of January, two years from a quarter, one year from a month, eight weeks from a Monday. The columns are
 * months, fortnights, weeks, days: at most 60, however many things there are.
 */
export function spanOf(scale: Scale, day: string): Span {
	const year = day.slice(0, 4);
	if (scale === 'years') {
		const from = `${year}-01-01`;
		const to = monthsAfter(from, 60);
		return {
			from,
			to,
			ticks: each(5, from, (nth) => monthsAfter(from, nth * 12), to),
			columns: each(60, from, (nth) => monthsAfter(from, nth), to)
		};
	}
	if (scale === 'quarters') {
		const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
		const from = `${year}-${String(month).padStart(2, '0')}-01`;
		const to = monthsAfter(from, 24);
		return {
			from,
			to,
			ticks: each(8, from, (nth) => monthsAfter(from, nth * 3), to),
			columns: each(53, from, (nth) => daysAfter(from, nth * 14), to)
		};
	}
	if (scale === 'months') {
		const from = monthOf(day);
		const to = monthsAfter(from, 12);
		return {
			from,
			to,
			ticks: each(12, from, (nth) => monthsAfter(from, nth), to),
			columns: each(53, from, (nth) => daysAfter(from, nth * 7), to)
		};
	}
	const from = mondayOf(day);
	const to = daysAfter(from, 56);
	return {
		from,
		to,
		ticks: each(8, from, (nth) => daysAfter(from, nth * 7), to),
		columns: each(56, from, (nth) => daysAfter(from, nth), to)
	};
}

/** The day from which the span before or after this one is shown. */
export const spanBeside = (scale: Scale, { from, to }: Span, side: 'before' | 'after'): string =>
	side === 'after'
		? to
		: scale === 'weeks'
			? daysAfter(from, -56)
			: monthsAfter(from, -{ years: 60, quarters: 24, months: 12 }[scale]);

/** Where a day stands in a span, from 0 to 1, cut at its ends. */
export const placeIn = ({ from, to }: Span, day: string): number =>
	Math.min(1, Math.max(0, daysBetween(from, day) / daysBetween(from, to)));

/** Whether something happens, or goes on, within a span. */
export const isWithin = (
	one: Pick<Dated, 'on' | 'until'>,
	{ from, to }: Pick<Span, 'from' | 'to'>
): boolean => one.on < to && lastDayOf(one) >= from;

/** What a mark of the drawing stands for: the things of one column of one lane. */
export interface Mark<One> {
	/** from 0 to 1 */
	readonly at: number;
	/** where the longest of them ends, from 0 to 1 */
	readonly until: number;
	readonly ones: readonly One[];
}

/** The things of a lane gathered by column, in the order of time: at most as many marks as there are columns (CO52). Those that began before the span stand at its beginning. */
export function marksOf<One extends Pick<Dated, 'on' | 'until'>>(
	span: Span,
	ones: readonly One[]
): readonly Mark<One>[] {
	const within = ones
		.filter((one) => isWithin(one, span))
		.toSorted((one, other) => (one.on < other.on ? -1 : 1));
	const columnOf = (day: string) => span.columns.findLastIndex((first) => first <= day);
	return [...Map.groupBy(within, ({ on }) => columnOf(on < span.from ? span.from : on))].map(
		([, gathered]) => ({
			at: placeIn(span, gathered[0]!.on),
			until: Math.max(...gathered.map((one) => placeIn(span, lastDayOf(one)))),
			ones: gathered
		})
	);
}

/** Which things a list shows: all, those that are mine, those that are late, those of this month. */
export const filters = ['all', 'mine', 'late', 'month'] as const;
export type Filter = (typeof filters)[number];
export const isFilter = (text: string): text is Filter => (filters as readonly string[]).includes(text);

const bare = (name: string): string =>
	name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

/** Whether who takes care of it, as it was typed, names this person: the whole name or its first word, accents and capitals aside. */
export function isOwnedBy(owner: string, name: string): boolean {
	const [said, whole] = [bare(owner), bare(name)];
	if (whole === '') return false;
	const names = said.split(/\s*(?:,|;|&|\bet\b|\/)\s*/);
	return names.includes(whole) || names.includes(whole.split(' ')[0]!);
}

/** Whether a thing is shown by a filter, on a day, to a person (CO53). */
export function passes(
	filter: Filter,
	one: Pick<Dated, 'on' | 'until' | 'state'> & { readonly owner: string },
	{ today, name }: { readonly today: string; readonly name: string }
): boolean {
	switch (filter) {
		case 'all':
			return true;
		case 'mine':
			return !isOver(one) && isOwnedBy(one.owner, name);
		case 'late':
			return daysLate(one, today) > 0;
		case 'month': {
			const from = monthOf(today);
			return isWithin(one, { from, to: monthsAfter(from, 1) });
		}
	}
}

/** The page of a list, so many a page, on which the first thing of today or later stands; the last page where all is past. Counted from 1. */
export function pageOfToday(days: readonly string[], today: string, perPage: number): number {
	const place = days.findIndex((day) => day >= today);
	return Math.max(1, Math.ceil((place === -1 ? days.length : place + 1) / perPage));
}
