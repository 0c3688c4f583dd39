// Loads « À table, les Rivelles ! »: a project with its people and its enquiry, a workshop ready to start, and one played to its end through the same acts as a room's.
import * as v from 'valibot';
import * as boards from '../../boards/server/boards.ts';
import type { AccountId, AuthorityId, GatheringId, MembershipId, ProjectId, SeatId } from '../../db/rules/ids.ts';
import { inTransaction, type Tx } from '../../db/server/database.ts';
import * as enquiry from '../../enquiry/server/enquiry.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { FacilitatorFacts } from '../../gatherings/server/gatherings.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Doer, SeatAtStep } from '../../gatherings/server/step.ts';
import type { Actor } from '../../journal/server/journal.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import { now } from '../../time/server/clock.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { cardsEach } from '../rules/landscape.ts';
import { stepRules, usualAgenda, type StepId } from '../rules/steps.ts';
import { usualGrades } from '../rules/steps/vote.ts';
import * as example from './example/content.ts';
import inputs from './example/seats.json' with { type: 'json' };
import * as consents from './consents.ts';
import * as landscape from './landscape.ts';
import * as scenarios from './scenarios.ts';
import { stepServers } from './steps.ts';

const registries = { rules: stepRules, servers: stepServers };
const day = 24 * 60 * 60_000;
const minute = 60_000;

export interface Loaded {
	/** the example's reservist, who facilitates */
	readonly accountId: AccountId;
	readonly projectId: ProjectId;
	readonly ready: GatheringId;
	readonly finished: GatheringId;
}

/** What must hold, or the example is not loaded at all. */
function must<Value>(outcome: Outcome<Value, string>): Value {
	if (!outcome.accepted) throw new Error(`the example was refused: ${outcome.reason}`);
	return outcome.value;
}

interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly actor: Actor;
}

type SeatCode = keyof typeof inputs.dots;

const capacityOf = (seat: { readonly college: string; readonly capacity?: string }): Capacity =>
	seat.college === 'jury' ? 'juror' : (seat.capacity!.replace(' ', '-') as Capacity);

async function addPeople(tx: Tx, place: Place, at: Date): Promise<Map<SeatCode, MembershipId>> {
	const members = new Map<SeatCode, MembershipId>();
	for (const seat of inputs.seats) {
		const name = seat.publicName ?? seat.name!;
		const added = await memberships.add(tx, { ...place, person: { name }, capacity: capacityOf(seat), code: seat.code, startsAt: at }, at);
		members.set(seat.code as SeatCode, must(added));
	}
	return members;
}

async function createWorkshop(tx: Tx, place: Place, title: string, startsAt: Date, at: Date): Promise<GatheringId> {
	const created = await gatherings.create(
		tx,
		{ ...place, kind: 'workshop', title, place: 'Salle des fêtes du Gué', startsAt, agenda: usualAgenda() },
		at
	);
	const gatheringId = must(created);
	for (const scenario of example.scenarios)
		must(await scenarios.write(tx, { ...place, gatheringId }, scenario, place.actor));
	return gatheringId;
}

/** The room of the finished workshop: whoever acts goes through the acts of the steps, as from a screen. */
class Room {
	readonly seatOf = new Map<SeatCode, SeatAtStep>();
	readonly tx: Tx;
	readonly by: FacilitatorFacts;
	#at: Date;
	#step: StepId = 'welcome';
	#revision = 0;

	constructor(tx: Tx, by: FacilitatorFacts, at: Date) {
		this.tx = tx;
		this.by = by;
		this.#at = at;
	}

