import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Values } from '../../cockpit/rules/elements/changes.ts';
import { standingOf } from '../../cockpit/rules/contracts.ts';
import type { KindId, ValuesOf } from '../../cockpit/rules/elements/kinds.ts';
import * as decp from '../../cockpit/server/decp.ts';
import * as elements from '../../cockpit/server/elements.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { journalEntries } from '../../journal/server/tables.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import type { TypedGate } from '../rules/gate.ts';
import { usualFacts } from '../rules/gateForm.ts';
import type { TypedDelta } from '../rules/deltaForm.ts';
import * as gate from './gate.ts';
import * as lawValues from './lawValues.ts';
import { laneOf } from './lane.ts';
import * as scenarios from './scenarios.ts';
import * as sittings from './sittings.ts';
import { charters, clauses, contractVersions, triggers } from './tables.ts';
import * as versionPages from './versionPages.ts';
import * as versions from './versions.ts';

const today = '2028-12-05';
const at = new Date('2028-12-05T08:00:00Z');
const startsAt = new Date('2028-12-05T13:00:00Z');
const words = { review: 'Revue du contrat', period: 'Évolution n° 1', end: 'Retour au prix initial', amount: (cents: number) => `${cents / 100} €`, day: (day: string) => day };

function value<Value>(outcome: { readonly accepted: true; readonly value: Value } | { readonly accepted: false; readonly reason: string }): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}
const reasonOf = (outcome: Outcome<unknown, string> | { readonly accepted: boolean; readonly reason?: string }) => (outcome.accepted ? 'accepted' : (outcome as { reason: string }).reason);

const p3: TypedDelta = {
	'service-what': 'Commande',
	'service-before': 'par référence',
	'service-after': 'par famille de saison',
	from: '2028-12-15',
	until: '2029-04-30',
	'review-on': '2029-05-15',
	'budget-what': ['155 repas de plus', 'Surcoût'],
	'budget-amount': ['32 550', '4 650'],
	'budget-until': ['', '2029-05-01'],
	'indicator-name': 'Information des familles',
	'indicator-after': 'chaque mois',
	'indicator-how': 'added'
};

/** The third lot of the Rivelles, with its clause and charter, and a sitting on one request. */
async function aSitting() {
	return inTransaction(async (tx) => {
		const authorityId = await authorities.create(tx, { name: 'Trois-Rivelles', timeZone: 'Europe/Paris' }, at);
		const account = async (name: string) => value(await accounts.create(tx, { authorityId, name, email: `${name}-${authorityId}@ici.invalid`, passwordHash: null }, at));
		const [buyer, other] = [await account('karim'), await account('lea')];
		const projectId = value(await projects.create(tx, { title: 'À table', summary: '', code: '', authorityId, actor: 'system' }, at));
		const place = { authorityId, projectId };
		for (const { accountId, name } of [buyer, other]) value(await memberships.add(tx, { ...place, person: { name, accountId }, publicName: name, capacity: 'buyer', startsAt: new Date('2026-01-01'), actor: 'system' }, at));
		const doer: elements.Doer = { ...place, actor: `account:${buyer.accountId}`, at, today };
		const make = async (kind: KindId, values: Values, parentId: string | null = null) => value(await elements.make(tx, doer, { kind, values, parentId }));
		const lineId = await make('line', { mode: 'purchase', object: 'Les denrées' });
		const contractId = await make('contract', { object: 'Légumes et fruits', holder: 'Racines de Rivelle', maximum: 62_000_000, notifiedOn: '2027-10-15', state: 'running' }, lineId);
		const terms = { bounds: { perChange: 800, cumulated: 1500 }, movable: ['services', 'calendar', 'budget', 'indicators'] as const, fixed: [] };
		const clauseId = newId<'clause'>();
		await tx.insert(clauses).values({ id: clauseId, ...place, lineId, contractId, title: 'Légumes et fruits', terms: { version: 1, scope: 'a', nature: 'b', conditions: 'c', isUnequivocal: true, ...terms }, frozenOn: '2027-06-07', createdAt: at, changedAt: at });
		const charterId = newId<'charter'>();
		await tx.insert(charters).values({ id: charterId, authorityId, clauseId, version: 1, terms: { version: 1, ...terms, criteria: [], guardRails: { company: [], policy: [] }, noticeDays: 42, procedure: { admissibilityWorkingDays: 5, sessionDays: 30 } }, state: 'in-force', createdAt: at, changedAt: at });
		const request = newId<'trigger'>();
		await tx.insert(triggers).values({ id: request, ...place, clauseId, charterId, number: 1, party: 'administration', category: 'need', criteria: [], motives: 'Effectif', evidence: '', receivedOn: '2028-11-07', admissibility: 'admissible', filedBy: doer.actor, createdAt: at });
		const gatheringId = value(await sittings.plan(tx, { ...place, actor: doer.actor }, { clauseId, requests: [request], title: 'Séance n° 1', place: '', startsAt, gateHeldBy: doer.actor }, at));
		return { place, doer, lineId, contractId, gatheringId, buyer, other };
	});
}
type World = Awaited<ReturnType<typeof aSitting>>;

