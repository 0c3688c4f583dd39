import { beforeAll, expect, test } from 'vitest';
import { aSitting, cast, everybodyIn, type Person, type SittingWorld } from '../../../../tests/world/sitting.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { TypedDelta } from '../rules/deltaForm.ts';
import type { ScenarioAuthor } from '../rules/scenario.ts';
import * as clausePages from './clausePages.ts';
import * as clauses from './clauses.ts';
import { filingFrame, readFiled, readWritten } from './filedScenarios.ts';
import * as filingPages from './filingPages.ts';
import { laneOf } from './lane.ts';
import type { AtSitting } from './sittingPages.ts';
import * as scenarios from './scenarios.ts';
import * as sittings from './sittings.ts';
import { stepServers } from './steps.ts';
import { annexes } from './tables.ts';
import * as watchPages from './watchPages.ts';

const at = new Date('2028-11-20T09:00:00Z');
const said = (outcome: { readonly accepted: boolean; readonly reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);
const summary = 'Commander par familles de saison';
const p1: TypedDelta = { 'service-what': 'Commandes', 'service-after': 'par familles de saison', from: '2029-01-04', 'budget-what': 'Effectif et surcoût', 'budget-amount': '52 000', 'budget-until': '' };
const p2: TypedDelta = { from: '2028-12-15', until: '2029-05-15', 'budget-what': 'Surcoût', 'budget-amount': '43 400', 'budget-until': '2029-05-15' };

let world: SittingWorld;
beforeAll(async () => {
	world = await inTransaction((tx) => aSitting(tx));
});
const write = (author: Exclude<ScenarioAuthor, 'together'>, revision: number, files: boolean, typed: TypedDelta, over = summary) =>
	inTransaction((tx) => scenarios.write(tx, { actor: 'system', at }, { gatheringId: world.gatheringId, author, typed, summary: over, revision, files }));
/** The page of P1 as somebody of the team stands before it. */
const forTeam = (capacity: string, accountId: string = world.facilitators[1].accountId, permissions: readonly string[] = []) => {
	const { place, gatheringId } = world;
	const places = [{ capacity, permissions, startsAt: new Date(0), endsAt: null, revokedAt: null }];
	const facts = { target: place, account: { authorityId: place.authorityId, isAdministrator: false }, places };
	return filingPages.forTeam({ account: { accountId }, project: { ...place, title: 'À table' }, facts, gatheringId } as unknown as AtSitting);
};
const flagsOf = async (code: string) => (await readWritten(await database(), world)).find((one) => one.code === code)!.flags;

test('[EV104][EV107] before anything is written: 49 600 € at most, until 16 January, and what each criterion says', async () => {
	const query = await database();
	expect(await readWritten(query, world)).toEqual([]);
	expect(await filingFrame(query, await sittings.facts(query, world.gatheringId), '2028-11-20', 'team')).toEqual({
		limits: { mostPerChange: 4_960_000, mostCumulated: 9_300_000, noticeEnds: '2029-01-16' },
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
	const waive = (party: 'administration' | 'company', on: string) => inTransaction((tx) => scenarios.waiveNotice(tx, { actor: 'system', at, party }, { gatheringId: world.gatheringId, author: 'company', on, today: '2028-11-28' }));
	expect([said(await waive('administration', '2028-11-28')), said(await waive('company', '2028-11-29'))]).toEqual(['scenario-not-of-company', 'waiver-day-unreadable']);
	expect((await flagsOf('P2')).map(({ flag }) => flag)).toEqual(['before-notice']);
	expect(said(await waive('company', '2028-11-28'))).toBe('accepted');
	expect(await flagsOf('P2')).toEqual([{ flag: 'notice-waived', on: '2028-11-28' }]);
});

test('[EV108] no step of the sitting shows an annex, on the wall, at the desk or on any hand; nor do the pages of a clause, of the watch and of the overview', async () => {
	const canary = 'Trésorerie-sous-scellé';
	const seats = await inTransaction(async (tx) => {
		await tx.insert(annexes).values({ triggerId: world.triggerId, authorityId: world.place.authorityId, words: canary, changedAt: at });
		return everybodyIn(tx, world);
	});
	const query = await database();
	const room = gatherings.standing(await gatherings.read(query, world.gatheringId));
	const clause = (await clauses.read(query, world.place, world.clauseId))!;
	const shown = await Promise.all([
		...Object.values(stepServers).flatMap((step) => [step.screen(query, room), step.desk(query, room), ...(Object.keys(cast) as Person[]).map((who) => step.hand(query, { ...room, seatId: seats[who], membershipId: world.memberships[who], capacity: cast[who], publicName: who }))]),
		...[clausePages.ofClause(query, world.place, 'restricted', clause, '2028-12-05'), clausePages.forHolder(query, clause, '2028-12-05'), watchPages.shown(query, world.place, 'restricted', '2028-12-05'), laneOf(query, world.place, '2028-12-05')]
	]);
	expect(JSON.stringify(shown)).toContain('L’effectif est passé');
	expect(JSON.stringify(shown)).not.toContain(canary);
});
