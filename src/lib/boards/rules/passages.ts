// What the draft of a text looks like on a board: passages in their order, of the kinds that a text has.
import type { PassageKind } from '../../texts/rules/passages.ts';

export interface BoardPassage {
	readonly id: string;
	readonly kind: PassageKind;
	readonly text: string;
	/** compared as text; see `ranks.ts` */
	readonly rank: string;
}

/** A passage stands where a card stands, in the one zone that a text has. */
export const passageZone = 'text';
