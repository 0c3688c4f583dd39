// Who keeps the sourcing canvas of a project: acts as data.
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { Act } from '../../people/rules/may.ts';

/** Sorts notes, writes, changes and withdraws entries, names the family and the operators: the buyer, or whoever facilitates or administers (SO4). Everybody of the team reads it. */
export const keepCanvas: Act = { name: 'keep-canvas', allows: ['administrator', 'facilitator', 'buyer'] };

/** The same, from a hand: sorting belongs to the buyer. */
export const maySortInHand = (capacity: Capacity): boolean => capacity === 'buyer';
