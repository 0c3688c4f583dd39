// LEXIMIN: the distribution over allowed panels that raises the lowest chance as far as it goes, then the second lowest, and so on (JU23).
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import { listPanels } from './listing.ts';
import { isAllowed, panelRows, seatColumns } from './panels.ts';
import { NoOptimum, openLevels, optimum } from './levels.ts';
import type { Problem } from './pool.ts';
import type { Column, Model, Row, Solver } from './solver.ts';
import { ticketsOf, type Distribution } from './distribution.ts';

/** How far the distribution has come: seats that it does not yet give to whom they are due. */
export interface Progress {
	readonly panels: number;
	readonly missing: number;
	readonly size: number;
}

export type SortitionRefusal =
	'sortition-quotas-impossible' | 'sortition-stopped' | 'sortition-solver-failed';

/** Seats, of all people together, that a distribution may miss and still be called exact: aimed at, and taken where rounding leaves no better panel. */
const exact = 2e-7;
const nearly = 1e-6;
const worth = 1e-8;
/** Seats by which a bound that is not yet the best may cut: less would cut again and again. */
const deep = 1e-3;
/** A panel that closes this share of what is missing is taken without looking for a better one. */
const share = 0.3;
const even = 1e-7;
/** Searches that a pool with room to choose seldom needs: after them, quotas are tight enough for all panels to be listed, or that is tried once. Counted, not timed: the same everywhere. */
const usualSearches = 30;
const listing = { panels: 100_000, choices: 2_000_000 };

type Seats = readonly number[];

const weighted = (weights: readonly number[], seats: readonly number[]) =>
	weights.reduce((sum, weight, index) => sum + weight * seats[index]!, 0);

const isWhole = (value: number) => Math.abs(value - Math.round(value)) < even;

/** The panels that are worth most when each seat of a profile is worth its weight. */
interface Pricing {
	/** Keeps to the panels that can take part in a distribution with these expected seats, where that is less work. */
	face(expected: readonly number[]): void;
	/** All panels. */
	whole(): void;
	/** A row that every panel keeps. */
	cut(row: Row): void;
	/** Panels worth more than `known` first; `bound` is what none exceeds. `undefined` when there is no panel at all. */
	best(
		weights: readonly number[],
		known: number
	): { readonly panels: readonly Seats[]; readonly bound: number } | undefined;
}

/** Where all panels are known: the one worth most is looked up. */
class Listed implements Pricing {
	readonly #panels: readonly Uint16Array[];

	constructor(panels: readonly Uint16Array[]) {
		this.#panels = panels;
	}

	// a list is read whole as fast as in part
	face() {}
	whole() {}
	cut() {}

	best(weights: readonly number[]): ReturnType<Pricing['best']> {
		const paid = weights.flatMap((weight, profile) => (weight > 0 ? [profile] : []));
		let bound = -Infinity;
		let best: Uint16Array | undefined;
		for (const panel of this.#panels) {
			let worth = 0;
			for (const profile of paid) worth += weights[profile]! * panel[profile]!;
			if (worth > bound) [bound, best] = [worth, panel];
		}
		return best && { panels: [Array.from(best)], bound };
	}
}

/** Where they are too many to be listed: each is sought. */
class Searching implements Pricing {
	readonly #problem: Problem;
	readonly #columns: readonly Column[];
	readonly #rows: readonly Row[];
	readonly #integer: Model;
	readonly #relaxed: Model;
	#bounds: readonly (readonly [number, number])[];
	#searches = 0;

	constructor(problem: Problem, solver: Solver) {
		this.#problem = problem;
		this.#columns = seatColumns(problem);
		this.#rows = panelRows(problem);
		this.#bounds = this.#columns.map(({ lower, upper }) => [lower, upper]);
		const program = { columns: this.#columns, rows: this.#rows };
		this.#integer = solver.load({ ...program, kind: 'integer' });
		this.#relaxed = solver.load({ ...program, kind: 'linear' });
	}

	/** How often no panel was found beside a shared one. */
	get searches(): number {
		return this.#searches;
	}

	/** Where the expectation touches a bound, each of its panels does. */
	face(expected: readonly number[]) {
		this.#bind(
			(sum, lower, upper) => [sum > upper - even ? upper : lower, sum < lower + even ? lower : upper],
			expected
		);
	}

