// What nobody should send to the cockpit: a sentence each, and what was typed comes back. And the one page of it that other sites may show.
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database, inTransaction } from '../../src/lib/db/server/database.ts';
import * as accounts from '../../src/lib/people/server/accounts.ts';
import * as authorities from '../../src/lib/people/server/authorities.ts';
import type { Control } from '../../src/lib/cockpit/rules/elements/fields.ts';
import { fieldsOf, kindIds, kindOf, type KindId } from '../../src/lib/cockpit/rules/elements/kinds.ts';
import { digestOf } from '../../src/lib/cockpit/rules/publication.ts';
import * as elements from '../../src/lib/cockpit/server/elements.ts';
import * as publications from '../../src/lib/cockpit/server/publications.ts';
import * as memberships from '../../src/lib/projects/server/memberships.ts';
import { startServer, type RunningServer } from '../world/server.ts';
import { ask, hangUp } from './client.ts';
import { build, must, type World } from './world.ts';

let world: World;
let server: RunningServer;
let doer: elements.Doer;
let indicator: string;

beforeAll(async () => {
	world = await build();
	server = await startServer({ databaseUrl: process.env.DATABASE_URL! });
	const at = new Date();
	const today = await authorities.dayOf(await database(), world.mandate.authorityId, at);
	doer = { ...world.mandate, actor: 'system', at, today };
	indicator = must(await inTransaction((tx) => elements.make(tx, doer, { kind: 'indicator', values: { name: 'Repas', type: 'count' } })));
}, 180_000);

afterAll(async () => {
	hangUp();
	await server?.stop();
});

const cockpit = (path: string) => `/projets/${world.places.own.project}/tableau-de-bord${path}`;
const read = (html: string) =>
	html
		.replace(/<script\b[^>]*>.*?<\/script>/gs, '')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&')
		.replaceAll('\u00a0', ' ');
const ofElement = (kind: string, fields: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) => [
	...Object.entries({ kind, element: '', ...more, ...fields }),
	...Object.keys(fields).map((name): [string, string] => ['fields', name])
];
const boundary = '----FormBoundary7MA4YWxkTrZu0gW';
const aFile = (field: string, name: string, text: string) => ({
	type: `multipart/form-data; boundary=${boundary}`,
	body: `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`
});

const noDay = 'Cette date ne se lit pas, ou n’existe pas.';
const tooLarge = 'Ce montant dépasse cent milliards d’euros.';
const negative = 'Un montant ne peut pas être négatif.';
const noNumber = 'Écrivez un nombre en chiffres';

