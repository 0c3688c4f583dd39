// What the fields of one element may not say together, or not yet.
import type { Values } from './changes.ts';
import type { KindId } from './kinds.ts';

export type Contradiction = 'ends-before-it-begins' | 'target-before-baseline' | 'measured-to-come';

export interface Contradicted {
	readonly field: string;
	readonly reason: Contradiction;
}

/** days in an order: the later one may not come before the other */
const orders: Partial<Record<KindId, readonly (readonly [first: string, then: string, Contradiction])[]>> = {
	line: [['begins', 'ends', 'ends-before-it-begins']],
	indicator: [['baselineOn', 'targetOn', 'target-before-baseline']]
};

const dayIn = (values: Values, name: string): string | null => {
	const day = values[name];
	return typeof day === 'string' && day !== '' ? day : null;
};

/**
 * What the values of an element contradict (CO180): an end before its beginning, a target before its starting point, a measurement of a day after `today` (ISO). Only where one of `said` is of it: what stood before keeps nobody from saying something else.
 */
export function contradictionsIn(
	kind: KindId,
	values: Values,
	{ today, said }: { readonly today: string; readonly said: readonly string[] }
): readonly Contradicted[] {
	const reversed = (orders[kind] ?? []).flatMap(([first, then, reason]): Contradicted[] => {
		const [one, other] = [dayIn(values, first), dayIn(values, then)];
		const isSaid = said.includes(first) || said.includes(then);
		return isSaid && one !== null && other !== null && other < one ? [{ field: then, reason }] : [];
	});
	const measured = kind === 'measurement' && said.includes('on') ? dayIn(values, 'on') : null;
	return measured !== null && measured > today ? [...reversed, { field: 'on', reason: 'measured-to-come' }] : reversed;
}

/** The days on which a series says more than one value (CO181). */
export function daysSaidTwice(series: readonly { readonly on: string | null; readonly value: string | null }[]): readonly string[] {
	const values = Map.groupBy(series, ({ on }) => on ?? '');
	return [...values].flatMap(([day, own]) => (day !== '' && new Set(own.map(({ value }) => value)).size > 1 ? [day] : [])).toSorted();
}
