import { expect, test } from 'vitest';
import { seeded } from '../../../../../tests/world/pools.ts';
import { loadSolver } from '../../server/highs.ts';
import { prepare, type Problem } from './pool.ts';
import { redraw } from './redraw.ts';
import { livingIn, proposeReplacement } from './replacement.ts';

const solver = await loadSolver();
const quota = (category: string, feature: string, min: number, max: number) => ({ category, feature, min, max, minFlex: 0, maxFlex: 9 });
/** `f1`: a woman of the town · `m2`: a man of the villages; the last letter is a household */
const person = (id: string) => ({ id, household: id.slice(2) || null, features: { genre: id[0] === 'f' ? 'f' : 'm', lieu: id[1] === '1' ? 'bourg' : 'villages' } });
const problemOf = (ids: readonly string[], quotas: Problem['quotas']) => prepare(ids.map(person), quotas, { size: 4, isOneAHousehold: true, certain: [] });
const even = [quota('genre', 'f', 2, 2), quota('genre', 'm', 2, 2), quota('lieu', 'bourg', 2, 3), quota('lieu', 'villages', 1, 2)];

const said: readonly [string, readonly string[], readonly string[], readonly string[], number, number][] = [
	['the first two who keep everything', ['m1a', 'f1b'], ['f1c', 'm2d', 'f2e'], ['f1c', 'm2d'], 0, 0],
	['a first one is passed over when nobody could follow', ['m1a', 'm1b'], ['m2c', 'f1d', 'f1e', 'f2g'], ['f1d', 'f2g'], 0, 2],
	['one household sits once, and not beside who sits', ['m1a', 'f1b'], ['f2a', 'm2c', 'f1c', 'f2d'], ['m2c', 'f2d'], 0, 2],
	['the least departure, where nobody keeps everything', ['m1a', 'm1b'], ['m2c', 'm2d', 'f1e'], ['m2c', 'f1e'], 2, 1],
	['fewer people than seats are all called', ['m1a'], ['f1b', 'f2c'], ['f1b', 'f2c'], 1, 0]
];
test.each(said)('[JU104] [JU105] %s', (_, sitting, waiting, chosen, departures, passedOver) => {
	const found = redraw(problemOf([...sitting, ...waiting], even), { seats: 4 - sitting.length, sitting, waiting }, solver)!;
	expect(found.chosen).toEqual(chosen);
	expect(found.departures).toHaveLength(departures);
	expect(found.passedOver).toBe(passedOver);
});

test('[JU105] a departure is named: which answer, how many, and what was announced', () => {
	const problem = problemOf(['m1a', 'm1b', 'm2c', 'm2d', 'f1e'], even);
	expect(redraw(problem, { seats: 2, sitting: ['m1a', 'm1b'], waiting: ['m2c', 'm2d', 'f1e'] }, solver)!.departures).toEqual([
		{ category: 'genre', feature: 'f', bound: 'min', limit: 2, count: 1 },
		{ category: 'genre', feature: 'm', bound: 'max', limit: 2, count: 3 }
	]);
	expect(redraw(problem, { seats: 2, sitting: ['m1a', 'm1b'], waiting: [] }, solver), 'nobody is left').toBeUndefined();
});

test('[JU104] for one seat it is the person whom a departure alone would call', () => {
	const [sitting, waiting] = [['m1a', 'f1b', 'm2c'], ['m1d', 'f1e', 'f2g']];
	const problem = problemOf([...sitting, 'f1z', ...waiting], even);
	expect(redraw(problem, { seats: 1, sitting, waiting }, solver)!.chosen).toEqual([proposeReplacement(problem, [...sitting, 'f1z'], 'f1z', waiting)!.id]);
});

/** Every choice, in the order drawn: what no search may do better than. */
function byHand(problem: Problem, sitting: readonly string[], waiting: readonly string[], seats: number): readonly string[] {
	const { quotasOf, homeOf } = livingIn(problem);
	const broken = (ids: readonly string[]) =>
		problem.quotas.reduce((sum, { min, max }, index) => {
			const count = [...sitting, ...ids].filter((id) => quotasOf.get(id)!.includes(index)).length;
			return sum + Math.max(0, min - count, count - max);
		}, 0);
	const choices = (from: number, left: number): string[][] => (left === 0 ? [[]] : waiting.slice(from).flatMap((id, step) => choices(from + step + 1, left - 1).map((rest) => [id, ...rest])));
	const allowed = choices(0, seats).filter((ids) => new Set([...sitting, ...ids].map((id) => homeOf.get(id))).size === sitting.length + ids.length);
	return allowed.reduce((best, one) => (broken(one) < broken(best) ? one : best));
}

test('[JU104] [JU105] no choice keeps the quotas better, and none that keeps them as well comes before in the order drawn', () => {
	const random = seeded(11);
	for (let round = 0; round < 25; round += 1) {
		const ids = Array.from({ length: 13 }, (_, n) => `${random() < 0.5 ? 'f' : 'm'}${random() < 0.6 ? 1 : 2}${random() < 0.3 ? 'same' : `h${n}`}_${n}`);
		const people = ids.map((id) => ({ ...person(id), household: id.slice(2).split('_')[0]! }));
		const quotas = even.map((one) => ({ ...one, min: Math.floor(random() * 3), max: 2 + Math.floor(random() * 2) }));
		const problem = prepare(people, quotas, { size: 5, isOneAHousehold: true, certain: [] });
		const { homeOf } = livingIn(problem);
		const [sitting, rest] = [ids.filter((id) => !id.includes('same')).slice(0, 2), ids];
		const waiting = rest.filter((id) => !sitting.includes(id));
		const seats = Math.min(3, new Set(waiting.map((id) => homeOf.get(id))).size);
		expect(redraw(problem, { seats, sitting, waiting }, solver)!.chosen, `round ${round}`).toEqual(byHand(problem, sitting, waiting, seats));
	}
});
