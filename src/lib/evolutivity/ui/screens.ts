import type { Component } from 'svelte';
import type { StepId } from '../rules/steps.ts';
import Arrival from './steps/ArrivalOnScreen.svelte';
import Frame from './steps/FrameOnScreen.svelte';
import StateOfPlay from './steps/StateOfPlayOnScreen.svelte';
import Motives from './steps/MotivesOnScreen.svelte';
import Scenarios from './steps/ScenariosOnScreen.svelte';
import Questions from './steps/QuestionsOnScreen.svelte';
import Pause from './steps/PauseOnScreen.svelte';
import Casting from './steps/CastingOnScreen.svelte';
import Simulation from './steps/SimulationOnScreen.svelte';
import JointScenario from './steps/JointScenarioOnScreen.svelte';
import LegalGate from './steps/LegalGateOnScreen.svelte';
import Consent from './steps/ConsentOnScreen.svelte';
import Integration from './steps/IntegrationOnScreen.svelte';

// Each component types its own data, which its own server file made: the registry only joins them.
// eslint-disable-next-line
type Screen = Component<any>;

export const screens = {
	arrival: Arrival,
	frame: Frame,
	'state-of-play': StateOfPlay,
	motives: Motives,
	scenarios: Scenarios,
	questions: Questions,
	pause: Pause,
	casting: Casting,
	simulation: Simulation,
	'joint-scenario': JointScenario,
	'legal-gate': LegalGate,
	consent: Consent,
	integration: Integration
} satisfies Record<StepId, Screen> as Readonly<Record<string, Screen>>;
