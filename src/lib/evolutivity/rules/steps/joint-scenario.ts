// P3, written by prescriber and company together while the others amend.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Capacity } from '../../../projects/rules/capacities.ts';
import type { AmendmentAnswer } from '../entries.ts';
import type { ScenarioDays } from '../deltaForm.ts';
import type { GroundsSeen } from '../gate.ts';
import type { Origin } from '../jointScenario.ts';
import type { BudgetSums, Flag, Scenario } from '../scenario.ts';
import type { ScenarioSeen } from './scenarios.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 10, minimumMinutes: 6, isProtected: true, isOptional: false, register: 'speak' },
	onEnter: [],
	onLeave: [],
	standsOn: ['scenarios']
};

/** Whoever writes P3: the two who filed a scenario; the others amend (script 4.2, step 10). */
export const writesJoint = (capacity: Capacity): boolean => capacity === 'prescriber' || capacity === 'contractor';

/** Whether an amendment that was retained is still to be written: until P3 is kept at a revision after the one that the answer saw (EV132). An answer kept without its revision counts as written. */
export const isToWrite = ({ answer, revision }: { readonly answer: AmendmentAnswer; readonly revision?: number | undefined }, now: number): boolean => answer === 'taken' && revision !== undefined && now <= revision;

export interface AmendmentSeen {
	readonly id: string;
	readonly words: string;
	/** null while nobody has answered */
	readonly answer: { readonly answer: AmendmentAnswer; readonly words: string; readonly isToWrite: boolean } | null;
}

export interface JointSeen {
	/** all consented to it: it moves no more */
	readonly isConsented: boolean;
	/** 0 while nothing of it is written */
	readonly revision: number;
	readonly summary: string;
	readonly scenario: Scenario;
	readonly sums: BudgetSums | null;
	readonly flags: readonly Flag[];
	/** ISO day on which the company waived the notice for it */
	readonly noticeWaivedOn: string | null;
	/** where each of its lines comes from */
	readonly origins: readonly Origin[];
	readonly amendments: readonly AmendmentSeen[];
	readonly grounds: GroundsSeen;
}

export interface JointWritten extends JointSeen {
	/** P1 and P2, to take lines from, or to read beside it */
	readonly filed: readonly Omit<ScenarioSeen, 'marks'>[];
	/** those that its dates may be of */
	readonly days: ScenarioDays;
}

export interface JointOnHand extends JointWritten {
	readonly mayWrite: boolean;
	readonly mayWaive: boolean;
	/** ids of the amendments of this seat */
	readonly mine: readonly string[];
}
