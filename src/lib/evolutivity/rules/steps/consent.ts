// Consent by party, objections one by one with what would lift them.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { ConsentOnDesk, ConsentOnHand, ConsentOnWall } from '../../../workshop/rules/steps/consent.ts';
import type { Failure, PartyHeard } from '../parties.ts';
import type { ScenarioSeen } from './scenarios.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 12, minimumMinutes: 8, isProtected: true, isOptional: false, register: 'choose' },
	onEnter: [],
	onLeave: [],
	standsOn: ['legal-gate']
};

/** Consent is asked on a P3 that is written and that the legal gate lets through. */
export type NotOpen = 'joint-scenario-missing' | 'gate-not-asked' | 'gate-outdated' | 'gate-stands';

export interface ConsentByParty {
	/** what is consented to; null while nothing of it is written */
	readonly p3: Omit<ScenarioSeen, 'marks'> | null;
	readonly byParty: readonly PartyHeard[];
	/** why no round may be opened; null: one may, or did */
	readonly mayNotOpen: NotOpen | null;
	/** the round on an earlier P3 was left: what was said in it counts no more */
	readonly isLeft: boolean;
	/** what becomes of a sitting without consent */
	readonly failure: Failure | null;
	/** jurors who take part, in the round once it is open, and how many are needed; null where there is no jury */
	readonly quorum: { readonly counted: number; readonly quorum: number } | null;
}

export interface SittingConsentOnHand extends ConsentOnHand, ConsentByParty {}
export interface SittingConsentOnWall extends ConsentOnWall, ConsentByParty {}
export interface SittingConsentOnDesk extends ConsentOnDesk, ConsentByParty {
	/** seats that speak for no usual party, with the name of the one that they speak for, if any */
	readonly unnamed: readonly { readonly id: string; readonly publicName: string; readonly party: string }[];
}
