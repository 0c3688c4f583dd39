// What a text is made of: passages that keep their id from birth to removal, and versions that never change.

export const passageKinds = ['title', 'heading', 'paragraph', 'item'] as const;
export type PassageKind = (typeof passageKinds)[number];

export interface Passage {
	/** a uuid; it is never given to another passage, also after this one was removed */
	readonly id: string;
	readonly kind: PassageKind;
	/** plain, with light marks: `**important**` */
	readonly text: string;
}

/** Who caused the change of a passage, and what: words and ids of the occasion, which mean nothing here. */
export interface Cause {
	readonly passageId: string;
	/** a role, as the occasion names it: `R1`, `prescriber` */
	readonly author: string;
	/** what it came from: `draft`, or the id of an amendment */
	readonly by: string;
}

export interface Version {
	/** 0, 1, 2 … without a hole */
	readonly number: number;
	readonly passages: readonly Passage[];
	readonly causes: readonly Cause[];
	/** ISO 8601 */
	readonly sealedAt: string;
}

/** In characters as people count them: one passage, then a whole text. */
export const passageLimit = 4_000;
export const textLimit = 60_000;
export const passagesAtMost = 300;
