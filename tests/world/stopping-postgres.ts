// Stands between a process and its Postgres, reads what is asked, and at one statement lets nothing more through: the process may then be killed at that very point.
import { connect, createServer, type Socket } from 'node:net';

export interface Point {
	/** `before`: the statement never arrives; `after`: it is carried out, and its answer never comes */
	readonly when: 'before' | 'after';
	/** which statements; of a transaction, the first that matches is meant */
	readonly statement: RegExp;
	/** the nth that matches, from 1 */
	readonly nth: number;
	/** only in a transaction in which this was asked before */
	readonly following?: RegExp;
}

export interface StoppingPostgres {
	/** for DATABASE_URL */
	readonly url: string;
	/** resolves once the point is reached: from then on nothing passes, either way */
	readonly reached: Promise<void>;
	close(): Promise<void>;
}

/** The messages of a client, as Postgres's protocol 3 frames them; what is not whole yet is kept. */
class Messages {
	#rest: Buffer = Buffer.alloc(0);
	#isStartup: boolean;
	constructor(from: 'client' | 'server') {
		this.#isStartup = from === 'client';
	}
	*read(chunk: Buffer): Generator<{ readonly type: string; readonly body: Buffer; readonly whole: Buffer }> {
		this.#rest = Buffer.concat([this.#rest, chunk]);
		for (;;) {
			const head = this.#isStartup ? 0 : 1;
			if (this.#rest.length < head + 4) return;
			const end = head + this.#rest.readInt32BE(head);
			if (this.#rest.length < end) return;
			const whole = this.#rest.subarray(0, end);
			this.#rest = this.#rest.subarray(end);
			yield { type: this.#isStartup ? '' : String.fromCharCode(whole[0]!), body: whole.subarray(head + 4), whole };
			this.#isStartup = false;
		}
	}
}

const wordsOf = (body: Buffer): string[] => body.toString('latin1').split('\0');

export async function stoppingPostgres(databaseUrl: string, point: Point): Promise<StoppingPostgres> {
	const target = new URL(databaseUrl);
	const folder = target.searchParams.get('host');
	const port = Number(target.searchParams.get('port') ?? (target.port || 5432));
	const sockets = new Set<Socket>();
	let matched = 0;
	let isStopped = false;
	let reach!: () => void;
	const reached = new Promise<void>((done) => (reach = done));
	const stop = () => {
		isStopped = true;
		reach();
	};
	const server = createServer((near) => {
		const far = folder ? connect(`${folder}/.s.PGSQL.${port}`) : connect(port, target.hostname);
		const end = () => [near, far].forEach((socket) => socket.destroy());
		for (const socket of [near, far]) {
			sockets.add(socket);
			socket.setNoDelay(true).on('error', end).on('close', end);
		}
		const statements = new Map<string, string>();
		let asked: string[] = [];
		let isAwaited = false;
		/** whether this is the statement at which all stops */
		const isMeant = (sql: string): boolean => {
			if (/^\s*begin/i.test(sql)) asked = [];
			const isOne = point.statement.test(sql) && (!point.following || asked.some((one) => point.following!.test(one)));
			asked.push(sql);
			return isOne && ++matched === point.nth;
		};
		const fromClient = new Messages('client');
		near.on('data', (chunk: Buffer) => {
			for (const { type, body, whole } of fromClient.read(chunk)) {
				if (isStopped) return;
				const [first = '', second = ''] = wordsOf(body);
				if (type === 'P') statements.set(first, second);
				const sql = type === 'Q' ? first : type === 'B' ? (statements.get(second) ?? '') : undefined;
				if (sql !== undefined && isMeant(sql)) {
					if (point.when === 'before') return stop();
					isAwaited = true;
				}
				far.write(whole);
			}
		});
		const fromServer = new Messages('server');
		far.on('data', (chunk: Buffer) => {
			if (isStopped) return;
			for (const { type, whole } of fromServer.read(chunk)) {
				// `C`: the statement is done, and whoever asked never hears of it
				if (isAwaited && type === 'C') return stop();
				near.write(whole);
			}
		});
	});
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
	const url = new URL(databaseUrl);
	url.search = '';
	url.hostname = '127.0.0.1';
	url.port = String((server.address() as { port: number }).port);
	return {
		url: url.href,
		reached,
		close() {
			for (const socket of sockets) socket.destroy();
			return new Promise((closed) => server.close(() => closed()));
		}
	};
}
