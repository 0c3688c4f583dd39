// `npm start`: installs and builds what is missing, then runs the server on the Node that the project carries.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { carriedNode, Halt, nodeFlags, prepareToRun, root } from './installation.mjs';

/** The exit code of `server/main.ts` when something was thrown that nobody awaited. */
const crashed = 70;

/** npm stands above a shell, which passes no signal on: when one of them goes, so do we. */
function aboveUs() {
	const above = [process.ppid];
	try {
		const [, name, parent] =
			/\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8')) ?? [];
		if (/^(ba|da|a)?sh$/.test(name ?? '')) above.push(Number(parent));
	} catch {
		// only Linux says more
	}
	return above.join();
}

try {
	const above = aboveUs();
	await prepareToRun();
	/** @type {import('node:child_process').ChildProcess} */
	let child;
	/** @type {number[]} */
	let crashes = [];
	const run = () => {
		child = spawn(carriedNode(), [...nodeFlags, join(root, 'server/main.ts')], {
			cwd: root,
			stdio: ['inherit', 'inherit', 'inherit', 'ipc']
		});
		child.once('exit', (code, signal) => {
			const at = performance.now();
			crashes = [...crashes.filter((before) => at - before < 600_000), at];
			// what screens call saved is in the database: a fresh process goes on, unless it falls again and again
			if (code !== crashed || crashes.length > 5)
				process.exit(code ?? 128 + constants.signals[signal ?? 'SIGKILL']);
			console.error(
				'\n  Le serveur a rencontré une panne : il repart. (The server failed and starts again.)\n'
			);
			run();
		});
	};
	run();
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	if (process.env.npm_lifecycle_event === 'start' && process.platform !== 'win32')
		setInterval(() => aboveUs() !== above && child.kill('SIGTERM'), 200).unref();
} catch (error) {
	if (!(error instanceof Halt)) throw error;
	console.error(`\n  ${error.message}\n`);
	process.exit(1);
}
