import { fail, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { readId } from '#lib/db/server/ids.ts';
import { invitationAddress } from '#lib/gatherings/server/guards.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { readStage } from '#lib/jury/rules/declarations.ts';
import * as declarations from '#lib/jury/server/declarations.ts';
import * as devices from '#lib/jury/server/devices.ts';
import { keeperOf, wordsOf } from '#lib/jury/server/guards.ts';
import type { Keeper } from '#lib/jury/server/juries.ts';
import * as roster from '#lib/jury/server/roster.ts';
import * as training from '#lib/jury/server/training.ts';
import { accepted, refused, type Outcome } from '#lib/outcomes/rules/outcome.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { requireRealProject } from '#lib/projects/server/guards.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project } = await requireRealProject(event, event.params.project, keepJury);
	event.depends(`project:${project.projectId}`);
	const query = await database();
	const zone = (await authorities.read(query, project.authorityId))?.timeZone ?? 'Europe/Paris';
	return { project: { projectId: project.projectId, title: project.title }, zone, roster: await roster.read(query, project, now()) };
};

type Words = Readonly<Record<string, string>>;

/** One act of whoever keeps the jury, also where the project has jurors and no sortition. */
function onRoster<Value>(act: string, run: (tx: Tx, by: Keeper, typed: Words, event: RequestEvent) => Promise<Outcome<Value, string>>) {
	return async (event: RequestEvent) => {
		const at = await requireRealProject(event, event.params.project, keepJury);
		const fields = wordsOf(await event.request.formData());
		const outcome = await inTransaction((tx) => run(tx, keeperOf(at), fields, event));
		return outcome.accepted ? { act, done: act, made: outcome.value } : fail(422, { act, refusal: outcome.reason, fields });
	};
}

const isTicked = (typed: Words) => typed.ticked === 'yes';

export const actions: Actions = {
	decider: onRoster('decider', async (tx, by, typed) => {
		const decided = await declarations.decide(tx, by, typed.declaration ?? '', { verdict: typed.verdict ?? '', reason: typed.reason ?? '' });
		return decided.accepted ? accepted(null) : decided;
	}),
	papier: onRoster('papier', async (tx, by, typed) => {
		if (!isTicked(typed)) return refused('paper-not-ticked');
		const done = await training.finishOnPaper(tx, by, typed.juror ?? '');
		return done.accepted ? accepted(null) : done;
	}),
	declarer: onRoster('declarer', async (tx, by, typed) => {
		const [name = '', session] = (typed.stage ?? '').split(' ');
		const stage = readStage(name);
		if (!stage) return refused('session-unknown');
		const signed = await declarations.signOnPaper(tx, by, typed.juror ?? '', { stage, gatheringId: readId<'gathering'>(session) ?? null }, { declared: typed.declared ?? '', details: typed.details ?? '', ticked: typed.ticked ?? '' });
		return signed.accepted ? accepted(null) : signed;
	}),
	lien: onRoster('lien', async (tx, by, typed, event) => {
		const made = await devices.makeLink(tx, by, typed.juror ?? '');
		return made.accepted ? accepted({ name: made.value.publicName, link: `${invitationAddress(event)}/jure/lien/${made.value.token}` }) : made;
	})
};
