// The roles of the role-play: what a card says, who plays which, and which concerned party nobody plays (MOD-14, PRO-15).
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Act } from '../../people/rules/may.ts';
import { asKept } from '../../texts/rules/signs.ts';

export interface RoleCard {
	readonly id: string;
	/** R1, R2 … unique in the project */
	readonly code: string;
	readonly name: string;
	readonly mission: string;
	readonly defends: string;
	readonly fears: string;
	readonly means: string;
	/** one a line */
	readonly questions: string;
	readonly forbidden: string;
	/** speaks for somebody who cannot come: a river, the pupil of 2031 */
	readonly isAbsent: boolean;
	/** a party that the project concerns: the coverage check asks who plays it */
	readonly isConcerned: boolean;
}

/** What a hand shows of the card that it holds, at every step. */
export interface CardInHand {
	readonly card: Omit<RoleCard, 'id' | 'isConcerned'>;
	readonly sentence: string;
	/** it is the absent voice that was drawn */
	readonly hasLastWord: boolean;
	/** the public names of the others who hold it (MO92) */
	readonly heldWith: readonly string[];
	readonly isLocked: boolean;
}

export const waysToTakeRole = ['chosen', 'drawn', 'assigned', 'own'] as const;
/** `own`: « je joue mon propre rôle » */
export type WayToTakeRole = (typeof waysToTakeRole)[number];

/** The deck is written by whoever administers the authority or facilitates in the project. */
export const editDeck: Act = { name: 'edit-deck', allows: ['administrator', 'facilitator'] };

/** What is written on a card, without its id and code. */
export type CardText = Omit<RoleCard, 'id' | 'code'>;

export const cardLimits = { name: 80, mission: 280, defends: 280, fears: 280, means: 400, questions: 600, forbidden: 280 } as const;
export const mostCards = 40;
export const sentenceLimit = 200;

export type CardRefusal = 'role-name-missing' | 'role-text-too-long' | 'role-name-taken' | 'deck-full';

const tidyLine = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
const tidyLines = (text: string) =>
	text
		.split(/\r?\n/)
		.map(tidyLine)
		.filter((line) => line !== '')
		.join('\n');

const byCode = new Intl.Collator('fr', { numeric: true });
export const inOrderOfCode = (a: { readonly code: string }, b: { readonly code: string }): number => byCode.compare(a.code, b.code);

/** « La maraîchère » and « la maraichere » are one name. */
const foldName = (name: string) =>
	name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Reads a card as it was typed; `others` are the other cards of the deck. Lengths in characters, as seen. Refuses a card without a name, a text
 * over its limit, a name that another card bears, and one card too many (MO80).
 */
export function readCard(typed: CardText, others: readonly Pick<RoleCard, 'name'>[]): Outcome<CardText, CardRefusal> {
	const name = tidyLine(typed.name);
	if (foldName(name) === '') return refused('role-name-missing');
	if (others.length >= mostCards) return refused('deck-full');
	const card: CardText = {
		name,
		mission: tidyLine(typed.mission),
		defends: tidyLine(typed.defends),
		fears: tidyLine(typed.fears),
		means: tidyLine(typed.means),
		questions: tidyLines(typed.questions),
		forbidden: tidyLine(typed.forbidden),
		isAbsent: typed.isAbsent,
		isConcerned: typed.isConcerned
	};
	const fields = Object.keys(cardLimits) as (keyof typeof cardLimits)[];
	if (fields.some((field) => [...card[field]].length > cardLimits[field])) return refused('role-text-too-long');
	return others.some((other) => foldName(other.name) === foldName(name)) ? refused('role-name-taken') : accepted(card);
}

/** The code of a new card: one more than the highest that the project has ever given, so that none ever means two roles (MO80). */
export function nextCode(codesEver: readonly string[]): string {
	const numbers = codesEver.flatMap((code) => (/^R\d{1,6}$/.test(code) ? [Number(code.slice(1))] : []));
	return `R${Math.max(0, ...numbers) + 1}`;
}

/** The cards of another deck that this one lacks, by name, as many as it still holds (MO82). */
export const lacking = <Card extends Pick<RoleCard, 'name'>>(deck: readonly Pick<RoleCard, 'name'>[], offered: readonly Card[]): Card[] => {
	const known = new Set(deck.map(({ name }) => foldName(name)));
	return offered.filter(({ name }) => !known.has(foldName(name)) && known.add(foldName(name))).slice(0, Math.max(0, mostCards - deck.length));
};

