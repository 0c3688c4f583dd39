// Draws the pictures, the sound, the document and the table of the example: real files, made by code, the same at each load.
import { deflateSync } from 'node:zlib';

type Colour = readonly [number, number, number];

interface Shape {
	readonly colour: Colour;
	readonly box: readonly [left: number, top: number, right: number, bottom: number];
	holds(x: number, y: number): boolean;
}

const rectangle = (colour: Colour, left: number, top: number, right: number, bottom: number): Shape => ({ colour, box: [left, top, right, bottom], holds: () => true });
const ellipse = (colour: Colour, x: number, y: number, across: number, down: number): Shape => ({
	colour,
	box: [x - across, y - down, x + across, y + down],
	holds: (atX, atY) => ((atX - x) / across) ** 2 + ((atY - y) / down) ** 2 <= 1
});
function line(colour: Colour, fromX: number, fromY: number, toX: number, toY: number, thick: number): Shape {
	const [wide, high] = [toX - fromX, toY - fromY];
	const length = wide ** 2 + high ** 2;
	return {
		colour,
		box: [Math.min(fromX, toX) - thick, Math.min(fromY, toY) - thick, Math.max(fromX, toX) + thick, Math.max(fromY, toY) + thick],
		holds(x, y) {
			const along = Math.max(0, Math.min(1, ((x - fromX) * wide + (y - fromY) * high) / length));
			return (x - fromX - along * wide) ** 2 + (y - fromY - along * high) ** 2 <= (thick / 2) ** 2;
		}
	};
}

const crcs = Array.from({ length: 256 }, (_, byte) => {
	let crc = byte;
	for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
	return crc >>> 0;
});

function chunk(name: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	let crc = 0xffffffff;
	for (const byte of body) crc = crcs[(crc ^ byte) & 255]! ^ (crc >>> 8);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
	return Buffer.concat([length, body, sum]);
}

