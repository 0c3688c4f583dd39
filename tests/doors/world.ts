// The world in which doors are tried: two authorities whose data look alike, three workshops in one of them, one in the other, and everybody who may stand at a door.
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { inTransaction, type Tx } from '../../src/lib/db/server/database.ts';
import type { AuthorityId, ElementId, GatheringId, ProjectId, SeatId } from '../../src/lib/db/rules/ids.ts';
import * as elements from '../../src/lib/cockpit/server/elements.ts';
import * as evolutivity from '../../src/lib/evolutivity/server/example.ts';
import * as scenarios from '../../src/lib/evolutivity/server/scenarios.ts';
import * as sittings from '../../src/lib/evolutivity/server/sittings.ts';
import * as triggers from '../../src/lib/evolutivity/server/triggers.ts';
import * as materials from '../../src/lib/enquiry/server/materials.ts';
import * as files from '../../src/lib/files/server/files.ts';
import type { FacilitatorFacts } from '../../src/lib/gatherings/server/gatherings.ts';
import * as gatherings from '../../src/lib/gatherings/server/gatherings.ts';
import * as seats from '../../src/lib/gatherings/server/seats.ts';
import * as templates from '../../src/lib/gatherings/server/templates.ts';
import { lessons } from '../../src/lib/jury/rules/training.ts';
import * as choices from '../../src/lib/jury/server/choice.ts';
import * as room from '../../src/lib/jury/server/choiceRoom.ts';
import * as declarations from '../../src/lib/jury/server/declarations.ts';
import * as devices from '../../src/lib/jury/server/devices.ts';
import type { Outcome } from '../../src/lib/outcomes/rules/outcome.ts';
import type { AccountFacts } from '../../src/lib/people/rules/accounts.ts';
import * as juries from '../../src/lib/jury/server/juries.ts';
import * as training from '../../src/lib/jury/server/training.ts';
import * as accounts from '../../src/lib/people/server/accounts.ts';
import * as authorities from '../../src/lib/people/server/authorities.ts';
import type { Capacity } from '../../src/lib/projects/rules/capacities.ts';
import * as invitations from '../../src/lib/projects/server/invitations.ts';
import * as memberships from '../../src/lib/projects/server/memberships.ts';
import * as projects from '../../src/lib/projects/server/projects.ts';
import * as landscape from '../../src/lib/workshop/server/landscape.ts';
import { stepRules, usualAgenda } from '../../src/lib/workshop/rules/steps.ts';
import { shippedSteps } from '../../src/lib/workshop/rules/templates.ts';
import { stepServers } from '../../src/lib/workshop/server/steps.ts';
import { seatOnPanel } from '../world/jury.ts';
import type { PlaceName, Role } from './matrix.ts';

const registries = { rules: stepRules, servers: stepServers };
const day = 86_400_000;

export function must<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(`refused: ${outcome.reason}`);
	return outcome.value;
}

export interface Place {
	readonly project: string;
	readonly gathering: string;
	readonly board: string;
	/** of the wall */
	readonly wall: string;
	/** of the QR */
	readonly join: string;
	/** of an invitation by e-mail */
	readonly invitation: string;
	/** a seat on paper, and the juror's place in the project behind it */
	readonly seat: string;
	readonly membership: string;
	/** of its authority */
	readonly template: string;
	/** a photo of the enquiry, ready to be shown */
	readonly material: string;
	/** a line of its cockpit, a milestone and a contract under it */
	readonly element: string;
	readonly milestone: string;
	readonly contract: string;
	/** the evolutivity clause of that contract, and a request of its company with an annex */
	readonly clause: string;
	readonly request: string;
	/** a sitting on it, where its project has one; whoever holds the gate stands at no door */
	readonly sitting: string;
	/** the last word of its jury's public address */
	readonly jury: string;
	/** in the sealed room of its project, where it has one */
	readonly sample: string;
}

export interface Person {
	/** what the browser sends; empty for somebody without any */
	readonly cookie: string;
	/** another device of the same person, for what ends a session */
	anotherDevice(): Promise<string>;
}

