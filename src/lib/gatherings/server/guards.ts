// Who stands at a door of a gathering: a seat by the cookie of this gathering, a facilitator by account and mandate, the wall by its link.
import process from 'node:process';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { readId } from '../../db/server/ids.ts';
import type { AuthorityId, GatheringId, MembershipId, ProjectId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { cookieManners, cookieName, readAccount, requireAccount } from '../../people/server/guards.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { now } from '../../time/server/clock.ts';
import * as gatherings from './gatherings.ts';
import { ledOnMandate } from '../rules/kinds.ts';
import type { FacilitatorFacts, Gathering } from './gatherings.ts';
import { forgetPersonalCode } from './personalCode.ts';
import * as seats from './seats.ts';
import type { SeatFacts, SeatLost } from './seats.ts';
import type { GatheringAtStep } from './step.ts';

const sentences: Record<Exclude<SeatLost, 'seat-needed'>, string> = {
	'seat-expelled': 'L’animation a fermé votre place dans cet atelier. Si c’est une erreur, dites-le dans la salle.',
	'seat-merged': 'Deux places à votre nom ont été réunies, et celle de cet appareil s’est fermée. Revenez avec le code personnel affiché sur l’autre appareil, ou demandez-en un à l’animation.',
	'seat-device-ended': 'Cette place n’est plus ouverte sur cet appareil. Revenez avec votre code personnel, ou demandez-en un à l’animation.',
	'mandate-over': 'Votre place dans ce projet a pris fin.'
};

const unknown = 'Cet atelier n’existe pas, ou son adresse est incomplète.';

/** One cookie for each gathering: console, wall and hand can live in one browser. */
const cookieOf = (event: RequestEvent, gatheringId: GatheringId) => cookieName(event.url, `place-${gatheringId}`);

/** Sixty days: longer than a gathering and its record, shorter than a forgotten phone. */
const cookieSeconds = 60 * 86_400;

export function keepSeat(event: RequestEvent, seat: { readonly gatheringId: GatheringId; readonly token: string }): void {
	event.cookies.set(cookieOf(event, seat.gatheringId), seat.token, { ...cookieManners(event.url), maxAge: cookieSeconds });
}

/** Ends the seat on this device, here and in the database. */
export async function endSeat(event: RequestEvent, gatheringId: GatheringId): Promise<void> {
	const token = event.cookies.get(cookieOf(event, gatheringId));
	if (token) await inTransaction((tx) => seats.leave(tx, gatheringId, token, now()));
	event.cookies.delete(cookieOf(event, gatheringId), cookieManners(event.url));
}

/** Ends on this device all the seats that a place of a project has there, with the codes kept beside them: nobody who takes the device next finds them. A seat of somebody else stays. */
export async function endSeatsOf(event: RequestEvent, place: { readonly authorityId: AuthorityId; readonly projectId: ProjectId; readonly membershipId: MembershipId }): Promise<void> {
	for (const { id } of await gatherings.ofProject(await database(), place)) {
		const judged = await judgeSeat(event, id);
		if (judged.accepted && judged.value.membershipId !== place.membershipId) continue;
		await endSeat(event, id);
		forgetPersonalCode(event, id);
	}
}

/** Reads the seat afresh at each call, with the reason when there is none. */
export async function judgeSeat(event: RequestEvent, gatheringId: string): Promise<Outcome<SeatFacts, SeatLost>> {
	const id = readId<'gathering'>(gatheringId);
	const token = id && event.cookies.get(cookieOf(event, id));
	return token ? seats.byDevice(await database(), id, token, now()) : refused('seat-needed');
}

export async function readSeat(event: RequestEvent, gatheringId: string): Promise<SeatFacts | undefined> {
	const judged = await judgeSeat(event, gatheringId);
	return judged.accepted ? judged.value : undefined;
}

async function requireGathering(gatheringId: string): Promise<Gathering> {
	const id = readId<'gathering'>(gatheringId);
	return (id && (await gatherings.find(await database(), id))) || error(404, unknown);
}

/** A seat of this gathering, admitted or still waiting. Without one: the door where one takes a seat. */
export async function requireSeat(event: RequestEvent, gatheringId: string): Promise<SeatFacts> {
	const judged = await judgeSeat(event, gatheringId);
	if (judged.accepted) {
		await seats.markSeen(await database(), judged.value, now());
		return judged.value;
	}
	await requireGathering(gatheringId);
	if (judged.reason === 'seat-needed') redirect(303, '/rejoindre');
	error(403, sentences[judged.reason]);
}

/** A seat that was let in: for acts, and for boards. */
export async function requireAdmittedSeat(event: RequestEvent, gatheringId: string): Promise<SeatFacts> {
	const seat = await requireSeat(event, gatheringId);
	return seat.state === 'admitted' ? seat : error(403, 'Vous êtes en salle d’attente : l’animation va vous faire entrer.');
}

export async function readFacilitator(event: RequestEvent, gatheringId: string): Promise<FacilitatorFacts | undefined> {
	const id = readId<'gathering'>(gatheringId);
	const account = id && (await readAccount(event));
	const gathering = account && (await gatherings.find(await database(), id));
	if (!gathering) return undefined;
	const mayLead = ledOnMandate.has(gathering.kind) ? memberships.facilitatesOnMandate : memberships.facilitates;
	if (!(await mayLead(await database(), account.accountId, gathering.projectId, now()))) return undefined;
	const { authorityId, projectId } = gathering;
	return { authorityId, projectId, gatheringId: id, accountId: account.accountId, name: account.name };
}

export async function requireFacilitator(event: RequestEvent, gatheringId: string): Promise<FacilitatorFacts> {
	await requireAccount(event);
	await requireGathering(gatheringId);
	return (await readFacilitator(event, gatheringId)) ?? error(403, 'Vous n’animez pas cet atelier : demandez un mandat à la collectivité qui le porte.');
}

export async function readWall(token: string): Promise<GatheringAtStep | undefined> {
	const found = /^[a-z0-9]{20,64}$/.test(token) ? await gatherings.byProjectorToken(await database(), token) : undefined;
	return found && gatherings.standing(found);
}

/** The wall's own link: reads, has no identity, does nothing. */
export async function requireWall(_event: RequestEvent, token: string): Promise<GatheringAtStep> {
	return (await readWall(token)) ?? error(404, 'Ce lien d’écran n’est plus valable. La console de l’animation en donne un nouveau.');
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)$/;

/** The address that phones reach: ORIGIN, else the one asked for when it is not loopback, else the first that the start printed for them. Localhost only where nothing else can reach this process. */
export function invitationAddress(event: Pick<RequestEvent, 'url'>): string {
	if (process.env.ORIGIN) return process.env.ORIGIN.replace(/\/+$/, '');
	const { url } = event;
	return loopback.test(url.hostname) ? process.env.PHONE_ORIGIN || url.origin : url.origin;
}

export const isPlainHttp = (event: Pick<RequestEvent, 'url'>): boolean => event.url.protocol === 'http:';
