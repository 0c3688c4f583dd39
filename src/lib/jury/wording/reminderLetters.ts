// What a reminder says, by mail and on paper: short, plain, to one person.
import { m } from '../../words/messages.js';
import { getLocale, type Locale } from '../../words/runtime.js';
import { sayDay } from '../../design/rules/days.ts';
import { subjectLimit, withoutLinks } from '../../mail/rules/mail.ts';
import type { ReminderWords } from '../rules/reminders.ts';

export interface ReminderLetter {
	readonly subject: string;
	readonly paragraphs: readonly string[];
}

const written = (locale: Locale, at: Date, zone: string, how: Intl.DateTimeFormatOptions) => sayDay(new Intl.DateTimeFormat(locale, { timeZone: zone, ...how }).format(at));

/** In the language of the page where none is asked for. */
export function reminderLetter({ kind, dueOn, project, meeting }: ReminderWords, locale: Locale = getLocale()): ReminderLetter {
	const said = { locale };
	const day = written(locale, new Date(`${dueOn}T12:00:00Z`), 'UTC', { dateStyle: 'full' });
	if (kind === 'answer') return { subject: m.mail_answer_subject({ day }, said), paragraphs: [m.mail_answer_body({ project, day }, said), m.mail_answer_how({}, said)] };
	if (kind === 'mandate') return { subject: m.mail_mandate_subject({ day }, said), paragraphs: [m.mail_mandate_body({ project, day }, said), m.mail_mandate_how({}, said)] };
	const hour = meeting ? written(locale, meeting.startsAt, meeting.zone, { hour: 'numeric', minute: '2-digit' }).replace(/^0/, '').replace(':', locale === 'fr' ? ' h ' : ':') : '';
	return {
		subject: m.mail_date_subject({ day }, said),
		paragraphs: [
			m.mail_date_body({ project, day, title: meeting?.title ?? '', hour }, said),
			...(meeting?.place ? [m.mail_date_place({ place: meeting.place }, said)] : []),
			m.mail_date_how({}, said)
		]
	};
}

/** As a mail, in French: greeting, words, where to look, who writes. What people typed leads nowhere outside. */
export function reminderMail(words: ReminderWords): { readonly subject: string; readonly body: string } {
	const said = { locale: 'fr' } as const;
	const { subject, paragraphs } = reminderLetter(words, 'fr');
	const lines = [
		m.mail_hello({ name: words.firstName }, said),
		...paragraphs,
		m.mail_sign({ authority: words.authority }, said)
	].map(withoutLinks);
	const link = words.link === null ? [] : [words.kind === 'answer' ? m.mail_link_public({ link: words.link }, said) : m.mail_link_home({ link: words.link }, said)];
	return { subject: [...withoutLinks(subject)].slice(0, subjectLimit).join(''), body: [...lines.slice(0, -1), ...link, lines.at(-1)!, m.mail_why({}, said)].join('\n\n') };
}
