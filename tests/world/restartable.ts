// A server on a database of its own that may be stopped and started again at the same address, with its clock moved: days pass in a journey.
import { rmSync } from 'node:fs';
import process from 'node:process';
import postgres from 'postgres';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { test as base } from './journey.ts';
import { folderForAll, freshDatabase, startServer, type RunningServer } from './server.ts';

export interface Restartable {
	server: RunningServer;
	/** stops the server and starts it again on the same data, at the same address */
	restart(env: Record<string, string>): Promise<void>;
	sql: postgres.Sql;
}

export const test = base.extend<{ town: Restartable }>({
	// eslint-disable-next-line no-empty-pattern
	town: async ({}, use) => {
		const database = await freshDatabase(process.env.WORLD_SERVER_URL!);
		const dataDir = folderForAll();
		const sql = postgres(connectionUrl(database.url), {
			...connectionOptions(database.url),
			max: 1,
			onnotice: () => {}
		});
		const town: Restartable = {
			server: await startServer({ databaseUrl: database.url, dataDir }),
			sql,
			async restart(env) {
				const { port } = town.server;
				await town.server.stop();
				town.server = await startServer({ databaseUrl: database.url, dataDir, port, env });
			}
		};
		await use(town);
		await town.server.stop();
		await sql.end();
		await database.drop();
		rmSync(dataDir, { recursive: true, force: true });
	},
	server: async ({ town }, use) => use(town.server)
});
