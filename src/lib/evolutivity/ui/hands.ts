import type { Component } from 'svelte';
import type { StepId } from '../rules/steps.ts';
import { stepTitle } from '../wording/steps.ts';

// Each component types its own data, which its own server file made: the registry only joins them.
// eslint-disable-next-line
type Screen = Component<any>;

interface Hand {
	readonly default: Screen;
	/** what this moment of the step asks, in one sentence, of this hand; empty where its screen says it itself */
	// eslint-disable-next-line
	readonly entry: (data: any) => string;
	/** what only some hands show comes with those alone */
	readonly parts?: Readonly<Record<string, Screen>>;
}

/** given what the server says of this step to this seat */
type Comes = (data: unknown) => Promise<Hand>;

export const titleOf = stepTitle;

/** where a hand changes its role */
export const roleStep: string = 'casting' satisfies StepId;

/** Each step comes to the phone when the room is in it. */
export const hands = {
	arrival: () => import('./steps/Arrival.svelte'),
	frame: () => import('./steps/Frame.svelte'),
	'state-of-play': () => import('./steps/StateOfPlay.svelte'),
	motives: () => import('./steps/Motives.svelte'),
	scenarios: () => import('./steps/Scenarios.svelte'),
	questions: () => import('./steps/Questions.svelte'),
	pause: () => import('./steps/Pause.svelte'),
	casting: () => import('./steps/Casting.svelte'),
	simulation: () => import('./steps/Simulation.svelte'),
	'joint-scenario': () => import('./steps/JointScenario.svelte'),
	'legal-gate': () => import('./steps/LegalGate.svelte'),
	consent: () => import('./steps/Consent.svelte'),
	integration: () => import('./steps/Integration.svelte')
} satisfies Record<StepId, Comes> as Readonly<Record<string, Comes>>;
