// The scenarios: one to three, each from a version plus and minus amendments, side by side with what differs, and the budget lever.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Capacity } from '../../../projects/rules/capacities.ts';
import type { BudgetLine, Range, Weighed } from '../budget.ts';
import type { Beside } from '../composition.ts';
import type { BuiltScenario, SuggestionKind, SuggestionState } from '../scenarios.ts';
import type { RoleShown, ScenarioToName } from './amendments.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 17, minimumMinutes: 8, isProtected: false, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: [],
	standsOn: ['welcome', 'proposal', 'amendments']
};

/** An amendment as a scenario names it. */
export interface AmendmentInScenario {
	readonly id: string;
	readonly code: string;
	/** null: somebody who plays their own role, in this capacity */
	readonly role: RoleShown | null;
	readonly capacity: Capacity | null;
	readonly text: string;
}

export interface BudgetLineShown extends BudgetLine {
	readonly id: string;
}

export interface ScenarioShown extends Omit<BuiltScenario, 'base'> {
	/** the version from which it departs; null before v0 */
	readonly version: number | null;
	/** how many amendments of its version it keeps */
	readonly kept: number;
	readonly added: readonly AmendmentInScenario[];
	readonly removed: readonly AmendmentInScenario[];
	/** how many needs it answers, and those that it leaves in the dark */
	readonly lit: number;
	readonly dark: readonly string[];
	readonly budget: readonly BudgetLineShown[];
	/** null without a line */
	readonly weighed: Weighed | null;
}

/** The scenarios as everybody sees them, in the order of their letters. */
export interface ScenariosSeen {
	readonly scenarios: readonly ScenarioShown[];
	readonly differences: {
		readonly amendments: readonly (AmendmentInScenario & { readonly in: readonly string[] })[];
		readonly needs: readonly { readonly text: string; readonly in: readonly string[] }[];
		readonly facts: readonly Beside[];
	};
	/** how many needs the landscape has */
	readonly needs: number;
	readonly total: Range | null;
	/** how far the bars go, in cents */
	readonly reach: number;
	/** the vote is open, or was: nothing changes any more */
	readonly isFixed: boolean;
	/** opened by an amendment, and without a name yet */
	readonly toName: readonly ScenarioToName[];
}

/** What whoever writes in scenarios chooses among. */
export interface ScenarioBench {
	/** numbers of the sealed versions */
	readonly versions: readonly number[];
	/** all amendments that the room has seen and that stand; `in`: the codes of the scenarios that hold it; `of`: the version that it made */
	readonly amendments: readonly (AmendmentInScenario & { readonly in: readonly string[]; readonly of: number | null })[];
	/** the version that was chosen for each scenario; null: the last one, whichever that is */
	readonly bases: Readonly<Record<string, number | null>>;
	/** waiting, without a name; in the scenarios in which one may write */
	readonly suggestions: readonly { readonly id: string; readonly scenario: string; readonly kind: SuggestionKind; readonly text: string }[];
}

export interface ScenariosOnHand extends ScenariosSeen {
	/** letters of those in which this hand writes; the prescriber and the buyer may also add one */
	readonly mayWrite: readonly string[];
	readonly mayAdd: boolean;
	/** null where one writes in none */
	readonly bench: ScenarioBench | null;
	/** of one of the two colleges: sits at a table, suggests */
	readonly isPlayer: boolean;
	/** the scenario at whose table this seat sits */
	readonly table: string | null;
	readonly suggestions: readonly { readonly id: string; readonly scenario: string; readonly kind: SuggestionKind; readonly text: string; readonly state: SuggestionState }[];
	readonly suggestionsLeft: number;
}

export type ScenariosOnWall = ScenariosSeen;

export interface ScenariosOnDesk extends ScenariosSeen {
	readonly bench: ScenarioBench;
	/** null when there are six */
	readonly nextCode: string | null;
	/** who works on what; a host among them */
	readonly tables: readonly { readonly scenario: string; readonly seats: number; readonly host: string | null }[];
	/** who may host: those of the jury */
	readonly players: readonly { readonly id: string; readonly publicName: string }[];
}
