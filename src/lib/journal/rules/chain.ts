// How one entry of the journal is bound to the one before, and what a broken chain betrays: a change, a removal, a swap, a cut tail.
import { sha256 } from '@oslojs/crypto/sha2';
import { encodeHexLowerCase } from '@oslojs/encoding';

export interface Entry {
	readonly projectId: string;
	readonly number: number;
	/** ISO 8601, UTC, milliseconds */
	readonly at: string;
	readonly act: string;
	readonly actor: string;
	readonly onBehalfOf: string | null;
	readonly about: Readonly<Record<string, string | number | boolean | null>>;
	readonly previous: string;
}

export interface EntryInChain extends Entry {
	readonly hash: string;
}

/** How long a chain is and what its last entry's hash is: what a record prints and what the file of heads keeps. */
export interface Head {
	readonly count: number;
	readonly head: string;
}

export const beginning = '0'.repeat(64);

/** SHA-256, in hexadecimal, of an entry written with its keys in one fixed order (decision 19). */
export function entryHash(entry: Entry): string {
	const about = Object.entries(entry.about).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	const written = JSON.stringify([
		entry.projectId,
		entry.number,
		entry.at,
		entry.act,
		entry.actor,
		entry.onBehalfOf,
		about,
		entry.previous
	]);
	return encodeHexLowerCase(sha256(new TextEncoder().encode(written)));
}

/** What is wrong, and at which entry: the first number where the chain says something else than it should. */
export interface ChainFault {
	readonly fault: 'entry-changed' | 'entry-missing' | 'entry-out-of-place' | 'tail-cut' | 'head-changed';
	readonly number: number;
}

/**
 * Verifies one project's chain. `entries` as stored, in the order of their numbers; `stored` is the head that the database keeps beside
 * them; `witnessed` are heads kept elsewhere (the file of heads, a printed record), each of which must be a point of the chain.
 * Finds any entry changed, removed, swapped, repeated, and a tail that was cut. Source: decision 19.
 */
export function verifyChain(
	entries: readonly EntryInChain[],
	stored: Head | undefined,
	witnessed: readonly Head[] = []
): readonly ChainFault[] {
	const faults: ChainFault[] = [];
	let previous = beginning;
	let expected = 1;
	for (const entry of entries) {
		if (entry.number > expected)
			faults.push({ fault: 'entry-missing', number: expected }); // JO3
		else if (entry.number < expected)
			faults.push({ fault: 'entry-out-of-place', number: entry.number }); // JO3
		else if (entry.previous !== previous) faults.push({ fault: 'entry-out-of-place', number: entry.number }); // JO3
		if (entryHash(entry) !== entry.hash) faults.push({ fault: 'entry-changed', number: entry.number }); // JO2
		previous = entry.hash;
		expected = entry.number + 1;
	}
	const last = entries.at(-1);
	const count = last?.number ?? 0;
	const head = last?.hash ?? beginning;
	if (!stored) {
		if (entries.length > 0) faults.push({ fault: 'head-changed', number: count }); // JO4
	} else if (stored.count > count)
		faults.push({ fault: 'tail-cut', number: count + 1 }); // JO4
	else if (stored.count !== count || stored.head !== head)
		faults.push({ fault: 'head-changed', number: stored.count }); // JO4

	const hashes = new Map(entries.map((entry) => [entry.number, entry.hash]));
	for (const seen of witnessed) {
		if (seen.count === 0) continue;
		const there = hashes.get(seen.count);
		if (there === undefined)
			faults.push({ fault: 'tail-cut', number: count + 1 }); // JO4
		else if (there !== seen.head) faults.push({ fault: 'entry-changed', number: seen.count }); // JO4
	}
	return faults.filter(
		(one, at) => faults.findIndex((other) => other.fault === one.fault && other.number === one.number) === at
	);
}
