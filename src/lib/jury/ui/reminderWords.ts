// How reminders, what became of them and what is refused of them are said.
import { m } from '#lib/words/messages.js';
import type { Reminder, WhyByHand } from '../server/reminders.ts';
import { longDay } from './days.ts';

export const whyByHand = {
	'mail-off': () => m.mail_why_mail_off(),
	'no-address': () => m.mail_why_no_address(),
	'address-unreadable': () => m.mail_why_address_unreadable(),
	'not-agreed': () => m.mail_why_not_agreed(),
	'server-away': () => m.mail_why_server_away(),
	'server-refuses': () => m.mail_why_server_refuses(),
	'recipient-refused': () => m.mail_why_recipient_refused(),
	'perhaps-received': () => m.mail_why_perhaps_received()
} satisfies Record<WhyByHand, () => string>;

/** Of what somebody is reminded. */
export function subjectOf({ kind, dueOn, words }: Pick<Reminder, 'kind' | 'dueOn' | 'words'>): string {
	const day = longDay(dueOn);
	if (kind === 'answer') return m.mail_kind_answer({ day });
	return kind === 'mandate' ? m.mail_kind_mandate({ day }) : m.mail_kind_date({ title: words.meeting?.title ?? '', day });
}

const refusals = {
	'jury-unknown': () => m.mail_refused_jury(),
	'jury-ended': () => m.mail_refused_ended(),
	'reminder-unknown': () => m.mail_refused_unknown(),
	'reminder-done': () => m.mail_refused_done()
};

export const reminderSentence = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(refusals, reason) ? refusals[reason as keyof typeof refusals]() : undefined);
