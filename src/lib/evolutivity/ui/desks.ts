import type { Component } from 'svelte';
import type { StepId } from '../rules/steps.ts';
import Arrival from './steps/ArrivalOnDesk.svelte';
import Frame from './steps/FrameOnDesk.svelte';
import StateOfPlay from './steps/StateOfPlayOnDesk.svelte';
import Motives from './steps/MotivesOnDesk.svelte';
import Scenarios from './steps/ScenariosOnDesk.svelte';
import Questions from './steps/QuestionsOnDesk.svelte';
import Pause from './steps/PauseOnDesk.svelte';
import Casting from './steps/CastingOnDesk.svelte';
import Simulation from './steps/SimulationOnDesk.svelte';
import JointScenario from './steps/JointScenarioOnDesk.svelte';
import LegalGate from './steps/LegalGateOnDesk.svelte';
import Consent from './steps/ConsentOnDesk.svelte';
import Integration from './steps/IntegrationOnDesk.svelte';

// Each component types its own data, which its own server file made: the registry only joins them.
// eslint-disable-next-line
type Screen = Component<any>;

export const desks = {
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
