// Landscape, third: five dots each on what counts most; the result comes up at the close.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { LandscapeZone } from '../landscape.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 5, minimumMinutes: 4, isProtected: false, isOptional: false, register: 'choose' },
	onEnter: [{ do: 'open', what: 'dots' }],
	onLeave: [{ do: 'close', what: 'dots' }],
	standsOn: ['welcome', 'landscape-writing', 'landscape-grouping'],
	takesUp: ['landscape-writing', 'landscape-grouping']
};

export interface LandscapeDotsOnHand {
	readonly isOpen: boolean;
	/** false for a reservist, a contractor, an observer: they look on */
	readonly hasDots: boolean;
	/** how many of this seat's dots stand on each card */
	readonly mine: Readonly<Record<string, number>>;
	readonly dotsLeft: number;
	readonly placed: number;
	readonly eligible: number;
	/** dots and ranks are null before the close */
	readonly zones: readonly LandscapeZone[];
}

export interface LandscapeDotsOnWall {
	readonly isOpen: boolean;
	readonly placed: number;
	readonly eligible: number;
	readonly zones: readonly LandscapeZone[];
}

export interface LandscapeDotsOnDesk extends LandscapeDotsOnWall {
	readonly paperSeats: readonly { readonly id: string; readonly publicName: string }[];
}
