import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { minify, transformWithOxc, type Plugin } from 'vite';
import settings from '../project.inlang/settings.json' with { type: 'json' };

const { baseLocale, locales } = settings;

/** Stands for the language in the browser's scripts, from their sources to their trees. */
const language = 'globalThis.languageOfTree';

/** What Paraglide compiled, with the language where it was asked for. The constant that Paraglide has for this is of another file: a chunk that imports it could not be cut. */
export const askingTree = (code: string): string =>
	code
		.replace('const locale = experimentalStaticLocale ?? options.locale ?? getLocale()', `const locale = ${language}`)
		.replaceAll('experimentalStaticLocale !== undefined', `${language} !== undefined`)
		.replaceAll('return experimentalStaticLocale', `return ${language}`);

/** A script of all languages as the script of one: the words of the others go, and the choice between them. */
export async function inOneLanguage(name: string, code: string, locale: string): Promise<string> {
	if (!code.includes(language)) return code;
	const chosen = await transformWithOxc(code, name, { define: { [language]: JSON.stringify(locale) } });
	return withoutChoice((await minify(name, chosen.code, { module: true })).code);
}

/** The choice between languages, once there is one: a function that hands on to the words what it was given. It costs a phone more than many of the sentences. */
const choice = /\(\(([\w$]+)(?:=\{\})?,[\w$]+=\{\}\)=>([\w$]+)\(\1\)\)/g;

/** Minified words, each called by itself: a sentence reads what it is given with `?.`, so nothing given is as good as an empty object. */
export const withoutChoice = (code: string): string => code.replace(choice, '$2');

/** Gives the browser the words of its page's language alone (decision 0021): `_app/immutable` speaks the base language, `_app/immutable/en` is the same tree in English, and the server names the tree in the page. */
export function words(): Plugin {
	return {
		name: 'eclaireurs:words-trees',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		transform: {
			filter: { id: /src\/lib\/words\/(runtime|messages\/(?!_index)\w+)\.js$/ },
			handler(code, id) {
				const asking = askingTree(code);
				if (asking === code) this.error(`${id} does not ask its tree for its language: has Paraglide changed what it compiles?`);
				return { code: asking, map: null };
			}
		},
		// once the client stands, and before the adapter compresses it
		async buildApp({ environments }) {
			const tree = join(environments.client!.config.build.outDir, '_app/immutable');
			const files = (await readdir(tree, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
			await Promise.all(
				files.map(async ({ parentPath, name }) => {
					const from = join(parentPath, name);
					const bytes = await readFile(from);
					await Promise.all(
						locales.map(async (locale) => {
							const to = locale === baseLocale ? from : join(tree, locale, from.slice(tree.length));
							await mkdir(dirname(to), { recursive: true });
							await writeFile(to, name.endsWith('.js') ? await inOneLanguage(name, bytes.toString(), locale) : bytes);
						})
					);
				})
			);
		}
	};
}
