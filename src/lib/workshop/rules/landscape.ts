// Decides what a card of the landscape may be, how many one seat writes, and what the reveal shows of them.
import type { Capacity } from '../../projects/rules/capacities.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { asKept } from '../../texts/rules/signs.ts';

/** The four zones, in the order in which they are asked (MOD-12). */
export const zones = ['needs', 'resources', 'innovation', 'constraints'] as const;
export type Zone = (typeof zones)[number];

/** The kinds of a zone's cards; the first is the usual one. */
export const kindsOf = {
	needs: ['need'],
	resources: ['actor', 'expertise', 'resource'],
	innovation: ['innovation', 'experiment'],
	constraints: ['constraint', 'opportunity']
} as const satisfies Record<Zone, readonly string[]>;
export type Kind = (typeof kindsOf)[Zone][number];

/** Four cards each at most, all zones together (MO2). */
export const cardsEach = 4;
/** In characters as people count them: an accented letter is one. */
export const textLimit = 280;
/** A capacity that fewer seats have would name somebody (MO8). */
export const seatsToShowCapacity = 3;

export const isZone = (text: unknown): text is Zone => zones.includes(text as Zone);

/** The kind asked for where the zone has it, else the zone's usual one. */
export const kindIn = (zone: Zone, asked: string | undefined): Kind =>
	kindsOf[zone].find((kind) => kind === asked) ?? kindsOf[zone][0];

export type TextRefusal = 'text-missing' | 'text-too-long';

/**
 * A card's text as it is kept: composed, without the characters that cannot be seen or stored, without blanks around.
 * Refuses an empty one and one beyond `textLimit` characters (MO3).
 */
export function readText(typed: string): Outcome<string, TextRefusal> {
	// composing a flood of accents costs the square of their number
	if (typed.length > 10_000 + textLimit) return refused('text-too-long');
	const text = asKept(typed);
	if (!/[^\s\p{Cf}\p{Mn}]/u.test(text)) return refused('text-missing');
	return [...text].length > textLimit ? refused('text-too-long') : accepted(text);
}

export interface WritingState {
	readonly isOpen: boolean;
}

export type WritingRefusal = TextRefusal | 'writing-closed' | 'no-card-left' | 'not-your-card' | 'card-revealed' | 'seat-needed';

/** A new card of this seat; `held` is how many it holds that were not withdrawn. Refuses after the reveal, beyond four cards, and a text that cannot be kept (MO2, MO3, MO4). */
export function writeCard(
	writing: WritingState,
	held: number,
	typed: { readonly zone: Zone; readonly kind?: string; readonly text: string }
): Outcome<{ zone: Zone; kind: Kind; text: string }, TextRefusal | 'writing-closed' | 'no-card-left'> {
	if (!writing.isOpen) return refused('writing-closed');
	if (held >= cardsEach) return refused('no-card-left');
	const text = readText(typed.text);
	if (!text.accepted) return text;
	return accepted({ zone: typed.zone, kind: kindIn(typed.zone, typed.kind), text: text.value });
}

export interface CardWords {
	readonly zone: Zone;
	readonly kind: string;
	readonly text: string;
}

/** Among the cards that a seat has kept, the one that already says this: what is sent twice in the same words is kept once (MO15). */
export function sameCard<Kept extends CardWords>(kept: readonly Kept[], typed: { readonly zone: Zone; readonly kind?: string; readonly text: string }): Kept | undefined {
	const text = readText(typed.text);
	return text.accepted ? kept.find((card) => card.zone === typed.zone && card.kind === kindIn(typed.zone, typed.kind) && card.text === text.value) : undefined;
}

export interface OwnCard {
	readonly isMine: boolean;
	readonly isRevealed: boolean;
}

/** Whether this seat may still change or withdraw a card: its own, not yet revealed, while the room writes (MO4, MO5). */
export function touchCard(
	writing: WritingState,
	card: OwnCard | undefined
): Outcome<true, 'writing-closed' | 'not-your-card' | 'card-revealed'> {
	if (!card?.isMine) return refused('not-your-card');
	if (card.isRevealed) return refused('card-revealed');
	if (!writing.isOpen) return refused('writing-closed');
	return accepted(true);
}

