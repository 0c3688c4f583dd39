import { readJury } from '#lib/jury/rules/acts.ts';
import { requireJury } from '#lib/jury/server/guards.ts';
import { streamForJury } from '#lib/jury/server/streams.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => streamForJury(event, await requireJury(event, readJury), async () => {
	await requireJury(event, readJury);
});
