import { describe, expect, test } from 'vitest';
import { afterAttempt, triesAtMost, type Attempt } from './delivery.ts';
import { isAddress, readMail, withoutLinks } from './mail.ts';
import { readSmtp } from './settings.ts';

const reasonOf = (outcome: { accepted: boolean; reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);

test.each([
	['nothing set', {}, 'accepted'],
	['both', { SMTP_URL: 'smtps://jury:mot%40passe@courriel.exemple.fr', MAIL_FROM: 'jury@exemple.fr' }, 'accepted'],
	['an address that writes, and no server', { MAIL_FROM: 'jury@exemple.fr' }, 'smtp-url-missing'],
	['a server, and nobody who writes', { SMTP_URL: 'smtp://127.0.0.1:25' }, 'mail-from-missing'],
	['a name around the address', { SMTP_URL: 'smtp://127.0.0.1:25', MAIL_FROM: 'Jury <jury@exemple.fr>' }, 'mail-from-unreadable'],
	['a page of the web', { SMTP_URL: 'https://exemple.fr', MAIL_FROM: 'jury@exemple.fr' }, 'smtp-url-unreadable'],
	['a path', { SMTP_URL: 'smtp://exemple.fr/jury', MAIL_FROM: 'jury@exemple.fr' }, 'smtp-url-unreadable'],
	['a broken escape', { SMTP_URL: 'smtp://%zz@exemple.fr', MAIL_FROM: 'jury@exemple.fr' }, 'smtp-url-unreadable']
])('[ML1] the settings: %s', (_, env, expected) => {
	expect(reasonOf(readSmtp(env))).toBe(expected);
});

test('[ML1] off where nothing is set; a password crosses no network before TLS', () => {
	const read = (url: string) => readSmtp({ SMTP_URL: url, MAIL_FROM: 'jury@exemple.fr' });
	expect(readSmtp({ SMTP_URL: ' ', MAIL_FROM: '' })).toEqual({ accepted: true, value: null });
	expect(read('smtps://jury:mot%40passe@exemple.fr')).toMatchObject({ value: { host: 'exemple.fr', port: 465, secure: true, user: 'jury', password: 'mot@passe' } });
	expect(read('smtp://jury:x@exemple.fr')).toMatchObject({ value: { port: 587, secure: false, requireTLS: true } });
	expect(read('smtp://jury:x@localhost:2525')).toMatchObject({ value: { port: 2525, requireTLS: false } });
	expect(read('smtp://exemple.fr:25')).toMatchObject({ value: { user: null, requireTLS: false } });
});

const origin = 'https://atelier.exemple.fr';
const body = (words: string) => reasonOf(readMail({ to: 'rose@exemple.fr', subject: 'Jury', body: words }, origin));

test.each([
	['words', 'Bonjour', 'accepted'],
	['our address', `Voyez ${origin}/jure et ${origin}`, 'accepted'],
	['another', 'Voyez https://exemple.com', 'link-elsewhere'],
	['one that begins as ours', `Voyez ${origin}.exemple.com/jure`, 'link-elsewhere'],
	['one without a scheme', 'Voyez www.exemple.com', 'link-elsewhere'],
	['another scheme', 'ftp://exemple.com', 'link-elsewhere'],
	['nothing', ' \n', 'body-missing'],
	['4,000 characters', 'é'.repeat(4_000), 'accepted'],
	['one more', 'é'.repeat(4_001), 'mail-too-long']
])('[ML2] a mail that holds %s', (_, words, expected) => {
	expect(body(words)).toBe(expected);
});

test('[ML2] one line of subject, whatever was typed; without a public address no link at all', () => {
	expect(readMail({ to: 'a@b.fr', subject: 'Jury\r\nBcc: tous@exemple.fr', body: 'a\r\nb\u0000' }, origin)).toMatchObject({ value: { subject: 'Jury Bcc: tous@exemple.fr', body: 'a\nb\n' } });
	expect(reasonOf(readMail({ to: 'a@b.fr', subject: 'Jury', body: `${origin}/jure` }, undefined))).toBe('link-elsewhere');
	expect(withoutLinks('Salle du Gué (https://exemple.com/plan), www.exemple.com')).toBe('Salle du Gué (… …');
	expect(body(withoutLinks('Salle https://exemple.com'))).toBe('accepted');
});

test.each([
	['rose@exemple.fr', true],
	['rose.roux+jury@mairie.exemple.fr', true],
	['rosé@été.fr', true],
	['rose@exemple', false],
	['rose @exemple.fr', false],
	['rose@exemple.fr\nBcc: x@y.fr', false],
	['rose@exemple.fr, x@y.fr', false],
	['<rose@exemple.fr>', false],
	['@exemple.fr', false],
	['', false]
])('[ML3] %j is an address: %s', (typed, is) => {
	expect(isAddress(typed)).toBe(is);
	expect(reasonOf(readMail({ to: typed, subject: 'Jury', body: 'Bonjour' }, origin))).toBe(is ? 'accepted' : 'address-unreadable');
});

const away: Attempt = { came: 'away', said: 'connect ECONNREFUSED' };
const no = (of: 'recipient' | 'server', isForEver: boolean): Attempt => ({ came: 'refused', of, isForEver, said: '550 no' });
describe('[ML5] after an attempt', () => {
	test('[ML5] later and later, eight times in all', () => {
		const waits = Array.from({ length: triesAtMost }, (_, done) => afterAttempt({ tries: done + 1, doubts: 0 }, away)).map((fate) => (fate.state === 'waiting' ? fate.afterMinutes : fate.state));
		expect(waits).toEqual([1, 5, 15, 60, 180, 360, 720, 'given-up']);
	});
	test.each([
		['sent', { came: 'sent' } as Attempt, 'sent'],
		['nobody there', away, 'waiting server-away'],
		['refused for now', no('recipient', false), 'waiting recipient-refused'],
		['refused for ever', no('recipient', true), 'given-up recipient-refused'],
		['a server that refuses us', no('server', true), 'waiting server-refuses']
	])('[ML5] %s', (_, attempt, expected) => {
		const fate = afterAttempt({ tries: 1, doubts: 0 }, attempt);
		expect([fate.state, ...('trouble' in fate ? [fate.trouble] : [])].join(' ')).toBe(expected);
	});
	test('[ML6] one doubt is sent again, a second one is not', () => {
		const unknown: Attempt = { came: 'unknown', said: 'closed' };
		expect(afterAttempt({ tries: 1, doubts: 1 }, unknown)).toMatchObject({ state: 'waiting', trouble: 'perhaps-received' });
		expect(afterAttempt({ tries: 2, doubts: 2 }, unknown)).toMatchObject({ state: 'given-up', trouble: 'perhaps-received' });
		expect(afterAttempt({ tries: 3, doubts: 1 }, { came: 'away', said: '' })).toMatchObject({ state: 'waiting' });
	});
});
