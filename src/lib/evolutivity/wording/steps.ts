// The names of the steps of a sitting.
import { m } from '../../words/messages.js';
import { isStep, type StepId } from '../rules/steps.ts';

const titles = {
	arrival: m.sitting_step_arrival,
	frame: m.sitting_step_frame,
	'state-of-play': m.sitting_step_state_of_play,
	motives: m.sitting_step_motives,
	scenarios: m.sitting_step_scenarios,
	questions: m.sitting_step_questions,
	pause: m.sitting_step_pause,
	casting: m.sitting_step_casting,
	simulation: m.sitting_step_simulation,
	'joint-scenario': m.sitting_step_joint_scenario,
	'legal-gate': m.sitting_step_legal_gate,
	consent: m.sitting_step_consent,
	integration: m.sitting_step_integration
} satisfies Record<StepId, () => string>;

/** The name of a step by its word in an agenda; the word itself where this release knows none. */
export const stepTitle = (step: string): string => (isStep(step) ? titles[step]() : step);
