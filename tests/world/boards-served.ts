// One or two server processes on one database that can be cut, as `npm start` keeps them: whatever ends begins again at the same port.
import { rmSync } from 'node:fs';
import { join as path } from 'node:path';
import process from 'node:process';
import { inject } from 'vitest';
import { closeDatabase } from '../../src/lib/db/server/database.ts';
import { faultyPostgres, type FaultyPostgres } from './faulty-postgres.ts';
import { folderForAll, freshDatabase, startServer, type FreshDatabase, type RunningServer } from './server.ts';

export class Served {
	readonly servers: RunningServer[] = [];
	/** how often a process began again */
	beginnings = 0;
	#data!: FreshDatabase;
	#postgres!: FaultyPostgres;
	readonly #folders = [folderForAll(), folderForAll(), folderForAll()];
	#isOver = false;
	#mended: Promise<void> = Promise.resolve();
	#mend = () => {};
	readonly #starting = new Set<Promise<void>>();

	/** The test itself reads the same database, past whatever is cut. */
	static async begin(processes: number): Promise<Served> {
		// each client keeps an eye on the end of this process
		process.setMaxListeners(0);
		const served = new Served();
		served.#data = await freshDatabase(inject('serverUrl'));
		process.env.DATABASE_URL = served.#data.url;
		served.#postgres = await faultyPostgres(served.#data.url);
		await Promise.all(Array.from({ length: processes }, (_, at) => served.#serve(at)));
		return served;
	}

	/** Killed, stopped, or ended in the middle of a transaction whose connection broke: it begins again once there is a database. */
	async #serve(at: number, port = 0): Promise<void> {
		const server = await startServer({ databaseUrl: this.#postgres.url, dataDir: this.#folders[at]!, port, env: { KEYS_DIR: path(this.#folders[2]!, 'keys') } });
		this.servers[at] = server;
		void server.exited.then(() => {
			if (this.#isOver) return;
			this.beginnings++;
			const again = this.#mended.then(() => this.#serve(at, server.port));
			this.#starting.add(again);
			void again.finally(() => this.#starting.delete(again));
		});
	}

	/** Each process that ended runs again. */
	async allServe(): Promise<void> {
		while (this.#starting.size > 0) await Promise.all(this.#starting);
	}

	get isWhole(): boolean {
		return this.#postgres.isSound && this.#starting.size === 0;
	}

	/** host and port */
	at(process: number): string {
		return `127.0.0.1:${this.servers[process]!.port}`;
	}

	/** `cut` breaks every connection to the database, `hold` keeps them and lets nothing through. */
	break(how: 'cut' | 'hold'): void {
		this.#mended = new Promise((is) => (this.#mend = is));
		this.#postgres[how]();
	}

	/** The processes go on writing, and hear nothing of each other until what this gives is called. */
	deafen(): () => void {
		return this.#postgres.deafen();
	}

	mend(): void {
		this.#postgres.mend();
		this.#mend();
	}

	async end(): Promise<void> {
		this.#isOver = true;
		this.mend();
		await this.allServe();
		await Promise.all(this.servers.map((server) => server.stop()));
		await closeDatabase();
		await this.#postgres.close();
		await this.#data.drop();
		for (const folder of this.#folders) rmSync(folder, { recursive: true, force: true });
	}
}
