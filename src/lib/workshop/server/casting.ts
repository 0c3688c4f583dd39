// The only writer of the casting of a gathering: which seat plays which role, the lock, the absent voice drawn by chance.
import { randomInt } from 'node:crypto';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { AuthorityId, GatheringId, ProjectId, RoleCardId, SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { together } from '../../db/server/together.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Doer } from '../../gatherings/server/step.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import {
	drawAbsentVoice as drawVoice,
	drawCard,
	drawForAll as drawForThose,
	followMerges,
	inOrderOfCode,
	readMadeSee,
	readSentence,
	sentencesByRole,
	type CardInHand,
	type HandedBack,
	type Handing,
	type RoleCard,
	type WayToTakeRole
} from '../rules/roles.ts';
import { castings, playedRoles, roleCards } from './tables.ts';

/** A card as the matrix will want it too: the codes of the impacts that it defends, of the risks that it fears. */
export interface DeckCard extends RoleCard {
	readonly id: RoleCardId;
	readonly impacts: readonly string[];
	readonly risks: readonly string[];
}

export const cardColumns = {
	id: roleCards.id,
	code: roleCards.code,
	name: roleCards.name,
	mission: roleCards.mission,
	defends: roleCards.defends,
	fears: roleCards.fears,
	means: roleCards.means,
	questions: roleCards.questions,
	forbidden: roleCards.forbidden,
	isAbsent: roleCards.isAbsent,
	isConcerned: roleCards.isConcerned,
	impacts: roleCards.impacts,
	risks: roleCards.risks
};

/** The cards of a project that have not been withdrawn, in the order of their codes. */
export async function deckOf(query: Query, { authorityId, projectId }: { readonly authorityId: AuthorityId; readonly projectId: ProjectId }): Promise<readonly DeckCard[]> {
	const cards = await query
		.select(cardColumns)
		.from(roleCards)
		.where(and(eq(roleCards.authorityId, authorityId), eq(roleCards.projectId, projectId), isNull(roleCards.withdrawnAt)));
	return cards.sort(inOrderOfCode);
}

/** Cards by their ids, also those that were withdrawn from the deck since: what was played keeps its words (MO81). */
export async function cardsOf(query: Query, ids: readonly RoleCardId[]): Promise<readonly DeckCard[]> {
	if (ids.length === 0) return [];
	const cards = await query
		.select(cardColumns)
		.from(roleCards)
		.where(inArray(roleCards.id, [...ids]));
	return cards.sort(inOrderOfCode);
}

interface Row {
	readonly seatId: SeatId;
	readonly roleCardId: RoleCardId | null;
	readonly how: WayToTakeRole;
	readonly sentence: string;
	readonly handedBackAt: Date | null;
	readonly madeSee: string;
	/** also one that was withdrawn from the deck since */
	readonly card: DeckCard | null;
}

/** Who plays what, each under the seat that remains after merges; those who were expelled too (MO91). */
async function readRows(query: Query, gatheringId: GatheringId): Promise<ReadonlyMap<SeatId, Row>> {
	const rows = await query
		.select({
			seatId: playedRoles.seatId,
			roleCardId: playedRoles.roleCardId,
			how: playedRoles.how,
			sentence: playedRoles.sentence,
			handedBackAt: playedRoles.handedBackAt,
			madeSee: playedRoles.madeSee,
			card: cardColumns
		})
		.from(playedRoles)
		.leftJoin(roleCards, eq(roleCards.id, playedRoles.roleCardId))
		.where(eq(playedRoles.gatheringId, gatheringId))
		.orderBy(playedRoles.takenAt, playedRoles.seatId);
	return followMerges(rows, rows.length > 0 ? await seats.ofGathering(query, gatheringId) : []) as Map<SeatId, Row>;
}

const read = (query: Query, gatheringId: GatheringId) => together(query, `cast:${gatheringId}`, () => readRows(query, gatheringId));

/** The role of one seat; null when it has none. `card` is null for somebody who plays their own role. */
export async function roleOf(query: Query, gatheringId: GatheringId, seatId: SeatId): Promise<{ readonly card: RoleCard | null; readonly how: WayToTakeRole; readonly sentence: string } | null> {
	const row = (await read(query, gatheringId)).get(seatId);
	return row ? { card: row.card, how: row.how, sentence: row.sentence } : null;
}

export interface Cast {
	/** null: plays their own role */
	readonly roleCardId: RoleCardId | null;
	readonly code: string | null;
	readonly name: string | null;
	readonly how: WayToTakeRole;
	readonly sentence: string;
}

/** The whole casting, with those who were expelled since: what they did under a role stays the role's. */
export async function castOf(query: Query, gatheringId: GatheringId): Promise<ReadonlyMap<SeatId, Cast>> {
	const rows = await read(query, gatheringId);
	return new Map([...rows].map(([seatId, { roleCardId, card, how, sentence }]) => [seatId, { roleCardId, code: card?.code ?? null, name: card?.name ?? null, how, sentence }]));
}

/** The public names of the others in the room who hold the card of this seat, and have not handed it back (MO92). */
export async function heldWith(query: Query, gatheringId: GatheringId, seatId: SeatId): Promise<readonly string[]> {
	const rows = await read(query, gatheringId);
	const card = rows.get(seatId)?.roleCardId;
	const holds = (id: SeatId) => rows.get(id)?.roleCardId === card && rows.get(id)?.handedBackAt === null;
	if (!card || !holds(seatId)) return [];
	const roll = await seats.rollOf(query, gatheringId);
	return roll
		.filter(({ seatId: id, college }) => college && id !== seatId && holds(id))
		.map(({ publicName }) => publicName)
		.sort((a, b) => a.localeCompare(b, 'fr', { numeric: true }));
}

/** The card that a seat holds, for its hand at all times; null when it holds none, as when it plays its own role or has handed its card back. */
export async function inHand(query: Query, gatheringId: GatheringId, seatId: SeatId): Promise<CardInHand | null> {
	const role = (await read(query, gatheringId)).get(seatId);
	if (!role?.card || role.handedBackAt) return null;
	const { absentVoiceId, lockedAt } = await together(query, `casting-row:${gatheringId}`, () => readCasting(query, gatheringId));
	const { code, name, mission, defends, fears, means, questions, forbidden, isAbsent } = role.card;
	return {
		card: { code, name, mission, defends, fears, means, questions, forbidden, isAbsent },
		sentence: role.sentence,
		hasLastWord: role.card.id === absentVoiceId,
		heldWith: await heldWith(query, gatheringId, seatId),
		isLocked: lockedAt !== null
	};
}

export interface Player extends seats.OnRoll {
	readonly role: Cast | null;
}

/** The seats in the room that play: those of the two colleges, with their role (MO83). */
export async function playersOf(query: Query, gatheringId: GatheringId): Promise<readonly Player[]> {
	const cast = await castOf(query, gatheringId);
	const roll = await seats.rollOf(query, gatheringId);
	return roll.filter(({ college }) => college).map((seat) => ({ ...seat, role: cast.get(seat.seatId) ?? null }));
}

export interface Casting {
	readonly lockedAt: Date | null;
	readonly absentVoiceId: RoleCardId | null;
}

export async function readCasting(query: Query, gatheringId: GatheringId): Promise<Casting> {
	const [row] = await query
		.select({ lockedAt: castings.lockedAt, absentVoiceId: castings.absentVoiceId })
		.from(castings)
		.where(eq(castings.gatheringId, gatheringId));
	return row ?? { lockedAt: null, absentVoiceId: null };
}

/** The absent voice that was drawn, which has the last word of each turn; null before the draw. */
export async function absentVoice(query: Query, gatheringId: GatheringId): Promise<RoleCard | null> {
	const [card] = await query
		.select(cardColumns)
		.from(castings)
		.innerJoin(roleCards, eq(roleCards.id, castings.absentVoiceId))
		.where(eq(castings.gatheringId, gatheringId));
	return card ?? null;
}

/** The cards that somebody in one of these rooms plays, and their absent voices. */
export async function cardsInPlay(query: Query, gatheringIds: readonly GatheringId[]): Promise<ReadonlySet<RoleCardId>> {
	const found = new Set<RoleCardId>();
	for (const gatheringId of gatheringIds) {
		for (const { role } of await playersOf(query, gatheringId)) if (role?.roleCardId) found.add(role.roleCardId);
		const { absentVoiceId } = await readCasting(query, gatheringId);
		if (absentVoiceId) found.add(absentVoiceId);
	}
	return found;
}

/** Whether one of these gatherings knows this card, as a role that was played or as its absent voice. */
export async function isKnownTo(query: Query, gatheringIds: readonly GatheringId[], cardId: RoleCardId): Promise<boolean> {
	if (gatheringIds.length === 0) return false;
	const ids = [...gatheringIds];
	const played = await query.$count(playedRoles, and(inArray(playedRoles.gatheringId, ids), eq(playedRoles.roleCardId, cardId)));
	return played > 0 || (await query.$count(castings, and(inArray(castings.gatheringId, ids), eq(castings.absentVoiceId, cardId)))) > 0;
}

/** From 0, included, to 1, excluded, by the system's own chance. */
const chance = (): number => randomInt(2 ** 47) / 2 ** 47;

/** The step in which a hand takes its role, in a workshop and in a sitting of the clause. */
const castingSteps: ReadonlySet<string> = new Set(['roles', 'casting']);

type HoldRefusal = 'gathering-closed' | 'roles-not-yet';

/** The casting's row, made if missing, held until the transaction ends: whoever takes, deals, locks or draws waits here. A hand waits for the step; a desk may prepare and finish. */
async function hold(tx: Tx, doer: Doer): Promise<Outcome<Casting, HoldRefusal>> {
	const { authorityId, gatheringId } = doer;
	const gathering = await gatherings.read(tx, gatheringId);
	if (gathering.closedAt) return refused('gathering-closed');
	const place = gathering.agenda.steps.findIndex(({ step }) => castingSteps.has(step));
	if (doer.seat && (place < 0 || place > gathering.position)) return refused('roles-not-yet');
	await tx.insert(castings).values({ authorityId, gatheringId }).onConflictDoNothing();
	const [row] = await tx
		.select({ lockedAt: castings.lockedAt, absentVoiceId: castings.absentVoiceId })
		.from(castings)
		.where(and(eq(castings.authorityId, authorityId), eq(castings.gatheringId, gatheringId)))
		.for('update');
	return accepted(row!);
}

type ChangeRefusal = HoldRefusal | 'casting-locked';

/** Held, and not locked (MO89). */
async function holdOpen(tx: Tx, doer: Doer): Promise<Outcome<Casting, ChangeRefusal>> {
	const held = await hold(tx, doer);
	return held.accepted && held.value.lockedAt ? refused('casting-locked') : held;
}

async function tell(tx: Tx, doer: Doer, act: string, about: Readonly<Record<string, string | null>> = {}): Promise<void> {
	const { authorityId, projectId, gatheringId, actor, onBehalfOf } = doer;
	await record(tx, { authorityId, projectId, act, actor, onBehalfOf, about: { gathering: gatheringId, ...about } });
	await announce(tx, `step:${gatheringId}`);
}

const told = { chosen: 'role-chosen', drawn: 'role-drawn', assigned: 'role-assigned', own: 'role-own' } satisfies Record<WayToTakeRole, string>;

async function give(tx: Tx, doer: Doer, seatId: SeatId, roleCardId: RoleCardId | null, how: WayToTakeRole): Promise<void> {
	const { authorityId, gatheringId, at } = doer;
	// what was said of another role is not said of this one
	await tx
		.insert(playedRoles)
		.values({ authorityId, gatheringId, seatId, roleCardId, how, takenAt: at })
		.onConflictDoUpdate({ target: [playedRoles.gatheringId, playedRoles.seatId], set: { roleCardId, how, sentence: '', takenAt: at, handedBackAt: null, madeSee: '' } });
	await tell(tx, doer, told[how], { seat: seatId, role: roleCardId });
}

async function cardHere(tx: Tx, doer: Doer, cardId: string): Promise<DeckCard | undefined> {
	return (await deckOf(tx, doer)).find(({ id }) => id === cardId);
}

/** The seats that play, after whoever held the casting before has written. */
async function playersIn(tx: Tx, doer: Doer): Promise<readonly Player[]> {
	return playersOf(tx, doer.gatheringId);
}

const asPlayed = ({ seatId, role }: Player) => ({ seatId, roleCardId: role?.roleCardId ?? null });

type TakeRefusal = ChangeRefusal | 'seat-needed' | 'seat-not-a-player';

/** The acting seat among the players, the casting held and open. */
async function myself(tx: Tx, doer: Doer): Promise<Outcome<{ readonly me: Player; readonly players: readonly Player[] }, TakeRefusal>> {
	if (!doer.seat) return refused('seat-needed');
	const held = await holdOpen(tx, doer);
	if (!held.accepted) return held;
	const players = await playersIn(tx, doer);
	const me = players.find(({ seatId }) => seatId === doer.seat!.seatId);
	return me ? accepted({ me, players }) : refused('seat-not-a-player');
}

/** The acting seat takes a card that it has read; several may play the same. */
export async function choose(tx: Tx, doer: Doer, cardId: string): Promise<Outcome<RoleCardId, TakeRefusal | 'role-unknown'>> {
	const found = await myself(tx, doer);
	if (!found.accepted) return found;
	const card = await cardHere(tx, doer, cardId);
	if (!card) return refused('role-unknown');
	await give(tx, doer, found.value.me.seatId, card.id, 'chosen');
	return accepted(card.id);
}

/** Chance gives the acting seat a card, a free one first (MO85). */
export async function draw(tx: Tx, doer: Doer): Promise<Outcome<RoleCardId, TakeRefusal | 'deck-empty'>> {
	const found = await myself(tx, doer);
	if (!found.accepted) return found;
	const { me, players } = found.value;
	const others = players.filter(({ seatId }) => seatId !== me.seatId).map(asPlayed);
	const drawn = drawCard(await deckOf(tx, doer), others, me.role?.roleCardId ?? null, chance());
	if (!drawn.accepted) return drawn;
	await give(tx, doer, me.seatId, drawn.value as RoleCardId, 'drawn');
	return accepted(drawn.value as RoleCardId);
}

/** The acting seat plays its own role: it has no card. */
export async function playOwn(tx: Tx, doer: Doer): Promise<Outcome<SeatId, TakeRefusal>> {
	const found = await myself(tx, doer);
	if (!found.accepted) return found;
	await give(tx, doer, found.value.me.seatId, null, 'own');
	return accepted(found.value.me.seatId);
}

/** The acting seat says its role in one sentence; after the lock too, which closes who plays whom and nothing else (MO86). */
export async function say(tx: Tx, doer: Doer, typed: string): Promise<Outcome<SeatId, HoldRefusal | 'seat-needed' | 'role-not-taken' | 'role-sentence-too-long'>> {
	if (!doer.seat) return refused('seat-needed');
	const held = await hold(tx, doer);
	if (!held.accepted) return held;
	const sentence = readSentence(typed);
	if (!sentence.accepted) return sentence;
	const { seatId } = doer.seat;
	const row = (await readRows(tx, doer.gatheringId)).get(seatId);
	if (!row) return refused('role-not-taken');
	await tx
		.update(playedRoles)
		.set({ sentence: sentence.value })
		.where(and(eq(playedRoles.gatheringId, doer.gatheringId), eq(playedRoles.seatId, row.seatId)));
	await tell(tx, doer, 'role-said', { seat: seatId });
	return accepted(seatId);
}

/** Nothing is left of a role under this seat, nor under those that went into it. */
async function release(tx: Tx, doer: Doer, seatId: SeatId): Promise<void> {
	const merged = (await seats.ofGathering(tx, doer.gatheringId)).filter(({ mergedInto }) => mergedInto === seatId).map(({ id }) => id);
	await tx.delete(playedRoles).where(and(eq(playedRoles.gatheringId, doer.gatheringId), inArray(playedRoles.seatId, [seatId, ...merged])));
	await tell(tx, doer, 'role-given-back', { seat: seatId });
}

/** The acting seat gives its role back: it has none any more. */
export async function giveBack(tx: Tx, doer: Doer): Promise<Outcome<SeatId, TakeRefusal | 'role-not-taken'>> {
	const found = await myself(tx, doer);
	if (!found.accepted) return found;
	const { me } = found.value;
	if (!me.role) return refused('role-not-taken');
	await release(tx, doer, me.seatId);
	return accepted(me.seatId);
}

/** A facilitator gives a card to a seat. */
export async function assign(tx: Tx, doer: Doer, asked: { readonly seat: string; readonly card: string }): Promise<Outcome<RoleCardId, ChangeRefusal | 'seat-not-a-player' | 'role-unknown'>> {
	const held = await holdOpen(tx, doer);
	if (!held.accepted) return held;
	const player = (await playersIn(tx, doer)).find(({ seatId }) => seatId === asked.seat);
	if (!player) return refused('seat-not-a-player');
	const card = await cardHere(tx, doer, asked.card);
	if (!card) return refused('role-unknown');
	await give(tx, doer, player.seatId, card.id, 'assigned');
	return accepted(card.id);
}

/** Chance gives a card to every seat that has no role yet (MO85). Answers how many. */
export async function drawForAll(tx: Tx, doer: Doer): Promise<Outcome<number, ChangeRefusal | 'deck-empty' | 'everybody-has-role'>> {
	const held = await holdOpen(tx, doer);
	if (!held.accepted) return held;
	const players = await playersIn(tx, doer);
	const without = players.filter(({ role }) => !role).map(({ seatId }) => ({ seatId, chance: chance() }));
	const dealt = drawForThose(await deckOf(tx, doer), players.filter(({ role }) => role).map(asPlayed), without);
	if (!dealt.accepted) return dealt;
	for (const { seatId, roleCardId } of dealt.value) await give(tx, doer, seatId, roleCardId as RoleCardId, 'drawn');
	return accepted(dealt.value.length);
}

/** A facilitator takes the role of a seat back. */
export async function free(tx: Tx, doer: Doer, seat: string): Promise<Outcome<SeatId, ChangeRefusal | 'role-not-taken'>> {
	const held = await holdOpen(tx, doer);
	if (!held.accepted) return held;
	const player = (await playersIn(tx, doer)).find(({ seatId }) => seatId === seat);
	if (!player?.role) return refused('role-not-taken');
	await release(tx, doer, player.seatId);
	return accepted(player.seatId);
}

async function setLock(tx: Tx, doer: Doer, lockedAt: Date | null, act: string): Promise<Outcome<GatheringId, HoldRefusal>> {
	const held = await hold(tx, doer);
	if (!held.accepted) return held;
	// twice on the same button is once
	if (Boolean(held.value.lockedAt) === Boolean(lockedAt)) return accepted(doer.gatheringId);
	await tx.update(castings).set({ lockedAt }).where(eq(castings.gatheringId, doer.gatheringId));
	await tell(tx, doer, act);
	return accepted(doer.gatheringId);
}

/** Closes who plays whom; leaving the step does not (MO89). */
export const lock = (tx: Tx, doer: Doer) => setLock(tx, doer, doer.at, 'casting-locked');
export const unlock = (tx: Tx, doer: Doer) => setLock(tx, doer, null, 'casting-unlocked');

/** Chance names the absent voice (MO88); again as long as the casting is not locked. */
export async function drawAbsentVoice(tx: Tx, doer: Doer): Promise<Outcome<RoleCardId, ChangeRefusal | 'absent-role-none'>> {
	const held = await hold(tx, doer);
	if (!held.accepted) return held;
	if (held.value.lockedAt && held.value.absentVoiceId) return refused('casting-locked');
	const drawn = drawVoice(await deckOf(tx, doer), (await playersIn(tx, doer)).map(asPlayed), chance());
	if (!drawn.accepted) return drawn;
	const absentVoiceId = drawn.value as RoleCardId;
	await tx.update(castings).set({ absentVoiceId, drawnAt: doer.at }).where(eq(castings.gatheringId, doer.gatheringId));
	await tell(tx, doer, 'absent-voice-drawn', { role: absentVoiceId });
	return accepted(absentVoiceId);
}

/** How a seat stands to the card that it played: null when it played none. */
export async function handingOf(query: Query, gatheringId: GatheringId, seatId: SeatId): Promise<Handing | null> {
	const row = (await read(query, gatheringId)).get(seatId);
	return row?.card ? { role: { code: row.card.code, name: row.card.name }, isHandedBack: row.handedBackAt !== null, madeSee: row.madeSee } : null;
}

type HandingRefusal = 'gathering-closed' | 'roles-not-yet' | 'seat-needed' | 'role-not-taken' | 'made-see-too-long';

async function ofHolder(tx: Tx, doer: Doer, set: Pick<Row, 'handedBackAt' | 'madeSee'>, act: string): Promise<Outcome<SeatId, HandingRefusal>> {
	if (!doer.seat) return refused('seat-needed');
	const held = await hold(tx, doer);
	if (!held.accepted) return held;
	const row = (await readRows(tx, doer.gatheringId)).get(doer.seat.seatId);
	if (!row?.card) return refused('role-not-taken');
	await tx
		.update(playedRoles)
		.set(set)
		.where(and(eq(playedRoles.gatheringId, doer.gatheringId), eq(playedRoles.seatId, row.seatId)));
	await tell(tx, doer, act, { seat: doer.seat.seatId });
	return accepted(doer.seat.seatId);
}

/** The acting seat hands its card back before the ballot, with what it made it see or without a word; again, to say it otherwise (MO220). */
export async function handBack(tx: Tx, doer: Doer, typed: string): Promise<Outcome<SeatId, HandingRefusal>> {
	const sentence = readMadeSee(typed);
	return sentence.accepted ? ofHolder(tx, doer, { handedBackAt: doer.at, madeSee: sentence.value }, 'role-handed-back') : sentence;
}

/** It takes its card again, and what it said of it with it (MO220). */
export const takeCardBack = (tx: Tx, doer: Doer) => ofHolder(tx, doer, { handedBackAt: null, madeSee: '' }, 'role-taken-again');

/** How many cards were played and how many handed back; and what they made people see, by role, where enough say it (MO221). */
export async function handedBack(query: Query, gatheringId: GatheringId): Promise<HandedBack> {
	const players = new Set((await playersOf(query, gatheringId)).map(({ seatId }) => seatId));
	const rows = [...(await read(query, gatheringId)).values()].filter(({ card }) => card !== null);
	const here = [...(await read(query, gatheringId))].filter(([seatId, { card }]) => card !== null && players.has(seatId));
	return {
		cards: here.length,
		back: here.filter(([, { handedBackAt }]) => handedBackAt !== null).length,
		sentences: sentencesByRole(rows.map(({ card, madeSee }) => ({ role: { code: card!.code, name: card!.name }, sentence: madeSee })))
	};
}
