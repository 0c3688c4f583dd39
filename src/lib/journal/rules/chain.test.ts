import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginning, entryHash, verifyChain, type EntryInChain, type Head } from './chain.ts';

const projectId = '7f0c1f6e-2f3c-4b0e-9d55-0b6f3a3f7c11';

function chainOf(acts: readonly string[]): EntryInChain[] {
	const entries: EntryInChain[] = [];
	for (const [at, act] of acts.entries()) {
		const entry = {
			projectId,
			number: at + 1,
			at: new Date(Date.UTC(2027, 2, 13, 8, 40, at)).toISOString(),
			act,
			actor: 'system',
			onBehalfOf: null,
			about: { rank: at, step: 'vote' },
			previous: entries.at(-1)?.hash ?? beginning
		};
		entries.push({ ...entry, hash: entryHash(entry) });
	}
	return entries;
}

const headOf = (entries: readonly EntryInChain[]): Head => ({
	count: entries.length,
	head: entries.at(-1)?.hash ?? beginning
});
const faultsOf = (
	entries: readonly EntryInChain[],
	stored: Head | undefined,
	witnessed: readonly Head[] = []
) => verifyChain(entries, stored, witnessed).map(({ fault, number }) => `${fault} ${number}`);
/** as if whoever changed the rows had also made every hash good again */
function resealed(entries: readonly Omit<EntryInChain, 'hash' | 'previous' | 'number'>[]): EntryInChain[] {
	const made: EntryInChain[] = [];
	for (const [at, entry] of entries.entries()) {
		const next = { ...entry, number: at + 1, previous: made.at(-1)?.hash ?? beginning };
		made.push({ ...next, hash: entryHash(next) });
	}
	return made;
}

const acts = fc.array(fc.constantFrom('ballot-cast', 'step-opened', 'seat-admitted'), {
	minLength: 2,
	maxLength: 24
});
const seeded = { seed: 416_225_361, numRuns: 200 };

describe('a chain that nobody touched', () => {
	test('[JO2] holds, with every head that was ever seen of it', () => {
		fc.assert(
			fc.property(acts, (told) => {
				const chain = chainOf(told);
				const seen = chain.map((_, at) => headOf(chain.slice(0, at + 1)));
				expect(verifyChain(chain, headOf(chain), seen)).toEqual([]);
			}),
			seeded
		);
	});

	test('[JO3] is empty before the first act', () => {
		expect(verifyChain([], undefined)).toEqual([]);
		expect(verifyChain([], { count: 0, head: beginning })).toEqual([]);
	});

	test('[JO2] does not depend on the order in which the keys of `about` were written', () => {
		const [entry] = chainOf(['ballot-cast']);
		expect(entryHash({ ...entry!, about: { step: 'vote', rank: 0 } })).toBe(entry!.hash);
	});
});

describe('a chain that somebody touched', () => {
	const fields: { readonly [Key in keyof EntryInChain]?: (entry: EntryInChain) => EntryInChain[Key] } = {
		act: () => 'something-else',
		actor: () => 'account:somebody-else',
		onBehalfOf: () => 'seat:somebody',
		about: (entry) => ({ ...entry.about, rank: -1 }),
		at: () => '2030-01-01T00:00:00.000Z',
		projectId: () => 'another',
		previous: () => 'f'.repeat(64),
		hash: () => 'e'.repeat(64)
	};

	test('[JO2] betrays any field changed, at its own number', () => {
		fc.assert(
			fc.property(
				acts,
				fc.nat(),
				fc.constantFrom(...(Object.keys(fields) as (keyof typeof fields)[])),
				(told, where, field) => {
					const chain = chainOf(told);
					const at = where % chain.length;
					const touched = chain.map((entry, here) =>
						here === at ? { ...entry, [field]: fields[field]!(entry) } : entry
					);
					expect(verifyChain(touched, headOf(chain)).some(({ number }) => number === at + 1)).toBe(true);
				}
			),
			seeded
		);
	});

	test('[JO3] betrays any entry removed, whether the numbers were closed up or not', () => {
		fc.assert(
			fc.property(acts, fc.nat(), (told, where) => {
				const chain = chainOf(told);
				const left = chain.filter((_, at) => at !== where % chain.length);
				expect(verifyChain(left, headOf(chain))).not.toEqual([]);
				const closedUp = left.map((entry, at) => ({ ...entry, number: at + 1 }));
				expect(verifyChain(closedUp, headOf(closedUp), [headOf(chain)])).not.toEqual([]);
			}),
			seeded
		);
	});

	test('[JO3] betrays any two entries swapped, and any one repeated', () => {
		fc.assert(
			fc.property(acts, fc.nat(), fc.nat(), (told, one, other) => {
				const chain = chainOf(told);
				const [a, b] = [one % chain.length, other % chain.length];
				fc.pre(a !== b);
				const swapped = chain.map((entry, at) => ({
					...chain[at === a ? b : at === b ? a : at]!,
					number: entry.number
				}));
				expect(verifyChain(swapped, headOf(chain))).not.toEqual([]);
				const repeated = [...chain.slice(0, a + 1), chain[a]!, ...chain.slice(a + 1)];
				expect(verifyChain(repeated, headOf(chain))).not.toEqual([]);
			}),
			seeded
		);
	});

	test('[JO4] betrays a tail that was cut, even when the head in the database was cut with it', () => {
		fc.assert(
			fc.property(acts, fc.nat(), (told, where) => {
				const chain = chainOf(told);
				const left = chain.slice(0, where % chain.length);
				expect(faultsOf(left, headOf(chain))).toEqual([`tail-cut ${left.length + 1}`]);
				expect(faultsOf(left, headOf(left), [headOf(chain)])).toEqual([`tail-cut ${left.length + 1}`]);
			}),
			seeded
		);
	});

	test('[JO4] betrays a chain written anew from end to end, by the heads seen of the old one', () => {
		fc.assert(
			fc.property(acts, fc.nat(), (told, where) => {
				const chain = chainOf(told);
				const anew = resealed(
					chain.map((entry, at) =>
						at === where % chain.length ? { ...entry, act: 'something-else' } : entry
					)
				);
				expect(verifyChain(anew, headOf(anew))).toEqual([]);
				expect(verifyChain(anew, headOf(anew), [headOf(chain)])).toEqual([
					{ fault: 'entry-changed', number: chain.length }
				]);
			}),
			seeded
		);
	});

	test('[JO4] betrays a head that was removed or changed', () => {
		const chain = chainOf(['step-opened', 'ballot-cast']);
		expect(faultsOf(chain, undefined)).toEqual(['head-changed 2']);
		expect(faultsOf(chain, { count: 2, head: beginning })).toEqual(['head-changed 2']);
		expect(faultsOf(chain, { count: 1, head: chain[0]!.hash })).toEqual(['head-changed 1']);
	});
});
