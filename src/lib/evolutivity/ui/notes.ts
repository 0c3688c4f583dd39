import { m } from '#lib/words/messages.js';
import type { StepId } from '../rules/steps.ts';
import { missingWord } from './sittingWords.ts';

const notes = {
	arrival: m.sitting_notes_arrival,
	frame: m.sitting_notes_frame,
	'state-of-play': m.sitting_notes_state_of_play,
	motives: m.sitting_notes_motives,
	scenarios: m.sitting_notes_scenarios,
	questions: m.sitting_notes_questions,
	pause: m.sitting_notes_pause,
	casting: m.sitting_notes_casting,
	simulation: m.sitting_notes_simulation,
	'joint-scenario': m.sitting_notes_joint_scenario,
	'legal-gate': m.sitting_notes_legal_gate,
	consent: m.sitting_notes_consent,
	integration: m.sitting_notes_integration
} satisfies Record<StepId, () => string>;

/** What to say and do in each step, for whoever facilitates for the first time. */
export const notesOf = (step: string): readonly string[] => (Object.hasOwn(notes, step) ? notes[step as StepId]().split('\n') : []);

const costs = {
	arrival: m.sitting_cost_arrival,
	frame: m.sitting_cost_frame,
	'state-of-play': m.sitting_cost_state_of_play,
	motives: m.sitting_cost_motives,
	scenarios: m.sitting_cost_scenarios,
	questions: m.sitting_cost_questions,
	pause: m.sitting_cost_pause,
	casting: m.sitting_cost_casting,
	simulation: m.sitting_cost_simulation,
	'joint-scenario': m.sitting_cost_joint_scenario,
	'legal-gate': m.sitting_cost_legal_gate,
	consent: m.sitting_cost_consent,
	integration: m.sitting_cost_integration
} satisfies Record<StepId, () => string>;

/** What a sitting goes without when a step is dropped. */
export const costOf = (step: string): string => (Object.hasOwn(costs, step) ? costs[step as StepId]() : '');

const warnings: Readonly<Record<string, (of: { count: number }) => string>> = {
	...missingWord,
	'frame-not-acknowledged': m.sitting_warning_frame_not_acknowledged,
	'state-of-play-thin': m.sitting_warning_state_of_play_thin,
	'motives-unsaid': m.sitting_warning_motives_unsaid,
	'scenarios-not-filed': m.sitting_warning_scenarios_not_filed,
	'parties-unrepresented': m.sitting_warning_parties_unrepresented,
	'deck-missing': m.sitting_warning_deck_missing,
	'questions-waiting': m.sitting_warning_questions_waiting,
	'joint-scenario-missing': m.warning_joint_missing,
	'amendments-unanswered': m.joint_waiting_count,
	'gate-not-asked': m.warning_gate_not_asked,
	'gate-outdated': m.warning_gate_outdated,
	'gate-stands': m.warning_gate_stands,
	'consent-not-begun': m.workshop_warning_consent_not_begun,
	'consent-parties-silent': m.workshop_warning_consent_parties_silent,
	'consent-not-noted': m.workshop_warning_consent_not_noted,
	'objections-not-lifted': m.workshop_warning_objections_not_lifted,
	'evolution-not-applied': m.warning_not_applied,
	'closing-words-missing': m.workshop_warning_closing_words_missing
};

/** What changing step does for good, leaves undone, or is held for. */
export const warningOf = ({ warning, count }: { readonly warning: string; readonly count: number }): string => warnings[warning]?.({ count }) ?? warning;

const things: Readonly<Record<string, () => string>> = { snapshot: m.sitting_thing_snapshot };

/** What an effect of a step acts on, in words. */
export const nameOf = (what: string): string => things[what]?.() ?? what;
