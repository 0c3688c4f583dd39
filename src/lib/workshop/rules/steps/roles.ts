// The roles of the role-play: read, chosen, drawn or assigned, then said in one sentence.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Remedy, RoleCard, WayToTakeRole } from '../roles.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 12, minimumMinutes: 8, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	// leaving the step does not close the casting: MO89
	onLeave: [],
	standsOn: ['welcome']
};

/** A card as it is held out: with how many of the room play it. */
export interface HeldOut extends RoleCard {
	readonly players: number;
}

export interface MyRole {
	/** null: plays its own role */
	readonly card: RoleCard | null;
	readonly how: WayToTakeRole;
	readonly sentence: string;
	/** the public names of the others who hold the same card (MO92) */
	readonly heldWith: readonly string[];
}

export interface RolesOnHand {
	readonly isLocked: boolean;
	/** one of the two colleges */
	readonly isPlayer: boolean;
	readonly mine: MyRole | null;
	/** free ones first */
	readonly deck: readonly HeldOut[];
	readonly absentVoiceId: string | null;
}

export interface RolesOnWall {
	readonly isLocked: boolean;
	readonly roles: readonly Pick<HeldOut, 'id' | 'code' | 'name' | 'defends' | 'fears' | 'isAbsent' | 'players'>[];
	readonly absentVoiceId: string | null;
	/** how many play, how many of them have a role, how many of these their own */
	readonly seats: number;
	readonly taken: number;
	readonly own: number;
}

export interface SeatAtCasting {
	readonly id: string;
	readonly publicName: string;
	readonly isOnPaper: boolean;
	readonly role: { readonly cardId: string | null; readonly name: string | null; readonly how: WayToTakeRole; readonly sentence: string } | null;
}

export interface UnplayedRole {
	/** to be read aloud */
	readonly card: Omit<RoleCard, 'isConcerned'>;
	readonly remedy: Remedy;
	/** ids of seats, to whom it may be offered */
	readonly seats: readonly string[];
}

export interface RolesOnDesk extends RolesOnWall {
	readonly projectId: string;
	readonly casting: readonly SeatAtCasting[];
	readonly missing: readonly UnplayedRole[];
	/** the absent voice that was drawn and that nobody plays: the desk reads it aloud */
	readonly voice: Omit<RoleCard, 'isConcerned'> | null;
}
