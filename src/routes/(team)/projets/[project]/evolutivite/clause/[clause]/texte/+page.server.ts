import { requireClause } from '#lib/evolutivity/server/documents.ts';
import { clausePaper } from '#lib/evolutivity/wording/documents.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { projectId, clause } = await requireClause(event);
	return { clauseUrl: `/projets/${projectId}/evolutivite/clause/${clause.id}`, paper: clausePaper(clause) };
};
