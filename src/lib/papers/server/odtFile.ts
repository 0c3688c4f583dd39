// A paper as an .odt file: the parts of an OpenDocument text, packed as its standard asks.
import { crc32, deflateRawSync } from 'node:zlib';
import { odtContent, odtMeta, odtStyles } from '../rules/odt.ts';
import type { Paper } from '../rules/paper.ts';

interface Part {
	readonly name: string;
	readonly text: string;
	/** as it is: the type of the file must be readable without unpacking it */
	readonly isStored?: boolean;
}

/** A zip file; no day is written in it, so that the same paper is the same file. */
function zip(parts: readonly Part[]): Buffer {
	const files: Buffer[] = [];
	const entries: Buffer[] = [];
	let at = 0;
	for (const { name, text, isStored = false } of parts) {
		const [path, plain] = [Buffer.from(name), Buffer.from(text)];
		const packed = isStored ? plain : deflateRawSync(plain);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(0x0800, 2);
		common.writeUInt16LE(isStored ? 0 : 8, 4);
		// 1 January 1980, the first day that this format knows
		common.writeUInt16LE(0x21, 8);
		common.writeUInt32LE(crc32(plain), 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(plain.length, 18);
		common.writeUInt16LE(path.length, 22);
		files.push(Buffer.from('PK\x03\x04', 'latin1'), common, path, packed);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(at, 10);
		entries.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, path);
		at += 30 + path.length + packed.length;
	}
	const directory = Buffer.concat(entries);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 0, 'latin1');
	end.writeUInt16LE(parts.length, 8);
	end.writeUInt16LE(parts.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...files, directory, end]);
}

const type = 'application/vnd.oasis.opendocument.text';
const listed = ['content.xml', 'styles.xml', 'meta.xml'];
const manifest = `<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${type}"/>${listed.map((name) => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`).join('')}</manifest:manifest>`;

export const odtType = type;

/** The whole file. */
export const odtFile = (paper: Paper): Buffer =>
	zip([
		{ name: 'mimetype', text: type, isStored: true },
		{ name: 'content.xml', text: odtContent(paper) },
		{ name: 'styles.xml', text: odtStyles(paper) },
		{ name: 'meta.xml', text: odtMeta(paper) },
		{ name: 'META-INF/manifest.xml', text: manifest }
	]);
