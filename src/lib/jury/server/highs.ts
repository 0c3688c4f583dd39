// HiGHS behind what the sortition asks of a solver.
import loadHighs, {
	type Highs,
	type CallbackData,
	type Model as HighsModel,
	type SparseMatrixInput
} from 'highs';
import type { Found, Model, Program, Row, Solved, Solver } from '../rules/sortition/solver.ts';

/** Asked while a programme is being solved: true to leave it. */
export type ShouldStop = () => boolean;

function matrixOf(rows: readonly Row[], width: number): SparseMatrixInput {
	const starts = new Int32Array(rows.length + 1);
	rows.forEach(({ columns }, index) => (starts[index + 1] = starts[index]! + columns.length));
	return {
		format: 'csr',
		numRows: rows.length,
		numCols: width,
		starts,
		indices: Int32Array.from(rows.flatMap(({ columns }) => columns)),
		values: Float64Array.from(rows.flatMap(({ values }) => values))
	};
}

const options = {
	output_flag: false,
	primal_feasibility_tolerance: 1e-10,
	dual_feasibility_tolerance: 1e-9,
	mip_feasibility_tolerance: 1e-9,
	mip_rel_gap: 0,
	mip_abs_gap: 1e-9,
	random_seed: 0,
	// panels are small programmes, asked by the hundred: what HiGHS tries before it begins costs more than the search
	mip_heuristic_effort: 0,
	mip_heuristic_run_feasibility_jump: false,
	mip_detect_symmetry: false,
	mip_allow_restart: false
};

class Loaded implements Model {
	readonly #highs: Highs;
	readonly #model: HighsModel;
	readonly #kind: Program['kind'];
	readonly #width: number;
	readonly #shouldStop: ShouldStop;

	constructor(highs: Highs, { columns, rows, kind }: Program, shouldStop: ShouldStop) {
		this.#highs = highs;
		this.#kind = kind;
		this.#width = columns.length;
		this.#shouldStop = shouldStop;
		this.#model = highs.createModel({
			numCols: columns.length,
			numRows: rows.length,
			sense: highs.constants.objectiveSense.maximize,
			colCost: columns.map(({ cost }) => cost),
			colLower: columns.map(({ lower }) => lower),
			colUpper: columns.map(({ upper }) => upper),
			rowLower: rows.map(({ lower }) => lower),
			rowUpper: rows.map(({ upper }) => upper),
			matrix: matrixOf(rows, columns.length),
			...(kind === 'integer' ? { integrality: columns.map(() => highs.constants.variableType.integer) } : {})
		});
		this.#model.options.set(options);
	}

	addRows(rows: readonly Row[]): void {
		for (const { lower, upper, columns, values } of rows)
			this.#model.addRow(lower, upper, { indices: columns, values });
	}

	setCosts(costs: readonly number[]): void {
		this.#model.changeColsCost({ kind: 'range', from: 0, to: costs.length - 1 }, costs);
	}

	setColumnBounds(column: number, lower: number, upper: number): void {
		this.#model.changeColBounds(column, lower, upper);
	}

	setRowBounds(row: number, lower: number, upper: number): void {
		this.#model.changeRowBounds(row, lower, upper);
	}

	solve(enough = Infinity): Solved {
		const { callbackType, modelStatus } = this.#highs.constants;
		if (this.#shouldStop()) return { status: 'stopped' };
		const look = (event: { interrupt(): void }): undefined => {
			if (this.#shouldStop()) event.interrupt();
		};
		const found: Found[] = [];
		const note = ({ data }: { readonly data: CallbackData }): undefined => {
			const { objective_function_value: objective, mip_solution: values } = data;
			if (objective !== undefined && values) found.push({ objective, values });
		};
		const isEnough = () => found.some(({ objective }) => objective >= enough);
		let status = this.#run(
			() =>
				this.#model.run({
					[callbackType.simplexInterrupt]: look,
					[callbackType.mipInterrupt]: (event) => {
						if (isEnough()) event.interrupt();
						else look(event);
					},
					[callbackType.mipImprovingSolution]: note
				}).modelStatus
		);
		if (status === modelStatus.interrupted)
			return isEnough() ? { status: 'enough', found } : { status: 'stopped' };
		if (
			status !== modelStatus.optimal &&
			status !== modelStatus.infeasible &&
			status !== modelStatus.unboundedOrInfeasible
		) {
			// from nothing, as if it had never been solved
			this.#run(() => this.#model.clearSolver());
			status = this.#run(() => this.#model.run().modelStatus);
		}
		if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible)
			return { status: 'infeasible' };
		if (status !== modelStatus.optimal) return { status: 'failed' };
		const objective = this.#model.getObjectiveValue();
		const { colValue, rowDual } = this.#model.getSolution();
		const bound =
			this.#kind === 'integer'
				? Math.max(objective, Number(this.#model.info.get('mip_dual_bound')))
				: objective;
		return { status: 'optimal', objective, bound, values: colValue, duals: rowDual, found };
	}

	/** What HiGHS throws tells its whole bundle: only the verdict matters. */
	#run<Value>(act: () => Value): Value | undefined {
		try {
			return act();
		} catch {
			return undefined;
		}
	}

	dispose(): void {
		this.#model.dispose();
	}
}

export async function loadSolver(shouldStop: ShouldStop = () => false): Promise<Solver> {
	const highs = await loadHighs();
	return {
		version: 'highs 1.15.3',
		load: (program) => new Loaded(highs, program, shouldStop)
	};
}
