// Decides whether the settings given by the environment may start a server: one sentence for each that may not.
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { readSmtp, type SettingsRefusal } from '../src/lib/mail/rules/settings.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Settings {
	/** 0: any free port */
	readonly port: number;
	readonly host: string;
	/** `https://atelier.exemple.fr`, without a slash at the end */
	readonly origin: string | undefined;
	/** how many proxies stand before this server; 0: none, so no forwarded header is believed */
	readonly proxies: number;
	readonly dataDir: string;
	readonly keysDir: string;
	readonly databaseUrl: string | undefined;
	readonly logLevel: LogLevel;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export type Parsed = { readonly settings: Settings } | { readonly refusal: string };

class Refusal extends Error {}

function refuse(french: string, english: string): never {
	throw new Refusal(`${french} (${english})`);
}

function readPort(text: string | undefined): number {
	if (text === undefined) return 3000;
	if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
		refuse(
			`PORT doit être un nombre entier de 0 à 65535, et non « ${text} ».`,
			'PORT must be a whole number from 0 to 65535; 0 takes any free port'
		);
	return Number(text);
}

function readHost(text: string | undefined): string {
	if (text === undefined) return '0.0.0.0';
	const name = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;
	if (!isIP(text) && (!name.test(text) || /^[\d.]+$/.test(text)))
		refuse(
			`HOST doit être une adresse IP ou un nom de machine, et non « ${text} ».`,
			'HOST must be an IP address or a host name, without a scheme or a port'
		);
	return text;
}

function readOrigin(text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	const isBare =
		url && ['http:', 'https:'].includes(url.protocol) && url.href === `${url.origin}/` && !/[?#]/.test(text);
	if (!isBare)
		refuse(
			`ORIGIN doit être l’adresse publique seule, par exemple https://atelier.exemple.fr, et non « ${text} ».`,
			'ORIGIN must be the public address alone: scheme, host and port, with no path'
		);
	return url.origin;
}

function readProxies(text: string | undefined): number {
	if (text === undefined) return 0;
	if (!/^[0-9]$/.test(text))
		refuse(
			`TRUST_PROXY doit être le nombre de relais placés devant le serveur, de 0 à 9, et non « ${text} ».`,
			'TRUST_PROXY must be the number of proxies before the server, from 0 to 9'
		);
	return Number(text);
}

/** A DATABASE_URL may hold a password: it is never shown again in a sentence. */
function readDatabaseUrl(text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !['postgres:', 'postgresql:'].includes(url.protocol))
		refuse(
			'DATABASE_URL doit avoir la forme postgres://utilisateur:motdepasse@machine:5432/base.',
			'DATABASE_URL must look like postgres://user:password@host:5432/database'
		);
	if (url.pathname.length < 2)
		refuse(
			'DATABASE_URL doit nommer une base, par exemple postgres://utilisateur@machine:5432/eclaireurs.',
			'DATABASE_URL must name a database'
		);
	return text;
}

function readLogLevel(text: string | undefined): LogLevel {
	if (text === undefined) return 'warn';
	const level = logLevels.find((one) => one === text);
	if (!level)
		refuse(
			`LOG_LEVEL doit être l’un de ${logLevels.join(', ')}, et non « ${text} ».`,
			`LOG_LEVEL must be one of ${logLevels.join(', ')}`
		);
	return level;
}

function readFolder(name: string, text: string | undefined, from: string, otherwise: string): string {
	if (text === undefined) return otherwise;
	if (text.includes('\0') || text.trim() !== text)
		refuse(`${name} n’est pas un nom de dossier.`, `${name} is not the name of a folder`);
	return resolve(from, text);
}

