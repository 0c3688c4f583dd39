// The registry of the steps of a séance d'évolutivité, in their usual order (script 4.2).
import type { Agenda, Register } from '../../gatherings/rules/agenda.ts';
import type { StepRegistry } from '../../gatherings/rules/step.ts';
import { rule as arrival } from './steps/arrival.ts';
import { rule as frame } from './steps/frame.ts';
import { rule as stateOfPlay } from './steps/state-of-play.ts';
import { rule as motives } from './steps/motives.ts';
import { rule as scenarios } from './steps/scenarios.ts';
import { rule as questions } from './steps/questions.ts';
import { rule as pause } from './steps/pause.ts';
import { rule as casting } from './steps/casting.ts';
import { rule as simulation } from './steps/simulation.ts';
import { rule as jointScenario } from './steps/joint-scenario.ts';
import { rule as legalGate } from './steps/legal-gate.ts';
import { rule as consent } from './steps/consent.ts';
import { rule as integration } from './steps/integration.ts';

export const stepRules = {
	arrival,
	frame,
	'state-of-play': stateOfPlay,
	motives,
	scenarios,
	questions,
	pause,
	casting,
	simulation,
	'joint-scenario': jointScenario,
	'legal-gate': legalGate,
	consent,
	integration
} satisfies StepRegistry;

export type StepId = keyof typeof stepRules;

export const stepIds = Object.keys(stepRules) as readonly StepId[];

export const isStep = (step: string): step is StepId => Object.hasOwn(stepRules, step);

/** What people do with their phone in a step; undefined where it is none of a sitting. */
export const registerOf = (step: string): Register | undefined => (isStep(step) ? stepRules[step].usual.register : undefined);

/** The agenda of a new sitting: the thirteen steps with their usual minutes, 150 in all. Source: script 4.2. */
export const usualAgenda = (): Agenda => ({ version: 1, steps: stepIds.map((step) => ({ step, ...stepRules[step].usual })) });
