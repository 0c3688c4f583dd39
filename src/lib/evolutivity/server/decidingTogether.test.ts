// The last steps of a sitting, each act by its own door: P3 written by two hands, the gate, consent by party, one application.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aSitting, everybodyIn, fileBoth, heldAt, value, type Person, type SittingWorld } from '../../../../tests/world/sitting.ts';
import * as elements from '../../cockpit/server/elements.ts';
import type { AtContract } from '../../cockpit/server/holderGuards.ts';
import { database, inTransaction } from '../../db/server/database.ts';
import type { SeatId } from '../../db/rules/ids.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { carry, type ActAsked } from '../../gatherings/server/stepActs.ts';
import { setClock } from '../../time/server/clock.ts';
import { usualFacts } from '../rules/gateForm.ts';
import type { JointOnHand, JointSeen } from '../rules/steps/joint-scenario.ts';
import type { SittingConsentOnDesk, SittingConsentOnWall } from '../rules/steps/consent.ts';
import type { IntegrationSeen } from '../rules/steps/integration.ts';
import * as ledger from '../../jury/server/ledger.ts';
import { stepRules } from '../rules/steps.ts';
import * as clauses from './clauses.ts';
import * as gate from './gate.ts';
import { outcomesFor } from './holderPages.ts';
import * as scenarios from './scenarios.ts';
import { laneOf } from './lane.ts';
import * as sittings from './sittings.ts';
import { toHtml } from '../../papers/rules/html.ts';
import { sittingPaper } from './sittingPaper.ts';
import { readSittingRecord } from './sittingRecord.ts';
import { annexes } from './tables.ts';
import { applyAfterwards } from './steps/integration.ts';
import { stepServers } from './steps.ts';
import * as versionPages from './versionPages.ts';
import * as versions from './versions.ts';

beforeAll(() => setClock(heldAt));
afterAll(() => setClock(new Date()));

const reason = (outcome: { accepted: true } | { accepted: false; reason: string }) => (outcome.accepted ? 'accepted' : outcome.reason);

