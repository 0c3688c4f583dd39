// The evolutivity clause, published with the tender documents and frozen when the consultation opens; and the charter, signed at notification, which says how and may only restrict it.

/** The four families of what a scenario may change (EVO-8), and prices within them. */
export const families = ['services', 'calendar', 'budget', 'indicators'] as const;
export type Family = (typeof families)[number];

/** How far the budget may move, in basis points of the contract's maximum: by one change, and by all together. */
export interface Bounds {
	readonly perChange: number;
	readonly cumulated: number;
}

export interface Clause {
	/** what it is about, what may change, when it applies: a clause that lacks one is no review clause (CCP, art. R2194-1) */
	readonly scope: string;
	readonly nature: string;
	readonly conditions: string;
	/** the buyer says that it can be read in one way only */
	readonly isUnequivocal: boolean;
	readonly bounds: Bounds;
	readonly movable: readonly Family[];
	/** in plain words, what stays whatever happens */
	readonly fixed: readonly string[];
	/** ISO day on which the consultation opened; null while it can still be written */
	readonly frozenOn: string | null;
}

export const partiesToTrigger = ['administration', 'company'] as const;
export type TriggeringParty = (typeof partiesToTrigger)[number];

/** Something that can be observed and that may justify an evolution (EVO-2). */
export interface Criterion {
	readonly code: string;
	readonly party: TriggeringParty;
	readonly what: string;
	/** an indicator of the cockpit that is watched by itself; null: somebody watches */
	readonly watch: { readonly indicator: string; readonly side: 'above' | 'below' | 'apart'; readonly threshold: string } | null;
	readonly watchedBy: string;
}

export interface Charter {
	readonly version: number;
	readonly bounds: Bounds;
	readonly movable: readonly Family[];
	readonly fixed: readonly string[];
	readonly criteria: readonly Criterion[];
	/** for the company, for the policy */
	readonly guardRails: { readonly company: readonly string[]; readonly policy: readonly string[] };
	/** days between the session and the first effect, unless the company waives them */
	readonly noticeDays: number;
	/** working days to say whether a request is admissible; days to hold the session, from the request */
	readonly procedure: { readonly admissibilityWorkingDays: number; readonly sessionDays: number };
}

/** What a clause lacks to be one: shown while it is written, insisted on before it is frozen. Source: CCP, art. R2194-1. */
export const clauseLacks = ({ scope, nature, conditions, isUnequivocal }: Pick<Clause, 'scope' | 'nature' | 'conditions' | 'isUnequivocal'>): readonly ('scope' | 'nature' | 'conditions' | 'unequivocal')[] => [
	...(scope.trim() === '' ? (['scope'] as const) : []),
	...(nature.trim() === '' ? (['nature'] as const) : []),
	...(conditions.trim() === '' ? (['conditions'] as const) : []),
	...(isUnequivocal ? [] : (['unequivocal'] as const))
];

export type Wider =
	| { readonly what: 'per-change' | 'cumulated'; readonly clause: number; readonly charter: number }
	| { readonly what: 'movable'; readonly family: Family }
	| { readonly what: 'fixed-missing'; readonly words: string };

/** Everything in which a charter would be wider than its clause: refused, all at once. A charter says how, and may only restrict. Source: example 5.12; decision of the law's chapter 1.1. */
export function widerThan(clause: Pick<Clause, 'bounds' | 'movable' | 'fixed'>, charter: Pick<Charter, 'bounds' | 'movable' | 'fixed'>): readonly Wider[] {
	const found: Wider[] = [];
	if (charter.bounds.perChange > clause.bounds.perChange) found.push({ what: 'per-change', clause: clause.bounds.perChange, charter: charter.bounds.perChange });
	if (charter.bounds.cumulated > clause.bounds.cumulated) found.push({ what: 'cumulated', clause: clause.bounds.cumulated, charter: charter.bounds.cumulated });
	for (const family of charter.movable) if (!clause.movable.includes(family)) found.push({ what: 'movable', family });
	for (const words of clause.fixed) if (!charter.fixed.includes(words)) found.push({ what: 'fixed-missing', words });
	return found;
}
