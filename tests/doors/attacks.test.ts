import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database, driver, inTransaction } from '../../src/lib/db/server/database.ts';
import * as gatherings from '../../src/lib/gatherings/server/gatherings.ts';
import * as seats from '../../src/lib/gatherings/server/seats.ts';
import { carry, readForm } from '../../src/lib/gatherings/server/stepActs.ts';
import { hashPassword } from '../../src/lib/people/server/passwords.ts';
import * as accounts from '../../src/lib/people/server/accounts.ts';
import * as authorities from '../../src/lib/people/server/authorities.ts';
import * as memberships from '../../src/lib/projects/server/memberships.ts';
import { stepServers } from '../../src/lib/workshop/server/steps.ts';
import { startServer, type RunningServer } from '../world/server.ts';
import { act, ask, hangUp } from './client.ts';
import { build, must, type World } from './world.ts';

const markup = '<script>alert(1)</script><img src=x onerror=alert(1)>';
const password = 'une bien longue phrase de passe';

let world: World;
let server: RunningServer;

beforeAll(async () => {
	world = await build();
	server = await startServer({ databaseUrl: process.env.DATABASE_URL!, env: { LOG_LEVEL: 'info' } });
}, 180_000);

afterAll(async () => {
	hangUp();
	await server?.stop();
});

const desk = (name: string, form: Record<string, string>, cookie = world.people.facilitator.cookie) =>
	act(server.url, `/console/${world.places.own.gathering}?/${name}`, { cookie, form });

async function joined(link: string, publicName: string, from = 1) {
	const answer = await ask(server.url, `/r/${link}`, { form: { publicName, capacity: 'juror' }, from });
	const cookie = [answer.headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0]!);
	return { ...answer, cookie: cookie.filter((one) => one.startsWith('place-')).join('; '), all: cookie };
}

const seatsOf = async (gathering: string) => seats.ofGathering(await database(), gathering as never);

/** What the server answers to bytes that no browser sends. */
const raw = (text: string): Promise<string> =>
	new Promise((said, failed) => {
		let answer = '';
		const socket = connect({ host: '127.0.0.1', port: server.port }, () => socket.write(text));
		socket.on('data', (chunk) => (answer += chunk.toString()));
		socket.on('close', () => said(answer));
		socket.on('error', failed);
	});

