// The only writer of role cards: a project's deck, written, changed, withdrawn, taken from another project.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { AuthorityId, ProjectId, RoleCardId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { lacking, nextCode, readCard, readCardLines, type CardLinesRefusal, type CardRefusal, type CardText } from '../rules/roles.ts';
import { cardColumns, cardsInPlay, deckOf, isKnownTo } from './casting.ts';
import { roleCards } from './tables.ts';

export interface DeckPlace {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}

export interface DeckDoer extends DeckPlace {
	readonly actor: Actor;
	readonly at: Date;
}

/** A card as it is typed: its words and, where the form shows the lines of a matrix, the codes of those that it defends and fears. */
export interface TypedCard extends CardText {
	readonly lines?: { readonly impacts: readonly string[]; readonly risks: readonly string[] };
}

/** A card that comes from elsewhere: the example, the deck to start with, another project. */
export interface OfferedCard extends CardText {
	/** kept when it is free here */
	readonly code?: string;
	readonly impacts?: readonly string[];
	readonly risks?: readonly string[];
}

/** What a form of the deck's page may be refused. */
export type DeckRefusal = CardRefusal | CardLinesRefusal | 'role-unknown' | 'role-in-play' | 'nothing-to-take' | 'project-unknown';

const ofDeck = ({ authorityId, projectId }: DeckPlace) => and(eq(roleCards.authorityId, authorityId), eq(roleCards.projectId, projectId));

