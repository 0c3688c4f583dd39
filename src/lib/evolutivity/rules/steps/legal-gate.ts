// What the buyer alone answers at the legal gate, on one revision of P3.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { ScenarioSeen } from './scenarios.ts';
import type { Condition, GateStanding, GroundsSeen } from '../gate.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 7, minimumMinutes: 4, isProtected: true, isOptional: false, register: 'listen' },
	onEnter: [],
	onLeave: [],
	standsOn: ['joint-scenario']
};

export interface GateSeen {
	/** what it is about; null while nothing of it is written */
	readonly p3: Omit<ScenarioSeen, 'marks'> | null;
	readonly standing: GateStanding;
	readonly grounds: GroundsSeen;
	/** the last answer; of an earlier P3 where the standing is `outdated` */
	readonly said: { readonly reasons: string; readonly replyBy: string | null; readonly conditions: readonly Condition[] } | null;
}

export interface GateOnHand extends GateSeen {
	/** this seat is that of whoever holds the gate, who answers on a page of their own */
	readonly holds: boolean;
	readonly page: string | null;
}
