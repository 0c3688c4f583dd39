// What became of an amendment, in words: the same on the screens, on the page of versions and in the record.
import { m } from '../../words/messages.js';
import type { AmendmentState } from '../rules/amendments.ts';

interface Fate {
	readonly state: AmendmentState;
	readonly resultingVersion: number | null;
	readonly scenario: string | null;
	readonly isScenarioWritten: boolean;
	/** the version since which its words are not read any more */
	readonly goneSince?: number | null;
}

const fates = {
	private: () => m.amending_state_private(),
	proposed: () => m.amending_state_proposed(),
	clarified: () => m.amending_state_clarified(),
	taken: () => m.amending_state_taken(),
	otherwise: () => m.amending_state_otherwise(),
	integrated: ({ resultingVersion }) => m.amending_state_integrated({ version: `v${resultingVersion}` }),
	'integrated-otherwise': ({ resultingVersion }) => m.amending_state_integrated_otherwise({ version: `v${resultingVersion}` }),
	'moved-to-scenario': ({ scenario, isScenarioWritten }) => (isScenarioWritten ? m.amending_state_moved : m.amending_state_moved_to_write)({ scenario: scenario ?? '' }),
	parked: () => m.amending_state_parked(),
	withdrawn: () => m.amending_state_withdrawn(),
	'not-kept': () => m.amending_state_not_kept()
} satisfies Record<AmendmentState, (fate: Fate) => string>;

/** Where the end of the gathering left those that waited for an answer, or for the pen. */
const leftAs: Partial<Record<AmendmentState, () => string>> = {
	proposed: () => m.workshop_record_fate_unanswered(),
	clarified: () => m.workshop_record_fate_unanswered(),
	taken: () => m.workshop_record_fate_unwritten(),
	otherwise: () => m.workshop_record_fate_unwritten_otherwise()
};

/** Once the gathering is over nothing waits any more. */
export function fateInWords(fate: Fate, gathering: 'under-way' | 'over' = 'under-way'): string {
	const told = ((gathering === 'over' && leftAs[fate.state]) || fates[fate.state])(fate);
	return fate.goneSince ? m.amending_state_gone({ fate: told, version: `v${fate.goneSince}` }) : told;
}