export interface World {
	readonly places: Readonly<Record<PlaceName, Place>>;
	readonly people: Readonly<Record<Role, Person>>;
	readonly seats: Readonly<Record<'juror' | 'buyer-seat' | 'waiting' | 'expelled', SeatId>>;
	readonly facilitator: FacilitatorFacts;
	readonly administrator: AccountFacts;
	/** words that stand in the sealed room of the own project, and nowhere else */
	readonly sealed: { readonly sample: string; readonly observation: string };
	/** the place of the contractor in the own project */
	readonly holder: string;
	/** words of the annex of each place's request, and of its file: handed to its buyer and to the holder of that contract, at its own doors alone */
	readonly annexed: { readonly words: string; readonly file: string };
	/** words of P2 that its company keeps without filing them */
	readonly unfiled: string;
	/** of contracts, and never on a screen of the holder of the own one */
	readonly notForTheHolder: readonly string[];
	/** the cookie of a juror whom that room lets in */
	readonly inTheRoom: string;
	readonly mandate: { readonly authorityId: AuthorityId; readonly projectId: ProjectId };
}

async function anAccount(tx: Tx, authorityId: AuthorityId, name: string, email: string, isAdministrator: 'administrator' | 'member', at: Date) {
	return must(await accounts.create(tx, { authorityId, name, email, passwordHash: null, isAdministrator: isAdministrator === 'administrator' }, at));
}

/** To the step in which cards are grouped: the board is there, the doors are open, and somebody is in on paper. */
async function aWorkshop(tx: Tx, of: { authorityId: AuthorityId; projectId: ProjectId }, by: AccountFacts, at: Date): Promise<FacilitatorFacts> {
	const actor = `account:${by.accountId}` as const;
	const gatheringId = must(
		await gatherings.create(tx, { ...of, actor, kind: 'workshop', title: 'À table !', place: 'Salle des fêtes', startsAt: at, agenda: usualAgenda() }, at)
	);
	const facilitator = { ...of, gatheringId, accountId: by.accountId, name: by.name };
	must(await gatherings.openDoors(tx, facilitator, { revision: 0 }, at));
	must(await seats.addOnPaper(tx, facilitator, { publicName: 'Genêt', capacity: 'juror' }, at));
	const steps = usualAgenda().steps.findIndex(({ step }) => step === 'landscape-grouping') + 1;
	for (let revision = 1; revision <= steps; revision += 1) must(await gatherings.advance(tx, registries, facilitator, { revision, confirmed: 'yes' }, at));
	return facilitator;
}

async function placeOf(tx: Tx, by: AccountFacts, { gatheringId, projectId }: FacilitatorFacts, things: Pick<Place, 'material' | 'element' | 'milestone' | 'contract' | 'clause' | 'request' | 'sitting'>, at: Date): Promise<Place> {
	const row = await gatherings.read(tx, gatheringId);
	const project = (await projects.read(tx, projectId))!;
	const invited = must(
		await invitations.invite(by, project, { name: 'Camille Roux', email: `camille-${randomUUID()}@exemple.invalid`, capacity: 'prescriber', permissions: [], startsAt: at, endsAt: null, lentBy: null }, at)
	);
	const onPaper = (await seats.rollOf(tx, gatheringId)).find(({ isOnPaper }) => isOnPaper)!;
	return {
		jury: '',
		sample: randomUUID(),
		project: projectId,
		gathering: gatheringId,
		board: (await landscape.find(tx, gatheringId))!.boardId!,
		wall: row.projectorToken,
		join: row.joinToken,
		invitation: invited.token,
		seat: onPaper.seatId,
		membership: onPaper.membershipId,
		template: must(
			await templates.add(
				tx,
				stepRules,
				{ authorityId: project.authorityId, kind: 'workshop', actor: `account:${by.accountId}`, at },
				{ name: 'Le matin', description: 'Pour douze personnes', steps: shippedSteps('deux-heures') },
				'deux-heures'
			)
		),
		...things
	};
}

