// Lets a facilitator read blind, between the writing and the reveal, what the room is about to be shown: says when, and hands it without anything of its authors. Writes nothing itself: the writers of cards and of amendments do.
import type { Query, Tx } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { FacilitatorFacts } from '../../gatherings/server/gatherings.ts';
import type { Doer } from '../../gatherings/server/step.ts';
import { record } from '../../journal/server/journal.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { amendmentsReadFrom, mayReadCards, type Moderation, type ModerationRefusal, type ModerationRule, type ToModerate } from '../rules/moderation.ts';
import * as amendments from './amendments.ts';
import * as landscape from './landscape.ts';
import * as privateCards from './privateCards.ts';

type Place = Pick<FacilitatorFacts, 'authorityId' | 'projectId' | 'gatheringId'>;

const nothing: ToModerate = { state: 'none', opensAt: null, texts: [], isBeforeReveal: false };

async function cardsOf(query: Query, { gatheringId }: Place, step: string): Promise<ToModerate> {
	const row = await landscape.find(query, gatheringId);
	const isBeforeReveal = step === 'landscape-writing';
	// before the close nothing is even fetched
	if (!row || !mayReadCards(row)) return isBeforeReveal ? { ...nothing, state: 'writing', isBeforeReveal } : nothing;
	const read = await privateCards.toRead(query, gatheringId);
	const texts = read.map(({ handle, zone, text, setAsideFor }) => ({ handle, zone, about: '', text, reason: '', setAsideFor }));
	return isBeforeReveal || texts.length ? { state: 'reading', opensAt: null, texts, isBeforeReveal } : nothing;
}

async function amendmentsOf(query: Query, place: Place, step: string, at: Date): Promise<ToModerate> {
	const turn = await amendments.readTurn(query, place.gatheringId);
	const opensAt = amendmentsReadFrom(turn);
	const isBeforeReveal = step === 'amendments' && (turn?.phase ?? 'silence') === 'silence';
	if (!turn || !opensAt || opensAt > at) return isBeforeReveal ? { ...nothing, state: 'writing', opensAt: opensAt?.toISOString() ?? null, isBeforeReveal } : nothing;
	const read = await amendments.toRead(query, place.gatheringId, turn);
	if (read.length === 0 && !isBeforeReveal) return nothing;
	const version = await amendments.lastVersion(query, place);
	const words = new Map(version?.passages.map(({ id, text }) => [id as string, text]));
	const texts = read.map(({ handle, passageId, text, reason, setAsideFor }) => ({ handle, zone: null, about: (passageId && words.get(passageId)) || '', text, reason, setAsideFor }));
	return { state: 'reading', opensAt: null, texts, isBeforeReveal };
}

/** What may be read blind now; nothing once the gathering is closed (MO172, MO173). */
export async function readBlind(query: Query, place: Place, at: Date): Promise<Moderation> {
	const gathering = await gatherings.read(query, place.gatheringId);
	if (gathering.closedAt) return { cards: nothing, amendments: nothing };
	const { currentStep } = gatherings.standing(gathering);
	const [cards, ofTurn] = [await cardsOf(query, place, currentStep), await amendmentsOf(query, place, currentStep, at)];
	return { cards, amendments: ofTurn };
}

/** Undefined once the gathering is closed: nothing is moderated any more. */
async function doerOf(tx: Tx, by: FacilitatorFacts, at: Date): Promise<Doer | undefined> {
	const gathering = await gatherings.read(tx, by.gatheringId);
	return gathering.closedAt ? undefined : { ...gatherings.standing(gathering), actor: `account:${by.accountId}`, accountId: by.accountId, at };
}

/** « Relire avant de dévoiler »: from here on nobody writes a new card, and the cards may be read (MO172). */
export async function closeWriting(tx: Tx, by: FacilitatorFacts, at: Date): Promise<Outcome<null, ModerationRefusal>> {
	// the landscape first: a room that leaves the step holds it, and is read after
	const row = await landscape.lock(tx, by);
	const { currentStep } = await gatherings.atStep(tx, by.gatheringId);
	if (currentStep !== 'landscape-writing' || row.writingClosedAt) return refused('writing-not-open');
	await privateCards.closeWriting(tx, by, at);
	await tell(tx, by, 'writing-closed');
	return accepted(null);
}

/** The room writes again, and nobody reads (MO177). */
export async function reopenWriting(tx: Tx, by: FacilitatorFacts): Promise<Outcome<null, ModerationRefusal>> {
	const row = await landscape.lock(tx, by);
	const { currentStep } = await gatherings.atStep(tx, by.gatheringId);
	if (currentStep !== 'landscape-writing' || !row.writingClosedAt) return refused('writing-not-being-read');
	await landscape.openWriting(tx, by);
	await tell(tx, by, 'writing-reopened');
	return accepted(null);
}

const tell = (tx: Tx, { authorityId, projectId, gatheringId, accountId }: FacilitatorFacts, act: string) =>
	record(tx, { authorityId, projectId, act, actor: `account:${accountId}`, about: { gathering: gatheringId } });

/** What is read blind: the cards of the landscape, or the amendments. */
export type Readable = 'card' | 'amendment';

export async function setAside(
	tx: Tx,
	by: FacilitatorFacts,
	asked: { readonly what: Readable; readonly handle: string; readonly rule: string },
	at: Date
): Promise<Outcome<ModerationRule, ModerationRefusal>> {
	const doer = await doerOf(tx, by, at);
	if (!doer) return refused('not-readable-yet');
	return asked.what === 'card' ? privateCards.setAside(tx, doer, asked) : amendments.setAside(tx, doer, asked);
}

export async function putBack(tx: Tx, by: FacilitatorFacts, asked: { readonly what: Readable; readonly handle: string }, at: Date): Promise<Outcome<null, ModerationRefusal>> {
	const doer = await doerOf(tx, by, at);
	if (!doer) return refused('not-readable-yet');
	return asked.what === 'card' ? privateCards.putBack(tx, doer, asked) : amendments.readmit(tx, doer, asked);
}
