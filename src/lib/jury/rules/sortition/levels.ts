// The fairest chances that the quotas would allow if seats could be shared: the lowest raised as far as it goes, then the next, level by level. An outer bound, tightened by cuts.
import { panelRows, seatColumns } from './panels.ts';
import type { Problem } from './pool.ts';
import type { Model, Optimum, Row, Solved, Solver } from './solver.ts';

interface Level {
	readonly chance: number;
	readonly profiles: readonly number[];
}

/** How far below its chance a fixed profile may lie, in seats: a little more than what the solver takes for equal. */
const slack = 2e-10;
/** A dual above this proves that nothing can rise; one below the other is noise; in between, it is tried. */
const clear = 1e-6;
const faint = 1e-9;
const same = 1e-8;

/** The solver gave no optimum, and why. */
export class NoOptimum extends Error {
	readonly why: Exclude<Solved['status'], 'optimal' | 'enough'>;
	constructor(why: NoOptimum['why']) {
		super(why);
		this.why = why;
	}
}

/** The optimum, or `undefined` where there is no solution; throws `NoOptimum` where the solver gives no verdict. */
export function optimum(model: Model): Optimum | undefined {
	const answer = model.solve();
	if (answer.status === 'optimal') return answer;
	if (answer.status === 'infeasible') return undefined;
	throw new NoOptimum(answer.status === 'enough' ? 'failed' : answer.status);
}

export interface Levels {
	/** Adds a row that every panel keeps. */
	cut(row: Row): void;
	/** The fairest chances, one a profile. Throws `NoOptimum`: `infeasible` where not even shared seats keep the quotas. */
	climb(): readonly number[];
	dispose(): void;
}

/** A profile is fixed once a dual proves that nobody can raise it without lowering a poorer one. */
export function openLevels(problem: Problem, solver: Solver): Levels {
	const columns = seatColumns(problem);
	const height = columns.length;
	const people = problem.profiles.map(({ members }) => members.length);
	const own = panelRows(problem);
	// the last column is the lowest chance among those not yet fixed
	const model = solver.load({
		kind: 'linear',
		columns: [...columns, { cost: 1, lower: -Infinity, upper: Infinity }],
		rows: [
			...own,
			...people.map((count, profile): Row => ({
				lower: 0,
				upper: Infinity,
				columns: [profile, height],
				values: [1, -count]
			}))
		]
	});
	const rowOf = (profile: number) => own.length + profile;
	const levels: Level[] = [];
	const fixed = new Array<number | undefined>(height).fill(undefined);
	let give = slack;

	function fix(profile: number, chance: number) {
		const { lower, upper } = columns[profile]!;
		fixed[profile] = chance;
		model.setRowBounds(rowOf(profile), -Infinity, Infinity);
		model.setColumnBounds(profile, Math.max(lower, Math.min(upper, chance * people[profile]! - give)), upper);
	}

	function free(profile: number) {
		fixed[profile] = undefined;
		model.setRowBounds(rowOf(profile), 0, Infinity);
		model.setColumnBounds(profile, columns[profile]!.lower, columns[profile]!.upper);
	}

	/** Leaves the first levels fixed, and nothing else. */
	function keep(count: number) {
		const kept = new Map(
			levels
				.slice(0, count)
				.flatMap(({ chance, profiles }) => profiles.map((profile) => [profile, chance] as const))
		);
		for (let profile = 0; profile < height; profile++) {
			const chance = kept.get(profile);
			if (chance !== undefined) fix(profile, chance);
			else if (fixed[profile] !== undefined) free(profile);
		}
	}

	/** Whether the first levels stand under what was cut since. */
	function stands(count: number): boolean {
		keep(count);
		const answer = optimum(model);
		return (
			answer !== undefined &&
			(!fixed.includes(undefined) || answer.objective >= levels[count - 1]!.chance - same)
		);
	}

	/** Rounding may shut out what was just found: then every fixed chance gives a little more way. */
	function rise(): Optimum {
		for (;;) {
			const answer = optimum(model);
			if (answer) return answer;
			if (levels.length === 0 || give > same)
				throw new NoOptimum(levels.length === 0 ? 'infeasible' : 'failed');
			give *= 8;
			keep(levels.length);
		}
	}

	function isStuck(profile: number, chance: number): boolean {
		model.setCosts([...columns.map((_, index) => (index === profile ? 1 : 0)), 0]);
		model.setColumnBounds(height, chance - slack, Infinity);
		const answer = optimum(model);
		model.setColumnBounds(height, -Infinity, Infinity);
		model.setCosts([...columns.map(() => 0), 1]);
		return answer !== undefined && answer.objective <= people[profile]! * (chance + same);
	}

	return {
		cut: (row) => model.addRows([row]),
		climb() {
			give = slack;
			let low = 0;
			for (let high = levels.length; low < high;) {
				const middle = Math.ceil((low + high) / 2);
				if (stands(middle)) low = middle;
				else high = middle - 1;
			}
			levels.splice(low);
			keep(low);
			while (fixed.includes(undefined)) {
				const { values, duals } = rise();
				const chance = values[height]!;
				const weights = people.map((count, profile) =>
					fixed[profile] === undefined ? Math.abs(duals[rowOf(profile)]!) * count : 0
				);
				const heaviest = weights.indexOf(Math.max(...weights));
				const stuck = weights.flatMap((weight, profile) =>
					profile === heaviest || weight > clear || (weight > faint && isStuck(profile, chance))
						? [profile]
						: []
				);
				levels.push({ chance, profiles: stuck });
				for (const profile of stuck) fix(profile, chance);
			}
			return [...(fixed as number[])];
		},
		dispose: () => model.dispose()
	};
}
