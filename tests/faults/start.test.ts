import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import postgres from 'postgres';
import { answers, folder, folders, gone, isRoot, postmaster, start, usedFolder, whyNot } from '../world/started.ts';
import { freshDatabase, type NotStarted } from '../world/server.ts';

const root = resolve(import.meta.dirname, '../..');

describe('start', () => {
	it('says that it lives and that its database answers', async () => {
		const server = await start({ dataDir: folder() });
		const alive = await fetch(`${server.url}/healthz`);
		expect([alive.status, await alive.text()]).toEqual([200, 'ok\n']);
		expect(await answers(server)).toBe(200);
		const page = await fetch(server.url);
		expect(page.headers.get('x-powered-by')).toBeNull();
		for (const [name, value] of [
			['x-content-type-options', 'nosniff'],
			['referrer-policy', 'same-origin'],
			['cross-origin-opener-policy', 'same-origin'],
			['cross-origin-resource-policy', 'same-origin']
		] as const)
			for (const answer of [
				page,
				alive,
				await fetch(`${server.url}/rien-ici`),
				await fetch(`${server.url}/favicon.svg`)
			])
				expect(answer.headers.get(name)).toBe(value);
	});

	it('refuses a second start on the same data in one sentence, within two seconds of work', async () => {
		const dataDir = usedFolder();
		const first = await start({ dataDir });
		const second = await whyNot({ dataDir });
		expect(second.code).toBe(1);
		const said = second.logs.filter((line) => line.trim());
		expect(said).toHaveLength(1);
		expect(said[0]).toContain('tourne déjà');
		expect(await answers(first)).toBe(200);
	});

	it('lets one of two starts at once through, on new data and on old', async () => {
		const dataDir = folder();
		for (let round = 0; round < 2; round++) {
			const both = await Promise.allSettled([start({ dataDir }), start({ dataDir })]);
			const through = both.filter((one) => one.status === 'fulfilled');
			const refused = both.filter((one) => one.status === 'rejected');
			expect([through.length, refused.length]).toEqual([1, 1]);
			expect((refused[0]!.reason as NotStarted).code).toBe(1);
			expect((refused[0]!.reason as NotStarted).logs.join('')).toContain('tourne déjà');
			expect(await answers(through[0]!.value)).toBe(200);
			expect(await through[0]!.value.stop()).toBe(0);
		}
	});

	it('leaves its database to a start that has not claimed it yet', async () => {
		const dataDir = usedFolder();
		const first = await start({ dataDir });
		const sql = postgres({ host: join(dataDir, 'postgres/s'), username: 'eclaireurs', database: 'postgres', max: 1 });
		onTestFinished(() => sql.end());
		const asking = async () => (await sql`select pid from pg_stat_activity where application_name = 'eclaireurs-owner'`).map((one) => one.pid as number);
		process.kill(first.pid, 'SIGSTOP');
		const [claimed] = await asking();
		await sql`select pg_terminate_backend(${claimed!})`;
		await expect.poll(asking).toEqual([]);
		const second = whyNot({ dataDir });
		await expect.poll(asking, { timeout: 30_000 }).toHaveLength(1);
		process.kill(first.pid, 'SIGCONT');
		expect((await second).logs.join('')).toContain('tourne déjà');
		expect(await answers(first)).toBe(200);
	});

	it('lets two processes serve one database', async () => {
		const fresh = await freshDatabase(inject('serverUrl'));
		onTestFinished(() => fresh.drop());
		const both = await Promise.all([start({ databaseUrl: fresh.url }), start({ databaseUrl: fresh.url })]);
		for (const server of both) expect(await answers(server)).toBe(200);
		for (const server of both) await server.stop();
	});

	it.each([
		[{ PORT: 'quatre' }, 'PORT'],
		[{ ORIGIN: 'atelier' }, 'ORIGIN'],
		[{ ORIGIN: 'https://a.fr', LOG_LEVEL: 'debug' }, 'LOG_LEVEL'],
		[{ DATABASE_URL: 'postgres://a:canari@127.0.0.1:1/d' }, 'DATABASE_URL']
	])('refuses %j with a sentence and the code 1', async (env, name) => {
		const refused = await whyNot({ dataDir: folder(), env: env as unknown as Record<string, string> });
		expect(refused.code).toBe(1);
		const said = refused.logs.filter((line) => line.trim());
		expect(said).toHaveLength(1);
		expect(said[0]).toContain(name);
		expect(said[0]).not.toContain('canari');
	});

	it('says that a port is taken, and leaves no database behind', async () => {
		const first = await start({ dataDir: usedFolder() });
		const dataDir = usedFolder();
		const refused = await whyNot({ dataDir, port: first.port });
		expect(refused.code).toBe(1);
		expect(refused.logs.join(' ')).toContain(`Le port ${first.port} est déjà pris`);
		expect(existsSync(join(dataDir, 'postgres/cluster/postmaster.pid'))).toBe(false);
	});

	it('ends on SIGTERM at once though a phone is slow and a connection is kept open', async () => {
		const dataDir = usedFolder();
		const server = await start({ dataDir });
		const database = postmaster(dataDir);
		// a request that never ends its headers, and a connection that is kept open
		const slow = connect(server.port, '127.0.0.1');
		slow.on('error', () => {});
		slow.write('GET / HTTP/1.1\r\nHost: localhost\r\n');
		const kept = connect(server.port, '127.0.0.1');
		kept.on('error', () => {});
		await new Promise<void>((answered) => {
			kept.once('data', () => answered());
			kept.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
		});
		onTestFinished(() => {
			slow.destroy();
			kept.destroy();
		});
		const begun = performance.now();
		expect(await server.stop()).toBe(0);
		expect(performance.now() - begun).toBeLessThan(5_000);
		await gone(database);
	});

	it('closes a sender of headers that takes more than ten seconds', { timeout: 20_000 }, async () => {
		const server = await start({ dataDir: usedFolder() });
		const slow = connect(server.port, '127.0.0.1');
		slow.on('error', () => {});
		const begun = performance.now();
		slow.write('GET / HTTP/1.1\r\n');
		await new Promise<void>((closed) => slow.resume().once('close', () => closed()));
		expect(performance.now() - begun).toBeLessThan(10_500);
	});

	it('works where the path is too long for a socket', async () => {
		const dataDir = join(folder(), 'une-collectivite-au-nom-vraiment-tres-tres-long'.repeat(2), 'donnees');
		mkdirSync(dataDir, { recursive: true });
		expect(await answers(await start({ dataDir }))).toBe(200);
	});

	it.runIf(isRoot)(
		'works for root in a folder that only root can enter, and finds its data again',
		async () => {
			const dataDir = mkdtempSync(join(tmpdir(), 'ec-700-'));
			chmodSync(dataDir, 0o700);
			folders.push(dataDir);
			const server = await start({ dataDir });
			expect(await answers(server)).toBe(200);
			const [place] = readFileSync(join(dataDir, 'postgres/OU-SONT-LES-DONNEES.txt'), 'utf8').split('\n');
			onTestFinished(() => rmSync(place!, { recursive: true, force: true }));
			expect(place).toMatch(/^\/var\/lib\/eclaireurs\/[0-9a-f]{16}$/);
			const made = statSync(join(place!, 'cluster/PG_VERSION')).ino;
			await server.stop();
			// the folder opens later: the data stays where it is
			chmodSync(dataDir, 0o755);
			expect(await answers(await start({ dataDir }))).toBe(200);
			expect(statSync(join(place!, 'cluster/PG_VERSION')).ino).toBe(made);
			expect(existsSync(join(dataDir, 'postgres/cluster'))).toBe(false);
		}
	);

	it.runIf(isRoot && existsSync('/usr/bin/setpriv'))(
		'works for an ordinary user, from a folder that only this user can enter',
		async () => {
			const dataDir = mkdtempSync(join(tmpdir(), 'ec-user-'));
			folders.push(dataDir);
			execFileSync('chown', ['65534:65534', dataDir]);
			chmodSync(dataDir, 0o700);
			const code = `
				import { startServer } from ${JSON.stringify(join(root, 'tests/world/server.ts'))};
				const server = await startServer({ dataDir: ${JSON.stringify(dataDir)} });
				console.log('status', (await fetch(server.url + '/readyz')).status, process.getuid());
				console.log('ended', await server.stop());`;
			const said = execFileSync(
				'setpriv',
				[
					'--reuid=65534',
					'--regid=65534',
					'--clear-groups',
					process.execPath,
					'--input-type=module-typescript',
					'-e',
					code
				],
				{ cwd: root, env: { ...process.env, HOME: '/nonexistent' } }
			).toString();
			expect(said).toContain('status 200 65534');
			expect(said).toContain('ended 0');
		}
	);
});
