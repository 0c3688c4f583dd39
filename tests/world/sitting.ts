// A séance d'évolutivité with everybody in it, as example 5.13 tells it: what tests of a sitting stand on, whoever writes its clause and its requests.
import type { AccountId, CharterId, ClauseId, ElementId, EvolutionScenarioId, GatheringId, MembershipId, RoleCardId, SeatId, TriggerId } from '../../src/lib/db/rules/ids.ts';
import type { Tx } from '../../src/lib/db/server/database.ts';
import { newId } from '../../src/lib/db/server/ids.ts';
import * as elements from '../../src/lib/cockpit/server/elements.ts';
import { charters, clauses, evolutionScenarios, triggers } from '../../src/lib/evolutivity/server/tables.ts';
import type { Delta } from '../../src/lib/evolutivity/rules/scenario.ts';
import * as sittings from '../../src/lib/evolutivity/server/sittings.ts';
import * as gatherings from '../../src/lib/gatherings/server/gatherings.ts';
import type { FacilitatorFacts } from '../../src/lib/gatherings/server/gatherings.ts';
import * as seats from '../../src/lib/gatherings/server/seats.ts';
import type { Outcome } from '../../src/lib/outcomes/rules/outcome.ts';
import * as accounts from '../../src/lib/people/server/accounts.ts';
import * as authorities from '../../src/lib/people/server/authorities.ts';
import type { Capacity } from '../../src/lib/projects/rules/capacities.ts';
import * as memberships from '../../src/lib/projects/server/memberships.ts';
import * as projects from '../../src/lib/projects/server/projects.ts';
import * as deck from '../../src/lib/workshop/server/deck.ts';
import { juryIn, seatOnPanel } from './jury.ts';

export const heldAt = new Date('2028-12-05T17:00:00Z');
const begun = new Date('2028-11-01T09:00:00Z');

export function value<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
}

/** Who comes; the jurors are of the panel. */
export const cast = {
	ines: 'prescriber',
	marc: 'buyer',
	lea: 'elected-official',
	paniers: 'contractor',
	tilleul: 'juror',
	erable: 'juror'
} as const satisfies Record<string, Capacity>;
export type Person = keyof typeof cast;

export const p1: Delta = {
	version: 1,
	services: [{ what: 'Commandes', before: 'par référence', after: 'par familles de saison' }],
	calendar: { from: '2029-01-04', until: null, reviewOn: null },
	budget: [{ what: 'Effectif et surcoût', amount: 5_200_000, until: null }],
	indicators: [{ how: 'added', name: 'Taux de substitution par la saison', before: '', after: 'suivi chaque mois' }]
};
export const p2: Delta = {
	version: 1,
	services: [{ what: 'Deux légumes', before: 'produits ici', after: 'coopérative partenaire à 90 km' }],
	calendar: { from: '2028-12-15', until: '2029-05-15', reviewOn: null },
	budget: [{ what: 'Surcoût', amount: 4_340_000, until: '2029-05-15' }],
	indicators: [{ how: 'suspended', name: 'Délai récolte-livraison', before: '48 h', after: '' }]
};

export interface SittingWorld {
	readonly place: sittings.Place;
	/** the two who may hold the console */
	readonly facilitators: readonly [FacilitatorFacts, FacilitatorFacts];
	readonly gatheringId: GatheringId;
	readonly clauseId: ClauseId;
	readonly triggerId: TriggerId;
	readonly buyer: AccountId;
	readonly memberships: Readonly<Record<Person, MembershipId>>;
	readonly cards: readonly RoleCardId[];
}

