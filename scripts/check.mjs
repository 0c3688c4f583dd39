// `npm run check`: the types of everything, in any clone: installs the packages and compiles the words that are missing first.
import { spawnSync } from 'node:child_process';
import { dirname, delimiter, join } from 'node:path';
import process from 'node:process';
import { carriedNode, Halt, preparePackages, root } from './installation.mjs';

try {
	await preparePackages();
	const node = carriedNode();
	const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };
	const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);
	for (const command of [[bin('@sveltejs/kit/svelte-kit.js'), 'sync'], [join(root, 'scripts/words.mjs')], [bin('svelte-check/bin/svelte-check'), '--tsconfig', './tsconfig.json', '--tsgo']]) {
		const { status, signal, error } = spawnSync(node, command, { cwd: root, env, stdio: 'inherit' });
		// what is killed says nothing by itself
		if (status !== 0) throw new Halt(`${command[0]} : ${error?.message ?? signal ?? `code ${status}`}. (This step failed.)`);
	}
} catch (error) {
	if (!(error instanceof Halt)) throw error;
	console.error(`\n  ${error.message}\n`);
	process.exitCode = 1;
}
