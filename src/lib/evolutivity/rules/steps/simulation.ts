// Two turns and one unforeseen card: how each role reacts, and the board of consequences.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Capacity } from '../../../projects/rules/capacities.ts';
import type { Reaction, Round, RoundOnBoard, UnforeseenCard } from '../simulation.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 25, minimumMinutes: 15, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: [],
	standsOn: ['casting', 'scenarios']
};

export interface RoleInPlay {
	readonly id: string;
	/** null: seats of that capacity that play their own role */
	readonly name: string | null;
	readonly capacity: Capacity;
}

export interface SimulationSeen {
	/** null: no turn has begun */
	readonly round: Round | null;
	readonly card: UnforeseenCard | null;
	readonly roles: readonly RoleInPlay[];
	readonly board: readonly RoundOnBoard[];
}

export interface MyReaction {
	readonly reaction: Reaction;
	readonly weeks: number;
	/** cents */
	readonly amount: number;
	readonly people: number;
	readonly words: string;
}

export interface SimulationOnHand extends SimulationSeen {
	/** null: this seat plays nothing */
	readonly myRole: RoleInPlay | null;
	readonly mine: MyReaction | null;
}
