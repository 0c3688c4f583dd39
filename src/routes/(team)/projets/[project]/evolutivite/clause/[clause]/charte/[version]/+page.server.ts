import { requireCharter } from '#lib/evolutivity/server/documents.ts';
import { charterPaper } from '#lib/evolutivity/wording/documents.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { projectId, clause, charter } = await requireCharter(event);
	return { clauseUrl: `/projets/${projectId}/evolutivite/clause/${clause.id}`, version: charter.version, paper: charterPaper({ title: clause.title, ...charter }) };
};
