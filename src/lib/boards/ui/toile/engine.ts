// What the toile asks of the library that draws it: nothing of that library is known outside `tldraw.ts`, and nothing of it is ever kept.
import type { Zone } from '../../../design/rules/zones.ts';
import type { Box } from '../../rules/layout.ts';
import type { Point } from '../../rules/marks.ts';

/** `look`: nothing is changed, one only moves around. */
export type Tool = 'look' | 'arrange' | 'link' | 'draw' | 'erase';

export interface ToileCard extends Point {
	readonly id: string;
	readonly zone: Zone;
	readonly text: string;
	/** the title of its group where no frame says it; empty for one that is in none */
	readonly group: string;
	readonly isFound: boolean;
	/** who looks at it or drags it, in words; empty for nobody */
	readonly people: string;
}

/** All that stands on the toile, in its own units. */
export interface ToilePicture {
	/** all four zones, with what is between them */
	readonly whole: Box;
	readonly zones: readonly (Box & { readonly zone: Zone; readonly name: string; readonly question: string; readonly isFrozen: boolean })[];
	readonly cards: readonly ToileCard[];
	/** groups whose cards lie together */
	readonly frames: readonly (Box & { readonly id: string; readonly zone: Zone; readonly title: string })[];
	/** by id the two cards of each */
	readonly links: ReadonlyMap<string, readonly [string, string]>;
	/** by id its points on the toile */
	readonly strokes: ReadonlyMap<string, readonly Point[]>;
}

/** Somebody else on the toile: their pointer, and the card that they drag with where it is. */
export interface Guest {
	readonly client: number;
	readonly name: string;
	readonly colour: number;
	readonly pointer: Point | null;
	readonly drags: ({ readonly card: string } & Point) | null;
}

/** What somebody does on the toile; all points in its units. */
export interface ToileActs {
	readonly mayMove: (card: string) => boolean;
	readonly pick: (card: string | null) => void;
	readonly open: (card: string) => void;
	/** while it is dragged; null when it is let go or taken back */
	readonly drag: (card: string | null, at?: Point) => void;
	readonly drop: (card: string, at: Point) => void;
	/** the first of two was touched; null: it no longer is */
	readonly linkFrom: (card: string | null) => void;
	readonly link: (one: string, other: string) => void;
	readonly draw: (points: readonly Point[]) => void;
	readonly erase: (what: 'link' | 'stroke', id: string) => void;
	readonly point: (at: Point, card: string | null) => void;
	/** it cannot go on */
	readonly fail: (error: unknown) => void;
}

export interface ToileEngine {
	show(picture: ToilePicture): void;
	guests(all: readonly Guest[]): void;
	use(tool: Tool): void;
	/** the chosen card, shown as such */
	pick(card: string | null): void;
	/** a card that is moved by keys, before it is let go; null: it is */
	nudge(card: string | null, at?: Point): void;
	/** All of it at once, or so that it is read: as much as there is room for, from its beginning. */
	lookAt(what: Box, how: 'all' | 'read'): void;
	pan(by: Point): void;
	zoomBy(factor: number): void;
	/** what is being dragged or drawn is taken back; false where nothing was */
	cancel(): boolean;
	destroy(): void;
}