/** Announced, and nothing drawn. */
const aJury = ({ authorityId, projectId, accountId }: FacilitatorFacts, at: Date): Promise<string> =>
	inTransaction(async (tx) => {
		const keeper = { authorityId, projectId, actor: `account:${accountId}` as const, at };
		await juries.begin(tx, keeper);
		return must(await juries.publish(tx, keeper, { announcement: 'Un jury', deliberation: '', deliberationOn: '', volunteersUntil: '', mandateStartsOn: '', purgeOn: '' }, at.toISOString().slice(0, 10))).slug;
	});

const sealed = { sample: 'Panais-sous-scellé', observation: 'Rutabaga-sous-scellé' };

/** The sealed room of a project, open since yesterday, with one sample of which a juror observed something. */
async function aSealedRoom(place: { authorityId: AuthorityId; projectId: ProjectId }, buyer: AccountFacts, picture: Uint8Array, at: Date): Promise<{ readonly sample: string; readonly inTheRoom: string }> {
	const actor = `account:${buyer.accountId}` as const;
	const earlier = { ...place, actor, at: new Date(at.getTime() - 10 * day) };
	const isoDay = (days: number) => new Date(at.getTime() + days * day).toISOString().slice(0, 10);
	const terms = { passage: 'Article 8', service: 'Affaires juridiques', agreedOn: isoDay(-20), kind: 'samples', 'criterion-1': 'Goût', 'sentence-1': 'Un.', 'criterion-2': 'Odeur', 'sentence-2': 'Deux.', opensDay: isoDay(-1), opensTime: '00:00', closesDay: isoDay(30), closesTime: '00:00' };
	const membershipId = await inTransaction(async (tx) => {
		await choices.permit(tx, earlier, 'given');
		must(await choices.switchOn(tx, earlier, terms));
		const member = must(await memberships.add(tx, { ...place, person: { name: 'Fragon' }, capacity: 'juror', actor: 'system' }, at));
		await seatOnPanel(tx, place, member, at);
		for (const lesson of lessons) must(await training.finish(tx, { ...place, membershipId: member, at }, lesson, { q1: 'a', q2: 'a', q3: 'a' }));
		must(await declarations.sign(tx, { ...place, membershipId: member, at }, { stage: 'candidates', gatheringId: null }, { declared: 'no-link', details: '', ticked: 'yes' }));
		return member;
	});
	must(await room.add(earlier, { description: sealed.sample, alt: sealed.sample, checked: 'yes' }, picture));
	return inTransaction(async (tx) => {
		const { choice } = await choices.ofProject(tx, place, at);
		const [sample] = await room.open(tx, { ...place, personId: (await memberships.read(tx, membershipId))!.personId, at }, choice!, null);
		must(await room.observe(tx, { ...place, membershipId, at }, { sample: sample!.id, criterion: 'c1', words: `${sealed.observation}, fondant` }));
		const { token } = must(await devices.enterByCode(tx, { code: await memberships.issueReentry(tx, membershipId), address: 'test' }, at));
		return { sample: sample!.id, inTheRoom: `jure-${place.projectId}=${token}` };
	});
}

/** words of contracts that no holder of the own one may read: its restricted sides, and every word of the others */
const notForTheHolder = { note: 'Topinambour-réservé', ground: 'Scorsonère-à-vérifier', other: 'Crosne-d’un-autre' };

const annexed = { words: 'Topinambour-sous-scellé', file: 'Crosne-sous-scellé' };

/** The clause of a contract with its charter in force, and a request of its company with its annex. */
async function ofClause(tx: Tx, doer: elements.Doer, line: string, contract: string): Promise<Pick<Place, 'clause' | 'request' | 'sitting'> & { readonly admissible: string }> {
	const { clauseId, requests } = await evolutivity.load(tx, doer, { lineId: line as ElementId, contractId: contract as ElementId });
	const file = must(await files.examine(Buffer.from(`${annexed.file}\n`)));
	const asked = { party: 'company', category: 'financial-difficulty', criteria: ['E3'], motives: 'Le gel', evidence: 'Le bilan', receivedOn: doer.today, experiment: '' } as const;
	return { clause: clauseId, sitting: randomUUID(), admissible: requests[0]!, request: must(await triggers.file(tx, doer, { ...asked, clause: clauseId, annex: { words: annexed.words, file } })) };
}

