import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { database } from '#lib/db/server/database.ts';
import { may } from '#lib/people/rules/may.ts';
import * as authorities from '#lib/people/server/authorities.ts';
import { requireAccount } from '#lib/people/server/guards.ts';
import { createProject } from '#lib/projects/rules/acts.ts';
import * as projects from '#lib/projects/server/projects.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

const text = v.optional(v.string(), '');
const shape = v.object({ title: text, summary: text, code: text });

const inOwnAuthority = (account: { authorityId: string; isAdministrator: boolean }) =>
	may(createProject, { target: { authorityId: account.authorityId }, account }, now());

export const load: PageServerLoad = async (event) => {
	const account = await requireAccount(event);
	const query = await database();
	return {
		projects: await projects.ofAccount(query, account, now()),
		authority: (await authorities.read(query, account.authorityId))!.name,
		home: account.authorityId,
		mayCreate: inOwnAuthority(account).accepted
	};
};

export const actions: Actions = {
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
