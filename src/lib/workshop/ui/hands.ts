import type { Component } from 'svelte';
import type { StepId } from '../rules/steps.ts';

// Each component types its own data, which its own server file made: the registry only joins them.
// eslint-disable-next-line
type Screen = Component<any>;

interface Hand {
	readonly default: Screen;
	/** what the step asks, in one sentence, to whoever looks */
	readonly entry: () => string;
}

/** Each step comes to the phone when the room is in it: a hand never carries the six others. */
export const hands = {
	welcome: () => import('./steps/Welcome.svelte'),
	'landscape-writing': () => import('./steps/LandscapeWriting.svelte'),
	'landscape-grouping': () => import('./steps/LandscapeGrouping.svelte'),
	'landscape-dots': () => import('./steps/LandscapeDots.svelte'),
	retouch: () => import('./steps/Retouch.svelte'),
	roles: () => import('./steps/Roles.svelte'),
	proposal: () => import('./steps/Proposal.svelte'),
	clarification: () => import('./steps/Clarification.svelte'),
	amendments: () => import('./steps/Amendments.svelte'),
	vote: () => import('./steps/Vote.svelte'),
	consent: () => import('./steps/Consent.svelte'),
	closing: () => import('./steps/Closing.svelte')
} satisfies Record<StepId, () => Promise<Hand>> as Record<StepId, () => Promise<Hand>>;
