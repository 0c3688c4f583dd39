// The words of what does not hold together: what was found, and what to do about it. A finding without words does not compile.
import { m } from '../../words/messages.js';
import type { CoherenceFinding, CoherenceId } from '../rules/coherence.ts';
import { findingInWords } from './checks.ts';
import { dayInWords } from './figures.ts';
import { inEuros } from './modes.ts';

// each message names its own figures: joined here alone
type Say = (figures: never) => string;

const found = {
	'need-unanswered': m.indicators_found_need_unanswered,
	'impact-uncarried': m.indicators_found_impact_uncarried,
	'impact-unmeasured': m.indicators_found_impact_unmeasured,
	'line-serves-nothing': m.indicators_found_line_serves_nothing,
	'line-without-money': m.indicators_found_line_without_money,
	'committed-over-planned': m.indicators_found_committed_over_planned,
	'paid-over-committed': m.indicators_found_paid_over_committed,
	'milestone-ownerless': m.indicators_found_milestone_ownerless,
	'milestone-before-line': m.indicators_found_milestone_before_line,
	'milestone-after-line': m.indicators_found_milestone_after_line,
	'milestone-late': m.indicators_found_milestone_late,
	'measure-late': m.indicators_found_measure_late,
	'indicator-orphan': m.indicators_found_indicator_orphan,
	'indicator-without-target': m.indicators_found_indicator_without_target,
	'formula-missing': m.indicators_found_formula_missing,
	'formula-wrong': m.indicators_found_formula_wrong
} satisfies Record<Exclude<CoherenceId, 'line-check'>, Say>;

/** What to do: the words of the link that leads there. */
export const todoName = {
	'need-unanswered': m.indicators_todo_need,
	'impact-uncarried': m.indicators_todo_impact,
	'impact-unmeasured': m.indicators_todo_measure_impact,
	'line-serves-nothing': m.indicators_todo_serves,
	'line-without-money': m.indicators_todo_money,
	'line-check': m.indicators_todo_line,
	'committed-over-planned': m.indicators_todo_sums,
	'paid-over-committed': m.indicators_todo_sums,
	'milestone-ownerless': m.indicators_todo_owner,
	'milestone-before-line': m.indicators_todo_dates,
	'milestone-after-line': m.indicators_todo_dates,
	'milestone-late': m.indicators_todo_late,
	'measure-late': m.indicators_todo_measure,
	'indicator-orphan': m.indicators_todo_orphan,
	'indicator-without-target': m.indicators_todo_target,
	'formula-missing': m.indicators_todo_formula,
	'formula-wrong': m.indicators_todo_formula
} satisfies Record<CoherenceId, () => string>;

/** What was found, in one sentence. */
export function foundInWords({ id, check, figures = {} }: CoherenceFinding): string {
	if (id === 'line-check') return check ? findingInWords(check) : '';
	const said = Object.fromEntries(
		Object.entries(figures).map(([name, value]) => [
			name,
			typeof value === 'number' ? inEuros(value) : dayInWords(value)
		])
	);
	return (found[id] as (figures: object) => string)(said);
}