/**
 * The capacities that a card may show: those that at least three seats of the room have (MO8).
 * When what is left hidden would be one or two seats, their cards would stand out by what they lack: the rarest shown capacity is hidden with them.
 * Source: maison 6, anonymat.
 */
export function shownCapacities(roll: readonly Capacity[]): ReadonlySet<Capacity> {
	const counts = new Map<Capacity, number>();
	for (const capacity of roll) counts.set(capacity, (counts.get(capacity) ?? 0) + 1);
	const shown = [...counts]
		.filter(([, count]) => count >= seatsToShowCapacity)
		.sort(([a, n], [b, m]) => n - m || (a < b ? -1 : 1));
	const hidden = roll.length - shown.reduce((sum, [, count]) => sum + count, 0);
	if (hidden > 0 && hidden < seatsToShowCapacity) shown.shift();
	return new Set(shown.map(([capacity]) => capacity));
}

export interface CardToReveal {
	readonly zone: Zone;
	readonly kind: Kind;
	readonly text: string;
	readonly capacity: Capacity;
	/** codes of the materials that it cites */
	readonly sources?: readonly string[];
}

export interface RevealedCard {
	readonly id: string;
	readonly zone: Zone;
	readonly kind: Kind;
	readonly text: string;
	readonly capacity: Capacity | null;
	readonly sources?: readonly string[];
}

export interface Revealed<Card> {
	/** as the room will read them, in the order drawn */
	readonly cards: readonly RevealedCard[];
	/** which card became which: for Postgres only */
	readonly origins: readonly { readonly id: string; readonly from: Card }[];
}

/**
 * The cards of a reveal: every one once, under a fresh id, in the order drawn (MO6, MO7).
 * `drawn` is a permutation of 0 … n-1 and `ids` n fresh ids, both by chance from outside; whose hand wrote a card, and when, touches nothing of what is shown.
 * Throws when they do not fit: a reveal that loses a card must not commit.
 */
export function revealCards<Card extends CardToReveal>(
	written: readonly Card[],
	chance: { readonly ids: readonly string[]; readonly drawn: readonly number[] },
	roll: readonly Capacity[]
): Revealed<Card> {
	const isPermutation =
		chance.drawn.length === written.length &&
		chance.ids.length === written.length &&
		new Set(chance.drawn).size === written.length &&
		chance.drawn.every((place) => Number.isInteger(place) && place >= 0 && place < written.length);
	if (!isPermutation) throw new RangeError(`${written.length} cards need as many ids and a permutation of their places`);
	const shown = shownCapacities(roll);
	const seen = (card: Card) => [card.zone, card.kind, card.text, shown.has(card.capacity) ? card.capacity : '', ...(card.sources ?? [])].join('\u0000');
	// By content first, so that the order in which cards were written cannot reach the order in which they are shown.
	const byContent = [...written].sort((a, b) => (seen(a) < seen(b) ? -1 : seen(a) > seen(b) ? 1 : 0));
	const inOrder = chance.drawn.map((place) => byContent[place]!);
	return {
		cards: inOrder.map(({ zone, kind, text, capacity, sources }, index) => ({
			id: chance.ids[index]!,
			zone,
			kind,
			text,
			capacity: shown.has(capacity) ? capacity : null,
			...(sources?.length ? { sources } : {})
		})),
		origins: inOrder.map((from, index) => ({ id: chance.ids[index]!, from }))
	};
}

export type ZoneCounts = Readonly<Record<Zone, number>>;

export const countByZone = (cards: readonly { readonly zone: string }[]): ZoneCounts => {
	const counts = { needs: 0, resources: 0, innovation: 0, constraints: 0 };
	for (const { zone } of cards) if (isZone(zone)) counts[zone] += 1;
	return counts;
};

