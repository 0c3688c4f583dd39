// Finds a Chromium for the journeys, or brings one, and tells how to launch it.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const note = join(root, 'node_modules/.cache/eclaireurs/chromium.json');
const isRoot = process.getuid?.() === 0;
const require = createRequire(join(root, 'package.json'));

/** @typedef {{ executablePath: string, args: string[], env?: Record<string, string> }} Browser */

const quiet = [
	'--disable-gpu',
	'--disable-dev-shm-usage',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
	// a town hall's network: not a secure context, and no traffic but loopback
	'--host-resolver-rules=MAP atelier.test 127.0.0.1'
];

/** Does it run at all: a wrapper without its package, a missing library, show here. */
function runs(/** @type {string} */ path, /** @type {Record<string, string>} */ env = {}) {
	return (
		existsSync(path) &&
		spawnSync(path, ['--version'], { env: { ...process.env, ...env }, timeout: 20_000 }).status === 0
	);
}

/** @returns {Browser | undefined} */
function onThisMachine() {
	const named = process.env.CHROMIUM_PATH;
	if (named) {
		if (runs(named)) return { executablePath: named, args: [] };
		throw new Error(`CHROMIUM_PATH=${named} : aucun Chromium ne s’y lance. (No Chromium runs there.)`);
	}
	const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
	const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
	const places = [
		...names.flatMap((name) =>
			folders.filter((folder) => folder.startsWith('/')).map((folder) => join(folder, name))
		),
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/Applications/Chromium.app/Contents/MacOS/Chromium'
	];
	const found = places.find((path) => runs(path));
	return found ? { executablePath: found, args: [] } : undefined;
}

/** @returns {Browser | undefined} */
function ofPlaywright() {
	try {
		const whole = require('@playwright/test').chromium.executablePath();
		// what --only-shell brings stands beside the whole browser, under another name
		const shell = whole
			.replace(/chromium-(\d+)/, 'chromium_headless_shell-$1')
			.replace(/chrome-linux(64)?[/\\]chrome$/, '');
		const shells = ['chrome-headless-shell-linux64/chrome-headless-shell', 'chrome-linux/headless_shell'];
		const found = [whole, ...shells.map((file) => join(shell, file))].find((path) => runs(path));
		return found ? { executablePath: found, args: [] } : undefined;
	} catch {
		return undefined;
	}
}

/** @returns {Browser | undefined} */
function downloaded() {
	try {
		const cli = join(dirname(require.resolve('@playwright/test/package.json')), 'cli.js');
		execFileSync(process.execPath, [cli, 'install', 'chromium', '--only-shell'], {
			stdio: 'ignore',
			timeout: 180_000
		});
	} catch {
		return undefined;
	}
	return ofPlaywright();
}

/** @returns {Browser | undefined} */
function fromTheSystem() {
	if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined;
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	try {
		execFileSync('apt-get', ['update'], { stdio: 'ignore', timeout: 120_000, env });
		const wanted = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'];
		execFileSync('apt-get', wanted, { stdio: 'ignore', timeout: 300_000, env });
	} catch {
		return undefined;
	}
	return onThisMachine();
}

/** The one that npm brings: needs neither root nor a network beyond the registry. @returns {Promise<Browser | undefined>} */
async function fromNpm() {
	try {
		const { default: chromium } = await import(pathToFileURL(require.resolve('@sparticuz/chromium')).href);
		const executablePath = await chromium.executablePath();
		/** @type {Record<string, string>} */
		const env = process.env.LD_LIBRARY_PATH ? { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH } : {};
		if (!runs(executablePath, env)) return undefined;
		const needed = chromium.args.filter((/** @type {string} */ arg) =>
			/^--(no-zygote|single-process|in-process-gpu|headless|use-gl|use-angle|ozone-platform|no-sandbox)/.test(
				arg
			)
		);
		return {
			executablePath,
			args: needed.filter((/** @type {string} */ arg) => !/single-process/.test(arg)),
			env
		};
	} catch {
		return undefined;
	}
}

/** Makes sure of a Chromium and writes down which. @returns {Promise<Browser>} */
export async function ensureBrowser() {
	const found = onThisMachine() ?? ofPlaywright() ?? downloaded() ?? fromTheSystem() ?? (await fromNpm());
	if (!found)
		throw new Error(
			'Aucun Chromium n’a pu être trouvé ni installé : installez-en un, ou donnez son chemin dans CHROMIUM_PATH. (No Chromium: set CHROMIUM_PATH.)'
		);
	mkdirSync(dirname(note), { recursive: true });
	writeFileSync(note, JSON.stringify(found));
	return found;
}

/** @returns {Browser | undefined} */
function noted() {
	try {
		const found = JSON.parse(readFileSync(note, 'utf8'));
		return existsSync(found.executablePath) ? found : undefined;
	} catch {
		return undefined;
	}
}

/** How Playwright launches it: what was written down, else what stands on this machine. */
export function launchOptions() {
	const found = (process.env.CHROMIUM_PATH ? undefined : noted()) ?? onThisMachine() ?? ofPlaywright();
	return {
		...(found ? { executablePath: found.executablePath } : {}),
		...(found?.env ? { env: /** @type {Record<string, string>} */ ({ ...process.env, ...found.env }) } : {}),
		args: [...quiet, ...(found?.args ?? []), ...(isRoot ? ['--no-sandbox'] : [])]
	};
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
	console.log((await ensureBrowser()).executablePath);
