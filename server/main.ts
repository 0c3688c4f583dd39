// Starts the one process: settings, database, http server, sockets; and ends it. Imports node, its neighbours and the build output only: anything else would be a second copy of the pool and the rooms.
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { largestBody, patienceFor } from './bodies.ts';
import { protectiveHeaders } from './headers.ts';
import { CannotStart, startPostgres, type Started } from './postgres.ts';
import { parseSettings } from './settings.ts';

const root = resolve(import.meta.dirname, '..');

function giveUp(sentence: string): never {
	console.error(`\n  ${sentence}\n`);
	process.exit(1);
}

const parsed = parseSettings(process.env, root);
if ('refusal' in parsed) giveUp(parsed.refusal);
const { settings } = parsed;

function makeFolders(): void {
	try {
		mkdirSync(settings.dataDir, { recursive: true });
		mkdirSync(settings.keysDir, { recursive: true, mode: 0o700 });
		if (process.platform !== 'win32' && statSync(settings.keysDir).mode & 0o077)
			chmodSync(settings.keysDir, 0o700);
	} catch (error) {
		giveUp(
			`Le dossier des données ${settings.dataDir} ne peut pas être écrit : choisissez-en un autre avec DATA_DIR. (The data folder cannot be written: ${(error as NodeJS.ErrnoException).code ?? error})`
		);
	}
}

const header = { protocol: 'x-eclaireurs-proto', host: 'x-eclaireurs-host', address: 'x-eclaireurs-address' };
const origin = settings.origin ? new URL(settings.origin) : undefined;

/** The adapter believes these private headers, which are always overwritten here: no client can say them. */
function sayWhoAsks(request: IncomingMessage): { protocol: string; hostname: string } | undefined {
	const last = (name: string, back: number) => {
		if (back < 1) return undefined;
		const values = [request.headers[name] ?? []].flat().join(',').split(',');
		return values.at(-back)?.trim() || undefined;
	};
	const forwarded = settings.proxies > 0 && last('x-forwarded-proto', 1) === 'https';
	const protocol = origin?.protocol ?? (forwarded ? 'https:' : 'http:');
	request.headers[header.protocol] = protocol.slice(0, -1);
	const host = origin?.host ?? request.headers.host ?? 'localhost';
	// a name that is none would be thrown at whoever builds an address from it
	if (!URL.canParse(`${protocol}//${host}`)) return undefined;
	request.headers[header.host] = host;
	request.headers[header.address] =
		last('x-forwarded-for', settings.proxies) ?? request.socket.remoteAddress ?? 'unknown';
	return { protocol, hostname: host.replace(/:\d+$/, '') };
}

