// Who stands at the door of the sealed room: judged at each request, and a door that is shut leads back to the page that says why.
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { database, type Query } from '../../db/server/database.ts';
import * as files from '../../files/server/files.ts';
import { serve } from '../../files/server/serving.ts';
import { mostFromOneAddress, mostOfOnePerson } from '../../live/server/held.ts';
import { eventStream } from '../../live/server/stream.ts';
import { householdOf } from '../../people/rules/addresses.ts';
import { rightsOf as rightsOfAccount } from '../../people/server/sessions.ts';
import * as persons from '../../people/server/persons.ts';
import type { MembershipFacts } from '../../projects/rules/memberships.ts';
import { requireRealProject, type AtProject } from '../../projects/server/guards.ts';
import { now } from '../../time/server/clock.ts';
import type { Tx } from '../../db/server/database.ts';
import { enterRoom } from '../rules/acts.ts';
import { staffOf } from '../rules/choice.ts';
import { rightsOf, type Choice } from './choice.ts';
import * as room from './choiceRoom.ts';
import { readJuror, requireJuror } from './jurorGuards.ts';

export interface AtRoom extends AtProject {
	readonly who: 'buyer' | 'reservist';
	readonly choice: Choice;
}

/** The buyer or the reservist of a project; 403 for anybody else, an administrator included (JU144). */
export async function requireStaff(event: RequestEvent): Promise<Omit<AtRoom, 'choice'>> {
	const at = await requireRealProject(event, event.params.project, enterRoom);
	const who = staffOf(at.facts.places ?? [], now());
	return who ? { ...at, who } : error(403, 'right-missing');
}

/** As `requireStaff`, with the room as it is open to them. */
export async function requireStaffInRoom(event: RequestEvent): Promise<AtRoom> {
	const at = await requireStaff(event);
	const open = await room.forStaff(await database(), at.project, at.who, now());
	return open.accepted ? { ...at, choice: open.value } : redirect(303, `/projets/${at.project.projectId}/jury/choix`);
}

export interface JurorInRoom {
	readonly juror: MembershipFacts;
	readonly choice: Choice;
}

export async function requireJurorInRoom(event: RequestEvent): Promise<JurorInRoom> {
	const juror = await requireJuror(event, event.params.project);
	const open = await room.forJuror(await database(), juror, now());
	return open.accepted ? { juror, choice: open.value } : redirect(303, `/jure/${juror.projectId}/choix`);
}

export async function staffVisitor(tx: Tx, { project, account }: AtRoom): Promise<room.Visitor> {
	const { authorityId, projectId } = project;
	return { authorityId, projectId, personId: await persons.ofAccount(tx, { authorityId, accountId: account.accountId, name: account.name }, now()), at: now() };
}

export const jurorVisitor = ({ authorityId, projectId, personId }: MembershipFacts): room.Visitor => ({ authorityId, projectId, personId, at: now() });

/** A picture of the room: shown where it stands, kept nowhere, under no name of its own (JU148). */
export function servePicture(event: RequestEvent, query: Query, file: files.StoredFile): Response {
	const whole = serve(new Request(event.url), query, file, { name: 'image' });
	for (const name of ['etag', 'accept-ranges']) whole.headers.delete(name);
	whole.headers.set('content-disposition', 'inline');
	whole.headers.set('cache-control', 'no-store');
	return whole;
}

const fromHere = (event: RequestEvent) => ({ key: `stream:${householdOf(event.getClientAddress())}`, most: mostFromOneAddress });

/** Says nothing but that the room is shut: to a juror who is in it. */
export async function streamForJuror(event: RequestEvent): Promise<Response> {
	const juror = await requireJuror(event, event.params.project);
	const isIn = async () => {
		const still = await readJuror(event, event.params.project);
		return still !== undefined && (await room.forJuror(await database(), still, now())).accepted;
	};
	if (!(await isIn())) error(403, 'right-missing');
	const topics = new Set([rightsOf(juror.projectId), `rights:project:${juror.projectId}`]);
	return eventStream((topic) => topics.has(topic), { request: event.request, holdings: [{ key: `stream:choice:${juror.membershipId}`, most: mostOfOnePerson }, fromHere(event)], stillMay: isIn });
}

/** As `streamForJuror`, to one of the team. */
export async function streamForStaff(event: RequestEvent): Promise<Response> {
	const { account, project } = await requireStaff(event);
	const isIn = async () => {
		try {
			const { who } = await requireStaff(event);
			return (await room.forStaff(await database(), project, who, now())).accepted;
		} catch {
			return false;
		}
	};
	if (!(await isIn())) error(403, 'right-missing');
	const topics = new Set([rightsOf(project.projectId), `rights:project:${project.projectId}`, rightsOfAccount(account.accountId)]);
	return eventStream((topic) => topics.has(topic), { request: event.request, holdings: [{ key: `stream:account:${account.accountId}`, most: mostOfOnePerson }, fromHere(event)], stillMay: isIn });
}
