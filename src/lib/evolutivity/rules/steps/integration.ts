// What was decided applied in one act, with its before and after, and what comes next.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Duty } from '../grounds.ts';
import type { Clarification, Failure } from '../parties.ts';
import type { VersionChange, VersionLink } from '../versions.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 6, minimumMinutes: 4, isProtected: true, isOptional: false, register: 'listen' },
	onEnter: [],
	onLeave: [],
	standsOn: ['consent']
};

/** Why nothing may be applied yet. */
export type NotYet = 'consent-missing' | 'gate-stands' | 'joint-scenario-missing' | 'contract-missing';

export interface IntegrationSeen {
	/** before anything is applied: what it would do; afterwards: what it did */
	readonly changes: readonly Omit<VersionChange, 'writes'>[];
	readonly duties: readonly Duty[];
	/** ISO day */
	readonly reviewOn: string | null;
	readonly notYet: NotYet | null;
	readonly failure: Failure | null;
	/** whether all consented: what is noted then stands */
	readonly isConsented: boolean;
	/** what the parties made clear while consenting */
	readonly clarified: readonly Clarification[];
	/** ISO day on which the commission's opinion is expected, where a condition says so */
	readonly opinionOn: string | null;
	readonly applied: { readonly number: number; readonly chain: readonly VersionLink[]; readonly notice: string } | null;
	/** seats that have left a word */
	readonly left: number;
}

export interface IntegrationOnHand extends IntegrationSeen {
	readonly isJuror: boolean;
	readonly usefulness: number | null;
	readonly word: string;
	readonly minutes: number | null;
	/** whole minutes of this juror before today; null for those who are not counted */
	readonly ledgerMinutes: number | null;
}

export interface IntegrationOnDesk extends IntegrationSeen {
	readonly projectId: string;
	readonly arrived: number;
	readonly paperSeats: readonly { readonly id: string; readonly publicName: string; readonly isJuror: boolean; readonly hasLeftWord: boolean }[];
}
