// `npm start`: installs and builds what is missing, then runs the server on the Node that the project carries.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fallsTooOften } from './falls.mjs';
import { carriedNode, Halt, nodeFlags, prepareToRun, root } from './installation.mjs';

/** The exit code of `server/main.ts` when something was thrown that nobody awaited. */
const crashed = 70;
/** … and when it could not start, in a sentence. */
const refused = 1;
/** Milliseconds after a fall in which it is tried again. */
const patience = 60_000;

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
	// a build that is named is taken as it is
	if (!process.env.BUILD_DIR) await prepareToRun();
	/** @type {import('node:child_process').ChildProcess} */
	let child;
	/** @type {number[]} */
	const falls = [];
	let isStopping = false;
	const run = () => {
		child = spawn(carriedNode(), [...nodeFlags, join(root, 'server/main.ts')], {
			cwd: root,
			stdio: ['inherit', 'inherit', 'inherit', 'ipc']
		});
		child.once('exit', (code, signal) => {
			const at = performance.now();
			const end = () => process.exit(code ?? 128 + constants.signals[signal ?? 'SIGKILL']);
			if (isStopping) return end();
			if (code === crashed) {
				falls.push(at);
				if (fallsTooOften(falls)) {
					console.error(
						'\n  Le serveur tombe en panne sans cesse : il s’arrête. Ce qui était enregistré est gardé. Notez les lignes ci-dessus, puis relancez avec « npm start ». (The server fails again and again and stops. What was saved is kept: note the lines above, then run npm start.)\n'
					);
					return end();
				}
				// what screens call saved is in the database: a fresh process goes on
				console.error(
					'\n  Le serveur a rencontré une panne : il repart. (The server failed and starts again.)\n'
				);
				return run();
			}
			// what made it fall may still be there: its database is starting again too
			if (code === refused && at - (falls.at(-1) ?? -Infinity) < patience) return void setTimeout(run, 1_000);
			end();
		});
	};
	run();
	const stop = (/** @type {NodeJS.Signals} */ signal) => {
		isStopping = true;
		if (!child.kill(signal)) process.exit(0);
	};
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => stop(signal));
	if (process.env.npm_lifecycle_event === 'start' && process.platform !== 'win32')
		setInterval(() => aboveUs() !== above && stop('SIGTERM'), 200).unref();
} catch (error) {
	if (!(error instanceof Halt)) throw error;
	console.error(`\n  ${error.message}\n`);
	process.exit(1);
}
