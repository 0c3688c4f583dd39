// Tells of each passage which versions changed it, by whose role, because of what.
import type { Cause, Version } from './passages.ts';

export interface Touch {
	readonly version: number;
	/** a role, as the occasion names it */
	readonly author: string;
	/** what it came from */
	readonly by: string;
}

/** The causes of each passage that ever was, removed ones included, in the order of the versions, each once (TE8). */
export function lineageOf(versions: readonly Version[]): ReadonlyMap<string, readonly Touch[]> {
	const lineage = new Map<string, Touch[]>();
	for (const { number, passages, causes } of [...versions].sort((a, b) => a.number - b.number)) {
		for (const { id } of passages) if (!lineage.has(id)) lineage.set(id, []);
		for (const { passageId, author, by } of causes) {
			const touches = lineage.get(passageId) ?? [];
			if (!touches.some((touch) => touch.version === number && touch.author === author && touch.by === by))
				touches.push({ version: number, author, by });
			lineage.set(passageId, touches);
		}
	}
	return lineage;
}

/** What changed a passage after one version and until another, that one included. */
export const touchesBetween = (versions: readonly Version[], passageId: string, after: number, until: number): { version: number; cause: Cause }[] =>
	(lineageOf(versions.filter(({ number }) => number > after && number <= until)).get(passageId) ?? []).map(({ version, author, by }) => ({
		version,
		cause: { passageId, author, by }
	}));
