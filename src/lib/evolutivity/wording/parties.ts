// The words of parties, and of what becomes of a sitting without their consent.
import { m } from '../../words/messages.js';
import type { Failure, FailureOutcome, PartyHeard, UsualParty } from '../rules/parties.ts';
import type { NotOpen } from '../rules/steps/consent.ts';
import { dayInWords } from './days.ts';

const usual = {
	prescriber: m.party_prescriber,
	company: m.party_company,
	buyer: m.party_buyer,
	'elected-official': m.party_elected_official,
	jury: m.party_jury
} satisfies Record<UsualParty, () => string>;

/** The name of a party; one that was named in the room is its own. */
export const partyInWords = (party: string): string => (Object.hasOwn(usual, party) ? usual[party as UsualParty]() : party);

export function standingOfParty({ standing, open }: PartyHeard): string {
	switch (standing) {
		case 'absent':
			return m.party_absent();
		case 'quorum-missing':
			return m.party_quorum_missing();
		case 'silent':
			return m.party_silent();
		case 'objects':
			return m.party_objects({ count: open });
		case 'consents':
			return m.party_consents();
	}
}

export const failureName = {
	'new-round': m.failure_new_round,
	experiment: m.failure_experiment,
	mediation: m.failure_mediation,
	'status-quo': m.failure_status_quo,
	'exit-analysis': m.failure_exit_analysis
} satisfies Record<FailureOutcome, () => string>;

export const failureInWords = ({ outcome, on }: Failure): string =>
	on ? (outcome === 'experiment' ? m.failure_told_until : m.failure_told_on)({ outcome: failureName[outcome](), day: dayInWords(on) }) : m.failure_told({ outcome: failureName[outcome]() });

export const notOpenInWords = {
	'joint-scenario-missing': m.consent_not_open_joint,
	'gate-not-asked': m.consent_not_open_asked,
	'gate-outdated': m.consent_not_open_outdated,
	'gate-stands': m.consent_not_open_stands
} satisfies Record<NotOpen, () => string>;
