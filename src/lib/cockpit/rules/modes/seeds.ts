// What a strategy said of a mode as one whole becomes, in the cockpit, as elements that are followed one by one.
import type { KindId } from '../elements/kinds.ts';
import type { Values } from '../elements/changes.ts';
import type { CockpitModeId } from './ids.ts';
import { answersOf, partsOf, type AnswersOf, type PartsOf } from './modes.ts';

export interface Seed {
	readonly kind: KindId;
	readonly values: Values;
	/** what tells it from the others that come from the same line, so that it comes once */
	readonly part: string;
}

/** Lots and bought things of a purchase, hypotheses of a support of research (CO36); answers and parts as stored, null where nobody said. */
export function seedsOf(mode: CockpitModeId, answers: unknown, parts: unknown): readonly Seed[] {
	if (mode === 'purchase' && parts !== null) {
		const { lots, items } = partsOf(mode, parts) as PartsOf<'purchase'>;
		return [
			...lots.map(({ code, object, maximum }, nth): Seed => {
				const what = code === '' ? object : `${code} · ${object}`;
				return { kind: 'lot', values: { what: what.slice(0, 300), maximum }, part: `:lot-${nth}` };
			}),
			...items.flatMap(({ name, amount, runningYearly }, nth): Seed[] => [
				{
					kind: 'cost',
					values: { what: name, family: 'buying', amount, rhythm: 'once' },
					part: `:item-${nth}`
				},
				...(runningYearly === null || runningYearly === 0
					? []
					: [
							{
								kind: 'cost',
								values: { what: name, family: 'using', amount: runningYearly, rhythm: 'each-year' },
								part: `:running-${nth}`
							} as const
						])
			])
		];
	}
	if (mode === 'research' && answers !== null)
		return (answersOf(mode, answers) as AnswersOf<'research'>).hypotheses.map((what, nth) => ({
			kind: 'hypothesis',
			values: { what, state: 'untested' },
			part: `:hypothesis-${nth}`
		}));
	return [];
}
