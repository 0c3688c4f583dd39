import { m } from '#lib/words/messages.js';
import type { HoursRefusal } from '../rules/ledger.ts';

const refusals = {
	'ledger-hours-unreadable': () => m.jury_refused_ledger_hours_unreadable(),
	'ledger-what-missing': () => m.jury_refused_ledger_what_missing(),
	'ledger-what-too-long': () => m.jury_refused_ledger_what_too_long(),
	'ledger-hours-unchanged': () => m.jury_refused_ledger_hours_unchanged(),
	'ledger-hours-none': () => m.jury_refused_ledger_hours_none(),
	'juror-unknown': () => m.jury_refused_juror_unknown(),
	'ledger-line-unknown': () => m.jury_refused_ledger_line_unknown()
} satisfies Record<HoursRefusal | 'juror-unknown' | 'ledger-line-unknown', () => string>;

export const sentenceFor = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(refusals, reason) ? refusals[reason as keyof typeof refusals]() : undefined);

/** Which field of a form a refusal is about. */
export const fieldOf = (reason: string | undefined): 'hours' | 'what' | 'juror' | undefined =>
	reason === undefined ? undefined : reason.startsWith('ledger-hours') ? 'hours' : reason.startsWith('ledger-what') ? 'what' : reason === 'juror-unknown' ? 'juror' : undefined;
