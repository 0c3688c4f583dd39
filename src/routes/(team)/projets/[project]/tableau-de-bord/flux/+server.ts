import { requireCockpit } from '#lib/cockpit/server/guards.ts';
import { streamForCockpit } from '#lib/cockpit/server/streams.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => streamForCockpit(event, await requireCockpit(event));
