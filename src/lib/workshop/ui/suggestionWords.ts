import { m } from '#lib/words/messages.js';
import type { SuggestionKind, SuggestionState } from '../rules/scenarios.ts';

export const kindWords = { fact: () => m.scenarios_kind_fact(), idea: () => m.scenarios_kind_idea() } satisfies Record<SuggestionKind, () => string>;

/** What became of it, to whoever sent it. */
export const suggestionStates = {
	waiting: () => m.scenarios_suggestion_waiting(),
	taken: () => m.scenarios_suggestion_taken(),
	left: () => m.scenarios_suggestion_left(),
	withdrawn: () => m.scenarios_suggestion_left()
} satisfies Record<SuggestionState, () => string>;
