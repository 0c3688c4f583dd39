import type { Component } from 'svelte';
import type { StepId } from '../rules/steps.ts';
import Closing from './steps/ClosingOnScreen.svelte';
import Consent from './steps/ConsentOnScreen.svelte';
import LandscapeDots from './steps/LandscapeDotsOnScreen.svelte';
import LandscapeGrouping from './steps/LandscapeGroupingOnScreen.svelte';
import LandscapeWriting from './steps/LandscapeWritingOnScreen.svelte';
import Amendments from './steps/AmendmentsOnScreen.svelte';
import Clarification from './steps/ClarificationOnScreen.svelte';
import Proposal from './steps/ProposalOnScreen.svelte';
import Retouch from './steps/RetouchOnScreen.svelte';
import Roles from './steps/RolesOnScreen.svelte';
import Vote from './steps/VoteOnScreen.svelte';
import Welcome from './steps/WelcomeOnScreen.svelte';
import GroundRules from './steps/GroundRulesOnScreen.svelte';
import Field from './steps/FieldOnScreen.svelte';
import Scenarios from './steps/ScenariosOnScreen.svelte';
import Matrix from './steps/MatrixOnScreen.svelte';
import Sketch from './steps/SketchOnScreen.svelte';

// Each component types its own data, which its own server file made: the registry only joins them.
// eslint-disable-next-line
type Screen = Component<any>;

export const screens = {
	welcome: Welcome,
	'ground-rules': GroundRules,
	field: Field,
	'landscape-writing': LandscapeWriting,
	'landscape-grouping': LandscapeGrouping,
	'landscape-dots': LandscapeDots,
	retouch: Retouch,
	roles: Roles,
	proposal: Proposal,
	clarification: Clarification,
	amendments: Amendments,
	scenarios: Scenarios,
	matrix: Matrix,
	vote: Vote,
	consent: Consent,
	sketch: Sketch,
	closing: Closing
} satisfies Record<StepId, Screen> as Record<StepId, Screen>;
