import { fail } from '@sveltejs/kit';
import { inTransaction } from '#lib/db/server/database.ts';
import { sittingActs } from '#lib/evolutivity/rules/sittingActs.ts';
import { prepared, requireSitting } from '#lib/evolutivity/server/sittingPages.ts';
import * as sittings from '#lib/evolutivity/server/sittings.ts';
import { applyAfterwards } from '#lib/evolutivity/server/steps/integration.ts';
import { freeze } from '#lib/evolutivity/server/steps/state-of-play.ts';
import { now } from '#lib/time/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const at = await requireSitting(event);
	event.depends(`gathering:${at.gatheringId}`);
	return prepared(at);
};

export const actions: Actions = {
	figer: async (event) => {
		const { account, project, gatheringId } = await requireSitting(event, sittingActs.plan);
		const outcome = await inTransaction((tx) => freeze(tx, { authorityId: project.authorityId, projectId: project.projectId, gatheringId, actor: `account:${account.accountId}`, at: now() }));
		return outcome.accepted ? { act: 'figer' as const, done: 'figer' } : fail(422, { act: 'figer' as const, refusal: outcome.reason });
	},
	appliquer: async (event) => {
		const { account, gatheringId } = await requireSitting(event, sittingActs.plan);
		const typed = (await event.request.formData()).get('notice');
		const notice = typeof typed === 'string' ? typed.slice(0, 20_000) : '';
		const outcome = await inTransaction((tx) => applyAfterwards(tx, { gatheringId, actor: `account:${account.accountId}`, at: now() }, notice));
		return outcome.accepted ? { act: 'appliquer' as const, done: 'appliquer' } : fail(422, { act: 'appliquer' as const, refusal: outcome.reason, fields: { notice } });
	},
	controle: async (event) => {
		const { account, project, gatheringId } = await requireSitting(event, sittingActs.plan);
		const gate = (await event.request.formData()).get('gate');
		const by = { authorityId: project.authorityId, projectId: project.projectId, actor: `account:${account.accountId}` } as const;
		const outcome = await inTransaction((tx) => sittings.handGateTo(tx, by, { gatheringId, gateHeldBy: typeof gate === 'string' ? gate : '' }));
		return outcome.accepted ? { act: 'controle' as const, done: 'controle' } : fail(422, { act: 'controle' as const, refusal: outcome.reason });
	}
};
