// What is refused at the end of a mandate, of a jury, and of seats taken together: in words, and the field that it is about.
import { m } from '#lib/words/messages.js';
import type { EndRefusal, FarewellRefusal } from '../rules/ending.ts';
import type { RenewalRefusal } from '../rules/mandates.ts';

type Refusal =
	| RenewalRefusal
	| EndRefusal
	| FarewellRefusal
	| 'jury-unknown'
	| 'jury-ended'
	| 'juror-unknown'
	| 'channel-unknown'
	| 'redraw-no-seat'
	| 'redraw-changed'
	| 'redraw-not-found'
	| 'nobody-left'
	| 'alumnus-unknown'
	| 'touch-missing';

const refusals = {
	'renewal-answer-missing': () => m.jury_mandate_refused_renewal_answer_missing(),
	'renewal-too-early': () => m.jury_mandate_refused_renewal_too_early(),
	'renewal-too-late': () => m.jury_mandate_refused_renewal_too_late(),
	'jury-unknown': () => m.jury_mandate_refused_jury_unknown(),
	'jury-ended': () => m.jury_mandate_refused_jury_ended(),
	'juror-unknown': () => m.jury_mandate_refused_juror_unknown(),
	'channel-unknown': () => m.jury_mandate_refused_channel_unknown(),
	'redraw-no-seat': () => m.jury_mandate_refused_redraw_no_seat(),
	'redraw-changed': () => m.jury_mandate_refused_redraw_changed(),
	'redraw-not-found': () => m.jury_mandate_refused_redraw_not_found(),
	'nobody-left': () => m.jury_mandate_refused_nobody_left(),
	'farewell-too-long': () => m.jury_mandate_refused_farewell_too_long(),
	'end-balance-unexplained': () => m.jury_mandate_refused_end_balance_unexplained(),
	'end-note-too-long': () => m.jury_mandate_refused_end_note_too_long(),
	'end-certificates-missing': () => m.jury_mandate_refused_end_certificates_missing(),
	'end-touch-missing': () => m.jury_mandate_refused_end_touch_missing(),
	'forget-day-unreadable': () => m.jury_mandate_refused_forget_day_unreadable(),
	'forget-day-too-soon': () => m.jury_mandate_refused_forget_day_too_soon(),
	'forget-day-too-late': () => m.jury_mandate_refused_forget_day_too_late(),
	'alumnus-unknown': () => m.jury_mandate_refused_alumnus_unknown(),
	'touch-missing': () => m.jury_mandate_refused_touch_missing()
} satisfies Record<Refusal, () => string>;

export const mandateSentence = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(refusals, reason) ? refusals[reason as Refusal]() : undefined);

const fields: Readonly<Partial<Record<Refusal, string>>> = {
	'renewal-answer-missing': 'answer',
	'channel-unknown': 'channel',
	'farewell-too-long': 'words',
	'end-balance-unexplained': 'note',
	'end-note-too-long': 'note',
	'forget-day-unreadable': 'forgetOn',
	'forget-day-too-soon': 'forgetOn',
	'forget-day-too-late': 'forgetOn'
};

export const mandateField = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(fields, reason) ? fields[reason as Refusal] : undefined);
