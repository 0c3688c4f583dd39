// The scores of the matrix: which lines a seat scores, what it may send, how far apart the room is, and the words of a figure.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { asKept } from '../../texts/rules/signs.ts';
import type { ImpactScore, MatrixLine, RiskScore } from './matrix.ts';

export const impactsEach = 3;
export const risksEach = 2;
/** lines of one kind in one matrix: what a wall can show */
export const mostLines = 12;
/** from worst to best */
export const impactScale = [-2, -1, 0, 1, 2, 3] as const;
/** of probability and of gravity */
export const riskScale = [1, 2, 3, 4] as const;
/** from this product on, a risk needs somebody who watches over it and a way to parry it */
export const gravestProduct = 8;

/** A seat that scores, in an order that does not change as the room fills: by when it came in. */
export interface Scorer<Seat extends string = string> {
	readonly seatId: Seat;
	/** codes on the card that it plays; none for its own role */
	readonly codes: readonly string[];
	/** codes that it has scored already: they stay its own */
	readonly scored: readonly string[];
}

/**
 * Which lines each seat scores (MO212): those of its card that the matrix has, `each` at most; who has none, or too few, gets those that the fewest others
 * score, in the order of the matrix. What somebody has scored stays theirs, whatever changes around them.
 */
export function shareOut<Seat extends string>(lines: readonly Pick<MatrixLine, 'code'>[], scorers: readonly Scorer<Seat>[], each: number): ReadonlyMap<Seat, readonly string[]> {
	const known = new Set(lines.map(({ code }) => code));
	const shares = new Map<Seat, string[]>();
	const loads = new Map(lines.map(({ code }) => [code, 0]));
	const give = (seatId: Seat, codes: readonly string[]) => {
		const share = shares.get(seatId)!;
		for (const code of codes) {
			if (share.length >= each || share.includes(code) || !known.has(code)) continue;
			share.push(code);
			loads.set(code, loads.get(code)! + 1);
		}
	};
	for (const { seatId, codes, scored } of scorers) {
		shares.set(seatId, []);
		give(seatId, [...scored, ...codes]);
	}
	for (const { seatId } of scorers) {
		while (shares.get(seatId)!.length < Math.min(each, lines.length)) {
			const mine = shares.get(seatId)!;
			const left = lines.map(({ code }) => code).filter((code) => !mine.includes(code));
			const fewest = Math.min(...left.map((code) => loads.get(code)!));
			give(seatId, [left.find((code) => loads.get(code) === fewest)!]);
		}
	}
	const placeOf = new Map(lines.map(({ code }, place) => [code, place]));
	for (const share of shares.values()) share.sort((a, b) => placeOf.get(a)! - placeOf.get(b)!);
	return shares;
}

/** As a form sends them: line → scenario → what was typed. */
export type Typed = ReadonlyMap<string, ReadonlyMap<string, string>>;

export type ImpactsRefusal = 'scores-missing' | 'score-out-of-scale' | 'line-not-yours' | 'line-half-scored';

/**
 * The impacts as a seat scores them: each line for all scenarios or for none, a mean over half of them would weigh one scenario and not the other (MO213).
 * Refuses what is not on the scale, a line of somebody else's, a scenario that is not there, and nothing at all.
 */
export function readImpactScores(typed: Typed, mine: readonly string[], scenarios: readonly string[]): Outcome<readonly ImpactScore[], ImpactsRefusal> {
	const scores: ImpactScore[] = [];
	for (const [impact, of] of typed) {
		const given = [...of].filter(([, value]) => value !== '');
		if (given.length === 0) continue;
		if (!mine.includes(impact)) return refused('line-not-yours');
		if (given.some(([scenario, value]) => !scenarios.includes(scenario) || !/^[+-]?\d$/.test(value) || !(impactScale as readonly number[]).includes(Number(value)))) return refused('score-out-of-scale');
		if (given.length < scenarios.length) return refused('line-half-scored');
		for (const [scenario, value] of given) scores.push({ impact, scenario, score: Number(value) });
	}
	return scores.length === 0 ? refused('scores-missing') : accepted(scores);
}

/** The same for risks: a probability and a gravity for each scenario (MO214). */
export function readRiskScores(probabilities: Typed, gravities: Typed, mine: readonly string[], scenarios: readonly string[]): Outcome<readonly RiskScore[], ImpactsRefusal> {
	const scores: RiskScore[] = [];
	for (const risk of new Set([...probabilities.keys(), ...gravities.keys()])) {
		const read = (typed: Typed) => [...(typed.get(risk) ?? [])].filter(([, value]) => value !== '');
		const [likely, grave] = [new Map(read(probabilities)), new Map(read(gravities))];
		if (likely.size + grave.size === 0) continue;
		if (!mine.includes(risk)) return refused('line-not-yours');
		const isWrong = ([scenario, value]: readonly [string, string]) => !scenarios.includes(scenario) || !/^[1-4]$/.test(value);
		if ([...likely, ...grave].some(isWrong)) return refused('score-out-of-scale');
		if (likely.size < scenarios.length || grave.size < scenarios.length) return refused('line-half-scored');
		for (const scenario of scenarios) scores.push({ risk, scenario, probability: Number(likely.get(scenario)), gravity: Number(grave.get(scenario)) });
	}
	return scores.length === 0 ? refused('scores-missing') : accepted(scores);
}

