// Decides what one screen may say of where it looks, and what a screen that everybody is brought to does.
import { zones, type Zone } from '../../design/rules/zones.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { isId } from './cards.ts';
import type { Point } from './marks.ts';

/** What a screen looks at: a zone, and the card of it that is at hand. */
export interface Gaze {
	readonly zone: Zone;
	readonly card: string | null;
}

/** Where the facilitator brought every screen; each time under another number. */
export interface Brought extends Gaze {
	readonly turn: number;
}

/** Somebody who is at the board now, as the server names them; of itself a screen says where it looks and what it drags. */
export interface Present {
	/** the number of this screen: one person may have two */
	readonly client: number;
	readonly name: string;
	readonly capacity: Capacity | null;
	readonly gaze: Gaze | null;
	readonly drags: string | null;
	/** on the toile: where the card is that they drag, and where their pointer is */
	readonly dragsAt: Point | null;
	readonly pointer: Point | null;
}

const isZone = (value: unknown): value is Zone => zones.includes(value as Zone);

/** What a screen said of where it looks, whatever it sent: null where it is nothing of a board. */
export function readGaze(said: unknown): Gaze | null {
	if (typeof said !== 'object' || said === null) return null;
	const { zone, card } = said as Record<string, unknown>;
	return isZone(zone) ? { zone, card: isId(card) ? card : null } : null;
}

/** Beyond any toile */
const farthest = 100_000;

function readPoint(said: unknown): Point | null {
	if (typeof said !== 'object' || said === null) return null;
	const { x, y } = said as Record<string, unknown>;
	return typeof x === 'number' && typeof y === 'number' && Math.abs(x) <= farthest && Math.abs(y) <= farthest ? { x, y } : null;
}

/** One presence as the server passed it on; undefined for one that it has not named yet. */
export function readPresent(client: number, state: Readonly<Record<string, unknown>>): Present | undefined {
	const user = state.user as { readonly name?: unknown; readonly capacity?: unknown } | null | undefined;
	if (typeof user?.name !== 'string' || user.name === '') return undefined;
	const onToile = state.cursor as { readonly dragsAt?: unknown; readonly pointer?: unknown } | null | undefined;
	return {
		client,
		name: user.name,
		capacity: (user.capacity as Capacity | null | undefined) ?? null,
		gaze: readGaze(state.looksAt),
		drags: isId(state.drags) ? state.drags : null,
		dragsAt: readPoint(onToile?.dragsAt),
		pointer: readPoint(onToile?.pointer)
	};
}

/** Two letters at most for somebody's mark: « Awa Diallo » is AD. */
export const initialsOf = (name: string): string => {
	const words = name.split(/[\s’'-]+/u).filter((word) => /\p{L}|\p{N}/u.test(word));
	const chosen = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
	return chosen.map((word) => [...word][0]!.toLocaleUpperCase()).join('');
};

/** How many colours the marks of people have; a mark is never its colour alone. */
export const markColours = 6;

/** The colour of somebody's mark, from 0 to `markColours` − 1: the same on every screen, drawn from the name. */
export const colourOf = (name: string): number => [...name].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)!) % 9_973, 7) % markColours;

export type Coming = 'go' | 'offer' | 'nothing';

/**
 * What a screen does where everybody is brought somewhere (BO32): it goes there; whoever is typing, drags or has a dialog open is offered to; nothing for what it knew as it came, or knows already.
 * `known`: the last number that this screen has heard, 0 before any.
 */
export function comingTo(brought: Brought | null, known: number, isBusy: boolean): Coming {
	if (!brought || brought.turn === known) return 'nothing';
	return isBusy ? 'offer' : 'go';
}
