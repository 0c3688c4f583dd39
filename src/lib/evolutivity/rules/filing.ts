// What comes before a scenario is written: who writes which, who reads the other's, and whether the criteria that the requests name are met.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Criterion } from './clause.ts';
import { crosses } from './watch.ts';

/** Whoever holds the legal gate of a sitting proposes nothing to it (EV105). Actors as the journal names them. */
export const mayPropose = (actor: string, gateHeldBy: string): Outcome<true, 'gate-holder-files-none'> => (actor === gateHeldBy ? refused('gate-holder-files-none') : accepted(true));

/** Whether the company reads P1: once it is filed, and its own is (EV106). The team reads both as soon as they are. */
export const companyReads = (filed: { readonly administration: boolean; readonly company: boolean }): boolean => filed.administration && filed.company;

export interface CriterionStanding {
	readonly code: string;
	readonly what: string;
	/** the code of the one that watches it by itself */
	readonly indicator: string | null;
	/** by its indicator: met or not; no value yet; or somebody watches and says it in the evidence */
	readonly standing: 'met' | 'not-met' | 'unmeasured' | 'said';
	/** of the last measurement, with its ISO day */
	readonly last: { readonly value: string; readonly on: string } | null;
	readonly watchedBy: string;
}

/** Whether the criteria that requests name are met, as the cockpit measured them last (EV107). `measured`: by the indicator's code, its last value and the baseline that « apart » is counted from. */
export function criteriaStanding(
	criteria: readonly Criterion[],
	named: readonly string[],
	measured: ReadonlyMap<string, { readonly last: { readonly value: string; readonly on: string } | null; readonly baseline: string | null }>
): readonly CriterionStanding[] {
	return criteria
		.filter(({ code }) => named.includes(code))
		.map(({ code, what, watch, watchedBy }) => {
			const told = { code, what, indicator: watch?.indicator ?? null, watchedBy };
			if (watch === null) return { ...told, standing: 'said', last: null };
			const { last, baseline } = measured.get(watch.indicator) ?? { last: null, baseline: null };
			if (last === null || (watch.side === 'apart' && baseline === null)) return { ...told, standing: 'unmeasured', last };
			return { ...told, standing: crosses(watch, last.value, baseline) ? 'met' : 'not-met', last };
		});
}
