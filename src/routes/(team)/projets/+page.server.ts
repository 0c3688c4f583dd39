import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { database, inTransaction } from '#lib/db/server/database.ts';
import { may } from '#lib/people/rules/may.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { requireAccount } from '#lib/people/server/guards.ts';
import { createProject } from '#lib/projects/rules/acts.ts';
import * as projects from '#lib/projects/server/projects.ts';
import { readBegin } from '#lib/rehearsal/server/doors.ts';
import * as rehearsals from '#lib/rehearsal/server/rehearsals.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

const text = v.optional(v.string(), '');
const shape = v.object({ title: text, summary: text, code: text });

const inOwnAuthority = (account: { authorityId: string; isAdministrator: boolean }) =>
	may(createProject, { target: { authorityId: account.authorityId }, account }, now());

export const load: PageServerLoad = async (event) => {
	const account = await requireAccount(event);
	const query = await database();
	const authority = (await authorities.read(query, account.authorityId))!;
	return {
		rehearsals: await rehearsals.ofAccount(query, account.accountId),
		timeZone: authority.timeZone,
		projects: await projects.ofAccount(query, account, now()),
		authority: authority.name,
		home: account.authorityId,
		mayCreate: inOwnAuthority(account).accepted
	};
};

export const actions: Actions = {
	repeter: async (event) => {
		const account = await requireAccount(event);
		const { asked, fields } = await readBegin(event);
		if (!asked) return fail(422, { rehearsal: { refusal: 'act-unreadable' as const, fields } });
		const made = await inTransaction((tx) => rehearsals.begin(tx, account, 'ready-made', asked, now()));
		if (!made.accepted) return fail(422, { rehearsal: { refusal: made.reason, fields } });
		redirect(303, `/console/${made.value}`);
	},


	creer: async (event) => {
		const account = await requireAccount(event);
		const verdict = inOwnAuthority(account);
		if (!verdict.accepted) error(403, verdict.reason);
		const fields = v.parse(
			shape,
			Object.fromEntries(
				[...(await event.request.formData())].filter(([, value]) => typeof value === 'string')
			)
		);
		const outcome = await projects.open(account, fields, now());
		if (!outcome.accepted) return fail(422, { refusal: outcome.reason, fields });
		redirect(303, `/projets/${outcome.value}`);
	}
};
