import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueAt } from '../../law/rules/values.ts';
import { grounds, groundsOf, wholeRevision, type ContractFacts, type Modification } from './grounds.ts';
import { answersTo } from './groundsFile.ts';

interface Vector {
	readonly titre: string;
	readonly entree: object;
	readonly attendu: object;
	readonly calcul?: { readonly base: number; readonly cumul: number; readonly seuilEuropeen: number; readonly plafondPct: number };
}
const vectors = JSON.parse(readFileSync(resolve('tests/vectors/grounds.json'), 'utf8')) as readonly Vector[];

describe('the vectors', () => {
	test.each(vectors)('[EV1] [EV2] $titre', ({ entree, attendu }) => {
		expect(answersTo(JSON.stringify([entree]))).toEqual({ accepted: true, value: [attendu] });
	});
	test('[EV1] forty-five of them, all answered at once in their order', () => {
		const answered = answersTo(JSON.stringify(vectors.map(({ entree }) => entree)));
		expect(answered.accepted && answered.value).toEqual(vectors.map(({ attendu }) => attendu));
		expect(vectors.length).toBeGreaterThanOrEqual(11 + 20);
	});
});

const contract: ContractFacts = { buyer: 'authority', isLocal: true, category: 'services', initialAmount: 20_000_000, revision: wholeRevision, day: '2026-11-22', isFormal: false, wentToCommission: true, earlier: [] };
const plain: Modification = { amount: 0, changesOverallNature: false, clause: null, extra: null, isUnforeseen: false, newHolder: null, substance: null };

describe('the computation in the open', () => {
	test.each(vectors.filter(({ calcul }) => calcul))('[EV3] $titre', ({ entree, calcul }) => {
		const { montantInitialHT, coefRevision = 1, categorie, modification, anterieures = [], date } = entree as { montantInitialHT: number; coefRevision?: number; categorie: string; date: string; modification: { montantHT: number }; anterieures?: { fondement: string; montantHT: number }[] };
		const { base, smallChange } = groundsOf(
			{ ...contract, category: categorie === 'travaux' ? 'works' : 'services', initialAmount: montantInitialHT * 100, revision: Math.round(coefRevision * wholeRevision), day: date, earlier: anterieures.map(({ fondement, montantHT }) => ({ ground: fondement, amount: montantHT * 100 })) },
			{ ...plain, amount: modification.montantHT * 100 }
		);
		expect([base, smallChange]).toEqual([calcul!.base * 100, { cumulated: calcul!.cumul * 100, ceiling: calcul!.plafondPct * 100, threshold: calcul!.seuilEuropeen * 100 }]);
	});
	test('[EV3] what the law says is data: an authority’s own values are the ones that count', () => {
		const stricter = groundsOf(contract, { ...plain, amount: 1_900_000 }, (key, day) => {
			const known = valueAt(key, day);
			return key === 'small-change-supplies-services' && known.standing !== 'unknown' ? { ...known, value: 500 } : known;
		});
		expect(stricter.rejected).toEqual({ 'R2194-8': { why: 'share-reached', basisPoints: 500 } });
	});
});

