import { error } from '@sveltejs/kit';
import { requireContract } from '#lib/cockpit/server/holderGuards.ts';
import { database } from '#lib/db/server/database.ts';
import * as clausePages from '#lib/evolutivity/server/clausePages.ts';
import * as clauses from '#lib/evolutivity/server/clauses.ts';
import { charterPaper } from '#lib/evolutivity/wording/documents.ts';
import { odtFile, odtType } from '#lib/papers/server/odtFile.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { doer, contract } = await requireContract(event);
	const query = await database();
	const clause = await clauses.ofContract(query, doer, contract.id);
	const charter = clause && (await clausePages.forHolder(query, clause, doer.today)).charter;
	if (!clause || !charter) error(404, 'charter-unknown');
	return new Response(new Uint8Array(odtFile(charterPaper({ title: clause.title, ...charter }))), {
		headers: { 'content-type': odtType, 'content-disposition': 'attachment; filename="charte.odt"', 'cache-control': 'private, no-store' }
	});
};
