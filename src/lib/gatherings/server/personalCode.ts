// Keeps a person's re-entry code on their own device, for the server's eyes, so that « Mon écran » can show it again: the database has only its hash.
import type { RequestEvent } from '@sveltejs/kit';
import type { GatheringId } from '../../db/rules/ids.ts';
import { database } from '../../db/server/database.ts';
import { cookieManners, cookieName } from '../../people/server/guards.ts';
import { readCode } from '../../people/server/tokens.ts';
import { writeReentry } from '../../projects/rules/reentry.ts';
import { now } from '../../time/server/clock.ts';
import * as seats from './seats.ts';
import type { SeatFacts } from './seats.ts';

const nameOf = (event: RequestEvent, gatheringId: GatheringId) => cookieName(event.url, `code-${gatheringId}`);

/** As long as a working day: the device keeps the seat longer than the code that opens it elsewhere. */
const seconds = 12 * 3600;

export function keepPersonalCode(event: RequestEvent, gatheringId: GatheringId, code: string): void {
	event.cookies.set(nameOf(event, gatheringId), readCode(code), { ...cookieManners(event.url), maxAge: seconds });
}

/** The code kept on this device while it still opens the seat: one that was issued anew elsewhere is shown there only. */
export async function readPersonalCode(event: RequestEvent, seat: Pick<SeatFacts, 'gatheringId' | 'seatId'>): Promise<string | null> {
	const kept = readCode(event.cookies.get(nameOf(event, seat.gatheringId)) ?? '');
	const stillOpens = kept !== '' && (await seats.opensSeat(await database(), seat, kept, now()));
	return stillOpens ? writeReentry(kept) : null;
}

export function forgetPersonalCode(event: RequestEvent, gatheringId: GatheringId): void {
	event.cookies.delete(nameOf(event, gatheringId), cookieManners(event.url));
}
