import { createHash, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { AuthorityId, FileId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import { imagesWaitingAtMost, longestSide, projectQuota, smallSide, typeOf } from '../rules/fileTypes.ts';
import * as files from './files.ts';
import type { Examined } from './files.ts';
import { redraw } from './images.ts';
import { serve } from './serving.ts';

const must = <Value>(outcome: Outcome<Value, string>): Value => {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
};
const place = () => ({ authorityId: newId<'authority'>() as AuthorityId, projectId: newId<'project'>() });
const photo = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#b3364a' } });
const pdf = (length: number) => Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(length - 9)]);
const kept = async (file: Uint8Array) => {
	const of = place();
	const examined = must(await files.examine(file));
	const id = must(await inTransaction((tx) => files.keep(tx, of, examined, new Date())));
	const query = await database();
	return { of, id, query, stored: (await files.find(query, of.authorityId, id))! };
};
const asked = (headers: Record<string, string> = {}, method = 'GET') => new Request('http://ici.invalid/', { method, headers });

describe('an image', () => {
	test('[FI3] is drawn anew: no place, no camera, nothing behind it; upright, and within its size', async () => {
		const taken = await photo(3_000, 1_000)
			.withExif({ IFD0: { Make: 'Telephone', Copyright: 'Camille Roux' }, IFD3: { GPSLatitude: '48/1 51/1 23/1', GPSLatitudeRef: 'N', GPSLongitude: '2/1 21/1 7/1', GPSLongitudeRef: 'E' } })
			.withMetadata({ orientation: 6 })
			.jpeg()
			.toBuffer();
		const before = await sharp(taken).metadata();
		expect(before.exif).toBeDefined();
		expect(before.orientation).toBe(6);
		const sent = Buffer.concat([taken, Buffer.from('<script>alert(1)</script>')]);
		const { type, whole, small, hash } = must(await files.examine(sent));
		expect(type.mime).toBe('image/jpeg');
		const after = await sharp(whole).metadata();
		expect({ exif: after.exif, xmp: after.xmp, iptc: after.iptc, orientation: after.orientation ?? 1 }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, orientation: 1 });
		// turned by the camera's own word, so that it stands upright without it
		expect(after.height).toBe(longestSide);
		expect(after.width).toBeLessThan(longestSide);
		for (const trace of ['Camille', 'Telephone', 'script', 'GPS']) expect(Buffer.from(whole).includes(trace)).toBe(false);
		expect(await sharp(small!).metadata()).toMatchObject({ format: 'webp', height: smallSide });
		expect(hash).toBe(createHash('sha256').update(whole).digest('hex'));
	});

	test.each(['jpeg', 'png', 'webp'] as const)('[FI3] stays a %s', async (format) => {
		const { type, whole } = must(await files.examine(await photo(40, 30).toFormat(format).toBuffer()));
		expect(type.family).toBe('image');
		expect((await sharp(whole).metadata()).format).toBe(format);
		expect(typeOf(whole)).toMatchObject({ value: type });
	});

	test('[FI13] is drawn one at a time, however many come at once: passwords use the same threads', async () => {
		const sent = await Promise.all([400, 500, 600, 700, 800, 900].map((side) => photo(side, side).png().toBuffer()));
		let most = 0;
		const count = () => {
			const { queue, process } = sharp.counters();
			most = Math.max(most, queue + process);
		};
		sharp.queue.on('change', count);
		const drawn = await Promise.all(sent.map(files.examine));
		sharp.queue.off('change', count);
		expect(await Promise.all(drawn.map(async (one) => (await sharp(must(one).whole).metadata()).width))).toEqual([400, 500, 600, 700, 800, 900]);
		expect(most).toBe(1);
	});

	test('[FI14] is held in memory with twelve others at most, and one more may be sent again', async () => {
		const sent = await photo(300, 300).png().toBuffer();
		const outcomes = await Promise.all(Array.from({ length: imagesWaitingAtMost + 3 }, () => redraw(sent, 'image/png')));
		expect(outcomes.flatMap((one) => (one.accepted ? [] : [one.reason]))).toEqual(['images-waiting', 'images-waiting']);
		expect(await redraw(sent, 'image/png')).toMatchObject({ accepted: true });
	});

	/** A PNG whose head promises this many points, and whose rows are all alike: a few kB. */
	function bomb(side: number): Buffer {
		const chunk = (name: string, data: Buffer) => {
			const body = Buffer.concat([Buffer.from(name), data]);
			let crc = 0xffffffff;
			for (const byte of body) {
				crc ^= byte;
				for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
			}
			const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
			length.writeUInt32BE(data.length);
			sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
			return Buffer.concat([length, body, sum]);
		};
		const head = Buffer.alloc(13);
		head.writeUInt32BE(side, 0);
		head.writeUInt32BE(side, 4);
		head.set([1, 0, 0, 0, 0], 8);
		return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))))), chunk('IEND', Buffer.alloc(0))]);
	}

	test('[FI4] that would unfold into a flood is refused by its head', async () => {
		const file = bomb(20_000);
		expect(file.length).toBeLessThan(100_000);
		expect(await files.examine(file)).toEqual({ accepted: false, reason: 'image-too-large' });
		expect((await files.examine(bomb(200))).accepted).toBe(true);
	});

	test('[FI4] that is cut, or only begins like one, is refused', async () => {
		const whole = await photo(400, 300).jpeg().toBuffer();
		expect(await files.examine(whole.subarray(0, whole.length / 2))).toEqual({ accepted: false, reason: 'image-unreadable' });
		expect(await files.examine(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<script>alert(1)</script>')]))).toEqual({ accepted: false, reason: 'image-unreadable' });
	});

	test('[FI2] drawn as SVG is refused, and the library could not read it either', async () => {
		const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>');
		expect(await files.examine(svg)).toEqual({ accepted: false, reason: 'file-is-a-page' });
		await expect(sharp(svg).png().toBuffer()).rejects.toThrow();
	});
});

