import { requireContract } from '#lib/cockpit/server/holderGuards.ts';
import { streamForHolder } from '#lib/cockpit/server/streams.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) =>
	streamForHolder(event, await requireContract(event), () => requireContract(event));