/** Whoever writes in a deck waits here for the other: codes and names are given one at a time. */
async function hold(tx: Tx, { projectId }: DeckPlace): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`deck:${projectId}`}, 0))`);
}

const codesEver = async (tx: Tx, place: DeckPlace): Promise<string[]> => (await tx.select({ code: roleCards.code }).from(roleCards).where(ofDeck(place))).map(({ code }) => code);

/** The gatherings where a card may be in somebody's hand, and those whose record says it. */
async function gatheringsOf(query: Query, place: DeckPlace) {
	const all = await gatherings.ofProject(query, place);
	const ids = (isClosed: boolean) => all.filter(({ closedAt }) => Boolean(closedAt) === isClosed).map(({ id }) => id);
	return { open: ids(false), closed: ids(true) };
}

async function tell(tx: Tx, doer: DeckDoer, act: string, about: Readonly<Record<string, string | number>>): Promise<void> {
	const { authorityId, projectId, actor } = doer;
	await record(tx, { authorityId, projectId, act, actor, about });
	// a card that is in a hand changes in that hand
	for (const gatheringId of (await gatheringsOf(tx, doer)).open) await announce(tx, `step:${gatheringId}`);
}

async function insert(tx: Tx, { authorityId, projectId, at }: DeckDoer, code: string, card: CardText & Pick<OfferedCard, 'impacts' | 'risks'>): Promise<RoleCardId> {
	const id = newId<'role-card'>();
	const { name, mission, defends, fears, means, questions, forbidden, isAbsent, isConcerned, impacts = [], risks = [] } = card;
	await tx
		.insert(roleCards)
		.values({ id, authorityId, projectId, code, name, mission, defends, fears, means, questions, forbidden, isAbsent, isConcerned, impacts, risks, createdAt: at });
	return id;
}

/** Adds a card under the next code. */
export async function add(tx: Tx, doer: DeckDoer, typed: TypedCard): Promise<Outcome<RoleCardId, CardRefusal | CardLinesRefusal>> {
	await hold(tx, doer);
	const judged = readCard(typed, await deckOf(tx, doer));
	if (!judged.accepted) return judged;
	const lines = readCardLines(typed.lines ?? { impacts: [], risks: [] });
	if (!lines.accepted) return lines;
	const id = await insert(tx, doer, nextCode(await codesEver(tx, doer)), { ...judged.value, ...lines.value });
	await tell(tx, doer, 'role-card-added', { role: id });
	return accepted(id);
}

/** Changes the words of a card. What the record of a closed gathering says stays: the card is then replaced by a new one under the same code (MO81). */
export async function change(tx: Tx, doer: DeckDoer, id: string, typed: TypedCard): Promise<Outcome<RoleCardId, CardRefusal | CardLinesRefusal | 'role-unknown' | 'role-in-play'>> {
	await hold(tx, doer);
	const deck = await deckOf(tx, doer);
	const card = deck.find((one) => one.id === id);
	if (!card) return refused('role-unknown');
	const judged = readCard(
		typed,
		deck.filter((one) => one !== card)
	);
	if (!judged.accepted) return judged;
	const lines = readCardLines(typed.lines ?? card);
	if (!lines.accepted) return lines;
	const { open, closed } = await gatheringsOf(tx, doer);
	if (!(await isKnownTo(tx, closed, card.id))) {
		await tx.update(roleCards).set({ ...judged.value, ...lines.value }).where(and(ofDeck(doer), eq(roleCards.id, card.id)));
		await tell(tx, doer, 'role-card-changed', { role: card.id });
		return accepted(card.id);
	}
	if (await isKnownTo(tx, open, card.id)) return refused('role-in-play');
	await tx.update(roleCards).set({ withdrawnAt: doer.at }).where(and(ofDeck(doer), eq(roleCards.id, card.id)));
	const made = await insert(tx, doer, card.code, { ...judged.value, ...lines.value });
	await tell(tx, doer, 'role-card-replaced', { role: made, replaced: card.id });
	return accepted(made);
}

/** Takes a card out of the deck; nobody must hold it. Records keep what was played (MO81). */
export async function withdraw(tx: Tx, doer: DeckDoer, id: string): Promise<Outcome<RoleCardId, 'role-unknown' | 'role-in-play'>> {
	await hold(tx, doer);
	const card = (await deckOf(tx, doer)).find((one) => one.id === id);
	if (!card) return refused('role-unknown');
	if ((await cardsInPlay(tx, (await gatheringsOf(tx, doer)).open)).has(card.id)) return refused('role-in-play');
	await tx.update(roleCards).set({ withdrawnAt: doer.at }).where(and(ofDeck(doer), eq(roleCards.id, card.id)));
	await tell(tx, doer, 'role-card-withdrawn', { role: card.id });
	return accepted(card.id);
}

/** Adds those of the cards offered that the deck lacks, by name (MO82). Answers how many. */
export async function take(tx: Tx, doer: DeckDoer, offered: readonly OfferedCard[]): Promise<Outcome<number, 'nothing-to-take'>> {
	await hold(tx, doer);
	const fresh = lacking(await deckOf(tx, doer), offered);
	if (fresh.length === 0) return refused('nothing-to-take');
	const known = await codesEver(tx, doer);
	for (const card of fresh) {
		const code = card.code && !known.includes(card.code) ? card.code : nextCode(known);
		known.push(code);
		await insert(tx, doer, code, card);
	}
	await tell(tx, doer, 'role-cards-taken', { cards: fresh.length });
	return accepted(fresh.length);
}

/** Takes the cards of another project of the same authority; the caller knows that whoever asks may open it. */
export async function takeFrom(tx: Tx, doer: DeckDoer, from: ProjectId): Promise<Outcome<number, 'nothing-to-take'>> {
	return take(tx, doer, await deckOf(tx, { authorityId: doer.authorityId, projectId: from }));
}

/** How many cards each of these projects of one authority holds; those that hold none are left out. */
export async function sizesOf(query: Query, authorityId: AuthorityId, projectIds: readonly ProjectId[]): Promise<ReadonlyMap<ProjectId, number>> {
	if (projectIds.length === 0) return new Map();
	const rows = await query
		.select({ projectId: roleCards.projectId, cards: sql<number>`count(*)::int` })
		.from(roleCards)
		.where(and(eq(roleCards.authorityId, authorityId), inArray(roleCards.projectId, [...projectIds]), isNull(roleCards.withdrawnAt)))
		.groupBy(roleCards.projectId);
	return new Map(rows.map(({ projectId, cards }) => [projectId, cards]));
}

/** A card that is in the deck, to be changed. */
export async function find(query: Query, place: DeckPlace, id: RoleCardId) {
	const [card] = await query
		.select(cardColumns)
		.from(roleCards)
		.where(and(ofDeck(place), eq(roleCards.id, id), isNull(roleCards.withdrawnAt)));
	return card;
}
