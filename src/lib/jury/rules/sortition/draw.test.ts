import { describe, expect, test } from 'vitest';
import { biasedPool, seeded } from '../../../../../tests/world/pools.ts';
import { loadSolver } from '../../server/highs.ts';
import { drawing, shuffled } from './chance.ts';
import { drawFrom } from './draw.ts';
import { leximin } from './leximin.ts';
import { chanceByPerson, chancesOf } from './distribution.ts';
import { prepare, type Person, type Problem, type Quota } from './pool.ts';
import { proposeReplacement } from './replacement.ts';
import { openSealed, sealedFile, sealOf } from './seal.ts';
import { estimateStratified } from './stratified.ts';

const solver = await loadSolver();
const terms = { isOneAHousehold: false, certain: [] as string[] };

function sealedFor(problem: Problem): string {
	const distribution = leximin(problem, solver);
	if (!distribution.accepted) throw new Error(distribution.reason);
	return sealedFile(problem, distribution.value, solver.version);
}

function drawnFrom(file: string, seed: string) {
	const drawn = drawFrom(file, seed);
	if (!drawn.accepted) throw new Error(drawn.reason);
	return drawn.value;
}

const { people, quotas } = biasedPool(4, 60, 12, 4);
const problem = prepare(people, quotas, { ...terms, size: 12 });
const file = sealedFor(problem);

const keepsQuotas = (all: readonly Person[], asked: readonly Quota[], panel: readonly string[]) =>
	asked.every(({ category, feature, min, max }) => {
		const count = all.filter(
			({ id, features }) => panel.includes(id) && features[category] === feature
		).length;
		return count >= min && count <= max;
	});

describe('the seal', () => {
	test('[JU27] the order of rows and of quotas changes nothing', () => {
		const random = seeded(9);
		const stirred = (items: readonly unknown[]) =>
			[...items]
				.map((item) => [random(), item] as const)
				.sort(([one], [other]) => one - other)
				.map(([, item]) => item);
		const again = prepare(stirred(people) as Person[], stirred(quotas) as Quota[], { ...terms, size: 12 });
		expect(sealOf(sealedFor(again))).toBe(sealOf(file));
	});

	test('[JU27] one person, one quota or one ticket more is another seal', () => {
		const other = prepare([...people, { ...people[0]!, id: 'zz' }], quotas, { ...terms, size: 12 });
		expect(sealOf(sealedFor(other))).not.toBe(sealOf(file));
		expect(
			sealOf(file.replace(/"tickets":(\d+)/, (_, tickets: string) => `"tickets":${Number(tickets) + 1}`))
		).not.toBe(sealOf(file));
	});

	test('[JU29] a file that was touched against its quotas, or is none, is refused', () => {
		expect(openSealed('{')).toEqual({ accepted: false, reason: 'sealed-file-unreadable' });
		expect(openSealed('{"format":"eclaireurs-sortition-1"}')).toEqual({
			accepted: false,
			reason: 'sealed-file-unreadable'
		});
		const sealed = JSON.parse(file) as { size: number };
		expect(openSealed(JSON.stringify({ ...sealed, size: 11 }))).toEqual({
			accepted: false,
			reason: 'sealed-panel-against-quotas'
		});
	});
});

