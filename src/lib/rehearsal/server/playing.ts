// Plays one turn of a rehearsal: looks at each simulated person's hand as a screen would, asks the rules what they do, and does it through the same acts; the room too, where it plays by itself. Writes no table of a workshop.
import type { GatheringId, SeatId } from '../../db/rules/ids.ts';
import { inTransaction, type Query } from '../../db/server/database.ts';
import { neighbour } from '../../gatherings/rules/advance.ts';
import { spentIn } from '../../gatherings/rules/clock.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { FacilitatorFacts, Gathering } from '../../gatherings/server/gatherings.ts';
import * as readiness from '../../gatherings/server/readiness.ts';
import * as seats from '../../gatherings/server/seats.ts';
import type { Seat, SeatFacts } from '../../gatherings/server/seats.ts';
import type { StepServer } from '../../gatherings/server/step.ts';
import { carry, type Who } from '../../gatherings/server/stepActs.ts';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as noteForms from '../../sourcing/server/noteForms.ts';
import * as notes from '../../sourcing/server/notes.ts';
import { stepRules } from '../../workshop/rules/steps.ts';
import { stepServers } from '../../workshop/server/steps.ts';
import { hasLostNetwork, isDue, type Doing, type Moment } from '../rules/behaviour.ts';
import { handDoes, leadDoes } from '../rules/behaviours.ts';
import { goesOn, longestShare } from '../rules/course.ts';
import { noteOf } from '../rules/noting.ts';
import type { Subject } from '../rules/subject.ts';
import { isAtTheDoor, type Person } from '../rules/people.ts';
import type { Rehearsal, Simulated } from './rehearsals.ts';
import * as rehearsals from './rehearsals.ts';
import * as subjects from './subjects.ts';

const registries = { rules: stepRules, servers: stepServers };
const servers: Readonly<Record<string, StepServer>> = stepServers;
const minute = 60_000;

/** Who comes in at once, in one turn: a room fills little by little. */
const arrivalsEachTurn = 3;
/** Acts in a row of one person, before another is looked at: five dots are five taps. */
const actsInARow = 5;
/** What the wall's invitation is shown for, at least. */
const doorsOpenFor = 5_000;

/** An act that the room refused, for whoever counts them. */
export interface Refused {
	readonly step: string;
	readonly act: string;
	readonly reason: string;
}

export interface TurnDone {
	readonly acts: number;
	/** nothing is left to play */
	readonly isOver: boolean;
}

interface Scene {
	readonly query: Query;
	readonly at: Date;
	readonly rehearsal: Rehearsal;
	readonly gathering: Gathering;
	readonly by: FacilitatorFacts;
	readonly sitting: ReadonlyMap<SeatId, Seat>;
	readonly people: readonly Simulated[];
	readonly moment: Moment;
	readonly step: string;
	/** who has said to be ready for the step */
	readonly ready: ReadonlyMap<SeatId, Date>;
}

/** One rehearsal, as long as this process plays it. What it holds may be lost: everything that counts is in the database. */
export class Player {
	readonly #gatheringId: GatheringId;
	readonly #onRefused: (refused: Refused) => void;
	/** who was looked at since the last act: when it is everybody, nobody has anything to do */
	readonly #still = new Set<number>();
	/** what the room refused to somebody in this step: not tried again at once */
	readonly #refused = new Map<string, number>();
	/** who has noted something for the canvas in this step */
	readonly #noted = new Set<number>();
	/** what the workshop prepared is what it is about, whatever the room makes of it */
	#subject: Promise<Subject> | undefined;
	#stepSeen = '';
	#next = 0;

	constructor(gatheringId: GatheringId, onRefused: (refused: Refused) => void = () => {}) {
		this.#gatheringId = gatheringId;
		this.#onRefused = onRefused;
	}

