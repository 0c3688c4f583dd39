// The only writer of the closing: to whom the proposal goes, the next dates, and what each seat leaves behind.
import { and, eq, inArray } from 'drizzle-orm';
import type { SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { rowsAmongMany } from '../../db/server/together.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { GatheringAtStep } from '../../gatherings/server/step.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import * as ledger from '../../jury/server/ledger.ts';
import { announce } from '../../live/server/live.ts';
import * as authorities from '../../people/server/authorities.ts';
import { leaveWord, visibleLeft, writeClosing, type ClosingRefusal, type ClosingWords, type LeftWord, type LeftWordRefusal, type NextDate, type VisibleLeft } from '../rules/closing.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Place } from './scenarios.ts';
import { closings, closingWords } from './tables.ts';

export async function write(
	tx: Tx,
	{ authorityId, projectId, gatheringId }: GatheringAtStep,
	typed: { body: string; bodyOn: string; dates: readonly NextDate[]; year: string },
	actor: Actor,
	at: Date
): Promise<Outcome<null, ClosingRefusal>> {
	const { startsAt, openedAt } = await gatherings.read(tx, gatheringId);
	// one held before its hour is held on that day
	const heldOn = await authorities.dayOf(tx, authorityId, openedAt && openedAt < startsAt ? openedAt : startsAt);
	const written = writeClosing(typed, heldOn);
	if (!written.accepted) return written;
	const { body, bodyOn, dates, year } = written.value;
	await tx
		.insert(closings)
		.values({ authorityId, gatheringId, body, bodyOn, dates, year, writtenAt: at })
		.onConflictDoUpdate({ target: closings.gatheringId, set: { body, bodyOn, dates, year, writtenAt: at } });
	await record(tx, { authorityId, projectId, act: 'closing-written', actor, about: { gathering: gatheringId } });
	await announce(tx, `step:${gatheringId}`);
	return accepted(null);
}

export interface Leave {
	readonly seatId: SeatId;
	readonly isJuror: boolean;
	readonly actor: Actor;
	readonly onBehalfOf?: Actor;
}

/** Keeps what a seat leaves behind, in place of what it left before, until the gathering is over (MO51). The journal says that it did, not what. */
export async function leave(
	tx: Tx,
	{ authorityId, projectId, gatheringId }: GatheringAtStep,
	{ seatId, isJuror, actor, onBehalfOf }: Leave,
	typed: { usefulness: string; word: string; hours: string; postcard: string }
): Promise<Outcome<null, LeftWordRefusal | 'gathering-closed'>> {
	if ((await gatherings.read(tx, gatheringId)).closedAt) return refused('gathering-closed');
	const left = leaveWord(typed, isJuror);
	if (!left.accepted) return left;
	const { usefulness, word, minutes, postcard } = left.value;
	await tx
		.insert(closingWords)
		.values({ authorityId, gatheringId, seatId, usefulness, word, minutes, postcard })
		.onConflictDoUpdate({ target: [closingWords.gatheringId, closingWords.seatId], set: { usefulness, word, minutes, postcard } });
	await record(tx, { authorityId, projectId, act: 'closing-word-left', actor, onBehalfOf, about: { gathering: gatheringId } });
	await announce(tx, `step:${gatheringId}`);
	return accepted(null);
}

const ofOne = { seatId: closingWords.seatId, usefulness: closingWords.usefulness, word: closingWords.word, minutes: closingWords.minutes, postcard: closingWords.postcard };

export async function leftBy(query: Query, { authorityId, gatheringId }: Place): Promise<ReadonlyMap<SeatId, LeftWord>> {
	const rows = await query
		.select(ofOne)
		.from(closingWords)
		.where(and(eq(closingWords.authorityId, authorityId), eq(closingWords.gatheringId, gatheringId)));
	return new Map(rows.map(({ seatId, ...left }) => [seatId, left]));
}

/** What one seat left, for that seat alone. */
export async function leftByOne(query: Query, { authorityId, gatheringId }: Place, seatId: SeatId): Promise<LeftWord | undefined> {
	const [row] = await rowsAmongMany(
		query,
		`closing-words:${gatheringId}`,
		seatId,
		(seatIds) =>
			query
				.select(ofOne)
				.from(closingWords)
				.where(and(eq(closingWords.authorityId, authorityId), eq(closingWords.gatheringId, gatheringId), inArray(closingWords.seatId, seatIds))),
		(each) => each.seatId
	);
	if (!row) return undefined;
	const { seatId: _, ...left } = row;
	return left;
}

export interface ReadClosing extends VisibleLeft {
	readonly closing: ClosingWords | null;
}

/** The closing as the record tells it: nobody's own answer can be picked out. */
export async function readClosing(query: Query, place: Place): Promise<ReadClosing> {
	const [row] = await query
		.select({ body: closings.body, bodyOn: closings.bodyOn, dates: closings.dates, year: closings.year })
		.from(closings)
		.where(and(eq(closings.authorityId, place.authorityId), eq(closings.gatheringId, place.gatheringId)));
	// in this order: what is left once the gathering is read as over is all that ever will be
	const { closedAt } = await gatherings.read(query, place.gatheringId);
	const left = [...(await leftBy(query, place)).values()];
	return { closing: row ?? null, ...visibleLeft(left, closedAt ? 'over' : 'under-way') };
}

/** The hours that each juror said, into the ledger: when the gathering ends, in whatever step (MO272). */
export async function giveHours(tx: Tx, place: GatheringAtStep, at: Date): Promise<void> {
	const left = await leftBy(tx, place);
	const sitting = await seats.ofGathering(tx, place.gatheringId);
	const said = sitting.flatMap(({ id, membershipId }) => {
		const minutes = left.get(id)?.minutes;
		return minutes ? [{ membershipId, minutes }] : [];
	});
	await ledger.give(tx, place, said, at);
}
