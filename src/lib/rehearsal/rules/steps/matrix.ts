// Impacts and risks: each scores what its role defends, most confirm what the team said of the risks; the desk closes the table.
import { impactScale, riskScale } from '../../../workshop/rules/scoring.ts';
import type { MatrixOnDesk, MatrixOnHand } from '../../../workshop/rules/steps/matrix.ts';
import { chance } from '../chance.ts';
import { doing, isDue, isOneOf, type StepBehaviour } from '../behaviour.ts';

/** Every line of these, for every scenario, as the form sends them. */
const fieldsOf = (what: string, lines: readonly { readonly code: string }[], columns: readonly { readonly code: string }[], figure: (line: string, scenario: string) => number) =>
	Object.fromEntries(lines.flatMap(({ code }) => columns.map((column) => [`${what}:${code}:${column.code}`, String(figure(code, column.code))] as const)));

const at = (scale: readonly number[], share: number): number => scale[Math.floor(share * scale.length)]!;

export const matrix: StepBehaviour<MatrixOnHand, MatrixOnDesk> = {
	hand({ isOpen, columns, sheet }, me, moment) {
		if (!isOpen || !sheet || columns.length === 0) return null;
		const { seed } = moment;
		const { impacts, risks, hasImpacts, hasRisks, mayConfirm } = sheet;
		// the room agrees by half; a scenario that does much for one impact does less for another
		const leaning = (what: string, line: string, scenario: string) => chance(seed, what, line, scenario) * 0.65 + chance(seed, me.nth, what, line, scenario) * 0.35;
		if (impacts.length > 0 && !hasImpacts)
			return isDue(me, moment, 'impacts', [0.1, 0.6]) ? doing('score-impacts', fieldsOf('impact', impacts, columns, (line, scenario) => at(impactScale, 0.15 + 0.85 * leaning('impact', line, scenario)))) : null;
		if (risks.length === 0 || hasRisks || !isDue(me, moment, 'risks', [0.3, 0.8])) return null;
		if (mayConfirm && isOneOf(me, moment, 'confirms', 80)) return doing('confirm-risks');
		return doing('score-risks', {
			...fieldsOf('probability', risks, columns, (line, scenario) => at(riskScale, leaning('probability', line, scenario))),
			...fieldsOf('gravity', risks, columns, (line, scenario) => at(riskScale, leaning('gravity', line, scenario)))
		});
	},

	lead: ({ isOpen, finished, asked }, { share }) => (isOpen && asked > 0 && finished > 0 && ((finished >= asked && share >= 0.5) || share >= 0.95) ? doing('close') : null)
};