/** Private networks first, bridges of virtual machines last: the address that a phone in the room can reach. */
function addressesForPhones(port: number): string[] {
	if (!['0.0.0.0', '::'].includes(settings.host)) return [];
	const rank = (name: string) =>
		/^(docker|br-|veth|virbr|vmnet|vbox|tun|tap|wg|cni|flannel)/i.test(name) ? 1 : 0;
	return Object.entries(networkInterfaces())
		.flatMap(([name, all]) => (all ?? []).map((one) => ({ ...one, name })))
		.filter((one) => one.family === 'IPv4' && !one.internal && !one.address.startsWith('169.254.'))
		.sort((one, other) => rank(one.name) - rank(other.name))
		.map((one) => `http://${one.address}:${port}`);
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void | Promise<void>;

/** The embedded one, once it runs. */
let database: Started | undefined;

async function start(): Promise<void> {
	makeFolders();
	if (!settings.databaseUrl) {
		database = await startPostgres(join(settings.dataDir, 'postgres'));
		process.env.DATABASE_URL = database.url;
	}
	Object.assign(process.env, {
		ECLAIREURS_ROOT: root,
		NODE_ENV: process.env.NODE_ENV || 'production',
		DATA_DIR: settings.dataDir,
		KEYS_DIR: settings.keysDir,
		LOG_LEVEL: settings.logLevel,
		BODY_SIZE_LIMIT: String(largestBody),
		PROTOCOL_HEADER: header.protocol,
		HOST_HEADER: header.host,
		ADDRESS_HEADER: header.address
	});

	// a computed specifier keeps the type checker out of the build output
	const built = (file: string) =>
		import(pathToFileURL(join(resolve(root, process.env.BUILD_DIR || 'build'), file)).href);
	const { handler } = (await built('handler.js')) as { handler: Handler };
	const { handleRequest, handleUpgrade, shutdown } = (await built('server/sockets.js')) as typeof import('./sockets.ts');

	let underWay = 0;
	let allAnswered = () => {};
	const server = createServer(
		// slow senders of headers are looked for every second, so that none stays longer than ten
		{
			headersTimeout: 9_000,
			requestTimeout: patienceFor('/projets/-/enquete'),
			keepAliveTimeout: 20_000,
			connectionsCheckingInterval: 1_000
		},
		(request, response) => {
			underWay++;
			response.once('close', () => {
				if (--underWay === 0) allAnswered();
			});
			const late = setTimeout(() => request.complete || request.destroy(), patienceFor(request.url?.split('?')[0] ?? ''));
			for (const event of ['end', 'close'] as const) request.once(event, () => clearTimeout(late));
			const asks = sayWhoAsks(request);
			if (!asks) return void response.writeHead(400, { connection: 'close' }).end();
			for (const [name, value] of protectiveHeaders(asks)) response.setHeader(name, value);
			if (handleRequest(request, response)) return;
			Promise.resolve(handler(request, response, () => response.writeHead(404).end())).catch(
				(error: unknown) => {
					console.error(error);
					if (!response.headersSent) response.writeHead(500);
					response.end();
				}
			);
		}
	);
	server.on('upgrade', (request, socket, head) => {
		socket.on('error', () => socket.destroy());
		// destroyed after the answer: a half-open end would be kept for as long as the other side likes
		const refuse = (answer: string) =>
			void socket.end(`HTTP/1.1 ${answer}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
		if (!sayWhoAsks(request)) return refuse('400 Bad Request');
		if (stopping || !handleUpgrade(request, socket, head)) refuse('404 Not Found');
	});

	let stopping = false;
	async function stop(code: 0 | 1): Promise<void> {
		if (stopping) return;
		stopping = true;
		setTimeout(() => process.exit(1), 9_500).unref();
		server.close();
		void database?.sayEnding();
		const drained = new Promise<void>((done) => {
			allAnswered = done;
			if (underWay === 0) done();
			setTimeout(done, 5_000);
		});
		await shutdown(drained).catch((error: unknown) => console.error(error));
		server.closeAllConnections();
		await database?.stop();
		process.exit(code);
	}
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
	// started by scripts/start.mjs: its end is ours
	process.on('disconnect', () => void stop(0));
	void database?.lost.then((sentence) => {
		console.error(`\n  ${sentence}\n`);
		return stop(1);
	});

	server.once('error', (error: NodeJS.ErrnoException) => {
		void endBadly(
			error.code === 'EADDRINUSE'
				? `Le port ${settings.port} est déjà pris : choisissez-en un autre, par exemple PORT=${settings.port + 1}. (Port ${settings.port} is already in use.)`
				: error.code === 'EACCES'
					? `Le port ${settings.port} est réservé : choisissez-en un autre, par exemple PORT=3000. (Port ${settings.port} needs more rights.)`
					: `Le serveur ne peut pas écouter sur ${settings.host}:${settings.port} (${error.code}). (The server cannot listen there.)`
		);
	});
	server.listen(settings.port, settings.host, () => {
		const { port } = server.address() as { port: number };
		const phones = addressesForPhones(port);
		// what a QR code may hold: never localhost
		process.env.PHONE_ORIGIN = settings.origin ?? phones[0] ?? '';
		const local = ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(settings.host) ? 'localhost' : settings.host;
		const lines = [
			'',
			'  Éclaireurs est prêt · ready',
			`    Sur cet ordinateur · on this computer    http://${local.includes(':') ? `[${local}]` : local}:${port}`,
			...phones.map((address) => `    Pour les téléphones · for phones         ${address}`),
			...(settings.origin ? [`    Adresse publique · public address        ${settings.origin}`] : []),
			'    Arrêter · stop                           Ctrl+C',
			''
		];
		console.log(lines.join('\n'));
		console.log('EVENT: ready');
		// postgres.js 3.4.9 throws from a timer when a backend dies in the middle of a transaction (its issues 1066, 1208): what
		// this process holds is worth nothing then, what was answered as saved is in the database, and start.mjs begins again
		process.on('uncaughtException', (error) => {
			console.error(error);
			// already ending: with the code and the sentence of what ends it
			if (!stopping) process.exit(70);
		});
	});
}

function sentenceFor(error: unknown): string {
	if (error instanceof CannotStart) return error.message;
	const {
		code = '',
		message = String(error),
		cause
	} = (error ?? {}) as { code?: string; message?: string; cause?: unknown };
	if (code === 'ERR_MODULE_NOT_FOUND' && message.includes('handler.js'))
		return 'L’application n’est pas construite : lancez « npm start ». (Not built yet: run npm start.)';
	if (message.startsWith('Failed query'))
		return `La base de données n’a pas pu être mise à jour : ${cause instanceof Error ? cause.message : 'requête refusée'}. (The database could not be migrated.)`;
	if (!settings.databaseUrl) return message;
	const said = (cause as { code?: string } | undefined)?.code ?? code;
	if (/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|ENOENT|EHOST|ENETUN|CONNECT_TIMEOUT)/.test(said))
		return `Aucune base de données ne répond à l’adresse de DATABASE_URL (${said}). (No database answers at DATABASE_URL.)`;
	if (said === '3D000')
		return 'La base que nomme DATABASE_URL n’existe pas : créez-la d’abord. (The database named by DATABASE_URL does not exist.)';
	if (said.startsWith('28'))
		return 'La base de données refuse le compte ou le mot de passe de DATABASE_URL. (The database refuses the account or password of DATABASE_URL.)';
	if (said === '42501')
		return 'Le compte de DATABASE_URL n’a pas le droit de créer des tables dans sa base. (That account may not create tables.)';
	return message;
}

async function endBadly(sentence: string): Promise<never> {
	await database?.stop().catch(() => {});
	return giveUp(sentence);
}

// a signal before we are ready: what was begun is ended too
let isReady = false;
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
	process.on(signal, () => {
		if (!isReady) void endBadly('Arrêté avant d’être prêt. (Stopped before it was ready.)');
	});

await start().then(
	() => (isReady = true),
	(error: unknown) => endBadly(sentenceFor(error))
);