const unfiled = 'Rutabaga-pas-encore-déposé';

/** A sitting that the project is to hold, of which the company keeps P2 unfiled. */
async function aSitting(tx: Tx, place: sittings.Place, keeper: AccountFacts, { clause, admissible }: { readonly clause: string; readonly admissible: string }, at: Date): Promise<string> {
	must(await memberships.add(tx, { ...place, person: { name: keeper.name, accountId: keeper.accountId }, capacity: 'buyer', actor: 'system' }, at));
	const gatheringId = must(await sittings.plan(tx, { ...place, actor: 'system' }, { clauseId: clause, requests: [admissible], title: 'Une séance', place: '', startsAt: new Date(at.getTime() + 7 * day), gateHeldBy: `account:${keeper.accountId}` }, at));
	must(await scenarios.write(tx, { actor: 'system', at }, { gatheringId, author: 'company', typed: { 'service-what': 'Des légumes', 'service-after': unfiled }, summary: '', revision: 0, files: false }));
	return gatheringId;
}

/** A line, a milestone and a contract with something of each kind under it; `openedTo` its holder, where it has one. */
async function ofCockpit(tx: Tx, doer: elements.Doer, openedTo: readonly string[]): Promise<Pick<Place, 'element' | 'milestone' | 'contract'> & Awaited<ReturnType<typeof ofClause>>> {
	const make = async (kind: elements.Made['kind'], parentId: string | null, values: elements.Made['values']): Promise<string> => must(await elements.make(tx, doer, { kind, parentId, values }));
	const words = openedTo.length > 0 ? 'Du pain' : notForTheHolder.other;
	const { note, ground } = notForTheHolder;
	const element = await make('line', null, { mode: 'purchase', object: 'Du pain' });
	const milestone = await make('milestone', element, { what: 'Notifier', on: '2027-10-15', note: notForTheHolder.other });
	const contract = await make('contract', element, { object: words, holder: 'La boulangerie', note, openedTo });
	await make('modification', contract, { version: 2, what: words, state: 'signed', signedOn: doer.today, note });
	await make('modification', contract, { version: 3, what: ground, state: 'drafted', note });
	const meeting = await make('meeting', contract, { on: doer.today, what: words });
	await make('incident', contract, { on: doer.today, what: words, severity: 'minor' });
	await make('remark', meeting, { words, by: doer.actor, side: 'authority', saidAt: '' });
	return { element, milestone, contract, ...(await ofClause(tx, doer, element, contract)) };
}

const staff = (account: AccountFacts): Promise<Person> => {
	const open = async () => `eclaireurs=${(await accounts.beginSession(account, new Date())).token}`;
	return open().then((cookie) => ({ cookie, anotherDevice: open }));
};

async function aSeat(by: FacilitatorFacts, token: string, publicName: string, capacity: Capacity, state: 'admitted' | 'waiting' | 'expelled') {
	const at = new Date();
	const came = must(await inTransaction((tx) => seats.join(tx, { by: { token }, publicName, capacity, address: 'test' }, at)));
	const { seatId } = came;
	const code = came.reentryCode!;
	const cookieOf = (device: string) => `place-${by.gatheringId}=${device}`;
	if (state !== 'waiting') must(await inTransaction((tx) => seats.admit(tx, by, { seatId }, at)));
	if (state === 'expelled') must(await inTransaction((tx) => seats.expel(tx, by, seatId, at)));
	const person: Person = {
		cookie: cookieOf(came.token),
		async anotherDevice() {
			if (state === 'expelled') return cookieOf(came.token);
			return cookieOf(must(await inTransaction((tx) => seats.enterByReentry(tx, { code, address: 'test', gatheringId: by.gatheringId }, new Date()))).token);
		}
	};
	return { seatId, person, code };
}