export interface LandscapeCard {
	readonly id: string;
	readonly kind: string;
	readonly text: string;
	readonly capacity: Capacity | null;
	/** codes of the materials that it cites */
	readonly sources?: readonly string[];
	/** null before the close */
	readonly dots: number | null;
	readonly rank: number | null;
}

export interface LandscapeGroup {
	/** null for the cards that stand in no group */
	readonly id: string | null;
	readonly title: string;
	/** the sum of its cards' dots; null before the close */
	readonly dots: number | null;
	readonly cards: readonly LandscapeCard[];
}

export interface LandscapeZone {
	readonly zone: Zone;
	readonly groups: readonly LandscapeGroup[];
}

interface CardOnBoard {
	readonly id: string;
	readonly zone: string;
	readonly kind: string;
	readonly text: string;
	readonly group: string | null;
	readonly capacity: Capacity | null;
	readonly sources?: readonly string[];
}

interface GroupOnBoard {
	readonly id: string;
	readonly zone: string;
	readonly title: string;
}

/**
 * The landscape as it is read: four zones, their groups in the board's order, then the cards in no group.
 * With the ranks of a closed round, most dots first, in each group and among groups; `ranked` is null before the close and no figure shows (MO12).
 */
export function arrangeLandscape(
	cards: readonly CardOnBoard[],
	groups: readonly GroupOnBoard[],
	ranked: readonly { readonly target: string; readonly dots: number; readonly rank: number }[] | null
): LandscapeZone[] {
	const byTarget = new Map(ranked?.map((line) => [line.target, line]));
	const most = <Line extends { readonly dots: number | null }>(lines: Line[]) =>
		ranked ? lines.sort((a, b) => (b.dots ?? 0) - (a.dots ?? 0)) : lines;
	const dressed = (card: CardOnBoard): LandscapeCard => ({
		id: card.id,
		kind: card.kind,
		text: card.text,
		capacity: card.capacity,
		...(card.sources ? { sources: card.sources } : {}),
		dots: ranked ? (byTarget.get(card.id)?.dots ?? 0) : null,
		rank: byTarget.get(card.id)?.rank ?? null
	});
	const gather = (id: string | null, title: string, own: readonly CardOnBoard[]): LandscapeGroup => {
		const inGroup = most(own.map(dressed));
		return { id, title, dots: ranked ? inGroup.reduce((sum, card) => sum + (card.dots ?? 0), 0) : null, cards: inGroup };
	};
	return zones.map((zone) => {
		const here = cards.filter((card) => card.zone === zone);
		const titled = groups
			.filter((group) => group.zone === zone && here.some((card) => card.group === group.id))
			.map((group) => gather(group.id, group.title, here.filter((card) => card.group === group.id)));
		const named = new Set(titled.map((group) => group.id));
		const alone = here.filter((card) => card.group === null || !named.has(card.group));
		return { zone, groups: [...most(titled), ...(alone.length ? [gather(null, '', alone)] : [])] };
	});
}

export interface RankedCard {
	readonly id: string;
	readonly zone: Zone;
	/** the title of its group; empty where it stands in none */
	readonly group: string;
	/** the sum of its group's dots, where the group has others than these: cards that say the same count together */
	readonly groupDots: number | null;
	readonly text: string;
	readonly dots: number;
	readonly rank: number;
}

/** What a group has received in all, to be told beside one of its cards; null where the card stands alone or has them all. */
export const dotsOfGroup = (group: Pick<LandscapeGroup, 'id' | 'dots'>, card: Pick<LandscapeCard, 'dots'>): number | null =>
	group.id !== null && group.dots !== null && group.dots !== card.dots ? group.dots : null;

