// A charter from its draft to its signature by both parties; what it becomes.
import type { TriggeringParty } from './clause.ts';

/** Being written, in force once both parties signed it, replaced by a later version. */
export const charterStates = ['draft', 'in-force', 'replaced'] as const;
export type CharterState = (typeof charterStates)[number];

/** A party's signature, as the buyer notes it: the paper itself is signed elsewhere. */
export interface Signature {
	readonly party: TriggeringParty;
	readonly name: string;
	readonly function: string;
	/** ISO day */
	readonly signedOn: string;
}
