import type { LexiconInHand } from '../rules/words.ts';

/** The lexicon as the page of a hand gives it to the step that shows a text. */
export interface LexiconAround extends LexiconInHand {
	/** where a tap is sent */
	readonly action: string;
	/** while the gathering is open */
	readonly mayTap: boolean;
	/** a word that was typed and refused, with what to do */
	readonly wrong?: { readonly typed: string; readonly sentence: string } | undefined;
}