/** How one seat takes part in the role-play. */
export interface Played<Seat extends string = string> {
	readonly seatId: Seat;
	/** null: plays its own role */
	readonly roleCardId: string | null;
}

/** What a merge does: the seat that remains keeps the role it has, else takes the one of the seat that went into it (MO91). */
export function followMerges<Row extends Played>(rows: readonly Row[], seats: readonly { readonly id: string; readonly mergedInto: string | null }[]): Map<string, Row> {
	const into = new Map(seats.map(({ id, mergedInto }) => [id, mergedInto]));
	const cast = new Map<string, Row>();
	for (const row of rows) if (!into.get(row.seatId)) cast.set(row.seatId, row);
	for (const row of rows) {
		const kept = into.get(row.seatId);
		if (kept && !cast.has(kept)) cast.set(kept, row);
	}
	return cast;
}

/** How many play each card, of those in the room. */
export function countPlayers(playing: readonly Played[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const { roleCardId } of playing) if (roleCardId) counts.set(roleCardId, (counts.get(roleCardId) ?? 0) + 1);
	return counts;
}

/** The deck as it is held out: those that nobody plays first, then those that the fewest play, in the order of their codes (MO84). */
export const heldOut = <Card extends Pick<RoleCard, 'id' | 'code'>>(deck: readonly Card[], players: ReadonlyMap<string, number>): Card[] =>
	deck.toSorted((a, b) => (players.get(a.id) ?? 0) - (players.get(b.id) ?? 0) || inOrderOfCode(a, b));

/**
 * Draws a card for one seat, among those that the fewest others play; never the one that it gives back, unless there is no other (MO85).
 * `chance` is a number from 0, included, to 1, excluded.
 */
export function drawCard(
	deck: readonly Pick<RoleCard, 'id' | 'code'>[],
	others: readonly Played[],
	held: string | null,
	chance: number
): Outcome<string, 'deck-empty'> {
	const offered = deck.length > 1 ? deck.filter(({ id }) => id !== held) : deck;
	if (offered.length === 0) return refused('deck-empty');
	const players = countPlayers(others);
	const fewest = Math.min(...offered.map(({ id }) => players.get(id) ?? 0));
	const urn = offered.filter(({ id }) => (players.get(id) ?? 0) === fewest).toSorted(inOrderOfCode);
	return accepted(urn[Math.floor(chance * urn.length)]!.id);
}

/** Draws for several seats that have no role, one after the other: free cards go out first (MO85). One `chance` a seat. */
export function drawForAll<Seat extends string>(
	deck: readonly Pick<RoleCard, 'id' | 'code'>[],
	playing: readonly Played[],
	without: readonly { readonly seatId: Seat; readonly chance: number }[]
): Outcome<readonly { readonly seatId: Seat; readonly roleCardId: string }[], 'deck-empty' | 'everybody-has-role'> {
	if (without.length === 0) return refused('everybody-has-role');
	const dealt: { readonly seatId: Seat; readonly roleCardId: string }[] = [];
	for (const { seatId, chance } of without) {
		const drawn = drawCard(deck, [...playing, ...dealt], null, chance);
		if (!drawn.accepted) return drawn;
		dealt.push({ seatId, roleCardId: drawn.value });
	}
	return accepted(dealt);
}

/** Draws who has the last word of each turn: among the absent that nobody plays, else among all the absent (MO88). `chance` from 0, included, to 1, excluded. */
export function drawAbsentVoice(deck: readonly Pick<RoleCard, 'id' | 'code' | 'isAbsent'>[], playing: readonly Played[], chance: number): Outcome<string, 'absent-role-none'> {
	const absent = deck.filter(({ isAbsent }) => isAbsent).toSorted(inOrderOfCode);
	if (absent.length === 0) return refused('absent-role-none');
	const players = countPlayers(playing);
	const unplayed = absent.filter(({ id }) => !players.has(id));
	const urn = unplayed.length > 0 ? unplayed : absent;
	return accepted(urn[Math.floor(chance * urn.length)]!.id);
}

/** What to do about a concerned party that nobody plays. */
export type Remedy =
	/** it has the last word already */
	| 'absent-voice'
	/** an absent one: draw the voice */
	| 'draw-absent-voice'
	/** offer it to a seat that has no role */
	| 'offer'
	/** everybody has a role, some the same: offer it to one of them */
	| 'offer-instead'
	/** everybody plays another one: say it aloud */
	| 'say-aloud';