/** A project with its contract, its clause frozen, its charter signed, one admissible request and a sitting planned for it; nothing else is ready. `canary` stands in the annex's neighbourhood: no screen shows it. */
export async function aSitting(tx: Tx, name = 'Trois-Rivelles'): Promise<SittingWorld> {
	const authorityId = await authorities.create(tx, { name, timeZone: 'Europe/Paris' }, begun);
	const account = async (who: string, isAdministrator = false) => value(await accounts.create(tx, { authorityId, name: who, email: `${who}-${authorityId}@ici.invalid`, passwordHash: null, isAdministrator }, begun)).accountId;
	const [marc, solene, zoe] = [await account('Marc'), await account('Solène'), await account('Zoé')];
	const projectId = value(await projects.create(tx, { title: 'À table', summary: '', code: '', authorityId, actor: 'system' }, begun));
	const place = { authorityId, projectId };
	const reservist = async (who: string, accountId: AccountId) =>
		value(
			await memberships.add(
				tx,
				{ ...place, person: { name: who, accountId }, capacity: 'reservist', permissions: ['facilitate'], startsAt: new Date('2028-11-20T00:00:00Z'), endsAt: new Date('2028-12-20T00:00:00Z'), mandate: { lentBy: 'La réserve', grantedBy: marc }, actor: 'system' },
				begun
			)
		);
	await reservist('Solène', solene);
	await reservist('Zoé', zoe);
	const members = {} as Record<Person, MembershipId>;
	for (const [who, capacity] of Object.entries(cast) as [Person, Capacity][])
		members[who] = value(await memberships.add(tx, { ...place, person: { name: who, ...(who === 'marc' ? { accountId: marc } : {}) }, publicName: who, capacity, actor: 'system' }, begun));
	await juryIn(tx, place, begun, { quorum: 2 });
	for (const who of ['tilleul', 'erable'] as const) await seatOnPanel(tx, place, members[who], begun);

	const doer: elements.Doer = { ...place, actor: 'system', at: begun, today: '2028-11-01' };
	const make = async (asked: elements.Made): Promise<ElementId> => value(await elements.make(tx, doer, asked));
	const lineId = await make({ kind: 'line', values: { mode: 'purchase', object: 'Légumes de saison' } });
	const contractId = await make({ kind: 'contract', parentId: lineId, values: { object: 'Lot 3 : légumes', holder: 'Les Paniers', maximum: 62_000_000 } });
	await make({ kind: 'amount', parentId: lineId, values: { stage: 'paid', amount: 13_640_000, how: 'cash', who: 'Les Rivelles' } });
	const indicator = await make({ kind: 'indicator', parentId: lineId, values: { name: 'Part bio du lot', type: 'percentage', unit: '%' } });
	await make({ kind: 'measurement', parentId: indicator, values: { on: '2028-10-31', value: '34' } });

	const clauseId = newId<'clause'>();
	const bounds = { perChange: 800, cumulated: 1500 };
	const movable = ['services', 'calendar', 'budget', 'indicators'] as const;
	const fixed = ['La part bio minimale'];
	const terms = { version: 1 as const, scope: 'Les quantités', nature: 'Révision', conditions: 'Sur critère', isUnequivocal: true, bounds, movable, fixed };
	await tx.insert(clauses).values({ id: clauseId, ...place, lineId, contractId, title: 'Article 12 du CCAP', terms, frozenOn: '2027-06-07', createdAt: begun, changedAt: begun });
	const charterId: CharterId = newId<'charter'>();
	await tx.insert(charters).values({
		id: charterId,
		authorityId,
		clauseId,
		version: 1,
		state: 'in-force',
		terms: {
			version: 1,
			bounds,
			movable,
			fixed,
			criteria: [{ code: 'A1', party: 'administration', what: 'Effectif ± 6 % sur deux mois', watch: null, watchedBy: 'le service' }],
			guardRails: { company: ['Plancher payé'], policy: ['Retour à l’état initial prévu'] },
			noticeDays: 42,
			procedure: { admissibilityWorkingDays: 5, sessionDays: 30 }
		},
		createdAt: begun,
		changedAt: begun
	});
	const triggerId = await aRequest(tx, { place, clauseId, charterId }, 1);
	const cards: RoleCardId[] = [];
	for (const [role, isConcerned, isAbsent] of [['L’élève', true, false], ['La maraîchère sinistrée', true, false], ['La rivière', true, true], ['Le voisin', false, false]] as const)
		cards.push(value(await deck.add(tx, { ...place, actor: 'system', at: begun }, { name: role, mission: '', defends: '', fears: '', means: '', questions: '', forbidden: '', isConcerned, isAbsent })));
	const planned = await sittings.plan(tx, { ...place, actor: `account:${marc}` }, { clauseId, requests: [triggerId], title: 'Séance d’évolutivité n° 1', place: 'Salle des fêtes du Gué', startsAt: heldAt, gateHeldBy: `account:${marc}` }, begun);
	if (!planned.accepted) throw new Error(`${planned.reason} ${planned.missing.join(' ')}`);
	const gatheringId = planned.value;
	const by = (accountId: AccountId, who: string): FacilitatorFacts => ({ ...place, gatheringId, accountId, name: who });
	return { place, facilitators: [by(solene, 'Solène'), by(zoe, 'Zoé')], gatheringId, clauseId, triggerId, buyer: marc, memberships: members, cards };
}

/** One more motivated request of the administration, admissible. */
export async function aRequest(tx: Tx, of: { readonly place: sittings.Place; readonly clauseId: ClauseId; readonly charterId: CharterId }, number: number): Promise<TriggerId> {
	const id = newId<'trigger'>();
	await tx.insert(triggers).values({
		id,
		...of.place,
		clauseId: of.clauseId,
		charterId: of.charterId,
		number,
		party: 'administration',
		category: 'need',
		criteria: ['A1'],
		motives: 'L’effectif est passé de 1 850 à 2 005 repas par jour.',
		evidence: 'Relevés de septembre et d’octobre',
		receivedOn: '2028-11-07',
		admissibility: 'admissible',
		answeredOn: '2028-11-13',
		filedBy: 'system',
		createdAt: begun
	});
	return id;
}

/** The two parties file their scenarios, as 5.13 has them. */
export async function fileBoth(tx: Tx, { place, gatheringId }: Pick<SittingWorld, 'place' | 'gatheringId'>): Promise<void> {
	for (const [code, author, delta] of [['P1', 'administration', p1], ['P2', 'company', p2]] as const)
		await tx.insert(evolutionScenarios).values({ id: newId<'evolution-scenario'>() as EvolutionScenarioId, authorityId: place.authorityId, gatheringId, code, author, delta, filedAt: begun, changedAt: begun });
}

/** The doors are open and everybody sits, on paper: a facilitator may type for each. */
export async function everybodyIn(tx: Tx, world: SittingWorld): Promise<Readonly<Record<Person, SeatId>>> {
	const [by] = world.facilitators;
	const { revision } = await gatherings.read(tx, world.gatheringId);
	value(await gatherings.openDoors(tx, by, { revision }, heldAt));
	const sitting = {} as Record<Person, SeatId>;
	for (const who of Object.keys(cast) as Person[]) sitting[who] = value(await seats.addOnPaper(tx, by, { place: world.memberships[who] }, heldAt));
	return sitting;
}
