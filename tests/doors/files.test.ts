// The files of an enquiry at their doors: what may come in, as what it goes out, and to whom.
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GatheringId } from '../../src/lib/db/rules/ids.ts';
import { database, inTransaction } from '../../src/lib/db/server/database.ts';
import * as materials from '../../src/lib/enquiry/server/materials.ts';
import * as gatherings from '../../src/lib/gatherings/server/gatherings.ts';
import { startServer, type RunningServer } from '../world/server.ts';
import { ask, hangUp } from './client.ts';
import { build, type World } from './world.ts';

let world: World;
let server: RunningServer;

beforeAll(async () => {
	world = await build();
	server = await startServer({ databaseUrl: process.env.DATABASE_URL! });
}, 180_000);

afterAll(async () => {
	hangUp();
	await server?.stop();
});

const enquiry = () => `/projets/${world.places.own.project}/enquete`;
const words = { title: 'Un chariot de pain', caption: 'École du Gué', alt: 'Du pain entier', consent: 'nobody' };
const boundary = '----FormBoundary7MA4YWxkTrZu0gW';

/** As a browser without JavaScript sends it, under the name and the type that somebody likes. */
function send(fields: Readonly<Record<string, string>>, file?: { readonly name: string; readonly type: string; readonly content: Buffer<ArrayBufferLike> }, cookie = world.people.buyer.cookie) {
	const parts: Buffer<ArrayBufferLike>[] = Object.entries(fields).map(([name, value]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
	if (file) parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: ${file.type}\r\n\r\n`), file.content, Buffer.from('\r\n'));
	const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
	return ask(server.url, `${enquiry()}?/ajouter&nouveau=${fields.kind}`, { cookie, raw: { type: `multipart/form-data; boundary=${boundary}`, body } });
}

const all = async () => materials.ofTeam(await database(), world.mandate);
const idOf = async (title: string) => (await all()).find((one) => one.title === title)!.id;

async function bytesOf(path: string, cookie: string, headers: Readonly<Record<string, string>> = {}) {
	const answer = await fetch(new URL(path, server.url), { headers: { cookie, ...headers }, redirect: 'manual' });
	return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

describe('what comes in', () => {
	const page = Buffer.from('<!doctype html><script>alert(document.cookie)</script>');
	const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
	test.each<[string, string, string, Buffer, string]>([
		['a page that calls itself a photo', 'pain.jpg', 'image/jpeg', page, 'page web'],
		['an SVG', 'pain.svg', 'image/svg+xml', svg, 'SVG'],
		['an SVG that calls itself a PNG', 'pain.png', 'image/png', svg, 'SVG'],
		['a page behind the first bytes of a photo', 'pain.jpg', 'image/jpeg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), page]), 'abîmée'],
		['a program', 'pain.jpg', 'image/jpeg', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]), 'reconnaissons pas'],
		['nothing at all', 'pain.jpg', 'image/jpeg', Buffer.from('%PDF-1.4\n'), 'pas de la bonne sorte']
	])('[FI1] %s is refused by a sentence, and the words come back', async (_, name, type, content, sentence) => {
		const before = (await all()).length;
		const { status, body } = await send({ kind: 'photo', ...words }, { name, type, content });
		expect(status).toBe(422);
		expect(body.split('field-error')[1]?.slice(0, 2_000)).toContain(sentence);
		for (const typed of [words.title, words.caption, words.alt]) expect(body).toContain(typed);
		expect(body).toContain('le fichier est à choisir de nouveau');
		expect((await all()).length).toBe(before);
	});

	test('[FI3] a photo goes out without the place where it was taken, as a photo and nothing else', async () => {
		const taken = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#336699' } })
			.withExif({ IFD0: { Make: 'Telephone' }, IFD3: { GPSLatitude: '48/1 51/1 23/1', GPSLatitudeRef: 'N' } })
			.jpeg()
			.toBuffer();
		expect((await send({ kind: 'photo', ...words, title: 'Une photo prise dehors' }, { name: '../../photo.html', type: 'text/html', content: Buffer.concat([taken, page]) })).status).toBe(200);
		const { answer, bytes } = await bytesOf(`${enquiry()}/${await idOf('Une photo prise dehors')}`, world.people.buyer.cookie);
		expect(answer.status).toBe(200);
		expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
		expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
		expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename="M\d+\.jpg"$/);
		expect((await sharp(bytes).metadata()).exif).toBeUndefined();
		for (const trace of ['script', 'Telephone', 'Exif']) expect(bytes.includes(trace), trace).toBe(false);
	});

	test('[FI6] a document far beyond a plain form comes in here, and at no other door', async () => {
		const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(700_000, 0x20)]);
		expect((await send({ kind: 'document', title: 'Un long document', consent: 'nobody' }, { name: 'x.pdf', type: 'application/pdf', content })).status).toBe(200);
		const body = `--${boundary}\r\nContent-Disposition: form-data; name="title"; filename="x"\r\n\r\n${'a'.repeat(700_000)}\r\n--${boundary}--\r\n`;
		const { status } = await ask(server.url, `/projets/${world.places.own.project}?/atelier`, { cookie: world.people.administrator.cookie, raw: { type: `multipart/form-data; boundary=${boundary}`, body } });
		expect(status).toBe(413);
	});

	test('[EN11] nothing comes in from who is not of the team, however large', async () => {
		const before = (await all()).length;
		const file = { name: 'x.pdf', type: 'application/pdf', content: Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(700_000, 0x20)]) };
		for (const role of ['public', 'juror', 'stranger', 'ended'] as const) expect([303, 403]).toContain((await send({ kind: 'document', title: 'D’ailleurs', consent: 'nobody' }, file, world.people[role].cookie)).status);
		expect((await all()).length).toBe(before);
	});
});

describe('what goes out', () => {
	test('[FI9] a part of a sound is given as a part, and what a browser has already is not sent again', async () => {
		const wav = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.from(Array.from({ length: 900_000 }, (_, at) => at % 251))]);
		expect((await send({ kind: 'sound', title: 'Le réfectoire', transcript: 'Du bruit', consent: 'nobody' }, { name: 'x.wav', type: 'audio/wav', content: wav })).status).toBe(200);
		const path = `/main/${world.places.own.gathering}/materiau/${await idOf('Le réfectoire')}`;
		const { cookie } = world.people.juror;
		const whole = await bytesOf(path, cookie);
		expect(whole.bytes.equals(wav)).toBe(true);
		const part = await bytesOf(path, cookie, { range: 'bytes=524280-524300' });
		expect(part.answer.status).toBe(206);
		expect(part.answer.headers.get('content-range')).toBe(`bytes 524280-524300/${wav.length}`);
		expect(part.bytes.equals(wav.subarray(524_280, 524_301))).toBe(true);
		expect((await bytesOf(path, cookie, { 'if-none-match': whole.answer.headers.get('etag')! })).answer.status).toBe(304);
	});

	test('[MO191] a seat and the wall read what is ready; not what is not, not what is withdrawn, not another project’s', async () => {
		const { own, neighbour } = world.places;
		const at = (material: string) => [`/main/${own.gathering}/materiau/${material}`, `/mur/${own.wall}/materiau/${material}`];
		const statuses = (material: string) => Promise.all(at(material).map(async (path) => (await bytesOf(path, world.people.juror.cookie)).answer.status));
		const by = { ...world.mandate, accountId: world.administrator.accountId, at: new Date() };
		const { examine } = await import('../../src/lib/files/server/files.ts');
		const photo = await examine(await sharp({ create: { width: 60, height: 40, channels: 3, background: '#884422' } }).jpeg().toBuffer());
		if (!photo.accepted) throw new Error(photo.reason);
		const added = async (typed: object) => {
			const kept = await inTransaction((tx) => materials.keep(tx, by, 'photo', { title: `Photo ${Math.random()}`, alt: 'Vu', consent: 'nobody', ...typed }, photo.value));
			return kept.accepted ? kept.value : '';
		};
		expect(await statuses(own.material)).toEqual([200, 200]);
		expect(await statuses(await added({ alt: '' }))).toEqual([404, 404]);
		expect(await statuses(await added({ consent: 'not-yet' }))).toEqual([404, 404]);
		expect(await statuses(neighbour.material)).toEqual([404, 404]);
		const withdrawn = await added({});
		expect(await statuses(withdrawn)).toEqual([200, 200]);
		await inTransaction((tx) => materials.withdraw(tx, by, withdrawn));
		expect(await statuses(withdrawn)).toEqual([404, 404]);
	});

	test('[MO191] before the doors open, nobody but the team reads it', async () => {
		const { own } = world.places;
		const row = await gatherings.read(await database(), own.gathering as GatheringId);
		const created = await inTransaction((tx) => gatherings.create(tx, { ...world.mandate, actor: `account:${world.administrator.accountId}`, kind: 'workshop', title: 'Demain', startsAt: new Date(), agenda: row.agenda }, new Date()));
		if (!created.accepted) throw new Error(created.reason);
		const { projectorToken } = await gatherings.read(await database(), created.value);
		expect((await bytesOf(`/mur/${projectorToken}/materiau/${own.material}`, '')).answer.status).toBe(404);
		expect((await bytesOf(`${enquiry()}/${own.material}`, world.people.buyer.cookie)).answer.status).toBe(200);
	});
});
