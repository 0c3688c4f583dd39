import * as decp from '#lib/cockpit/server/decp.ts';
import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { lacksTable } from '#lib/cockpit/wording/decp.ts';
import { database } from '#lib/db/server/database.ts';
import { toCsv } from '#lib/papers/rules/csv.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { doer, audience } = await requireCockpit(event);
	const told = await decp.contractsOf(await database(), doer, doer.today, audience);
	return new Response(
		toCsv(lacksTable(told)),
		{
			headers: {
				'content-type': 'text/csv; charset=utf-8',
				'content-disposition': 'attachment; filename="manques.csv"',
				'cache-control': 'private, no-store'
			}
		}
	);
};