export interface Unplayed<Card, Seat extends string> {
	readonly card: Card;
	readonly remedy: Remedy;
	/** to whom it may be offered, for `offer` and `offer-instead` */
	readonly seats: readonly Seat[];
}

/**
 * The coverage check (MO87): the concerned parties that nobody in the room plays, those who could be there first, with what to do about each.
 * `without`: the seats that may play and have no role; somebody who plays their own role has one.
 */
export function readCoverage<Card extends Pick<RoleCard, 'id' | 'code' | 'isConcerned' | 'isAbsent'>, Seat extends string>(
	deck: readonly Card[],
	playing: readonly Played<Seat>[],
	without: readonly Seat[],
	absentVoice: string | null
): Unplayed<Card, Seat>[] {
	const players = countPlayers(playing);
	const sharing = playing.filter(({ roleCardId }) => roleCardId && players.get(roleCardId)! > 1).map(({ seatId }) => seatId);
	const remedyOf = ({ id, isAbsent }: Card): Remedy => {
		if (id === absentVoice) return 'absent-voice';
		if (without.length > 0) return 'offer';
		if (isAbsent && absentVoice === null) return 'draw-absent-voice';
		return sharing.length > 0 ? 'offer-instead' : 'say-aloud';
	};
	return deck
		.filter(({ id, isConcerned }) => isConcerned && !players.has(id))
		.toSorted((a, b) => Number(a.isAbsent) - Number(b.isAbsent) || inOrderOfCode(a, b))
		.map((card) => {
			const remedy = remedyOf(card);
			return { card, remedy, seats: remedy === 'offer' ? without : remedy === 'offer-instead' ? sharing : [] };
		});
}

/** How a player says the role, in one sentence; empty when they would rather not (MO86). */
export function readSentence(typed: string): Outcome<string, 'role-sentence-too-long'> {
	const sentence = tidyLine(typed);
	return [...sentence].length > sentenceLimit ? refused('role-sentence-too-long') : accepted(sentence);
}

/** How a seat stands to the card that it played. */
export interface Handing {
	readonly role: { readonly code: string; readonly name: string };
	readonly isHandedBack: boolean;
	/** « ce qu'elle m'a fait voir »; empty when nothing was said */
	readonly madeSee: string;
}

export interface RoleSaid {
	readonly role: { readonly code: string; readonly name: string };
	readonly sentence: string;
}

export interface HandedBack {
	/** cards that somebody in the room played, and those of them that were handed back */
	readonly cards: number;
	readonly back: number;
	/** none where fewer than `sentencesToShow` say something */
	readonly sentences: readonly RoleSaid[];
}

/** One or two sentences would be as good as signed (MO221, MO52). */
export const sentencesToShow = 3;

/** What a role made somebody see, in one sentence; empty when they would rather not (MO220). */
export function readMadeSee(typed: string): Outcome<string, 'made-see-too-long'> {
	const sentence = asKept(typed.slice(0, 20_000)).replace(/\s+/g, ' ');
	return [...sentence].length > sentenceLimit ? refused('made-see-too-long') : accepted(sentence);
}

/** By role, in the order of the cards, then of the alphabet: nothing of who said it, nor of when; none where fewer than three say something (MO221). */
export function sentencesByRole(said: readonly RoleSaid[]): readonly RoleSaid[] {
	const told = said.filter(({ sentence }) => sentence !== '');
	const collator = new Intl.Collator('fr');
	return told.length < sentencesToShow ? [] : told.toSorted((a, b) => inOrderOfCode(a.role, b.role) || collator.compare(a.sentence, b.sentence));
}

export const impactsOfCard = 3;
export const risksOfCard = 2;

export type CardLinesRefusal = 'role-impacts-too-many' | 'role-risks-too-many';

/** The codes of the impacts that a card defends and of the risks that it fears, each once (MO222). Refuses more than a role scores. */
export function readCardLines(typed: { readonly impacts: readonly string[]; readonly risks: readonly string[] }): Outcome<{ readonly impacts: readonly string[]; readonly risks: readonly string[] }, CardLinesRefusal> {
	const codes = (list: readonly string[]) => [...new Set(list.map((code) => code.trim()))].filter((code) => /^\p{L}[\p{L}\p{N}-]{0,19}$/u.test(code));
	const [impacts, risks] = [codes(typed.impacts), codes(typed.risks)];
	if (impacts.length > impactsOfCard) return refused('role-impacts-too-many');
	return risks.length > risksOfCard ? refused('role-risks-too-many') : accepted({ impacts, risks });
}
