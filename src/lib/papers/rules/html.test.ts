import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeHtml, toHtml } from './html.ts';
import { contentsOf, isFigure, type Paper } from './paper.ts';

const paper = (text: string): Paper => ({
	language: 'fr',
	title: text,
	subtitle: text,
	colophon: text,
	contents: { title: text, top: text },
	blocks: [
		{ kind: 'heading', level: 2, text, anchor: 'chapitre', begins: text, about: text },
		{ kind: 'heading', level: 2, text },
		{ kind: 'fold', summary: text, blocks: [{ kind: 'paragraph', text }] },
		{ kind: 'paragraph', text },
		{ kind: 'quote', text, from: text },
		{ kind: 'list', items: [text], about: [text] },
		{ kind: 'document', label: text, parts: [{ kind: 'heading', text }, { kind: 'item', text }, { kind: 'item', text }, { kind: 'paragraph', text }] },
		{ kind: 'facts', pairs: [[text, text]] },
		{ kind: 'table', caption: text, head: [text, text], rows: [[text, text]], about: [text] }
	]
});

test('[PA1] markup typed by anybody stays text', () => {
	for (const typed of ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</title><script>', "'--><svg/onload=1>"]) {
		const html = toHtml(paper(typed));
		expect(html).toContain(escapeHtml(typed));
		expect(html).not.toContain(typed);
	}
});

test('[PA1] no text adds an element, whatever it holds', () => {
	const tagsOf = (html: string) => html.match(/<[a-z/!]/gi)!.length;
	const expected = tagsOf(toHtml(paper('x')));
	fc.assert(
		fc.property(
			fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.replaceAll('\n', ' ')),
			(text) => {
				expect(tagsOf(toHtml(paper(text)))).toBe(expected);
			}
		),
		{ seed: 20261123, numRuns: 300 }
	);
});

test('[PA2] the file stands alone: no script, no address', () => {
	const html = toHtml(paper('Compte rendu'));
	expect(html).not.toMatch(/<script|https?:|src=|@import|url\(/);
});

test('[PA5] what is folded unfolds without a script, and is printed whole', () => {
	const html = toHtml(paper('Compte rendu'));
	expect(html).toContain('<details><summary><bdi>Compte rendu</bdi></summary><p><bdi>Compte rendu</bdi></p></details>');
	expect(html).toMatch(/@media print\{[^@]*details::details-content\{content-visibility:visible/);
});

test('[PA6] the contents lead to the chapters that have a place of their own, and to nothing else', () => {
	expect(contentsOf(paper('x'))).toEqual([{ anchor: 'chapitre', text: 'x', begins: 'x' }]);
	const html = toHtml(paper('x'));
	const led = [...html.matchAll(/href="([^"]*)"/g)].map(([, to]) => to);
	expect(led).toEqual(['#chapitre', '#top']);
	for (const to of led) expect(html).toContain(`id="${to!.slice(1)}"`);
	expect(toHtml({ ...paper('x'), contents: undefined as never })).not.toContain('<nav');
});

test.each([
	['12', true],
	['3 739 000 €', true],
	['8,4 %', true],
	['−2', true],
	['Bien', false],
	['€', false],
	['12 personnes', false]
])('[PA3] %j is a figure: %s', (cell, expected) => {
	expect(isFigure(cell)).toBe(expected);
});
