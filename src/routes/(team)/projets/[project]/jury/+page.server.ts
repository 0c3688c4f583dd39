import { redirect } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { reachByKind } from '#lib/jury/rules/campaign.ts';
import { keepJury, readJury } from '#lib/jury/rules/acts.ts';
import * as campaign from '#lib/jury/server/campaign.ts';
import { keeperOf } from '#lib/jury/server/guards.ts';
import * as juries from '#lib/jury/server/juries.ts';
import * as mandates from '#lib/jury/server/mandates.ts';
import * as pools from '#lib/jury/server/pools.ts';
import { trainedOf } from '#lib/jury/server/roster.ts';
import * as sortitions from '#lib/jury/server/sortitions.ts';
import * as panel from '#lib/jury/server/panel.ts';
import * as reminders from '#lib/jury/server/reminders.ts';
import { may } from '#lib/people/rules/may.ts';
import { requireRealProject } from '#lib/projects/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, facts } = await requireRealProject(event, event.params.project, readJury);
	const query = await database();
	const { projectId, title } = project;
	event.depends(`project:${projectId}`);
	const jury = await juries.ofProject(query, project);
	const mayKeep = may(keepJury, facts, now()).accepted;
	if (!jury) return { project: { projectId, title }, mayKeep, jury: null };
	const reach = reachByKind(await campaign.ofJury(query, jury.id));
	const total = (of: 'actions' | 'reach') => reach.reduce((sum, one) => sum + one[of], 0);
	return {
		project: { projectId, title },
		mayKeep,
		jury: {
			seats: jury.rollSeats + jury.volunteerSeats,
			rollSeats: jury.rollSeats,
			volunteerSeats: jury.volunteerSeats,
			categories: jury.quotas.categories.length,
			isAnnounced: jury.announcedAt !== null,
			slug: jury.slug,
			actions: total('actions'),
			reach: total('reach'),
			pools: await pools.figuresOf(query, jury.id),
			sortition: (await sortitions.latest(query, jury.id))?.state ?? null,
			panel: await panel.funnelOf(query, jury.id),
			training: await trainedOf(query, project, now()),
			byHand: reminders.leftByHand(await reminders.ofJury(query, project, jury, now())),
			mandates: {
				waiting: (await mandates.ofProject(query, project, now())).filter(({ standing, mayAnswer }) => mayAnswer && standing === 'to-answer').length,
				free: (await mandates.endedIn(query, jury.id)).length
			},
			isOver: jury.endedAt !== null
		}
	};
};

export const actions: Actions = {
	preparer: async (event) => {
		const at = await requireRealProject(event, event.params.project, keepJury);
		await inTransaction((tx) => juries.begin(tx, keeperOf(at)));
		redirect(303, `/projets/${at.project.projectId}/jury`);
	}
};
