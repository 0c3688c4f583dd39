// Makes ids: version 4 uuids, which say nothing of when or in what order they were made.
import { createHash, randomUUID } from 'node:crypto';
import type { Id } from '../rules/ids.ts';

export const newId = <Kind extends string>(): Id<Kind> => randomUUID() as Id<Kind>;

/** The id of what a form makes by its one-use word: always the same of the same word, so that it is made once. */
export function idOnce<Kind extends string>(once: string): Id<Kind> {
	const hex = createHash('sha256').update(once).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as Id<Kind>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id that came from outside: undefined when it has not the form of one, so that Postgres is never asked. */
export const readId = <Kind extends string>(text: unknown): Id<Kind> | undefined =>
	typeof text === 'string' && uuid.test(text) ? (text as Id<Kind>) : undefined;
