// Invented pools of volunteers, drawn from a seed: some answer more readily than others, as in real ones.
import type { Person, Quota } from '../../src/lib/jury/rules/sortition/pool.ts';

/** mulberry32: small, seeded, the same everywhere. */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

const population: readonly {
	readonly category: string;
	readonly shares: Readonly<Record<string, number>>;
	readonly zeal: Readonly<Record<string, number>>;
}[] = [
	{ category: 'genre', shares: { femme: 0.51, homme: 0.49 }, zeal: { femme: 1.2, homme: 0.9 } },
	{
		category: 'âge',
		shares: { '18-29': 0.18, '30-44': 0.24, '45-59': 0.26, '60-74': 0.2, '75+': 0.12 },
		zeal: { '18-29': 0.4, '30-44': 0.8, '45-59': 1.1, '60-74': 1.9, '75+': 0.6 }
	},
	{
		category: 'diplôme',
		shares: { aucun: 0.25, cap: 0.27, bac: 0.18, supérieur: 0.3 },
		zeal: { aucun: 0.3, cap: 0.7, bac: 1, supérieur: 2.2 }
	},
	{
		category: 'lieu',
		shares: { bourg: 0.45, village: 0.4, hameau: 0.15 },
		zeal: { bourg: 1.2, village: 0.9, hameau: 0.6 }
	},
	{
		category: 'lien',
		shares: { usager: 0.35, parent: 0.25, aucun: 0.4 },
		zeal: { usager: 1.5, parent: 1.3, aucun: 0.5 }
	},
	{
		category: 'avis',
		shares: { confiant: 0.3, partagé: 0.45, méfiant: 0.25 },
		zeal: { confiant: 1.4, partagé: 1, méfiant: 0.5 }
	}
];

/** A pool of `count` volunteers biased by zeal, and quotas of `size` seats by the shares of the population, rounded down and up. */
export function biasedPool(
	seed: number,
	count: number,
	size: number,
	criteria: number
): { people: Person[]; quotas: Quota[] } {
	const random = seeded(seed);
	const used = population.slice(0, criteria);
	const pick = (weights: readonly (readonly [string, number])[]) => {
		let left = random() * weights.reduce((sum, [, weight]) => sum + weight, 0);
		return (weights.find(([, weight]) => (left -= weight) < 0) ?? weights.at(-1)!)[0];
	};
	const people = Array.from({ length: count }, (_, index) => ({
		id: `p${String(index + 1).padStart(4, '0')}`,
		features: Object.fromEntries(
			used.map(({ category, shares, zeal }) => [
				category,
				pick(Object.entries(shares).map(([feature, share]) => [feature, share * zeal[feature]!] as const))
			])
		),
		household: null
	}));
	const quotas = used.flatMap(({ category, shares }) =>
		Object.entries(shares).map(([feature, share]) => {
			const there = people.filter(({ features }) => features[category] === feature).length;
			return {
				category,
				feature,
				min: Math.min(there, Math.floor(share * size)),
				max: Math.ceil(share * size),
				minFlex: 0,
				maxFlex: size
			};
		})
	);
	return { people, quotas };
}
