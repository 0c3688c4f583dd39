// Brings the forms of the pages of indicators to the writer of elements: a formula is judged among the others first.
import type { Tx } from '../../db/server/database.ts';
import { refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { judgeFormula, type FormulaRefusal } from '../rules/indicators/formula.ts';
import { listIn, type Fields } from '../rules/modes/mode.ts';
import * as elements from './elements.ts';
import type { Doer } from './elements.ts';
import { writeTyped } from './elementForm.ts';
import { word } from './guards.ts';

/** Writes an indicator or a measurement that a form says. Refuses a formula that cannot be computed (CO72). */
export async function writeIndicator(
	tx: Tx,
	doer: Doer,
	typed: Fields
): Promise<Awaited<ReturnType<typeof writeTyped>> | Outcome<never, FormulaRefusal>> {
	const formula = word(typed, 'formula').trim();
	if (word(typed, 'kind') === 'indicator' && listIn(typed, 'fields').includes('formula') && formula !== '') {
		const others = elements.ofKind(await elements.ofProject(tx, doer, doer.today), 'indicator');
		const own = others.find(({ id }) => id === word(typed, 'element'))?.code ?? '';
		const judged = judgeFormula(
			formula,
			own,
			new Map(others.map(({ code, values }) => [code, values.formula]))
		);
		if (!judged.accepted) return refused(judged.reason);
	}
	return writeTyped(tx, doer, typed);
}
