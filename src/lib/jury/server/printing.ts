// What posters and letters are made of: the public address of a jury, and the codes that lead there.
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { renderSVG } from 'uqr';
import { database } from '../../db/server/database.ts';
import { invitationAddress } from '../../gatherings/server/guards.ts';
import * as authorities from '../../people/server/authorities.ts';
import { keepJury } from '../rules/acts.ts';
import { requireJury } from './guards.ts';
import type { Jury } from './juries.ts';

/** A code to scan, as the address of a picture. */
const codeOf = (link: string): string => `data:image/svg+xml,${encodeURIComponent(renderSVG(link, { border: 1 }))}`;

const addressOf = (event: Pick<RequestEvent, 'url'>, { slug }: Pick<Jury, 'slug'>) => `${invitationAddress(event)}/jury/${slug}`;

/** What a poster and a letter to everybody say; leads to the announcement where there is none yet. */
export async function toEverybody(event: RequestEvent) {
	const { project, jury } = await requireJury(event, keepJury);
	if (!jury.announcedAt) redirect(303, `/projets/${project.projectId}/jury/annonce`);
	const address = addressOf(event, jury);
	const authority = (await authorities.read(await database(), project.authorityId))!;
	const { announcement, volunteersUntil, deliberation, contact } = jury;
	return { project: { projectId: project.projectId, title: project.title }, authority: authority.name, seats: jury.rollSeats + jury.volunteerSeats, announcement, volunteersUntil, deliberation, contact, address, qr: codeOf(address) };
}

interface Addressed {
	readonly name: string;
	readonly address: readonly string[];
	readonly token: string;
	readonly drawCode?: string;
}

/** Letters as they are printed: each with its own link to answer. */
export const toPrint = (event: Pick<RequestEvent, 'url'>, jury: Jury, letters: readonly Addressed[], answerBy: string | null) =>
	letters.map(({ name, address, token, drawCode = null }) => {
		const link = `${addressOf(event, jury)}/reponse/${token}`;
		return { name, address, link, drawCode, answerBy, qr: codeOf(link) };
	});

/** The public page of a jury as a letter shows it. */
export function publicPaper(event: Pick<RequestEvent, 'url'>, jury: Jury) {
	const link = addressOf(event, jury);
	return { link, qr: codeOf(link) };
}
