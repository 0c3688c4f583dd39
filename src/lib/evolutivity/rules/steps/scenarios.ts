// P1 and P2 side by side, differences only, with their flags and what each seat marked.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Mark } from '../entries.ts';
import type { BudgetSums, Flag, Scenario, ScenarioAuthor } from '../scenario.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 20, minimumMinutes: 12, isProtected: true, isOptional: false, register: 'listen' },
	onEnter: [],
	onLeave: [],
	standsOn: ['arrival']
};

export interface ScenarioSeen {
	readonly code: string;
	readonly author: ScenarioAuthor;
	readonly summary: string;
	readonly scenario: Scenario;
	readonly sums: BudgetSums | null;
	readonly flags: readonly Flag[];
	/** by line of the scenario: `services/0` */
	readonly marks: Readonly<Record<string, Readonly<Record<Mark, number>>>>;
}

export interface ScenariosSeen {
	readonly filed: readonly ScenarioSeen[];
}

export interface ScenariosOnHand extends ScenariosSeen {
	/** by `P1/services/0` */
	readonly mine: Readonly<Record<string, { readonly mark: Mark; readonly words: string }>>;
}

export interface ScenariosOnDesk extends ScenariosSeen {
	/** what seats wrote beside a mark, without names */
	readonly said: readonly { readonly line: string; readonly mark: Mark; readonly words: string }[];
}

/** The lines of a scenario that may be marked, in the order in which they are shown. */
export const linesOf = ({ services, calendar, budget, indicators }: Scenario): readonly string[] => [
	...services.map((_, at) => `services/${at}`),
	...(calendar ? ['calendar/0'] : []),
	...budget.map((_, at) => `budget/${at}`),
	...indicators.map((_, at) => `indicators/${at}`)
];
