// The states of an investment line of the cockpit, and who may do what there.
import type { Act } from '../../people/rules/may.ts';

/** Proposed by the workshop, consolidated by the team, adopted by the authority, in execution, ended or given up: a workshop only proposes (CO14, CO28). */
export const investmentStates = [
	'proposed',
	'consolidated',
	'adopted',
	'in-execution',
	'ended',
	'abandoned'
] as const;
export type InvestmentState = (typeof investmentStates)[number];

/** Whether the authority has decided it, and not given it up since. */
export const isAdopted = (state: InvestmentState): boolean =>
	state === 'adopted' || state === 'in-execution' || state === 'ended';

/** The team completes what the room sketched; the elected official reads, and adopts elsewhere. */
export const writeStrategy: Act = {
	name: 'write-strategy',
	allows: ['administrator', 'facilitator', 'buyer', 'prescriber']
};

export const cockpitActs = {
	read: {
		name: 'read-cockpit',
		allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official']
	},
	/** what is restricted: a contract's private sides, drafts of law */
	readRestricted: { name: 'read-restricted-cockpit', allows: ['administrator', 'buyer'] },
	write: { name: 'write-cockpit', allows: ['administrator', 'buyer', 'prescriber'] },
	/** puts the strategy in question: whoever reads it may (COK-9) */
	raise: {
		name: 'question-strategy',
		allows: ['administrator', 'facilitator', 'buyer', 'prescriber', 'elected-official']
	},
	/** adopting, publishing: what binds the authority */
	decide: { name: 'decide-cockpit', allows: ['administrator', 'buyer'] }
} satisfies Record<string, Act>;
