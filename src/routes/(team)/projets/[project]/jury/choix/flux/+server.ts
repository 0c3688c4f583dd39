import { streamForStaff } from '#lib/jury/server/choiceGuards.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = streamForStaff;
