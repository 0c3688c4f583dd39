import { streamForPeople } from '#lib/gatherings/server/streams.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => streamForPeople(event, event.params.gathering);
