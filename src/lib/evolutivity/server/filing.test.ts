import { afterAll, beforeAll, expect, test } from 'vitest';
import { aSitting, cast, everybodyIn, heldAt, type Person, type SittingWorld } from '../../../../tests/world/sitting.ts';
import * as elements from '../../cockpit/server/elements.ts';
import type { SeatId } from '../../db/rules/ids.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { setClock } from '../../time/server/clock.ts';
import type { TypedDelta } from '../rules/deltaForm.ts';
import type { ScenarioAuthor } from '../rules/scenario.ts';
import * as clausePages from './clausePages.ts';
import * as clauses from './clauses.ts';
import { filingFrame, readFiled, readWritten } from './filedScenarios.ts';
import * as filingPages from './filingPages.ts';
import { laneOf } from './lane.ts';
import * as gatePages from './gatePages.ts';
import { prepared, type AtSitting } from './sittingPages.ts';
import * as scenarios from './scenarios.ts';
import * as sittings from './sittings.ts';
import { stepServers } from './steps.ts';
import { freeze } from './steps/state-of-play.ts';
import { annexes } from './tables.ts';
import * as watchPages from './watchPages.ts';

const filedAt = new Date('2028-11-20T09:00:00Z');
const said = (outcome: { readonly accepted: boolean; readonly reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);
const summary = 'Commander par familles de saison';
const p1: TypedDelta = { 'service-what': 'Commandes', 'service-after': 'par familles de saison', from: '2029-01-04', 'budget-what': 'Effectif et surcoût', 'budget-amount': '52 000', 'budget-until': '' };
const p2: TypedDelta = { from: '2028-12-15', until: '2029-05-15', 'budget-what': 'Surcoût', 'budget-amount': '43 400', 'budget-until': '2029-05-15' };

let world: SittingWorld;
let seats: Readonly<Record<Person, SeatId>>;
beforeAll(async () => {
	setClock(heldAt);
	world = await inTransaction((tx) => aSitting(tx));
	seats = await inTransaction((tx) => everybodyIn(tx, world));
});
afterAll(() => setClock(new Date()));
const write = (author: Exclude<ScenarioAuthor, 'together'>, revision: number, files: boolean, typed: TypedDelta, over = summary) =>
	inTransaction((tx) => scenarios.write(tx, { actor: 'system', at: filedAt }, { gatheringId: world.gatheringId, author, typed, summary: over, revision, files }));
/** Somebody of the team at a page of the sitting. */
const at = (capacity: string, accountId: string = world.facilitators[1].accountId, permissions: readonly string[] = []) => {
	const { place, gatheringId } = world;
	const places = [{ capacity, permissions, startsAt: new Date(0), endsAt: null, revokedAt: null }];
	const facts = { target: place, account: { authorityId: place.authorityId, isAdministrator: false }, places };
	return { account: { accountId }, project: { ...place, title: 'À table' }, facts, gatheringId } as unknown as AtSitting;
};
const forTeam = (...who: Parameters<typeof at>) => filingPages.forTeam(at(...who));
/** All that the wall, the desk and each hand show, in every step. */
async function frames() {
	const query = await database();
	const room = gatherings.standing(await gatherings.read(query, world.gatheringId));
	const hands = (Object.keys(cast) as Person[]).map((who) => ({ ...room, seatId: seats[who], membershipId: world.memberships[who], capacity: cast[who], publicName: who }));
	return Promise.all(Object.values(stepServers).flatMap((step) => [step.screen(query, room), step.desk(query, room), ...hands.map((hand) => step.hand(query, hand))]));
}
const flagsOf = async (code: string) => (await readWritten(await database(), world)).find((one) => one.code === code)!.flags;

test('[EV104][EV107] before anything is written: 49 600 € at most, until 16 January, and what each criterion says', async () => {
	const query = await database();
	expect(await readWritten(query, world)).toEqual([]);
	expect(await filingFrame(query, await sittings.facts(query, world.gatheringId), '2028-11-20', 'team')).toEqual({
		limits: { mostPerChange: 4_960_000, mostCumulated: 9_300_000, bounds: { perChange: 800, cumulated: 1500 }, noticeEnds: '2029-01-16' },
		noticeDays: 42,
		criteria: [{ code: 'A1', what: 'Effectif ± 6 % sur deux mois', indicator: null, standing: 'said', last: null, watchedBy: 'le service' }]
	});
});

test('[EV106][EV79] what is kept is not filed; of two at once the second is told; P1 is flagged as it is filed; the company waives its notice', async () => {
	const query = await database();
	expect((await Promise.all([write('administration', 0, false, p1), write('administration', 0, false, p1)])).map(said).sort()).toEqual(['accepted', 'scenario-changed-meanwhile']);
	expect(await readFiled(query, world)).toEqual([]);
	expect(await forTeam('prescriber')).toMatchObject({ mayFile: true, own: { code: 'P1', isFiled: false }, shown: [{ code: 'P1' }] });
	const others = await Promise.all([forTeam('buyer', world.buyer), forTeam('reservist', undefined, ['facilitate']), forTeam('elected-official')]);
	expect(others.map(({ own, shown }) => [own, shown])).toEqual([[null, []], [null, []], [null, []]]);
	expect(await write('administration', 1, true, { ...p1, 'budget-amount': 'beaucoup' })).toMatchObject({ reason: 'scenario-faulty', faults: [{ field: 'budget-amount', line: 0 }] });
	expect([said(await write('administration', 1, true, {})), said(await write('administration', 1, true, p1, ' '))]).toEqual(['scenario-empty', 'summary-missing']);
	expect(said(await write('administration', 1, true, p1))).toBe('accepted');
	expect((await readFiled(query, world)).map(({ code }) => code)).toEqual(['P1']);
	expect(await flagsOf('P1')).toEqual([
		{ flag: 'above-per-change', amount: 5_200_000, most: 4_960_000, basisPoints: 839, bound: 800 },
		{ flag: 'before-notice', from: '2029-01-04', noticeEnds: '2029-01-16' }
	]);
	expect(said(await write('company', 0, true, p2))).toBe('accepted');
	const waive = (party: 'administration' | 'company', on: string) => inTransaction((tx) => scenarios.waiveNotice(tx, { actor: 'system', at: filedAt, party }, { gatheringId: world.gatheringId, author: 'company', on, today: '2028-11-28' }));
	expect([said(await waive('administration', '2028-11-28')), said(await waive('company', '2028-11-29'))]).toEqual(['scenario-not-of-company', 'waiver-day-unreadable']);
	expect((await flagsOf('P2')).map(({ flag }) => flag)).toEqual(['before-notice']);
	expect(said(await waive('company', '2028-11-28'))).toBe('accepted');
	expect(await flagsOf('P2')).toEqual([{ flag: 'notice-waived', on: '2028-11-28' }]);
});

test('[EV108] no step of the sitting shows an annex, on the wall, at the desk or on any hand; nor do the pages of a clause, of the watch and of the overview', async () => {
	const canary = 'Trésorerie-sous-scellé';
	const query = await database();
	await query.insert(annexes).values({ triggerId: world.triggerId, authorityId: world.place.authorityId, words: canary, changedAt: filedAt });
	const clause = (await clauses.read(query, world.place, world.clauseId))!;
	const shown = await Promise.all([
		frames(),
		...[clausePages.ofClause(query, world.place, 'restricted', clause, '2028-12-05'), clausePages.forHolder(query, clause, '2028-12-05'), watchPages.shown(query, world.place, 'restricted', '2028-12-05'), laneOf(query, world.place, '2028-12-05')]
	]);
	expect(JSON.stringify(shown)).toContain('L’effectif est passé');
	expect(JSON.stringify(shown)).not.toContain(canary);
});

test('[EV150] what is restricted, and what is computed from it, is in no frame of the room and on no page of who may not read it; percentages are', async () => {
	const query = await database();
	const doer: elements.Doer = { ...world.place, actor: 'system', at: filedAt, today: '2028-11-20', audience: 'restricted' };
	await inTransaction((tx) => freeze(tx, { ...doer, gatheringId: world.gatheringId }));
	const beyond = { ...p2, 'budget-amount': '99 200' };
	await inTransaction((tx) => scenarios.write(tx, doer, { gatheringId: world.gatheringId, author: 'together', typed: beyond, summary, revision: 0, files: true }));
	const plain = (shown: unknown) => JSON.stringify(shown).replace(/[0-9a-f-]{36}/g, '').replace(/\s/g, '');
	const canaries = ['620000', '62000000', '49600', '93000', '71920000', '719200', 'Lot3', 'LesPaniers'];
	const found = (shown: unknown) => canaries.filter((one) => plain(shown).includes(one));
	expect(found(await frames()), 'open, the room reads them').toEqual(['620000', '62000000', '49600', '93000', '719200', 'Lot3', 'LesPaniers']);

	const { contractId } = (await sittings.facts(query, world.gatheringId)).clause;
	const contract = (await elements.read(query, doer, contractId!, doer.today))!;
	const written = await inTransaction((tx) => elements.write(tx, doer, { element: contract.id, revision: contract.revision, values: { seenBy: { maximum: 'restricted', object: 'restricted', holder: 'restricted' } } }));
	expect(said(written)).toBe('accepted');
	const gatePage = (audience: 'team' | 'restricted') => gatePages.ofGate(query, world.gatheringId, { actor: 'system', audience, day: '2028-12-05' });
	const room = await frames();
	expect(found([room, await prepared(at('prescriber')), await forTeam('prescriber'), await gatePage('team')])).toEqual([]);
	expect(plain(room)).toContain('"flag":"above-cumulated","amount":null,"most":null,"basisPoints":1600,"bound":1500');
	expect(await gatePage('team')).toMatchObject({ grounds: { base: null, smallChange: null, share: 1600, amount: 9_920_000 } });
	expect(await gatePage('restricted')).toMatchObject({ grounds: { base: 62_000_000 } });
	expect(await prepared(at('buyer', world.buyer))).toMatchObject({ restricted: contractId, frame: { gauges: [{ mostAmount: 4_960_000 }, {}] } });
	expect((await prepared(at('prescriber'))).restricted).toBeNull();
});
