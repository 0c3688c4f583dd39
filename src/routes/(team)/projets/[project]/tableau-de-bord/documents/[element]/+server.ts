import { error } from '@sveltejs/kit';
import * as documents from '#lib/cockpit/server/documents.ts';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { database } from '#lib/db/server/database.ts';
import { serve } from '#lib/files/server/serving.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { doer, audience } = await requireCockpit(event);
	const query = await database();
	const found = await documents.fileOf(query, doer, event.params.element, { today: doer.today, audience });
	if (!found) error(404, 'element-unknown');
	return serve(event.request, query, found.file, { name: found.code });
};
