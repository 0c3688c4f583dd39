// Reads what a file is in its own bytes, never in its name or in what a browser says of it, and whether it may be kept.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export type Family = 'image' | 'sound' | 'video' | 'document';

export interface FileType {
	readonly family: Family;
	/** as it is served */
	readonly mime: string;
	/** without a dot: the only ending that a file is ever given */
	readonly extension: string;
}

const mega = 1_000_000;

/** In bytes, as sent (FI6). */
export const sizeLimit = { image: 20 * mega, sound: 25 * mega, video: 60 * mega, document: 20 * mega } as const satisfies Record<Family, number>;
export const largestFile = Math.max(...Object.values(sizeLimit));
/** In bytes, for all the files of one project (FI7). */
export const projectQuota = 500 * mega;
/** In points: beyond it an image is a bomb (FI4). */
export const pointsLimit = 50 * mega;
/** The longest side of a kept image, in points, and that of the small one that phones are given (FI3). */
export const longestSide = 2_000;
export const smallSide = 640;

/** Images held in memory until their turn, beside the one being drawn (FI14). */
export const imagesWaitingAtMost = 12;

export type TypeRefusal = 'file-empty' | 'file-is-a-page' | 'file-is-heic' | 'file-type-refused' | 'file-too-large';

const type = (family: Family, mime: string, extension: string): FileType => ({ family, mime, extension });

const known = {
	jpeg: type('image', 'image/jpeg', 'jpg'),
	png: type('image', 'image/png', 'png'),
	webp: type('image', 'image/webp', 'webp'),
	mp3: type('sound', 'audio/mpeg', 'mp3'),
	aac: type('sound', 'audio/aac', 'aac'),
	m4a: type('sound', 'audio/mp4', 'm4a'),
	ogg: type('sound', 'audio/ogg', 'ogg'),
	wav: type('sound', 'audio/wav', 'wav'),
	weba: type('sound', 'audio/webm', 'weba'),
	mp4: type('video', 'video/mp4', 'mp4'),
	webm: type('video', 'video/webm', 'webm'),
	pdf: type('document', 'application/pdf', 'pdf'),
	csv: type('document', 'text/csv; charset=utf-8', 'csv'),
	txt: type('document', 'text/plain; charset=utf-8', 'txt')
} as const;

export const fileTypes: readonly FileType[] = Object.values(known);

/** The ending of a file that is kept as this; `bin` for one that is not. */
export const extensionOf = (mime: string): string => fileTypes.find((one) => one.mime === mime)?.extension ?? 'bin';
export const familyOf = (mime: string): Family | undefined => fileTypes.find((one) => one.mime === mime)?.family;

const latin = (bytes: Uint8Array, from: number, length: number): string => String.fromCharCode(...bytes.subarray(from, from + length));
const starts = (bytes: Uint8Array, ...signs: number[]): boolean => signs.every((sign, index) => bytes[index] === sign);
const u32 = (bytes: Uint8Array, at: number): number => (((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)) * 256 + (bytes[at + 2] ?? 0)) * 256 + (bytes[at + 3] ?? 0);

