// Makes ids: version 4 uuids, which say nothing of when or in what order they were made.
import { randomUUID } from 'node:crypto';
import type { Id } from '../rules/ids.ts';

export const newId = <Kind extends string>(): Id<Kind> => randomUUID() as Id<Kind>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id that came from outside: undefined when it has not the form of one, so that Postgres is never asked. */
export const readId = <Kind extends string>(text: unknown): Id<Kind> | undefined =>
	typeof text === 'string' && uuid.test(text) ? (text as Id<Kind>) : undefined;
