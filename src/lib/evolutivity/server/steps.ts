// The registry of what each step of a sitting gives the screens and takes from them.
import type { StepServer } from '../../gatherings/server/step.ts';
import type { StepId } from '../rules/steps.ts';
import { step as arrival } from './steps/arrival.ts';
import { step as frame } from './steps/frame.ts';
import { step as stateOfPlay } from './steps/state-of-play.ts';
import { step as motives } from './steps/motives.ts';
import { step as scenarios } from './steps/scenarios.ts';
import { step as questions } from './steps/questions.ts';
import { step as pause } from './steps/pause.ts';
import { step as casting } from './steps/casting.ts';
import { step as simulation } from './steps/simulation.ts';
import { step as jointScenario } from './steps/joint-scenario.ts';
import { step as legalGate } from './steps/legal-gate.ts';
import { step as consent } from './steps/consent.ts';
import { step as integration } from './steps/integration.ts';

export const stepServers = {
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
} satisfies Record<StepId, StepServer>;