describe('the end of a sitting', () => {
	let world: SittingWorld;
	let seat: Readonly<Record<Person, SeatId>>;
	beforeAll(async () => {
		world = await inTransaction((tx) => aSitting(tx));
		seat = await inTransaction((tx) => everybodyIn(tx, world));
		await inTransaction((tx) => fileBoth(tx, world));
	});

	const as = (who: Person, step: string, name: string, fields: ActAsked['fields'] = {}) => carry(stepServers, { step, act: name, onBehalfOf: seat[who], fields }, { facilitator: world.facilitators[0] }, heldAt);
	const desk = (step: string, name: string, fields: ActAsked['fields'] = {}) => carry(stepServers, { step, act: name, onBehalfOf: '', fields }, { facilitator: world.facilitators[0] }, heldAt);
	const goTo = async (step: string) => void (await (await database()).execute(`update gatherings set position = ${Object.keys(stepRules).indexOf(step)} where id = '${world.gatheringId}'`));
	const room = async () => gatherings.standing(await gatherings.read(await database(), world.gatheringId));
	const wall = async <Seen>(step: keyof typeof stepServers) => (await stepServers[step].screen(await database(), await room())) as Seen;
	const revision = async () => String((await scenarios.read(await database(), world.gatheringId, 'together'))?.revision ?? 0);
	const p3 = { summary: 'Familles de saison, et un partenaire jusqu’au printemps', 'service-what': 'Commandes', 'service-before': 'par référence', 'service-after': 'par familles de saison', from: '2028-12-15', until: '2029-04-30', 'review-on': '2029-05-15', 'budget-what': ['Effectif', 'Surcoût'], 'budget-amount': ['32 550', '4 650'], 'budget-until': ['', '2029-05-01'] };
	const answer = async (typed: Partial<Parameters<typeof gate.answer>[2]['typed']> = {}, actor = `account:${world.buyer}` as const) =>
		reason(
			await inTransaction(async (tx) =>
				gate.answer(tx, { actor, at: heldAt }, { gatheringId: world.gatheringId, revision: Number(await revision()), day: '2028-12-05', told: { ...usualFacts, isFormal: true, wentToCommission: true }, typed: { answer: 'passes-on-condition', reasons: 'Clause publiée', replyBy: '', opinionOn: '2028-12-12', condition: '', conditionOn: '', ...typed } })
			)
		);

	test('[EV83] [EV86] [EV134] those who filed write P3, and nobody else; taking lines loses nothing; the others amend and are answered', async () => {
		await goTo('joint-scenario');
		expect(reason(await as('ines', 'joint-scenario', 'merge', { lines: [], revision: '0' }))).toBe('lines-none');
		expect(reason(await as('lea', 'joint-scenario', 'merge', { lines: 'P1/services/0', revision: '0' }))).toBe('joint-not-yours');
		expect(reason(await as('ines', 'joint-scenario', 'merge', { lines: ['P1/services/0', 'P2/budget/0'], revision: '0' })), 'neither scenario of this world has a summary').toBe('summary-missing');
		expect(reason(await as('ines', 'joint-scenario', 'write', { ...p3, revision: '0' }))).toBe('accepted');
		expect(reason(await as('paniers', 'joint-scenario', 'write', { ...p3, revision: '0' })), 'the second of two').toBe('scenario-changed-meanwhile');
		const nothing = { 'began-summary': '', 'began-service-what': [], 'began-budget-amount': [] };
		expect(reason(await as('paniers', 'joint-scenario', 'write', { ...p3, ...nothing, summary: 'Autre chose', revision: '0' })), '[EV130] both say what it is about').toBe('scenario-changed-meanwhile');
		expect(reason(await desk('joint-scenario', 'write-at-desk', { ...p3, from: '2028-02-31', revision: '1' }))).toBe('scenario-faulty');
		expect(reason(await desk('joint-scenario', 'write-at-desk', { ...p3, 'review-on': '0002-01-01', revision: '1' })), '[EV131]').toBe('scenario-faulty');
		expect(reason(await as('paniers', 'joint-scenario', 'merge', { lines: 'P2/indicators/0', revision: '1' }))).toBe('accepted');
		const seen = await wall<JointSeen>('joint-scenario');
		expect(seen).toMatchObject({ revision: 2, sums: { total: 3_720_000, lasting: 3_255_000, temporary: 465_000, share: 600 }, scenario: { indicators: [{ how: 'suspended' }] }, grounds: { holds: ['R2194-1'], amount: 3_720_000 } });
		expect(seen.origins.map(({ from }) => from)).toEqual([['P1'], [], [], [], ['P2']]);
		expect(seen.flags).toMatchObject([{ flag: 'before-notice' }]);
		expect([reason(await as('ines', 'joint-scenario', 'waive', { on: '2028-11-28' })), reason(await as('paniers', 'joint-scenario', 'waive', { on: '2028-11-28' }))]).toEqual(['scenario-not-of-company', 'accepted']);
		expect((await wall<JointSeen>('joint-scenario')).flags).toEqual([{ flag: 'notice-waived', on: '2028-11-28' }]);

		for (const on of ['0001-01-01', '2022-01-01', '2028-12-06']) expect(reason(await as('paniers', 'joint-scenario', 'waive', { on })), `[EV131] ${on}`).toBe('waiver-day-unreadable');
		expect(reason(await as('tilleul', 'joint-scenario', 'amend', { words: ' ' })), '[EV134]').toBe('amendment-missing');
		for (const words of ['Dire d’où viennent les carottes', 'Et les navets', 'Et le reste']) expect(reason(await as('tilleul', 'joint-scenario', 'amend', { words }))).toBe('accepted');
		expect(reason(await as('tilleul', 'joint-scenario', 'amend', { words: 'Encore' }))).toBe('amendments-enough');
		const mine = (await stepServers['joint-scenario'].hand(await database(), { ...(await room()), seatId: seat.tilleul, membershipId: world.memberships.tilleul, capacity: 'juror', publicName: '' })) as JointOnHand;
		expect([mine.mine.length, mine.mayWrite, mine.filed.map(({ code }) => code)], '[EV134] whoever amends reads P1 and P2').toEqual([3, false, ['P1', 'P2']]);
		expect(JSON.stringify(await wall('joint-scenario'))).not.toContain(seat.tilleul);
		const [first, second] = mine.mine;
		expect(reason(await as('erable', 'joint-scenario', 'take-back', { amendment: first! })), 'of another').toBe('amendment-unknown');
		expect(reason(await as('lea', 'joint-scenario', 'answer', { amendment: first!, answer: 'taken', words: '' }))).toBe('joint-not-yours');
		expect(reason(await as('ines', 'joint-scenario', 'answer', { amendment: first!, answer: 'taken', words: 'Au menu' }))).toBe('accepted');
		const toWrite = async () => (await wall<JointSeen>('joint-scenario')).amendments.map(({ answer }) => answer?.isToWrite);
		expect(await toWrite(), '[EV132]').toEqual([true, undefined, undefined]);
		expect([reason(await as('tilleul', 'joint-scenario', 'take-back', { amendment: first! })), reason(await as('tilleul', 'joint-scenario', 'take-back', { amendment: second! }))]).toEqual(['amendment-answered', 'accepted']);
		expect(reason(await as('paniers', 'joint-scenario', 'write', { ...p3, 'indicator-name': 'Délai récolte-livraison', 'indicator-before': '48 h', 'indicator-how': 'suspended', revision: '2' }))).toBe('accepted');
		expect(reason(await as('ines', 'joint-scenario', 'answer', { amendment: first!, answer: 'taken', words: 'Au menu, chaque jour' })), 'said better, it stays written').toBe('accepted');
		expect(await toWrite(), '[EV132]').toEqual([false, undefined]);
	});

	test('[EV85] [DE29] no round before the gate lets P3 through; the round asks each party, and a P3 that changes leaves it, is gated and asked again', async () => {
		await goTo('consent');
		expect(reason(await desk('consent', 'open-round', { code: 'P3' }))).toBe('gate-not-asked');
		expect(await answer({}, `account:${world.facilitators[0].accountId}` as never)).toBe('gate-not-yours');
		expect(await answer({ answer: 'does-not-pass' })).toBe('accepted');
		expect(reason(await desk('consent', 'open-round', { code: 'P3' }))).toBe('gate-stands');
		expect(await answer()).toBe('accepted');
		expect(reason(await desk('consent', 'open-round', { code: 'P3' }))).toBe('accepted');
		for (const phase of ['clarification', 'reactions', 'objections']) expect(reason(await desk('consent', 'move-to', { phase }))).toBe('accepted');
		for (const who of ['ines', 'marc', 'lea', 'paniers', 'erable'] as const) expect(reason(await as(who, 'consent', 'consent'))).toBe('accepted');
		expect(reason(await as('tilleul', 'consent', 'object', { risk: 'On ne sait pas d’où viennent les carottes', wouldLift: 'Le dire au menu' }))).toBe('accepted');
		const standings = async () => Object.fromEntries((await wall<SittingConsentOnWall>('consent')).byParty.map(({ party, standing }) => [party, standing]));
		expect(await standings()).toEqual({ prescriber: 'consents', company: 'consents', buyer: 'consents', 'elected-official': 'consents', jury: 'objects' });
		expect(reason(await desk('consent', 'obtain'))).toBe('objections-open');
		const [objection] = ((await stepServers.consent.desk(await database(), await room())) as SittingConsentOnDesk).objections;
		expect(reason(await desk('consent', 'take-up', { objection: objection!.id }))).toBe('accepted');
		expect(reason(await desk('consent', 'integrate', { objection: objection!.id, text: 'La distance est affichée au menu' }))).toBe('accepted');
		expect(reason(await as('tilleul', 'consent', 'release', { objection: objection!.id }))).toBe('accepted');
		expect(reason(await desk('consent', 'lift', { objection: objection!.id }))).toBe('accepted');
		expect((await standings()).jury).toBe('consents');
		expect(reason(await desk('joint-scenario', 'write-at-desk', { ...p3, 'indicator-name': 'Information des familles', 'indicator-after': 'chaque mois', 'indicator-how': 'added', revision: await revision() }))).toBe('accepted');
		expect(reason(await desk('consent', 'obtain')), 'P3 says more than what the room was asked').toBe('round-ended');
		const left = await wall<SittingConsentOnWall>('consent');
		expect(left).toMatchObject({ state: 'not-open', isLeft: true, mayNotOpen: 'gate-outdated', p3: { scenario: { indicators: [{ how: 'added' }] } } });
		expect(left.byParty.every(({ standing }) => standing === 'silent')).toBe(true);
		expect(reason(await desk('consent', 'open-round', { code: 'P3' }))).toBe('gate-outdated');
		expect(reason(await desk('integration', 'apply', { notice: 'Les carottes viennent de plus loin.' }))).toBe('consent-missing');
		expect(await answer()).toBe('accepted');
		expect(reason(await desk('consent', 'open-round', { code: 'P3' }))).toBe('accepted');
		expect(await wall<SittingConsentOnWall>('consent')).toMatchObject({ state: 'running', isLeft: false, spoken: 0 });
		expect(reason(await desk('consent', 'move-to', { phase: 'objections' }))).toBe('accepted');
		for (const who of ['ines', 'marc', 'lea', 'tilleul', 'erable'] as const) expect(reason(await as(who, 'consent', 'consent'))).toBe('accepted');
		expect(reason(await desk('consent', 'excuse', { party: seat.paniers }))).toBe('accepted');
		const seen = async () => (await stepServers.consent.desk(await database(), await room())) as SittingConsentOnDesk;
		expect(await seen()).toMatchObject({ lacks: 'party-absent', newcomers: [] });
		expect([reason(await desk('consent', 'ask', { party: seat.paniers })), reason(await desk('consent', 'ask', { party: seat.paniers })), reason(await desk('consent', 'ask', { party: world.place.projectId }))]).toEqual(['accepted', 'party-already-asked', 'party-not-asked']);
		expect(reason(await as('paniers', 'consent', 'consent'))).toBe('accepted');
		expect((await seen()).lacks).toBeNull();
		expect((await Promise.all([1, 2].map(() => desk('consent', 'obtain')))).map(reason).sort()).toEqual(['accepted', 'round-ended']);
		expect(reason(await desk('joint-scenario', 'write-at-desk', { ...p3, revision: await revision() })), 'consented to').toBe('joint-consented');
		await goTo('joint-scenario');
		expect(reason(await as('tilleul', 'joint-scenario', 'amend', { words: 'Encore une chose' }))).toBe('joint-consented');
		await goTo('consent');
		expect(reason(await desk('consent', 'conclude-without', { outcome: 'status-quo', on: '', words: 'x' }))).toBe('consent-already-obtained');
	});

	test('[EV80] [EV77] [EV136] [EV137] [EV138] [EV151] applied at the desk in one act: before and after, what waits for the opinion, once', async () => {
		await goTo('integration');
		const before = await wall<IntegrationSeen>('integration');
		expect(before, '[EV136]').toMatchObject({ isConsented: true, clarified: [{ risk: 'On ne sait pas d’où viennent les carottes', change: 'La distance est affichée au menu' }], opinionOn: '2028-12-12' });
		expect(before).toMatchObject({ notYet: null, applied: null, reviewOn: '2029-05-15', duties: expect.arrayContaining(['commission-opinion', 'published-data']) });
		expect(JSON.stringify(before), 'what is written to the cockpit stays on the server').not.toContain('writes');
		const afterwards = (notice: string) => inTransaction(async (tx) => reason(await applyAfterwards(tx, { gatheringId: world.gatheringId, actor: `account:${world.buyer}`, at: heldAt }, notice)));
		expect(await afterwards('Trop tôt'), 'the room applies it while it sits').toBe('sitting-under-way');
		expect(reason(await desk('integration', 'apply', { notice: '' }))).toBe('notice-missing');
		expect((await Promise.all([1, 2].map(() => desk('integration', 'apply', { notice: 'La crue a abîmé des récoltes.' })))).map(reason).sort()).toEqual(['accepted', 'already-applied']);
		const after = await wall<IntegrationSeen>('integration');
		expect(after.changes).toEqual(before.changes);
		expect(after).toMatchObject({ applied: { number: 2, notice: 'La crue a abîmé des récoltes.' } });
		expect(after.applied!.chain.map(({ state }) => state)).toEqual(['draft', 'awaiting-opinion']);
		const version = await versions.ofSitting(await database(), world.gatheringId);
		expect((await versionPages.ofContract(await database(), world.place, version!.contractId, '2028-12-05'))!.versions[0]!.clarified, '[EV136]').toEqual(before.clarified);
		const all = await elements.ofProject(await database(), world.place, '2028-12-05');
		expect(elements.ofKind(all, 'modification').find(({ id }) => id === version!.modificationId)!.values).toMatchObject({ total: 65_720_000, version: 2 });
		const contract = (await elements.read(await database(), world.place, version!.contractId, '2028-12-05')) as AtContract['contract'];
		const doer = { ...world.place, actor: 'system', at: heldAt, today: '2028-12-05', audience: 'team' } as const;
		const clause = (await clauses.read(await database(), world.place, world.clauseId))!;
		expect(await outcomesFor(await database(), { doer, contract }, clause), '[EV151]').toMatchObject({
			now: { version: 1, total: 62_000_000 },
			outcomes: [{ agreed: { scenario: { sums: { total: 3_720_000 } }, conditions: [{ what: 'commission-opinion', expectedOn: '2028-12-12' }] }, failure: null, version: { number: 2, toCome: ['signed', 'in-force'], reviewOn: '2029-05-15' } }]
		});
		expect(reason(await as('erable', 'integration', 'leave', { usefulness: '5', word: 'clair', hours: '2 h 30' }))).toBe('accepted');

		const hours = async () => ledger.ofJuror(await database(), { ...world.place, membershipId: world.memberships.erable });
		expect(await hours(), 'they come in when the sitting ends').toBe(0);
		const { revision: seen } = await gatherings.read(await database(), world.gatheringId);
		expect(reason(await inTransaction((tx) => gatherings.close(tx, { rules: stepRules, servers: stepServers }, world.facilitators[0], { revision: seen }, heldAt)))).toBe('accepted');
		expect(await hours()).toBe(150);
		expect((await sittings.facts(await database(), world.gatheringId)).requests.map(({ gatheringId }) => gatheringId), 'what was decided keeps its requests').toEqual([world.gatheringId]);
		await (await database()).insert(annexes).values({ triggerId: world.triggerId, authorityId: world.place.authorityId, words: 'CANARI de l’annexe', changedAt: heldAt });
		const record = await readSittingRecord(await database(), world.gatheringId, heldAt);
		expect(record, '[EV138]').toMatchObject({
			ending: 'applied',
			requests: { motives: [{ number: 1 }] },
			filed: [{ code: 'P1' }, { code: 'P2' }],
			joint: { amendments: expect.arrayContaining([expect.objectContaining({ answer: expect.objectContaining({ answer: 'taken', words: 'Au menu, chaque jour' }) }), expect.objectContaining({ answer: null })]) },
			consent: { clarified: before.clarified, failure: null },
			application: { version: 2, notice: 'La crue a abîmé des récoltes.', reviewOn: '2029-05-15' }
		});
		expect(record.gate.map(({ answer: given }) => given)).toEqual(expect.arrayContaining(['does-not-pass', 'passes-on-condition']));
		expect(record.consent.rounds.flatMap(({ objections }) => objections.map(({ author, wouldLift, state }) => [author, wouldLift, state]))).toContainEqual(['jury', 'Le dire au menu', 'lifted']);
		const { attendance, ...rest } = record;
		expect(attendance).toHaveLength(6);
		for (const hidden of ['CANARI', 'tilleul', ...Object.values(seat)]) expect(JSON.stringify(rest)).not.toContain(hidden);
		const page = toHtml(sittingPaper(record));
		for (const told of ['Compte rendu de la séance', 'Ce que les parties ont précisé pendant le consentement', 'La distance est affichée au menu', 'Version 2 du contrat', 'réunion prévue le 12 décembre 2028', 'Jury citoyen']) expect(page.replaceAll('\u00a0', ' ')).toContain(told);
		expect(page).not.toContain('CANARI');
		expect([await afterwards('Encore'), reason(await desk('integration', 'apply', { notice: 'Encore' }))]).toEqual(['already-applied', 'sitting-over']);
	});
});

