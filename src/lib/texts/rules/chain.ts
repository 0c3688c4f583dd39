// Decides which version may follow another: numbers without a hole, ids that never come back, a cause for each change.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readPassages, sameText, type TextRefusal } from './editing.ts';
import type { Cause, Passage, Version } from './passages.ts';

/** What a new version is judged against. */
export interface Behind {
	/** the passages of the last version; none before the first */
	readonly passages: readonly Passage[];
	/** the number of the last version; -1 before the first */
	readonly latest: number;
	/** the ids of the passages of all versions */
	readonly everUsed: ReadonlySet<string>;
}

export interface Proposed {
	/** the version that its author had before their eyes; -1 before the first */
	readonly base: number;
	readonly passages: readonly Passage[];
	readonly causes: readonly Cause[];
}

export type FollowRefusal = TextRefusal | 'version-not-latest' | 'nothing-changed' | 'cause-missing' | 'cause-unknown';

const byId = (passages: readonly Passage[]) => new Map(passages.map((passage) => [passage.id, passage]));

/** The passages added, removed, or whose words or kind changed, from one text to the next; a mere move is not one of them. */
export function touched(before: readonly Passage[], after: readonly Passage[]): string[] {
	const old = byId(before);
	const now = byId(after);
	const isSame = ({ id, kind, text }: Passage) => old.get(id)?.text === text && old.get(id)?.kind === kind;
	return [...after.filter((passage) => !isSame(passage)), ...before.filter(({ id }) => !now.has(id))].map(({ id }) => id);
}

/** One cause for all that a version changes. */
export const causesOf = (before: readonly Passage[], after: readonly Passage[], cause: Omit<Cause, 'passageId'>): Cause[] =>
	touched(before, after).map((passageId) => ({ passageId, ...cause }));

/**
 * The version that follows (TE4 to TE7). Refuses a base that is no longer the last, what `readPassages` refuses, the id of a passage removed earlier,
 * a version equal to the one before it, a change that nobody caused, and a cause of nothing that stands or stood.
 */
export function follow({ passages: before, latest, everUsed }: Behind, { base, passages, causes }: Proposed): Outcome<Omit<Version, 'sealedAt'>, FollowRefusal> {
	if (base !== latest) return refused('version-not-latest');
	const read = readPassages(passages);
	if (!read.accepted) return read;
	const standing = new Set(before.map(({ id }) => id));
	if (read.value.some(({ id }) => everUsed.has(id) && !standing.has(id))) return refused('passage-reused');
	if (sameText(before, read.value)) return refused('nothing-changed');
	const known = new Set([...standing, ...read.value.map(({ id }) => id)]);
	if (!causes.every(({ passageId }) => known.has(passageId))) return refused('cause-unknown');
	const caused = new Set(causes.filter(({ author, by }) => author && by).map(({ passageId }) => passageId));
	if (!touched(before, read.value).every((id) => caused.has(id))) return refused('cause-missing');
	return accepted({ number: latest + 1, passages: read.value, causes: [...causes] });
}

export type ChainFault = 'version-hole' | 'passage-reused';

/** Whether these versions are a chain: 0, 1, 2 … in this order, each id once in a version, and none that comes back after its removal (TE4, TE5). */
export function checkChain(versions: readonly Version[]): Outcome<true, ChainFault> {
	const removed = new Set<string>();
	let standing = new Set<string>();
	for (const [place, { number, passages }] of versions.entries()) {
		if (number !== place) return refused('version-hole');
		const ids = new Set(passages.map(({ id }) => id));
		if (ids.size !== passages.length || passages.some(({ id }) => removed.has(id))) return refused('passage-reused');
		for (const id of standing) if (!ids.has(id)) removed.add(id);
		standing = ids;
	}
	return accepted(true);
}
