import { describe, expect, it } from 'vitest';
import { askingTree, inOneLanguage, withoutChoice } from './words-plugin.ts';

/** A word as Paraglide 2.23.2 compiles it, and what its runtime does with the constant. */
const word = `import { getLocale, experimentalStaticLocale } from '../runtime.js';
const fr_close = () => { return (\`Fermer\`) };
const en_close = () => { return (\`Close\`) };
export const close = ((inputs = {}, options = {}) => {
	const locale = experimentalStaticLocale ?? options.locale ?? getLocale()
	if (locale === "en") return en_close(inputs)
	return fr_close(inputs)
});`;
const runtime = `export const experimentalStaticLocale = undefined;
export let getLocale = () => {
    if (experimentalStaticLocale !== undefined) {
        return experimentalStaticLocale;
    }
    return document.cookie;
};`;
const inBrowser = async (code: string, locale: string) => inOneLanguage('chunk.js', askingTree(code), locale);

describe('the trees of scripts', () => {
	it.each([
		['fr', 'Fermer', 'Close'],
		['en', 'Close', 'Fermer']
	])('in %s know %s and not %s', async (locale, known, unknown) => {
		const code = await inBrowser(word, locale);
		expect(code).toContain(known);
		expect(code).not.toContain(unknown);
	});

	it('call a sentence by itself, what it is given included', async () => {
		const code = await inBrowser(`${word}\nconst fr_left = (i) => { return (\`${'$'}{i?.count} mots\`) };\nexport const left = ((inputs, options = {}) => fr_left(inputs));`, 'fr');
		expect(code).not.toMatch(/=\{\}/);
		const { close, left } = (await import(`data:text/javascript,${encodeURIComponent(code.replace(/^import"[^"]+";/, ''))}`)) as { close: (inputs?: object) => string; left: (inputs?: object) => string };
		expect([close(), close({}), left({ count: 3 }), left()]).toEqual(['Fermer', 'Fermer', '3 mots', 'undefined mots']);
		expect(withoutChoice('f=((a={},b={})=>g(a)),h=((a={},b={})=>g(b))'), 'only what hands on').toBe('f=g,h=((a={},b={})=>g(b))');
	});

	it('look for their language nowhere', async () => {
		expect(await inBrowser(word, 'fr')).not.toMatch(/getLocale|languageOfTree/);
		const code = await inBrowser(runtime, 'en');
		expect(code).toContain('en');
		expect(code).not.toMatch(/cookie|languageOfTree/);
	});

	it('have a script that says nothing as it was', async () => {
		const code = 'export const two = 1 + 1; // as it was';
		expect(await inBrowser(code, 'fr')).toBe(code);
	});
});