test('[EV84] [EV74] [EV135] [EV138] without consent one of five outcomes is kept, with its day and its reasons; a party that nobody speaks for is missing', async () => {
	const world = await inTransaction((tx) => aSitting(tx, 'Sans accord'));
	const seat = await inTransaction((tx) => everybodyIn(tx, world));
	const by = { facilitator: world.facilitators[0] };
	const desk = (step: string, name: string, fields: ActAsked['fields'] = {}, onBehalfOf = '') => carry(stepServers, { step, act: name, onBehalfOf, fields }, by, heldAt);
	await (await database()).execute(`update gatherings set position = 11 where id = '${world.gatheringId}'`);
	value(await desk('joint-scenario', 'write-at-desk', { revision: '0', summary: 'Une date', from: '2029-03-01' }) as never);
	const conclude = async (outcome: string, on = '', words = 'L’entreprise ne peut pas') => reason(await desk('consent', 'conclude-without', { outcome, on, words }));
	expect([await conclude('vote'), await conclude('mediation'), await conclude('mediation', '2028-12-05'), await conclude('new-round', '2029-01-10', ' ')]).toEqual(['failure-unknown', 'failure-day-missing', 'failure-day-past', 'failure-reason-missing']);
	expect(await conclude('mediation', '2029-01-10')).toBe('accepted');
	const room = async () => gatherings.standing(await gatherings.read(await database(), world.gatheringId));
	expect(await stepServers.consent.screen(await database(), await room())).toMatchObject({ state: 'not-open', failure: { outcome: 'mediation', on: '2029-01-10' }, mayNotOpen: 'gate-not-asked' });

	value(await inTransaction((tx) => gate.answer(tx, { actor: `account:${world.buyer}`, at: heldAt }, { gatheringId: world.gatheringId, revision: 1, day: '2028-12-05', told: { ...usualFacts, isFormal: false, wentToCommission: false }, typed: { answer: 'passes', reasons: 'Clause publiée', replyBy: '', opinionOn: '', condition: '', conditionOn: '' } })));
	expect(reason(await desk('consent', 'open-round', { code: 'P3' }))).toBe('accepted');
	expect((await stepServers.consent.screen(await database(), await room())) as SittingConsentOnWall, 'a new round takes its place').toMatchObject({ failure: null, state: 'running' });
	for (const phase of ['clarification', 'reactions', 'objections']) await desk('consent', 'move-to', { phase });
	expect(reason(await desk('consent', 'excuse', { party: seat.paniers }))).toBe('accepted');
	for (const who of ['ines', 'marc', 'lea', 'tilleul', 'erable'] as const) await desk('consent', 'consent', {}, seat[who]);
	expect(reason(await desk('consent', 'obtain')), 'the company has nobody who answers').toBe('party-absent');
	expect(await conclude('status-quo')).toBe('accepted');
	expect(await stepServers.consent.screen(await database(), await room())).toMatchObject({ state: 'not-open', failure: { outcome: 'status-quo', on: null } });

	expect(await conclude('mediation', '2029-01-15', 'L’entreprise refuse le prix')).toBe('accepted');
	const [request] = (await sittings.facts(await database(), world.gatheringId)).requests;
	const { revision } = await gatherings.read(await database(), world.gatheringId);
	value(await inTransaction((tx) => gatherings.close(tx, { rules: stepRules, servers: stepServers }, world.facilitators[0], { revision }, heldAt)));
	const lane = async () => (await laneOf(await database(), world.place, '2028-12-06')).find(({ id }) => id === world.clauseId)!;
	expect((await lane()).next).toContainEqual({ step: 'follow-outcome', failure: { outcome: 'mediation', on: '2029-01-15', words: 'L’entreprise refuse le prix' }, dueOn: '2029-01-15', isLate: false });
	expect((await lane()).requests, 'it was sat on in time').toMatchObject([{ id: request!.id, waitsFor: null }]);
	const again = { clauseId: world.clauseId, requests: [request!.id], title: 'Séance n° 2', place: '', startsAt: new Date('2029-01-20T13:00:00Z'), gateHeldBy: `account:${world.buyer}` };
	const next = value(await inTransaction((tx) => sittings.plan(tx, { ...world.place, actor: `account:${world.buyer}` }, again, heldAt)));
	expect((await sittings.facts(await database(), next)).requests).toHaveLength(1);
	expect((await sittings.facts(await database(), world.gatheringId)).requests, 'the first keeps what it was about').toMatchObject([{ id: request!.id }]);
	expect((await lane()).next.map(({ step }) => step)).not.toContain('follow-outcome');
	const record = await readSittingRecord(await database(), world.gatheringId, heldAt);
	expect(record, '[EV138]').toMatchObject({ ending: 'without-consent', application: null, requests: { motives: [{ id: request!.id }] }, consent: { failure: { on: '2029-01-15' } } });
	expect(toHtml(sittingPaper(record))).toContain('L’entreprise refuse le prix');
});
