// The only writer of a gathering's landscape row; reads the landscape for the screens and the record.
import { eq } from 'drizzle-orm';
import type { ZoneRefusal } from '../../boards/rules/frozenZones.ts';
import type { Gaze } from '../../boards/rules/gaze.ts';
import { differences, type Difference } from '../../boards/rules/history.ts';
import * as boards from '../../boards/server/boards.ts';
import * as history from '../../boards/server/history.ts';
import { Damaged } from '../../boards/server/log.ts';
import type { BoardId, GatheringId } from '../../db/rules/ids.ts';
import { onceInLook } from '../../db/server/together.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import * as dots from '../../decisions/server/dots.ts';
import type { VisibleDots } from '../../decisions/rules/dots.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Doer, GatheringAtStep } from '../../gatherings/server/step.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { arrangeLandscape, type LandscapeZone, type Zone } from '../rules/landscape.ts';
import { landscapes } from './tables.ts';

export type Landscape = typeof landscapes.$inferSelect;
type Place = Pick<GatheringAtStep, 'authorityId' | 'gatheringId'>;

export const boardName = 'landscape';
export const dotRound = (gatheringId: GatheringId) => ({ occasionId: gatheringId, name: 'landscape' });
export const topicOf = (gatheringId: GatheringId) => `step:${gatheringId}`;

/** The row, made if missing, held until the transaction ends: whoever writes, reveals or closes waits here. */
export async function lock(tx: Tx, { authorityId, gatheringId }: Place): Promise<Landscape> {
	await tx.insert(landscapes).values({ authorityId, gatheringId }).onConflictDoNothing();
	const [row] = await tx.select().from(landscapes).where(eq(landscapes.gatheringId, gatheringId)).for('update');
	return row!;
}

export const find = (query: Query, gatheringId: GatheringId): Promise<Landscape | undefined> => onceInLook(query, `landscape:${gatheringId}`, () => findNow(query, gatheringId));

async function findNow(query: Query, gatheringId: GatheringId): Promise<Landscape | undefined> {
	const [row] = await query.select().from(landscapes).where(eq(landscapes.gatheringId, gatheringId));
	return row;
}

export async function openWriting(tx: Tx, place: Place): Promise<void> {
	await lock(tx, place);
	await tx.update(landscapes).set({ writingClosedAt: null }).where(eq(landscapes.gatheringId, place.gatheringId));
	await announce(tx, topicOf(place.gatheringId));
}

export async function closeWriting(tx: Tx, place: Place, at: Date): Promise<void> {
	await lock(tx, place);
	await tx.update(landscapes).set({ writingClosedAt: at }).where(eq(landscapes.gatheringId, place.gatheringId));
	await announce(tx, topicOf(place.gatheringId));
}

/** The gathering's board, made at the first reveal. Called with the row locked. */
export async function boardFor(tx: Tx, locked: Landscape, at: Date): Promise<BoardId> {
	if (locked.boardId) return locked.boardId;
	const { authorityId, gatheringId } = locked;
	const boardId = await boards.create(tx, { authorityId, gatheringId, name: boardName });
	await tx.update(landscapes).set({ boardId, firstRevealedAt: at }).where(eq(landscapes.gatheringId, gatheringId));
	return boardId;
}

/** The seats that have dots: those of the two colleges (MO11). */
export async function rollOfDots(query: Query, gatheringId: GatheringId): Promise<ReadonlySet<string>> {
	const roll = await seats.rollOf(query, gatheringId);
	return new Set(roll.filter((seat) => seat.college).map((seat) => seat.seatId));
}

/** What the facilitator has set on the board beside its cards; nothing before the first reveal. */
export const conductedBoard = async (query: Query, boardId: BoardId | null): Promise<boards.Conducted> => (boardId ? boards.conducted(query, boardId) : { frozenZones: [], brought: null });

export type ConductRefusal = ZoneRefusal | history.RestoreRefusal | 'board-unknown';

