// Applies what is missing of the migrations: forward only, one process at a time.
import { resolve } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { connectionOptions, connectionUrl } from './database.ts';

/** Any constant: the advisory lock under which one process migrates while the others wait. */
const migrationLock = 7_231_964_001;

export const migrationsFolder = () =>
	resolve(process.env.ECLAIREURS_ROOT ?? process.cwd(), 'src/lib/db/migrations');

export async function migrateForward(url: string): Promise<void> {
	const sql = postgres(connectionUrl(url), { ...connectionOptions(url), max: 1, onnotice: () => {} });
	try {
		const [server] = await sql`select current_setting('server_version_num')::int as version`;
		if (server!.version < 150_000)
			throw new Error(`This PostgreSQL is ${server!.version}: version 15 or newer is needed.`);
		await sql`select pg_advisory_lock(${migrationLock})`;
		await migrate(drizzle(sql), { migrationsFolder: migrationsFolder() });
	} finally {
		await sql.end({ timeout: 5 });
	}
}
