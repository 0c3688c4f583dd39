// Who is at a board, for whoever is at it by another process: told while there is another, and gone with whoever is gone.
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { anotherHub, type AnotherHub } from '../../../../tests/world/another-hub.ts';
import { roomOf, type Hand } from '../../../../tests/world/boardroom.ts';
import { Screen } from '../../../../tests/world/who-is-there.ts';
import type { BoardId } from '../../db/rules/ids.ts';
import { database, driver, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { seats } from '../../gatherings/server/tables.ts';
import { announce, hearProcesses, tellProcesses, wordBytesAtMost } from '../../live/server/live.ts';

/** Between two pulses, seven seconds otherwise. A right that was lost is heard of at the word, not ten seconds later. */
const pulseMs = 800;
const timer = globalThis.setInterval;
vi.spyOn(globalThis, 'setInterval').mockImplementation(((work: () => void, ms: number) => timer(ms === 10_000 ? () => {} : work, ms === 7_000 ? pulseMs : ms)) as typeof setInterval);

let here: AnotherHub;
let there: AnotherHub;
/** what any process said, in its order */
const words: string[] = [];
beforeAll(async () => {
	[here, there] = [await anotherHub(), await anotherHub()];
	await hearProcesses((word) => words.push(word));
});
const screens: Screen[] = [];
afterEach(() => screens.splice(0).forEach((screen) => screen.leave()));
afterAll(async () => {
	await here.end();
	await there.end();
});

const until = (holds: () => boolean | Promise<boolean>, timeout = 8_000) => expect.poll(holds, { timeout, interval: 10 }).toBe(true);

async function screenOf(hub: AnotherHub, boardId: BoardId, hand: Hand): Promise<Screen> {
	const screen = await Screen.at(hub.at, boardId, hand);
	screens.push(screen);
	return screen;
}

const kinds = (boardId: BoardId, from = 0) => words.slice(from).filter((word) => word.includes(boardId)).map((word) => word.split(':')[3]!);
const processesOf = (boardId: BoardId) => [...new Set(words.filter((word) => word.includes(boardId)).map((word) => word.split(':')[2]!))];

test('[BO54] who is at the board by another process is seen there under the name that the server gave, moves, and leaves', async () => {
	const { boardId, hands } = await roomOf(3);
	const [one, two] = [await screenOf(here, boardId, hands[0]!), await screenOf(there, boardId, hands[1]!)];
	one.say(11, 1, { looksAt: { zone: 'needs' }, cursor: { x: 1, y: [2] }, user: { name: 'Madame la Maire' } });
	two.say(22, 1, { cursor: 1 });
	await until(() => one.seen.has(22) && two.seen.has(11));
	expect(two.seen.get(11)).toMatchObject({ user: { name: 'P0' }, looksAt: { zone: 'needs' }, cursor: { x: 1, y: [2] } });
	expect(one.seen.get(22)).toMatchObject({ user: { name: 'P1' } });
	// whoever comes later finds both, wherever they come
	for (const hub of [here, there]) {
		const late = await screenOf(hub, boardId, hands[2]!);
		await until(() => late.seen.has(11) && late.seen.has(22));
	}
	for (let clock = 2; clock < 60; clock++) {
		two.say(22, clock, { cursor: clock });
		await new Promise((go) => setImmediate(go));
	}
	await until(() => one.cursorOf(22) === 59);
	two.line.socket.close();
	await until(() => !one.seen.has(22));
	expect(two.seen.has(11)).toBe(true);
	// back, the next that they say of themselves is heard
	const back = await screenOf(there, boardId, hands[1]!);
	back.say(22, 60, { cursor: 60 });
	await until(() => one.cursorOf(22) === 60);
});

test('[BO55] where one process alone has the board, nothing is told of who is there; nor once the other has nobody at it any more', async () => {
	const { boardId, hands } = await roomOf(3);
	const [one, beside] = [await screenOf(here, boardId, hands[0]!), await screenOf(here, boardId, hands[1]!)];
	const moves = async (from: number) => {
		for (let clock = from; clock < from + 10; clock++) {
			one.say(11, clock, { cursor: clock });
			await until(() => beside.cursorOf(11) === clock);
		}
	};
	await moves(1);
	const other = await screenOf(there, boardId, hands[2]!);
	await until(() => other.seen.has(11));
	expect(kinds(boardId).slice(0, 2)).toEqual(['hello', 'hello']);
	expect(processesOf(boardId)).toHaveLength(2);
	other.line.socket.close();
	await until(() => kinds(boardId).includes('bye'));
	const from = words.length;
	await moves(11);
	// what is told at other boards tells that time went by
	const elsewhere = await roomOf(2);
	const [two, three] = [await screenOf(here, elsewhere.boardId, elsewhere.hands[0]!), await screenOf(there, elsewhere.boardId, elsewhere.hands[1]!)];
	two.say(1, 1, {});
	await until(() => three.seen.has(1));
	expect(kinds(boardId, from)).toEqual([]);
});

test('[BO55] the people of a process that stops go at once', async () => {
	const { boardId, hands } = await roomOf(2);
	const stopping = await anotherHub();
	const [one, two] = [await screenOf(here, boardId, hands[0]!), await screenOf(stopping, boardId, hands[1]!)];
	two.say(22, 1, {});
	await until(() => one.seen.has(22));
	const from = words.length;
	await stopping.stop();
	await until(() => !one.seen.has(22));
	expect(kinds(boardId, from)).toContain('bye');
	await stopping.end();
});

const wordOf = (boardId: BoardId, process: string, kind: string, said: readonly unknown[] = []) => `presence:${boardId}:${process}:${kind}:${JSON.stringify(said)}`;

test('[BO55] the people of a process that says nothing any more go after some pulses; those of one that does stay, however still they are', async () => {
	const { boardId, hands } = await roomOf(2);
	const [one, two] = [await screenOf(here, boardId, hands[0]!), await screenOf(there, boardId, hands[1]!)];
	two.say(22, 1, {});
	await until(() => one.seen.has(22));
	const dead = newId<'process'>();
	await tellProcesses([wordOf(boardId, dead, 'whole', [[33, 1, { user: { name: 'Fantôme' } }]])]);
	await until(() => one.seen.has(33) && two.seen.has(33));
	await until(() => !one.seen.has(33) && !two.seen.has(33));
	let from = words.length;
	await until(() => kinds(boardId, from).filter((kind) => kind === 'whole').length > 6);
	expect(one.seen.has(22)).toBe(true);
	// it is back, and is told everybody
	from = words.length;
	await tellProcesses([wordOf(boardId, dead, 'some', [[33, 2, { user: { name: 'Fantôme' } }]])]);
	await until(() => one.seen.has(33) && two.seen.has(33));
	await until(() => kinds(boardId, from).includes('whole'));
	expect(one.seen.has(22)).toBe(true);
});

test('[BO54] a word that was lost is made good by the next that names everybody; what is none of ours is left alone', async () => {
	const { boardId, hands } = await roomOf(2);
	const one = await screenOf(here, boardId, hands[0]!);
	const process = newId<'process'>();
	const tell = (...said: (readonly [string, readonly unknown[]])[]) => tellProcesses(said.map(([kind, people]) => wordOf(boardId, process, kind, people)));
	await tell(['whole', [[1, 1, {}], [2, 1, {}]]]);
	await until(() => one.seen.has(1) && one.seen.has(2));
	await tell(['begins', [[2, 1, {}]]], ['some', [[3, 1, {}]]], ['ends', [[4, 1, {}]]]);
	await until(() => one.seen.has(4));
	expect([...one.seen.keys()].sort()).toEqual([2, 3, 4]);
	await tellProcesses([
		`presence:${boardId}:${process}:whole:[[2,1`,
		wordOf(boardId, process, 'whole', [[2, 1, 'no state']]),
		wordOf(boardId, process, 'some', [[-1, 1, {}], [5, 1, {}]]),
		wordOf(boardId, process, 'some', [[5, 'now', {}]]),
		wordOf(boardId, process, 'some', [5]),
		`presence:${boardId}:hello:[]`,
		'presence',
		''
	]);
	await tell(['some', Array.from({ length: 300 }, (_, index) => [100 + index, 1, {}])]);
	await until(() => one.seen.has(100));
	expect([...one.seen.keys()].filter((client) => client < 100).sort()).toEqual([2, 3, 4]);
	// no more of one process than may be
	expect(one.seen.size).toBe(200);
});

test('[BO54] a full room crosses, in as many words as Postgres takes', async () => {
	const { boardId, hands } = await roomOf(41);
	const watching = await screenOf(there, boardId, hands[40]!);
	const from = words.length;
	const long = 'é'.repeat(900);
	for (let client = 1; client <= 40; client++) (await screenOf(here, boardId, hands[client - 1]!)).say(client, 1, { cursor: long });
	await until(() => watching.seen.size === 40);
	expect([...watching.seen.values()].every(({ cursor }) => cursor === long)).toBe(true);
	// named anew as a whole, several words long
	await until(() => kinds(boardId, from).includes('ends'));
	expect(watching.seen.size).toBe(40);
	expect(Math.max(...words.map((word) => Buffer.byteLength(word)))).toBeLessThanOrEqual(wordBytesAtMost);
});

test('[BO9] [BO54] who loses the right disappears everywhere, also where their screen never answers', async () => {
	const { boardId, gatheringId, hands } = await roomOf(3);
	const [lost, beside, other] = [await screenOf(here, boardId, hands[0]!), await screenOf(here, boardId, hands[1]!), await screenOf(there, boardId, hands[2]!)];
	lost.say(11, 1, {});
	await until(() => beside.seen.has(11) && other.seen.has(11));
	lost.line.socket.pause();
	await inTransaction(async (tx) => {
		await tx.update(seats).set({ state: 'expelled' }).where(eq(seats.id, hands[0]!.seatId));
		await announce(tx, `rights:${gatheringId}`);
	});
	await until(() => !beside.seen.has(11) && !other.seen.has(11));
	lost.say(11, 2, {});
	beside.say(22, 1, {});
	await until(() => other.seen.has(22));
	expect([beside.seen.has(11), other.seen.has(11)]).toEqual([false, false]);
});

test('[BO54] who comes back by another process before the first has noticed stays seen everywhere', async () => {
	const { boardId, hands } = await roomOf(3);
	const [left, here2, there2] = [await screenOf(here, boardId, hands[0]!), await screenOf(here, boardId, hands[1]!), await screenOf(there, boardId, hands[2]!)];
	left.say(11, 5, { cursor: 5 });
	await until(() => here2.seen.has(11) && there2.seen.has(11));
	const back = await screenOf(there, boardId, hands[0]!);
	back.say(11, 6, { cursor: 6 });
	await until(() => here2.cursorOf(11) === 6 && there2.cursorOf(11) === 6);
	left.line.socket.terminate();
	here2.say(22, 1, {});
	await until(() => there2.seen.has(22));
	back.say(11, 7, { cursor: 7 });
	await until(() => here2.cursorOf(11) === 7 && there2.cursorOf(11) === 7);
	expect([here2.gone.size, there2.gone.size]).toEqual([0, 0]);
});

test('[BO54] after a cut each asks the others anew, and nothing of it stands in any table', async () => {
	const { boardId, hands } = await roomOf(2);
	const [one, two] = [await screenOf(here, boardId, hands[0]!), await screenOf(there, boardId, hands[1]!)];
	two.say(22, 1, { cursor: 'canari' });
	await until(() => one.seen.has(22));
	const from = words.length;
	const sql = await driver();
	await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'eclaireurs-live' and datname = current_database()`;
	two.line.socket.close();
	await until(() => !one.seen.has(22));
	await until(() => kinds(boardId, from).includes('hello'));
	const tables = (await (await database()).execute(`select table_name from information_schema.tables where table_schema = 'public'`)) as unknown as { table_name: string }[];
	expect(tables.length).toBeGreaterThan(10);
	for (const { table_name } of tables) expect([table_name, (await sql.unsafe(`select 1 from "${table_name}" t where t::text like '%canari%'`)).length]).toEqual([table_name, 0]);
});
