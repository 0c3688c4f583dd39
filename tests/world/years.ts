// A server whose clock is moved on over the years, on one database that lasts, and the people who keep a cockpit there.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { hashPassword } from '../../src/lib/people/server/passwords.ts';
import { test as base, type Person } from './journey.ts';
import { Caller, joinTeam, password, type Fields } from './room.ts';
import { folderForAll, freshDatabase, startServer, type RunningServer } from './server.ts';

export interface Years {
	/** the one that runs now, always at the same address */
	server: RunningServer;
	/** the same house at another moment, ISO with its zone */
	comesTo(moment: string): Promise<void>;
	inDatabase(run: (sql: postgres.Sql) => Promise<void>): Promise<void>;
}

/** `years` begins on the Saturday after the workshop of the example would have been held, in an empty house. */
export const test = base.extend<{ years: Years }>({
	// eslint-disable-next-line no-empty-pattern
	years: async ({}, use) => {
		const database = await freshDatabase(process.env.WORLD_SERVER_URL!);
		const dataDir = folderForAll();
		const start = (moment: string, port = 0) =>
			startServer({
				databaseUrl: database.url,
				dataDir,
				port,
				env: { KEYS_DIR: join(dataDir, 'keys'), CLOCK_SHIFT_MS: String(Date.parse(moment) - Date.now()) }
			});
		const years: Years = {
			server: await start('2027-03-20T09:00:00+01:00'),
			async comesTo(moment) {
				const { port } = years.server;
				await years.server.stop();
				years.server = await start(moment, port);
			},
			async inDatabase(run) {
				const sql = postgres(connectionUrl(database.url), {
					...connectionOptions(database.url),
					max: 1,
					onnotice: () => {}
				});
				await run(sql);
				await sql.end();
			}
		};
		await use(years);
		await years.server.stop();
		await database.drop();
		rmSync(dataDir, { recursive: true, force: true });
	},
	server: async ({ years }, use) => use(years.server)
});

export interface Colleague {
	readonly name: string;
	readonly email: string;
	readonly capacity: string;
}

export interface Opened {
	readonly project: string;
	/** the address of whoever administers the authority */
	readonly administrator: string;
}

/** Loads the example, its cockpit still to be made, its jurors sitting for as long as it takes, and brings these people into its project. */
export async function openYears(years: Years, colleagues: readonly Colleague[]): Promise<Opened> {
	const { server } = years;
	const reservist = new Caller(server, 'la réserviste');
	const loaded = await reservist.send('/?/exemple');
	const project = loaded.location?.split('/').at(-1);
	if (!project) throw new Error(`the example was not loaded: ${loaded.body}`);
	let email = '';
	await years.inDatabase(async (sql) => {
		await sql`truncate cockpit_changes, cockpit_elements, cockpits cascade`;
		await sql`update strategies set drafted_at = null`;
		await sql`update memberships set ends_at = null where project_id = ${project} and capacity = 'juror'`;
		const [row] = await sql<
			{ email: string }[]
		>`update accounts set password_hash = ${await hashPassword(password)} where is_administrator returning email`;
		email = row!.email;
	});
	const administrator = await signIn(years, email);
	for (const one of colleagues) await joinTeam(administrator, project, one);
	return { project, administrator: email };
}

/** Somebody who has an account comes back. */
export async function signIn({ server }: Pick<Years, 'server'>, email: string): Promise<Caller> {
	const caller = new Caller(server, email);
	const answer = await caller.send('/connexion', { email, password, retour: '' });
	if (answer.type !== 'redirect') throw new Error(`${email} did not come in: ${answer.body}`);
	return caller;
}

/** Somebody signs in on a screen. */
export async function signInOn(person: Person, email: string): Promise<void> {
	const page = await person.goto('/connexion');
	await page.locator('[name=email]').fill(email);
	await page.locator('[name=password]').fill(password);
	await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
	await page.waitForURL((url) => url.pathname !== '/connexion');
}

/** Sends a form of a page; throws with what the page says where it is refused. */
export async function fills(who: Caller, path: string, fields: Fields): Promise<void> {
	const answer = await who.send(path, fields);
	if (answer.type !== 'success') throw new Error(`${who.name}, ${path}: ${answer.body}`);
}

/** The common form of an element, as a page posts it. */
export const elementForm = (
	kind: string,
	values: Fields,
	more: Readonly<Record<string, string>> = {}
): Fields => ({
	kind,
	element: '',
	parent: '',
	revision: '0',
	fields: Object.keys(values),
	...values,
	...more
});
