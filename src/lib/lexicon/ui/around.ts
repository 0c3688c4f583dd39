import type ReadText from './ReadText.svelte';
import type { LexiconInHand } from '../rules/words.ts';

/** The lexicon as the page of a hand gives it to the step that shows a text. */
export interface LexiconAround extends LexiconInHand {
	/** where a tap is sent */
	readonly action: string;
	/** there once somebody asks to read the text again: where it is not what the step is about, a phone does not carry it before */
	readonly ReadText: typeof ReadText | null;
	/** the addresses that bring the text, and put it away */
	readonly reread: string;
	readonly close: string;
	/** while the gathering is open */
	readonly mayTap: boolean;
	/** a word that was typed and refused, with what to do */
	readonly wrong?: { readonly typed: string; readonly sentence: string } | undefined;
}
