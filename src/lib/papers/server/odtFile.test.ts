import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../rules/paper.ts';
import { odtFile, odtType } from './odtFile.ts';

const paper = (typed: string): Paper => ({
	language: 'fr',
	title: typed,
	subtitle: 's',
	blocks: [
		{ kind: 'heading', level: 2, text: typed },
		{ kind: 'fold', summary: 'x', blocks: [{ kind: 'list', items: [typed] }] },
		{ kind: 'table', caption: typed, head: ['a', 'b'], rows: [[typed, '12 %']] },
		{ kind: 'facts', pairs: [[typed, typed]] },
		{ kind: 'quote', text: typed, from: typed }
	],
	colophon: typed
});

/** Reads the file's own directory, as what opens it does. */
function partsOf(file: Buffer): ReadonlyMap<string, string> {
	const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	const found = new Map<string, string>();
	let at = file.readUInt32LE(end + 16);
	for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
		const [packed, length, start] = [at + 20, at + 28, at + 42].map((place) => file.readUInt32LE(place)) as [
			number,
			number,
			number
		];
		const named = length & 0xffff;
		const name = file.toString('utf8', at + 46, at + 46 + named);
		const from = start + 30 + named;
		const bytes = file.subarray(from, from + packed);
		found.set(name, (file.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes).toString('utf8'));
		at += 46 + named;
	}
	return found;
}

describe('a paper as OpenDocument', () => {
	test('[PA2] says first what it is, lists its parts, and loads nothing', () => {
		const file = odtFile(paper('Bilan'));
		expect(file.toString('latin1', 30, 38 + odtType.length)).toBe(`mimetype${odtType}`);
		const parts = partsOf(file);
		expect([...parts.keys()]).toEqual([
			'mimetype',
			'content.xml',
			'styles.xml',
			'meta.xml',
			'META-INF/manifest.xml'
		]);
		expect([...parts.values()].join('')).not.toMatch(/xlink|href|<script/);
		expect(odtFile(paper('Bilan')).equals(file)).toBe(true);
	});
	test('[PA1] what somebody typed stays words, and what XML cannot hold is left out', () => {
		const content = partsOf(odtFile(paper('<text:p>a & "b"\u0000\ud800\n\tc')))!.get('content.xml')!;
		const words = '&lt;text:p&gt;a &amp; &quot;b&quot;<text:line-break/><text:tab/>c';
		// title, heading, item, caption, cell, fact twice, quote twice, colophon
		expect(content.split(words)).toHaveLength(11);
		expect(content).not.toMatch(/[\u0000\ud800]/);
	});
});
