// How mail leaves, as the environment says it: off where nothing is said.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { isAddress } from './mail.ts';

export interface SmtpSettings {
	readonly host: string;
	readonly port: number;
	/** TLS from the first byte */
	readonly secure: boolean;
	/** nothing is said before TLS, where a password would cross a network */
	readonly requireTLS: boolean;
	readonly user: string | null;
	readonly password: string;
	/** the address that writes */
	readonly from: string;
}

export type SettingsRefusal = 'smtp-url-unreadable' | 'mail-from-missing' | 'mail-from-unreadable' | 'smtp-url-missing';

const here = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * `SMTP_URL` (`smtp://user:password@host:587`, or `smtps://` for TLS from the first byte) and `MAIL_FROM`, one address. Null where neither is
 * set: nothing is ever sent (ML1). Refuses one without the other, and what cannot be read.
 */
export function readSmtp(env: { readonly SMTP_URL?: string | undefined; readonly MAIL_FROM?: string | undefined }): Outcome<SmtpSettings | null, SettingsRefusal> {
	const [typed, from] = [env.SMTP_URL?.trim() ?? '', env.MAIL_FROM?.trim() ?? ''];
	if (typed === '') return from === '' ? accepted(null) : refused('smtp-url-missing');
	const url = URL.canParse(typed) ? new URL(typed) : undefined;
	if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '' || /[^/]/.test(url.pathname) || url.search !== '' || url.hash !== '') return refused('smtp-url-unreadable');
	if (from === '') return refused('mail-from-missing');
	if (!isAddress(from)) return refused('mail-from-unreadable');
	const secure = url.protocol === 'smtps:';
	const [user, password] = [decoded(url.username), decoded(url.password)];
	if (user === undefined || password === undefined) return refused('smtp-url-unreadable');
	return accepted({ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (secure ? 465 : 587), secure, requireTLS: user !== '' && !here.has(url.hostname), user: user === '' ? null : user, password, from });
}

function decoded(part: string): string | undefined {
	try {
		return decodeURIComponent(part);
	} catch {
		return undefined;
	}
}
