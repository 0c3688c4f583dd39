import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { desc, eq } from 'drizzle-orm';
import type { ProjectId, SeatId } from '../../src/lib/db/rules/ids.ts';
import { database, inTransaction } from '../../src/lib/db/server/database.ts';
import * as gatherings from '../../src/lib/gatherings/server/gatherings.ts';
import * as seats from '../../src/lib/gatherings/server/seats.ts';
import { journalEntries } from '../../src/lib/journal/server/tables.ts';
import { stepRules } from '../../src/lib/workshop/rules/steps.ts';
import * as privateCards from '../../src/lib/workshop/server/privateCards.ts';
import { stepServers } from '../../src/lib/workshop/server/steps.ts';
import { startServer, type RunningServer } from '../world/server.ts';
import { act, ask, hangUp } from './client.ts';
import { build, must, type World } from './world.ts';

let world: World;
let server: RunningServer;

beforeAll(async () => {
	world = await build();
	// the doors are tried where cards are grouped: here the room writes
	await inTransaction(async (tx) => {
		const { revision } = await gatherings.read(tx, world.facilitator.gatheringId);
		must(await gatherings.goBack(tx, { rules: stepRules, servers: stepServers }, world.facilitator, { revision }, new Date()));
	});
	server = await startServer({ databaseUrl: process.env.DATABASE_URL! });
}, 180_000);

afterAll(async () => {
	hangUp();
	await server?.stop();
});

const plume = (seat: string) => `/plume/${world.places.own.gathering}/${seat}`;
const look = (seat: string) => ask(server.url, plume(seat), { cookie: world.people.facilitator.cookie });
const write = (seat: string, text: string, more: Record<string, string> = {}) =>
	act(server.url, `${plume(seat)}?/act`, { cookie: world.people.facilitator.cookie, form: { step: 'landscape-writing', act: 'write', zone: 'needs', text, ...more } });
const cardsOf = async (seat: string) => (await privateCards.ofSeat(await database(), seat as SeatId)).map(({ text }) => text);
const lastEntry = async () => {
	const [entry] = await (await database()).select().from(journalEntries).where(eq(journalEntries.projectId, world.places.own.project as ProjectId)).orderBy(desc(journalEntries.number)).limit(1);
	return entry;
};
const opensAHand = (body: string) => body.includes('<textarea');

describe('the hand of a seat on paper', () => {
	test('opens for a facilitator, who types there; the journal says who typed for whom', async () => {
		const { seat } = world.places.own;
		expect(opensAHand((await look(seat)).body)).toBe(true);
		expect((await write(seat, 'Un banc à l’ombre')).status).toBe(200);
		expect(await lastEntry()).toMatchObject({ act: 'private-card-written', actor: `account:${world.facilitator.accountId}`, onBehalfOf: `seat:${seat}` });
		expect((await look(seat)).body).toContain('Un banc à l’ombre');
	});

	test('[MO178] does not open for a seat that has its own screen, whatever the form says', async () => {
		const { juror, waiting, expelled } = world.seats;
		await act(server.url, `/main/${world.places.own.gathering}?/act`, {
			cookie: world.people.juror.cookie,
			form: { step: 'landscape-writing', act: 'write', zone: 'needs', text: 'Le secret d’Aubépine' }
		});
		expect(await cardsOf(juror)).toEqual(['Le secret d’Aubépine']);
		for (const seat of [juror, waiting, expelled]) {
			const { body } = await look(seat);
			expect(opensAHand(body)).toBe(false);
			expect(body).not.toContain('secret');
			expect((await write(seat, 'Une autre')).said).toContain('seat-not-on-paper');
		}
		// nor by the address of a seat on paper, in the name of another
		await write(world.places.own.seat, 'Encore une', { for: juror });
		expect(await cardsOf(juror)).toEqual(['Le secret d’Aubépine']);
		expect(await cardsOf(world.places.own.seat)).toContain('Encore une');
	});

	test('[MO178] is no longer open once its person has a phone; what was typed too late comes back', async () => {
		const { seat } = world.places.own;
		const { code } = must(await inTransaction((tx) => seats.reissue(tx, world.facilitator, seat as SeatId, new Date())));
		must(await inTransaction((tx) => seats.enterByReentry(tx, { code, address: 'test', gatheringId: world.facilitator.gatheringId }, new Date())));
		const { body } = await look(seat);
		expect(opensAHand(body)).toBe(false);
		expect(body).not.toContain('Un banc');
		const late = await write(seat, 'Trop tard');
		expect(late.said).toContain('seat-not-on-paper');
		expect(late.said).toContain('Trop tard');
	});

	test('is nowhere for the seat of another room', async () => {
		for (const name of ['sibling', 'foreign', 'nowhere'] as const) expect((await look(world.places[name].seat)).status).toBe(404);
		expect((await look('personne')).status).toBe(404);
	});

	test('[MO178] opens in every step, also where the proposal is read', async () => {
		const { gathering } = world.places.own;
		// the other one has a phone by now
		const seat = must(await inTransaction((tx) => seats.addOnPaper(tx, world.facilitator, { publicName: 'Sureau', capacity: 'juror' }, new Date())));
		const cookie = world.people.facilitator.cookie;
		const done = async (step: string, name: string, fields: Record<string, string>) =>
			expect((await act(server.url, `/console/${gathering}?/act`, { cookie, form: { step, act: name, ...fields } })).status).toBe(200);
		const seen: string[] = [];
		for (;;) {
			const row = await gatherings.read(await database(), world.facilitator.gatheringId);
			const { step } = row.agenda.steps[row.position!]!;
			if (step === 'proposal') {
				await done(step, 'write-draft-from-desk', { text: 'Cuire le jour même.', version: '' });
				await done(step, 'seal-from-desk', {});
			}
			for (const search of ['', '?relire']) {
				const { status, body } = await look(`${seat}${search}`);
				expect([status, body.includes('Taper pour Sureau'), body.includes('Cette place n’est plus')], `${step} ${search}`).toEqual([200, true, false]);
			}
			seen.push(step);
			if (row.position === row.agenda.steps.length - 1) break;
			expect((await ask(server.url, `/console/${gathering}?/advance`, { cookie, form: { revision: String(row.revision), to: String(row.position! + 1), confirmed: 'yes' } })).status).toBe(303);
		}
		expect(seen).toContain('amendments');
		expect((await look(`${seat}?relire`)).status).toBe(200);
	});
});
