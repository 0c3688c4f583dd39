import { m } from '#lib/words/messages.js';
import type { MissingThing } from '../rules/preparation.ts';

/** What is missing, with what to do. */
export const missingWord = {
	'clause-not-published': m.sitting_missing_clause_not_published,
	'charter-not-in-force': m.sitting_missing_charter_not_in_force,
	'request-missing': m.sitting_missing_request_missing,
	'request-not-admissible': m.sitting_missing_request_not_admissible,
	'facilitator-missing': m.sitting_missing_facilitator_missing,
	'facilitator-is-buyer': m.sitting_missing_facilitator_is_buyer,
	'gate-holder-unfit': m.sitting_missing_gate_holder_unfit,
	'scenario-administration-missing': m.sitting_missing_scenario_administration_missing,
	'scenario-company-missing': m.sitting_missing_scenario_company_missing,
	'state-of-play-not-frozen': m.sitting_missing_state_of_play_not_frozen,
	'declarations-missing': m.sitting_missing_declarations_missing
} satisfies Record<MissingThing, () => string>;

export { dayInWords } from '../wording/days.ts';
export { authorName, categoryName, differencesOf, figureName, figureValue, flagInWords, moneyInWords, needWord, type LineInWords } from '../wording/sitting.ts';
export { familyName, shareInWords } from '../wording/terms.ts';
