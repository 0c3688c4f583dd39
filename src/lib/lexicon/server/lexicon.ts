// The only writer of the words that a project explains; counts the words that trip a room.
import { eq } from 'drizzle-orm';
import type { GatheringId, Id, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { FacilitatorFacts } from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { SeatFacts } from '../../gatherings/server/seats.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { countTaps, keyOf, readMeaning, readWord, tapsEach, type MeaningRefusal, type StuckWord, type WordRefusal } from '../rules/words.ts';
import * as stuckWords from './stuckWords.ts';
import { lexiconEntries } from './tables.ts';

type EntryId = Id<'lexicon-entry'>;

export interface Entry {
	readonly word: string;
	readonly key: string;
	readonly meaning: string;
}

const topicOf = (gatheringId: GatheringId) => `step:${gatheringId}`;

/** The project's lexicon, in the order of the dictionary. */
export async function entriesOf(query: Query, projectId: ProjectId): Promise<Entry[]> {
	const { word, key, meaning } = lexiconEntries;
	const entries = await query.select({ word, key, meaning }).from(lexiconEntries).where(eq(lexiconEntries.projectId, projectId));
	const inOrder = new Intl.Collator('fr');
	return entries.sort((a, b) => inOrder.compare(a.key, b.key));
}

/** Explains a word of the project, or explains it anew; every hand of the room reads it (LE2, LE7). */
export async function explain(
	tx: Tx,
	by: FacilitatorFacts,
	typed: { readonly word: string; readonly meaning: string },
	at: Date
): Promise<Outcome<{ id: EntryId }, WordRefusal | MeaningRefusal>> {
	const word = readWord(typed.word);
	if (!word.accepted) return word;
	const meaning = readMeaning(typed.meaning);
	if (!meaning.accepted) return meaning;
	const { authorityId, projectId, gatheringId, accountId } = by;
	const written = { word: word.value.word, meaning: meaning.value, writtenBy: accountId, writtenAt: at };
	const [row] = await tx
		.insert(lexiconEntries)
		.values({ id: newId<'lexicon-entry'>(), authorityId, projectId, key: word.value.key, ...written })
		.onConflictDoUpdate({ target: [lexiconEntries.projectId, lexiconEntries.key], set: written })
		.returning({ id: lexiconEntries.id });
	await record(tx, { authorityId, projectId, act: 'word-explained', actor: `account:${accountId}`, about: { gathering: gatheringId, entry: row!.id } });
	await announce(tx, topicOf(gatheringId));
	return accepted({ id: row!.id });
}

export type TapRefusal = WordRefusal | 'gathering-closed' | 'taps-too-many';

/** « Ce mot me coince »: counts once for this seat, however often it is said (LE3). */
export async function tap(tx: Tx, seat: SeatFacts, typed: { readonly word: string }): Promise<Outcome<{ key: string }, TapRefusal>> {
	const word = readWord(typed.word);
	if (!word.accepted) return word;
	const { key } = word.value;
	const before = await stuckWords.ofSeat(tx, seat);
	if (before.some((tapped) => tapped.key === key)) return accepted({ key });
	if (before.length >= tapsEach) return refused('taps-too-many');
	await stuckWords.put(tx, seat, word.value);
	// read after the tap was put: whoever closes has erased before, or erases it after
	if ((await gatherings.read(tx, seat.gatheringId)).closedAt) {
		await stuckWords.takeBack(tx, seat, key);
		return refused('gathering-closed');
	}
	await announce(tx, topicOf(seat.gatheringId));
	return accepted({ key });
}

/** A tap by mistake, or a word understood meanwhile. */
export async function takeBack(tx: Tx, seat: SeatFacts, typed: { readonly word: string }): Promise<Outcome<{ key: string }, never>> {
	const key = keyOf(typed.word);
	await stuckWords.takeBack(tx, seat, key);
	await announce(tx, topicOf(seat.gatheringId));
	return accepted({ key });
}

/** The words that trip the people in the room, the most shared first: counts, never who (LE4). */
export async function tapsOf(query: Query, gatheringId: GatheringId): Promise<StuckWord[]> {
	const taps = await stuckWords.ofGathering(query, gatheringId);
	if (taps.length === 0) return [];
	const roll = await seats.rollOf(query, gatheringId);
	return countTaps(taps, new Set(roll.map(({ seatId }) => seatId as string)));
}

/** The keys of the words that this seat has tapped: for its own screen. */
export const tappedBy = async (query: Query, seat: SeatFacts): Promise<string[]> => (await stuckWords.ofSeat(query, seat)).map(({ key }) => key);
