// People come in, are let in and act at one process while the desk moves the room at another: nobody waits for somebody who waits for them.
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connectionOptions, connectionUrl } from '../../src/lib/db/server/database.ts';
import { Desk, openTown, Seat, type Answer, type Town } from '../world/room.ts';
import { folderForAll, freshDatabase, startServer, type FreshDatabase, type RunningServer } from '../world/server.ts';

const folders = [folderForAll(), folderForAll(), folderForAll()] as const;
let data: FreshDatabase;
let one: RunningServer;
let two: RunningServer;
let town: Town;
let sql: postgres.Sql;

beforeAll(async () => {
	data = await freshDatabase(inject('serverUrl'));
	const start = (dataDir: string) => startServer({ databaseUrl: data.url, dataDir, env: { KEYS_DIR: join(folders[2], 'keys') } });
	[one, two] = await Promise.all([start(folders[0]), start(folders[1])]);
	town = await openTown(one, { seats: 4 });
	sql = postgres(connectionUrl(data.url), { ...connectionOptions(data.url), max: 1, onnotice: () => {} });
});

afterAll(async () => {
	await sql?.end();
	await Promise.all([one?.stop(), two?.stop()]);
	await data?.drop();
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test('[JO1] twenty join and are let in while the room advances and steps back: no error, and no deadlock', async () => {
	const answers: Answer[] = [];
	const kept = async (sent: Promise<Answer>) => {
		const answer = await sent;
		answers.push(answer);
		return answer;
	};
	let coming = 20;
	const servers = [one, two];
	const joining = Array.from({ length: 20 }, async (_, index) => {
		for (let turn = 0; turn < 3; turn++) {
			const seat = new Seat(servers[index % 2]!, `Arrivant ${index + 1}`, town.gathering);
			const joined = await kept(seat.send(town.joinPath, { publicName: `${seat.name} ${turn}`, capacity: 'juror' }));
			if (joined.type === 'redirect' && turn === 1) {
				const { code } = await seat.hand();
				await kept(new Seat(servers[turn]!, seat.name, town.gathering).send('/retour', { code: code! }));
			}
		}
		coming -= 1;
	});
	const desk = Desk.with(town.desk.at(two), town.gathering);
	const moving = (async () => {
		for (let turn = 0; coming > 0; turn++) await kept(desk.change(turn % 3 === 2 ? 'goBack' : 'advance', { confirmed: 'yes' }));
	})();
	const rotating = (async () => {
		while (coming > 0) await kept(town.desk.change('rotate', { what: 'wall' }));
	})();
	const admitting = (async () => {
		while (coming > 0) {
			await kept(town.other.change('admitAll'));
			await kept(town.other.change('paper', { publicName: 'Sur papier', capacity: 'juror' }));
		}
	})();
	await Promise.all([...joining, moving, admitting, rotating]);

	const broken = answers.filter(({ type, status }) => type === 'error' || status >= 500);
	expect(broken.map(({ status, body }) => `${status} ${body.slice(0, 200)}`)).toEqual([]);
	expect(answers.filter(({ type }) => type === 'redirect' || type === 'success').length).toBeGreaterThan(60);
	await sql`select pg_stat_clear_snapshot()`;
	const [counted] = await sql`select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()`;
	expect(counted!.deadlocks).toBe(0);
	expect([...one.logs, ...two.logs].filter((line) => /deadlock/i.test(line))).toEqual([]);
});
