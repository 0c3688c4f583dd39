// Reads the replay of a workshop: what its record tells, at the hours when the room was there; nothing that the record does not tell.
import type { GatheringId } from '../../db/rules/ids.ts';
import type { Query } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { momentsOf, timelineOf, type Beat } from '../rules/replay.ts';
import type { WorkshopRecord } from '../rules/record.ts';
import * as amendments from './amendments.ts';
import { readRecord } from './record.ts';

export interface ReadReplay {
	readonly record: WorkshopRecord;
	readonly beats: readonly Beat[];
}

export async function readReplay(query: Query, gatheringId: GatheringId, at: Date): Promise<ReadReplay> {
	const record = await readRecord(query, gatheringId, at);
	const stays = (await gatherings.staysOf(query, gatheringId)).map(({ step, enteredAt, leftAt }) => ({ step, enteredAt: enteredAt.toISOString(), leftAt: leftAt?.toISOString() ?? null }));
	const settled = new Map((await amendments.shown(query, gatheringId)).flatMap(({ code, settledAt }) => (settledAt ? [[code!, settledAt.toISOString()] as const] : [])));
	return { record, beats: timelineOf(momentsOf({ record, stays, settled })) };
}