	async fill(members: ReadonlyMap<SeatCode, MembershipId>): Promise<void> {
		must(await gatherings.openDoors(this.tx, this.by, { revision: this.#revision }, this.#at));
		for (const [code, membershipId] of members) {
			const seatId = must(await seats.addMember(this.tx, this.by, membershipId, 'with-device', this.#at));
			const member = inputs.seats.find((seat) => seat.code === code)!;
			this.seatOf.set(code, {
				...this.#standing(),
				seatId,
				membershipId,
				capacity: capacityOf(member),
				publicName: member.publicName ?? member.name!
			});
		}
		this.#revision = (await gatherings.read(this.tx, this.by.gatheringId)).revision;
	}

	#standing() {
		const { authorityId, projectId, gatheringId } = this.by;
		return { authorityId, projectId, gatheringId, currentStep: this.#step };
	}

	/** Goes to the next step, `after` so many minutes. */
	async advance(after: number): Promise<void> {
		this.#at = new Date(this.#at.getTime() + after * minute);
		const moved = must(await gatherings.advance(this.tx, registries, this.by, { revision: this.#revision, confirmed: 'yes' }, this.#at));
		this.#step = moved.step as StepId;
		this.#revision += 1;
	}

	async act(who: SeatCode | 'facilitator', name: string, fields: Record<string, string>): Promise<void> {
		const act = (stepServers[this.#step] as (typeof stepServers)['vote']).acts[name];
		if (!act) throw new Error(`${this.#step} has no act ${name}`);
		const seat = who === 'facilitator' ? undefined : { ...this.seatOf.get(who)!, currentStep: this.#step };
		const doer: Doer = {
			...this.#standing(),
			at: this.#at,
			actor: seat ? `seat:${seat.seatId}` : `account:${this.by.accountId}`,
			...(seat ? { seat } : { accountId: this.by.accountId })
		};
		must(await act.run(this.tx, doer, v.parse(act.shape, fields) as never));
	}

	async close(): Promise<void> {
		must(await gatherings.close(this.tx, registries, this.by, { revision: this.#revision }, this.#at));
	}
}

async function writeLandscape(room: Room): Promise<void> {
	const codes = [...room.seatOf.keys()];
	for (const [index, [, zone, text]] of example.cards.entries()) {
		const writer = codes[Math.floor(index / cardsEach) % codes.length]!;
		await room.act(writer, 'write', { zone, text });
	}
}

async function placeDots(room: Room): Promise<void> {
	const boardId = (await landscape.find(room.tx, room.by.gatheringId))!.boardId!;
	const idOf = new Map((await boards.readCards(room.tx, boardId)).map((card) => [card.text, card.id]));
	const textOf = new Map<string, string>(example.cards.map(([code, , text]) => [code, text]));
	for (const [seat, codes] of Object.entries(inputs.dots))
		for (const code of codes) await room.act(seat as SeatCode, 'place', { card: idOf.get(textOf.get(code)!)! });
}

async function vote(room: Room): Promise<void> {
	for (const [seat, ballot] of Object.entries(inputs.ballots))
		await room.act(
			seat as SeatCode,
			'cast',
			Object.fromEntries(Object.entries(ballot).map(([code, grade]) => [`grade-${code}`, String(usualGrades.indexOf(grade))]))
		);
	await room.act('facilitator', 'close-vote', {});
	await room.act('facilitator', 'write-sentence', { sentence: example.matrixSentence });
}

async function consent(room: Room): Promise<void> {
	await room.act('facilitator', 'move-to', { phase: 'objections' });
	for (const code of room.seatOf.keys())
		if (code === example.objection.seat) await room.act(code, 'object', { risk: example.objection.risk, wouldLift: example.objection.liftedBy });
		else await room.act(code, 'consent', {});
	const objection = (await consents.roundOf(room.tx, room.by))!.objections[0]!.id;
	await room.act('facilitator', 'take-up', { objection });
	await room.act('facilitator', 'integrate', { objection, text: example.objection.integration });
	await room.act(example.objection.seat as SeatCode, 'release', { objection });
	await room.act('facilitator', 'lift', { objection });
	await room.act('facilitator', 'obtain', {});
}

async function conclude(room: Room): Promise<void> {
	const [first, second, third] = example.closing.dates;
	await room.act('facilitator', 'write-closing', {
		body: example.closing.body,
		bodyOn: example.closing.bodyOn,
		on1: first[0],
		what1: first[1],
		on2: second[0],
		what2: second[1],
		on3: third[0],
		what3: third[1]
	});
	const words = ['utile', 'concret', 'dense', 'écoute', 'clair', 'surprenant', 'collectif', 'long', 'vivant', 'juste', 'exigeant', 'précis', 'utile'];
	for (const [index, code] of [...room.seatOf.keys()].entries())
		await room.act(code, 'leave', { usefulness: String(index % 4 === 3 ? 4 : 5), word: words[index]!, hours: code.startsWith('J') ? '3 h 30' : '' });
}

const seatScores = (room: Room) => ({
	impacts: example.impacts.map(([code, name]) => ({ code, name })),
	risks: example.risks.map(([code, name]) => ({ code, name })),
	impactScores: inputs.impactScores.map(({ seat, ...score }) => ({ ...score, seatId: idIn(room, seat) })),
	riskScores: inputs.riskScores.map(({ seat, ...score }) => ({ ...score, seatId: idIn(room, seat) }))
});

const idIn = (room: Room, seat: string): SeatId => room.seatOf.get(seat as SeatCode)!.seatId;

/** Loads everything or nothing. A second load makes a second example: nothing of the first is touched. */
export function load(at: Date = now()): Promise<Loaded> {
	return inTransaction(async (tx) => {
		const lender = await authorities.create(tx, { name: `${example.reservist.lentBy} (exemple)`, timeZone: example.authority.timeZone, isExample: true }, at);
		const authorityId = await authorities.create(tx, { ...example.authority, isExample: true }, at);
		const suffix = authorityId.slice(0, 8);
		const email = example.reservist.email.replace('@', `+${suffix}@`);
		const reservist = must(await accounts.create(tx, { authorityId: lender, name: example.reservist.name, email, passwordHash: null }, at));
		const administrator = must(
			await accounts.create(
				tx,
				{ authorityId, name: 'Administration (exemple)', email: `administration+${suffix}@exemple.invalid`, passwordHash: null, isAdministrator: true },
				at
			)
		);
		const actor: Actor = `account:${administrator.accountId}`;
		const projectId = must(await projects.create(tx, { ...example.project, authorityId, actor }, at));
		const place: Place = { authorityId, projectId, actor };

		for (const { question, text } of example.contextAnswers) await enquiry.answer(tx, place, question, text);
		for (const material of example.materials) await enquiry.addMaterial(tx, place, material);
		const lastWeek = new Date(Math.floor(at.getTime() / (60 * minute)) * 60 * minute - 7 * day);
		must(
			await memberships.add(
				tx,
				{
					...place,
					person: { name: example.reservist.name, accountId: reservist.accountId },
					capacity: 'reservist',
					permissions: ['facilitate'],
					startsAt: lastWeek,
					endsAt: new Date(at.getTime() + 120 * day),
					mandate: { lentBy: example.reservist.lentBy, grantedBy: administrator.accountId }
				},
				lastWeek
			)
		);
		const members = await addPeople(tx, place, lastWeek);

		const quarter = 15 * minute;
		const soon = new Date(Math.ceil(at.getTime() / quarter) * quarter);
		const ready = await createWorkshop(tx, place, example.project.title, soon, at);
		const finished = await createWorkshop(tx, place, `${example.project.title} (séance terminée)`, lastWeek, lastWeek);
		const room = new Room(
			tx,
			{ authorityId, projectId, gatheringId: finished, accountId: reservist.accountId, name: reservist.name },
			lastWeek
		);
		await room.fill(members);
		await room.advance(0);
		await room.advance(6);
		await writeLandscape(room);
		await room.advance(11);
		await room.advance(18);
		await placeDots(room);
		for (const minutes of [5, 12, 12, 8, 8, 40]) await room.advance(minutes);
		await scenarios.score(tx, { authorityId, gatheringId: finished }, seatScores(room));
		await vote(room);
		await room.advance(12);
		await consent(room);
		await room.advance(10);
		await conclude(room);
		await room.close();
		return { accountId: reservist.accountId, projectId, ready, finished };
	});
}
