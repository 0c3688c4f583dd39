// The only writer of seats and of the devices on which they are open: join, admit, merge, expel, come back, and what a seat says of itself.
import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { GatheringId, MembershipId, ProjectId, SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { amongMany, onceInLook } from '../../db/server/together.ts';
import { countActs, record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readName, type NameRefusal } from '../../people/rules/accounts.ts';
import { householdOf } from '../../people/rules/addresses.ts';
import { standing as standingOf } from '../../people/rules/may.ts';
import { attempt, limitFailures, type TooMany } from '../../people/server/limits.ts';
import { hashToken, newToken, readCode } from '../../people/server/tokens.ts';
import { collegeOf, type Capacity, type College } from '../../projects/rules/capacities.ts';
import type { MembershipFacts, MembershipRefusal } from '../../projects/rules/memberships.ts';
import * as memberships from '../../projects/server/memberships.ts';
import type { Weather } from '../rules/frames.ts';
import { joinCodeLength, judgeInvitation, mayWait, mostWaitingFromOneAddress, type InvitationRefusal } from '../rules/invitation.ts';
import { comesWithAll, foldName, judgeAdmission, judgeMerge, judgePlace, mayChangeWeather, placesHeldOut, type HeldOut, type PlaceAsked, type SeatingRefusal, type SeatState } from '../rules/seating.ts';
import * as gatherings from './gatherings.ts';
import type { FacilitatorFacts, Gathering } from './gatherings.ts';
import * as readiness from './readiness.ts';
import type { SeatAtStep } from './step.ts';
import { seatDevices, seats } from './tables.ts';

export type Seat = typeof seats.$inferSelect;

/** A seat as a door knows it: with its state, which may still be `waiting`. */
export interface SeatFacts extends SeatAtStep {
	readonly state: 'waiting' | 'admitted';
	/** when its screen last asked for anything, to the half minute */
	readonly seenAt: Date | null;
	/** how its person reads */
	readonly reading: Reading;
}

/** Why somebody is held back before a gathering, whatever the room says: told by who knows of it, above. */
export type HeldBack = 'training-needed' | 'declaration-needed' | 'link-to-judge' | 'stepped-aside';

/** Asked before a place of the project takes a seat: the routes hand it over, for a gathering knows nothing of what its people owe elsewhere. */
export type Gate = (query: Query, membershipId: MembershipId, gathering: Pick<Gathering, 'id' | 'kind'>) => Promise<Outcome<unknown, HeldBack>>;

const holdsNobody: Gate = async () => accepted('open');

export type SeatRefusal =
	| HeldBack
	| NameRefusal
	| MembershipRefusal
	| InvitationRefusal
	| SeatingRefusal
	| TooMany
	| 'invitation-unknown'
	| 'door-crowded'
	| 'reentry-unknown'
	| 'seat-waiting'
	| 'step-not-open'
	| 'weather-just-said'
	| 'reading-out-of-range';

/** Only failures count, by household: sixty people behind one address come in within a minute, and mistakes of a whole room cost it five minutes at most (decision 21). */
const wrongInvitations = limitFailures('invitation', 50, 300);
const wrongReentries = limitFailures('reentry', 50, 300);

/** Who came to a door of this process, by gathering and household: what is counted is who of them still waits. */
const cameFrom = new Map<string, Set<SeatId>>();

async function waitingFrom(query: Query, key: string): Promise<Set<SeatId>> {
	const come = cameFrom.get(key) ?? new Set<SeatId>();
	cameFrom.set(key, come);
	if (come.size < mostWaitingFromOneAddress) return come;
	const rows = await query
		.select({ id: seats.id })
		.from(seats)
		.where(and(inArray(seats.id, [...come]), eq(seats.state, 'waiting')));
	const waiting = new Set(rows.map(({ id }) => id));
	for (const id of come) if (!waiting.has(id)) come.delete(id);
	return come;
}

const topicOf = (gatheringId: GatheringId) => `seats:${gatheringId}`;
const seatActor = (seatId: SeatId): Actor => `seat:${seatId}`;
const byAccount = ({ accountId }: FacilitatorFacts): Actor => `account:${accountId}`;

async function told(tx: Tx, gatheringId: GatheringId, lost?: 'rights-lost'): Promise<void> {
	await announce(tx, topicOf(gatheringId));
	if (lost) await announce(tx, `rights:${gatheringId}`);
}

export const ofGathering = (query: Query, gatheringId: GatheringId): Promise<readonly Seat[]> =>
	onceInLook(query, `seats:${gatheringId}`, async () => query.select().from(seats).where(eq(seats.gatheringId, gatheringId)).orderBy(asc(seats.joinedAt), asc(seats.id)));

export interface OnRoll {
	readonly seatId: SeatId;
	readonly membershipId: MembershipId;
	readonly publicName: string;
	readonly capacity: Capacity;
	readonly college: College | undefined;
	readonly isOnPaper: boolean;
	/** the last time that a facilitator could act as this seat while it was not on paper */
	readonly lentAt: Date | null;
}

/** The admitted seats: who takes part, in the order in which they came. */
export const rollOf = (query: Query, gatheringId: GatheringId): Promise<readonly OnRoll[]> => onceInLook(query, `roll:${gatheringId}`, () => readRoll(query, gatheringId));

/** After so many reads in which somebody changed place each time, the look goes on without them: the next one comes at once. */
const readsAtMost = 3;

/**
 * These seats with what their places say. Whoever is let in where they were awaited leaves the place made at the door behind, and it is gone (PR10):
 * a seat that was read before, and whose place is read after, is read again.
 */
export async function placed(query: Query, sitting: readonly Seat[], reads = readsAtMost): Promise<{ readonly seat: Seat; readonly facts: MembershipFacts }[]> {
	const places = await memberships.readMany(
		query,
		sitting.map(({ membershipId }) => membershipId)
	);
	const moved = sitting.filter(({ membershipId }) => !places.has(membershipId)).map(({ id }) => id);
	if (moved.length > 0 && reads > 1) {
		const again = new Map((await query.select().from(seats).where(inArray(seats.id, moved))).map((seat) => [seat.id, seat]));
		return placed(
			query,
			sitting.map((seat) => again.get(seat.id) ?? seat),
			reads - 1
		);
	}
	return sitting.flatMap((seat) => {
		const facts = places.get(seat.membershipId);
		return facts ? [{ seat, facts }] : [];
	});
}

async function readRoll(query: Query, gatheringId: GatheringId): Promise<OnRoll[]> {
	const admitted = (await ofGathering(query, gatheringId)).filter(({ state }) => state === 'admitted');
	return (await placed(query, admitted)).map(({ seat, facts: { publicName, capacity } }) => ({
		seatId: seat.id,
		membershipId: seat.membershipId,
		publicName,
		capacity,
		college: collegeOf(capacity),
		isOnPaper: seat.isOnPaper,
		lentAt: seat.lentAt
	}));
}

export async function read(query: Query, gatheringId: GatheringId, seatId: SeatId): Promise<Seat | undefined> {
	const [row] = await query
		.select()
		.from(seats)
		.where(and(eq(seats.gatheringId, gatheringId), eq(seats.id, seatId)));
	return row;
}

/** Whether a seat is still in the room, held there until the transaction ends. */
export async function holdAdmitted(tx: Tx, { gatheringId, seatId }: Pick<SeatFacts, 'gatheringId' | 'seatId'>): Promise<boolean> {
	const [row] = await tx
		.select({ state: seats.state })
		.from(seats)
		.where(and(eq(seats.gatheringId, gatheringId), eq(seats.id, seatId)))
		.for('share');
	return row?.state === 'admitted';
}

/** Where one place is seated, over all gatherings: whoever was never let in is known to no room. */
export const ofMembership = (query: Query, membershipId: MembershipId): Promise<readonly Pick<Seat, 'id' | 'gatheringId' | 'state' | 'isOnPaper'>[]> =>
	query.select({ id: seats.id, gatheringId: seats.gatheringId, state: seats.state, isOnPaper: seats.isOnPaper }).from(seats).where(eq(seats.membershipId, membershipId));

/** One admitted seat, for whom a facilitator types: undefined when it is not in the room. */
export async function admitted(query: Query, gathering: gatherings.Gathering | FacilitatorFacts, seatId: SeatId): Promise<SeatAtStep | undefined> {
	const gatheringId = 'gatheringId' in gathering ? gathering.gatheringId : gathering.id;
	const row = await read(query, gatheringId, seatId);
	return row?.state === 'admitted' ? atStep(query, row, await gatherings.read(query, gatheringId)) : undefined;
}

/** The seat on paper that a facilitator types for: undefined for one that has a screen of its own, or that is not in the room. */
export async function onPaper(query: Query, by: FacilitatorFacts, typed: string): Promise<SeatAtStep | undefined> {
	const seatId = readId<'seat'>(typed);
	const row = seatId && (await read(query, by.gatheringId, seatId));
	return row?.isOnPaper ? admitted(query, by, row.id) : undefined;
}

async function atStep(query: Query, row: Seat, gathering: Gathering): Promise<SeatAtStep> {
	const facts = (await memberships.read(query, row.membershipId))!;
	return { ...gatherings.standing(gathering), seatId: row.id, membershipId: row.membershipId, capacity: facts.capacity, publicName: facts.publicName };
}

export type SeatLost = 'seat-needed' | 'seat-expelled' | 'seat-merged' | 'seat-device-ended' | 'mandate-over';

/** Whose device this is, in this gathering only: the token of another one is worth nothing here. */
export async function byDevice(query: Query, gatheringId: GatheringId, token: string, at: Date): Promise<Outcome<SeatFacts, SeatLost>> {
	const found = await amongMany(query, 'devices', hashToken(token), (hashes) => readDevices(query, hashes));
	if (found?.seat.gatheringId !== gatheringId) return refused('seat-needed');
	const { seat, facts, gathering } = found;
	if (!gathering) throw new Error(`no gathering ${gatheringId} whose agenda can be read`);
	if (seat.state === 'expelled') return refused('seat-expelled');
	if (seat.state === 'merged') return refused('seat-merged');
	if (found.revokedAt) return refused('seat-device-ended');
	if (!facts || standingOf(facts, at) !== 'stands') return refused('mandate-over');
	return accepted({
		...gatherings.standing(gathering),
		seatId: seat.id,
		membershipId: seat.membershipId,
		capacity: facts.capacity,
		publicName: facts.publicName,
		state: seat.state,
		seenAt: seat.seenAt,
		reading: { textSize: seat.textSize, contrast: seat.contrast }
	});
}

/** What stands behind each of these cookies, by its hash: sixty hands that look again at once are judged in one read, and so are those of a hundred rooms. */
async function readDevices(query: Query, hashes: readonly string[]) {
	const rows = await query
		.select({ hash: seatDevices.tokenHash, seat: seats, revokedAt: seatDevices.revokedAt })
		.from(seatDevices)
		.innerJoin(seats, eq(seats.id, seatDevices.seatId))
		.where(inArray(seatDevices.tokenHash, [...hashes]));
	if (rows.length === 0) return new Map<string, never>();
	const gatheringIds = [...new Set(rows.map(({ seat }) => seat.gatheringId))];
	const [facts, found] = await Promise.all([
		memberships.readMany(
			query,
			rows.map(({ seat }) => seat.membershipId)
		),
		gatheringIds.length === 1 ? gatherings.find(query, gatheringIds[0]!).then((one) => new Map(one && [[one.id, one]])) : gatherings.readMany(query, gatheringIds)
	]);
	return new Map(rows.map(({ hash, ...row }) => [hash, { ...row, facts: facts.get(row.seat.membershipId), gathering: found.get(row.seat.gatheringId) }]));
}

/** When this seat's screen last asked for anything, to the half minute. */
export async function markSeen(query: Query, { seatId, seenAt }: Pick<SeatFacts, 'seatId' | 'seenAt'>, at: Date): Promise<void> {
	if (seenAt && at.getTime() - seenAt.getTime() <= 30_000) return;
	await amongMany(query, 'seen', seatId, async (seatIds) => {
		await query
			.update(seats)
			.set({ seenAt: at })
			.where(inArray(seats.id, [...seatIds]));
		return new Map();
	});
}

export type InvitedBy = { readonly token: string } | { readonly code: string };

/** The gathering that an invitation opens, now. A wrong code counts against its address; a wrong link does not: nobody guesses 160 bits, and sixty phones that hold yesterday's QR would lock their own town hall out. */
export async function invited(
	query: Query,
	by: InvitedBy,
	address: string,
	at: Date
): Promise<Outcome<Gathering, InvitationRefusal | TooMany | 'invitation-unknown'>> {
	const look = async () => {
		const typed = 'code' in by ? readCode(by.code) : by.token;
		const isPlausible = 'code' in by ? typed.length === joinCodeLength : /^[a-z0-9]{20,64}$/.test(typed);
		const gathering = isPlausible ? await gatherings.byInvitation(query, 'code' in by ? { code: typed } : by) : undefined;
		return gathering ? accepted(gathering) : refused('invitation-unknown');
	};
	const found = 'code' in by ? await attempt(wrongInvitations, householdOf(address), look) : await look();
	if (!found.accepted) return found;
	const gathering = found.value;
	const taken = await query
		.select({ id: seats.id })
		.from(seats)
		.where(and(eq(seats.gatheringId, gathering.id), inArray(seats.state, ['waiting', 'admitted'])));
	const judged = judgeInvitation(gathering, taken.length, at);
	return judged.accepted ? accepted(gathering) : judged;
}

export interface Reading {
	/** percentage */
	readonly textSize: number;
	readonly contrast: 'normal' | 'high';
}

export interface CameIn {
	readonly gatheringId: GatheringId;
	readonly seatId: SeatId;
	readonly state: 'waiting' | 'admitted';
	/** for the cookie of this gathering: only its hash is kept */
	readonly token: string;
	/** shown once: brings the same person back on another device; absent when they came in with it */
	readonly reentryCode?: string;
}

async function openDevice(tx: Tx, seat: Pick<Seat, 'authorityId' | 'id'>, at: Date): Promise<string> {
	const token = newToken();
	await tx.insert(seatDevices).values({ tokenHash: hashToken(token), authorityId: seat.authorityId, seatId: seat.id, createdAt: at });
	return token;
}

const textSizes = [100, 125, 150, 200];

const isReading = ({ textSize, contrast }: Reading) => textSizes.includes(textSize) && (contrast === 'normal' || contrast === 'high');

/** Takes a seat in the waiting room, by the QR's link or by the short code. */
export async function join(
	tx: Tx,
	asked: { readonly by: InvitedBy; readonly publicName: string; readonly capacity: Capacity; readonly address: string } & Partial<Reading>,
	at: Date
): Promise<Outcome<CameIn, SeatRefusal>> {
	const name = readName(asked.publicName, 60);
	if (!name.accepted) return name;
	const reading = { textSize: asked.textSize ?? 100, contrast: asked.contrast ?? 'normal' } as const;
	if (!isReading(reading)) return refused('reading-out-of-range');
	const invitation = await invited(tx, asked.by, asked.address, at);
	if (!invitation.accepted) return invitation;
	const { authorityId, projectId, id: gatheringId } = invitation.value;
	const come = await waitingFrom(tx, `${gatheringId} ${householdOf(asked.address)}`);
	const room = mayWait(come.size);
	if (!room.accepted) return room;
	const seatId = newId<'seat'>();
	come.add(seatId);
	await gatherings.hold(tx, { authorityId, gatheringId }, 'here');
	const added = await memberships.add(
		tx,
		{ authorityId, projectId, person: { name: name.value }, capacity: asked.capacity, publicName: name.value, actor: seatActor(seatId) },
		at
	);
	if (!added.accepted) return added;
	const seat = { id: seatId, authorityId };
	await tx.insert(seats).values({ ...seat, gatheringId, membershipId: added.value, state: 'waiting', ...reading, joinedAt: at, seenAt: at });
	const token = await openDevice(tx, seat, at);
	const reentryCode = await memberships.issueReentry(tx, added.value);
	await record(tx, { authorityId, projectId, act: 'seat-joined', actor: seatActor(seatId), about: { gathering: gatheringId, membership: added.value, capacity: asked.capacity } });
	await told(tx, gatheringId);
	return accepted({ gatheringId, seatId, state: 'waiting', token, reentryCode });
}

/** The gathering that a membership comes back to: the one named, else the project's open one, else its latest. */
async function whereTo(query: Query, project: { authorityId: Gathering['authorityId']; projectId: ProjectId }, gatheringId?: GatheringId): Promise<Gathering | undefined> {
	const all = await gatherings.ofProject(query, project);
	if (gatheringId) return all.find(({ id }) => id === gatheringId);
	return all.find(({ openedAt, closedAt }) => openedAt && !closedAt) ?? all[0];
}

/** A personal code brings the same person back on another device, with everything of theirs; in a gathering where they have no seat yet, it gives them one: admitted, unless no room has let them in yet. */
export async function enterByReentry(
	tx: Tx,
	asked: { readonly code: string; readonly address: string; readonly gatheringId?: GatheringId },
	at: Date,
	gate: Gate = holdsNobody
): Promise<Outcome<CameIn, SeatRefusal>> {
	const found = await attempt(wrongReentries, householdOf(asked.address), async () => {
		const facts = await memberships.byReentry(tx, asked.code, at);
		return facts ? accepted(facts) : refused('reentry-unknown');
	});
	if (!found.accepted) return found;
	return comeBack(tx, found.value, asked.gatheringId, at, gate);
}

/** From a page of theirs in the same project, where who they are is known already: no code is asked a second time. */
export const enterFromHome = (tx: Tx, who: MembershipFacts, gatheringId: GatheringId, at: Date, gate: Gate): Promise<Outcome<CameIn, SeatRefusal>> => comeBack(tx, who, gatheringId, at, gate);

async function comeBack(tx: Tx, { authorityId, projectId, membershipId }: MembershipFacts, where: GatheringId | undefined, at: Date, gate: Gate): Promise<Outcome<CameIn, SeatRefusal>> {
	const gathering = await whereTo(tx, { authorityId, projectId }, where);
	if (!gathering) return refused('reentry-unknown');
	const passed = await gate(tx, membershipId, gathering);
	if (!passed.accepted) return passed;
	const gatheringId = gathering.id;
	await gatherings.hold(tx, { authorityId, gatheringId }, 'here');
	const made = newId<'seat'>();
	// a code is worth a seat to those whom the team brought or a room let in; it never lets in whom a door has kept out
	const elsewhere = await tx.select({ state: seats.state }).from(seats).where(and(eq(seats.authorityId, authorityId), eq(seats.membershipId, membershipId)));
	if (elsewhere.some(({ state }) => state === 'expelled')) return refused('seat-expelled');
	const isKnown = elsewhere.length === 0 || elsewhere.some(({ state }) => state === 'admitted');
	const state = isKnown ? 'admitted' : 'waiting';
	await tx
		.insert(seats)
		.values({ id: made, authorityId, gatheringId, membershipId, state, joinedAt: at, admittedAt: isKnown ? at : null, seenAt: at })
		.onConflictDoNothing({ target: [seats.gatheringId, seats.membershipId] });
	const [seat] = await tx
		.select()
		.from(seats)
		.where(and(eq(seats.gatheringId, gatheringId), eq(seats.membershipId, membershipId)))
		.for('update');
	if (!seat) return refused('reentry-unknown');
	// GA18: a seat that went into another opens nothing of it
	if (seat.state === 'merged') return refused('seat-merged');
	if (seat.state === 'expelled') return refused('seat-expelled');
	if (seat.isOnPaper) await tx.update(seats).set({ isOnPaper: false, lentAt: at }).where(eq(seats.id, seat.id));
	const token = await openDevice(tx, seat, at);
	await record(tx, { authorityId, projectId, act: 'seat-reentered', actor: seatActor(seat.id), about: { gathering: gatheringId, membership: membershipId } });
	await told(tx, gatheringId);
	return accepted({ gatheringId, seatId: seat.id, state: seat.state, token });
}

/** Whether a personal code still brings back to this seat: not once another was issued, or the seat went into another. */
export async function opensSeat(query: Query, seat: Pick<SeatFacts, 'gatheringId' | 'seatId'>, code: string, at: Date): Promise<boolean> {
	const { gatheringId } = seat;
	return (await amongMany(query, `codes:${gatheringId}`, code, (codes) => readCodes(query, gatheringId, codes, at))) === seat.seatId;
}

/** The seat that each of these personal codes opens here. */
async function readCodes(query: Query, gatheringId: GatheringId, codes: readonly string[], at: Date): Promise<ReadonlyMap<string, SeatId>> {
	const holders = await memberships.byReentries(query, codes, at);
	if (holders.size === 0) return new Map();
	const rows = await query
		.select({ id: seats.id, membershipId: seats.membershipId })
		.from(seats)
		.where(
			and(
				eq(seats.gatheringId, gatheringId),
				ne(seats.state, 'merged'),
				inArray(
					seats.membershipId,
					[...holders.values()].map(({ membershipId }) => membershipId)
				)
			)
		);
	const opened = new Map(rows.map((row) => [row.membershipId, row.id]));
	return new Map([...holders].flatMap(([code, { membershipId }]) => (opened.has(membershipId) ? [[code, opened.get(membershipId)!] as const] : [])));
}

/** This device forgets the seat; the person may come back with their code. */
export async function leave(tx: Tx, gatheringId: GatheringId, token: string, at: Date): Promise<void> {
	await tx.update(seatDevices).set({ revokedAt: at }).where(eq(seatDevices.tokenHash, hashToken(token)));
	await told(tx, gatheringId, 'rights-lost');
}

async function lock(tx: Tx, { gatheringId, authorityId }: FacilitatorFacts, seatId: SeatId): Promise<Seat | undefined> {
	await gatherings.hold(tx, { authorityId, gatheringId }, 'still');
	const [row] = await tx
		.select()
		.from(seats)
		.where(and(eq(seats.authorityId, authorityId), eq(seats.gatheringId, gatheringId), eq(seats.id, seatId)))
		.for('update');
	return row;
}

async function journalled(tx: Tx, by: FacilitatorFacts, act: string, about: Readonly<Record<string, string | number | null>>): Promise<void> {
	await record(tx, { authorityId: by.authorityId, projectId: by.projectId, act, actor: byAccount(by), about: { gathering: by.gatheringId, ...about } });
}

export interface AtTheDoor {
	/** members who may come in and have no seat here, in the order of the project */
	readonly awaited: readonly MembershipFacts[];
	readonly held: ReadonlyMap<SeatId, HeldOut>;
}

/** Who is awaited, and in whose place each seat that waits may come in (GA22). */
export async function atTheDoor(query: Query, gathering: { readonly authorityId: Gathering['authorityId']; readonly projectId: ProjectId; readonly gatheringId: GatheringId }, at: Date): Promise<AtTheDoor> {
	const sitting = await ofGathering(query, gathering.gatheringId);
	const waiting = sitting.filter(({ state }) => state === 'waiting');
	const members = new Map((await memberships.ofProject(query, gathering)).map((facts) => [facts.membershipId, facts]));
	const provisional = waiting.map(({ membershipId }) => membershipId);
	const elsewhere = provisional.length
		? await query
				.select({ membershipId: seats.membershipId })
				.from(seats)
				.where(and(inArray(seats.membershipId, provisional), ne(seats.gatheringId, gathering.gatheringId)))
		: [];
	const seatedHere = new Set(sitting.map(({ membershipId }) => membershipId));
	const seatedElsewhere = new Set(elsewhere.map(({ membershipId }) => membershipId));
	const awaited = [...members.values()].filter((facts) => !seatedHere.has(facts.membershipId) && facts.permissions.length === 0 && standingOf(facts, at) === 'stands');
	const held = placesHeldOut(
		waiting.flatMap((seat) => {
			const facts = seatedElsewhere.has(seat.membershipId) ? undefined : members.get(seat.membershipId);
			// no place any more: let in where they were awaited since the seats were read
			return facts ? [{ ...seat, ...facts, state: 'waiting' as const }] : [];
		}),
		awaited
	);
	return { awaited, held };
}

/** Lets one locked seat in: in the place of an awaited member, or as somebody else. */
async function letIn(tx: Tx, by: FacilitatorFacts, seat: Seat, asked: PlaceAsked, at: Date, gate: Gate): Promise<Outcome<SeatId, SeatingRefusal | HeldBack>> {
	const { awaited, held } = await atTheDoor(tx, by, at);
	const judged = judgePlace(
		held.get(seat.id),
		awaited.map(({ membershipId }) => membershipId),
		asked
	);
	if (!judged.accepted) return judged;
	const place = judged.value;
	if (place) {
		// the member's row is locked first: a seat that somebody else gives this member at the same moment waits, or is seen here
		await memberships.lock(tx, place);
		const [sitting] = await tx
			.select({ id: seats.id })
			.from(seats)
			.where(and(eq(seats.gatheringId, by.gatheringId), eq(seats.membershipId, place)));
		if (sitting) return asked === undefined ? letIn(tx, by, seat, asked, at, gate) : refused('place-taken');
	}
	const passed = await gate(tx, place ?? seat.membershipId, await gatherings.read(tx, by.gatheringId));
	if (!passed.accepted) return passed;
	if (place) {
		await tx.update(seats).set({ membershipId: place }).where(eq(seats.id, seat.id));
		await memberships.absorb(tx, { ...by, from: seat.membershipId, into: place }, byAccount(by));
	}
	await tx.update(seats).set({ state: 'admitted', admittedAt: at }).where(eq(seats.id, seat.id));
	await journalled(tx, by, 'seat-admitted', { seat: seat.id, ...(place ? { membership: place } : {}) });
	return accepted(seat.id);
}

export async function admit(tx: Tx, by: FacilitatorFacts, { seatId, place }: { readonly seatId: SeatId; readonly place?: PlaceAsked }, at: Date, gate: Gate = holdsNobody): Promise<Outcome<SeatId, SeatingRefusal | HeldBack>> {
	const seat = await lock(tx, by, seatId);
	if (!seat) return refused('seat-unknown');
	const judged = judgeAdmission(seat.state);
	if (!judged.accepted) return judged;
	const come = await letIn(tx, by, seat, place, at, gate);
	if (come.accepted) await told(tx, by.gatheringId);
	return come;
}

/** Everybody who waits, at once, each in the place that awaits them; who could be two members stays at the door, for the facilitator to choose (GA22), and so does who says to be of the team without being awaited (GA25). Gives how many came in. */
export async function admitAll(tx: Tx, by: FacilitatorFacts, at: Date, gate: Gate = holdsNobody): Promise<Outcome<number, never>> {
	await gatherings.hold(tx, by, 'still');
	const waiting = await tx
		.select()
		.from(seats)
		.where(and(eq(seats.authorityId, by.authorityId), eq(seats.gatheringId, by.gatheringId), eq(seats.state, 'waiting')))
		.orderBy(asc(seats.id))
		.for('update');
	// every place in one order and before anything is written, so that nobody waits for us while we wait for them
	const { held } = await atTheDoor(tx, by, at);
	const presumed = [...held.values()].flatMap(({ presumed: place }) => (place ? [place] : []));
	for (const membershipId of presumed.toSorted()) await memberships.lock(tx, membershipId);
	const facts = await memberships.readMany(
		tx,
		waiting.map(({ membershipId }) => membershipId)
	);
	let count = 0;
	for (const seat of waiting.toSorted((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime())) {
		const { capacity } = facts.get(seat.membershipId)!;
		const place = held.get(seat.id);
		if (!comesWithAll(capacity, place)) continue;
		// who is let in because they are awaited comes in at that place or not at all: somebody may have taken it meanwhile
		const asked = comesWithAll(capacity, undefined) ? undefined : place?.presumed;
		if ((await letIn(tx, by, seat, asked, at, gate)).accepted) count += 1;
	}
	if (count) await told(tx, by.gatheringId);
	return accepted(count);
}

/** Sends away all who wait at the door, in one act: a crowd that nobody knows hides those who are awaited. Gives how many. */
export async function refuseAll(tx: Tx, by: FacilitatorFacts, at: Date): Promise<Outcome<number, never>> {
	await gatherings.hold(tx, by, 'still');
	const waiting = await tx
		.select({ id: seats.id })
		.from(seats)
		.where(and(eq(seats.authorityId, by.authorityId), eq(seats.gatheringId, by.gatheringId), eq(seats.state, 'waiting')))
		.orderBy(asc(seats.id))
		.for('update');
	const ids = waiting.map(({ id }) => id);
	if (ids.length === 0) return accepted(0);
	await tx.update(seats).set({ state: 'expelled', expelledAt: at }).where(inArray(seats.id, ids));
	await tx
		.update(seatDevices)
		.set({ revokedAt: at })
		.where(and(inArray(seatDevices.seatId, ids), isNull(seatDevices.revokedAt)));
	await journalled(tx, by, 'door-cleared', { seats: ids.length });
	await told(tx, by.gatheringId, 'rights-lost');
	return accepted(ids.length);
}

/** Takes the right to be here away, on every device, at once. */
export async function expel(tx: Tx, by: FacilitatorFacts, seatId: SeatId, at: Date): Promise<Outcome<SeatId, SeatingRefusal>> {
	const seat = await lock(tx, by, seatId);
	if (!seat) return refused('seat-unknown');
	if (seat.state === 'merged') return refused('seat-merged');
	if (seat.state === 'expelled') return refused('seat-expelled');
	await tx.update(seats).set({ state: 'expelled', expelledAt: at, raisedHandAt: null }).where(eq(seats.id, seatId));
	await endDevices(tx, seatId, at);
	await journalled(tx, by, 'seat-expelled', { seat: seatId });
	await told(tx, by.gatheringId, 'rights-lost');
	return accepted(seatId);
}

/** Puts a person of the project out of the rooms where they sit: their devices there end at once, and their code asks the gate again; on paper, the facilitator does, to let them in. Gives how many seats that was. */
export async function putOut(tx: Tx, membershipId: MembershipId, gatheringIds: readonly GatheringId[], at: Date): Promise<number> {
	const theirs = (await ofMembership(tx, membershipId)).filter(({ gatheringId, state }) => state === 'admitted' && gatheringIds.includes(gatheringId));
	for (const { id, gatheringId, isOnPaper } of theirs) {
		await endDevices(tx, id, at);
		if (isOnPaper && !(await gatherings.read(tx, gatheringId)).closedAt) await tx.update(seats).set({ state: 'waiting', admittedAt: null }).where(eq(seats.id, id));
		await told(tx, gatheringId, 'rights-lost');
	}
	return theirs.length;
}

const endDevices = (tx: Tx, seatId: SeatId, at: Date) =>
	tx
		.update(seatDevices)
		.set({ revokedAt: at })
		.where(and(eq(seatDevices.seatId, seatId), isNull(seatDevices.revokedAt)));

/** A lost or lent phone: every device of the seat ends, and a new personal code is given, once. */
export async function reissue(tx: Tx, by: FacilitatorFacts, seatId: SeatId, at: Date): Promise<Outcome<{ readonly code: string; readonly publicName: string }, SeatingRefusal>> {
	const seat = await lock(tx, by, seatId);
	if (!seat) return refused('seat-unknown');
	if (seat.state === 'merged') return refused('seat-merged');
	if (seat.state === 'expelled') return refused('seat-expelled');
	await endDevices(tx, seatId, at);
	await tx.update(seats).set({ lentAt: at }).where(eq(seats.id, seatId));
	const code = await memberships.issueReentry(tx, seat.membershipId);
	await journalled(tx, by, 'seat-reissued', { seat: seatId });
	await told(tx, by.gatheringId, 'rights-lost');
	const facts = await memberships.read(tx, seat.membershipId);
	return accepted({ code, publicName: facts!.publicName });
}

/** Which of two seats would remain, as things stand. */
export async function foreseeMerge(query: Query, chain: Pick<FacilitatorFacts, 'authorityId' | 'projectId'>, from: Seat, into: Seat): Promise<Outcome<{ readonly gone: SeatId; readonly kept: SeatId }, SeatingRefusal>> {
	const facts = async ({ id, state }: Seat) => ({
		id,
		state: state as SeatState,
		// who waits has done nothing that counts
		hasActed: state === 'admitted' && (await countActs(query, chain, seatActor(id))) > 0
	});
	return judgeMerge(await facts(from), await facts(into));
}

/**
 * One person, two seats: one remains, with everything done under it. Every device of the other ends and its code opens nothing more (GA18): a
 * name at the door is no proof, so that whoever is the same person comes back with the code of the seat that remains.
 */
export async function merge(tx: Tx, by: FacilitatorFacts, asked: { readonly from: SeatId; readonly into: SeatId }, at: Date): Promise<Outcome<{ readonly gone: SeatId; readonly kept: SeatId }, SeatingRefusal>> {
	const ordered = [asked.from, asked.into].toSorted();
	const locked = new Map<SeatId, Seat>();
	for (const seatId of ordered) {
		const row = await lock(tx, by, seatId);
		if (!row) return refused('seat-unknown');
		locked.set(seatId, row);
	}
	const judged = await foreseeMerge(tx, by, locked.get(asked.from)!, locked.get(asked.into)!);
	if (!judged.accepted) return judged;
	const { gone, kept } = judged.value;
	await tx.update(seats).set({ state: 'merged', mergedInto: kept, raisedHandAt: null }).where(eq(seats.id, gone));
	await tx.update(seats).set({ mergedInto: kept }).where(eq(seats.mergedInto, gone));
	await endDevices(tx, gone, at);
	await journalled(tx, by, 'seat-merged', { seat: gone, into: kept });
	await told(tx, by.gatheringId, 'rights-lost');
	return judged;
}

/** Somebody without a device: an awaited member of the project, or a person who is named. */
export type OnPaper = { readonly place: MembershipId } | { readonly publicName: string; readonly capacity: Capacity };

/** A seat for somebody without a device: admitted, and a facilitator types for them. A member of the project who is awaited takes their own place, named or chosen (GA22). */
export async function addOnPaper(tx: Tx, by: FacilitatorFacts, asked: OnPaper, at: Date, gate: Gate = holdsNobody): Promise<Outcome<SeatId, SeatRefusal>> {
	const name = 'place' in asked ? accepted('') : readName(asked.publicName, 60);
	if (!name.accepted) return name;
	await gatherings.hold(tx, by, 'still');
	const gathering = await gatherings.read(tx, by.gatheringId);
	if (gathering.closedAt) return refused('gathering-closed');
	const { authorityId, projectId, gatheringId } = by;
	const { awaited } = await atTheDoor(tx, by, at);
	const comeOnPaper = async (place: MembershipId) => {
		const passed = await gate(tx, place, gathering);
		return passed.accepted ? addMember(tx, by, place, 'on-paper', at) : passed;
	};
	if ('place' in asked) {
		const judged = judgePlace(undefined, awaited.map(({ membershipId }) => membershipId), asked.place);
		return judged.accepted ? comeOnPaper(asked.place) : judged;
	}
	const named = awaited.filter((member) => member.capacity === asked.capacity && foldName(member.publicName) === foldName(name.value));
	if (named.length > 1) return refused('place-to-choose');
	if (named[0]) return comeOnPaper(named[0].membershipId);
	const added = await memberships.add(
		tx,
		{ authorityId, projectId, person: { name: name.value }, publicName: name.value, capacity: asked.capacity, actor: byAccount(by) },
		at
	);
	if (!added.accepted) return added;
	const seatId = newId<'seat'>();
	await tx.insert(seats).values({ id: seatId, authorityId, gatheringId, membershipId: added.value, state: 'admitted', isOnPaper: true, joinedAt: at, admittedAt: at });
	await journalled(tx, by, 'seat-added-on-paper', { seat: seatId, membership: added.value, capacity: asked.capacity });
	await told(tx, gatheringId);
	return accepted(seatId);
}

/** Gives an existing member of the project a seat, already admitted: the example, and a list prepared before. */
export async function addMember(tx: Tx, by: FacilitatorFacts, membershipId: MembershipId, paper: 'on-paper' | 'with-device', at: Date): Promise<Outcome<SeatId, SeatingRefusal>> {
	const { authorityId, gatheringId } = by;
	await gatherings.hold(tx, by, 'still');
	const seatId = newId<'seat'>();
	const [made] = await tx
		.insert(seats)
		.values({ id: seatId, authorityId, gatheringId, membershipId, state: 'admitted', isOnPaper: paper === 'on-paper', joinedAt: at, admittedAt: at })
		.onConflictDoNothing({ target: [seats.gatheringId, seats.membershipId] })
		.returning({ id: seats.id });
	if (!made) return refused('seat-already-admitted');
	await journalled(tx, by, paper === 'on-paper' ? 'seat-added-on-paper' : 'seat-added', { seat: seatId, membership: membershipId });
	await told(tx, gatheringId);
	return accepted(seatId);
}

export async function lowerHand(tx: Tx, by: FacilitatorFacts, seatId: SeatId): Promise<Outcome<SeatId, SeatingRefusal>> {
	const seat = await lock(tx, by, seatId);
	if (!seat) return refused('seat-unknown');
	await tx.update(seats).set({ raisedHandAt: null }).where(eq(seats.id, seatId));
	await told(tx, by.gatheringId);
	return accepted(seatId);
}

/** « Prêt·e » on the step that the room is in, or no longer. */
export async function markReady(tx: Tx, seat: SeatFacts, asked: { readonly step: string; readonly ready: 'yes' | 'no' }, at: Date): Promise<Outcome<SeatId, 'seat-waiting' | 'step-not-open'>> {
	if (seat.state !== 'admitted') return refused('seat-waiting');
	const { currentStep } = await gatherings.atStep(tx, seat.gatheringId);
	if (asked.step !== currentStep) return refused('step-not-open');
	await readiness.mark(tx, seat, asked.step, asked.ready, at);
	await told(tx, seat.gatheringId);
	return accepted(seat.seatId);
}

export async function raiseHand(tx: Tx, seat: SeatFacts, hand: 'up' | 'down', at: Date): Promise<Outcome<SeatId, 'seat-waiting'>> {
	if (seat.state !== 'admitted') return refused('seat-waiting');
	const [row] = await tx.select({ raisedHandAt: seats.raisedHandAt }).from(seats).where(eq(seats.id, seat.seatId)).for('update');
	// who asked first speaks first: raising it again does not lose the place in the queue
	await tx.update(seats).set({ raisedHandAt: hand === 'up' ? (row?.raisedHandAt ?? at) : null }).where(eq(seats.id, seat.seatId));
	await told(tx, seat.gatheringId);
	return accepted(seat.seatId);
}

export async function sayWeather(tx: Tx, seat: SeatFacts, weather: Weather, at: Date): Promise<Outcome<SeatId, 'seat-waiting' | 'weather-just-said'>> {
	if (seat.state !== 'admitted') return refused('seat-waiting');
	const [row] = await tx.select({ weather: seats.weather, weatherAt: seats.weatherAt }).from(seats).where(eq(seats.id, seat.seatId)).for('update');
	if (row?.weather === weather) return accepted(seat.seatId);
	if (!mayChangeWeather(row?.weatherAt ?? null, at)) return refused('weather-just-said');
	await tx.update(seats).set({ weather, weatherAt: at }).where(eq(seats.id, seat.seatId));
	await told(tx, seat.gatheringId);
	return accepted(seat.seatId);
}

export async function adjustReading(tx: Tx, seat: Pick<SeatFacts, 'seatId'>, reading: Reading): Promise<Outcome<SeatId, 'reading-out-of-range'>> {
	if (!isReading(reading)) return refused('reading-out-of-range');
	await tx
		.update(seats)
		.set({ textSize: reading.textSize, contrast: reading.contrast })
		.where(and(eq(seats.id, seat.seatId), ne(seats.state, 'merged')));
	return accepted(seat.seatId);
}
