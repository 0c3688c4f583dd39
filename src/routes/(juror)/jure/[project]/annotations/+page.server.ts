import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { digestOf } from '#lib/annotations/rules/annotation.ts';
import * as annotations from '#lib/annotations/server/annotations.ts';
import { database, inTransaction, type Tx } from '#lib/db/server/database.ts';
import { wordsOf } from '#lib/jury/server/guards.ts';
import * as home from '#lib/jury/server/home.ts';
import { readComfort, requireJuror } from '#lib/jury/server/jurorGuards.ts';
import type { Outcome } from '#lib/outcomes/rules/outcome.ts';
import { now } from '#lib/time/server/clock.ts';
import * as annotating from '#lib/workshop/server/annotating.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const juror = await requireJuror(event, event.params.project);
	const query = await database();
	const isOpen = (await home.pathOf(query, juror)).gate === null;
	// nothing of the project opens before the training (JU72)
	const own = isOpen ? await annotations.ofAuthor(query, juror, now()) : [];
	return {
		comfort: readComfort(event),
		frame: await home.frameOf(query, juror),
		isOpen,
		annotations: (await annotating.whereTheyStand(query, juror, own)).map(({ membershipId: _, ...one }) => one),
		digest: digestOf(own)
	};
};

type Words = Readonly<Record<string, string>>;

/** One act of the juror on an annotation of theirs. */
function ofAuthor(act: string, run: (tx: Tx, author: annotations.Author, annotation: string, typed: Words) => Promise<Outcome<null, string>>) {
	return async (event: RequestEvent) => {
		const juror = await requireJuror(event, event.params.project);
		const fields = wordsOf(await event.request.formData());
		if ((await home.pathOf(await database(), juror)).gate !== null) return fail(422, { act, refusal: 'jury-closed', fields });
		const { authorityId, projectId, membershipId } = juror;
		const outcome = await inTransaction((tx) => run(tx, { authorityId, projectId, membershipId, at: now() }, fields.annotation ?? '', fields));
		if (!outcome.accepted) return fail(422, { act, refusal: outcome.reason, fields });
		redirect(303, `${event.url.pathname}?fait=${act}`);
	};
}

export const actions: Actions = {
	retirer: ofAuthor('retirer', annotations.withdraw),
	lu: ofAuthor('lu', (tx, author, annotation) => annotations.reply(tx, author, annotation, { said: 'read' })),
	contester: ofAuthor('contester', (tx, author, annotation, { words = '' }) => annotations.reply(tx, author, annotation, { said: 'contested', words }))
};
