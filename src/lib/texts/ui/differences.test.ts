import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { compare, tally } from '../rules/differences.ts';
import type { Cause, Passage, Version } from '../rules/passages.ts';
import { tallyInWords } from './differenceWords.ts';
import Differences from './Differences.svelte';
import { inLists } from './lists.ts';
import TextView from './TextView.svelte';

const passage = (id: string, text: string, kind: Passage['kind'] = 'paragraph'): Passage => ({ id, kind, text });
const cause = (passageId: string, by: string): Cause => ({ passageId, author: 'R7', by });
const version = (number: number, passages: Passage[], causes: Cause[] = []): Version => ({ number, passages, causes, sealedAt: '2027-03-13T10:00:00.000Z' });
const nameOf = ({ by }: Cause) => `${by} — Le contribuable attentif`;

const v0 = version(0, [
	passage('t', 'À table, les Rivelles !', 'title'),
	passage('a', 'Rénover la cuisine centrale et confier l’approvisionnement à un prestataire unique.'),
	passage('b', 'Des barquettes recyclables pour les enfants de la ville.'),
	passage('c', 'Une application <b>de commande</b> pour les familles.'),
	passage('d', 'Démarrage en janvier 2028.')
]);
const v1 = version(1, [v0.passages[0]!, passage('a', 'Rénover la cuisine centrale et confier l’approvisionnement à sept lots.'), ...v0.passages.slice(2)], [cause('a', 'AM03')]);
const v2 = version(
	2,
	[v0.passages[0]!, v0.passages[4]!, v1.passages[1]!, passage('b', 'Des bacs consignés pour les enfants de la ville.'), passage('e', 'Former les **onze agents**.', 'item')],
	[cause('b', 'AM02'), cause('c', 'AM11'), cause('e', 'AM14')]
);

/** What a screen reader goes through: text alone, without what is hidden from it. */
const heard = (html: string) =>
	html
		.replace(/<!--.*?-->/g, '')
		.replace(/<(\w+)[^>]*aria-hidden="true"[^>]*>(?:(?!<\/\1>).)*<\/\1>/gs, '')
		.replace(/<[^>]+>/g, '')
		.replaceAll('&lt;', '<')
		.replace(/\s+/g, ' ')
		.trim();
const shown = (view: 'inline' | 'beside') => render(Differences, { props: { before: v0, after: v2, between: [v0, v1, v2], nameOf, view } }).body;

describe('differences', () => {
	test('[TE14] in one column, what was added and removed is said', () => {
		const said = heard(shown('inline'));
		expect(said).toContain('2 passages changés, 1 ajouté, 1 retiré, 1 déplacé');
		expect(said).toContain('Des retiré : barquettes recyclables , fin du retrait, ajouté : bacs consignés , fin de l’ajout, pour les enfants');
		expect(said).toContain('Passage déplacé');
		expect(said).toContain('Passage ajouté');
		expect(said).toContain('Passage retiré');
	});

	test('[TE14] each change tells its version and what caused it, also when it came before the last', () => {
		const said = heard(shown('inline'));
		expect(said).toMatch(/Passage changé v1, à cause d’AM03 — Le contribuable attentif/);
		expect(said).toMatch(/Passage changé v2, à cause d’AM02 — Le contribuable attentif/);
		expect(said).toMatch(/Passage retiré v2, à cause d’AM11/);
	});

	test('[TE14] what was brought and is not read any more is not said to have caused what is read', () => {
		const said = heard(render(Differences, { props: { before: v0, after: v2, between: [v0, v1, v2], nameOf, goneOf: ({ by }: Cause) => (by === 'AM03' ? 2 : undefined) } }).body);
		expect(said).toMatch(/v1, AM03 — Le contribuable attentif : ses mots ne sont plus dans le texte depuis v2/);
		expect(said).not.toMatch(/v1, à cause d’AM03/);
	});

	test('[TE14] marks are elements and signs, not colours', () => {
		const html = shown('inline');
		expect(html).toMatch(/<del[^>]*>.*barquettes recyclables.*<\/del>/s);
		expect(html).toMatch(/<ins[^>]*>.*bacs consignés.*<\/ins>/s);
		for (const sign of ['+', '−', '±', '↕']) expect(html).toContain(`aria-hidden="true">${sign}</span>`);
	});

	test('[TE14] side by side, each side is named and what did not change is heard once', () => {
		const said = heard(shown('beside'));
		expect(said).toContain('Version 0 Des retiré : barquettes recyclables , fin du retrait, pour les enfants');
		expect(said).toContain('Version 2 Des ajouté : bacs consignés , fin de l’ajout, pour les enfants');
		expect(said.split('Démarrage en janvier 2028.')).toHaveLength(2);
	});

	test('[TE9] marked words stand out, markup stays text', () => {
		const html = shown('inline');
		expect(html).toContain('<strong>onze agents</strong>');
		expect(html).not.toContain('<b>');
		expect(html).toContain('&lt;b>de commande');
	});

	test('[TE10] what did not change folds from four passages on', () => {
		const more = { ...v0, passages: [...v0.passages, passage('z', 'Fin')] };
		const html = render(Differences, { props: { before: v0, after: { ...more, number: 1, causes: [cause('z', 'AM01')] }, nameOf } }).body;
		expect(heard(html)).toContain('5 passages inchangés');
		expect(heard(html)).toContain('1 passage ajouté');
	});

	test('[TE14] the sum in words', () => {
		expect(tallyInWords({ changed: 4, added: 2, removed: 1, moved: 0 })).toBe('4 passages changés, 2 ajoutés, 1 retiré');
		expect(tallyInWords({ changed: 0, added: 0, removed: 1, moved: 2 })).toBe('1 passage retiré, 2 déplacés');
		expect(tallyInWords(tally(compare(v0.passages, v0.passages)))).toBe('Rien n’a changé entre ces deux versions.');
	});

	test('[TE14] a change that bears no mark says what it is', () => {
		const kinds = render(Differences, { props: { before: version(0, [passage('a', 'Un')]), after: version(1, [passage('a', 'Un', 'heading')]), nameOf } }).body;
		expect(heard(kinds)).toContain('Passage changé · devient un intertitre');
		const blanks = render(Differences, { props: { before: version(0, [passage('a', 'Un\ndeux')]), after: version(1, [passage('a', 'Un deux')]), nameOf } }).body;
		expect(heard(blanks)).toContain('Passage changé · seuls des espaces ont changé');
		expect(blanks).not.toContain('<ins');
	});
});

describe('a text to read', () => {
	test('[TE9] its title, its headings below, its items in lists', () => {
		const passages = [passage('t', 'Titre', 'title'), passage('h', 'Partie', 'heading'), passage('1', 'un', 'item'), passage('2', 'deux', 'item'), passage('p', 'Un **mot** <i>sûr</i>')];
		expect(inLists(passages).map(({ isList, passages: held }) => [isList, held.length])).toEqual([
			[false, 1],
			[false, 1],
			[true, 2],
			[false, 1]
		]);
		const html = render(TextView, { props: { passages, level: 2 } }).body;
		expect(html).toMatch(/<h2[^>]*>(<!--.*?-->)*Titre/);
		expect(html).toMatch(/<h3[^>]*>(<!--.*?-->)*Partie/);
		expect(html.match(/<li/g)).toHaveLength(2);
		expect(html).toContain('<strong>mot</strong>');
		expect(html).toContain('&lt;i>sûr');
	});
});
