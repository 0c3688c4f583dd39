import { requireContract } from '#lib/cockpit/server/holderGuards.ts';
import { streamForCockpit } from '#lib/cockpit/server/streams.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) =>
	streamForCockpit(event, await requireContract(event), () => requireContract(event));