describe('a stored file', () => {
	test('[FI8] is kept whole, under the hash of what is kept', async () => {
		const sent = pdf(files.pieceLength * 2 + 77);
		const { id, query, stored } = await kept(sent);
		expect(stored).toMatchObject({ hash: createHash('sha256').update(sent).digest('hex'), size: sent.length, smallSize: null, mime: 'application/pdf' });
		const pieces = [];
		for (let nth = 0; nth < 4; nth += 1) pieces.push(await files.pieceOf(query, id, 'whole', nth));
		expect(pieces.map((piece) => piece?.length)).toEqual([files.pieceLength, files.pieceLength, 77, undefined]);
		expect(Buffer.concat(pieces.flatMap((piece) => piece ?? [])).equals(sent)).toBe(true);
	});

	test('[FI9] is given whole or in part, over the edge of two pieces too', async () => {
		const sent = pdf(files.pieceLength * 2 + 77);
		const { query, stored } = await kept(sent);
		const whole = serve(asked(), query, stored, { name: 'M11' });
		expect(whole.status).toBe(200);
		expect(Buffer.from(await whole.arrayBuffer()).equals(sent)).toBe(true);
		const [first, last] = [files.pieceLength - 10, files.pieceLength + 9];
		const part = serve(asked({ range: `bytes=${first}-${last}` }), query, stored, { name: 'M11' });
		expect(part.status).toBe(206);
		expect(part.headers.get('content-range')).toBe(`bytes ${first}-${last}/${sent.length}`);
		expect(part.headers.get('content-length')).toBe('20');
		expect(Buffer.from(await part.arrayBuffer()).equals(sent.subarray(first, last + 1))).toBe(true);
		const beyond = serve(asked({ range: `bytes=${sent.length}-` }), query, stored, { name: 'M11' });
		expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${sent.length}`]);
		// what has changed meanwhile is given whole: a part of another file would be joined to it
		expect(serve(asked({ range: 'bytes=0-9', 'if-range': '"another"' }), query, stored, { name: 'M11' }).status).toBe(200);
		expect(serve(asked({ range: 'bytes=0-9', 'if-range': `"${stored.hash}"` }), query, stored, { name: 'M11' }).status).toBe(206);
	});

	test('[FI8] is not sent again to whoever has it', async () => {
		const { query, stored } = await kept(pdf(100));
		for (const known of [`"${stored.hash}"`, `"another", W/"${stored.hash}"`]) expect(serve(asked({ 'if-none-match': known }), query, stored, { name: 'M11' }).status).toBe(304);
		expect(serve(asked({ 'if-none-match': '"another"' }), query, stored, { name: 'M11' }).status).toBe(200);
	});

	test('[FI10] runs nothing: its type cannot be guessed, its page has no right, a document is downloaded under a plain name', async () => {
		const { query, stored } = await kept(pdf(100));
		const { headers } = serve(asked(), query, stored, { name: 'M11"; evil="../x' });
		expect(Object.fromEntries(headers)).toMatchObject({ 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff', 'content-disposition': 'attachment; filename="M11evilx.pdf"', 'cache-control': 'private, no-cache' });
		expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
		const image = await kept(await photo(40, 30).png().toBuffer());
		const small = serve(asked(), image.query, image.stored, { name: 'M03', rendition: 'small' });
		expect(small.headers.get('content-disposition')).toBe('inline; filename="M03.webp"');
		expect(await sharp(Buffer.from(await small.arrayBuffer())).metadata()).toMatchObject({ format: 'webp' });
	});

	test('[FI11] is found only with the authority that it belongs to', async () => {
		const { id, query } = await kept(pdf(100));
		expect(await files.find(query, newId<'authority'>(), id)).toBeUndefined();
	});

	test('[FI7] two that come at once do not pass the quota together', async () => {
		const of = place();
		const large: Examined = { ...must(await files.examine(pdf(100))), whole: Buffer.alloc(1_000_000, 1) };
		const db = await database();
		// the room that is left holds one of the two
		const { files: table } = await import('./tables.ts');
		await db.insert(table).values({ id: newId<'file'>() as FileId, ...of, hash: '', mime: 'video/mp4', size: projectQuota - 1_500_000, smallSize: null, storedAt: new Date() });
		const outcomes = await Promise.all([1, 2, 3].map(() => inTransaction((tx) => files.keep(tx, of, large, new Date()))));
		expect(outcomes.filter(({ accepted }) => accepted)).toHaveLength(1);
		expect(outcomes.flatMap((one) => (one.accepted ? [] : [one.reason]))).toEqual(['project-full', 'project-full']);
		expect(await files.spaceOf(db, of)).toBe(projectQuota - 500_000);
	});

	test('[FI7] what is erased makes room, and its bytes are gone', async () => {
		const { of, id, query } = await kept(pdf(100));
		await inTransaction((tx) => files.erase(tx, of, id));
		expect(await files.spaceOf(query, of)).toBe(0);
		expect(await files.pieceOf(query, id, 'whole', 0)).toBeUndefined();
	});
});
