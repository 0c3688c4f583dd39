// What a workshop makes public: read by anybody while it is, by nobody before nor after, and without a name.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database } from '../../src/lib/db/server/database.ts';
import * as gatherings from '../../src/lib/gatherings/server/gatherings.ts';
import type { AccountFacts } from '../../src/lib/people/rules/accounts.ts';
import * as accounts from '../../src/lib/people/server/accounts.ts';
import { load, type Loaded } from '../../src/lib/workshop/server/example.ts';
import { operators } from '../../src/lib/workshop/server/example/canvas.ts';
import inputs from '../../src/lib/workshop/server/example/seats.json' with { type: 'json' };
import { startServer, type RunningServer } from '../world/server.ts';
import { ask, hangUp } from './client.ts';

let loaded: Loaded;
let server: RunningServer;
let reservist: string;

beforeAll(async () => {
	loaded = await load();
	const account = (await accounts.read(await database(), loaded.accountId)) as AccountFacts;
	reservist = `eclaireurs=${(await accounts.beginSession(account, new Date())).token}`;
	server = await startServer({ databaseUrl: process.env.DATABASE_URL! });
}, 180_000);

afterAll(async () => {
	hangUp();
	await server?.stop();
});

const page = () => `/compte-rendu/${loaded.finished}/publication`;
const asReservist = (path: string, form?: Record<string, string> | [string, string][]) => ask(server.url, path, { cookie: reservist, ...(form && { form: form as Record<string, string> }) });
const addressIn = (body: string) => /\/public\/([a-z0-9-]+)/.exec(body)?.[1];
const names = [...operators.map(({ name }) => name), ...inputs.seats.map(({ publicName, name }) => publicName ?? name!)];
const text = (body: string) => body.replace(/<script\b[^>]*>.*?<\/script>/gs, '').replace(/<[^>]+>/g, ' ');
const all = ['attendance', 'landscape', 'proposal', 'amendments', 'scenarios', 'matrix', 'vote', 'consent', 'sketch', 'canvas', 'words'];

describe('a public record', () => {
	test('[MO273] [MO274] [MO275] is previewed without a name, published, read by a stranger, corrected and withdrawn', { timeout: 180_000 }, async () => {
		const before = await asReservist(page());
		expect(before.status).toBe(200);
		expect(addressIn(before.body)).toBeUndefined();
		expect(before.body).toContain('noindex');

		const preview = await asReservist(`${page()}?apercu=oui&${all.map((one) => `partie=${one}`).join('&')}`);
		// the header of the page names whoever is logged in, and nobody else
		const frame = preview.body.split('id="apercu"')[1]!;
		expect(frame).toContain('[entreprise]');
		for (const name of names) expect(frame, name).not.toMatch(new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u'));

		expect((await asReservist(`${page()}?/publier`, [['partie', 'nothing']])).status).toBe(422);
		expect((await ask(server.url, `${page()}?/publier`, { form: { partie: 'vote' } })).location).toMatch(/^\/connexion/);
		const published = await asReservist(`${page()}?/publier`, all.map((one): [string, string] => ['partie', one]));
		expect(published.status).toBe(200);
		const slug = addressIn((await asReservist(page())).body)!;
		const read = (file = '') => ask(server.url, `/public/${slug}${file}`);

		const told = await read();
		expect(told.status).toBe(200);
		expect(told.body).not.toContain('noindex');
		// kept for seconds, by language; what only some may read, and what leaves as a file, is kept nowhere
		expect(told.headers).toMatchObject({ 'cache-control': 'public, max-age=2, must-revalidate', vary: expect.stringMatching(/accept-language.*cookie/i) });
		expect(told.headers['set-cookie']).toBeUndefined();
		for (const { headers } of [preview, await read('/compte-rendu.html'), await read('/compte-rendu.json'), await asReservist(page())]) expect(headers['cache-control']).toMatch(/^private, no-(cache|store)/);
		// what the preview showed, to the letter
		const article = (body: string) => /<article.*?<\/article>/s.exec(body)![0].replace(/<p class="colophon.*$/s, '').replace(/<!--.*?-->| svelte-\w+/g, '');
		expect(article(told.body)).toBe(article(preview.body));
		const files = [await read('/compte-rendu.html'), await read('/compte-rendu.json'), await read('/__data.json')];
		for (const { status, body } of [told, ...files]) {
			expect(status).toBe(200);
			// a juror may bear the name of a school
			for (const name of names) expect(body, name).not.toMatch(new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'u'));
			for (const id of [loaded.finished, loaded.projectId]) expect(body).not.toContain(id);
		}
		expect(text(told.body)).toContain('Combien de jours entre récolte et assiette ?');
		expect(JSON.parse(files[1]!.body)).toMatchObject({ form: 'eclaireurs/public-record', sections: all });
		expect((await read('/depouillement.json')).status).toBe(404);

		// a name that the team adds is hidden at once, where it is read already
		const project = `/projets/${loaded.projectId}/canevas`;
		expect((await read()).body).toContain('Un collectif de parents');
		expect((await asReservist(`${project}?/masquer`, { name: 'collectif de parents', variants: '' })).status).toBe(200);
		expect((await read()).body).not.toContain('Un collectif de parents');

		await asReservist(`${page()}?/publier`, { partie: 'vote' });
		const less = await read();
		expect(less.body).not.toContain('Combien de jours');
		expect(less.body).toContain('Passable');

		// gone with the very next visit: nothing of it was kept anywhere
		expect((await asReservist(`${page()}?/retirer`, {})).status).toBe(200);
		for (const file of ['', '/compte-rendu.html', '/compte-rendu.json']) {
			const gone = await read(file);
			expect(gone.status).toBe(410);
			expect(gone.headers['cache-control']).toMatch(/^private, no-(cache|store)/);
			expect(gone.body).not.toContain('Passable');
		}
		expect(JSON.stringify((await read('/__data.json')).body)).not.toContain('Passable');
		expect((await asReservist(`${page()}?/retirer`, {})).status).toBe(422);
		await asReservist(`${page()}?/publier`, { partie: 'vote' });
		expect((await read()).status).toBe(200);
	});

	test('the workshop that has not begun publishes nothing', async () => {
		expect((await asReservist(`/compte-rendu/${loaded.ready}/publication?/publier`, { partie: 'vote' })).status).toBe(422);
		const { title } = await gatherings.read(await database(), loaded.ready);
		expect((await asReservist(`/compte-rendu/${loaded.ready}/publication`)).body).toContain(title.split(',')[0]);
	});

	test('[JU3] the ledger leaves as a spreadsheet for who pays, and for nobody else', async () => {
		const file = `/projets/${loaded.projectId}/heures/heures.csv`;
		const csv = await asReservist(file);
		expect(csv.status).toBe(200);
		expect(String(csv.headers['content-type'])).toContain('text/csv');
		expect(csv.body.split('\r\n').filter((line) => line.startsWith('Tilleul'))).toHaveLength(3);
		expect(csv.body).toMatch(/Tilleul;;total;;390;6\sh\s30/);
		expect((await ask(server.url, file)).location).toMatch(/^\/connexion/);
	});
});
