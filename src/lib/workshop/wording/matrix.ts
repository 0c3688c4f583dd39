// The figures of the matrix and their words: the same on the screens and in the record.
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import { wordOfImpact, wordOfRisk, type ImpactWord, type RiskWord } from '../rules/scoring.ts';

const impacts = {
	'far-worse': m.matrix_impact_far_worse,
	worse: m.matrix_impact_worse,
	same: m.matrix_impact_same,
	'little-better': m.matrix_impact_little_better,
	better: m.matrix_impact_better,
	'far-better': m.matrix_impact_far_better
} satisfies Record<ImpactWord, () => string>;

const risks = {
	low: m.matrix_risk_low,
	medium: m.matrix_risk_medium,
	high: m.matrix_risk_high,
	'very-high': m.matrix_risk_very_high
} satisfies Record<RiskWord, () => string>;

export const impactInWords = (mean: number): string => impacts[wordOfImpact(mean)]();
export const riskInWords = (product: number): string => risks[wordOfRisk(product)]();

/** « +2,6 », « −1 », « 0 ». */
export const signed = (figure: number): string => new Intl.NumberFormat(getLocale(), { signDisplay: 'exceptZero', maximumFractionDigits: 1 }).format(figure).replace('-', '−');
export const plainFigure = (figure: number): string => new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 1 }).format(figure);

const likely = [m.matrix_probability_1, m.matrix_probability_2, m.matrix_probability_3, m.matrix_probability_4] as const;
const grave = [m.matrix_gravity_1, m.matrix_gravity_2, m.matrix_gravity_3, m.matrix_gravity_4] as const;
/** of 1 to 4 */
export const probabilityInWords = (figure: number): string => likely[figure - 1]?.() ?? '';
export const gravityInWords = (figure: number): string => grave[figure - 1]?.() ?? '';