describe('for any contract and any modification', () => {
	const amount = fc.integer({ min: -50_000_000, max: 50_000_000 });
	const anyContract = fc.record({
		buyer: fc.constantFrom('state', 'authority', 'entity'),
		isLocal: fc.boolean(),
		category: fc.constantFrom('works', 'supplies', 'services'),
		initialAmount: fc.integer({ min: 1, max: 900_000_000 }),
		revision: fc.integer({ min: 500_000, max: 2_000_000 }),
		day: fc.constantFrom('2023-06-01', '2024-01-01', '2025-12-31', '2026-01-01', '2027-12-31', '2028-01-01'),
		isFormal: fc.boolean(),
		wentToCommission: fc.boolean(),
		earlier: fc.array(fc.record({ ground: fc.constantFrom('R2194-1', 'R2194-5', 'R2194-8'), amount }), { maxLength: 4 })
	}) satisfies fc.Arbitrary<ContractFacts>;
	const anyModification = fc.record({
		amount,
		changesOverallNature: fc.constant(false),
		clause: fc.option(fc.record({ isUnequivocal: fc.boolean(), saysScope: fc.boolean(), saysNature: fc.boolean(), saysConditions: fc.boolean(), covers: fc.boolean() })),
		extra: fc.option(fc.record({ isNecessary: fc.boolean(), wasNotInContract: fc.boolean(), holderCannotChange: fc.boolean() })),
		isUnforeseen: fc.boolean(),
		newHolder: fc.option(fc.record({ byClause: fc.boolean(), isTransfer: fc.boolean(), meetsConditions: fc.boolean() })),
		substance: fc.option(fc.record({ drawsOthers: fc.boolean(), favoursHolder: fc.boolean(), changesObject: fc.boolean(), replacesHolder: fc.boolean() }))
	}) satisfies fc.Arbitrary<Modification>;
	const seeded = { seed: 416_225_361, numRuns: 500 };

	test('[EV1] each ground is looked at by itself: leaving one out changes nothing of the others, and none both holds and is refused', () => {
		fc.assert(
			fc.property(anyContract, anyModification, (one, change) => {
				const whole = groundsOf(one, change);
				expect(whole.holds).toEqual(grounds.filter((ground) => whole.holds.includes(ground)));
				expect(whole.holds.some((ground) => ground in whole.rejected)).toBe(false);
				const without = groundsOf(one, { ...change, clause: null });
				expect(without.holds).toEqual(whole.holds.filter((ground) => ground !== 'R2194-1'));
			}),
			seeded
		);
	});
	test('[EV2] a smaller amount never loses a ground', () => {
		fc.assert(
			fc.property(anyContract, anyModification, fc.nat(10_000_000), (one, change, less) => {
				const smaller = groundsOf(one, { ...change, amount: change.amount - less }).holds;
				expect(smaller).toEqual(expect.arrayContaining([...groundsOf(one, change).holds]));
			}),
			seeded
		);
	});
	test('[EV4] something follows always: what is published where a ground holds, else another procedure; nothing at all where the overall nature changes', () => {
		fc.assert(
			fc.property(anyContract, anyModification, (one, change) => {
				const { holds, duties } = groundsOf(one, change);
				expect(holds.length > 0 ? duties.at(-1) : duties).toEqual(holds.length > 0 ? 'published-data' : ['new-procedure']);
				expect(groundsOf(one, { ...change, changesOverallNature: true })).toMatchObject({ holds: [], rejected: {}, duties: [], changesOverallNature: true });
			}),
			seeded
		);
	});
});

describe('a file that does not read', () => {
	const one = vectors[0]!.entree;
	test.each<[string, string, object]>([
		['no JSON', '{', { reason: 'file-not-json' }],
		['no list', '{}', { reason: 'file-not-a-list' }],
		['a category that is none', JSON.stringify([one, { ...one, categorie: 'divers' }]), { reason: 'entry-unreadable', at: { entry: 2, path: 'categorie' } }],
		['a day that does not exist in form', JSON.stringify([{ ...one, date: '22/11/2026' }]), { reason: 'entry-unreadable', at: { entry: 1, path: 'date' } }],
		['parts of a cent', JSON.stringify([{ ...one, modification: { montantHT: 0.001 } }]), { reason: 'entry-unreadable', at: { entry: 1, path: 'modification.montantHT' } }]
	])('[EV5] %s', (_, text, told) => {
		expect(answersTo(text)).toMatchObject({ accepted: false, ...told });
	});
	test('[EV5] a mark of order before the list is no matter', () => {
		expect(answersTo(`\ufeff${JSON.stringify([one])}`).accepted).toBe(true);
	});
});
