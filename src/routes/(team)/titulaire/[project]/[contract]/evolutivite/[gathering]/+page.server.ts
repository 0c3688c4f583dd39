import { forHolder, requireHolderSitting, waiveByHolder, writeByHolder } from '#lib/evolutivity/server/filingPages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const at = await requireHolderSitting(event);
	event.depends(`project:${at.project.projectId}`);
	event.setHeaders({ 'cache-control': 'no-store' });
	return forHolder(at);
};

export const actions: Actions = { garder: writeByHolder, renoncer: waiveByHolder };
