import { error } from '@sveltejs/kit';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { database } from '#lib/db/server/database.ts';
import { evolutivityActs } from '#lib/evolutivity/rules/evolutivityActs.ts';
import * as triggers from '#lib/evolutivity/server/triggers.ts';
import { serve } from '#lib/files/server/serving.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { doer } = await requireCockpit(event, evolutivityActs.readAnnex);
	const query = await database();
	const request = await triggers.read(query, doer, event.params.request);
	const file = request?.clauseId === event.params.clause ? await triggers.annexFileFor(query, doer, { as: 'buyer' }, event.params.request) : undefined;
	if (!request || !file) error(404, 'request-unknown');
	return serve(event.request, query, file, { name: `annexe-${request.number}` });
};