/** A member of the jury of a project, with a seat on its panel, who has come into no workshop. */
async function aJurorAtHome(project: { authorityId: AuthorityId; projectId: ProjectId }): Promise<Person> {
	const at = new Date();
	const code = await inTransaction(async (tx) => {
		const member = must(await memberships.add(tx, { ...project, person: { name: 'Myrtille' }, capacity: 'juror', actor: 'system' }, at));
		await seatOnPanel(tx, project, member, at);
		return memberships.issueReentry(tx, member);
	});
	const open = async () => {
		const { projectId, token } = must(await inTransaction((tx) => devices.enterByCode(tx, { code, address: 'test' }, new Date())));
		return `jure-${projectId}=${token}`;
	};
	return { cookie: await open(), anotherDevice: open };
}

/** `projects` that look alike: same title, same summary, same people's names. */
export async function build(): Promise<World> {
	const at = new Date();
	const lastMonth = new Date(at.getTime() - 30 * day);
	const made = await inTransaction(async (tx) => {
		const ours = await authorities.create(tx, { name: 'Ville de Montreval', timeZone: 'Europe/Paris' }, at);
		const theirs = await authorities.create(tx, { name: 'Ville de Montreval', timeZone: 'Europe/Paris' }, at);
		const lender = await authorities.create(tx, { name: 'Pôle des réservistes', timeZone: 'Europe/Paris' }, at);
		const administrator = await anAccount(tx, ours, 'Dominique Petit', 'dominique@ici.invalid', 'administrator', at);
		const stranger = await anAccount(tx, theirs, 'Dominique Petit', 'dominique@ailleurs.invalid', 'administrator', at);
		const buyer = await anAccount(tx, ours, 'Sacha Martin', 'sacha@ici.invalid', 'member', at);
		const lent = (name: string) => anAccount(tx, lender, name, `${name.toLowerCase()}@reserve.invalid`, 'member', at);
		const [facilitator, ended, revoked] = [await lent('Alix'), await lent('Charlie'), await lent('Eden')];

		const aProject = async (authorityId: AuthorityId, by: AccountFacts) => ({
			authorityId,
			projectId: must(await projects.create(tx, { title: 'À table !', summary: 'Le repas des aînés', code: '', authorityId, actor: `account:${by.accountId}` }, at))
		});
		const project = await aProject(ours, administrator);
		const other = await aProject(ours, administrator);
		const abroad = await aProject(theirs, stranger);

		const lend = async (account: AccountFacts, endsAt: Date, since: Date) =>
			must(
				await memberships.add(
					tx,
					{
						...project,
						person: { name: account.name, accountId: account.accountId },
						capacity: 'reservist',
						permissions: ['facilitate'],
						startsAt: lastMonth,
						endsAt,
						mandate: { lentBy: 'Pôle des réservistes', grantedBy: administrator.accountId },
						actor: `account:${administrator.accountId}`
					},
					since
				)
			);
		await lend(facilitator, new Date(at.getTime() + 30 * day), at);
		await lend(ended, new Date(at.getTime() - day), lastMonth);
		const gone = await lend(revoked, new Date(at.getTime() + 30 * day), at);
		must(await memberships.revoke(tx, { ...project, membershipId: gone }, `account:${administrator.accountId}`, at));
		must(
			await memberships.add(tx, { ...project, person: { name: buyer.name, accountId: buyer.accountId }, capacity: 'buyer', actor: `account:${administrator.accountId}` }, at)
		);

		const keeper = await anAccount(tx, ours, 'Noé', 'noe@ici.invalid', 'member', at);
		const contractor = await anAccount(tx, ours, 'Boulangerie', 'boulangerie@ici.invalid', 'member', at);
		const holder: string = must(await memberships.add(tx, { ...project, person: { name: contractor.name, accountId: contractor.accountId }, capacity: 'contractor', actor: `account:${administrator.accountId}` }, at));

		const own = await aWorkshop(tx, project, facilitator, at);
		const sibling = await aWorkshop(tx, project, facilitator, at);
		const neighbour = await aWorkshop(tx, other, administrator, at);
		const foreign = await aWorkshop(tx, abroad, stranger, at);
		return { administrator, stranger, buyer, keeper, contractor, holder, facilitator, ended, revoked, project, own, sibling, neighbour, foreign };
	});

	const { administrator, stranger, own } = made;
	const photo = must(await files.examine(await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c08040' } }).jpeg().toBuffer()));
	// before the invitations, each of which holds the journal of its project for itself
	const things = await inTransaction(async (tx) => {
		const ofWorkshop = async ({ authorityId, projectId, accountId }: FacilitatorFacts, slices: number, openedTo: readonly string[] = []) => ({
			material: must(await materials.keep(tx, { authorityId, projectId, accountId, at }, 'photo', { title: 'Du pain', caption: `${slices} tranches`, alt: 'Un chariot plein de pain', consent: 'nobody' }, photo)) as string,
			...(await ofCockpit(tx, { authorityId, projectId, actor: `account:${accountId}`, at, today: at.toISOString().slice(0, 10) }, openedTo))
		});
		const { admissible, ...inOwn } = await ofWorkshop(own, 1, [made.holder]);
		return { own: { ...inOwn, sitting: await aSitting(tx, made.project, made.keeper, { clause: inOwn.clause, admissible }, at) }, sibling: await ofWorkshop(made.sibling, 2), neighbour: await ofWorkshop(made.neighbour, 3), foreign: await ofWorkshop(made.foreign, 4) };
	});
	const places = await inTransaction(async (tx) => ({
		own: await placeOf(tx, administrator, own, things.own, at),
		sibling: await placeOf(tx, administrator, made.sibling, things.sibling, at),
		neighbour: await placeOf(tx, administrator, made.neighbour, things.neighbour, at),
		foreign: await placeOf(tx, stranger, made.foreign, things.foreign, at),
		nowhere: {
			jury: 'nulle-part-123456',
			sample: randomUUID(),
			project: randomUUID(),
			gathering: randomUUID() as GatheringId,
			board: randomUUID(),
			wall: 'a'.repeat(32),
			join: 'b'.repeat(32),
			invitation: 'c'.repeat(32),
			seat: randomUUID(),
			membership: randomUUID(),
			template: randomUUID(),
			material: randomUUID(),
			element: randomUUID(),
			milestone: randomUUID(),
			contract: randomUUID(),
			clause: randomUUID(),
			request: randomUUID(),
			sitting: randomUUID()
		}
	}));
	// each in a transaction of its own: an invitation waits for the journal
	for (const [facilitator, place] of [[own, 'own'], [made.sibling, 'sibling'], [made.neighbour, 'neighbour'], [made.foreign, 'foreign']] as const)
		places[place] = { ...places[place], jury: await aJury(facilitator, at) };
	const { sample, inTheRoom } = await aSealedRoom(made.project, made.buyer, photo.whole, at);
	for (const place of ['own', 'sibling'] as const) places[place] = { ...places[place], sample, sitting: things.own.sitting };
	const nobody: Person = { cookie: '', anotherDevice: async () => '' };
	const juror = await aSeat(own, places.own.join, 'Aubépine', 'juror', 'admitted');
	const buyerSeat = await aSeat(own, places.own.join, 'Sacha Durand', 'buyer', 'admitted');
	const waiting = await aSeat(own, places.own.join, 'Bruyère', 'juror', 'waiting');
	const expelled = await aSeat(own, places.own.join, 'Chardon', 'juror', 'expelled');
	// the same names in the other authority's room
	await aSeat(made.foreign, places.foreign.join, 'Aubépine', 'juror', 'admitted');
	return {
		places,
		people: {
			public: nobody,
			stranger: await staff(stranger),
			administrator: await staff(administrator),
			facilitator: await staff(made.facilitator),
			ended: await staff(made.ended),
			revoked: await staff(made.revoked),
			buyer: await staff(made.buyer),
			juror: juror.person,
			'buyer-seat': buyerSeat.person,
			waiting: waiting.person,
			expelled: expelled.person,
			'juror-home': await aJurorAtHome(made.project),
			contractor: await staff(made.contractor)
		},
		seats: { juror: juror.seatId, 'buyer-seat': buyerSeat.seatId, waiting: waiting.seatId, expelled: expelled.seatId },
		facilitator: own,
		administrator,
		sealed,
		annexed,
		unfiled,
		notForTheHolder: Object.values(notForTheHolder),
		holder: made.holder,
		inTheRoom,
		mandate: made.project
	};
}
