// The matrix of impacts and risks: means, sums, the order that it gives, and where the vote says otherwise.

export interface MatrixLine {
	readonly code: string;
	readonly name: string;
	/** of an impact: what is measured, where it stands, where it should come */
	readonly indicator?: string;
	readonly base?: string;
	readonly target?: string;
	/** of a risk: who watches over it, and how it is parried */
	readonly holder?: string;
	readonly mitigation?: string;
}

export interface ImpactScore {
	readonly impact: string;
	readonly scenario: string;
	/** -2 to +3 */
	readonly score: number;
}

export interface RiskScore {
	readonly risk: string;
	readonly scenario: string;
	/** 1 to 4 */
	readonly probability: number;
	/** 1 to 4 */
	readonly gravity: number;
}

export interface MatrixRow extends MatrixLine {
	/** scenario → mean over the seats that scored it, or the team's own score of a risk where none did; absent where there is neither */
	readonly means: Readonly<Record<string, number>>;
	/** no seat scored it: what stands there is the team's */
	readonly isPrepared?: true;
}

export interface ScenarioInMatrix {
	readonly scenario: string;
	/** sum of the means of its impacts */
	readonly impacts: number;
	/** sum of the means of probability × gravity */
	readonly risks: number;
	/** by impacts alone; equal sums share it */
	readonly rank: number;
}

export interface Matrix {
	readonly impacts: readonly MatrixRow[];
	readonly risks: readonly MatrixRow[];
	/** best first */
	readonly order: readonly ScenarioInMatrix[];
}

/** Six decimals: two sums made in another order are the same sum. */
const round = (value: number) => Math.round(value * 1e6) / 1e6 + 0;

const mean = (values: readonly number[]) => round(values.reduce((sum, value) => sum + value, 0) / values.length);

/**
 * Reads the scores. `prepared`: the team's own of the risks, which stand where no seat scored a risk (MO215). The order is that of the sums of the mean impacts; risks stand beside and are never taken from them
 * (MO33). Null while nobody has scored anything.
 * Source: decision 23; exigence MOD-20.
 */
export function readMatrix(
	scenarios: readonly string[],
	lines: { readonly impacts: readonly MatrixLine[]; readonly risks: readonly MatrixLine[] },
	scores: { readonly impacts: readonly ImpactScore[]; readonly risks: readonly RiskScore[] },
	prepared: readonly RiskScore[] = []
): Matrix | null {
	if (scores.impacts.length === 0) return null;
	const row = (line: MatrixLine, valuesOf: (scenario: string) => readonly number[]): MatrixRow => ({
		...line,
		means: Object.fromEntries(scenarios.flatMap((scenario) => (valuesOf(scenario).length > 0 ? [[scenario, mean(valuesOf(scenario))]] : [])))
	});
	const impacts = lines.impacts.map((line) =>
		row(line, (scenario) => scores.impacts.filter((one) => one.impact === line.code && one.scenario === scenario).map(({ score }) => score))
	);
	const risks = lines.risks.map((line): MatrixRow => {
		const isScored = scores.risks.some(({ risk }) => risk === line.code);
		const read = row(line, (scenario) =>
			(isScored ? scores.risks : prepared).filter((one) => one.risk === line.code && one.scenario === scenario).map(({ probability, gravity }) => probability * gravity)
		);
		return isScored || Object.keys(read.means).length === 0 ? read : { ...read, isPrepared: true };
	});
	const sum = (rows: readonly MatrixRow[], scenario: string) => round(rows.reduce((total, { means }) => total + (means[scenario] ?? 0), 0));
	const sums = scenarios.map((scenario) => ({ scenario, impacts: sum(impacts, scenario), risks: sum(risks, scenario) }));
	const order = sums
		.map((one) => ({ ...one, rank: 1 + sums.filter((other) => other.impacts > one.impacts).length }))
		.sort((a, b) => a.rank - b.rank);
	return { impacts, risks, order };
}

export interface Disagreement {
	/** stands before the other in the matrix … */
	readonly matrixFirst: string;
	/** … and after it in the vote */
	readonly voteFirst: string;
}

/** Each pair that one order puts one way round and the other the other way; a tie on either side disagrees with nothing (MO34). */
export function compareOrders(
	matrix: readonly { readonly scenario: string; readonly rank: number }[],
	vote: readonly { readonly id: string; readonly rank: number }[]
): readonly Disagreement[] {
	const inVote = new Map(vote.map(({ id, rank }) => [id, rank]));
	return matrix.flatMap((first) =>
		matrix
			.filter((second) => first.rank < second.rank && (inVote.get(first.scenario) ?? 0) > (inVote.get(second.scenario) ?? Infinity))
			.map((second) => ({ matrixFirst: first.scenario, voteFirst: second.scenario }))
	);
}
