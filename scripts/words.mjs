// Compiles the messages for what reads them without a build: the tests, and `npm run check` in a fresh clone.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compile } from '@inlang/paraglide-js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** How the words of messages/ become modules, for the build and for whoever compiles them alone. */
export const wordsOptions = {
	project: './project.inlang',
	outdir: './src/lib/words',
	strategy: /** @type {('cookie' | 'preferredLanguage' | 'baseLocale')[]} */ (['cookie', 'preferredLanguage', 'baseLocale']),
	cookieName: 'langue',
	cleanOutdir: false
};

const compiled = join(root, 'src/lib/words/messages.js');
const stamp = join(root, 'src/lib/words/.compiled');

/** What decides of the compiled words, and what stands there now: a build writes other modules to the same place. */
function digest() {
	const hash = createHash('sha256');
	const read = (/** @type {string} */ path) => hash.update(path).update('\0').update(readFileSync(join(root, path))).update('\0');
	for (const name of readdirSync(join(root, 'messages'), { recursive: true, encoding: 'utf8' }).sort()) if (name.endsWith('.json')) read(join('messages', name));
	for (const path of ['project.inlang/settings.json', 'node_modules/@inlang/paraglide-js/package.json', 'scripts/words.mjs', 'src/lib/words/messages.js']) read(path);
	return hash.digest('hex');
}

/** Compiles the words as one module a language, where they are not so already: it takes 24 s on two cores, and the tests begin four times in a run. */
export async function compileOnce() {
	if (existsSync(compiled) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest()) return;
	rmSync(stamp, { force: true });
	// nine thousand modules of a build, which nobody reads here and a type check would
	rmSync(join(root, 'src/lib/words/messages'), { recursive: true, force: true });
	await compile({ ...wordsOptions, outputStructure: 'locale-modules' });
	writeFileSync(stamp, digest());
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) await compileOnce();
