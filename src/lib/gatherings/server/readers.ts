// Who may read a gathering's record: a seat that was let in, whoever facilitates, and the members of the project who have an account.
import { error, type RequestEvent } from '@sveltejs/kit';
import type { GatheringId } from '../../db/rules/ids.ts';
import { readId } from '../../db/server/ids.ts';
import { database } from '../../db/server/database.ts';
import { readAccount, requireAccount } from '../../people/server/guards.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { now } from '../../time/server/clock.ts';
import * as gatherings from './gatherings.ts';
import { readFacilitator, readSeat } from './guards.ts';
import type { Reading } from './seats.ts';

export interface Reader {
	readonly gatheringId: GatheringId;
	/** how whoever holds a hand here reads; null without one */
	readonly reading: Reading | null;
}

/** Answers the gathering's id and how it is read; otherwise 404, the login, or 403. */
export async function requireReader(event: RequestEvent, gatheringId: string): Promise<Reader> {
	const id = readId<'gathering'>(gatheringId);
	const query = await database();
	const gathering = id && (await gatherings.find(query, id));
	if (!gathering) error(404, 'Cet atelier n’existe pas, ou son adresse est incomplète.');
	const seat = await readSeat(event, gatheringId);
	if (seat?.state === 'admitted') return { gatheringId: gathering.id, reading: seat.reading };
	if (await readFacilitator(event, gatheringId)) return { gatheringId: gathering.id, reading: null };
	const account = (await readAccount(event)) ?? (await requireAccount(event));
	if ((await memberships.ofAccount(query, account.accountId, gathering.projectId, now())).length > 0) return { gatheringId: gathering.id, reading: null };
	error(403, 'Ce compte rendu se lit avec une place dans l’atelier ou dans le projet. Demandez-le à l’animation.');
}
