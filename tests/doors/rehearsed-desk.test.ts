// The console of a rehearsal that plays by itself: its minutes fly, and nobody is late in it until somebody takes it in hand.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { database, inTransaction } from '../../src/lib/db/server/database.ts';
import { endsOf } from '../../src/lib/gatherings/rules/clock.ts';
import * as gatherings from '../../src/lib/gatherings/server/gatherings.ts';
import * as accounts from '../../src/lib/people/server/accounts.ts';
import * as rehearsals from '../../src/lib/rehearsal/server/rehearsals.ts';
import { stepRules } from '../../src/lib/workshop/rules/steps.ts';
import { stepServers } from '../../src/lib/workshop/server/steps.ts';
import { startServer, type RunningServer } from '../world/server.ts';
import { ask, hangUp } from './client.ts';
import { must } from './world.ts';

let server: RunningServer;
beforeAll(async () => {
	server = await startServer({ databaseUrl: process.env.DATABASE_URL! });
}, 180_000);
afterAll(async () => {
	hangUp();
	await server?.stop();
});

/** A rehearsal that began half an hour ago, stands still in its first step, and is late by the clock. */
async function stalled() {
	const at = new Date(Date.now() - 30 * 60_000);
	const account = await inTransaction((tx) => rehearsals.openStage(tx, at));
	const by = await inTransaction(async (tx) => {
		const gatheringId = must(await rehearsals.begin(tx, account, 'ready-made', { people: 6, onPaper: 0, led: 'by-itself', seed: 'grain' }, at));
		const gathering = await gatherings.read(tx, gatheringId);
		const by = { authorityId: gathering.authorityId, projectId: gathering.projectId, gatheringId, accountId: account.accountId, name: '' };
		// no process plays it meanwhile
		must(await rehearsals.pause(tx, by, at));
		must(await gatherings.openDoors(tx, by, gathering, at));
		if (gathering.heldBy !== account.accountId) await gatherings.takeOver(tx, by);
		const { revision } = await gatherings.read(tx, gatheringId);
		must(await gatherings.advance(tx, { rules: stepRules, servers: stepServers }, by, { revision, confirmed: 'yes' }, at));
		return by;
	});
	const { token } = await accounts.beginSession(account, new Date());
	return { by, cookie: `eclaireurs=${token}` };
}

test('[RE15] the console of a rehearsal that plays by itself says nothing of being late; taken in hand, it does', { timeout: 180_000 }, async () => {
	const { by, cookie } = await stalled();
	const desk = async () => {
		const { status, body } = await ask(server.url, `/console/${by.gatheringId}`, { cookie });
		expect(status).toBe(200);
		return { saysLate: body.includes('id="late-title"'), tellsEnd: /Retard\s: \d+ min/.test(body) };
	};
	const late = async () => {
		const query = await database();
		return endsOf(await gatherings.read(query, by.gatheringId), await gatherings.staysOf(query, by.gatheringId), new Date()).lateByMinutes;
	};
	expect(await late(), 'there is something to hide').toBeGreaterThan(0);
	expect(await desk()).toEqual({ saysLate: false, tellsEnd: false });
	must(await inTransaction((tx) => rehearsals.takeHand(tx, by, new Date())));
	expect(await late()).toBeGreaterThan(0);
	expect(await desk()).toEqual({ saysLate: true, tellsEnd: true });
});
