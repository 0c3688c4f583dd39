import { expect, test } from 'vitest';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Doer } from '../../gatherings/server/step.ts';
import { toHtml } from '../../papers/rules/html.ts';
import * as accounts from '../../people/server/accounts.ts';
import { stepRules } from '../rules/steps.ts';
import { load } from './example.ts';
import { readRecord, recountOf } from './record.ts';
import { stepServers } from './steps.ts';

const canary = 'kx7-fiche-que-personne-ne-doit-lire';

test('[MO62] the record is there at any moment and shows nothing before the room sees it', async () => {
	const { ready, accountId } = await load();
	const query = await database();
	const registries = { rules: stepRules, servers: stepServers };
	const { authorityId, projectId } = await gatherings.read(query, ready);
	const { name } = (await accounts.read(query, accountId))!;
	const by = { authorityId, projectId, gatheringId: ready, accountId, name };
	const advance = async () => {
		const { revision } = await gatherings.read(query, ready);
		const moved = await inTransaction((tx) => gatherings.advance(tx, registries, by, { revision, confirmed: 'yes' }, new Date()));
		expect(moved.accepted).toBe(true);
	};
	const written = async () => JSON.stringify(await readRecord(query, ready, new Date()));

	expect(await written()).toContain('eclaireurs/workshop-record');
	await inTransaction((tx) => gatherings.openDoors(tx, by, { revision: 0 }, new Date()));
	await advance();
	await advance();
	const seat = await inTransaction((tx) => seats.addOnPaper(tx, by, { publicName: 'Papier', capacity: 'juror' }, new Date()));
	if (!seat.accepted) throw new Error(seat.reason);
	const seated = (await seats.admitted(query, by, seat.value))!;
	const doer: Doer = { ...seated, currentStep: 'landscape-writing', actor: `account:${accountId}`, onBehalfOf: `seat:${seat.value}`, seat: seated, at: new Date() };
	const wrote = await inTransaction((tx) => stepServers['landscape-writing'].acts.write!.run(tx, doer, { zone: 'needs', text: canary } as never));
	expect(wrote.accepted).toBe(true);

	expect(await written()).not.toContain(canary);
	await advance();
	expect(await written()).toContain(canary);
	expect(await recountOf(query, ready)).toBeNull();
});

test('[PA2] the record of the finished example is one HTML file that stands alone', async () => {
	const { recordPaper } = await import('./recordPaper.ts');
	const { finished } = await load();
	const html = toHtml(recordPaper(await readRecord(await database(), finished, new Date())));
	expect(html).toContain('Deux cuisines proches et une légumerie partagée');
	expect(html).toContain('Consentement obtenu');
	expect(html).not.toMatch(/<script|https?:/);
});
