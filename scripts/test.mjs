// `npm test`: installs and builds what is missing, runs every suite, and closes with one line: « N passed, N failed ».
// `npm run test:long`: the same, and where `npm test` tries a seeded tenth (SEED), all of it; its result is kept.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { carriedNode, Halt, prepareBuild, preparePackages, root, say } from './installation.mjs';

const begun = performance.now();
const reports = mkdtempSync(join(tmpdir(), 'eclaireurs-reports-'));
/** what waits for the database leaves a core to the others */
const workers = Math.max(2, availableParallelism() - 1);
const isWhole = process.argv.includes('--whole');
/** @type {Record<string, { passed: number, failed: number, seconds: number }>} */
const suites = {};
let passed = 0;
let failed = 0;

const lasted = (/** @type {number} */ since) => `${Math.round((performance.now() - since) / 1000)} s`;

/** The settings of the shell are not those of the tests. */
function environment(/** @type {string} */ node) {
	const env = { ...process.env };
	for (const name of [
		'PORT',
		'HOST',
		'ORIGIN',
		'TRUST_PROXY',
		'DATA_DIR',
		'KEYS_DIR',
		'DATABASE_URL',
		'LOG_LEVEL'
	])
		delete env[name];
	for (const name of [
		'BUILD_DIR',
		'KIT_OUT_DIR',
		'VITE_CACHE_DIR',
		'NODE_ENV',
		'CLOCK_SHIFT_MS',
		'WORLD_SERVER_URL',
		'WHOLE'
	])
		delete env[name];
	if (isWhole) env.WHOLE = 'yes';
	env.PATH = [dirname(node), join(root, 'node_modules/.bin'), env.PATH].join(delimiter);
	// npm puts its own where a nested npx would read it as a choice of the person
	delete env.npm_config_ignore_scripts;
	return env;
}

/**
 * Runs one suite; what its report does not tell (a crash, no test at all) counts as one failure.
 * @param {string} name
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @param {number} minutes
 * @param {() => { passed: number, failed: number }} read
 */
async function runSuite(name, command, env, minutes, read) {
	const since = performance.now();
	console.log(`\n── ${name}`);
	const code = await new Promise((done) => {
		const child = spawn(/** @type {string} */ (command[0]), command.slice(1), {
			cwd: root,
			env,
			stdio: ['ignore', 'inherit', 'inherit']
		});
		const late = setTimeout(() => {
			console.error(`${name} : plus de ${minutes} minutes, on arrête. (too long)`);
			child.kill('SIGTERM');
			setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
		}, minutes * 60_000);
		child.once('error', () => done(-1));
		child.once('exit', (status) => {
			clearTimeout(late);
			done(status ?? -1);
		});
	});
	let counts = { passed: 0, failed: 0 };
	try {
		counts = read();
	} catch {
		console.error(`${name} : pas de compte rendu. (no report)`);
	}
	const isSilent = counts.passed + counts.failed === 0;
	if (counts.failed === 0 && (code !== 0 || isSilent)) counts.failed = 1;
	suites[name] = { ...counts, seconds: Math.round((performance.now() - since) / 1000) };
	passed += counts.passed;
	failed += counts.failed;
	console.log(`── ${name} : ${counts.passed} passed, ${counts.failed} failed, ${lasted(since)}`);
}

/** @param {string} file */
function countVitest(file) {
	const report = JSON.parse(readFileSync(file, 'utf8'));
	// a file that could not even be read has no test to its name
	const broken = report.testResults.filter(
		(/** @type {{ status: string, assertionResults: { status: string }[] }} */ one) =>
			one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed')
	).length;
	return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
}

/** @param {string} file */
function countPlaywright(file) {
	const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
	return {
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky + (stats.unexpected ? 0 : errors.length)
	};
}

async function runEverything() {
	await preparePackages();
	const { ensureBrowser } = await import('./browser.mjs');
	const node = carriedNode();
	const env = environment(node);
	const vitest = (
		/** @type {string} */ project,
		/** @type {string} */ title,
		/** @type {number} */ minutes
	) => {
		const file = join(reports, `${project}.json`);
		const flags = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`, '--no-color'];
		return runSuite(
			title,
			[node, join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', project, `--maxWorkers=${workers}`, ...flags],
			env,
			minutes,
			() => countVitest(file)
		);
	};
	// first: it leaves the words compiled its own way, and the tests theirs, once for all of them
	let isBuilt = true;
	try {
		await prepareBuild();
	} catch (error) {
		if (!(error instanceof Halt)) throw error;
		isBuilt = false;
		failed++;
		console.error(`\n  ${error.message}\n`);
	}
	await vitest('rules', 'rules · règles', 8);
	await vitest('writers', 'writers · écritures', 20);
	if (!isBuilt) return;
	await vitest('doors', 'doors · portes', 20);
	await vitest('faults', 'faults · pannes', 20);
	try {
		const browser = await ensureBrowser();
		say(`Navigateur · browser : ${browser.executablePath}`);
	} catch (error) {
		failed++;
		console.error(`\n  ${/** @type {Error} */ (error).message}\n`);
		return;
	}
	const file = join(reports, 'journeys.json');
	await runSuite(
		'journeys · parcours',
		[node, join(root, 'node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'],
		{ ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_FORCE_TTY: '0', CI: '1', DRAWN: 'yes' },
		isWhole ? 60 : 30,
		() => countPlaywright(file)
	);
}

try {
	await runEverything();
} catch (error) {
	failed++;
	console.error(error instanceof Halt ? `\n  ${error.message}\n` : error);
} finally {
	rmSync(reports, { recursive: true, force: true });
}
if (isWhole) {
	const date = new Date().toISOString().slice(0, 10);
	writeFileSync(join(root, 'bench/results/test-long.json'), `${JSON.stringify({ date, node: process.version, passed, failed, suites }, null, '\t')}\n`);
}
console.log(`\nDurée · time ${lasted(begun)}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
