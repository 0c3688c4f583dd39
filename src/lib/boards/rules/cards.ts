// What a card and a group of a board are, and in which order they are read.
import type { Capacity } from '../../projects/rules/capacities.ts';

/** What a board's document holds: the cards of a landscape, or the passages of a text in its draft. */
export type BoardKind = 'cards' | 'passages';

export interface BoardCard {
	readonly id: string;
	readonly zone: string;
	readonly kind: string;
	readonly text: string;
	readonly group: string | null;
	/** null where fewer than three seats have it: it would name somebody */
	readonly capacity: Capacity | null;
	/** codes of the materials that it cites; the server writes them, nobody changes them (BO20) */
	readonly sources?: readonly string[];
	/** compared as text; see `ranks.ts` */
	readonly rank: string;
}

export interface BoardGroup {
	readonly id: string;
	readonly zone: string;
	readonly title: string;
	readonly rank: string;
}

/** In characters as JavaScript counts them: what a card's text, then a group's title, may hold on the board. */
export const textLimit = 1_000;
export const titleLimit = 80;

/** What a board holds: far beyond what sixty people write on theirs and cut in two. */
export const cardsAtMost = 1_000;
export const groupsAtMost = 300;

/** By rank, then by id: the same order on every screen, also where two people took the same place at once (BO2). */
export const inOrder = <Placed extends { readonly id: string; readonly rank: string }>(placed: readonly Placed[]): Placed[] =>
	[...placed].sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : 1));

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every card and group has a random id of its own, never shared, never used again. */
export const isId = (value: unknown): value is string => typeof value === 'string' && id.test(value);