/** In kbit/s, of MPEG layer III, version 1 then 2 and 2.5. */
const bitrates = [
	[0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
	[0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
] as const;
const rates = { 3: [44_100, 48_000, 32_000], 2: [22_050, 24_000, 16_000], 0: [11_025, 12_000, 8_000] } as const;

/** The length in bytes of the frame of MP3 that begins here; undefined where none does. */
function mp3Frame(bytes: Uint8Array, at: number): number | undefined {
	if (bytes[at] !== 0xff || ((bytes[at + 1] ?? 0) & 0xe6) !== 0xe2) return undefined;
	const version = (bytes[at + 1]! >> 3) & 3;
	const third = bytes[at + 2] ?? 0xff;
	const rate = rates[version as keyof typeof rates]?.[(third >> 2) & 3];
	const bitrate = bitrates[version === 3 ? 0 : 1][third >> 4];
	if (!rate || !bitrate) return undefined;
	return Math.floor(((version === 3 ? 144 : 72) * bitrate * 1000) / rate) + ((third >> 1) & 1);
}

function isMp3(bytes: Uint8Array): boolean {
	if (latin(bytes, 0, 3) === 'ID3') return true;
	const length = mp3Frame(bytes, 0);
	// two frames one after the other: two bytes alike are chance
	return length !== undefined && mp3Frame(bytes, length) !== undefined;
}

interface Box {
	readonly name: string;
	/** where its name stands */
	readonly nameAt: number;
	readonly from: number;
	readonly until: number;
}

/** Boxes that one file is read for, in all: an ordinary film has a hundred of them, one cut at every picture some thirty thousand. */
export const boxesAtMost = 50_000;
/** Boxes one inside another: those that are read of a film stand three deep. */
export const depthAtMost = 16;

/** How many boxes may still be read of a file; below zero, it has more than a film has. */
interface Patience {
	left: number;
}

/** The boxes of an MP4 between two places; it stops at the first one that does not hold, and where patience ends. */
function* boxesOf(bytes: Uint8Array, { from, until }: Pick<Box, 'from' | 'until'>, patience: Patience): Iterable<Box> {
	for (let at = from; at + 8 <= until; ) {
		if ((patience.left -= 1) < 0) return;
		const short = u32(bytes, at);
		const isLong = short === 1;
		const length = isLong ? u32(bytes, at + 8) * 2 ** 32 + u32(bytes, at + 12) : short === 0 ? until - at : short;
		const head = isLong ? 16 : 8;
		if (length < head || at + length > until) return;
		yield { name: latin(bytes, at + 4, 4), nameAt: at + 4, from: at + head, until: at + length };
		at += length;
	}
}

const boxNamed = (bytes: Uint8Array, within: Pick<Box, 'from' | 'until'>, name: string, patience: Patience): Box | undefined => {
	for (const box of boxesOf(bytes, within, patience)) if (box.name === name) return box;
	return undefined;
};

const brands = ['isom', 'iso2', 'iso3', 'iso4', 'iso5', 'iso6', 'iso7', 'iso8', 'iso9', 'mp41', 'mp42', 'avc1', 'M4V ', 'M4VH', 'M4VP', 'M4A ', 'M4B ', 'MSNV', 'dash', 'qt  '];

/** The photos of a telephone that keeps them in its own format (FI15). */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];
const isHeic = (bytes: Uint8Array): boolean => latin(bytes, 4, 4) === 'ftyp' && heicBrands.includes(latin(bytes, 8, 4));

/** What an MP4 plays, by its tracks: its name and its brand say less. */
function mp4Type(bytes: Uint8Array): FileType | undefined {
	if (latin(bytes, 4, 4) !== 'ftyp' || !brands.includes(latin(bytes, 8, 4))) return undefined;
	const patience = { left: boxesAtMost };
	const film = boxNamed(bytes, { from: 0, until: bytes.length }, 'moov', patience);
	if (!film) return undefined;
	const handlers = new Set<string>();
	for (const track of boxesOf(bytes, film, patience)) {
		const media = track.name === 'trak' ? boxNamed(bytes, track, 'mdia', patience) : undefined;
		const handler = media && boxNamed(bytes, media, 'hdlr', patience);
		if (handler) handlers.add(latin(bytes, handler.from + 8, 4));
	}
	if (patience.left < 0) return undefined;
	return handlers.has('vide') ? known.mp4 : handlers.has('soun') ? known.m4a : undefined;
}

/** Cameras write here where they were, and what they are. */
const labels = new Set(['udta', 'meta', 'uuid']);

/**
 * The same MP4 without the boxes that say where and by what it was filmed: they are emptied where they stand, so that nothing else moves (FI5).
 * Refuses one that has more boxes than `boxesAtMost`, or deeper ones than `depthAtMost` (FI12): its labels are not all read.
 */
export function withoutLabels(bytes: Uint8Array): Outcome<Uint8Array, TypeRefusal> {
	const kept = bytes.slice();
	const patience = { left: boxesAtMost };
	const empty = ({ nameAt, from, until }: Box) => {
		kept.set([0x66, 0x72, 0x65, 0x65], nameAt); // free
		kept.fill(0, from, until);
	};
	const within = (place: Pick<Box, 'from' | 'until'>, depth: number) => {
		if (depth > depthAtMost) patience.left = -1;
		for (const box of boxesOf(bytes, place, patience))
			if (labels.has(box.name)) empty(box);
			else if (box.name === 'moov' || box.name === 'trak') within(box, depth + 1);
	};
	within({ from: 0, until: bytes.length }, 0);
	return patience.left < 0 ? refused('file-type-refused') : accepted(kept);
}

/** Sounds and films of the web, by the codecs that the first 64 kB name. */
function webmType(bytes: Uint8Array): FileType | undefined {
	if (!starts(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return undefined;
	let head = '';
	for (let at = 0; at < Math.min(bytes.length, 65_536); at += 4_096) head += latin(bytes, at, Math.min(4_096, 65_536 - at));
	if (!head.slice(0, 64).includes('webm')) return undefined;
	return /V_(VP8|VP9|AV1)/.test(head) ? known.webm : /A_(OPUS|VORBIS)/.test(head) ? known.weba : undefined;
}

function oggType(bytes: Uint8Array): FileType | undefined {
	const head = latin(bytes, 0, 4) === 'OggS' ? latin(bytes, 0, 64) : '';
	return /OpusHead|\u0001vorbis/.test(head) ? known.ogg : undefined;
}

/** Characters of a text in which its kind is read. */
export const headOfText = 65_536;

/** Lines that all have as many fields, two or more, between the same signs: the first twenty of its head. */
function isTable(text: string): boolean {
	const head = text.slice(0, headOfText).split(/\r?\n/);
	// the line where the head ends is only begun
	if (text.length > headOfText) head.pop();
	const lines = head.filter((line) => line.trim() !== '').slice(0, 20);
	return lines.length > 1 && [';', '\t', ','].some((sign) => {
		const fields = lines.map((line) => line.replace(/"[^"]*"/g, '').split(sign).length);
		return fields[0]! > 1 && fields.every((count) => count === fields[0]);
	});
}

function textType(bytes: Uint8Array): Outcome<FileType, TypeRefusal> {
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return refused('file-type-refused');
	}
	// eslint-disable-next-line no-control-regex
	if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) return refused('file-type-refused');
	// FI2: whatever it is called, what begins like a page is one
	if (/^[\s\ufeff]*</.test(text)) return refused('file-is-a-page');
	return accepted(isTable(text) ? known.csv : known.txt);
}

/**
 * What these bytes are (FI1). Refuses an empty file, pages and SVG (FI2), the photos of a telephone's own format (FI15), what is none of the kept types, and what is larger than its family may be (FI6).
 * `bytes`: the whole file.
 */
export function typeOf(bytes: Uint8Array): Outcome<FileType, TypeRefusal> {
	if (bytes.length === 0) return refused('file-empty');
	if (isHeic(bytes)) return refused('file-is-heic');
	const riff = latin(bytes, 0, 4) === 'RIFF' ? latin(bytes, 8, 4) : '';
	const found =
		(starts(bytes, 0xff, 0xd8, 0xff) && known.jpeg) ||
		(starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) && known.png) ||
		(riff === 'WEBP' && known.webp) ||
		(riff === 'WAVE' && known.wav) ||
		(latin(bytes, 0, 5) === '%PDF-' && known.pdf) ||
		oggType(bytes) ||
		webmType(bytes) ||
		mp4Type(bytes) ||
		(isMp3(bytes) && known.mp3) ||
		(bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0 && known.aac);
	const read = found ? accepted(found) : bytes.length > sizeLimit.document ? refused('file-type-refused' as const) : textType(bytes);
	return read.accepted && bytes.length > sizeLimit[read.value.family] ? refused('file-too-large') : read;
}
