// The only writer of rehearsals and of their simulated people: begins one, conducts its panel, forgets it whole.
import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, gt, inArray, isNull, lt, not, or, sql } from 'drizzle-orm';
import type { AccountId, AuthorityId, GatheringId, ProjectId, SeatId } from '../../db/rules/ids.ts';
import { inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { deleteForgotten, uproot } from '../../db/server/uproot.ts';
import { destroyKey } from '../../decisions/server/ballotKeys.ts';
import * as ballots from '../../decisions/server/ballots.ts';
import { minutesOf } from '../../gatherings/rules/agenda.ts';
import { isPaused } from '../../gatherings/rules/clock.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import type { FacilitatorFacts, Gathering } from '../../gatherings/server/gatherings.ts';
import { forgetHeads } from '../../journal/server/heads.ts';
import * as journal from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { AccountFacts } from '../../people/rules/accounts.ts';
import * as accounts from '../../people/server/accounts.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import * as projects from '../../projects/server/projects.ts';
import * as canvases from '../../sourcing/server/canvases.ts';
import { now } from '../../time/server/clock.ts';
import { mayAsk } from '../rules/behaviours.ts';
import type { PanelAct } from '../rules/asked.ts';
import type { Asked } from '../rules/behaviour.ts';
import { shuffled } from '../rules/chance.ts';
import { changedPace, expiryOf, mostRehearsals, mostStages, paceOfWholeDay } from '../rules/course.ts';
import { castOf, judgeCrowd, mostPeople, newcomer, type Crowd, type CrowdRefusal, type Person } from '../rules/people.ts';
import { build, packed, readyMadeLuggage } from './sandbox.ts';
import { rehearsals, simulatedPeople } from './tables.ts';

export type Rehearsal = typeof rehearsals.$inferSelect;
export type Simulated = typeof simulatedPeople.$inferSelect;
export type Led = Rehearsal['led'];

/** What the players of every process look at again when one begins, is paused or goes on. */
export const topic = 'rehearsals';

export type BeginRefusal = CrowdRefusal | 'rehearsals-too-many';
export type PanelRefusal = 'not-a-rehearsal' | 'gathering-closed' | 'nobody-to-ask' | 'nothing-to-do-now' | 'people-out-of-range';

export interface BeginAsked extends Crowd {
	readonly led: Led;
	/** by chance when absent */
	readonly seed?: string;
}

async function tell(tx: Tx, gatheringId: GatheringId): Promise<void> {
	await announce(tx, topic);
	await announce(tx, `gathering:${gatheringId}`);
}

/** A rehearsal of one workshop, or of the ready-made one. It belongs to the authority of the workshop, or to that of the account. */
export async function begin(tx: Tx, account: AccountFacts, of: Gathering | 'ready-made', asked: BeginAsked, at: Date): Promise<Outcome<GatheringId, BeginRefusal>> {
	const crowd = judgeCrowd(asked);
	if (!crowd.accepted) return crowd;
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`rehearsals:${account.accountId}`}, 0))`);
	if ((await tx.$count(rehearsals, eq(rehearsals.accountId, account.accountId))) >= mostRehearsals) return refused('rehearsals-too-many');
	const luggage = of === 'ready-made' ? readyMadeLuggage(at) : await packed(tx, of, (await projects.read(tx, of.projectId))!, at);
	const authorityId = of === 'ready-made' ? account.authorityId : of.authorityId;
	const seed = asked.seed ?? randomUUID();
	const home = await authorities.read(tx, account.authorityId);
	const pace = asked.led === 'by-itself' ? paceOfWholeDay(minutesOf(luggage.agenda.steps)) : 1;
	const sandbox = await build(
		tx,
		luggage,
		{ authorityId, accountId: account.accountId, accountName: account.name, lentBy: home!.name, pace, code: `repetition-${randomUUID().slice(0, 8)}` },
		at
	);
	const { gatheringId, projectId, actor } = sandbox;
	await tx.insert(rehearsals).values({
		gatheringId,
		authorityId,
		projectId,
		copyOf: of === 'ready-made' ? null : of.id,
		copiedFrom: of === 'ready-made' ? null : of.projectId,
		accountId: account.accountId,
		seed,
		led: asked.led,
		createdAt: at,
		expiresAt: expiryOf(at)
	});
	const people = castOf(seed, crowd.value);
	for (const { publicName, capacity } of people) {
		const awaited = await memberships.add(tx, { authorityId, projectId, actor, person: { name: publicName }, capacity }, at);
		if (!awaited.accepted) throw new Error(`a simulated person was refused: ${awaited.reason}`);
	}
	await tx.insert(simulatedPeople).values(people.map((person) => ({ authorityId, gatheringId, ...person })));
	await tell(tx, gatheringId);
	return accepted(gatheringId);
}

/** Where nobody has an account yet: a space of its own for this rehearsal, forgotten with it. */
export async function openStage(tx: Tx, at: Date): Promise<AccountFacts> {
	const authorityId = await authorities.create(tx, { name: 'Répétition', timeZone: 'Europe/Paris', isExample: true }, at);
	const email = `repetition+${authorityId.slice(0, 8)}@exemple.invalid`;
	const made = await accounts.create(tx, { authorityId, name: 'Réserviste en répétition', email, passwordHash: null }, at);
	if (!made.accepted) throw new Error(`the account of a rehearsal was refused: ${made.reason}`);
	return made.value;
}

/** Whether an account is no more than the space of a rehearsal begun without one: this browser alone leads back to it (RE21). */
export async function isOfThisBrowserAlone(query: Query, accountId: AccountId, at: Date): Promise<boolean> {
	if ((await query.$count(rehearsals, eq(rehearsals.accountId, accountId))) === 0) return false;
	const account = await accounts.read(query, accountId);
	if (!account || !(await authorities.read(query, account.authorityId))?.isExample) return false;
	return (await projects.ofAccount(query, account, at)).length === 0;
}

/** Begins one where nobody has an account: refused once too many stand here. */
export async function beginWithoutAccount(tx: Tx, asked: BeginAsked, at: Date): Promise<Outcome<{ readonly gatheringId: GatheringId; readonly account: AccountFacts }, BeginRefusal>> {
	if ((await tx.$count(rehearsals)) >= mostStages) return refused('rehearsals-too-many');
	const account = await openStage(tx, at);
	const made = await begin(tx, account, 'ready-made', asked, at);
	return made.accepted ? accepted({ gatheringId: made.value, account }) : made;
}

/** The rehearsal that a project holds, and nothing else. */
export async function ofSandbox(query: Query, projectId: ProjectId): Promise<Rehearsal | undefined> {
	const [row] = await query.select().from(rehearsals).where(eq(rehearsals.projectId, projectId));
	return row;
}

export async function find(query: Query, gatheringId: GatheringId): Promise<Rehearsal | undefined> {
	const [row] = await query.select().from(rehearsals).where(eq(rehearsals.gatheringId, gatheringId));
	return row;
}

export interface RehearsalOnPage {
	readonly gatheringId: GatheringId;
	readonly title: string;
	readonly createdAt: Date;
	readonly expiresAt: Date;
	readonly life: 'planned' | 'running' | 'closed';
}

async function onPage(query: Query, rows: readonly Rehearsal[]): Promise<RehearsalOnPage[]> {
	const shown: RehearsalOnPage[] = [];
	for (const { gatheringId, createdAt, expiresAt } of rows) {
		const { title, openedAt, closedAt } = await gatherings.read(query, gatheringId);
		shown.push({ gatheringId, title, createdAt, expiresAt, life: closedAt ? 'closed' : openedAt ? 'running' : 'planned' });
	}
	return shown;
}

/** The rehearsals of a project's workshops that an account began, the latest first. */
export const ofProject = async (query: Query, projectId: ProjectId, accountId: AccountId): Promise<RehearsalOnPage[]> =>
	onPage(query, await query.select().from(rehearsals).where(and(eq(rehearsals.copiedFrom, projectId), eq(rehearsals.accountId, accountId))).orderBy(desc(rehearsals.createdAt)));

/** Those of an account that stand by themselves. */
export const ofAccount = async (query: Query, accountId: AccountId): Promise<RehearsalOnPage[]> =>
	onPage(query, await query.select().from(rehearsals).where(and(isNull(rehearsals.copiedFrom), eq(rehearsals.accountId, accountId))).orderBy(desc(rehearsals.createdAt)));

export const peopleOf = (query: Query, gatheringId: GatheringId): Promise<Simulated[]> =>
	query.select().from(simulatedPeople).where(eq(simulatedPeople.gatheringId, gatheringId)).orderBy(asc(simulatedPeople.nth));

/** What the panel of the console shows. */
export interface Panel {
	readonly led: Led;
	readonly isPaused: boolean;
	/** whole minutes; 0 while it plays */
	readonly pausedMinutes: number;
	readonly pace: number;
	readonly people: number;
	readonly arrived: number;
	readonly onPaper: number;
	/** without network now */
	readonly away: number;
	readonly mayObject: boolean;
	readonly mayHurt: boolean;
	/** the real project, where there is one */
	readonly copiedFrom: ProjectId | null;
	/** ISO 8601 */
	readonly expiresAt: string;
}

export async function panelOf(query: Query, gathering: Gathering, at: Date): Promise<Panel | null> {
	if (!gathering.isRehearsal) return null;
	const rehearsal = await find(query, gathering.id);
	if (!rehearsal) return null;
	const people = await peopleOf(query, gathering.id);
	const { currentStep } = gatherings.standing(gathering);
	return {
		led: rehearsal.led,
		isPaused: rehearsal.pausedAt !== null,
		pausedMinutes: rehearsal.pausedAt ? Math.max(0, Math.floor((at.getTime() - rehearsal.pausedAt.getTime()) / 60_000)) : 0,
		pace: gathering.pace,
		people: people.length,
		arrived: people.filter(({ seatId }) => seatId !== null).length,
		onPaper: people.filter(({ temperament }) => temperament === 'on-paper').length,
		away: people.filter(({ awayUntil }) => awayUntil !== null && awayUntil > at).length,
		mayObject: mayAsk(currentStep, 'object'),
		mayHurt: mayAsk(currentStep, 'hurtful-words'),
		copiedFrom: rehearsal.copiedFrom,
		expiresAt: rehearsal.expiresAt.toISOString()
	};
}

/** The rehearsal of a panel that may still be played, held until the transaction ends. */
async function hold(tx: Tx, { gatheringId }: Pick<FacilitatorFacts, 'gatheringId'>): Promise<Outcome<{ readonly rehearsal: Rehearsal; readonly gathering: Gathering }, 'not-a-rehearsal' | 'gathering-closed'>> {
	const [rehearsal] = await tx.select().from(rehearsals).where(eq(rehearsals.gatheringId, gatheringId)).for('update');
	const gathering = rehearsal && (await gatherings.find(tx, gatheringId));
	if (!rehearsal || !gathering) return refused('not-a-rehearsal');
	return gathering.closedAt ? refused('gathering-closed') : accepted({ rehearsal, gathering });
}

async function set(tx: Tx, by: Pick<FacilitatorFacts, 'gatheringId'>, what: (held: { readonly rehearsal: Rehearsal; readonly gathering: Gathering }) => Partial<Pick<Rehearsal, 'led' | 'pausedAt'>>): Promise<Outcome<GatheringId, PanelRefusal>> {
	const held = await hold(tx, by);
	if (!held.accepted) return held;
	await tx.update(rehearsals).set(what(held.value)).where(eq(rehearsals.gatheringId, by.gatheringId));
	await tell(tx, by.gatheringId);
	return accepted(by.gatheringId);
}

/** Simulated people, and the room where it plays by itself, stop where they are. */
export async function pause(tx: Tx, by: FacilitatorFacts, at: Date): Promise<Outcome<GatheringId, PanelRefusal>> {
	const done = await set(tx, by, ({ rehearsal }) => ({ pausedAt: rehearsal.pausedAt ?? at }));
	return done.accepted ? gatherings.changeClock(tx, by, 'stands', at) : done;
}

export async function goOn(tx: Tx, by: FacilitatorFacts, at: Date): Promise<Outcome<GatheringId, PanelRefusal>> {
	const done = await set(tx, by, () => ({ pausedAt: null }));
	return done.accepted ? gatherings.changeClock(tx, by, 'goes-on', at) : done;
}

/** The room has moved: a pause taken while there was no clock to stand, at the open doors, ends as the first step begins (RE20). */
export async function endPauseAtDoors(tx: Tx, by: FacilitatorFacts): Promise<void> {
	const rehearsal = await find(tx, by.gatheringId);
	if (!rehearsal?.pausedAt || isPaused(await gatherings.staysOf(tx, by.gatheringId))) return;
	await set(tx, by, () => ({ pausedAt: null }));
}

/** « Je prends la main »: from now on the room moves by hand, and its minutes are those of the room again. */
export async function takeHand(tx: Tx, by: FacilitatorFacts, at: Date): Promise<Outcome<GatheringId, PanelRefusal>> {
	const done = await set(tx, by, () => ({ led: 'by-hand', pausedAt: null }));
	if (!done.accepted) return done;
	await gatherings.changeClock(tx, by, 'goes-on', at);
	await gatherings.changePace(tx, by, 1, at);
	return done;
}

/** The room plays by itself from now on, in a few minutes. */
export async function letPlay(tx: Tx, by: FacilitatorFacts, at: Date): Promise<Outcome<GatheringId, PanelRefusal>> {
	let pace = 1;
	const done = await set(tx, by, ({ gathering }) => {
		pace = paceOfWholeDay(minutesOf(gathering.agenda.steps));
		return { led: 'by-itself', pausedAt: null };
	});
	if (!done.accepted) return done;
	await gatherings.changeClock(tx, by, 'goes-on', at);
	await gatherings.changePace(tx, by, pace, at);
	return done;
}

export async function hurry(tx: Tx, by: FacilitatorFacts, way: 'faster' | 'slower', at: Date): Promise<Outcome<number, PanelRefusal>> {
	const held = await hold(tx, by);
	if (!held.accepted) return held;
	return gatherings.changePace(tx, by, changedPace(held.value.gathering.pace, way), at);
}

/** One more comes to the door, whom nobody awaits. */
export async function bringLate(tx: Tx, by: FacilitatorFacts): Promise<Outcome<number, PanelRefusal>> {
	const held = await hold(tx, by);
	if (!held.accepted) return held;
	const { gatheringId, authorityId, seed } = held.value.rehearsal;
	if (!held.value.gathering.openedAt) return refused('nothing-to-do-now');
	const nth = await tx.$count(simulatedPeople, eq(simulatedPeople.gatheringId, gatheringId));
	if (nth >= mostPeople) return refused('people-out-of-range');
	await tx.insert(simulatedPeople).values({ authorityId, gatheringId, ...newcomer(seed, nth) });
	await tell(tx, gatheringId);
	return accepted(nth);
}

/** Asks one of those who are here to do a thing at the first occasion. */
export async function ask(tx: Tx, by: FacilitatorFacts, asked: Asked): Promise<Outcome<number, PanelRefusal>> {
	const held = await hold(tx, by);
	if (!held.accepted) return held;
	const { gathering, rehearsal } = held.value;
	const { currentStep } = gatherings.standing(gathering);
	if (!mayAsk(currentStep, asked)) return refused('nothing-to-do-now');
	const people = await peopleOf(tx, gathering.id);
	const here = people.filter(({ seatId, temperament, capacity, asked: waiting }) => seatId && temperament !== 'on-paper' && capacity !== 'prescriber' && waiting === null);
	const [one] = shuffled(here, ({ nth }) => nth, rehearsal.seed, asked, currentStep, people.filter((person) => person.asked).length);
	if (!one) return refused('nobody-to-ask');
	await tx
		.update(simulatedPeople)
		.set({ asked })
		.where(and(eq(simulatedPeople.gatheringId, gathering.id), eq(simulatedPeople.nth, one.nth)));
	await tell(tx, gathering.id);
	return accepted(one.nth);
}

/** Three of those who are here lose the network, for so many minutes of the agenda. */
export async function cutNetwork(tx: Tx, by: FacilitatorFacts, at: Date): Promise<Outcome<number, PanelRefusal>> {
	const held = await hold(tx, by);
	if (!held.accepted) return held;
	const { gathering, rehearsal } = held.value;
	const here = (await peopleOf(tx, gathering.id)).filter(({ seatId, temperament, awayUntil }) => seatId && temperament !== 'on-paper' && !(awayUntil && awayUntil > at));
	const cut = shuffled(here, ({ nth }) => nth, rehearsal.seed, 'network', at.getTime()).slice(0, 3);
	if (cut.length === 0) return refused('nobody-to-ask');
	await tx
		.update(simulatedPeople)
		.set({ awayUntil: new Date(at.getTime() + (minutesWithoutNetwork * 60_000) / gathering.pace) })
		.where(
			and(
				eq(simulatedPeople.gatheringId, gathering.id),
				inArray(
					simulatedPeople.nth,
					cut.map(({ nth }) => nth)
				)
			)
		);
	await tell(tx, gathering.id);
	return accepted(cut.length);
}

const minutesWithoutNetwork = 3;

/** One act of the panel. */
export function conduct(tx: Tx, by: FacilitatorFacts, act: PanelAct, at: Date): Promise<Outcome<unknown, PanelRefusal>> {
	switch (act) {
		case 'pause':
			return pause(tx, by, at);
		case 'go-on':
			return goOn(tx, by, at);
		case 'faster':
		case 'slower':
			return hurry(tx, by, act, at);
		case 'take-hand':
			return takeHand(tx, by, at);
		case 'let-play':
			return letPlay(tx, by, at);
		case 'late':
			return bringLate(tx, by);
		case 'network':
			return cutNetwork(tx, by, at);
		case 'object':
		case 'hurtful-words':
			return ask(tx, by, act);
	}
}

/** Begins the same again, with other people: a copy of the workshop as it stands now, for whoever may still lead it. */
export async function beginAgain(tx: Tx, account: AccountFacts, gatheringId: GatheringId, at: Date): Promise<Outcome<GatheringId, BeginRefusal | 'not-a-rehearsal' | 'workshop-no-longer-yours'>> {
	const before = await find(tx, gatheringId);
	if (!before) return refused('not-a-rehearsal');
	if (before.copiedFrom && !(await memberships.facilitates(tx, account.accountId, before.copiedFrom, at))) return refused('workshop-no-longer-yours');
	const people = await peopleOf(tx, gatheringId);
	const source = before.copyOf ? await gatherings.find(tx, before.copyOf) : undefined;
	const onPaper = people.filter(({ temperament }) => temperament === 'on-paper').length;
	return begin(tx, account, source ?? 'ready-made', { people: people.length, onPaper, led: 'by-hand' }, at);
}

/** Somebody has come in. */
export async function seat(tx: Tx, { gatheringId, nth }: Pick<Simulated, 'gatheringId' | 'nth'>, seatId: SeatId): Promise<void> {
	await tx
		.update(simulatedPeople)
		.set({ seatId })
		.where(and(eq(simulatedPeople.gatheringId, gatheringId), eq(simulatedPeople.nth, nth)));
	await announce(tx, `gathering:${gatheringId}`);
}

/** What was asked of somebody is done, or has no occasion any more. */
export async function answered(tx: Tx, { gatheringId, nth }: Pick<Simulated, 'gatheringId' | 'nth'>): Promise<void> {
	await tx
		.update(simulatedPeople)
		.set({ asked: null })
		.where(and(eq(simulatedPeople.gatheringId, gatheringId), eq(simulatedPeople.nth, nth)));
}

/** Takes up, for some seconds, those that nobody else plays: those of a process that died are taken up once its time is over. */
export async function takeUp(tx: Tx, player: string, seconds: number, at: Date): Promise<Rehearsal[]> {
	return tx
		.update(rehearsals)
		.set({ playedBy: player, playedUntil: new Date(at.getTime() + seconds * 1000) })
		.where(and(isNull(rehearsals.pausedAt), gt(rehearsals.expiresAt, at), or(eq(rehearsals.playedBy, player), isNull(rehearsals.playedUntil), lt(rehearsals.playedUntil, at))))
		.returning();
}

/** How many are to be played, by whomever. */
export const countPlayed = (query: Query, at: Date) => query.$count(rehearsals, and(isNull(rehearsals.pausedAt), gt(rehearsals.expiresAt, at)));

/** Once its gathering is over there is nothing to play any more. */
export async function layToRest(tx: Tx, gatheringId: GatheringId, at: Date): Promise<void> {
	await tx.update(rehearsals).set({ pausedAt: at }).where(and(eq(rehearsals.gatheringId, gatheringId), isNull(rehearsals.pausedAt)));
}

/** Lets go of what this process plays, so that another need not wait. */
export const letGo = (tx: Tx, player: string) => tx.update(rehearsals).set({ playedBy: null, playedUntil: null }).where(eq(rehearsals.playedBy, player));

/** Forgets a rehearsal whole: its project and all that hangs on it, the keys of its ballot boxes, the heads of its journal, and the space that was made for it alone (RE10). */
export async function forget(gatheringId: GatheringId): Promise<Outcome<{ readonly copiedFrom: ProjectId | null }, 'not-a-rehearsal'>> {
	const gone = await inTransaction(async (tx) => {
		const [rehearsal] = await tx.select().from(rehearsals).where(eq(rehearsals.gatheringId, gatheringId));
		if (!rehearsal) return undefined;
		const { authorityId, projectId } = rehearsal;
		// in the order in which every act takes them: the room, then its journal
		await gatherings.holdForGood(tx, rehearsal);
		const boxes = await ballots.boxesWithKeys(tx, rehearsal);
		const people = (await memberships.ofProject(tx, rehearsal)).map(({ personId }) => personId as string);
		const apart = await canvases.idsApart(tx, rehearsal);
		await journal.holdChain(tx, rehearsal);
		await uproot(tx, projectId);
		await deleteForgotten(tx, 'sourcing_canvases', apart);
		await deleteForgotten(tx, 'persons', people);
		if ((await authorities.read(tx, authorityId))?.isExample) await closeStage(tx, authorityId);
		await announce(tx, topic);
		await announce(tx, `rights:${gatheringId}`);
		if (rehearsal.copiedFrom) await announce(tx, `project:${rehearsal.copiedFrom}`);
		return { ...rehearsal, boxes };
	});
	if (!gone) return refused('not-a-rehearsal');
	for (const boxId of gone.boxes) await destroyKey(boxId);
	await forgetHeads(gone.projectId);
	return accepted({ copiedFrom: gone.copiedFrom });
}

/** The space that `openStage` made: an example's authority without a project has nobody to serve. */
async function closeStage(tx: Tx, authorityId: AuthorityId): Promise<void> {
	if (await projects.someOf(tx, authorityId)) return;
	await deleteForgotten(tx, 'accounts', await accounts.idsOf(tx, authorityId));
	await deleteForgotten(tx, 'authorities', [authorityId]);
}

/** Forgets those whose time is over. Gives how many. */
export async function forgetExpired(query: Query, at: Date = now()): Promise<number> {
	const over = await query
		.select({ gatheringId: rehearsals.gatheringId })
		.from(rehearsals)
		.where(not(gt(rehearsals.expiresAt, at)));
	for (const { gatheringId } of over) await forget(gatheringId);
	return over.length;
}

/** A simulated person as the rules know one. */
export const asPerson = ({ nth, publicName, capacity, temperament }: Simulated): Person => ({ nth, publicName, capacity, temperament });
