// The roles with the absent parties, as in the workshop; the room does not go on while a concerned party has nobody.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 7, minimumMinutes: 5, isProtected: true, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: [],
	standsOn: ['arrival']
};

/** Why a seat may not take a card: nobody who holds the legal gate plays a concerned party, nobody who has stepped aside plays at all. */
export type CastingRefusal = 'gate-holder-plays-none' | 'observer-plays-none';

/** A card for a seat of a sitting. Source: example 5.13 (« qui tient le contrôle juridique ne joue aucun rôle intéressé »). */
export const mayPlay = ({ isGateHolder, isObserver, isConcerned }: { readonly isGateHolder: boolean; readonly isObserver: boolean; readonly isConcerned: boolean }): CastingRefusal | null =>
	isObserver ? 'observer-plays-none' : isGateHolder && isConcerned ? 'gate-holder-plays-none' : null;