const mailSentences: Readonly<Record<SettingsRefusal, readonly [french: string, english: string]>> = {
	'smtp-url-unreadable': ['SMTP_URL doit avoir la forme smtp://utilisateur:motdepasse@machine:587, ou smtps:// pour un échange chiffré dès le début.', 'SMTP_URL must look like smtp://user:password@host:587 or smtps://host'],
	'smtp-url-missing': ['MAIL_FROM est réglé sans SMTP_URL : dites par quel serveur partent les courriels.', 'MAIL_FROM needs SMTP_URL'],
	'mail-from-missing': ['SMTP_URL est réglé sans MAIL_FROM : dites quelle adresse écrit, par exemple jury@exemple.fr.', 'SMTP_URL needs MAIL_FROM, the address that writes'],
	'mail-from-unreadable': ['MAIL_FROM doit être une adresse seule, par exemple jury@exemple.fr.', 'MAIL_FROM must be one address alone, without a name']
};

/** What leaves by mail is read where it is sent; here one only refuses what could never be. An SMTP_URL may hold a password: it is never shown again. */
function refuseUnreadableMail(env: Environment): void {
	const read = readSmtp(env);
	if (!read.accepted) refuse(...mailSentences[read.reason]);
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]', '']);

/** What would undo the protection of an instance that the public can reach. */
function refuseUnsafe(settings: Settings, env: Environment): void {
	if (settings.proxies > 0 && !settings.origin?.startsWith('https:'))
		refuse(
			'TRUST_PROXY demande ORIGIN : l’adresse publique en https du relais, par exemple https://atelier.exemple.fr.',
			'TRUST_PROXY needs ORIGIN, the https address of the proxy'
		);
	if (!settings.origin?.startsWith('https:')) return;
	if (settings.logLevel === 'debug' || settings.logLevel === 'trace')
		refuse(
			`LOG_LEVEL=${settings.logLevel} est refusé quand ORIGIN est en https : le journal technique en dirait trop.`,
			'a debugging LOG_LEVEL is refused where ORIGIN is https'
		);
	if (Number(env.CLOCK_SHIFT_MS ?? 0) !== 0)
		refuse(
			'CLOCK_SHIFT_MS est refusé quand ORIGIN est en https : une horloge décalée ne vaut que pour une démonstration.',
			'CLOCK_SHIFT_MS is refused where ORIGIN is https'
		);
	if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0')
		refuse(
			'NODE_TLS_REJECT_UNAUTHORIZED=0 est refusé quand ORIGIN est en https : plus aucun certificat ne serait vérifié.',
			'NODE_TLS_REJECT_UNAUTHORIZED=0 is refused where ORIGIN is https'
		);
	const url = settings.databaseUrl ? new URL(settings.databaseUrl) : undefined;
	if (!url || url.searchParams.has('host') || loopback.has(url.hostname)) return;
	if (!url.password && !env.PGPASSWORD)
		refuse(
			'DATABASE_URL désigne une autre machine sans mot de passe : c’est refusé quand ORIGIN est en https.',
			'a DATABASE_URL on another machine needs a password where ORIGIN is https'
		);
	if (url.searchParams.get('sslmode') === 'disable')
		refuse(
			'DATABASE_URL désigne une autre machine avec sslmode=disable : c’est refusé quand ORIGIN est en https.',
			'sslmode=disable towards another machine is refused where ORIGIN is https'
		);
}

/** Reads the settings; an empty variable counts as one that is not set. Relative folders are resolved from `from`. */
export function parseSettings(env: Environment, from: string): Parsed {
	const given = (name: string) => (env[name] === '' ? undefined : env[name]);
	try {
		const dataDir = readFolder('DATA_DIR', given('DATA_DIR'), from, join(from, 'data'));
		const settings: Settings = {
			port: readPort(given('PORT')),
			host: readHost(given('HOST')),
			origin: readOrigin(given('ORIGIN')),
			proxies: readProxies(given('TRUST_PROXY')),
			dataDir,
			keysDir: readFolder('KEYS_DIR', given('KEYS_DIR'), from, join(dataDir, 'keys')),
			databaseUrl: readDatabaseUrl(given('DATABASE_URL')),
			logLevel: readLogLevel(given('LOG_LEVEL'))
		};
		refuseUnsafe(settings, env);
		refuseUnreadableMail(env);
		return { settings };
	} catch (refusal) {
		if (refusal instanceof Refusal) return { refusal: refusal.message };
		throw refusal;
	}
}
