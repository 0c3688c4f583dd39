import { database } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { usualForgettingMonths } from '#lib/jury/rules/ending.ts';
import { apartOf } from '#lib/jury/rules/money.ts';
import { onJury, requireJury } from '#lib/jury/server/guards.ts';
import * as juries from '#lib/jury/server/juries.ts';
import * as money from '#lib/jury/server/money.ts';
import * as pools from '#lib/jury/server/pools.ts';
import * as roster from '#lib/jury/server/roster.ts';
import * as wishes from '#lib/jury/server/wishes.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { now } from '#lib/time/server/clock.ts';
import { monthsAfter } from '#lib/time/rules/workingDays.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, jury } = await requireJury(event, keepJury);
	const query = await database();
	event.depends(`project:${project.projectId}`);
	const dayOf = (at: Date) => authorities.dayOf(query, project.authorityId, at);
	const proof = (await pools.purgesOf(query, jury.id)).find(({ what }) => what === 'end-of-jury');
	const accounts = await money.ofProject(query, project);
	return {
		project: { projectId: project.projectId, title: project.title },
		left: apartOf(accounts),
		choices: await roster.choicesOf(query, jury.id),
		usualDay: monthsAfter(await dayOf(now()), usualForgettingMonths),
		ended: jury.endedAt && { day: await dayOf(jury.endedAt), forgetOn: jury.forgetOn, note: jury.endNote },
		proof: proof ? { day: await dayOf(proof.doneAt), people: proof.people, codesHash: proof.codesHash } : null,
		alumni: await pools.alumniOf(query, jury.id)
	};
};

export const actions: Actions = {
	finir: onJury('finir', async (tx, by, { note = '', certificates = '', touch = '', forgetOn = '' }) =>
		juries.end(tx, by, apartOf(await money.ofProject(tx, by)), { note, certificates, touch, forgetOn }, await authorities.dayOf(tx, by.authorityId, by.at))
	),
	prevenir: onJury('prevenir', (tx, by, { juror = '', wish = '' }) => wishes.sayFor(tx, by, { juror, wish })),
	oublier: onJury('oublier', (tx, by, { alumnus = '' }) => pools.forgetAlumnus(tx, by, alumnus))
};
