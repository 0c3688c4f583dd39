// How a round of consent ended, in the words that the record and its replay share.
import { m } from '../../words/messages.js';
import type { RecordedRound } from '../rules/record.ts';

export const consentStates = {
	running: m.workshop_record_consent_running,
	unfinished: m.workshop_record_consent_unfinished,
	obtained: m.workshop_record_consent_obtained,
	postponed: m.workshop_record_consent_postponed,
	'kept-on-record': m.workshop_record_consent_kept_on_record,
	'set-aside': m.workshop_record_consent_set_aside
} satisfies Record<NonNullable<RecordedRound['state']>, () => string>;
