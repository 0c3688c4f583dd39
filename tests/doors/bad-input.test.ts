import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database, driver } from '../../src/lib/db/server/database.ts';
import * as gatherings from '../../src/lib/gatherings/server/gatherings.ts';
import { stepServers } from '../../src/lib/workshop/server/steps.ts';
import { startServer, type RunningServer } from '../world/server.ts';
import { ask, hangUp, type Answer } from './client.ts';
import { acts } from './matrix.ts';
import { build, type World } from './world.ts';

let world: World;
let server: RunningServer;

beforeAll(async () => {
	world = await build();
	server = await startServer({ databaseUrl: process.env.DATABASE_URL!, env: { LOG_LEVEL: 'info' } });
}, 60_000);

afterAll(async () => {
	hangUp();
	await server?.stop();
});

const lib = join(import.meta.dirname, '../../src/lib');

/** The words of every refusal, as the features themselves name them. */
function allSentences(): string[] {
	const keys = new Set(
		readdirSync(lib, { recursive: true, encoding: 'utf8' })
			.filter((file) => /\/ui\/\w*efusals\.ts$/.test(`/${file}`))
			.flatMap((file) => [...readFileSync(join(lib, file), 'utf8').matchAll(/\bm\.(\w+)/g)].map(([, key]) => key!))
	);
	const folder = join(import.meta.dirname, '../../messages/fr');
	const texts: string[] = [
		'Ce qui a été envoyé n’a pas pu être lu.',
		'Ce qui a été envoyé est trop long.'
	];
	const gather = (value: unknown): void => {
		if (typeof value === 'string') texts.push(value);
		else if (value && typeof value === 'object') Object.values(value).forEach(gather);
	};
	for (const file of readdirSync(folder))
		for (const [key, value] of Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>)) if (keys.has(key) || /_refus(ed|al)_|_current_wrong$|_title_(missing|too_long)$|_join_dead_text$/.test(key)) gather(value);
	return texts;
}

/** A sentence with figures in it is looked for by its longest piece. */
const pieces = allSentences()
	.map((text) => text.split(/\{[^}]*\}/).toSorted((a, b) => b.length - a.length)[0]!)
	.filter((piece) => piece.length > 12);

const unescaped = (html: string) =>
	html
		.replace(/<!--.*?-->/gs, '')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');
const withoutScripts = (html: string) => html.replace(/<script\b[^>]*>.*?<\/script>/gs, '');

const long = 'Un texte qui n’en finit pas. '.repeat(345).slice(0, 10_000);
const bad: Readonly<Record<string, string>> = {
	nothing: '',
	spaces: ' \t \n ',
	long,
	emoji: '👩🏽‍🌾🥕🇫🇷',
	'right to left': '\u202eمطعم العيد\u202c',
	markup: `"><script>alert(1)</script><img src=x onerror=alert(1)>`,
	NUL: 'avant\0après',
	'lone surrogate': '\ud83d',
	figures: '-1e309',
	list: '[object Object]',
	sql: `'; drop table seats; --`
};

/** What is tried on a field that nobody types: an id, a choice, a hidden figure. */
const forHidden = new Set(['nothing', 'long', 'markup', 'NUL']);
/** As long as a browser's own. */
const boundary = '----FormBoundary7MA4YWxkTrZu0gW';

interface Form {
	readonly name: string;
	readonly path: string;
	readonly cookie: string;
	/** an answer that stands, but for what would change the room: those are stale */
	readonly fields: Readonly<Record<string, string>>;
	/** texts that people type, given back when they are refused */
	readonly typed: readonly string[];
}

const id = '00000000-0000-4000-8000-000000000000';

