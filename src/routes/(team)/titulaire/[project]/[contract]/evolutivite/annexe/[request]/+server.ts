import { error } from '@sveltejs/kit';
import { requireContract } from '#lib/cockpit/server/holderGuards.ts';
import { database } from '#lib/db/server/database.ts';
import * as triggers from '#lib/evolutivity/server/triggers.ts';
import { serve } from '#lib/files/server/serving.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { doer, contract } = await requireContract(event);
	const query = await database();
	const file = await triggers.annexFileFor(query, doer, { as: 'holder', contract }, event.params.request);
	if (!file) error(404, 'request-unknown');
	return serve(event.request, query, file, { name: 'annexe' });
};
