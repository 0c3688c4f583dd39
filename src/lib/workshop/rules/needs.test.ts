import fc from 'fast-check';
import { expect, test } from 'vitest';
import { litBy, strongestFirst } from './needs.ts';
import { strongestNeeds } from './record.ts';

/** The Trois-Rivelles (demo 5.7): which amendment made which version, and which needs it answers. */
const amendments = [
	{ needs: ['B1', 'B6'], resultingVersion: null },
	{ needs: [], resultingVersion: 1 },
	{ needs: ['B8'], resultingVersion: 1 },
	{ needs: ['B8'], resultingVersion: 1 },
	{ needs: ['B7'], resultingVersion: 2 },
	{ needs: ['B2'], resultingVersion: 2 },
	{ needs: ['B4'], resultingVersion: 2 },
	{ needs: [], resultingVersion: 3 },
	{ needs: ['B1'], resultingVersion: 3 },
	{ needs: ['B2'], resultingVersion: 3 },
	{ needs: ['B5'], resultingVersion: null },
	{ needs: ['B3', 'B7'], resultingVersion: 3 },
	{ needs: ['B8'], resultingVersion: null },
	{ needs: ['B6'], resultingVersion: 2 }
];

test('[MO101] the Trois-Rivelles: 2 needs lit by the draft, 5 by v0, 6 by v1, 8 by v2 and v3', () => {
	const lit = (draft: string[], version: number) => [...litBy(draft, amendments, version)].sort();
	expect(lit(['B2', 'B5'], -1)).toEqual(['B2', 'B5']);
	const sealed = ['B2', 'B5', 'B1', 'B7', 'B3'];
	expect([-1, 0, 1, 2, 3].map((version) => lit(sealed, version).length)).toEqual([5, 5, 6, 8, 8]);
	expect(lit(sealed, 1)).toContain('B8');
});

test('[MO101] a later version never puts out a need', () => {
	const amendment = fc.record({ needs: fc.array(fc.constantFrom('B1', 'B2', 'B3')), resultingVersion: fc.option(fc.nat(4), { nil: null }) });
	fc.assert(
		fc.property(fc.array(amendment), fc.nat(4), (all, version) => {
			const before = litBy(['B0'], all, version - 1);
			const after = litBy(['B0'], all, version);
			expect([...before].every((need) => after.has(need))).toBe(true);
		})
	);
});

test('[MO100] the strongest needs come first, as in the record; before the count, in the order of their texts', () => {
	const need = (text: string, dots: number | null) => ({ id: text, text, dots });
	expect(strongestFirst([need('Calme', 4), need('Éclairé', 9), need('Zéro reste', 0), need('Débouchés', 4)]).map(({ text }) => text)).toEqual(['Éclairé', 'Calme', 'Débouchés', 'Zéro reste']);
	expect(strongestFirst([need('Zoé', null), need('Éric', null)]).map(({ text }) => text)).toEqual(['Éric', 'Zoé']);
	const cards = [need('b', 2), need('a', 2), need('c', 7)].map((card) => ({ ...card, kind: 'need', capacity: null, rank: 1 }));
	const recorded = strongestNeeds([{ zone: 'needs', groups: [{ id: null, title: '', dots: 11, cards }] }]);
	expect(strongestFirst(cards).map(({ text }) => text)).toEqual(recorded.map(({ text }) => text));
});
