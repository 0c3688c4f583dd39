// The only writer of the words that a project explains; counts the words that trip a room.
import { and, eq } from 'drizzle-orm';
import type { AccountId, AuthorityId, GatheringId, Id, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { together } from '../../db/server/together.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { SeatFacts } from '../../gatherings/server/seats.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { countTaps, keyOf, readMeaning, readWord, tapsEach, type Entry, type LexiconInHand, type MeaningRefusal, type StuckWord, type WordRefusal } from '../rules/words.ts';
import * as stuckWords from './stuckWords.ts';
import { lexiconEntries } from './tables.ts';

type EntryId = Id<'lexicon-entry'>;

/** Who explains: at the console of a gathering, or on the page of the project. */
export interface Explainer {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly accountId: AccountId;
	readonly gatheringId?: GatheringId;
}

const topicOf = (gatheringId: GatheringId) => `step:${gatheringId}`;

/** The project's lexicon, in the order of the dictionary. */
export async function entriesOf(query: Query, projectId: ProjectId): Promise<Entry[]> {
	const { word, key, meaning } = lexiconEntries;
	const entries = await query.select({ word, key, meaning }).from(lexiconEntries).where(eq(lexiconEntries.projectId, projectId));
	const inOrder = new Intl.Collator('fr');
	return entries.sort((a, b) => inOrder.compare(a.key, b.key));
}

/** Every room of the project looks again, not only the one that asked. */
async function tellRooms(tx: Tx, by: Explainer): Promise<void> {
	for (const { id, closedAt } of await gatherings.ofProject(tx, by)) if (!closedAt) await announce(tx, topicOf(id));
}

const aboutWhat = ({ gatheringId }: Explainer, entry: EntryId): Record<string, string> => (gatheringId ? { gathering: gatheringId, entry } : { entry });

/** Explains a word of the project, or explains it anew; every hand of the project reads it (LE2, LE7). */
export async function explain(
	tx: Tx,
	by: Explainer,
	typed: { readonly word: string; readonly meaning: string },
	at: Date
): Promise<Outcome<{ id: EntryId }, WordRefusal | MeaningRefusal>> {
	const word = readWord(typed.word);
	if (!word.accepted) return word;
	const meaning = readMeaning(typed.meaning);
	if (!meaning.accepted) return meaning;
	const { authorityId, projectId, accountId } = by;
	const written = { word: word.value.word, meaning: meaning.value, writtenBy: accountId, writtenAt: at };
	const [row] = await tx
		.insert(lexiconEntries)
		.values({ id: newId<'lexicon-entry'>(), authorityId, projectId, key: word.value.key, ...written })
		.onConflictDoUpdate({ target: [lexiconEntries.projectId, lexiconEntries.key], set: written })
		.returning({ id: lexiconEntries.id });
	await record(tx, { authorityId, projectId, act: 'word-explained', actor: `account:${accountId}`, about: aboutWhat(by, row!.id) });
	await tellRooms(tx, by);
	return accepted({ id: row!.id });
}

/** Takes an explanation out of the lexicon (LE9). */
export async function withdraw(tx: Tx, by: Explainer, typed: { readonly word: string }): Promise<Outcome<{ id: EntryId }, 'word-unknown'>> {
	const { authorityId, projectId, accountId } = by;
	const isIt = and(eq(lexiconEntries.authorityId, authorityId), eq(lexiconEntries.projectId, projectId), eq(lexiconEntries.key, keyOf(typed.word)));
	const [row] = await tx.delete(lexiconEntries).where(isIt).returning({ id: lexiconEntries.id });
	if (!row) return refused('word-unknown');
	await record(tx, { authorityId, projectId, act: 'explanation-withdrawn', actor: `account:${accountId}`, about: aboutWhat(by, row.id) });
	await tellRooms(tx, by);
	return accepted({ id: row.id });
}

export type TapRefusal = WordRefusal | 'seat-waiting' | 'seat-expelled' | 'gathering-closed' | 'taps-too-many';

/** « Ce mot me coince »: counts once for this seat, however often it is said (LE3). */
export async function tap(tx: Tx, seat: SeatFacts, typed: { readonly word: string }): Promise<Outcome<{ key: string }, TapRefusal>> {
	if (seat.state !== 'admitted') return refused('seat-waiting');
	const word = readWord(typed.word);
	if (!word.accepted) return word;
	const { key } = word.value;
	await stuckWords.inTurn(tx, seat);
	const before = await stuckWords.ofSeat(tx, seat);
	if (before.some((tapped) => tapped.key === key)) return accepted({ key });
	if (before.length >= tapsEach) return refused('taps-too-many');
	await stuckWords.put(tx, seat, word.value);
	// read after the tap was put: whoever closes has erased before, or erases it after; the same for whoever expels
	const isClosed = (await gatherings.read(tx, seat.gatheringId)).closedAt !== null;
	if (isClosed || !(await seats.holdAdmitted(tx, seat))) {
		await stuckWords.takeBack(tx, seat, key);
		return refused(isClosed ? 'gathering-closed' : 'seat-expelled');
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

/** What a hand shows of the lexicon: its own taps, and nobody else's. */
export async function inHand(query: Query, seat: Pick<SeatFacts, 'projectId' | 'gatheringId' | 'seatId'>): Promise<LexiconInHand> {
	const [entries, stuck] = [await together(query, `lexicon:${seat.projectId}`, () => entriesOf(query, seat.projectId)), await stuckWords.ofSeat(query, seat)];
	return { entries, stuck };
}
