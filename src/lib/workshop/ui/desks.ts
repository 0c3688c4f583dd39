import type { Component } from 'svelte';
import type { StepId } from '../rules/steps.ts';
import Closing from './steps/ClosingOnDesk.svelte';
import Consent from './steps/ConsentOnDesk.svelte';
import LandscapeDots from './steps/LandscapeDotsOnDesk.svelte';
import LandscapeGrouping from './steps/LandscapeGroupingOnDesk.svelte';
import LandscapeWriting from './steps/LandscapeWritingOnDesk.svelte';
import Amendments from './steps/AmendmentsOnDesk.svelte';
import Clarification from './steps/ClarificationOnDesk.svelte';
import Proposal from './steps/ProposalOnDesk.svelte';
import Retouch from './steps/RetouchOnDesk.svelte';
import Roles from './steps/RolesOnDesk.svelte';
import Vote from './steps/VoteOnDesk.svelte';
import Welcome from './steps/WelcomeOnDesk.svelte';
import GroundRules from './steps/GroundRulesOnDesk.svelte';
import Field from './steps/FieldOnDesk.svelte';
import Scenarios from './steps/ScenariosOnDesk.svelte';
import Matrix from './steps/MatrixOnDesk.svelte';
import Sketch from './steps/SketchOnDesk.svelte';

// Each component types its own data, which its own server file made: the registry only joins them.
// eslint-disable-next-line
type Screen = Component<any>;

export const desks = {
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
