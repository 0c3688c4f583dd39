import { describe, expect, it } from 'vitest';
import { parseSettings, type Environment, type Settings } from './settings.ts';

const from = '/srv/eclaireurs';

const read = (env: Environment): Settings => {
	const parsed = parseSettings(env, from);
	if ('refusal' in parsed) throw new Error(parsed.refusal);
	return parsed.settings;
};

const refusal = (env: Environment): string => {
	const parsed = parseSettings(env, from);
	return 'refusal' in parsed ? parsed.refusal : 'accepted';
};

describe('settings', () => {
	it('has a default for each, so that nothing needs to be set', () => {
		expect(read({})).toEqual({
			port: 3000,
			host: '0.0.0.0',
			origin: undefined,
			proxies: 0,
			dataDir: '/srv/eclaireurs/data',
			keysDir: '/srv/eclaireurs/data/keys',
			databaseUrl: undefined,
			logLevel: 'warn'
		});
	});

	it('takes an empty variable for one that is not set', () => {
		const names = [
			'PORT',
			'HOST',
			'ORIGIN',
			'TRUST_PROXY',
			'DATA_DIR',
			'KEYS_DIR',
			'DATABASE_URL',
			'LOG_LEVEL'
		];
		expect(read(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(read({}));
	});

	it.each<[Environment, Partial<Settings>]>([
		[{ PORT: '0' }, { port: 0 }],
		[{ PORT: '65535' }, { port: 65_535 }],
		[{ HOST: '::' }, { host: '::' }],
		[{ HOST: 'mairie.exemple.fr' }, { host: 'mairie.exemple.fr' }],
		[{ ORIGIN: 'https://atelier.exemple.fr/' }, { origin: 'https://atelier.exemple.fr' }],
		[{ ORIGIN: 'http://192.168.1.20:3000' }, { origin: 'http://192.168.1.20:3000' }],
		[{ ORIGIN: 'https://a.fr', TRUST_PROXY: '2' }, { proxies: 2 }],
		[
			{ DATA_DIR: 'ailleurs' },
			{ dataDir: '/srv/eclaireurs/ailleurs', keysDir: '/srv/eclaireurs/ailleurs/keys' }
		],
		[
			{ DATA_DIR: '/d', KEYS_DIR: '/k' },
			{ dataDir: '/d', keysDir: '/k' }
		],
		[{ DATABASE_URL: 'postgres://a:b@c:5432/d' }, { databaseUrl: 'postgres://a:b@c:5432/d' }],
		[{ LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
		[{ ORIGIN: 'https://a.fr', DATABASE_URL: 'postgres://a@localhost/d' }, { origin: 'https://a.fr' }],
		[
			{ ORIGIN: 'https://a.fr', DATABASE_URL: 'postgres://a:b@db.exemple.fr/d?sslmode=require' },
			{ proxies: 0 }
		]
	])('accepts %j', (env, expected) => {
		expect(read(env)).toMatchObject(expected);
	});

	it.each<[Environment, string]>([
		[{ PORT: 'http' }, 'PORT'],
		[{ PORT: '-1' }, 'PORT'],
		[{ PORT: '3000.5' }, 'PORT'],
		[{ PORT: '65536' }, 'PORT'],
		[{ PORT: ' 3000' }, 'PORT'],
		[{ HOST: 'http://localhost' }, 'HOST'],
		[{ HOST: '256.1.1.1' }, 'HOST'],
		[{ HOST: 'localhost:3000' }, 'HOST'],
		[{ ORIGIN: 'atelier.exemple.fr' }, 'ORIGIN'],
		[{ ORIGIN: 'ftp://atelier.exemple.fr' }, 'ORIGIN'],
		[{ ORIGIN: 'https://atelier.exemple.fr/ici' }, 'ORIGIN'],
		[{ ORIGIN: 'https://moi:secret@atelier.exemple.fr' }, 'ORIGIN'],
		[{ ORIGIN: 'https://atelier.exemple.fr?' }, 'ORIGIN'],
		[{ TRUST_PROXY: 'oui' }, 'TRUST_PROXY'],
		[{ TRUST_PROXY: '10' }, 'TRUST_PROXY'],
		[{ DATA_DIR: ' ' }, 'DATA_DIR'],
		[{ DATA_DIR: 'a\0b' }, 'DATA_DIR'],
		[{ KEYS_DIR: '/k ' }, 'KEYS_DIR'],
		[{ DATABASE_URL: 'mysql://a:b@c/d' }, 'DATABASE_URL'],
		[{ DATABASE_URL: 'quelque part' }, 'DATABASE_URL'],
		[{ DATABASE_URL: 'postgres://a:b@c' }, 'DATABASE_URL'],
		[{ LOG_LEVEL: 'verbose' }, 'LOG_LEVEL'],
		// what would undo the protection of a public instance
		[{ TRUST_PROXY: '1' }, 'TRUST_PROXY'],
		[{ TRUST_PROXY: '1', ORIGIN: 'http://a.fr' }, 'TRUST_PROXY'],
		[{ ORIGIN: 'https://a.fr', LOG_LEVEL: 'debug' }, 'LOG_LEVEL'],
		[{ ORIGIN: 'https://a.fr', LOG_LEVEL: 'trace' }, 'LOG_LEVEL'],
		[{ ORIGIN: 'https://a.fr', CLOCK_SHIFT_MS: '1000' }, 'CLOCK_SHIFT_MS'],
		[{ ORIGIN: 'https://a.fr', NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'NODE_TLS_REJECT_UNAUTHORIZED'],
		[{ ORIGIN: 'https://a.fr', DATABASE_URL: 'postgres://a@db.exemple.fr/d' }, 'DATABASE_URL'],
		[
			{ ORIGIN: 'https://a.fr', DATABASE_URL: 'postgres://a:b@db.exemple.fr/d?sslmode=disable' },
			'DATABASE_URL'
		]
	])('refuses %j in one sentence that names the variable', (env, name) => {
		const sentence = refusal(env);
		expect(sentence.startsWith(name)).toBe(true);
		expect(sentence).not.toContain('\n');
	});

	it('never repeats the password of DATABASE_URL', () => {
		expect(refusal({ DATABASE_URL: 'mysql://a:canari@c/d' })).not.toContain('canari');
	});

	it('refuses mail that could never leave, and shows no password', () => {
		expect(refusal({ SMTP_URL: 'smtps://jury:secret@exemple.fr', MAIL_FROM: 'jury@exemple.fr' })).toBe('accepted');
		expect(refusal({ SMTP_URL: 'smtps://jury:secret@exemple.fr' })).toContain('MAIL_FROM');
		expect(refusal({ MAIL_FROM: 'jury@exemple.fr' })).toContain('SMTP_URL');
		const unreadable = refusal({ SMTP_URL: 'jury:secret@exemple.fr', MAIL_FROM: 'jury@exemple.fr' });
		expect(unreadable).toContain('smtp://');
		expect(unreadable).not.toContain('secret@');
	});
});