/** One act of the facilitator on the board: recorded, and told to every screen of the step. */
async function conduct(tx: Tx, { authorityId, projectId, gatheringId, actor }: Pick<Doer, 'authorityId' | 'projectId' | 'gatheringId' | 'actor'>, act: string, run: (boardId: BoardId) => Promise<Outcome<unknown, ConductRefusal>>): Promise<Outcome<null, ConductRefusal>> {
	const boardId = (await findNow(tx, gatheringId))?.boardId;
	if (!boardId) return refused('board-unknown');
	const outcome = await run(boardId);
	if (!outcome.accepted) return outcome;
	await record(tx, { authorityId, projectId, act, actor, about: { gathering: gatheringId, board: boardId } });
	await announce(tx, topicOf(gatheringId));
	return accepted(null);
}

export const freezeZone = (tx: Tx, doer: Doer, zone: Zone) => conduct(tx, doer, 'zone-frozen', (boardId) => boards.freezeZone(tx, boardId, zone));

export const unfreezeZone = (tx: Tx, doer: Doer, zone: Zone) => conduct(tx, doer, 'zone-unfrozen', (boardId) => boards.unfreezeZone(tx, boardId, zone));

/** Brings every screen of the room to a zone or one of its cards (BO32). */
export const bring = (tx: Tx, doer: Doer, to: Gaze) =>
	conduct(tx, doer, 'room-brought', async (boardId) => {
		await boards.bring(tx, boardId, to);
		return accepted(null);
	});

/** Brings the landscape back to one of its minutes (BO23). */
export const bringBack = (tx: Tx, doer: Pick<Doer, 'authorityId' | 'projectId' | 'gatheringId' | 'actor'>, minute: Date) => conduct(tx, doer, 'board-brought-back', (boardId) => history.restore(tx, boardId, minute, doer.actor));

export interface LandscapeThen {
	readonly minutes: readonly history.Minute[];
	/** the minute looked at; null where nothing was written yet */
	readonly at: Date | null;
	/** null: what the tables hold of that minute is damaged, and is not shown */
	readonly zones: readonly LandscapeZone[] | null;
	/** what was done since, the first first */
	readonly since: readonly Difference[];
	readonly mayBringBack: boolean;
}

/** The landscape as it stood at the end of a minute, the last where none is asked for (BO22). */
export async function readThen(query: Query, gatheringId: GatheringId, asked: Date | null): Promise<LandscapeThen> {
	const boardId = (await findNow(query, gatheringId))?.boardId;
	const minutes = boardId ? await history.minutesOf(query, boardId) : [];
	const at = minutes.find((minute) => minute.at.getTime() === asked?.getTime())?.at ?? minutes.at(-1)?.at ?? null;
	if (!boardId || !at) return { minutes, at: null, zones: [], since: [], mayBringBack: false };
	try {
		const [then, now] = [await history.stateAt(query, boardId, at), await history.stateNow(query, boardId)];
		const since = differences(then, now);
		return { minutes, at, zones: arrangeLandscape(then.cards, then.groups, null), since, mayBringBack: since.length > 0 && !(await boards.isFrozen(query, boardId)) };
	} catch (error) {
		if (!(error instanceof Damaged)) throw error;
		console.error(error);
		return { minutes, at, zones: null, since: [], mayBringBack: false };
	}
}

export interface ReadLandscape {
	readonly isRevealed: boolean;
	readonly boardId: BoardId | null;
	/** undefined before the dots were opened for the first time */
	readonly dots: VisibleDots | undefined;
	/** four zones, their groups and cards; dots and ranks once the round is closed */
	readonly zones: readonly LandscapeZone[];
}

/** What stands on the board; nothing before the first reveal. */
export const readBoard = async (query: Query, boardId: BoardId | null) => (boardId ? boards.readCardsAndGroups(query, boardId) : { cards: [], groups: [] });

/** The revealed landscape, for screens and record: never a private card, never an author, never a dot before the close. */
export const readLandscape = (query: Query, gatheringId: GatheringId): Promise<ReadLandscape> => onceInLook(query, `read-landscape:${gatheringId}`, () => readLandscapeNow(query, gatheringId));

async function readLandscapeNow(query: Query, gatheringId: GatheringId): Promise<ReadLandscape> {
	const row = await find(query, gatheringId);
	const boardId = row?.boardId ?? null;
	const { cards, groups } = await readBoard(query, boardId);
	const visible = await dots.visible(query, dotRound(gatheringId), await rollOfDots(query, gatheringId));
	const ranked = visible && !visible.isOpen ? visible.ranked : null;
	return { isRevealed: boardId !== null, boardId, dots: visible, zones: arrangeLandscape(cards, groups, ranked) };
}
