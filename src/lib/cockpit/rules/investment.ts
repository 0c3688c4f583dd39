// The states of an investment line of the cockpit, and who may turn a sketch into it.
import type { Act } from '../../people/rules/may.ts';

/** Proposed by the workshop, adopted by the authority, in execution: a workshop only proposes (CO14). */
export const investmentStates = ['proposed', 'adopted', 'in-execution'] as const;
export type InvestmentState = (typeof investmentStates)[number];

/** The team completes what the room sketched; the elected official reads, and adopts elsewhere. */
export const writeStrategy: Act = { name: 'write-strategy', allows: ['administrator', 'facilitator', 'buyer', 'prescriber'] };
