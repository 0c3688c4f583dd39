import { describe, expect, test } from 'vitest';
import { boxesAtMost, depthAtMost, extensionOf, familyOf, headOfText, sizeLimit, typeOf, withoutLabels } from './fileTypes.ts';

const ascii = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
const bytes = (...parts: (string | readonly number[] | Uint8Array)[]) => Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? ascii(part) : part)]));
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const box = (name: string, ...inside: (string | readonly number[] | Uint8Array)[]): Uint8Array => {
	const body = bytes(...inside);
	return bytes(u32(body.length + 8), name, body);
};
const hdlr = (handler: string) => box('hdlr', [0, 0, 0, 0, 0, 0, 0, 0], handler, new Uint8Array(13));
const track = (handler: string, ...more: Uint8Array[]) => box('trak', ...more, box('mdia', box('mdhd', new Uint8Array(24)), hdlr(handler)));
const mp4 = (brand: string, ...tracks: Uint8Array[]) => bytes(box('ftyp', brand, [0, 0, 2, 0], 'isom'), box('mdat', 'soun vide hdlr'), box('moov', box('mvhd', new Uint8Array(100)), ...tracks));
/** MPEG 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes */
const mp3Frame = bytes([0xff, 0xfb, 0x90, 0x00], new Uint8Array(413));

