import { isAnswering } from '#lib/db/server/database.ts';

/** The process can serve: its database answers. */
export const GET = async () =>
	(await isAnswering())
		? new Response('ready\n', { headers: { 'cache-control': 'no-store' } })
		: new Response('database\n', { status: 503, headers: { 'cache-control': 'no-store', 'retry-after': '2' } });