/** The cards that bear a dot once the round is closed, most dots first, over all zones; nothing before (MO12). */
export function rankedCards(landscape: readonly LandscapeZone[]): RankedCard[] {
	return landscape
		.flatMap(({ zone, groups }) =>
			groups.flatMap((group) =>
				group.cards.flatMap((card) => {
					const { id, text, dots, rank } = card;
					return dots !== null && rank !== null ? [{ id, zone, group: group.title, groupDots: dotsOfGroup(group, card), text, dots, rank }] : [];
				})
			)
		)
		.sort((a, b) => a.rank - b.rank || zones.indexOf(a.zone) - zones.indexOf(b.zone) || (a.text < b.text ? -1 : 1));
}

export interface Column {
	readonly groups: readonly LandscapeGroup[];
	/** every card of the zone */
	readonly total: number;
	/** those that the wall has no room for */
	readonly more: number;
}

/** Lines that a card may take on the wall at its smallest letters; the rest of its words are cut there, and whole on the hand. */
export const linesOfCard = 3;

export interface WallRoom {
	/** the height of a column, its question left out, in lines of cards */
	readonly lines: number;
	/** letters in a line of a card */
	readonly letters: number;
	/** lines that one card may take at most; `linesOfCard` when absent */
	readonly linesEach?: number;
}

/** The lines that a text takes when words are not cut but where one is longer than a line. */
function linesOf(text: string, letters: number): number {
	let lines = 1;
	let used = 0;
	for (const word of text.split(/\s+/u)) {
		const length = [...word].length;
		if (used > 0 && used + 1 + length <= letters) used += 1 + length;
		else {
			lines += (used > 0 ? 1 : 0) + Math.max(0, Math.ceil(length / letters) - 1);
			used = length % letters || Math.min(length, letters);
		}
	}
	return lines;
}

/** How much larger than its smallest the wall may write its cards, in order of preference. */
const scales = [1.75, 1.6, 1.45, 1.3, 1.15] as const;
const longestWord = (text: string) => Math.max(0, ...text.split(/[\s'’-]+/u).map((word) => [...word].length));

/**
 * The largest letters, as a multiple of the smallest that eight metres allow, at which every card of every column is whole and no word is cut; 1 when there are too many.
 * `roomAt` gives a column's room at a scale.
 */
export function scaleOnWall(landscape: readonly LandscapeZone[], roomAt: (zone: Zone, scale: number) => WallRoom): number {
	const fits = (scale: number) =>
		landscape.every(({ zone, groups }) => {
			const room = { ...roomAt(zone, scale), linesEach: Infinity };
			return fitOnWall(groups, room).more === 0 && groups.every(({ title, cards }) => [title, ...cards.map(({ text }) => text)].every((text) => longestWord(text) <= room.letters));
		});
	return scales.find(fits) ?? 1;
}

/**
 * What fits in one column of the wall, of `lines` lines of `letters` letters: every group's title first, then cards one by one from each group in turn, so that no group is shown empty for another's sake.
 */
export function fitOnWall(
	groups: readonly LandscapeGroup[],
	room: WallRoom
): Column {
	const total = groups.reduce((sum, group) => sum + group.cards.length, 0);
	// A card stands in some air, a group in a frame: counted in lines.
	const heightOf = (text: string, group: LandscapeGroup) => (group.id === null ? 1 : 0.75) + Math.min(room.linesEach ?? linesOfCard, linesOf(text, room.letters));
	const frameOf = (group: LandscapeGroup) => (group.id === null ? 0 : 1.75 + linesOf(group.title, room.letters));
	let left = room.lines - groups.reduce((sum, group) => sum + frameOf(group), 0);
	const shown = groups.map(() => 0);
	let count = 0;
	for (let turn = 0, added = true; added; turn += 1) {
		added = false;
		for (const [index, group] of groups.entries()) {
			const card = group.cards[turn];
			if (!card || shown[index] !== turn) continue;
			const height = heightOf(card.text, group);
			const lastLine = count + 1 < total ? 1.25 : 0;
			if (left - height < lastLine) continue;
			left -= height;
			shown[index] = turn + 1;
			count += 1;
			added = true;
		}
	}
	return { groups: groups.map((group, index) => ({ ...group, cards: group.cards.slice(0, shown[index]) })), total, more: total - count };
}
