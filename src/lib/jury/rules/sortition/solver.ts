// What the sortition asks of a solver of linear and integer programmes; the rules are given one, they never take one.

/** One row: lower ≤ Σ values × columns ≤ upper; infinities where a side is open. */
export interface Row {
	readonly lower: number;
	readonly upper: number;
	readonly columns: readonly number[];
	readonly values: readonly number[];
}

export interface Column {
	readonly cost: number;
	readonly lower: number;
	readonly upper: number;
}

export interface Program {
	readonly columns: readonly Column[];
	readonly rows: readonly Row[];
	readonly kind: 'linear' | 'integer';
}

export interface Optimum {
	readonly status: 'optimal';
	readonly objective: number;
	/** proven: no solution does better */
	readonly bound: number;
	/** one a column */
	readonly values: Float64Array;
	/** one a row, of linear programmes */
	readonly duals: Float64Array;
	/** of integer programmes: what was met on the way */
	readonly found: readonly Found[];
}

export interface Found {
	readonly objective: number;
	readonly values: Float64Array;
}

/** `stopped`: the control asked for it; `failed`: the solver gave no verdict. */
export type Solved =
	| Optimum
	| { readonly status: 'enough'; readonly found: readonly Found[] }
	| { readonly status: 'infeasible' | 'stopped' | 'failed' };

/** A programme that stays loaded, is changed and solved again from where it was. Always maximised. */
export interface Model {
	addRows(rows: readonly Row[]): void;
	setCosts(costs: readonly number[]): void;
	setColumnBounds(column: number, lower: number, upper: number): void;
	setRowBounds(row: number, lower: number, upper: number): void;
	/** Of an integer programme, stops as soon as a solution is worth `enough`. */
	solve(enough?: number): Solved;
	dispose(): void;
}

export interface Solver {
	/** name and version, for the seal */
	readonly version: string;
	load(program: Program): Model;
}
