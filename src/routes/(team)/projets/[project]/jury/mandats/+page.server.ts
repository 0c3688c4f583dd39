import { fail } from '@sveltejs/kit';
import { database } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { keeperOf, onJury, requireJury } from '#lib/jury/server/guards.ts';
import * as mandates from '#lib/jury/server/mandates.ts';
import * as redraws from '#lib/jury/server/redraws.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, jury } = await requireJury(event, keepJury);
	const query = await database();
	event.depends(`project:${project.projectId}`);
	const dayOf = (at: Date) => authorities.dayOf(query, project.authorityId, at);
	return {
		project: { projectId: project.projectId, title: project.title },
		slug: jury.announcedAt ? jury.slug : null,
		isOver: jury.endedAt !== null,
		mandates: await mandates.ofProject(query, project, now()),
		ended: (await mandates.endedIn(query, jury.id)).map(({ publicName }) => publicName),
		redraw: jury.endedAt ? { seats: 0, found: null } : await redraws.foresee(query, jury.id),
		past: await Promise.all((await redraws.ofJury(query, jury.id)).map(async ({ number, report, doneAt }) => ({ number, seats: report.seats, day: await dayOf(doneAt) })))
	};
};

export const actions: Actions = {
	repondre: onJury('repondre', (tx, by, { juror = '', answer = '', channel = '' }) => mandates.sayFor(tx, by, { juror, answer, channel })),
	pourvoir: async (event) => {
		const outcome = await redraws.fill(keeperOf(await requireJury(event, keepJury)));
		return outcome.accepted ? { act: 'pourvoir', done: 'pourvoir' } : fail(422, { act: 'pourvoir', refusal: outcome.reason as string, fields: {} as Readonly<Record<string, string>> });
	}
};
