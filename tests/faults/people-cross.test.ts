import { afterAll, beforeAll, expect, test } from 'vitest';
import { roomOf } from '../world/boardroom.ts';
import { Served } from '../world/boards-served.ts';
import { Screen } from '../world/who-is-there.ts';

let served: Served;
beforeAll(async () => {
	served = await Served.begin(2);
});
afterAll(() => served.end());

const until = (holds: () => boolean, timeout = 15_000) => expect.poll(holds, { timeout, interval: 20 }).toBe(true);

test('[BO54] [BO55] people at one board by two processes see each other, by name, where they look, and gone: by themselves, with a process that is killed, with one that stops', async () => {
	const { boardId, hands } = await roomOf(4);
	const at = (process: number, hand: number) => Screen.at(served.at(process), boardId, hands[hand]!);
	const [one, two, three] = [await at(0, 0), await at(1, 1), await at(1, 2)];
	one.say(1, 1, { looksAt: { zone: 'needs', card: null } });
	two.say(2, 1, {});
	three.say(3, 1, {});
	await until(() => one.seen.size === 3 && two.seen.size === 3);
	expect([...one.seen].map(([client, { user }]) => [client, user.name]).sort()).toEqual([[1, 'P0'], [2, 'P1'], [3, 'P2']]);
	expect(two.seen.get(1)).toMatchObject({ user: { name: 'P0' }, looksAt: { zone: 'needs', card: null } });
	one.say(1, 2, { looksAt: { zone: 'resources', card: null } });
	await until(() => JSON.stringify(two.seen.get(1)?.looksAt) === '{"zone":"resources","card":null}');
	three.leave();
	await until(() => one.gone.has(3) && two.gone.has(3));
	expect([...one.gone]).toEqual([3]);

	await served.servers[1]!.kill9();
	await until(() => one.gone.has(2), 60_000);
	expect(one.seen.has(1)).toBe(true);
	await served.allServe();

	const back = await at(1, 3);
	back.say(4, 1, {});
	await until(() => one.seen.has(4) && back.seen.has(1));
	await served.servers[1]!.stop();
	await until(() => one.gone.has(4));
	one.leave();
});
