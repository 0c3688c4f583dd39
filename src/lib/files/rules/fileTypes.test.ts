import { describe, expect, test } from 'vitest';
import { extensionOf, familyOf, sizeLimit, typeOf, withoutLabels } from './fileTypes.ts';

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
		['a HEIC', box('ftyp', 'heic', [0, 0, 0, 0]), 'file-type-refused'],
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
			const clean = withoutLabels(file);
			const text = String.fromCharCode(...clean);
			expect(clean.length).toBe(file.length);
			expect(text).not.toContain('48.8566');
			expect(text).not.toContain('udta');
			expect(text).toContain('mdat');
			expect(typeOf(clean)).toEqual(typeOf(file));
		}
	});
});
