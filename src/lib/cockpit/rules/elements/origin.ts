// Where an element of the cockpit comes from: its link back (CO25).

export type Origin =
	/** a line of a workshop's consolidated strategy */
	| { readonly version: 1; readonly what: 'strategy-line'; readonly gathering: string; readonly line: string }
	/** a card of a workshop's landscape */
	| { readonly version: 1; readonly what: 'card'; readonly gathering: string; readonly card: string }
	/** a line of a workshop's matrix of impacts */
	| { readonly version: 1; readonly what: 'impact'; readonly gathering: string; readonly code: string }
	/** a remark that the team answered by doing something */
	| { readonly version: 1; readonly what: 'annotation'; readonly annotation: string }
	/** what a point d'étape concluded */
	| { readonly version: 1; readonly what: 'checkpoint'; readonly checkpoint: string }
	/** what a sitting of the evolutivity clause decided */
	| { readonly version: 1; readonly what: 'sitting'; readonly gathering: string }
	/** an indicator of a catalogue */
	| { readonly version: 1; readonly what: 'catalogue'; readonly catalogue: string; readonly code: string };

/** What comes from one place comes once into a cockpit; `part` where several elements come from it. */
export const originKeyOf = (origin: Origin, part = ''): string => {
	switch (origin.what) {
		case 'strategy-line':
			return `strategy-line:${origin.gathering}:${origin.line}${part}`;
		case 'card':
			return `card:${origin.gathering}:${origin.card}${part}`;
		case 'impact':
			return `impact:${origin.gathering}:${origin.code}${part}`;
		case 'annotation':
			return `annotation:${origin.annotation}${part}`;
		case 'checkpoint':
			return `checkpoint:${origin.checkpoint}${part}`;
		case 'sitting':
			return `sitting:${origin.gathering}${part}`;
		case 'catalogue':
			return `catalogue:${origin.catalogue}:${origin.code}${part}`;
	}
};

/** Of a modification that a sitting decided, what its version alone says: its number, its ground, what it makes of the contract, where it stands, what was published of it. */
const decided: readonly string[] = ['version', 'what', 'ground', 'total', 'months', 'holder', 'signedOn', 'notifiedOn', 'noticeOn', 'publishedOn', 'state', 'gone'];

/** Whether a sitting decided one of these fields: what is signed is undone by a new modification, never written over (CO187). */
export const isDecidedBySitting = ({ kind, origin }: { readonly kind: string; readonly origin: Origin | null }, fields: readonly string[]): boolean =>
	kind === 'modification' && origin?.what === 'sitting' && fields.some((field) => decided.includes(field));
