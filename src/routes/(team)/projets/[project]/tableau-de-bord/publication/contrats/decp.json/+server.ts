import { fileOf } from '#lib/cockpit/rules/decp/exporting.ts';
import * as decp from '#lib/cockpit/server/decp.ts';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { database } from '#lib/db/server/database.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { doer, audience } = await requireCockpit(event);
	const told = await decp.contractsOf(await database(), doer, doer.today, audience);
	return new Response(`${JSON.stringify(fileOf(told.map(({ exported }) => exported)), null, '\t')}\n`, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': 'attachment; filename="decp.json"',
			'cache-control': 'private, no-store'
		}
	});
};
