import { requireClause } from '#lib/evolutivity/server/documents.ts';
import { clausePaper } from '#lib/evolutivity/wording/documents.ts';
import { odtFile, odtType } from '#lib/papers/server/odtFile.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { clause } = await requireClause(event);
	return new Response(new Uint8Array(odtFile(clausePaper(clause))), {
		headers: { 'content-type': odtType, 'content-disposition': 'attachment; filename="clause.odt"', 'cache-control': 'private, no-store' }
	});
};