/** What one tap confirms: the team's scores of those of my risks that it scored for every scenario (MO214). */
export function confirmed(prepared: readonly RiskScore[], mine: readonly string[], scenarios: readonly string[]): Outcome<readonly RiskScore[], 'nothing-prepared'> {
	const of = (risk: string) => scenarios.flatMap((scenario) => prepared.find((one) => one.risk === risk && one.scenario === scenario) ?? []);
	const scores = mine.map(of).filter((found) => found.length === scenarios.length && found.length > 0);
	return scores.length === 0 ? refused('nothing-prepared') : accepted(scores.flat());
}

export interface Gap {
	readonly line: string;
	readonly scenario: string;
	readonly lowest: number;
	readonly highest: number;
	/** how many scored it */
	readonly scores: number;
}

/** Where the room is furthest apart, the widest first: two points at least, `most` at most (MO216). */
export function widestGaps(scores: readonly ImpactScore[], most: number): readonly Gap[] {
	const gaps = [...Map.groupBy(scores, ({ impact, scenario }) => `${impact}\n${scenario}`)].map(([key, of]): Gap => {
		const [line, scenario] = key.split('\n') as [string, string];
		const values = of.map(({ score }) => score);
		return { line, scenario, lowest: Math.min(...values), highest: Math.max(...values), scores: values.length };
	});
	const spread = ({ lowest, highest }: Gap) => highest - lowest;
	return gaps
		.filter((gap) => spread(gap) >= 2)
		.sort((a, b) => spread(b) - spread(a) || b.scores - a.scores || a.line.localeCompare(b.line, 'fr') || (a.scenario < b.scenario ? -1 : 1))
		.slice(0, most);
}

export const impactWords = ['far-worse', 'worse', 'same', 'little-better', 'better', 'far-better'] as const;
export type ImpactWord = (typeof impactWords)[number];

/** The word of a score or of a mean from -2 to +3: that of the nearest point of the scale, the better of two as near (MO217). */
export const wordOfImpact = (mean: number): ImpactWord => impactWords[Math.min(5, Math.max(0, Math.round(mean) + 2))]!;

export const riskWords = ['low', 'medium', 'high', 'very-high'] as const;
export type RiskWord = (typeof riskWords)[number];

/** The word of a product of probability and gravity, 1 to 16: from 8 on it needs somebody who watches over it (MO217). */
export const wordOfRisk = (product: number): RiskWord => (product < 4 ? 'low' : product < gravestProduct ? 'medium' : product < 12 ? 'high' : 'very-high');

export const lineLimits = { code: 20, name: 80, indicator: 120, base: 40, target: 40, holder: 80, mitigation: 240 } as const;

export interface TypedLine {
	readonly kind: 'impact' | 'risk';
	/** empty: the next one */
	readonly code: string;
	readonly name: string;
	readonly indicator: string;
	readonly base: string;
	readonly target: string;
	readonly holder: string;
	readonly mitigation: string;
}

export type LineRefusal = 'line-code-wrong' | 'line-code-taken' | 'line-name-missing' | 'line-too-long' | 'lines-too-many';

// composing a flood of accents costs the square of their number
const tidyLine = (text: string) => asKept(text.slice(0, 2_000)).replace(/\s+/g, ' ').trim();

/** I1, I2 …, RK1, RK2 …: one more than the highest that the matrix has. */
export function nextLineCode(kind: TypedLine['kind'], taken: readonly string[]): string {
	const prefix = kind === 'impact' ? 'I' : 'RK';
	const numbers = taken.flatMap((code) => (code.startsWith(prefix) && /^\d{1,4}$/.test(code.slice(prefix.length)) ? [Number(code.slice(prefix.length))] : []));
	return `${prefix}${Math.max(0, ...numbers) + 1}`;
}

/**
 * A line of the matrix as the team writes it ahead (MO210). `others`: the lines that are there, but for the one that is changed.
 * Refuses a code that is not letters, figures and hyphens or that another line bears, a name missing, a text over its limit, and one line too many.
 */
export function readLine(typed: TypedLine, others: readonly (Pick<MatrixLine, 'code'> & { readonly kind: TypedLine['kind'] })[]): Outcome<TypedLine, LineRefusal> {
	const code = typed.code.trim() === '' ? nextLineCode(typed.kind, others.map(({ code }) => code)) : typed.code.trim();
	if (!/^\p{L}[\p{L}\p{N}-]*$/u.test(code)) return refused('line-code-wrong');
	const line: TypedLine = { kind: typed.kind, code, name: tidyLine(typed.name), indicator: tidyLine(typed.indicator), base: tidyLine(typed.base), target: tidyLine(typed.target), holder: tidyLine(typed.holder), mitigation: tidyLine(typed.mitigation) };
	if (line.name === '') return refused('line-name-missing');
	const fields = Object.keys(lineLimits) as (keyof typeof lineLimits)[];
	if (fields.some((field) => [...line[field]].length > lineLimits[field])) return refused('line-too-long');
	if (others.some((other) => other.code.toLowerCase() === code.toLowerCase())) return refused('line-code-taken');
	return others.filter(({ kind }) => kind === typed.kind).length >= mostLines ? refused('lines-too-many') : accepted(line);
}
