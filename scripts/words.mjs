// Compiles the messages as the build does, for what reads them without one: `npm run check` in a fresh clone.
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { compile } from '@inlang/paraglide-js';

/** How the words of messages/ become modules, for the build and for whoever compiles them alone. */
export const wordsOptions = {
	project: './project.inlang',
	outdir: './src/lib/words',
	strategy: /** @type {('cookie' | 'preferredLanguage' | 'baseLocale')[]} */ (['cookie', 'preferredLanguage', 'baseLocale']),
	cookieName: 'langue',
	cleanOutdir: false
};

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) await compile(wordsOptions);
