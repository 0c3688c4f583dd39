// Hands one mail to the SMTP server that is set, and says what it came to. Nothing here is loaded, and no network is called, before there is a mail to send.
import { Readable } from 'node:stream';
import type { Attempt } from '../rules/delivery.ts';
import type { Mail } from '../rules/mail.ts';
import type { SmtpSettings } from '../rules/settings.ts';

/** For a whole attempt: well within the time for which a mail is held. */
const attemptMs = 240_000;

interface Failure {
	readonly message: string;
	readonly response?: string | undefined;
	readonly responseCode?: number | undefined;
	readonly command?: string | undefined;
}

/** `id` stays from one attempt to the next, so that a double may be known for one. */
export async function deliver(settings: SmtpSettings, { id, to, subject, body }: Mail & { readonly id: string }, at: Date): Promise<Attempt> {
	const [{ default: Connection }, { default: Composer }] = await Promise.all([import('nodemailer/lib/smtp-connection'), import('nodemailer/lib/mail-composer')]);
	const domain = settings.from.slice(settings.from.lastIndexOf('@') + 1);
	const letter = await new Composer({ from: settings.from, to, subject, text: body, date: at, messageId: `<${id}@${domain}>`, headers: { 'Auto-Submitted': 'auto-generated' } }).compile().build();
	const connection = new Connection({ host: settings.host, port: settings.port, secure: settings.secure, requireTLS: settings.requireTLS, connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000, logger: false });
	let isTextUnderWay = false;
	const text = Readable.from(
		(function* () {
			// read only once the server has asked for it
			isTextUnderWay = true;
			yield letter;
		})()
	);
	return new Promise<Attempt>((done) => {
		const end = (attempt: Attempt) => {
			clearTimeout(late);
			done(attempt);
			connection.close();
		};
		const late = setTimeout(() => fail({ message: 'too slow' }), attemptMs);
		const fail = ({ message, response, responseCode, command = '' }: Failure) => {
			const said = response || message;
			if (responseCode) return end({ came: 'refused', isForEver: responseCode >= 500, of: command === 'RCPT TO' ? 'recipient' : 'server', said });
			end({ came: isTextUnderWay ? 'unknown' : 'away', said });
		};
		const send = () =>
			connection.send({ from: settings.from, to: [to] }, text, (error) => {
				if (error) return fail(error);
				end({ came: 'sent' });
			});
		connection.once('error', fail);
		connection.connect((error) => {
			if (error) return fail(error);
			if (settings.user === null) return send();
			connection.login({ user: settings.user, pass: settings.password }, (refused) => (refused ? fail(refused) : send()));
		});
	});
}
