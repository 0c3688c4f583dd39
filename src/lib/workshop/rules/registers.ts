// What people do with their phone at this moment of a step: its moments differ, its usual register speaks of the whole.
import type { Phase, RoundState } from '../../decisions/rules/consent.ts';
import type { Register } from '../../gatherings/rules/agenda.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { mayWriteDraft } from './proposal.ts';
import { stepRules, type StepId } from './steps.ts';
import type { VoteStage } from './steps/vote.ts';
import type { TurnPhase } from './turn.ts';

interface Draft {
	readonly isSealed: boolean;
}

const ofConsent = {
	presentation: 'listen',
	clarification: 'speak',
	reactions: 'speak',
	amendment: 'listen',
	objections: 'choose',
	integration: 'speak',
	celebration: 'speak'
} satisfies Record<Phase, Register>;

/** Reads what a screen shows of its step: what a hand alone has is missing on the wall and on the desk, which speak for the room. */
const moments: Partial<Record<StepId, (seen: never, capacity?: Capacity) => Register>> = {
	'landscape-writing': ({ isBeingRead }: { readonly isBeingRead: boolean }) => (isBeingRead ? 'watch' : 'write'),
	'landscape-dots': ({ isOpen, hasDots = true }: { readonly isOpen: boolean; readonly hasDots?: boolean }) => (isOpen && hasDots ? 'choose' : 'watch'),
	retouch: ({ draft }: { readonly draft?: Draft | null }, capacity) => (capacity && draft && mayWriteDraft(capacity, draft.isSealed).accepted ? 'write' : 'pause'),
	proposal: (_, capacity) => (capacity === 'prescriber' ? 'speak' : 'listen'),
	clarification: ({ answered, isAsking = true }: { readonly answered: readonly unknown[]; readonly isAsking?: boolean }) =>
		answered.length > 0 ? 'speak' : isAsking ? 'write' : 'watch',
	amendments: ({ phase, version, mayWrite = true }: { readonly phase: TurnPhase; readonly version: number | null; readonly mayWrite?: boolean }) =>
		version === null ? 'listen' : phase !== 'silence' ? 'speak' : mayWrite ? 'write' : 'watch',
	matrix: ({ isOpen, sheet }: { readonly isOpen: boolean; readonly sheet?: object | null }) => (isOpen && sheet !== null ? 'write' : 'watch'),
	vote: ({ stage, secrecy, isLate, hasVoted }: { readonly stage: VoteStage; readonly secrecy?: string | null; readonly isLate?: boolean; readonly hasVoted?: boolean }) =>
		stage === 'open' && secrecy !== null && !isLate && !hasVoted ? 'choose' : 'watch',
	consent: ({ state, phase, isParty = true }: { readonly state: RoundState | 'not-open'; readonly phase: Phase | null; readonly isParty?: boolean }) =>
		state !== 'running' || phase === null ? 'speak' : phase === 'objections' && !isParty ? 'watch' : ofConsent[phase]
};

/** The register of this moment: of the room as the wall and the desk show it; of one hand, with the capacity in which it sits. */
export function registerNow(step: string, seen: object | null, capacity?: Capacity): Register | undefined {
	if (!Object.hasOwn(stepRules, step)) return undefined;
	const id = step as StepId;
	return (seen && moments[id]?.(seen as never, capacity)) || stepRules[id].usual.register;
}

/** The clock of a screen, with the register of this moment. */
export const atThisMoment = <Clock extends { readonly step: string; readonly register: Register }>(clock: Clock | null, seen: object | null, capacity?: Capacity): Clock | null =>
	clock && { ...clock, register: registerNow(clock.step, seen, capacity) ?? clock.register };
