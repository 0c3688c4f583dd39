import { m } from '#lib/words/messages.js';
import type { BallotRefusal, PaperRefusal } from '../rules/ballot.ts';
import type { ConsentRefusal } from '../rules/consent.ts';
import { refusals as ofBallots } from './ballotRefusals.ts';
import { refusals as ofConsent } from './consentRefusals.ts';

type OfBoxes =
	| BallotRefusal
	| PaperRefusal
	| 'box-unknown'
	| 'box-key-lost'
	| 'box-already-open'
	| 'voter-already-on-roll';
type OfRounds = ConsentRefusal | 'round-unknown' | 'round-already-open' | 'consent-already-obtained' | 'parties-none';

const paperWrong = () => m.decisions_refused_paper_wrong();

export const refusals = {
	...ofBallots,
	...ofConsent,
	'box-already-open': () => m.decisions_refused_box_already_open(),
	'roll-empty': () => m.decisions_refused_roll_empty(),
	'options-too-few': paperWrong,
	'options-too-many': paperWrong,
	'option-twice': paperWrong,
	'grades-too-few': paperWrong,
	'college-without-secrecy': () => m.decisions_refused_college_without_secrecy(),
	'voter-already-on-roll': () => m.decisions_refused_voter_already_on_roll(),
	'party-already-asked': () => m.decisions_refused_party_already_asked(),
	'another-taken-up': () => m.decisions_refused_another_taken_up(),
	'integration-empty': () => m.decisions_refused_integration_empty(),
	'somebody-keeps-it': () => m.decisions_refused_somebody_keeps_it(),
	'parties-silent': () => m.decisions_refused_parties_silent(),
	'objections-open': () => m.decisions_refused_objections_open(),
	'objections-none': () => m.decisions_refused_objections_none(),
	'loops-exhausted': () => m.decisions_refused_loops_exhausted(),
	'parties-spoke-since': () => m.decisions_refused_parties_spoke_since(),
	'phase-unknown': () => m.decisions_refused_phase_unknown(),
	'party-has-objection': () => m.decisions_refused_party_has_objection(),
	'date-missing': () => m.decisions_refused_date_missing(),
	'date-past': () => m.decisions_refused_date_past(),
	'round-already-open': () => m.decisions_refused_round_already_open(),
	'consent-already-obtained': () => m.decisions_refused_consent_already_obtained(),
	'parties-none': () => m.decisions_refused_parties_none()
} satisfies Record<OfBoxes | OfRounds, () => string>;