function forms(): Form[] {
	const { places, people, seats } = world;
	const administrator = people.administrator.cookie;
	const ofProject = (name: string, fields: Form['fields'], typed: Form['typed'] = []): Form => ({
		name,
		path: `/projets/${places.own.project}?/${name}`,
		cookie: administrator,
		fields,
		typed
	});
	const ofDesk = (name: string, fields: Form['fields'], typed: Form['typed'] = []): Form => ({
		name,
		path: `/console/${places.own.gathering}?/${name}`,
		cookie: people.facilitator.cookie,
		fields,
		typed
	});
	const ofHand = (name: string, fields: Form['fields']): Form => ({ name, path: `/main/${places.own.gathering}?/${name}`, cookie: people.juror.cookie, fields, typed: [] });
	const ofPublic = (path: string, fields: Form['fields'], typed: Form['typed'] = []): Form => ({ name: path.split('/')[1]!, path, cookie: '', fields, typed });
	const stale = { revision: '999999' };
	return [
		ofPublic('/ouvrir', { authorityName: 'Ville', timeZone: 'Europe/Paris', name: 'Camille', email: 'c@exemple.invalid', password: 'une longue phrase de passe' }),
		ofPublic('/connexion', { email: 'qui@exemple.invalid', password: 'mauvais', retour: '/projets' }, ['email']),
		ofPublic(`/invitation/${places.own.invitation}`, { password: 'court' }),
		ofPublic(`/r/${places.own.join}`, { publicName: 'Fougère', capacity: 'juror', textSize: '100', contrast: 'normal' }, ['publicName']),
		ofPublic('/rejoindre', { code: 'ZZZZZZ' }, ['code']),
		ofPublic('/retour', { code: 'ZZZZ-ZZZZ-ZZZZ' }, ['code']),
		{ name: 'compte', path: '/compte', cookie: administrator, fields: { current: 'mauvais', next: 'une longue phrase de passe' }, typed: [] },
		{ name: 'creer', path: '/projets?/creer', cookie: administrator, fields: { title: 'Un projet', summary: '', code: '' }, typed: ['title', 'summary', 'code'] },
		ofProject('atelier', { title: 'Un atelier', place: 'Ici', day: '2030-01-01', time: '09:00' }, ['title', 'place']),
		ofProject('inviter', { name: 'Camille', email: 'c@exemple.invalid', capacity: 'reservist', from: '2026-01-01', to: '2026-12-31', lentBy: 'Pôle', facilitates: 'on' }, ['name', 'email', 'lentBy']),
		ofProject('relancer', { membership: id }),
		ofProject('retirer', { membership: id }),
		ofHand('ready', { step: 'welcome', ready: 'yes' }),
		ofHand('hand', { raised: 'no' }),
		ofHand('weather', { weather: 'sun' }),
		ofHand('reading', { textSize: '100', contrast: 'normal', language: 'fr' }),
		ofDesk('openDoors', stale),
		ofDesk('advance', { ...stale, to: '5', confirmed: 'yes' }),
		ofDesk('goBack', { ...stale, to: '1' }),
		ofDesk('close', stale),
		ofDesk('take', { ...stale, from: '5', minutes: '5' }),
		ofDesk('minutes', { ...stale, position: '5', minutes: '5' }),
		ofDesk('drop', { ...stale, position: '5' }),
		ofDesk('restore', { ...stale, position: '5' }),
		ofDesk('move', { ...stale, position: '5', way: 'up' }),
		ofDesk('admit', { seat: id, place: id }),
		ofDesk('expel', { seat: id, sure: 'yes' }),
		ofDesk('merge', { seat: seats.juror, into: id }),
		ofDesk('lower', { seat: id }),
		ofDesk('reissue', { seat: id }),
		ofDesk('paper', { publicName: 'Genêt', capacity: 'juror' }, ['publicName']),
		ofDesk('rotate', { what: 'neither' })
	];
}

