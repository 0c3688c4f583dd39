import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../world/server.ts';
import { ask, hangUp, type Answer } from './client.ts';
import { build, type World } from './world.ts';
import { matrix, type Row } from './matrix.ts';

let world: World;
let server: RunningServer;
let behindProxy: RunningServer;
const origin = 'https://atelier.exemple.invalid';

beforeAll(async () => {
	world = await build();
	const databaseUrl = process.env.DATABASE_URL!;
	[server, behindProxy] = await Promise.all([startServer({ databaseUrl }), startServer({ databaseUrl, env: { ORIGIN: origin, TRUST_PROXY: '1' } })]);
}, 180_000);

afterAll(async () => {
	hangUp();
	await Promise.all([server?.stop(), behindProxy?.stop()]);
});

const pathTo = (door: string, row: Row) =>
	door
		.replace(/^[A-Z]+ /, '')
		.replace('[project]', world.places.own.project)
		.replace('[gathering]', world.places.own.gathering)
		.replace('[seat]', world.places.own.seat)
		.replace('[file]', door.includes('/heures/') ? 'heures.csv' : 'compte-rendu.html')
		.replace('[code]', 'M99')
		.replace('[slug]', 'a-table-nulle-part')
		.replace('[token]', row.token ? world.places.own[row.token] : '');

/** Every door as somebody who is let in, as somebody who is not, and what is nowhere. */
const asked = () =>
	Object.entries(matrix)
		.filter(([door]) => /^(GET|POST)/.test(door))
		.flatMap(([door, row]) => [world.people.administrator.cookie, world.people.juror.cookie, ''].map((cookie) => ({ door, path: pathTo(door, row), cookie })))
		.concat([{ door: 'GET nowhere', path: '/nulle-part', cookie: '' }]);

const nonceOf = ({ headers }: Answer) => /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1];

function weak(door: string, { status, headers, body }: Answer): string[] {
	const wrong: string[] = [];
	if (headers['x-content-type-options'] !== 'nosniff') wrong.push('nosniff');
	if (headers['referrer-policy'] !== 'same-origin') wrong.push('referrer-policy');
	if (headers['cross-origin-resource-policy'] !== 'same-origin') wrong.push('cross-origin-resource-policy');
	if (!String(headers['permissions-policy']).includes('camera=()')) wrong.push('permissions-policy');
	if ('x-powered-by' in headers || 'server' in headers) wrong.push('says what it is made of');
	if (!/no-store|private|no-cache/.test(String(headers['cache-control'])) && !door.startsWith('POST') && status !== 303) wrong.push(`cache-control ${headers['cache-control']}`);
	if (String(headers['content-type']).startsWith('text/html') && !('content-disposition' in headers)) {
		const csp = String(headers['content-security-policy']);
		const script = /script-src ([^;]*)/.exec(csp)?.[1] ?? '';
		const nonce = nonceOf({ status, headers, body, location: '' });
		if (body.includes('<script') && (!nonce || Buffer.from(nonce, 'base64').length < 16)) wrong.push(`nonce ${nonce}`);
		if (/unsafe-inline|unsafe-eval|\*|http/.test(script)) wrong.push(`script-src ${script}`);
		for (const directive of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'"]) if (!csp.includes(directive)) wrong.push(`no ${directive}`);
		if ([...body.matchAll(/<script\b([^>]*)>/g)].some(([, attributes]) => !attributes!.includes(`nonce="${nonce}"`) && !attributes!.includes('type="application/json"'))) wrong.push('a script without its nonce');
		if ([...body.matchAll(/<style\b([^>]*)>/g)].some(([, attributes]) => !attributes!.includes(`nonce="${nonce}"`))) wrong.push('a style without its nonce');
		if (/style-src [^;]*unsafe-inline/.test(csp)) wrong.push('styles of anybody');
		if (/\son[a-z]+="/.test(body.replace(/<script.*?<\/script>/gs, ''))) wrong.push('a handler in the markup');
	}
	return wrong;
}

describe('what every answer carries', () => {
	test('the protective headers, and a policy for scripts with a nonce of its own', { timeout: 180_000 }, async () => {
		const wrong: string[] = [];
		const nonces: string[] = [];
		const queue = asked().values();
		const work = async () => {
			for (const { door, path, cookie } of queue) {
				// a form is sent from another site here: whoever refuses it is protected too
				const answer = await ask(server.url, path, { method: door.startsWith('POST') ? 'POST' : 'GET', cookie, origin: 'https://ailleurs.invalid' });
				const nonce = nonceOf(answer);
				if (nonce) nonces.push(nonce);
				for (const fault of weak(door, answer)) wrong.push(`${door} ${answer.status}: ${fault}`);
			}
		};
		await Promise.all([work(), work(), work(), work()]);
		expect([...new Set(wrong)]).toEqual([]);
		expect(nonces.length).toBeGreaterThan(20);
		expect(new Set(nonces).size).toBe(nonces.length);
	});

	test('[JU164] how a browser is read follows it to every page but those of a room', async () => {
		const cookie = 'confort=150%20high';
		const read = async (path: string) => (await ask(server.url, path, { cookie })).body.includes('<html data-text="150" data-contrast="high" lang="fr">');
		expect(await Promise.all(['/retour', '/rejoindre', '/jure', '/public/a-table-nulle-part', '/mur/inconnu'].map(read))).toEqual([true, true, true, true, false]);
	});

	test('cookies that scripts cannot read; Secure and __Host- where the address is https, and only there', async () => {
		const form = { publicName: 'Fougère', capacity: 'juror' };
		const cookiesOf = ({ headers }: Answer) => [headers['set-cookie'] ?? []].flat();
		const plain = cookiesOf(await ask(server.url, `/r/${world.places.own.join}`, { form }));
		expect(plain.length).toBeGreaterThan(0);
		for (const cookie of plain) {
			expect(cookie).toMatch(/; HttpOnly/i);
			expect(cookie).toMatch(/; SameSite=Lax/i);
			expect(cookie).not.toMatch(/; Secure|__Host-/i);
		}
		const safe = cookiesOf(
			await ask(behindProxy.url, `/r/${world.places.own.join}`, { form, origin, headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.0.0.7' } })
		);
		expect(safe.length).toBeGreaterThan(0);
		for (const cookie of safe) {
			expect(cookie).toMatch(/^__Host-/);
			expect(cookie).toMatch(/; Secure/i);
			expect(cookie).toMatch(/; HttpOnly/i);
			expect(cookie).toMatch(/; Path=\//i);
			expect(cookie).not.toMatch(/; Domain/i);
		}
		const { headers } = await ask(behindProxy.url, '/', {});
		expect(headers['strict-transport-security']).toContain('max-age=63072000');
		expect((await ask(server.url, '/')).headers['strict-transport-security']).toBeUndefined();
	});

	test('nothing of the project’s own files is served', async () => {
		for (const path of ['/.git/config', '/.env', '/package.json', '/src/hooks.server.ts', '/server/main.ts', '/data/keys', '/_app/../package.json', '/_app/%2e%2e/%2e%2e/package.json', '/build/index.js', '/.svelte-kit/output/server/index.js'])
			expect(`${path} ${(await ask(server.url, path)).status}`).toMatch(/ (404|400)$/);
	});
});