describe('the type of a file', () => {
	test.each<[string, Uint8Array, string]>([
		['JPEG', bytes([0xff, 0xd8, 0xff, 0xe0], 'JFIF'), 'image/jpeg'],
		['PNG', bytes([0x89], 'PNG\r\n', [0x1a], '\n'), 'image/png'],
		['WebP', bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8 '), 'image/webp'],
		['WAV', bytes('RIFF', [0, 0, 0, 0], 'WAVEfmt '), 'audio/wav'],
		['MP3 with its labels', bytes('ID3', new Uint8Array(20)), 'audio/mpeg'],
		['MP3 without', bytes(mp3Frame, mp3Frame), 'audio/mpeg'],
		['AAC', bytes([0xff, 0xf1, 0x50, 0x80]), 'audio/aac'],
		['Opus in Ogg', bytes('OggS', new Uint8Array(24), 'OpusHead'), 'audio/ogg'],
		['M4A by its tracks', mp4('isom', track('soun')), 'audio/mp4'],
		['MP4', mp4('isom', track('soun'), track('vide')), 'video/mp4'],
		['the MOV of a phone', mp4('qt  ', track('vide')), 'video/mp4'],
		['WebM film', bytes([0x1a, 0x45, 0xdf, 0xa3], new Uint8Array(20), 'webm', new Uint8Array(40), 'V_VP9'), 'video/webm'],
		['WebM sound', bytes([0x1a, 0x45, 0xdf, 0xa3], new Uint8Array(20), 'webm', new Uint8Array(40), 'A_OPUS'), 'audio/webm'],
		['PDF', bytes('%PDF-1.7'), 'application/pdf'],
		['text', new TextEncoder().encode('Une pesée de dix jours.\nÀ 12 h.'), 'text/plain; charset=utf-8'],
		['table', new TextEncoder().encode('Famille;2024;2025\n"Pain; brioche";1;2\nFruits;3;4'), 'text/csv; charset=utf-8']
	])('[FI1] %s is known by its content', (_, content, mime) => {
		expect(typeOf(content)).toMatchObject({ accepted: true, value: { mime } });
		expect(familyOf(mime)).toBeDefined();
		expect(extensionOf(mime)).not.toBe('bin');
	});

	test.each<[string, Uint8Array, string]>([
		['nothing', new Uint8Array(), 'file-empty'],
		['a GIF', bytes('GIF89a', [0, 0, 0]), 'file-type-refused'],
		['a TIFF', bytes('II*', [0, 8]), 'file-type-refused'],
		['a zip', bytes('PK', [3, 4, 0, 0]), 'file-type-refused'],
		['a program', bytes([0x7f], 'ELF', [0, 0]), 'file-type-refused'],
		['two bytes that look like MP3', bytes([0xff, 0xfb, 0x90, 0x00], new Uint8Array(500)), 'file-type-refused'],
		['an MP4 that plays nothing', bytes(box('ftyp', 'isom', [0, 0, 0, 0]), box('moov', box('trak', box('mdia', hdlr('text'))))), 'file-type-refused'],
		['Matroska', bytes([0x1a, 0x45, 0xdf, 0xa3], new Uint8Array(20), 'matroska', 'V_VP9'), 'file-type-refused'],
		['Theora', bytes('OggS', new Uint8Array(24), [0x80], 'theora'), 'file-type-refused'],
		['a text of another alphabet of bytes', bytes('caf', [0xe9]), 'file-type-refused']
	])('[FI1] refuses %s', (_, content, reason) => {
		expect(typeOf(content)).toEqual({ accepted: false, reason });
	});

	test.each(['heic', 'mif1', 'hevc'])('[FI15] a photo kept by a telephone as %s is told apart from what nobody knows', (brand) => {
		expect(typeOf(box('ftyp', brand, [0, 0, 0, 0]))).toEqual({ accepted: false, reason: 'file-is-heic' });
	});

	test.each(['<!doctype html><script>alert(1)</script>', '\ufeff \n<html>', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', '<?xml version="1.0"?><svg/>', '<script>'])('[FI2] refuses the page %j, whatever it is called', (page) => {
		expect(typeOf(new TextEncoder().encode(page))).toEqual({ accepted: false, reason: 'file-is-a-page' });
	});

	test('[FI6] what is beyond the size of its family is refused, a byte below it is not', () => {
		const pdf = (length: number) => {
			const file = new Uint8Array(length);
			file.set(ascii('%PDF-'));
			return file;
		};
		expect(typeOf(pdf(sizeLimit.document)).accepted).toBe(true);
		expect(typeOf(pdf(sizeLimit.document + 1))).toEqual({ accepted: false, reason: 'file-too-large' });
	});

	test('[FI5] an MP4 loses the boxes that say where and by what, and nothing else moves', () => {
		const where = '+48.8566+002.3522/';
		const film = bytes(mp4('isom', track('vide', box('udta', where))).slice(), box('uuid', where), box('meta', where));
		const labelled = bytes(box('ftyp', 'isom', [0, 0, 0, 0]), box('moov', box('mvhd', new Uint8Array(100)), track('vide', box('udta', where)), box('udta', where), box('meta', where)), box('mdat', 'image'), box('uuid', where));
		for (const file of [film, labelled]) {
			const cleaned = withoutLabels(file);
			if (!cleaned.accepted) throw new Error(cleaned.reason);
			const clean = cleaned.value;
			const text = String.fromCharCode(...clean);
			expect(clean.length).toBe(file.length);
			expect(text).not.toContain('48.8566');
			expect(text).not.toContain('udta');
			expect(text).toContain('mdat');
			expect(typeOf(clean)).toEqual(typeOf(file));
		}
	});

	describe('in no more than what is read of it', () => {
		const refusal = { accepted: false, reason: 'file-type-refused' };
		const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
		const many = (count: number, made: (nth: number) => Uint8Array) => new Uint8Array(Buffer.concat(Array.from({ length: count }, (_, nth) => made(nth))));
		const empties = (count: number) => many(count, () => box('free'));
		const opening = box('ftyp', 'isom', [0, 0, 2, 0], 'isom');
		const film = box('moov', track('vide'));
		const labelled = box('moov', track('vide', box('udta', 'where')));
		/** So many boxes of one name, each inside the one before. */
		const nested = (name: string, depth: number) => many(depth, (level) => bytes(u32((depth - level) * 8), name));

		test('[FI12] a film cut at every picture is read', () => {
			const file = joined(opening, empties(boxesAtMost - 100), labelled);
			expect(typeOf(file)).toMatchObject({ value: { mime: 'video/mp4' } });
			expect(withoutLabels(file)).toMatchObject({ accepted: true });
		});

		test.each<[string, Uint8Array]>([
			['before its film', joined(opening, empties(boxesAtMost), film)],
			['in its film', joined(opening, box('moov', empties(boxesAtMost), track('vide')))],
			['in a track', joined(opening, box('moov', track('vide'), track('soun', empties(boxesAtMost))))],
			['in all its tracks together', joined(opening, box('moov', many(20, () => track('vide', empties(boxesAtMost / 20)))))]
		])('[FI12] an MP4 with more boxes than a film has is refused: %s', (_, file) => {
			expect(typeOf(file)).toEqual(refusal);
			expect(withoutLabels(file)).toEqual(refusal);
		});

		test('[FI12] one that has them behind its film is refused with its labels, never kept with some of them', () => {
			const file = joined(opening, film, empties(boxesAtMost), box('udta', 'where'));
			expect(typeOf(file)).toMatchObject({ value: { mime: 'video/mp4' } });
			expect(withoutLabels(file)).toEqual(refusal);
		});

		test.each(['moov', 'trak'])('[FI12] boxes %s one inside another are followed no deeper than a film is', (name) => {
			expect(withoutLabels(joined(opening, film, nested(name, depthAtMost)))).toMatchObject({ accepted: true });
			for (const depth of [depthAtMost + 1, 200_000]) expect(withoutLabels(joined(opening, film, nested(name, depth)))).toEqual(refusal);
		});

		test.each<[string, string]>([
			['the lines behind it', `${`a;${'b'.repeat(headOfText / 8)}\n`.repeat(7)}${'c'.repeat(headOfText)}\nno table`],
			['the line that it cuts', `a;b\nc;d\n${'e'.repeat(headOfText)};f;g\n`]
		])('[FI12] a text is a table by its head, whatever %s', (_, text) => {
			expect(typeOf(new TextEncoder().encode(text))).toMatchObject({ value: { mime: 'text/csv; charset=utf-8' } });
		});
	});
});
