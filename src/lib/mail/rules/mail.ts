// What may be written by mail: plain words to one address, and no link but ours.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export const subjectLimit = 150;
/** In characters; a reminder has a few hundred. */
export const bodyLimit = 4_000;

export interface Mail {
	readonly to: string;
	readonly subject: string;
	readonly body: string;
}

export type MailRefusal = 'address-unreadable' | 'subject-missing' | 'body-missing' | 'mail-too-long' | 'link-elsewhere';

const address = /^[^\s@<>(),;:"\\[\]\p{Cc}]{1,64}@(?=[^@]{4,190}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u;

/** One address, without a name around it (ML3). */
export const isAddress = (typed: string): boolean => address.test(typed);

const links = /\b[a-z][a-z0-9+.-]*:\/\/\S*|\bwww\.\S*/giu;

/** What somebody typed, as it may stand in a mail: where they wrote an address of the web, it is left out (ML2). */
export const withoutLinks = (words: string): string => words.replace(links, '…');

const isOurs = (link: string, origin: string | undefined): boolean => origin !== undefined && (link === origin || link.startsWith(`${origin}/`));

/**
 * A mail as it may be sent: one line of subject, lines of body, no control character. Refuses an address that cannot be read, nothing to say, more
 * than 150 characters of subject or 4,000 of body, and any link that does not lead to `origin` (the public address, with no slash at its end) (ML2, ML3).
 */
export function readMail(typed: Mail, origin: string | undefined): Outcome<Mail, MailRefusal> {
	if (!isAddress(typed.to)) return refused('address-unreadable');
	const subject = typed.subject.replace(/[\s\p{Cc}]+/gu, ' ').trim();
	const body = typed.body.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]/gu, ' ').trim();
	if (subject === '') return refused('subject-missing');
	if (body === '') return refused('body-missing');
	if ([...subject].length > subjectLimit || [...body].length > bodyLimit) return refused('mail-too-long');
	const found = `${subject}\n${body}`.match(links) ?? [];
	return found.every((link) => isOurs(link, origin)) ? accepted({ to: typed.to, subject, body: `${body}\n` }) : refused('link-elsewhere');
}
