// Who stands at the door of a juror's home: the cookie of this project, judged anew at each request.
import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { GatheringId, ProjectId, SeatId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import { endSeatsOf } from '../../gatherings/server/guards.ts';
import * as seats from '../../gatherings/server/seats.ts';
import { cookieManners, cookieName } from '../../people/server/guards.ts';
import type { MembershipFacts } from '../../projects/rules/memberships.ts';
import { now } from '../../time/server/clock.ts';
import * as devices from './devices.ts';

/** One cookie for each project: the home of one opens no other. */
const cookieOf = (event: RequestEvent, projectId: ProjectId) => cookieName(event.url, `jure-${projectId}`);

export function keepHome(event: RequestEvent, { projectId, token }: devices.Entered): void {
	event.cookies.set(cookieOf(event, projectId), token, { ...cookieManners(event.url), maxAge: devices.deviceDays * 86_400 });
}

/** The juror of this browser in a project; undefined for anybody else, and once their place has ended. */
export async function readJuror(event: RequestEvent, project: string | undefined): Promise<MembershipFacts | undefined> {
	const projectId = readId<'project'>(project);
	const token = projectId && event.cookies.get(cookieOf(event, projectId));
	return token ? devices.jurorOf(await database(), projectId, token, now()) : undefined;
}

/** The juror at home; anybody else is sent where a code is typed, and learns nothing of the project. */
export async function requireJuror(event: RequestEvent, project: string | undefined): Promise<MembershipFacts> {
	return (await readJuror(event, project)) ?? redirect(303, '/jure');
}

/** Ends the home in this browser, here and in the database, with the seats that the juror has there and their codes (JU159). */
export async function endHome(event: RequestEvent, juror: MembershipFacts): Promise<void> {
	const { projectId } = juror;
	await endSeatsOf(event, juror);
	const token = event.cookies.get(cookieOf(event, projectId));
	if (token) await inTransaction((tx) => devices.end(tx, token));
	event.cookies.delete(cookieOf(event, projectId), cookieManners(event.url));
}

const comfort = 'confort';
const sizes = [100, 150, 200] as const;

export interface Comfort {
	/** percentage */
	readonly textSize: number;
	readonly contrast: 'normal' | 'high';
}

/** How this browser is read: of the browser, as a person may share one screen for two projects. */
export function readComfort(event: RequestEvent): Comfort {
	const [size, contrast] = (event.cookies.get(comfort) ?? '').split(' ');
	return { textSize: sizes.find((one) => String(one) === size) ?? 100, contrast: contrast === 'high' ? 'high' : 'normal' };
}

/** A seat that nobody has adjusted reads as its browser does (JU164). */
export async function readAsHere(event: RequestEvent, seat: { readonly gatheringId: GatheringId; readonly seatId: SeatId }): Promise<void> {
	const { textSize, contrast } = readComfort(event);
	const query = await database();
	const kept = await seats.read(query, seat.gatheringId, seat.seatId);
	if (kept?.textSize === 100 && kept.contrast === 'normal') await inTransaction((tx) => seats.adjustReading(tx, seat, { textSize, contrast }));
}

export function keepComfort(event: RequestEvent, typed: { readonly textSize: string; readonly contrast: string }): 'kept' | 'unreadable' {
	const size = sizes.find((one) => String(one) === typed.textSize);
	if (!size || (typed.contrast !== 'normal' && typed.contrast !== 'high')) return 'unreadable';
	event.cookies.set(comfort, `${size} ${typed.contrast}`, { ...cookieManners(event.url), maxAge: 34_560_000 });
	return 'kept';
}