	/** Looks at so many people at most, then at the room. */
	async turn(query: Query, at: Date, looks: number): Promise<TurnDone> {
		const scene = await this.#look(query, at);
		if (!scene || scene.rehearsal.pausedAt) return { acts: 0, isOver: !scene };
		const { gathering } = scene;
		if (gathering.closedAt) return { acts: 0, isOver: true };
		if (scene.step !== this.#stepSeen) {
			this.#stepSeen = scene.step;
			this.#still.clear();
			this.#refused.clear();
			this.#noted.clear();
		}
		let acts = gathering.openedAt ? await this.#comeIn(scene) : 0;
		if (gathering.position >= 0) {
			const seated = scene.people.filter(({ seatId }) => seatId && scene.sitting.get(seatId)?.state === 'admitted');
			const looked = Array.from({ length: Math.min(looks, seated.length) }, (_, place) => seated[(this.#next + place) % seated.length]!);
			this.#next = (this.#next + looked.length) % Math.max(1, seated.length);
			acts += await this.#lookAt(scene, looked);
			const isIdle = seated.every(({ nth }) => this.#still.has(nth));
			if (scene.rehearsal.led === 'by-itself') acts += await this.#lead(scene, isIdle);
		} else if (scene.rehearsal.led === 'by-itself') acts += await this.#begin(scene);
		return { acts, isOver: false };
	}

	async #look(query: Query, at: Date): Promise<Scene | undefined> {
		const gathering = await gatherings.find(query, this.#gatheringId);
		const rehearsal = gathering && (await rehearsals.find(query, this.#gatheringId));
		if (!gathering || !rehearsal) return undefined;
		const { authorityId, projectId } = gathering;
		const step = gatherings.standing(gathering).currentStep;
		const planned = gathering.agenda.steps[gathering.position]?.plannedMinutes ?? 1;
		const spent = step ? spentIn(await gatherings.staysOf(query, gathering.id), step, at) : 0;
		const timeZone = (await authorities.read(query, authorityId))?.timeZone ?? 'Europe/Paris';
		const sitting = new Map((await seats.ofGathering(query, gathering.id)).map((seat) => [seat.id, seat]));
		const today = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
		return {
			query,
			at,
			rehearsal,
			gathering,
			by: { authorityId, projectId, gatheringId: gathering.id, accountId: rehearsal.accountId, name: '' },
			sitting,
			people: await rehearsals.peopleOf(query, gathering.id),
			moment: { seed: rehearsal.seed, share: spent / (planned * minute), today, subject: await (this.#subject ??= subjects.read(query, gathering)) },
			step,
			ready: await readiness.readyIn(query, gathering.id, step)
		};
	}

	/** Some of those who stand at the door come in: by its link as anybody, or on paper as the desk adds them. */
	async #comeIn({ at, gathering, by, people, moment }: Scene): Promise<number> {
		const isOpen = gathering.openedAt !== null;
		const arriving = people.filter((one) => !one.seatId && isAtTheDoor(one, { isOpen, position: gathering.position, share: moment.share })).slice(0, arrivalsEachTurn);
		let come = 0;
		for (const person of arriving) {
			const { publicName, capacity } = person;
			await inTransaction(async (tx) => {
				const outcome =
					person.temperament === 'on-paper'
						? await seats.addOnPaper(tx, by, { publicName, capacity }, at)
						: await seats.join(tx, { by: { token: gathering.joinToken }, publicName, capacity, address: `simulated ${gathering.id}` }, at);
				if (!outcome.accepted) return this.#onRefused({ step: 'door', act: 'join', reason: outcome.reason });
				await rehearsals.seat(tx, person, typeof outcome.value === 'string' ? outcome.value : outcome.value.seatId);
				come += 1;
			});
		}
		return come;
	}

	/** Some people look at their hands at once, as screens do, and do what the rules say one after the other; who did something looks again. */
	async #lookAt(scene: Scene, people: readonly Simulated[]): Promise<number> {
		const { query, at, moment, step, sitting } = scene;
		const server = servers[step];
		const here = people.flatMap((person) => {
			const me = rehearsals.asPerson(person);
			this.#still.add(me.nth);
			const isAway = (person.awayUntil && person.awayUntil > at) || hasLostNetwork(me, step, moment);
			return isAway ? [] : [{ person, me, row: sitting.get(person.seatId!)!, seat: this.#seatOf(scene, person), asked: person.asked }];
		});
		await Promise.all(here.map(({ row, seat }) => (row.isOnPaper ? undefined : seats.markSeen(query, seat, at))));
		let acts = 0;
		const busy = new Set<number>();
		let looking = here;
		for (let round = 0; server && round < actsInARow && looking.length > 0; round += 1) {
			const hands = await Promise.all(looking.map(({ seat }) => server.hand(query, seat)));
			const again: typeof looking = [];
			for (const [place, one] of looking.entries()) {
				const { me, row, seat, person } = one;
				const doing = handDoes(step, hands[place], me, moment, one.asked);
				if (!doing || this.#wasRefused(me.nth, doing, at)) continue;
				busy.add(me.nth);
				if (!(await this.#carry(scene, doing, row.isOnPaper ? { facilitator: scene.by } : { seat }, me.nth, row.isOnPaper ? row.id : ''))) continue;
				acts += 1;
				if (one.asked) await inTransaction((tx) => rehearsals.answered(tx, person));
				again.push({ ...one, asked: null });
			}
			looking = again;
		}
		if (busy.size > 0) this.#still.clear();
		for (const one of here) if (await this.#note(scene, one.me, one.seat, one.row.isOnPaper)) acts += 1;
		const ready = here.filter(({ me, row }) => !busy.has(me.nth) && !row.isOnPaper && !scene.ready.has(row.id) && isDue(me, moment, `ready ${step}`, [0.4, 0.95]));
		for (const { seat } of ready) await inTransaction((tx) => seats.markReady(tx, seat, { step, ready: 'yes' }, at));
		return acts;
	}

	/** Somebody notes something for the canvas, for themselves or by the desk: once in a step. */
	async #note({ query, at, by, step, moment }: Scene, me: Person, seat: SeatFacts, isOnPaper: boolean): Promise<boolean> {
		const note = this.#noted.has(me.nth) ? null : noteOf(step, me, moment);
		if (!note) return false;
		this.#noted.add(me.nth);
		// another process may have played it before this one
		if ((await notes.ofSeat(query, seat)).some(({ text }) => text === note.text)) return false;
		const typed = { ...note, names: '' };
		const outcome = await inTransaction((tx) => (isOnPaper ? noteForms.noteAtDesk(tx, by, { ...typed, for: seat.seatId }, at) : noteForms.noteInHand(tx, seat, { ...typed, for: '' }, at)));
		if (!outcome.accepted) this.#onRefused({ step, act: 'note', reason: outcome.reason });
		return outcome.accepted;
	}

	#seatOf({ gathering, sitting }: Scene, { seatId, capacity, publicName }: Simulated): SeatFacts {
		const { id, membershipId, seenAt, textSize, contrast } = sitting.get(seatId!)!;
		return { ...gatherings.standing(gathering), seatId: id, membershipId, capacity, publicName, state: 'admitted', seenAt, reading: { textSize, contrast } };
	}

	#wasRefused(nth: number, { act }: Doing, at: Date): boolean {
		const until = this.#refused.get(`${nth} ${act}`);
		return until !== undefined && until > at.getTime();
	}

	async #carry({ at, step }: Scene, { act, fields }: Doing, who: Who, nth: number, onBehalfOf = ''): Promise<boolean> {
		const outcome = await carry(stepServers, { step, act, onBehalfOf, fields }, who, at);
		if (outcome.accepted) return true;
		// the room had moved meanwhile, or somebody was first: looked at again a little later
		this.#refused.set(`${nth} ${act}`, at.getTime() + 3_000);
		this.#onRefused({ step, act, reason: outcome.reason });
		return false;
	}

	/** The room that plays by itself opens its doors, lets in who waits, and begins once all are there. */
	async #begin({ at, gathering, by, people, sitting }: Scene): Promise<number> {
		if (!gathering.openedAt) return this.#move(() => inTransaction((tx) => gatherings.openDoors(tx, by, gathering, at)));
		if ([...sitting.values()].some(({ state }) => state === 'waiting')) return this.#move(() => inTransaction((tx) => seats.admitAll(tx, by, at)));
		const isAwaiting = people.some((one) => !one.seatId && isAtTheDoor(one, { isOpen: true, position: -1, share: 0 }));
		if (isAwaiting || at.getTime() - gathering.openedAt.getTime() < doorsOpenFor) return 0;
		return this.#goOn(by, gathering, at);
	}

	/** Whoever leads by itself: lets in who is late, does what the step asks of the desk, goes on when its time is over. */
	async #lead(scene: Scene, isIdle: boolean): Promise<number> {
		const { query, at, gathering, by, sitting, moment, step } = scene;
		if ([...sitting.values()].some(({ state }) => state === 'waiting')) await inTransaction((tx) => seats.admitAll(tx, by, at));
		let acts = 0;
		// a row of acts, as one types: the ranges of three scenarios are not told over half of their step
		for (; acts < actsInARow; acts += 1) {
			const desk = await servers[step]?.desk(query, gatherings.standing(gathering));
			const doing = leadDoes(step, desk, moment);
			// what the room refuses again and again holds nobody back for ever (RE6)
			if (!doing || this.#wasRefused(-1, doing, at) || moment.share >= longestShare) break;
			this.#still.clear();
			if (!(await this.#carry(scene, doing, { facilitator: by }, -1))) return acts;
		}
		if (acts > 0) return acts;
		if (!goesOn({ share: moment.share, isIdle })) return 0;
		return this.#goOn(by, gathering, at);
	}

	async #goOn(by: FacilitatorFacts, gathering: Gathering, at: Date): Promise<number> {
		if (gathering.heldBy !== by.accountId) await inTransaction((tx) => gatherings.takeOver(tx, by));
		const { revision } = gathering;
		if (neighbour(gathering.agenda, gathering.position, 'after') === undefined) return this.#move(() => inTransaction((tx) => gatherings.close(tx, registries, by, { revision }, at)));
		return this.#move(() => inTransaction((tx) => gatherings.advance(tx, registries, by, { revision, confirmed: 'yes' }, at)));
	}

	async #move(act: () => Promise<Outcome<unknown, string>>): Promise<number> {
		const outcome = await act();
		if (!outcome.accepted) this.#onRefused({ step: 'room', act: 'move', reason: outcome.reason });
		return outcome.accepted ? 1 : 0;
	}
}
