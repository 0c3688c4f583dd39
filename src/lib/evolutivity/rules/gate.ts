// The legal gate: what the buyer says on what the law finds of a scenario. It finds « fondements à vérifier », never a permission.
import type { ContractFacts, Modification, Verdict } from './grounds.ts';

/** Passe, passe sous condition, ne passe pas, renvoyé avec réponse avant un jour. */
export const gateAnswers = ['passes', 'passes-on-condition', 'does-not-pass', 'sent-back'] as const;
export type GateAnswer = (typeof gateAnswers)[number];

/** One passage through the gate, kept whole: what was looked at, what was found, what the buyer says and why. */
export interface GateNote {
	readonly version: 1;
	readonly contract: ContractFacts;
	readonly modification: Modification;
	readonly found: Verdict;
	readonly answer: GateAnswer;
	/** in plain words, for the room */
	readonly reasons: string;
	/** ISO day before which a scenario that was sent back is answered */
	readonly replyBy: string | null;
	/** what stands in the way of the effect until it has happened, with the day on which it is expected */
	readonly conditions: readonly { readonly what: 'commission-opinion' | 'other'; readonly words: string; readonly expectedOn: string | null }[];
}