const write = ({ gatheringId, doer }: World, author: 'administration' | 'company' | 'together', typed: TypedDelta, revision: number, files = true) =>
	inTransaction((tx) => scenarios.write(tx, { actor: doer.actor, at }, { gatheringId, author, typed, summary: 'Tenir jusqu’au printemps', revision, files }));
const facts = { ...usualFacts, isFormal: true, wentToCommission: true };
const condition: TypedGate = { answer: 'passes-on-condition', reasons: 'Clause publiée, article 12 du CCAP.', replyBy: '', opinionOn: '2028-12-12', condition: '', conditionOn: '' };
const answer = ({ gatheringId, doer }: World, revision: number, typed = condition, actor = doer.actor) => inTransaction((tx) => gate.answer(tx, { actor, at }, { gatheringId, revision, day: today, told: facts, typed }));
const apply = ({ gatheringId, doer }: World, isConsented = true, notice = 'La crue a abîmé des récoltes.') => inTransaction((tx) => versions.apply(tx, doer, { gatheringId, isConsented, notice, words, what: 'Évolution n° 1' }));
const contractNow = async ({ place, contractId }: World, day = today) => (await elements.read(await database(), place, contractId, day))!.values as { readonly maximum: number | null };

test('[EV79] P1 and P2 are written until the room opens, P3 in it; of two who write at once the second is told, and everything wrong is told at once', async () => {
	const world = await aSitting();
	value(await write(world, 'administration', p3, 0));
	expect(reasonOf(await write(world, 'administration', p3, 0))).toBe('scenario-changed-meanwhile');
	const faulty = await write(world, 'company', { ...p3, until: '2029-02-30', 'budget-amount': ['x', '1'] }, 0);
	expect(faulty.accepted ? [] : faulty.faults.map(({ field }) => field)).toEqual(['budget-amount', 'until']);
	expect([reasonOf(await write(world, 'company', {}, 0)), reasonOf(await write(world, 'company', {}, 0, false))]).toEqual(['scenario-empty', 'accepted']);
	const both = await Promise.all([1, 2].map(() => write(world, 'together', p3, 0)));
	expect(both.map(reasonOf).sort()).toEqual(['accepted', 'scenario-changed-meanwhile']);

	const waive = (party: 'administration' | 'company', on: string) => inTransaction((tx) => scenarios.waiveNotice(tx, { actor: world.doer.actor, at, party }, { gatheringId: world.gatheringId, author: 'together', on, today }));
	expect([reasonOf(await waive('administration', '2028-11-28')), reasonOf(await waive('company', '2028-12-06')), reasonOf(await waive('company', '2028-11-28'))]).toEqual(['scenario-not-of-company', 'waiver-day-unreadable', 'accepted']);

	const desk = { ...world.place, gatheringId: world.gatheringId, accountId: world.other.accountId, name: 'Léa' };
	const query = await database();
	await query.execute(`update gatherings set position = 0 where id = '${world.gatheringId}'`);
	expect([reasonOf(await write(world, 'administration', p3, 1)), reasonOf(await write(world, 'together', p3, 1))]).toEqual(['scenario-settled', 'accepted']);
	await query.execute(`update gatherings set closed_at = now() where id = '${desk.gatheringId}'`);
	expect(reasonOf(await write(world, 'together', p3, 2))).toBe('gathering-closed');
	expect(await gatherings.read(query, world.gatheringId)).toMatchObject({ kind: 'evolutivity' });
});

