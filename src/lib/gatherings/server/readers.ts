// Who may read a gathering's record: a seat that was let in, whoever facilitates, and the members of the project who have an account.
import { error, type RequestEvent } from '@sveltejs/kit';
import type { AuthorityId, GatheringId, ProjectId } from '../../db/rules/ids.ts';
import { readId } from '../../db/server/ids.ts';
import { database } from '../../db/server/database.ts';
import { readAccount, requireAccount } from '../../people/server/guards.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { now } from '../../time/server/clock.ts';
import * as gatherings from './gatherings.ts';
import { readFacilitator, readSeat } from './guards.ts';
import { may, type Act } from '../../people/rules/may.ts';
import { factsOf, requireProject, type AtProject } from '../../projects/server/guards.ts';
import type { Reading } from './seats.ts';

export interface Reader {
	readonly gatheringId: GatheringId;
	/** how whoever holds a hand here reads; null without one */
	readonly reading: Reading | null;
}

/** Answers the gathering's id and how it is read; otherwise 404, the login, or 403. A page that one kind of gathering alone has names it: there is none of another. */
export async function requireReader(event: RequestEvent, gatheringId: string, kind?: string): Promise<Reader> {
	const id = readId<'gathering'>(gatheringId);
	const query = await database();
	const gathering = id && (await gatherings.find(query, id));
	if (!gathering || (kind && gathering.kind !== kind)) error(404, 'Cet atelier n’existe pas, ou son adresse est incomplète.');
	const seat = await readSeat(event, gatheringId);
	if (seat?.state === 'admitted') return { gatheringId: gathering.id, reading: seat.reading };
	if (await readFacilitator(event, gatheringId)) return { gatheringId: gathering.id, reading: null };
	const account = (await readAccount(event)) ?? (await requireAccount(event));
	const places = await memberships.ofAccount(query, account.accountId, gathering.projectId, now());
	// whoever carries out a contract reads that contract, and nothing else of the project (CO57)
	if (places.some(({ capacity }) => capacity !== 'contractor')) return { gatheringId: gathering.id, reading: null };
	error(403, 'Ce compte rendu se lit avec une place dans l’atelier ou dans le projet. Demandez-le à l’animation.');
}

/** Somebody of the project, for an act on one of its gatherings, of one kind where it is named: the login page, 404 for no gathering, or 403 with the reason. */
export async function requireTeam(event: RequestEvent, gatheringId: string, act: Act, kind?: string): Promise<AtProject & { readonly gatheringId: GatheringId }> {
	await requireAccount(event);
	const id = readId<'gathering'>(gatheringId);
	const gathering = id && (await gatherings.find(await database(), id));
	if (!gathering || (kind && gathering.kind !== kind)) error(404, 'Cet atelier n’existe pas, ou son adresse est incomplète.');
	return { ...(await requireProject(event, gathering.projectId, act)), gatheringId: gathering.id };
}

/** Whether whoever reads may do an act of the project: what the page offers. */
export async function mayInProject(event: RequestEvent, project: { readonly authorityId: AuthorityId; readonly projectId: ProjectId }, act: Act): Promise<boolean> {
	const account = await readAccount(event);
	return account !== undefined && may(act, await factsOf(await database(), account, project), now()).accepted;
}
