import { requireCharter } from '#lib/evolutivity/server/documents.ts';
import { charterPaper } from '#lib/evolutivity/wording/documents.ts';
import { odtFile, odtType } from '#lib/papers/server/odtFile.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { clause, charter } = await requireCharter(event);
	return new Response(new Uint8Array(odtFile(charterPaper({ title: clause.title, ...charter }))), {
		headers: { 'content-type': odtType, 'content-disposition': 'attachment; filename="charte.odt"', 'cache-control': 'private, no-store' }
	});
};
