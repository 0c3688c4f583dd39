import { streamForWall } from '#lib/gatherings/server/streams.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => streamForWall(event, event.params.token);
