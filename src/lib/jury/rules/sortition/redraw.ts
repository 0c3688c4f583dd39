// Who takes several seats that are free at once: the first group, in the order drawn, with whom every quota is kept; else one that departs from them the least (JU104, JU105).
import * as v from 'valibot';
import type { Problem } from './pool.ts';
import { livingIn } from './replacement.ts';
import type { Column, Row, Solver } from './solver.ts';

/** Ids: who sits, and who may still be asked in the order drawn; so many seats to fill. */
export interface RedrawAsked {
	readonly seats: number;
	readonly sitting: readonly string[];
	readonly waiting: readonly string[];
}

/** A quota that is not kept: so many people, where so many at least, or at most, were announced. */
export interface Departure {
	readonly category: string;
	readonly feature: string;
	readonly bound: 'min' | 'max';
	readonly limit: number;
	readonly count: number;
}

export interface Redrawn {
	/** in the order drawn; fewer than the seats where nobody else may be asked */
	readonly chosen: readonly string[];
	readonly departures: readonly Departure[];
	/** how many came before the last one chosen and were not: with them, quotas would have been kept less well, or a household would sit twice */
	readonly passedOver: number;
}

/** What is published of it: with the sealed file, all that is needed to find the same people again (JU106). */
export interface RedrawReport extends RedrawAsked, Redrawn {
	readonly format: 'eclaireurs-redraw-1';
	readonly attempt: number;
	readonly seal: string;
}

const codes = v.array(v.string());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const shape = v.object({
	format: v.literal('eclaireurs-redraw-1'),
	attempt: count,
	seal: v.string(),
	seats: count,
	sitting: codes,
	waiting: codes,
	chosen: codes,
	departures: v.array(v.object({ category: v.string(), feature: v.string(), bound: v.picklist(['min', 'max']), limit: count, count })),
	passedOver: count
});

/** What was published, from its file; undefined for anything else. */
export function readRedraw(text: string): RedrawReport | undefined {
	try {
		const read = v.safeParse(shape, JSON.parse(text));
		return read.success ? read.output : undefined;
	} catch {
		return undefined;
	}
}

/**
 * The choice is exact: first the least departure that any choice allows (seats below a minimum or above a maximum, summed over the quotas), then, person by
 * person in the order drawn, whoever can be part of such a choice is. So the answer depends on nothing but what is published, whatever the solver.
 * `undefined`: nobody may be asked, or the solver was stopped.
 */
export function redraw(problem: Problem, { seats, sitting, waiting }: RedrawAsked, solver: Solver): Redrawn | undefined {
	const { quotas } = problem;
	const { quotasOf, homeOf } = livingIn(problem);
	const taken = new Set(sitting.map((id) => homeOf.get(id)));
	const people = waiting.filter((id) => homeOf.has(id) && !taken.has(homeOf.get(id)));
	const homes = Map.groupBy(people.keys(), (index) => homeOf.get(people[index]!));
	const size = Math.min(seats, homes.size);
	if (size === 0) return undefined;
	const seated = quotas.map((_, quota) => sitting.filter((id) => quotasOf.get(id)?.includes(quota)).length);
	const [below, above] = [people.length, people.length + quotas.length];
	const columns: Column[] = [
		...people.map(() => ({ cost: 0, lower: 0, upper: 1 })),
		...[...quotas, ...quotas].map(() => ({ cost: -1, lower: 0, upper: problem.size + seats }))
	];
	const sum = (own: readonly number[], lower: number, upper: number): Row => ({ lower, upper, columns: own, values: own.map(() => 1) });
	const rows: Row[] = [
		...quotas.flatMap(({ min, max }, quota): Row[] => {
			const counted = [...people.keys()].filter((index) => quotasOf.get(people[index]!)!.includes(quota));
			return [
				{ lower: min - seated[quota]!, upper: Infinity, columns: [...counted, below + quota], values: [...counted.map(() => 1), 1] },
				{ lower: -Infinity, upper: max - seated[quota]!, columns: [...counted, above + quota], values: [...counted.map(() => 1), -1] }
			];
		}),
		sum([...people.keys()], size, size),
		...[...homes.values()].filter((own) => own.length > 1).map((own) => sum(own, 0, 1))
	];
	const model = solver.load({ kind: 'integer', columns, rows });
	try {
		const least = model.solve();
		if (least.status !== 'optimal') return undefined;
		model.addRows([sum([...quotas, ...quotas].map((_, quota) => below + quota), 0, Math.round(-least.objective))]);
		model.setCosts(columns.map(() => 0));
		/** people alike, alone at home: what one of them cannot, none of the next ones can */
		const likeness = (index: number) => (homes.get(homeOf.get(people[index]!))!.length > 1 ? people[index]! : quotasOf.get(people[index]!)!.join(' '));
		const cannot = new Set<string>();
		const chosen: number[] = [];
		for (const index of people.keys()) {
			if (chosen.length === size) break;
			if (!cannot.has(likeness(index))) {
				model.setColumnBounds(index, 1, 1);
				const { status } = model.solve();
				if (status === 'optimal') {
					chosen.push(index);
					continue;
				}
				if (status !== 'infeasible') return undefined;
				cannot.add(likeness(index));
			}
			model.setColumnBounds(index, 0, 0);
		}
		const ids = chosen.map((index) => people[index]!);
		return {
			chosen: ids,
			departures: quotas.flatMap(({ category, feature, min, max }, quota): Departure[] => {
				const count = seated[quota]! + ids.filter((id) => quotasOf.get(id)!.includes(quota)).length;
				if (count >= min && count <= max) return [];
				return [{ category, feature, count, ...(count < min ? { bound: 'min', limit: min } : { bound: 'max', limit: max }) }];
			}),
			passedOver: waiting.indexOf(ids.at(-1)!) + 1 - ids.length
		};
	} finally {
		model.dispose();
	}
}
