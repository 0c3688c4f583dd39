// The only writer of the prescriber's proposal: its draft on a board of its own, what the landscape changed in it, and its sealing as v0.
import { and, eq } from 'drizzle-orm';
import * as boards from '../../boards/server/boards.ts';
import type { BoardId, TextId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import type { Doer, GatheringAtStep } from '../../gatherings/server/step.ts';
import { refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { SealRefusal } from '../rules/proposal.ts';
import { proposals } from './tables.ts';

export type Place = Pick<GatheringAtStep, 'authorityId' | 'gatheringId'>;

/** The text of a proposal among those of its gathering. */
export const textName = 'proposal';

export interface Proposal {
	/** null while nobody has brought a draft */
	readonly draftBoardId: BoardId | null;
	/** null before v0 */
	readonly textId: TextId | null;
	/** cards of the landscape that the draft answers, as its authors say */
	readonly needs: readonly string[];
	/** why a need is left without an answer: card → reason */
	readonly unanswered: Readonly<Record<string, string>>;
	/** « ce que le paysage m'a fait changer » */
	readonly changed: string;
	readonly sealedAt: Date | null;
}

const none: Proposal = { draftBoardId: null, textId: null, needs: [], unanswered: {}, changed: '', sealedAt: null };

const here = ({ authorityId, gatheringId }: Place) => and(eq(proposals.authorityId, authorityId), eq(proposals.gatheringId, gatheringId));

/** The proposal as its authors have it: before v0, nothing of it is for anybody else's eyes. */
export async function read(query: Query, place: Place): Promise<Proposal> {
	const [row] = await query.select().from(proposals).where(here(place));
	return row ?? none;
}

/** The row, made if missing, held until the transaction ends: whoever writes or seals waits here. */
async function lock(tx: Tx, { authorityId, gatheringId }: Place): Promise<Proposal> {
	await tx.insert(proposals).values({ authorityId, gatheringId }).onConflictDoNothing();
	const [row] = await tx.select().from(proposals).where(here({ authorityId, gatheringId })).for('update');
	return row!;
}

/** The board of the draft, made open at the first asking: prescriber, buyer and facilitators write on it until v0 is sealed. */
export async function boardFor(tx: Tx, place: Place): Promise<BoardId> {
	const { draftBoardId } = await lock(tx, place);
	if (draftBoardId) return draftBoardId;
	const { authorityId, gatheringId } = place;
	const made = await boards.create(tx, { authorityId, gatheringId, name: 'proposal-draft', kind: 'passages', capacities: ['prescriber', 'buyer'] });
	await boards.unfreeze(tx, made);
	await tx.update(proposals).set({ draftBoardId: made }).where(here(place));
	return made;
}

/** Who seals: the prescriber from their hand, a facilitator from the desk, or the room that goes on (`system`). */
export type Sealer = Pick<Doer, 'authorityId' | 'projectId' | 'gatheringId' | 'actor' | 'onBehalfOf' | 'seat' | 'at'>;

/** Makes version 0 of what the draft says in this moment, and freezes its board. */
export async function seal(_tx: Tx, _doer: Sealer): Promise<Outcome<{ readonly textId: TextId; readonly number: number }, SealRefusal>> {
	return refused('draft-empty');
}
