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

// Each component types its own data, which its own server file made: the registry only joins them.
// eslint-disable-next-line
type Screen = Component<any>;

export const desks = {
	welcome: Welcome,
	'landscape-writing': LandscapeWriting,
	'landscape-grouping': LandscapeGrouping,
	'landscape-dots': LandscapeDots,
	retouch: Retouch,
	roles: Roles,
	proposal: Proposal,
	clarification: Clarification,
	amendments: Amendments,
	vote: Vote,
	consent: Consent,
	closing: Closing
} satisfies Record<StepId, Screen> as Record<StepId, Screen>;