describe('what nobody should send to the cockpit', () => {
	test('is refused with a sentence at its place, and what was typed comes back', { timeout: 180_000 }, async () => {
		const { element: line, contract } = world.places.own;
		const forms: readonly [path: string, form: readonly (readonly [string, string])[], says: readonly string[], typed: readonly string[]][] = [
			[
				cockpit('/contrats?/ecrire'),
				ofElement('contract', { object: '=1+1', holder: 'Les Paniers', notifiedOn: '30/02/2028', amount: '1000000000000', maximum: '-5' }, { parent: line }),
				[noDay, tooLarge, negative],
				['=1+1', 'Les Paniers', '30/02/2028', '1000000000000', '-5']
			],
			[cockpit('/feuille-de-route?/ecrire'), ofElement('milestone', { what: '=SOMME(A1)', on: '2028-02-30' }, { parent: line }), [noDay], ['=SOMME(A1)', '2028-02-30']],
			[cockpit('/indicateurs?/ecrire'), ofElement('indicator', { name: '=1', baseline: '1e12', targetOn: '2028-13-01' }), [noNumber, noDay], ['=1', '1e12', '2028-13-01']],
			[cockpit(`/indicateurs/${indicator}?/ecrire`), ofElement('measurement', { on: '2028-02-30', value: '=1+1' }, { parent: indicator }), [noDay, noNumber], ['2028-02-30', '=1+1']],
			[cockpit(`/elements/${line}?/ecrire`), ofElement('line', { object: 'Du bon pain' }, { element: line, revision: '1', trueOn: '2028-02-30' }), ['« vrai depuis » ne se lit pas, ou n’existe pas'], ['Du bon pain', '2028-02-30']],
			[
				cockpit(`/publication/contrats/${contract}?/completer`),
				Object.entries({ revision: '1', acheteur: '-5', codeCPV: '=1+1', offresRecues: '1000000000000', tauxAvance: '250', lieuExecution: '62', datePublicationDonnees: '2028-02-30', techniques: 'Concours' }),
				['Un SIRET a quatorze chiffres', 'Un code CPV a huit chiffres', 'Écrivez un nombre entier, à partir de 1.', 'Écrivez un pourcentage, de 0 à 100.', 'Écrivez le code du lieu', noDay],
				['=1+1', '1000000000000', '250', '2028-02-30']
			],
			['/portefeuille/page-publique?/garder', Object.entries({ revision: '0', introduction: 'Nos grandes dépenses', year: '2028', text: '=1+1', amount: '-5' }), [negative], ['Nos grandes dépenses', '=1+1', '-5']],
			['/portefeuille/page-publique?/garder', Object.entries({ revision: '0', year: '2028', text: 'Écoles', amount: '1000000000000' }), [tooLarge], ['Écoles', '1000000000000']]
		];
		const cookies = { team: world.people.buyer.cookie, authority: world.people.administrator.cookie };
		for (const [path, form, says, typed] of forms) {
			const { status, body } = await ask(server.url, path, { cookie: path.startsWith('/portefeuille') ? cookies.authority : cookies.team, form });
			const page = read(body);
			expect([path, status]).toEqual([path, 422]);
			expect([path, says.filter((one) => !page.includes(one))]).toEqual([path, []]);
			expect([path, typed.filter((one) => !page.includes(`value="${one}"`) && !page.includes(`>${one}</textarea>`))]).toEqual([path, []]);
		}
		expect((await elements.ofProject(await database(), doer, doer.today)).map(({ values }) => JSON.stringify(values)).join()).not.toMatch(/=1|=SOMME|Les Paniers/);
	});

	test('an indicator that was taken away meanwhile is told, and what was typed comes back', async () => {
		const gone = must(await inTransaction((tx) => elements.make(tx, doer, { kind: 'indicator', values: { name: 'Ancien', type: 'count' } })));
		must(await inTransaction((tx) => elements.setGone(tx, doer, { element: gone, gone: true, revision: 1 })));
		const { status, body } = await ask(server.url, cockpit(`/indicateurs/${gone}?/ecrire`), { cookie: world.people.buyer.cookie, form: ofElement('indicator', { name: 'Repas chauds' }, { element: gone, revision: '1' }) });
		expect(status).toBe(422);
		expect(read(body)).toContain('Cet élément a été retiré entre-temps.');
		expect(read(body)).toContain('value="Repas chauds"');
	});

	test('a table whose cell begins with « = », and a file of 200 MB that is not read: a sentence', async () => {
		const cookie = world.people.buyer.cookie;
		const series = await ask(server.url, cockpit(`/indicateurs/${indicator}?/importer`), { cookie, raw: aFile('series', 's.csv', 'date;valeur\n2028-01-01;=1+1') });
		expect([series.status, read(series.body)]).toEqual([422, expect.stringMatching(/Ligne 2.*Écrivez un nombre en chiffres/s)]);
		const catalogue = await ask(server.url, cockpit('/indicateurs/catalogue?/apporter'), { cookie, raw: aFile('catalogue', 'c.csv', '=1+1;Type\nA;nombre') });
		expect([catalogue.status, read(catalogue.body)]).toEqual([422, expect.stringContaining('doit nommer ces colonnes')]);

		const { host, port } = new URL(server.url);
		const begun = (path: string) =>
			new Promise<{ status: number; body: string }>((answered, failed) => {
				const sent = request(
					{ host: '127.0.0.1', port, method: 'POST', path, headers: { host, cookie, origin: server.url, accept: 'text/html', 'accept-language': 'fr', 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': 200_000_000 } },
					(response) => {
						let body = '';
						response.on('data', (chunk: Buffer) => (body += chunk.toString()));
						response.on('end', () => (sent.destroy(), answered({ status: response.statusCode ?? 0, body })));
					}
				);
				sent.on('error', failed);
				sent.write(`--${boundary}\r\n`);
			});
		for (const path of ['/indicateurs/catalogue?/apporter', `/indicateurs/${indicator}?/importer`, '/publication/contrats?/lire']) {
			const { status, body } = await begun(cockpit(path));
			expect([path, status, read(body)]).toEqual([path, 413, expect.stringContaining('trop lourd')]);
		}
	});
});

describe('the page of a cockpit that other sites may show', () => {
	test('[CO108] is framed by anybody and runs nothing; the public page itself is framed by nobody', async () => {
		const content = await publications.contentNow(await database(), doer, doer.today);
		const { slug } = must(await inTransaction((tx) => publications.publish(tx, doer, digestOf(content))));
		const [shown, page] = await Promise.all([`/public/projets/${slug}/integrer`, `/public/projets/${slug}`].map((path) => ask(server.url, path)));
		expect([shown!.status, page!.status]).toEqual([200, 200]);
		expect(shown!.headers['content-security-policy']).toMatch(/^default-src 'none';.*frame-ancestors \*$/);
		expect(shown!.headers).not.toHaveProperty('x-frame-options');
		expect(shown!.headers).not.toHaveProperty('set-cookie');
		expect(shown!.body).not.toMatch(/<script|<form/);
		expect(page!.headers['content-security-policy']).toContain("frame-ancestors 'none'");
	});
});

test('[CO146] [CO168] a point d’étape convened with a double click is one, and the history tells what became of the question', async () => {
	const about = must(await inTransaction((tx) => elements.make(tx, doer, { kind: 'questioning', values: { what: 'Le seigle', reason: 'Trop cher', evidence: 'V3' } })));
	const cookie = world.people.buyer.cookie;
	const form = [...ofElement('checkpoint', { on: '2028-07-20' }, { parent: about }), ['once', 'a'.repeat(32)] as const];
	const sent = await Promise.all([1, 2, 3].map(() => ask(server.url, cockpit('/points-d-etape?/convoquer'), { cookie, form })));
	expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
	const all = await elements.ofProject(await database(), doer, doer.today);
	expect(elements.ofKind(all, 'checkpoint').filter(({ parentId }) => parentId === about)).toHaveLength(1);
	const pages = await Promise.all(['', '/histoire', '/histoire/histoire.csv', `/elements/${about}`, '/points-d-etape'].map((path) => ask(server.url, cockpit(path), { cookie })));
	expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
	expect(pages[1]!.body).toContain('Point d’étape convoqué');
	expect(pages[4]!.body.match(/name="once" value="[0-9a-f]{32}"/g)!.length).toBeGreaterThan(1);
});

describe('what is restricted', () => {
	test('[CO27] [CO144] every field of every kind: no page says any of it to a prescriber, and none breaks', { timeout: 180_000 }, async () => {
		const secret = 'Salsifis-réservé';
		const values: Partial<Record<Control, unknown>> = { line: secret, text: secret, day: '2019-03-17', euros: 777_777_00, count: 2027, number: '777777', rate: 777, mark: true };
		const ids = new Map<KindId, string>();
		const place = world.mandate;
		const at = new Date();
		const cookie = await inTransaction(async (tx) => {
			const member = must(await accounts.create(tx, { authorityId: place.authorityId, name: 'Prune', email: 'prune@ici.invalid', passwordHash: null, isAdministrator: false }, at));
			must(await memberships.add(tx, { ...place, person: { name: 'Prune', accountId: member.accountId }, capacity: 'prescriber', actor: 'system' }, at));
			for (const kind of kindIds) {
				const { under, mayStandAlone } = kindOf(kind);
				const fields = fieldsOf(kind);
				const said = fields.flatMap(([name, { control, choices, of }]) => {
					const own: unknown = control === 'choice' ? choices![0] : control === 'references' ? [ids.get(of as KindId)].filter(Boolean) : values[control];
					return own === undefined ? [] : [[name, own]];
				});
				const words = { ...Object.fromEntries(said), ...(kind === 'use' && { units: 1 }), ...(kind === 'indicator' && { formula: '' }), ...(kind === 'remark' && { by: doer.actor, saidAt: at.toISOString() }) };
				const seenBy = Object.fromEntries(fields.map(([name]) => [name, 'restricted']));
				const parentId = under.map((one) => ids.get(one as KindId)).find(Boolean) ?? null;
				ids.set(kind, must(await elements.make(tx, { ...doer, today: kind === 'measurement' ? '2019-03-17' : '2019-03-07', at: new Date('2019-03-07T10:00:00Z') }, { kind, values: { ...words, seenBy }, parentId: mayStandAlone && kind !== 'milestone' && kind !== 'checkpoint' && kind !== 'indicator' ? null : parentId })));
			}
			return member;
		}).then(async (member) => `eclaireurs=${(await accounts.beginSession(member, at)).token}`);
		const of = (kind: KindId) => ids.get(kind)!;
		const paths = [
			...['', '/lignes', '/feuille-de-route', '/contrats', '/budget', '/coherence', '/indicateurs', '/indicateurs/bilan', '/points-d-etape', '/annotations', '/publication', '/publication/apercu', '/publication/contrats'].map(cockpit),
			...['/histoire', `/histoire?le=${doer.today}`, `/histoire?le=2019-03-07&et=${doer.today}`, '/histoire?le=2019-01-01&et=2019-03-08', '/histoire/histoire.csv', '/indicateurs/bilan/bilan.csv', '/publication/contrats/decp.json', '/publication/contrats/manques.csv'].map(cockpit),
			...[`/lignes/${of('line')}`, `/feuille-de-route/${of('milestone')}`, `/contrats/${of('contract')}`, `/publication/contrats/${of('contract')}`, `/indicateurs/${of('indicator')}`, `/indicateurs/${of('indicator')}/serie.csv`, `/points-d-etape/${of('checkpoint')}`].map(cockpit),
			...kindIds.flatMap((kind) => [`/elements/${of(kind)}`, `/publication/visibilite?sorte=${kind}`, `/publication/visibilite/${of(kind)}`]).map(cockpit),
			`/projets/${world.places.own.project}/evolutivite`,
			`/projets/${world.places.own.project}/evolutivite/clause/${world.places.own.clause}`,
			'/portefeuille'
		];
		const wrong: (readonly [string, number, string])[] = [];
		for (const path of paths) {
			const { status, body } = await ask(server.url, path, { cookie });
			const leak = /Salsifis.{0,4}|777.?777|17 mars 2019/u.exec(body)?.[0] ?? '';
			if (status !== 200 || leak) wrong.push([path.replace(cockpit(''), ''), status, leak]);
		}
		expect(wrong).toEqual([]);
	});
});
