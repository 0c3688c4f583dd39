import { fail, type RequestEvent } from '@sveltejs/kit';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { keepJury } from '#lib/jury/rules/acts.ts';
import { keeperOf, onJury, requireJury, wordsOf } from '#lib/jury/server/guards.ts';
import { publicPaper } from '#lib/jury/server/printing.ts';
import * as reminders from '#lib/jury/server/reminders.ts';
import { reminderMail } from '#lib/jury/wording/reminderLetters.ts';
import * as outbox from '#lib/mail/server/outbox.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, jury } = await requireJury(event, keepJury);
	event.depends(`project:${project.projectId}`);
	const query = await database();
	return {
		project: { projectId: project.projectId, title: project.title },
		authority: (await authorities.read(query, project.authorityId))?.name ?? '',
		from: outbox.settings()?.from ?? null,
		paper: publicPaper(event, jury),
		reminders: await reminders.ofJury(query, project, jury, now())
	};
};

async function preparing(event: RequestEvent) {
	const at = await requireJury(event, keepJury);
	const fields = wordsOf(await event.request.formData());
	const outcome = await inTransaction((tx) => reminders.remind(tx, keeperOf(at), reminderMail));
	return outcome.accepted ? { act: 'preparer', made: outcome.value } : fail(422, { act: 'preparer', refusal: outcome.reason as string, fields });
}

export const actions: Actions = {
	preparer: preparing,
	fait: onJury('fait', (tx, by, typed) => reminders.sayDone(tx, by, typed.reminder ?? ''))
};
