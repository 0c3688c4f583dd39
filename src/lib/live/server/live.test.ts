import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { faultyPostgres } from '../../../../tests/world/faulty-postgres.ts';
import { driver, inTransaction } from '../../db/server/database.ts';
import { announce, everything, hearProcesses, pulse, stopListening, tellProcesses, watch, wordBytesAtMost } from './live.ts';
import { eventStream } from './stream.ts';

const listeners: ChildProcess[] = [];
afterEach(() => {
	for (const child of listeners.splice(0)) child.kill();
});

/** Topics as they come, waited for one by one. */
async function hear(covers: (topic: string) => boolean) {
	const heard: string[] = [];
	let tell = () => {};
	const stop = await watch(covers, (topic) => {
		heard.push(topic);
		tell();
	});
	return {
		heard,
		stop,
		async until(topic: string): Promise<void> {
			while (!heard.includes(topic)) await new Promise<void>((told) => (tell = told));
		}
	};
}

/** Reads one event stream, event by event. */
function listenTo(response: Response) {
	const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	return {
		/** the text so far, once it holds this; or once the stream has ended */
		async until(expected: string): Promise<string> {
			while (!text.includes(expected)) {
				const { value, done } = await reader.read();
				if (done) return `${text}[ended]`;
				text += value;
			}
			return text;
		},
		async toItsEnd(): Promise<string> {
			for (;;) {
				const { value, done } = await reader.read();
				if (done) return text;
				text += value;
			}
		},
		leave: () => reader.cancel()
	};
}

const request = () => new Request('http://atelier.test/direct');

test('a topic is told on commit, and never when the transaction is rolled back', async () => {
	const { heard, until, stop } = await hear((topic) => topic.startsWith('gathering:'));
	await inTransaction(async (tx) => {
		await announce(tx, 'gathering:dropped');
		throw new Error('no');
	}).catch(() => {});
	await inTransaction((tx) => announce(tx, 'gathering:kept'));
	await until('gathering:kept');
	expect(heard).toEqual(['gathering:kept']);
	stop();
});

test('after its connection was cut, everybody is told to look at everything, and later topics come again', async () => {
	const { heard, until, stop } = await hear((topic) => topic === 'gathering:after');
	const sql = await driver();
	await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'eclaireurs-live' and datname = current_database()`;
	await until(everything);
	await inTransaction((tx) => announce(tx, 'gathering:after'));
	await until('gathering:after');
	expect(heard).toEqual([everything, 'gathering:after']);
	stop();
});

test('[LI2] a connection that lets nothing through any more, without a word, is left for a new one: everybody looks at everything, and later topics come again', async () => {
	await stopListening();
	const { everyMs } = pulse;
	const { DATABASE_URL } = process.env;
	const between = await faultyPostgres(DATABASE_URL!);
	process.env.DATABASE_URL = between.url;
	pulse.everyMs = 200;
	try {
		const { heard, until, stop } = await hear((topic) => topic.startsWith('gathering:'));
		between.strand();
		await inTransaction((tx) => announce(tx, 'gathering:missed'));
		await until(everything);
		await inTransaction((tx) => announce(tx, 'gathering:after'));
		await until('gathering:after');
		// asked again and again, one that answers stays
		const asked = new Set<unknown>();
		await expect.poll(async () => asked.add((await (await driver())`select query from pg_stat_activity where application_name = 'eclaireurs-live' and datname = current_database() order by backend_start desc limit 1`)[0]?.query).size, { timeout: 10_000 }).toBeGreaterThan(4);
		expect(heard).toEqual([everything, 'gathering:after']);
		stop();
	} finally {
		await stopListening();
		process.env.DATABASE_URL = DATABASE_URL;
		pulse.everyMs = everyMs;
		await between.close();
	}
});

test('what processes tell one another comes in its order, however long and whatever it is made of, and wakes no screen', async () => {
	const words = ['{"plain":true}', 'quoted "\\" {} , \u0001 é 🌱', 'x'.repeat(wordBytesAtMost)];
	const topics = await hear(() => true);
	const heard: string[] = [];
	let done = () => {};
	const all = new Promise<void>((go) => (done = go));
	const stop = await hearProcesses((word) => {
		if (heard.push(word) === words.length) done();
	});
	await tellProcesses(words);
	await all;
	expect(heard).toEqual(words);
	expect(topics.heard).toEqual([]);
	await expect(tellProcesses(['x'.repeat(wordBytesAtMost + 1)])).rejects.toThrow();
	stop();
	topics.stop();
});

test('two processes on one Postgres both hear', async () => {
	const child = fork(join(import.meta.dirname, '../../../../tests/world/listener.ts'), ['gathering:both'], { env: process.env, execArgv: [] });
	listeners.push(child);
	expect((await once(child, 'message'))[0]).toBe('listening');
	const here = await hear((topic) => topic === 'gathering:both');
	const told = once(child, 'message');
	await inTransaction((tx) => announce(tx, 'gathering:both'));
	await here.until('gathering:both');
	expect((await told)[0]).toBe('gathering:both');
	here.stop();
});

test('a stream carries the topics that it covers, and nothing else', async () => {
	const screen = listenTo(await eventStream((topic) => topic === 'step:a' || topic === 'step:end', { stillMay: async () => true, request: request(), holdings: [] }));
	await screen.until(': listening');
	await inTransaction(async (tx) => {
		await announce(tx, 'step:other');
		await announce(tx, 'step:a');
	});
	const said = await screen.until('data: step:a');
	expect(said).toBe('retry: 1500\n: listening\n\ndata: step:a\n\n');
	await screen.leave();
});

test('[GA20] a stream ends within two seconds once its right is lost', async () => {
	let may = true;
	const screen = listenTo(await eventStream((topic) => topic === 'rights:a', { stillMay: async () => may, request: request(), holdings: [] }));
	await screen.until(': listening');
	may = false;
	const lostAt = performance.now();
	await inTransaction((tx) => announce(tx, 'rights:a'));
	expect(await screen.toItsEnd()).toContain('event: lost');
	expect(performance.now() - lostAt).toBeLessThan(2000);
});

test('a right taken from another leaves this stream open', async () => {
	const screen = listenTo(await eventStream((topic) => topic === 'rights:b', { stillMay: async () => true, request: request(), holdings: [] }));
	await inTransaction((tx) => announce(tx, 'rights:b'));
	expect(await screen.until('data: rights:b')).not.toContain('lost');
	await screen.leave();
});

test('one seat holds six streams, and a seventh once one has gone', async () => {
	const open = () => eventStream(() => false, { stillMay: async () => true, request: request(), holdings: [{ key: 'seat:x', most: 6 }] });
	const six = await Promise.all(Array.from({ length: 6 }, open));
	expect(six.map(({ status }) => status)).toEqual(Array(6).fill(200));
	expect((await open()).status).toBe(429);
	await six[0]!.body!.cancel();
	const seventh = await open();
	expect(seventh.status).toBe(200);
	for (const response of [...six.slice(1), seventh]) await response.body!.cancel();
});

test('a browser that goes away is forgotten', async () => {
	const leaving = new AbortController();
	const screen = listenTo(await eventStream(() => true, { stillMay: async () => true, request: new Request('http://atelier.test/', { signal: leaving.signal }), holdings: [] }));
	await screen.until(': listening');
	leaving.abort();
	expect(await screen.toItsEnd()).toContain(': listening');
});
