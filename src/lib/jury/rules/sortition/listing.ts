// All allowed panels, one by one, where quotas are so tight that they can be listed: the panel worth most is then the first of a list, and nothing is left to search.
import type { Column, Row } from './solver.ts';

export interface Patience {
	/** panels above which they are not listed */
	readonly panels: number;
	/** choices above which the listing is left */
	readonly choices: number;
}

/** Bounds of columns, with the least and the most that each row can still sum to: hundreds of thousands of times narrowed and put back, so in plain arrays. */
function openBounds(columns: readonly Column[], rows: readonly Row[]) {
	const rowsOf = columns.map((_, column) =>
		Int32Array.from(rows.flatMap((row, index) => (row.columns.includes(column) ? [index] : [])))
	);
	const lower = Int32Array.from(columns, (column) => column.lower);
	const upper = Int32Array.from(columns, (column) => column.upper);
	const sums = (bounds: Int32Array) =>
		Int32Array.from(rows, (row) => row.columns.reduce((sum, column) => sum + bounds[column]!, 0));
	const least = sums(lower);
	const most = sums(upper);
	/** column, lower, upper, as they were */
	const trail: number[] = [];
	const touched = [...rows.keys()];
	const isTouched = new Uint8Array(rows.length).fill(1);

	const isSettled = (row: number) => least[row]! >= rows[row]!.lower && most[row]! <= rows[row]!.upper;

	function move(column: number, low: number, high: number) {
		const rise = low - lower[column]!;
		const fall = high - upper[column]!;
		lower[column] = low;
		upper[column] = high;
		for (const row of rowsOf[column]!) {
			least[row]! += rise;
			most[row]! += fall;
		}
	}

	function narrow(column: number, low: number, high: number) {
		trail.push(column, lower[column]!, upper[column]!);
		move(column, low, high);
		for (const row of rowsOf[column]!)
			if (isTouched[row] === 0) {
				isTouched[row] = 1;
				touched.push(row);
			}
	}

	/** What the rows leave of the bounds; false: no panel is left. */
	function follow(): boolean {
		for (let row = touched.pop(); row !== undefined; row = touched.pop()) {
			isTouched[row] = 0;
			const room = rows[row]!.upper - least[row]!;
			const need = most[row]! - rows[row]!.lower;
			if (room < 0 || need < 0) {
				for (const other of touched) isTouched[other] = 0;
				touched.length = 0;
				return false;
			}
			for (const column of rows[row]!.columns) {
				const width = upper[column]! - lower[column]!;
				if (width > room || width > need)
					narrow(
						column,
						Math.max(lower[column]!, upper[column]! - need),
						Math.min(upper[column]!, lower[column]! + room)
					);
			}
		}
		return true;
	}

	/** A column of the unsettled row that leaves least to choose: the one that settles most. −1: every column is fixed. */
	function next(): number {
		let tightest = -1;
		let width = Infinity;
		for (let row = 0; row < rows.length; row++) {
			const open = most[row]! - least[row]!;
			if (open > 0 && open < width && !isSettled(row)) {
				tightest = row;
				width = open;
			}
		}
		if (tightest < 0) return columns.findIndex((_, column) => lower[column]! < upper[column]!);
		let chosen = -1;
		let best = -1;
		for (const column of rows[tightest]!.columns) {
			if (lower[column] === upper[column]) continue;
			let settles = 0;
			for (const row of rowsOf[column]!) if (!isSettled(row)) settles += 1 / (1 + most[row]! - least[row]!);
			if (settles > best) {
				chosen = column;
				best = settles;
			}
		}
		return chosen;
	}

	return {
		lower,
		upper,
		follow,
		next,
		mark: () => trail.length,
		fix(column: number, seats: number): boolean {
			narrow(column, seats, seats);
			return follow();
		},
		back(mark: number) {
			while (trail.length > mark) {
				const high = trail.pop()!;
				const low = trail.pop()!;
				move(trail.pop()!, low, high);
			}
		}
	};
}

/**
 * `columns`: bounds of the seats of each profile; `rows`: sums that every panel keeps, each profile counting for one.
 * Every panel once, as seats by profile; `undefined` where patience ends before the list.
 */
export function listPanels(
	columns: readonly Column[],
	rows: readonly Row[],
	patience: Patience
): readonly Uint16Array[] | undefined {
	const bounds = openBounds(columns, rows);
	const panels: Uint16Array[] = [];
	let choices = 0;
	function list(): boolean {
		if (++choices > patience.choices || panels.length > patience.panels) return false;
		const column = bounds.next();
		if (column < 0) {
			panels.push(Uint16Array.from(bounds.lower));
			return true;
		}
		const lower = bounds.lower[column]!;
		const mark = bounds.mark();
		for (let seats = bounds.upper[column]!; seats >= lower; seats--) {
			const goesOn = !bounds.fix(column, seats) || list();
			bounds.back(mark);
			if (!goesOn) return false;
		}
		return true;
	}
	return (!bounds.follow() || list()) && panels.length <= patience.panels ? panels : undefined;
}