describe('the draw', () => {
	test('[JU28] the same seal and seed give the same panel, another seed another one, and each keeps every quota', () => {
		const panels = ['416225361', '416225362', 'un autre', '0'].map((seed) => drawnFrom(file, seed).panel);
		expect(drawnFrom(file, '416225361').panel).toEqual(panels[0]);
		expect(new Set(panels.map((panel) => panel.join())).size).toBe(4);
		for (const panel of panels) {
			expect(new Set(panel).size).toBe(12);
			expect(keepsQuotas(people, quotas, panel)).toBe(true);
		}
	});

	test('[JU29] a seed is what was said: blanks and letter case do not count; none is refused', () => {
		expect(drawnFrom(file, ' 4 1 6\u00a0225361\n')).toEqual(drawnFrom(file, '416225361'));
		expect(drawnFrom(file, 'La Doyenne')).toEqual(drawnFrom(file, 'la doyenne'));
		expect(drawFrom(file, ' \n')).toEqual({ accepted: false, reason: 'draw-seed-missing' });
	});

	test('[JU28] a vector that other software can be held against', () => {
		const seed = new Uint8Array(32).fill(7);
		const draw = drawing(seed, 'panel');
		// HMAC-SHA256 of "panel:0", "panel:1" … under 32 bytes of 7, first eight bytes, modulo a thousand million
		expect([draw(1_000_000_000), draw(1_000_000_000)]).toEqual([52_705_611, 192_085_798]);
		expect(shuffled(['a', 'b', 'c', 'd', 'e'], drawing(seed, 'order')).join('')).toBe('ecbda');
	});

	test('[JU28] a number past the last whole multiple is thrown away, not folded', () => {
		// the first eight bytes under this purpose lie there: the second ones count
		expect(drawing(new Uint8Array(32).fill(7), '3006')(8_782_072_874_891_478)).toBe(5_585_067_724_215_846);
	});

	test('[JU28] the seal counts as much as the seed', () => {
		const resealed = file.replace('"software":"', '"software":"another ');
		expect(drawnFrom(resealed, '416225361').replacements.slice(0, 8)).not.toEqual(
			drawnFrom(file, '416225361').replacements.slice(0, 8)
		);
	});

	test('[JU28] every number is as likely', () => {
		const draw = drawing(new Uint8Array(32), 'even');
		const counts = [0, 0, 0, 0, 0, 0, 0];
		for (let time = 0; time < 14_000; time++) counts[draw(7)]!++;
		// chi-squared with six degrees of freedom: 22.5 is passed once in a thousand, and this seed is always the same
		expect(counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)).toBeLessThan(22.5);
	});

	test('[JU22, JU28] over many seeds each person sits as often as the distribution says, couples too', () => {
		const couples = people
			.slice(0, 30)
			.map((person, index) => ({ ...person, household: index < 12 ? String(Math.floor(index / 2)) : null }));
		const few = quotas.map((quota) => ({ ...quota, min: 0, max: quota.feature === 'homme' ? 2 : 4 }));
		const home = prepare(couples, few, { size: 6, isOneAHousehold: true, certain: ['p0003'] });
		const distribution = leximin(home, solver);
		if (!distribution.accepted) throw new Error(distribution.reason);
		const sealed = sealedFile(home, distribution.value, 'test');
		const chances = chanceByPerson(home, chancesOf(home, distribution.value.panels));
		const sat = new Map<string, number>();
		const seeds = 400;
		for (let seed = 0; seed < seeds; seed++) {
			const { panel } = drawnFrom(sealed, `graine ${seed}`);
			expect(new Set(panel.map((id) => couples.find((one) => one.id === id)!.household ?? id)).size).toBe(6);
			for (const id of panel) sat.set(id, (sat.get(id) ?? 0) + 1);
		}
		expect(sat.get('p0003')).toBe(seeds);
		for (const [id, chance] of chances) {
			const spread = Math.sqrt(seeds * chance * (1 - chance));
			expect(Math.abs((sat.get(id) ?? 0) - seeds * chance), id).toBeLessThanOrEqual(4 * spread + 1e-3);
		}
	});
});

describe('those who replace', () => {
	test('[JU30] everybody else, once each, in an order of the seed', () => {
		const { panel, replacements } = drawnFrom(file, '416225361');
		expect([...panel, ...replacements].sort()).toEqual(people.map(({ id }) => id).sort());
		expect(drawnFrom(file, '416225362').replacements.slice(0, 8)).not.toEqual(replacements.slice(0, 8));
	});

	const four = (household: (string | null)[] = [null, null, null, null, null]): Problem =>
		prepare(
			[
				['f1', 'f'],
				['f2', 'f'],
				['h1', 'h'],
				['h2', 'h'],
				['h3', 'h']
			].map(([id, genre], index): Person => ({
				id: id!,
				features: { genre: genre! },
				household: household[index]!
			})),
			[
				{ category: 'genre', feature: 'f', min: 1, max: 1, minFlex: 0, maxFlex: 2 },
				{ category: 'genre', feature: 'h', min: 1, max: 1, minFlex: 0, maxFlex: 2 }
			],
			{ size: 2, isOneAHousehold: household.some(Boolean), certain: [] }
		);

	test('[JU30] the first who keeps every quota, else the one who comes closest', () => {
		expect(proposeReplacement(four(), ['f1', 'h1'], 'f1', ['h2', 'f2', 'h3'])).toEqual({
			id: 'f2',
			broken: 0
		});
		expect(proposeReplacement(four(), ['f1', 'h1'], 'f1', ['h3', 'h2'])).toEqual({ id: 'h3', broken: 2 });
		expect(proposeReplacement(four(), ['f1', 'h1'], 'f1', [])).toBeUndefined();
	});

	test('[JU30, JU32] nobody whose household sits already', () => {
		expect(proposeReplacement(four([null, 'x', 'x', null, null]), ['f1', 'h1'], 'f1', ['f2', 'h2'])).toEqual({
			id: 'h2',
			broken: 2
		});
	});
});

describe('the usual draw, beside', () => {
	test('[JU31] its lowest chance is no better than the fairest, and all its chances fill the seats', () => {
		const { chances, panels } = estimateStratified(problem, 400, 'comparaison');
		expect(panels).toBeGreaterThan(50);
		expect(
			chances.reduce((sum, chance, profile) => sum + chance * problem.profiles[profile]!.members.length, 0)
		).toBeCloseTo(12, 6);
		const distribution = leximin(problem, solver);
		if (!distribution.accepted) throw new Error(distribution.reason);
		expect(Math.min(...chances)).toBeLessThan(Math.min(...chancesOf(problem, distribution.value.panels)));
		expect(estimateStratified(problem, 400, 'comparaison')).toEqual({ chances, panels });
	});

	test('[JU31] where the quotas let everybody in alike, it does too', () => {
		const alike = prepare(
			people.slice(0, 20).map((one) => ({ ...one, features: { genre: 'f' } })),
			[{ category: 'genre', feature: 'f', min: 5, max: 5, minFlex: 5, maxFlex: 5 }],
			{ ...terms, size: 5 }
		);
		expect(estimateStratified(alike, 50, 'x').chances).toEqual([0.25]);
	});
});
