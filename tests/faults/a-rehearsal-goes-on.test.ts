import { expect, it } from 'vitest';
import type { DeskFrame } from '../../src/lib/gatherings/rules/frames.ts';
import { Caller } from '../world/room.ts';
import { start, usedFolder } from '../world/started.ts';

const placeOf = async (caller: Caller, path: string) => (await caller.look<{ frame: DeskFrame }>(path)).frame.clock?.position ?? -1;

it('[RE1] a rehearsal that plays by itself goes on where it was when its process is killed', async () => {
	const dataDir = usedFolder();
	const server = await start({ dataDir });
	const reservist = new Caller(server, 'réserviste');
	const begun = await reservist.send('/?/repeter', { led: 'by-itself', people: '4' });
	const console = begun.location!;
	for (let notch = 0; notch < 2; notch += 1) await reservist.send(`${console}?/rehearse`, { do: 'faster' });
	await expect.poll(() => placeOf(reservist, console), { timeout: 60_000 }).toBeGreaterThanOrEqual(1);
	await server.kill9();

	const again = await start({ dataDir });
	reservist.moveTo(again);
	const there = await placeOf(reservist, console);
	expect(there, 'what was played is kept').toBeGreaterThanOrEqual(1);
	await expect.poll(() => placeOf(reservist, console), { timeout: 60_000 }).toBeGreaterThan(there);
	const { frame } = await reservist.look<{ frame: DeskFrame }>(console);
	expect(frame.seats.filter(({ state }) => state === 'admitted').length, 'nobody came in twice').toBeLessThanOrEqual(4);
});
