// Stands between a server and its Postgres, and cuts or holds what passes.
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface FaultyPostgres {
	/** for DATABASE_URL */
	readonly url: string;
	/** breaks every connection and refuses new ones */
	cut(): void;
	/** keeps every connection, lets nothing through */
	hold(): void;
	/** the answers of the database no longer come; what is asked of it still arrives */
	muteAnswers(): void;
	/** nothing comes through what is open now any more, and nobody is told; new connections work */
	strand(): void;
	/** so it is for those alone that listen: nobody hears what another process says; gives what breaks these connections, which are then made anew */
	deafen(): () => void;
	mend(): void;
	readonly isSound: boolean;
	close(): Promise<void>;
}

type Pair = readonly [near: Socket, far: Socket];

function strand([near, far]: Pair): void {
	near.unpipe(far).resume();
	far.unpipe(near).resume();
}

export async function faultyPostgres(databaseUrl: string): Promise<FaultyPostgres> {
	const target = new URL(databaseUrl);
	const folder = target.searchParams.get('host');
	const port = Number(target.searchParams.get('port') ?? (target.port || 5432));
	const pairs = new Set<Pair>();
	const listening = new Set<Pair>();
	let state: 'sound' | 'cut' | 'held' | 'mute' = 'sound';
	const server: Server = createServer((near) => {
		if (state === 'cut') return void near.destroy();
		const far = folder ? connect(`${folder}/.s.PGSQL.${port}`) : connect(port, target.hostname);
		const pair = [near, far] as const;
		pairs.add(pair);
		const end = () => {
			near.destroy();
			far.destroy();
			pairs.delete(pair);
			listening.delete(pair);
		};
		// what a connection is for stands in the first that it says
		near.once('data', (said: Buffer) => void (said.includes('eclaireurs-live') && listening.add(pair)));
		// what stands between two does not wait for more to send
		for (const socket of pair) socket.setNoDelay(true).on('error', end).on('close', end);
		near.pipe(far);
		far.pipe(near);
		if (state === 'held') near.pause();
		if (state !== 'sound') far.pause();
	});
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
	const url = new URL(databaseUrl);
	url.search = '';
	url.hostname = '127.0.0.1';
	url.port = String((server.address() as { port: number }).port);
	return {
		url: url.href,
		cut() {
			state = 'cut';
			for (const [near, far] of pairs) {
				near.destroy();
				far.destroy();
			}
		},
		hold() {
			state = 'held';
			for (const pair of pairs) for (const socket of pair) socket.pause();
		},
		muteAnswers() {
			state = 'mute';
			for (const [, far] of pairs) far.pause();
		},
		strand() {
			pairs.forEach(strand);
		},
		deafen() {
			const deaf = [...listening];
			deaf.forEach(strand);
			return () => deaf.forEach(([near]) => near.destroy());
		},
		get isSound() {
			return state === 'sound';
		},
		mend() {
			state = 'sound';
			for (const pair of pairs) for (const socket of pair) socket.resume();
		},
		close() {
			for (const [near, far] of pairs) {
				near.destroy();
				far.destroy();
			}
			return new Promise((closed) => server.close(() => closed()));
		}
	};
}
