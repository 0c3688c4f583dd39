import { redirect } from '@sveltejs/kit';
import { renderSVG } from 'uqr';
import { database } from '#lib/db/server/database.ts';
import { invitationAddress } from '#lib/gatherings/server/guards.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { requireJury } from '#lib/jury/server/guards.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, jury } = await requireJury(event, keepJury);
	if (!jury.announcedAt) redirect(303, `/projets/${project.projectId}/jury/annonce`);
	const address = `${invitationAddress(event)}/jury/${jury.slug}`;
	const authority = (await authorities.read(await database(), project.authorityId))!;
	const { announcement, volunteersUntil, deliberation } = jury;
	return { project: { projectId: project.projectId, title: project.title }, authority: authority.name, seats: jury.rollSeats + jury.volunteerSeats, announcement, volunteersUntil, deliberation, address, qr: `data:image/svg+xml,${encodeURIComponent(renderSVG(address, { border: 1 }))}` };
};
