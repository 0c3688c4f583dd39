import { error } from '@sveltejs/kit';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { database } from '#lib/db/server/database.ts';
import { evolutivityActs } from '#lib/evolutivity/rules/evolutivityActs.ts';
import * as triggers from '#lib/evolutivity/server/triggers.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { project, doer } = await requireCockpit(event, evolutivityActs.readAnnex);
	event.setHeaders({ 'cache-control': 'no-store' });
	const query = await database();
	const request = await triggers.read(query, doer, event.params.request);
	if (!request || request.clauseId !== event.params.clause) error(404, 'request-unknown');
	const annex = await triggers.annexFor(query, doer, { as: 'buyer' }, request.id);
	return { projectId: project.projectId, clauseId: request.clauseId, number: request.number, requestId: request.id as string, words: annex?.words ?? '', hasFile: Boolean(annex?.fileId) };
};