describe('an attacker', () => {
	test('moves nobody of another workshop by a forged id', async () => {
		const before = await seatsOf(world.places.foreign.gathering);
		const [theirs] = before;
		for (const [name, form] of [
			['admit', { seat: theirs!.id }],
			['expel', { seat: theirs!.id, sure: 'yes' }],
			['merge', { seat: theirs!.id, into: world.seats.juror }],
			['merge', { seat: world.seats.juror, into: theirs!.id }],
			['reissue', { seat: theirs!.id }],
			['lower', { seat: theirs!.id }]
		] as const)
			expect(`${name} ${(await desk(name, form)).said}`).toContain('seat-unknown');
		expect(await seatsOf(world.places.foreign.gathering)).toEqual(before);
	});

	test('lets nobody in at the place of a member of another project', async () => {
		const [theirs] = await memberships.ofProject(await database(), { ...world.mandate, ...(await gatherings.read(await database(), world.places.foreign.gathering as never)) });
		const came = await joined(world.places.own.join, 'Camille Roux');
		expect(came.status).toBe(303);
		const mine = (await seatsOf(world.places.own.gathering)).at(-1)!;
		await desk('admit', { seat: mine.id, place: theirs!.membershipId });
		const after = (await seatsOf(world.places.own.gathering)).find(({ id }) => id === mine.id)!;
		expect(after.membershipId).not.toBe(theirs!.membershipId);
	});

	test('withdraws and renews no place of another project', async () => {
		const row = await gatherings.read(await database(), world.places.foreign.gathering as never);
		const all = await memberships.ofProject(await database(), row);
		for (const { membershipId } of all)
			for (const name of ['retirer', 'relancer']) {
				const { said } = await act(server.url, `/projets/${world.places.own.project}?/${name}`, { cookie: world.people.administrator.cookie, form: { membership: membershipId } });
				expect(said).toContain('membership-unknown');
			}
		expect(await memberships.ofProject(await database(), row)).toEqual(all);
	});

	test('types for nobody but a seat on paper of the own workshop', async () => {
		await act(server.url, `/console/${world.places.foreign.gathering}?/paper`, { cookie: world.people.stranger.cookie, form: { publicName: 'Aubépine', capacity: 'juror' } });
		const theirs = (await seatsOf(world.places.foreign.gathering)).find(({ isOnPaper }) => isOnPaper)!;
		for (const seat of [theirs.id, world.seats.juror, world.seats.waiting, randomUUID(), "' or true --"])
			expect((await desk('act', { step: 'closing', act: 'leave', usefulness: '5', word: 'merci', hours: '', for: seat })).said).toContain('seat-not-on-paper');
	});

	test('writes nothing with a seat that was expelled while the act was on its way', async () => {
		const came = await joined(world.places.own.join, 'Églantine');
		expect(came.status).toBe(303);
		const row = (await seatsOf(world.places.own.gathering)).at(-1)!;
		await inTransaction(async (tx) => must(await seats.admit(tx, world.facilitator, { seatId: row.id }, new Date())));
		const token = came.cookie.split('=')[1]!;
		const read = must(await seats.byDevice(await database(), world.facilitator.gatheringId, token, new Date()));
		await inTransaction(async (tx) => must(await seats.expel(tx, world.facilitator, row.id, new Date())));
		const form = new FormData();
		for (const [name, value] of Object.entries({ step: 'closing', act: 'leave', usefulness: '5', word: 'trop tard', hours: '' })) form.set(name, value);
		expect(await carry(stepServers, readForm(form), { seat: read }, new Date())).toMatchObject({ accepted: false, reason: 'seat-expelled' });
	});

	test('whom no room let in, or whom one sent out, comes into the next workshop with the code of the first only as far as its door', async () => {
		const query = await database();
		const { project } = world.places.own;
		const { authorityId, projectId } = await gatherings.read(query, world.facilitator.gatheringId);
		expect(projectId).toBe(project);
		const codeOf = async (name: string) => {
			const token = (await gatherings.read(query, world.facilitator.gatheringId)).joinToken;
			const came = await inTransaction((tx) => seats.join(tx, { by: { token }, publicName: name, capacity: 'juror', address: '127.0.1.9' }, new Date()));
			return must(came);
		};
		const [never, out] = [await codeOf('Jamais admise'), await codeOf('Sortie')];
		await inTransaction(async (tx) => must(await seats.admit(tx, world.facilitator, { seatId: out.seatId, place: 'another-person' }, new Date())));
		await inTransaction(async (tx) => must(await seats.expel(tx, world.facilitator, out.seatId, new Date())));
		const row = await gatherings.read(query, world.facilitator.gatheringId);
		const next = must(await inTransaction((tx) => gatherings.create(tx, { authorityId, projectId, kind: 'workshop', title: 'La suite', startsAt: new Date(), agenda: row.agenda, actor: 'system' }, new Date())));
		const enter = (code: string) => inTransaction((tx) => seats.enterByReentry(tx, { code, address: '127.0.1.9', gatheringId: next }, new Date()));
		expect(await enter(never.reentryCode!)).toMatchObject({ accepted: true, value: { state: 'waiting' } });
		expect(await enter(out.reentryCode!)).toEqual({ accepted: false, reason: 'seat-expelled' });
	});

	test('a flood of fields, of accents or of words in the address costs the server nothing', { timeout: 180_000 }, async () => {
		const gathering = `/console/${world.places.own.gathering}`;
		const many = Array.from({ length: 100_000 }, (_, index): [string, string] => [`f${index}`, '1']);
		const accents = `e${'\u0301'.repeat(60_000)}`;
		const attacks: (() => Promise<{ readonly status: number }>)[] = [
			() => ask(server.url, `${gathering}?/act`, { cookie: world.people.facilitator.cookie, form: many }),
			() => ask(server.url, `/r/${world.places.own.join}`, { form: { publicName: accents, capacity: 'juror' } }),
			() => ask(server.url, `/connexion`, { form: { email: accents, password: accents } }),
			() => ask(server.url, `/retour`, { form: { code: accents } }),
			() => ask(server.url, `/rejoindre`, { form: { code: accents } }),
			() => ask(server.url, `${gathering}?/act`, { cookie: world.people.facilitator.cookie, form: { step: 'closing', act: 'leave', word: accents, usefulness: '5', hours: accents, for: accents } }),
			() => ask(server.url, `/connexion?retour=${encodeURIComponent('中'.repeat(1_000))}`),
			() => ask(server.url, `/langue?${'a=b&'.repeat(3_000)}`)
		];
		for (const attack of attacks) {
			const answers = await Promise.all([attack(), attack()]);
			expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
			// somebody else asks at the same moment, and is answered
			const [, calm] = await Promise.all([attack(), ask(server.url, '/healthz', { from: 2 })]);
			expect(calm.status).toBe(200);
		}
	});

	test('no odd day, odd address or odd name of an action ends in an error of ours', { timeout: 180_000 }, async () => {
		const days = ['2027-02-30', '9999-99-99', '0000-00-00', '+275760-09-14', '-1', '2027-03-13T99:99', '\u0000', '99999999999999999999', 'NaN', '中'];
		const project = `/projets/${world.places.own.project}`;
		const odd: string[] = [];
		const see = async (what: string, answer: Promise<{ readonly status: number }>) => {
			const { status } = await answer;
			if (status >= 500) odd.push(`${what}: ${status}`);
		};
		const { cookie } = world.people.administrator;
		for (const day of days) {
			await see(`atelier ${day}`, ask(server.url, `${project}?/atelier`, { cookie, form: { title: 'X', place: 'Y', day, time: '09:00' } }));
			await see(`atelier at ${day}`, ask(server.url, `${project}?/atelier`, { cookie, form: { title: 'X', place: 'Y', day: '2027-03-13', time: day } }));
			await see(`inviter ${day}`, ask(server.url, `${project}?/inviter`, { cookie, form: { name: 'Zoé', email: 'zoe@exemple.fr', capacity: 'reservist', from: day, to: day, lentBy: 'X', facilitates: 'on' } }));
			const onDesk = { cookie: world.people.facilitator.cookie };
			await see(`closing ${day}`, ask(server.url, `/console/${world.places.own.gathering}?/act`, { ...onDesk, form: { step: 'closing', act: 'write-closing', body: 'X', bodyOn: day, on1: day, what1: 'Y' } }));
			await see(`consent ${day}`, ask(server.url, `/console/${world.places.own.gathering}?/act`, { ...onDesk, form: { step: 'consent', act: 'keep-on-record', answerDueOn: day } }));
		}
		for (const address of ['/connexion?retour=%E4%B8%AD', '/connexion?retour=%00', '/connexion?retour=//x', '/?langue=%FF', '/connexion?/default', '/connexion?/__proto__', '/connexion?/constructor', '/rejoindre?/default', '/retour?/default', `${project}?/toString`, '/langue?retour=%E2%80%A8', '/main/x?etape=%E4%B8%AD', '/connexion?%', '/?/', '/connexion?__proto__=1']) {
			await see(`GET ${address}`, ask(server.url, address, { cookie }));
			await see(`POST ${address}`, ask(server.url, address, { cookie, form: { retour: '/中', code: '中', langue: '中', email: 'é@é.fr', password: 'x' } }));
		}
		expect(odd).toEqual([]);
	});

	test('gets one outcome after another from ten admissions and ten expulsions at once', async () => {
		expect((await joined(world.places.own.join, 'Genêt')).status).toBe(303);
		const { id } = (await seatsOf(world.places.own.gathering)).at(-1)!;
		const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? desk('admit', { seat: id }) : desk('expel', { seat: id, sure: 'yes' }))));
		expect(answers.every(({ status }) => status === 200 || status === 422)).toBe(true);
		const done = (turn: number) => answers.filter(({ status }, index) => index % 2 === turn && status === 200).length;
		// one that was expelled may be let in again (GA17): they alternate, none is lost and none counts twice
		expect(Math.abs(done(1) - done(0))).toBeLessThanOrEqual(1);
		const told = (await (await driver())`select act, count(*)::int as count from journal_entries where about ->> 'seat' = ${id} and act in ('seat-admitted', 'seat-expelled') group by act`) as unknown as { act: string; count: number }[];
		expect(Object.fromEntries(told.map(({ act, count }) => [act, count]))).toEqual({ 'seat-admitted': done(1), 'seat-expelled': done(0) });
	});

	test('who guesses codes is stopped, and the room behind the same address still comes in by its link', { timeout: 180_000 }, async () => {
		const guesses = await Promise.all(Array.from({ length: 70 }, () => act(server.url, '/retour', { form: { code: 'BBBB-CCCC-DDDD' }, from: 77 })));
		expect(guesses.filter(({ status }) => status === 429).length).toBe(20);
		const codes = await Promise.all(Array.from({ length: 70 }, () => act(server.url, '/rejoindre', { form: { code: 'BCDFGH' }, from: 77 })));
		expect(codes.filter(({ status }) => status === 429).length).toBe(20);
		// a forged address of a proxy that is not there changes nothing
		const forged = await act(server.url, '/retour', { form: { code: 'BBBB-CCCC-DDDD' }, from: 77, headers: { 'x-forwarded-for': '10.0.0.9', 'x-eclaireurs-address': '10.0.0.9' } });
		expect(forged.status).toBe(429);
		for (let index = 0; index < 60; index++) await ask(server.url, `/r/${'z'.repeat(32)}`, { from: 77 });
		const room = await Promise.all(Array.from({ length: 60 }, (_, index) => joined(world.places.sibling.join, `Juré ${index}`, 77)));
		expect(room.map(({ status }) => status)).toEqual(Array.from({ length: 60 }, () => 303));
	});

	test('who guesses a password is stopped, and learns nothing of who has an account', { timeout: 180_000 }, async () => {
		await inTransaction(async (tx) => {
			const authorityId = await authorities.create(tx, { name: 'Ville', timeZone: 'Europe/Paris' }, new Date());
			must(await accounts.create(tx, { authorityId, name: 'Noa', email: 'noa@exemple.invalid', passwordHash: await hashPassword(password) }, new Date()));
		});
		const wrong = await Promise.all(['noa@exemple.invalid', 'personne@exemple.invalid'].map((email) => act(server.url, '/connexion', { form: { email, password: 'mauvais' }, from: 78 })));
		expect(wrong[0]!.said.replace('noa@', '')).toBe(wrong[1]!.said.replace('personne@', ''));
		for (let index = 0; index < 5; index++) await act(server.url, '/connexion', { form: { email: 'noa@exemple.invalid', password: `mauvais ${index}` }, from: 79 });
		expect((await act(server.url, '/connexion', { form: { email: 'noa@exemple.invalid', password }, from: 79 })).status).toBe(429);
		const planted = 'eclaireurs=abcdefghijklmnopqrstuvwxyz234567';
		const { headers, location } = await ask(server.url, '/connexion', { form: { email: 'noa@exemple.invalid', password, retour: '//ailleurs.invalid' }, cookie: planted, from: 80 });
		expect(location).toBe('/projets');
		const [given] = [headers['set-cookie'] ?? []].flat().filter((one) => one.startsWith('eclaireurs='));
		expect(given).toMatch(/^eclaireurs=[a-z2-7]{32};.*HttpOnly.*SameSite=Lax/i);
		expect(given).not.toContain('abcdefghijklmnop');
	});

	test('leads nobody to another site after the login or a change of language', async () => {
		for (const to of ['//ailleurs.invalid', '/\\ailleurs.invalid', 'https://ailleurs.invalid', '/\t/ailleurs.invalid', 'javascript:alert(1)', '/%0d%0aSet-Cookie:a=b', ' //ailleurs.invalid', '///ailleurs.invalid']) {
			const { location, headers } = await ask(server.url, '/langue', { form: { langue: 'fr', retour: to } });
			expect(new URL(location, server.url).origin).toBe(server.url);
			expect(String(headers['set-cookie'])).not.toContain('a=b');
			const page = await ask(server.url, `/connexion?retour=${encodeURIComponent(to)}`, { cookie: world.people.administrator.cookie });
			expect(new URL(page.location, server.url).origin).toBe(server.url);
		}
	});

	test('takes nobody’s account over with an invitation to their address', async () => {
		const { said } = await act(server.url, `/projets/${world.places.own.project}?/inviter`, {
			cookie: world.people.administrator.cookie,
			form: { name: 'Dominique', email: 'dominique@ailleurs.invalid', capacity: 'prescriber' }
		});
		const token = /\/invitation\/([a-z2-7]{32})/.exec(said)![1]!;
		const anonymous = await act(server.url, `/invitation/${token}`, { form: { password } });
		expect(anonymous.said).toContain('invitation-needs-login');
		const another = await act(server.url, `/invitation/${token}`, { cookie: world.people.buyer.cookie, form: {} });
		expect(another.said).toContain('invitation-for-another-account');
	});

	test('[GA33] gives nobody the template or the workshop of another authority, whichever form names it', async () => {
		const { own, foreign } = world.places;
		const { cookie } = world.people.administrator;
		const copied = await act(server.url, '/modeles?/dupliquer', { cookie, form: { template: foreign.template } });
		expect(copied.said).toContain('template-unknown');
		const theirs = (await gatherings.read(await database(), foreign.gathering as never)).authorityId;
		for (const form of [{ authority: theirs, template: 'demi-journee' }, { authority: randomUUID(), template: 'demi-journee' }]) expect((await ask(server.url, '/modeles?/dupliquer', { cookie, form })).status).toBe(403);
		expect((await ask(server.url, '/modeles?/importer', { cookie, form: { authority: theirs, text: '{}' } })).status).toBe(403);
		const project = `/projets/${own.project}`;
		const workshop = { title: 'X', place: '', day: '2037-03-13', time: '09:00' };
		expect((await act(server.url, `${project}?/atelier`, { cookie, form: { ...workshop, template: foreign.template } })).said).toContain('template-unknown');
		for (const gathering of [foreign.gathering, world.places.neighbour.gathering]) {
			expect((await act(server.url, `${project}?/dupliquer`, { cookie, form: { ...workshop, gathering, scenarios: 'on', draft: 'on' } })).said).toContain('gathering-unknown');
			expect((await act(server.url, `${project}?/modele`, { cookie, form: { gathering } })).said).toContain('gathering-unknown');
		}
		// the minutes that a workshop took are told to who may run it alone
		const page = await ask(server.url, `/modeles/${own.template}?apres=${foreign.gathering}`, { cookie });
		expect(page.status).toBe(200);
		expect(page.body).not.toContain('La dernière fois');
	});

	test('[GA35] reads no file that is larger than a template may be, and answers in a sentence', async () => {
		const boundary = '----FormBoundary7MA4YWxkTrZu0gW';
		const send = (content: string) =>
			ask(server.url, '/modeles?/importer', {
				cookie: world.people.administrator.cookie,
				raw: { type: `multipart/form-data; boundary=${boundary}`, body: `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\nContent-Type: application/json\r\n\r\n${content}\r\n--${boundary}--\r\n` }
			});
		const large = await send('['.repeat(70 * 1024));
		expect(large.status).toBe(422);
		expect(large.body).toContain('Ce fichier est trop gros pour un modèle');
		expect((await send('['.repeat(60 * 1024))).body).toContain('Ce fichier n’a pas pu être lu.');
	});

	test('puts no markup into a page, the record or its files, and no name into their headers', async () => {
		const { gathering } = world.places.own;
		await desk('paper', { publicName: `Zoé ${markup}`.slice(0, 60), capacity: 'juror' });
		await desk('act', { step: 'vote', act: 'write-scenario', code: 'F', name: markup, idea: markup, facts: `${markup} : ${markup}` });
		await desk('act', { step: 'closing', act: 'write-closing', body: markup, bodyOn: '2030-01-01', on1: '2030-01-02', what1: markup, on2: '', what2: '', on3: '', what3: '' });
		for (const path of [`/console/${gathering}`, `/compte-rendu/${gathering}`, `/compte-rendu/${gathering}/compte-rendu.html`, `/mur/${world.places.own.wall}`]) {
			const { body, status, headers } = await ask(server.url, path, { cookie: world.people.facilitator.cookie });
			expect(`${path} ${status}`).toBe(`${path} 200`);
			expect(body).not.toMatch(/<script>alert|<img src=x/);
			if (path.endsWith('.html')) {
				expect(body).toContain('&lt;script&gt;alert');
				expect(headers['content-disposition']).toBe('attachment; filename="compte-rendu.html"');
			}
		}
	});

	test('reads no result before the close, in the record or in its files', async () => {
		const { gathering } = world.places.own;
		const { cookie } = world.people.juror;
		const { body } = await ask(server.url, `/compte-rendu/${gathering}/compte-rendu.json`, { cookie });
		expect(JSON.parse(body)).toMatchObject({ vote: { result: null } });
		expect((await ask(server.url, `/compte-rendu/${gathering}/depouillement.json`, { cookie })).status).toBe(404);
	});

	test('breaks neither the server nor its log with a request that is none', async () => {
		const head = 'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: http://x\r\n';
		for (const host of ['[', 'a b', '%%', ':::', '', 'x'.repeat(300)]) {
			expect(await raw(`GET /boards/${world.places.own.board} HTTP/1.1\r\nHost: ${host}\r\n${head}\r\n`)).toMatch(/^HTTP\/1\.1 40[03]/);
			expect(await raw(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).not.toMatch(/^HTTP\/1\.1 5/);
		}
		for (const target of ['//', '*', 'http://[/', '/%0d%0a{"level":60}', '/\u0000'])
			expect(await raw(`GET ${target} HTTP/1.1\r\nHost: localhost:${server.port}\r\nConnection: close\r\n\r\n`)).not.toMatch(/^HTTP\/1\.1 5/);
		expect((await ask(server.url, '/healthz')).status).toBe(200);
		for (const line of server.logs.filter((one) => one.startsWith('{'))) expect(() => JSON.parse(line)).not.toThrow();
		expect(server.logs.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
	});
});
