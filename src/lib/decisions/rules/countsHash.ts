// Binds a closed box to two hashes, which the journal keeps: neither what it shows, nor what it was about and who was on its roll, can be changed afterwards without it showing (DE14).
import { sha256 } from '@oslojs/crypto/sha2';
import { encodeHexLowerCase } from '@oslojs/encoding';
import type { BallotPaper, Choices, Secrecy } from './ballot.ts';

export interface Counted extends BallotPaper {
	readonly boxId: string;
	readonly secrecy: Readonly<Record<string, Secrecy>>;
	/** as stored; in any order */
	readonly counts: readonly { readonly college: string; readonly optionId: string; readonly counts: readonly number[] }[];
	/** in any order */
	readonly named: readonly { readonly voterId: string; readonly grades: Choices }[];
	/** in any order */
	readonly receipts: readonly string[];
}

/** What a closed box is about, besides what it shows. */
export interface Circumstances {
	readonly boxId: string;
	readonly authorityId: string;
	readonly projectId: string;
	readonly occasionId: string;
	readonly name: string;
	readonly openedAt: Date;
	readonly closedAt: Date;
	/** who might vote, in which college, and who has; in any order */
	readonly roll: readonly { readonly voterId: string; readonly college: string; readonly hasVoted: boolean }[];
}

const inOrder = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const sorted = (record: Readonly<Record<string, unknown>>) => Object.entries(record).sort(([a], [b]) => inOrder(a, b));

/** SHA-256, in hexadecimal, of all that a closed box shows, written in one fixed order (DE14). */
export function countsHash({ boxId, grades, options, secrecy, counts, named, receipts }: Counted): string {
	const written = JSON.stringify([
		boxId,
		grades,
		options.map(({ id, label }) => [id, label]),
		sorted(secrecy),
		counts.map(({ college, optionId, counts }) => [college, optionId, counts] as const).sort((a, b) => inOrder(a[0], b[0]) || inOrder(a[1], b[1])),
		named.map(({ voterId, grades }) => [voterId, sorted(grades)] as const).sort((a, b) => inOrder(a[0], b[0])),
		[...receipts].sort()
	]);
	return hashOf(written);
}

/** SHA-256, in hexadecimal, of which vote of which room a closed box was, from when to when, and of its roll (DE14). */
export function circumstancesHash({ boxId, authorityId, projectId, occasionId, name, openedAt, closedAt, roll }: Circumstances): string {
	const voters = roll.map(({ voterId, college, hasVoted }) => [voterId, college, hasVoted] as const).sort((a, b) => inOrder(a[0], b[0]));
	return hashOf(JSON.stringify([boxId, authorityId, projectId, occasionId, name, openedAt.toISOString(), closedAt.toISOString(), voters]));
}

const hashOf = (written: string): string => encodeHexLowerCase(sha256(new TextEncoder().encode(written)));