/** What is wrong with an answer to a form; nothing when it is as it should be. */
function faults({ status, body }: Answer, sent: string, given: string | undefined): string[] {
	const wrong: string[] = [];
	if (status >= 500) wrong.push(`${status}`);
	if (body.includes('<script>alert(1)')) wrong.push('the markup is in the page');
	if (/node_modules|\n\s+at .*:\d+:\d+/.test(body)) wrong.push('shows a stack');
	if (status === 200 || status === 303 || status >= 500) return wrong;
	const text = unescaped(withoutScripts(body)).normalize('NFC');
	if (!pieces.some((piece) => text.includes(piece))) wrong.push(`${status} without a sentence`);
	if (given !== undefined && status === 422 && given.trim() !== '' && !/^[a-z0-9-]+$/.test(given) && !text.includes(given.slice(0, 200))) wrong.push(`${sent} is not given back`);
	return wrong;
}

let turn = 0;
/** A new address each time: what is tried here is the words, not the limits. */
const from = () => 2 + (turn++ % 250);

const expectedBack = (typed: string): string => typed.replaceAll('\0', '').replaceAll('\r', '').normalize('NFC').toWellFormed().trim();

async function tryForm({ name, path, cookie, fields, typed }: Form): Promise<string[]> {
	const wrong: string[] = [];
	const judge = (how: string, answer: Answer, field?: string, value?: string) => {
		const given = field !== undefined && value !== undefined && typed.includes(field) ? expectedBack(value) : undefined;
		for (const fault of faults(answer, how, given)) wrong.push(`${name} with ${how}: ${fault}`);
	};
	for (const [index, field] of Object.keys(fields).entries()) {
		if (field === 'step' || field === 'act') continue;
		for (const [how, value] of Object.entries(bad).filter(([how]) => forHidden.has(how) || (typed.includes(field) && (!('act' in fields) || how === 'emoji' || how === 'right to left'))))
			judge(`${how} in ${field}`, await ask(server.url, path, { cookie, from: from(), form: { ...fields, [field]: value } }), field, value);
		const { [field]: _, ...others } = fields;
		judge(`no ${field}`, await ask(server.url, path, { cookie, from: from(), form: others }));
		if (index > 0) continue;
		judge(`${field} twice`, await ask(server.url, path, { cookie, from: from(), form: [...Object.entries(fields), [field, 'encore']] }));
		const parts = Object.entries(others).map(([key, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`);
		const file = `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="x.html"\r\nContent-Type: text/html\r\n\r\n<b>fichier</b>\r\n--${boundary}--\r\n`;
		judge(`a file as ${field}`, await ask(server.url, path, { cookie, from: from(), raw: { type: `multipart/form-data; boundary=${boundary}`, body: parts.join('') + file } }));
	}
	const names = ['__proto__', 'constructor', 'toString', 'grade-__proto__', '__proto__[isAdministrator]'];
	judge('the names of an object for fields', await ask(server.url, path, { cookie, from: from(), form: [...Object.entries(fields), ...names.map((one): [string, string] => [one, 'yes'])] }));
	return wrong;
}

async function inTwos(all: readonly Form[]): Promise<string[]> {
	const wrong: string[] = [];
	const queue = all.values();
	const work = async () => {
		for (const form of queue) wrong.push(...(await tryForm(form)));
	};
	await Promise.all([work(), work(), work(), work()]);
	return wrong;
}

const complaints = () => server.logs.filter((line) => /"level":(50|60)|^\s+at /.test(line));

async function goTo(step: string): Promise<void> {
	const { gathering } = world.places.own;
	for (;;) {
		const row = await gatherings.read(await database(), gathering as never);
		if (gatherings.standing(row).currentStep === step) return;
		const { status, body } = await ask(server.url, `/console/${gathering}?/advance`, { cookie: world.people.facilitator.cookie, form: { revision: String(row.revision), confirmed: 'yes' } });
		if (status !== 303) throw new Error(`the room does not advance: ${status} ${body.slice(0, 300)}`);
	}
}

/** Texts that people type into the acts of the steps. */
const typedIn = new Set(['text', 'risk', 'wouldLift', 'word', 'hours', 'name', 'idea', 'facts', 'sentence', 'body', 'what1']);

describe('what nobody should send', () => {
	test('is answered by every form with a sentence, and what was typed comes back', { timeout: 240_000 }, async () => {
		expect(await inTwos(forms())).toEqual([]);
		expect(complaints()).toEqual([]);
	});

	test('is answered by every act of every step, in its step, on the hand and on the console', { timeout: 240_000 }, async () => {
		const { gathering } = world.places.own;
		const wrong: string[] = [];
		for (const scenario of ['A', 'B'])
			await ask(server.url, `/console/${gathering}?/act`, {
				cookie: world.people.facilitator.cookie,
				form: { step: 'vote', act: 'write-scenario', code: scenario, name: `Scénario ${scenario}`, idea: 'Une idée', facts: 'Prix : 3 €' }
			});
		for (const step of ['landscape-dots', 'vote', 'consent', 'closing']) {
			await goTo(step);
			const here = Object.entries(acts).filter(([name]) => name.startsWith(`${step} `));
			const all = here.flatMap(([key, { by, fields }]): Form[] => {
				const act = key.split(' ')[1]!;
				const whole = { ...fields, step, act };
				const typed = Object.keys(fields).filter((field) => typedIn.has(field));
				const hand = { path: `/main/${gathering}?/act`, cookie: world.people.juror.cookie };
				const desk = { path: `/console/${gathering}?/act`, cookie: world.people.facilitator.cookie };
				return by === 'seat'
					? [
							{ name: `hand ${key}`, ...hand, fields: whole, typed },
							{ name: `console ${key}`, ...desk, fields: { step, act, for: world.seats.juror }, typed: [] }
						]
					: [{ name: `console ${key}`, ...desk, fields: whole, typed: [] }];
			});
			// one after the other: an act may end what the next one needs, never break it
			for (const form of all) wrong.push(...(await tryForm(form)));
		}
		expect(wrong).toEqual([]);
		expect(complaints()).toEqual([]);
		expect(Object.keys(stepServers)).toContain('closing');
	});

	test('two who move the room at once: one does, the other reads why not', async () => {
		const { gathering } = world.places.sibling;
		const { revision } = await gatherings.read(await database(), gathering as never);
		const both = await Promise.all(
			['facilitator', 'administrator'].map((role) =>
				ask(server.url, `/console/${gathering}?/advance`, { cookie: world.people[role as 'facilitator'].cookie, form: { revision: String(revision), confirmed: 'yes' } })
			)
		);
		expect(both.map(({ status }) => status).sort()).toEqual([303, 422]);
		expect(faults(both.find(({ status }) => status === 422)!, 'advance', undefined)).toEqual([]);
	});

	test('a ballot after the vote, and words for a step that the room has left: a sentence, and the words', async () => {
		const path = `/main/${world.places.own.gathering}?/act`;
		const { cookie } = world.people.juror;
		const ballot = await ask(server.url, path, { cookie, form: { step: 'vote', act: 'cast', 'grade-A': '1', 'grade-B': '1' } });
		expect(ballot.status).toBe(422);
		expect(faults(ballot, 'a late ballot', undefined)).toEqual([]);
		const text = 'Une cuisine centrale, mais avec des légumes d’ici';
		const card = await ask(server.url, path, { cookie, form: { step: 'landscape-writing', act: 'write', zone: 'needs', text } });
		expect(card.status).toBe(422);
		expect(faults(card, 'a late card', text)).toEqual([]);
	});

	test('a link of yesterday, and one that was made anew: a sentence, and no form to fill in for nothing', async () => {
		const { gathering, join: link } = world.places.neighbour;
		const sql = await driver();
		await sql`update gatherings set join_closes_at = now() - interval '1 minute' where id = ${gathering}`;
		for (const path of [`/r/${link}`, `/r/${'z'.repeat(32)}`]) {
			const page = await ask(server.url, path);
			expect(page.body).not.toContain('name="publicName"');
			expect(faults({ ...page, status: 422 }, path, undefined)).toEqual([]);
			const sent = await ask(server.url, path, { form: { publicName: 'Fougère', capacity: 'juror' } });
			expect(sent.status).toBe(422);
			expect(faults(sent, path, undefined)).toEqual([]);
		}
	});

	test('a body that is too large, or that is no form, is refused without a stack', async () => {
		const cookie = world.people.juror.cookie;
		const path = `/main/${world.places.own.gathering}?/act`;
		const form = 'application/x-www-form-urlencoded';
		const sent: [string, string | Buffer, number[]][] = [
			[form, `text=${'a'.repeat(600_000)}`, [413]],
			[`multipart/form-data; boundary=${boundary}`, `--${boundary}\r\nContent-Disposition: form-data; name="text"\r\n\r\n${'a'.repeat(600_000)}\r\n--${boundary}--\r\n`, [413]],
			['multipart/form-data', 'no boundary', [400]],
			[`multipart/form-data; boundary=${boundary}`, 'not a part', [400]],
			['application/json', '{"step":"vote"}', [400, 415]],
			['text/plain', 'step=vote', [400, 415]],
			[form, Buffer.from([0xff, 0xfe, 0x3d, 0x80]), [400]],
			[form, '%%%=%zz&&&', [400]]
		];
		const answers = await Promise.all(
			['/langue', '/connexion', path].flatMap((door) =>
				sent.map(async ([type, body, expected]) => {
					const answer = await ask(server.url, door, { cookie, raw: { type, body }, from: from() });
					const isFine = expected.includes(answer.status) || (expected.includes(400) && [303, 422].includes(answer.status));
					return isFine && !/node_modules|\n\s+at /.test(answer.body) ? [] : [`${door} ${type} ${String(body).slice(0, 30)}: ${answer.status}`];
				})
			)
		);
		expect(answers.flat()).toEqual([]);
		expect(complaints()).toEqual([]);
	});

	test('strange addresses are not found, and break nothing', async () => {
		const strange = [
			'/main/__proto__',
			'/main/%00',
			'/console/..%2f..%2fetc',
			`/console/${world.places.own.gathering}?etape=__proto__`,
			`/main/${world.places.own.gathering}?etape=constructor`,
			'/mur/%E0%A4%A',
			'/mur/%00',
			'/r/%00',
			'/invitation/%00',
			`/compte-rendu/${world.places.own.gathering}/__proto__`,
			`/compte-rendu/${world.places.own.gathering}/%2e%2e%2f`,
			'/connexion?retour=%00',
			'/projets/%ff',
			'//ailleurs.invalid/',
			'/\\ailleurs.invalid'
		];
		for (const path of strange)
			for (const role of ['public', 'juror', 'administrator'] as const) {
				const { status, location } = await ask(server.url, path, { cookie: world.people[role].cookie });
				expect(`${path} ${role} ${status}`).toMatch(/ (200|303|307|308|400|403|404)$/);
				expect(location).not.toMatch(/^(\/\/|\/\\|https?:\/\/(?!localhost))/);
			}
		expect(complaints()).toEqual([]);
	});

	test('nothing secret reaches the log', () => {
		const secrets = [
			...Object.values(world.places).flatMap(({ wall, join: link, invitation }) => [wall, link, invitation]),
			...Object.values(world.people).flatMap(({ cookie }) => (cookie ? [cookie.split('=')[1]!] : [])),
			'onerror=alert',
			'une longue phrase de passe',
			'Aubépine'
		];
		const log = server.logs.join('\n');
		expect(log).toContain('"path":"/r/…"');
		for (const secret of secrets) expect(log.includes(secret), secret).toBe(false);
	});
});
