import { m } from '#lib/words/messages.js';
import type { BudgetLineRefusal } from '../rules/budget.ts';
import type { ScenarioRefusal } from '../rules/scenarios.ts';
import { inWords, type Answer } from './choosingAnswers.ts';

type OfScenarios =
	| ScenarioRefusal
	| BudgetLineRefusal
	| 'vote-already-open'
	| 'scenarios-too-many'
	| 'scenario-unknown'
	| 'scenario-changed-meanwhile'
	| 'version-unknown'
	| 'not-your-scenario'
	| 'amendment-unknown'
	| 'suggestion-missing'
	| 'suggestion-too-long'
	| 'suggestions-too-many'
	| 'suggestion-unknown'
	| 'budget-line-unknown'
	| 'budget-lines-too-many'
	| 'not-a-voice'
	| 'not-a-host'
	| 'seat-needed'
	| 'seat-unknown';

/** What may be refused where scenarios are built. */
export const refusals = {
	'scenario-code-wrong': () => m.choosing_refused_scenario_code_wrong(),
	'scenario-name-missing': () => m.choosing_refused_scenario_name_missing(),
	'scenario-too-long': () => m.scenarios_refused_scenario_too_long(),
	'vote-already-open': () => m.choosing_refused_vote_already_open(),
	'scenarios-too-many': () => m.choosing_refused_scenarios_too_many(),
	'scenario-unknown': () => m.choosing_refused_scenario_unknown(),
	'scenario-changed-meanwhile': () => m.scenarios_refused_scenario_changed_meanwhile(),
	'version-unknown': () => m.scenarios_refused_version_unknown(),
	'not-your-scenario': () => m.scenarios_refused_not_your_scenario(),
	'amendment-unknown': () => m.scenarios_refused_amendment_unknown(),
	'suggestion-missing': () => m.scenarios_refused_suggestion_missing(),
	'suggestion-too-long': () => m.scenarios_refused_suggestion_too_long(),
	'suggestions-too-many': () => m.scenarios_refused_suggestions_too_many(),
	'suggestion-unknown': () => m.scenarios_refused_suggestion_unknown(),
	'amount-missing': () => m.scenarios_refused_amount_missing(),
	'amount-unreadable': () => m.scenarios_refused_amount_unreadable(),
	'amount-negative': () => m.scenarios_refused_amount_negative(),
	'amount-too-large': () => m.scenarios_refused_amount_too_large(),
	'range-reversed': () => m.scenarios_refused_range_reversed(),
	'budget-label-missing': () => m.scenarios_refused_budget_label_missing(),
	'budget-label-too-long': () => m.scenarios_refused_budget_label_too_long(),
	'budget-line-unknown': () => m.scenarios_refused_budget_line_unknown(),
	'budget-lines-too-many': () => m.scenarios_refused_budget_lines_too_many(),
	'not-a-voice': () => m.scenarios_refused_not_a_voice(),
	'not-a-host': () => m.scenarios_refused_not_a_host(),
	'seat-needed': () => m.choosing_refused_seat_needed(),
	'seat-unknown': () => m.choosing_refused_seat_unknown()
} satisfies Record<OfScenarios, () => string>;

export const sentenceFor = (answer: Answer | null | undefined): string | undefined => inWords(answer, refusals);