test('[EV70] [EV71] [EV73] [EV145] [EV146] [EV149] the gate computes while P3 is written, answers once for its holder alone, and is asked again when P3 changes', async () => {
	const world = await aSitting();
	const query = await database();
	expect(reasonOf(await answer(world, 0))).toBe('joint-scenario-missing');
	value(await write(world, 'together', p3, 0));
	expect(await gate.compute(query, world.gatheringId, today), '[EV149] what nobody has said is computed as owed').toMatchObject({ facts: { isFormal: null, wentToCommission: null }, found: { duties: ['commission-opinion', 'published-data'] } });
	for (const told of [usualFacts, { ...facts, wentToCommission: null }]) expect(reasonOf(await inTransaction((tx) => gate.answer(tx, { actor: world.doer.actor, at }, { gatheringId: world.gatheringId, revision: 1, day: today, told, typed: condition }))), '[EV149]').toBe('gate-facts-missing');
	const computed = await gate.compute(query, world.gatheringId, today, { told: facts });
	expect(computed).toMatchObject({ revision: 1, standing: 'not-asked', contract: { initialAmount: 62_000_000 }, modification: { amount: 3_720_000, clause: { covers: true } }, found: { holds: ['R2194-1'], rejected: { 'R2194-8': { why: 'threshold-unknown' } } } });
	expect(reasonOf(await answer(world, 1, condition, `account:${world.other.accountId}`))).toBe('gate-not-yours');
	expect(reasonOf(await answer(world, 1, { ...condition, answer: 'passes' }))).toBe('gate-opinion-stands');
	expect((await Promise.all([1, 2].map(() => answer(world, 1)))).map(reasonOf)).toEqual(['accepted', 'accepted']);
	expect((await gate.verdictsOf(query, world.gatheringId)).map(({ number }) => number), '[EV154] sent twice, it is one').toEqual([1]);
	value(await answer(world, 1, { ...condition, reasons: 'Clause publiée.' }));
	expect((await gate.verdictsOf(query, world.gatheringId)).map(({ number }) => number), 'each other one is kept').toEqual([2, 1]);
	expect(await gate.compute(query, world.gatheringId, today)).toMatchObject({ standing: 'passes-on-condition', facts: { wentToCommission: true } });
	const clerk = { authorityId: world.place.authorityId, actor: `account:${world.other.accountId}` as const, at: world.doer.at };
	const entry = value(await inTransaction((tx) => lawValues.enter(tx, clerk, { key: 'commission-opinion', value: 5_000, from: '2028-01-01', until: null, source: 'Une note' })));
	expect(await gate.compute(query, world.gatheringId, today), '[EV145] the law of the day finds something else').toMatchObject({ standing: 'outdated', own: [{ key: 'commission-opinion', value: 5_000, source: 'Une note', from: '2028-01-01' }] });
	expect((await gate.groundsNow(query, world.gatheringId, today)).grounds.own, '[EV146] read wherever it counts').toMatchObject([{ who: 'lea', enteredOn: '2028-12-05' }]);
	value(await inTransaction((tx) => lawValues.withdraw(tx, clerk, entry)));
	expect(await gate.compute(query, world.gatheringId, today)).toMatchObject({ standing: 'passes-on-condition', own: [] });
	value(await write(world, 'together', { ...p3, 'budget-amount': ['52 000', '0'] }, 1));
	expect(await gate.compute(query, world.gatheringId, today)).toMatchObject({ standing: 'outdated', found: { holds: [], rejected: { 'R2194-1': { why: 'outside-clause' } } } });
	expect(reasonOf(await answer(world, 1))).toBe('scenario-changed-meanwhile');
	expect(reasonOf(await answer(world, 2))).toBe('gate-nothing-holds');
	value(await answer(world, 2, { ...condition, answer: 'sent-back', replyBy: '2028-12-20' }));
});