	whole() {
		this.#bind(
			(_, lower, upper) => [lower, upper],
			this.#columns.map(() => 0)
		);
	}

	#bind(
		within: (sum: number, lower: number, upper: number) => readonly [number, number],
		expected: readonly number[]
	) {
		this.#bounds = this.#columns.map(({ lower, upper }, column) => within(expected[column]!, lower, upper));
		const rows = this.#rows.map(({ columns, lower, upper }) =>
			within(
				columns.reduce((sum, column) => sum + expected[column]!, 0),
				lower,
				upper
			)
		);
		for (const model of [this.#integer, this.#relaxed]) {
			rows.forEach(([lower, upper], row) => model.setRowBounds(row, lower, upper));
			this.#bounds.forEach(([lower, upper], column) => model.setColumnBounds(column, lower, upper));
		}
	}

	/** Shared seats come closer to whole ones. */
	cut(row: Row) {
		for (const model of [this.#integer, this.#relaxed]) model.addRows([row]);
	}

	best(weights: readonly number[], known: number): ReturnType<Pricing['best']> {
		this.#relaxed.setCosts(weights);
		const relaxed = optimum(this.#relaxed);
		if (!relaxed) return undefined;
		const enough = known + Math.max(worth, share * (relaxed.objective - known));
		const dived = this.#dive(relaxed.values);
		if (dived) {
			const value = weighted(weights, dived);
			if (value >= enough || value >= relaxed.objective - worth)
				return { panels: [dived], bound: relaxed.objective };
		}
		this.#searches++;
		this.#integer.setCosts(weights);
		const answer = this.#integer.solve(enough);
		if (answer.status === 'infeasible') return undefined;
		if (answer.status === 'enough')
			return { panels: this.#allowed(answer.found.map(({ values }) => values)), bound: relaxed.objective };
		if (answer.status !== 'optimal') throw new NoOptimum(answer.status);
		return {
			panels: this.#allowed([answer.values, ...answer.found.map(({ values }) => values)]),
			bound: Math.min(answer.bound, relaxed.objective)
		};
	}

	/** A whole panel near a shared one: the seat that lacks least is made whole, then the next. */
	#dive(shared: Float64Array): Seats | undefined {
		const moved = new Set<number>();
		let values: Float64Array | undefined = shared;
		while (values) {
			const near: Float64Array = values;
			const column = near.reduce(
				(best, value, index) => (!isWhole(value) && (best < 0 || value % 1 > near[best]! % 1) ? index : best),
				-1
			);
			if (column < 0) break;
			moved.add(column);
			this.#relaxed.setColumnBounds(column, Math.ceil(near[column]!), this.#bounds[column]![1]);
			values = optimum(this.#relaxed)?.values;
		}
		for (const column of moved) this.#relaxed.setColumnBounds(column, ...this.#bounds[column]!);
		return values && this.#allowed([values])[0];
	}

	#allowed(solutions: readonly Float64Array[]): readonly Seats[] {
		return solutions
			.map((values) => Array.from(values, (value) => Math.round(value)))
			.filter((seats) => isAllowed(this.#columns, this.#rows, seats));
	}

	dispose() {
		this.#integer.dispose();
		this.#relaxed.dispose();
	}
}

/** The distribution over known panels that comes closest to expected seats: what is missing is least, seat by seat. In its dual form, where a panel more is a row more and the solver goes on from where it was. */
class Mixing {
	readonly #model: Model;
	readonly #known = new Set<string>();
	readonly panels: (readonly number[])[] = [];
	readonly #height: number;

	constructor(height: number, solver: Solver) {
		this.#height = height;
		this.#model = solver.load({
			kind: 'linear',
			columns: [
				...Array.from({ length: height }, () => ({ cost: 0, lower: 0, upper: 1 })),
				{ cost: -1, lower: -Infinity, upper: Infinity }
			],
			rows: []
		});
	}

	/** Whether it was a new one. */
	add(seats: readonly number[]): boolean {
		const key = seats.join();
		if (this.#known.has(key)) return false;
		this.#known.add(key);
		this.panels.push(seats);
		const taken = seats.flatMap((count, index) => (count > 0 ? [index] : []));
		this.#model.addRows([
			{
				lower: -Infinity,
				upper: 0,
				columns: [...taken, this.#height],
				values: [...taken.map((index) => seats[index]!), -1]
			}
		]);
		return true;
	}

	/** `missing` seats at the best, the `shares` of the panels that reach it, and the `weights` for which no known panel is worth more than `known`. */
	closest(expected: readonly number[]): {
		readonly missing: number;
		readonly shares: readonly number[];
		readonly weights: readonly number[];
		readonly known: number;
	} {
		this.#model.setCosts([...expected, -1]);
		const answer = optimum(this.#model);
		if (!answer) throw new NoOptimum('failed');
		const { objective, values, duals } = answer;
		return {
			missing: objective,
			shares: Array.from(duals, Math.abs),
			weights: Array.from(values.subarray(0, this.#height)),
			known: values[this.#height]!
		};
	}

	dispose() {
		this.#model.dispose();
	}
}

/**
 * Chances are first made as fair as shared seats allow (an outer bound); a distribution over whole panels is then looked for that gives exactly these. Where there is none, the weights that prove it are a
 * cut for the bound, and it begins again: the first distribution found is the fairest of all (Flanigan, Gölz, Gupta, Hennig, Procaccia, Nature 2021; column generation over profiles).
 * `listAfter`: searches for a panel after which all are listed where they can be (JU139); below 0, from the start.
 * Refuses quotas that no panel keeps. A solver that is stopped after the first panels leaves the closest distribution so far, `isProven: false`.
 */
export function leximin(
	problem: Problem,
	solver: Solver,
	tell: (progress: Progress) => void = () => {},
	listAfter = usualSearches
): Outcome<Distribution, SortitionRefusal> {
	const levels = openLevels(problem, solver);
	const searching = new Searching(problem, solver);
	let pricing: Pricing = searching;
	const mixing = new Mixing(problem.profiles.length, solver);
	let isListTried = false;
	let shares: readonly number[] = [];
	const distribution = (isProven: boolean) =>
		accepted({ panels: ticketsOf(mixing.panels, shares), isProven });
	try {
		for (;;) {
			if (!isListTried && searching.searches > listAfter) {
				isListTried = true;
				const all = listPanels(seatColumns(problem), panelRows(problem), listing);
				if (all) pricing = new Listed(all);
			}
			const expected = levels
				.climb()
				.map((chance, profile) => chance * problem.profiles[profile]!.members.length);
			const cut = mix(problem, expected, pricing, mixing, ({ shares: closest, missing }) => {
				shares = closest;
				tell({ panels: mixing.panels.length, missing, size: problem.size });
			});
			if (!cut) return distribution(true);
			const columns = cut.weights.flatMap((weight, index) => (weight > 0 ? [index] : []));
			const row = {
				lower: -Infinity,
				upper: cut.bound,
				columns,
				values: columns.map((column) => cut.weights[column]!)
			};
			levels.cut(row);
			pricing.cut(row);
		}
	} catch (error) {
		if (!(error instanceof NoOptimum)) throw error;
		if (error.why === 'infeasible') return refused('sortition-quotas-impossible');
		if (shares.length > 0) return distribution(false);
		return refused(error.why === 'stopped' ? 'sortition-stopped' : 'sortition-solver-failed');
	} finally {
		for (const model of [levels, searching, mixing]) model.dispose();
	}
}

/** Mixes panels until the expected seats are met, or returns weights for which every panel is worth less than them. */
function mix(
	problem: Problem,
	expected: readonly number[],
	pricing: Pricing,
	mixing: Mixing,
	tell: (closest: ReturnType<Mixing['closest']>) => void
): { readonly weights: readonly number[]; readonly bound: number } | undefined {
	let isOnFace = true;
	pricing.face(expected);
	if (mixing.panels.length === 0) {
		const first = pricing.best(expected, -Infinity) ?? (pricing.whole(), pricing.best(expected, -Infinity));
		if (!first?.panels[0]) throw new NoOptimum('infeasible');
		mixing.add(first.panels[0]);
		pricing.face(expected);
	}
	for (;;) {
		const closest = mixing.closest(expected);
		tell(closest);
		if (closest.missing <= exact) return undefined;
		const better = pricing.best(closest.weights, closest.known);
		const due = weighted(closest.weights, expected);
		const added =
			better?.panels.filter(
				(seats) => weighted(closest.weights, seats) > closest.known + worth && mixing.add(seats)
			) ?? [];
		const isOut = better !== undefined && better.bound < due - (added.length > 0 ? deep : worth);
		if (isOut && !isOnFace) return { weights: closest.weights, bound: better.bound };
		if (added.length > 0 && !isOut) continue;
		if (!isOnFace) {
			if (closest.missing <= nearly) return undefined;
			throw new NoOptimum('failed');
		}
		isOnFace = false;
		pricing.whole();
	}
}