/** A PNG of these shapes, the last on top, each point looked at four times so that edges are smooth. */
export function draw(width: number, height: number, ground: Colour, shapes: readonly Shape[]): Uint8Array {
	const fine = Buffer.alloc(width * 2 * height * 2 * 3);
	for (let at = 0; at < fine.length; at += 3) fine.set(ground, at);
	for (const { colour, box, holds } of shapes) {
		const [left, top, right, bottom] = box.map((one) => Math.round(one * 2)) as [number, number, number, number];
		for (let y = Math.max(0, top); y < Math.min(height * 2, bottom); y += 1)
			for (let x = Math.max(0, left); x < Math.min(width * 2, right); x += 1) if (holds((x + 0.5) / 2, (y + 0.5) / 2)) fine.set(colour, (y * width * 2 + x) * 3);
	}
	const rows = Buffer.alloc(height * (width * 3 + 1));
	for (let y = 0; y < height; y += 1)
		for (let x = 0; x < width * 3; x += 1) {
			const [point, part] = [Math.floor(x / 3), x % 3];
			const of = (dx: number, dy: number) => fine[((y * 2 + dy) * width * 2 + point * 2 + dx) * 3 + part]!;
			rows[y * (width * 3 + 1) + 1 + x] = (of(0, 0) + of(1, 0) + of(0, 1) + of(1, 1)) >> 2;
		}
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const [crust, crumb, dark, steel, shade, floor, wall, tile]: Colour[] = [[196, 132, 68], [238, 205, 150], [120, 74, 36], [150, 160, 172], [96, 106, 120], [206, 196, 182], [232, 236, 238], [214, 221, 226]];

/** M03: a trolley of the canteen, its shelves full of bread that nobody ate. */
export function breadTrolley(): Uint8Array {
	const shapes: Shape[] = [rectangle(floor!, 0, 380, 720, 480), rectangle(tile!, 0, 368, 720, 380)];
	for (let x = 60; x < 720; x += 120) shapes.push(rectangle(tile!, x, 0, x + 3, 368));
	shapes.push(ellipse([182, 172, 158], 360, 446, 260, 18));
	for (const x of [150, 562]) shapes.push(rectangle(shade!, x, 90, x + 12, 420));
	for (const y of [190, 300, 404]) shapes.push(rectangle(steel!, 140, y, 586, y + 14));
	for (const x of [170, 552]) shapes.push(ellipse(dark!, x, 434, 20, 20), ellipse(steel!, x, 434, 9, 9));
	const loaf = (x: number, y: number, size: number) => [ellipse(dark!, x, y + 3, size, size * 0.52), ellipse(crust!, x, y, size, size * 0.52), ...[-0.45, 0, 0.45].map((part) => line(crumb!, x + size * part - 6, y - size * 0.22, x + size * part + 6, y + size * 0.1, 5))];
	for (const [shelf, top] of [190, 300, 404].entries())
		for (let nth = 0; nth < 8; nth += 1) {
			const x = 190 + nth * 50 + (shelf % 2) * 14;
			if (x < 556) shapes.push(...loaf(x, top - 22 - (nth % 3) * 3, 34 + ((nth * 7 + shelf * 5) % 9)));
		}
	for (let nth = 0; nth < 6; nth += 1) shapes.push(...loaf(215 + nth * 58, 122 - (nth % 2) * 8, 36));
	shapes.push(line(shade!, 150, 96, 110, 70, 12), line(shade!, 574, 96, 610, 70, 12));
	return draw(720, 480, wall!, shapes);
}

/** M10: the canteen that a class dreams of: a tree on which soup grows, in bowls. */
export function soupTree(): Uint8Array {
	const [sky, grass, trunk, leaf, light, red, orange, white, ink]: Colour[] = [[203, 231, 247], [122, 190, 92], [140, 92, 54], [82, 158, 74], [255, 203, 66], [224, 82, 76], [243, 146, 55], [255, 255, 255], [52, 58, 92]];
	const shapes: Shape[] = [ellipse(grass!, 360, 520, 520, 150), ellipse(light!, 628, 84, 52, 52)];
	for (let ray = 0; ray < 10; ray += 1) {
		const angle = (ray * Math.PI) / 5;
		shapes.push(line(light!, 628 + 62 * Math.cos(angle), 84 + 62 * Math.sin(angle), 628 + 88 * Math.cos(angle), 84 + 88 * Math.sin(angle), 6));
	}
	shapes.push(line(trunk!, 352, 440, 362, 220, 54), line(trunk!, 360, 300, 240, 190, 26), line(trunk!, 360, 290, 486, 180, 26));
	for (const [x, y, size] of [[240, 160, 92], [360, 110, 118], [486, 156, 92], [300, 210, 80], [430, 212, 80]] as const) shapes.push(ellipse(leaf!, x, y, size, size * 0.84));
	for (const [x, y, soup] of [[214, 168, orange], [300, 118, red], [392, 92, orange], [470, 132, red], [530, 190, orange], [330, 214, orange], [428, 220, red]] as const)
		shapes.push(line(trunk!, x, y - 44, x, y - 14, 4), ellipse(white!, x, y + 6, 30, 24), rectangle(leaf!, x - 30, y - 20, x + 30, y), ellipse(white!, x, y, 32, 9), ellipse(soup!, x, y, 27, 6));
	for (const [x, hat] of [[120, red], [210, light], [520, orange], [610, red]] as const)
		shapes.push(ellipse([246, 205, 166], x, 356, 24, 24), ellipse(hat!, x, 336, 25, 12), line(ink!, x, 380, x, 426, 16), line(ink!, x, 392, x - 30, 372, 8), line(ink!, x, 392, x + 30, 372, 8), line(ink!, x, 424, x - 14, 456, 8), line(ink!, x, 424, x + 14, 456, 8), ellipse(ink!, x - 8, 354, 3, 3), ellipse(ink!, x + 8, 354, 3, 3), line(red!, x - 8, 366, x + 8, 366, 3));
	return draw(720, 480, sky!, shapes);
}

/** M04: six seconds of a loud room, as a WAV: a murmur that swells, and cutlery. Eight thousand samples a second are enough for noise. */
export function refectory(): Uint8Array {
	const [rate, seconds] = [8_000, 6];
	const samples = rate * seconds;
	const sound = Buffer.alloc(44 + samples);
	sound.write('RIFF', 0);
	sound.writeUInt32LE(36 + samples, 4);
	sound.write('WAVEfmt ', 8);
	sound.writeUInt32LE(16, 16);
	sound.writeUInt16LE(1, 20);
	sound.writeUInt16LE(1, 22);
	sound.writeUInt32LE(rate, 24);
	sound.writeUInt32LE(rate, 28);
	sound.writeUInt16LE(1, 32);
	sound.writeUInt16LE(8, 34);
	sound.write('data', 36);
	sound.writeUInt32LE(samples, 40);
	let seed = 118;
	const chance = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
	let [low, voice, ring, pitch] = [0, 0, 0, 0];
	for (let at = 0; at < samples; at += 1) {
		const time = at / rate;
		low += (chance() * 2 - 1 - low) * 0.12;
		voice += (low - voice) * 0.35;
		if (chance() < 4 / rate) [ring, pitch] = [1, 1_900 + chance() * 1_400];
		ring *= 0.9982;
		const swell = 0.75 + 0.25 * Math.sin(time * 2.1) * Math.sin(time * 0.7 + 1);
		const word = 0.6 + 0.4 * Math.abs(Math.sin(time * 9.3) * Math.sin(time * 5.1 + 0.4));
		const said = voice * 2.6 * swell * word + 0.28 * ring * Math.sin(2 * Math.PI * pitch * time);
		sound[44 + at] = 128 + Math.round(Math.max(-1, Math.min(1, said)) * 110);
	}
	return sound;
}

/** A PDF of one page, in Helvetica: a title and lines. */
export function onePage(title: string, lines: readonly string[]): Uint8Array {
	const said = (text: string) => text.replace(/[\\()]/g, '\\$&');
	const page = [`BT /F1 20 Tf 56 780 Td (${said(title)}) Tj ET`, ...lines.map((text, nth) => `BT /F1 12 Tf 56 ${740 - nth * 22} Td (${said(text)}) Tj ET`)].join('\n');
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R /Lang (fr) >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>',
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
		`<< /Length ${Buffer.byteLength(page, 'latin1')} >>\nstream\n${page}\nendstream`
	];
	let file = '%PDF-1.4\n';
	const places = objects.map((object, nth) => {
		const place = Buffer.byteLength(file, 'latin1');
		file += `${nth + 1} 0 obj\n${object}\nendobj\n`;
		return place;
	});
	const table = Buffer.byteLength(file, 'latin1');
	file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
	return Buffer.from(file, 'latin1');
}