test('[EV80] [EV76] [EV147] [EV148] [EV120] [EV121] [EV122] [EV123] applied once, by whoever comes first: the draft of a second version, what waits in suspense, in force with the new maximum', async () => {
	const world = await aSitting();
	const query = await database();
	value(await write(world, 'together', p3, 0));
	expect(reasonOf(await apply(world))).toBe('gate-stands');
	value(await answer(world, 1));
	expect(reasonOf(await apply(world, true, '\u200b\u202e')), '[EV149] what nobody sees is no notice').toBe('notice-missing');
	expect([reasonOf(await apply(world, false)), reasonOf(await apply(world, true, ' '))]).toEqual(['consent-missing', 'notice-missing']);
	expect((await Promise.all([1, 2, 3].map(() => apply(world)))).map(reasonOf).sort()).toEqual(['accepted', 'already-applied', 'already-applied']);
	const [version] = await versions.ofContract(query, world.contractId);
	expect(version).toMatchObject({ number: 2, reviewOn: '2029-05-15', isNoticePublic: false });
	expect(version!.chain.map(({ state }) => state)).toEqual(['draft', 'awaiting-opinion']);
	expect(version!.changes.every(({ isSuspended }) => isSuspended)).toBe(true);
	expect(await contractNow(world)).toMatchObject({ maximum: 62_000_000 });
	const all = await elements.ofProject(query, world.place, today);
	expect(elements.ofKind(all, 'modification').map(({ values }) => [values.version, values.total, values.state, values.ground])).toEqual([[2, 65_720_000, 'drafted', 'review-clause']]);
	expect([elements.ofKind(all, 'milestone'), elements.ofKind(all, 'indicator')]).toEqual([[], []]);

	const later = (day: string): elements.Doer => ({ ...world.doer, today: day, at: new Date(`${day}T09:00:00Z`) });
	const advance = (state: string, on: string, said = '') => inTransaction((tx) => versions.advance(tx, later(on), { contractId: world.contractId, number: 2, state, on, words: said }));
	const publish = (notice: string) => inTransaction((tx) => versions.publishNotice(tx, later('2028-12-14'), { contractId: world.contractId, number: 2, notice }));
	expect([reasonOf(await publish(' ')), reasonOf(await publish('Le prix monte dès maintenant'))], '[EV152]').toEqual(['notice-missing', 'notice-before-signature']);
	expect([reasonOf(await advance('in-force', '2028-12-13')), reasonOf(await advance('signed', '2028-12-13'))]).toEqual(['link-out-of-order', 'link-opinion-missing']);
	const { id: modification, revision } = elements.ofKind(all, 'modification')[0]!;
	const rewrite = async (values: Values) => reasonOf(await inTransaction((tx) => elements.write(tx, world.doer, { element: modification, revision, values })));
	for (const values of [{ state: 'signed' }, { ground: 'low-value' }, { publishedOn: '2028-12-05' }, { total: 77_700_000 }, { version: 3 }, { notifiedOn: '2028-12-05' }, { gone: true }]) expect(await rewrite(values), '[CO187]').toBe('element-of-sitting');
	expect(await rewrite({ note: 'Relu avec la trésorerie' })).toBe('accepted');
	value(await advance('opinion-favourable', '2028-12-12'));
	value(await advance('signed', '2028-12-13'));
	expect(reasonOf(await advance('in-force', '2028-12-13')), '[EV148]').toBe('link-transmission-missing');
	value(await advance('transmission-not-due', '2028-12-13', 'Sous le seuil'));
	expect((await versionPages.ofContract(query, world.place, world.contractId, '2028-12-13'))!, '[EV121] signed is not in force').toMatchObject({ now: { version: 1, total: 62_000_000 }, versions: [{ changes: Array(6).fill({ standing: 'not-in-force' }) }] });
	expect((await decp.contractsOf(query, world.place, '2028-12-13', 'team'))[0]!.exported, '[CO182]').toMatchObject({ notNotified: [2], record: { montant: 620_000 } });
	expect((await Promise.all([1, 2].map(() => advance('in-force', '2028-12-14')))).map(reasonOf).sort()).toEqual(['accepted', 'link-out-of-order']);
	const after = await elements.ofProject(query, world.place, '2028-12-14');
	const signed = elements.ofKind(after, 'modification').map(({ values }) => values);
	expect(standingOf((await elements.read(query, world.place, world.contractId, '2028-12-14'))!.values as ValuesOf<'contract'>, signed, '2028-12-14')).toMatchObject({ version: 2, total: 65_720_000, versions: [{ difference: 3_720_000, share: 600 }], beyondMaximum: 0 });
	expect(await contractNow(world, '2028-12-14'), 'as it was first signed').toMatchObject({ maximum: 62_000_000 });
	expect(elements.ofKind(after, 'milestone').map(({ values, origin }) => [values.what, values.on, origin?.what])).toEqual([
		['Évolution n° 1', '2028-12-15', 'sitting'],
		['Revue du contrat', '2029-05-15', 'sitting'],
		['Retour au prix initial\u00a0: Surcoût (4650 €)', '2029-05-01', 'sitting']
	]);
	expect(elements.ofKind(after, 'indicator').map(({ values }) => values.name)).toEqual(['Information des familles']);
	expect(await versions.publicNotices(query, world.place, '2028-12-14'), 'not before it is published').toEqual([]);
	value(await publish('Jusqu’au 30 avril, une partie des carottes viendra de plus loin.'));
	expect((await query.select().from(contractVersions).where(eq(contractVersions.contractId, world.contractId)))[0]).toMatchObject({ isNoticePublic: true });
	expect(await versions.publicNotices(query, world.place, '2028-12-14'), '[EV122]').toEqual([{ contractId: world.contractId, contract: 'Légumes et fruits', number: 2, notice: 'Jusqu’au 30 avril, une partie des carottes viendra de plus loin.', state: 'in-force', on: '2028-12-14' }]);

	const note = (what: string, on: string, day = '2029-03-01') => inTransaction((tx) => versions.noteDuty(tx, later(day), { contractId: world.contractId, number: 2, what, on }));
	const shown = async (day: string) => (await versionPages.ofContract(query, world.place, world.contractId, day))!;
	const told = async (day: string) => (await shown(day)).versions[0]!.duties.map(({ what, dueOn, doneOn, isLate }) => [what, dueOn, doneOn, isLate]);
	const opinion = ['commission-opinion', '2028-12-12', '2028-12-12', false];
	expect(await told('2029-02-15'), '[EV120]').toEqual([opinion, ['published-data', '2029-02-14', null, true]]);
	expect([reasonOf(await note('notice', '2029-01-10')), reasonOf(await note('published-data', '2028-12-13')), reasonOf(await note('published-data', '2029-03-02'))]).toEqual(['duty-unknown', 'link-day-before', 'link-day-to-come']);
	expect((await decp.contractsOf(query, world.place, '2029-02-10', 'team'))[0]!.exported.record, '[CO182] published by the file').toMatchObject({ modifications: [{ modification: { datePublicationDonneesModification: '2029-02-10' } }] });
	expect((await Promise.all([1, 2].map(() => note('published-data', '2029-01-10')))).map(reasonOf).sort()).toEqual(['accepted', 'duty-done']);
	expect(await told('2029-03-01')).toEqual([opinion, ['published-data', '2029-02-14', '2029-01-10', false]]);
	expect(reasonOf(await answer(world, 1)), '[EV145]').toBe('gate-applied');
	expect(await gate.compute(query, world.gatheringId, '2029-03-01'), '[EV145] its own version is none of the earlier ones').toMatchObject({ standing: 'passes-on-condition', found: { holds: ['R2194-1'] }, contract: { earlier: [] } });
	expect(await shown('2029-03-01'), '[EV121]').toMatchObject({ first: { total: 62_000_000 }, now: { version: 2, total: 65_720_000 }, versions: [{ difference: 3_720_000, share: 600, grounds: ['R2194-1'], changes: Array(6).fill({ standing: 'applied' }) }] });
	expect((await laneOf(query, world.place, '2029-03-01'))[0]?.version).toEqual({ contractId: world.contractId, number: 2, state: 'in-force', on: '2028-12-14', late: 0 });
	const [exported] = await decp.contractsOf(query, world.place, '2029-03-01', 'team');
	expect(exported!.exported.record, '[EV123]').toMatchObject({ montant: 620_000, modifications: [{ modification: { id: 1, dateNotificationModification: '2028-12-14', datePublicationDonneesModification: '2029-01-10', montant: 657_200 } }] });
	expect(exported!.exported.faults.map(({ field }) => field)).not.toContain('modifications');
	const acts = (await query.select().from(journalEntries).where(eq(journalEntries.projectId, world.place.projectId))).filter(({ act }) => /evolution|contract-version/.test(act)).toSorted((one, other) => one.number - other.number).map(({ act }) => act);
	expect(acts).toEqual(['evolution-applied', ...Array(4).fill('contract-version-advanced'), 'evolution-notice-published', 'contract-version-duty-done']);
});

test('[EV76] given up before it is signed: nothing of it was written to the contract, and the modification says so', async () => {
	const world = await aSitting();
	value(await write(world, 'together', p3, 0));
	value(await answer(world, 1));
	value(await apply(world));
	const give = (said: string) => inTransaction((tx) => versions.advance(tx, world.doer, { contractId: world.contractId, number: 2, state: 'given-up', on: today, words: said }));
	expect([reasonOf(await give('')), reasonOf(await give('Avis défavorable'))]).toEqual(['link-reason-missing', 'accepted']);
	const all = await elements.ofProject(await database(), world.place, today);
	expect(elements.ofKind(all, 'modification').map(({ values }) => values.state)).toEqual(['given-up']);
	expect(await contractNow(world)).toMatchObject({ maximum: 62_000_000 });
});
