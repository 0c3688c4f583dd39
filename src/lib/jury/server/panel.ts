// The only writer of the seats of a panel: invitations, answers, departures, replacements, and the place in the project that a yes opens.
import { randomInt } from 'node:crypto';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { CandidateId, JurySeatId, MembershipId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { hashToken, newToken } from '../../people/server/tokens.ts';
import { endOfDay } from '../../projects/rules/local-time.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { tidyLine } from '../rules/campaign.ts';
import { mandateLastDay } from '../rules/juries.ts';
import { funnelOf as countFunnel, isVacant, moveSeat, readAnswerDay, standsFor, treeFor, type Funnel, type SeatAct, type SeatRefusal, type SeatState } from '../rules/panel.ts';
import { onBehalf, type Channel } from '../rules/pools/pools.ts';
import { openSealed } from '../rules/sortition/seal.ts';
import { proposeReplacement } from '../rules/sortition/replacement.ts';
import * as devices from './devices.ts';
import * as juries from './juries.ts';
import * as pools from './pools.ts';
import * as sortitions from './sortitions.ts';
import { candidates, contacts, jurySeats } from './tables.ts';

type Seat = typeof jurySeats.$inferSelect;

export type PanelRefusal = SeatRefusal | 'jury-unknown' | 'jury-ended' | 'jury-seat-unknown' | 'channel-unknown' | 'leave-why-missing' | 'seat-already-replaced' | 'seat-not-vacant' | 'nobody-left' | 'membership-refused';

/** Somebody of the panel, by name, for whoever keeps the jury. */
export interface PanelSeat {
	readonly id: JurySeatId;
	readonly state: SeatState;
	readonly code: string;
	readonly name: string;
	readonly address: readonly string[];
	readonly reach: string;
	readonly profile: Readonly<Record<string, string>>;
	readonly accessNeeds: string;
	readonly answerBy: string | null;
	readonly channel: Channel | null;
	readonly isReplaced: boolean;
	readonly isReplacement: boolean;
	/** the tree under which this juror is known */
	readonly publicName: string | null;
}

async function seatsOf(query: Query, juryId: juries.Jury['id']): Promise<(Seat & { readonly isReplaced: boolean })[]> {
	const drawn = await sortitions.drawnOf(query, juryId);
	if (!drawn) return [];
	const rows = await query
		.select()
		.from(jurySeats)
		.where(eq(jurySeats.sortitionId, drawn.id))
		.orderBy(asc(jurySeats.invitedAt), asc(jurySeats.id));
	const replaced = new Set(rows.map(({ replacesId }) => replacesId));
	return rows.map((row) => ({ ...row, isReplaced: replaced.has(row.id) }));
}

/** How far the panel is; null before the draw. */
export async function funnelOf(query: Query, juryId: juries.Jury['id']): Promise<Funnel | null> {
	const drawn = await sortitions.drawnOf(query, juryId);
	return drawn ? countFunnel(drawn.panel!.length, await seatsOf(query, juryId)) : null;
}

export async function ofJury(query: Query, juryId: juries.Jury['id']): Promise<PanelSeat[]> {
	const seats = await seatsOf(query, juryId);
	if (seats.length === 0) return [];
	const people = await query
		.select()
		.from(candidates)
		.leftJoin(contacts, eq(contacts.candidateId, candidates.id))
		.where(inArray(candidates.id, seats.map(({ candidateId }) => candidateId)));
	const byId = new Map(people.map((row) => [row.jury_candidates.id, row]));
	const places = await memberships.readMany(query, seats.flatMap(({ membershipId }) => membershipId ?? []));
	return seats.map((seat) => {
		const { jury_candidates: candidate, jury_contacts: who } = byId.get(seat.candidateId)!;
		return {
			id: seat.id,
			state: seat.state,
			code: candidate.code,
			name: who ? `${who.firstName} ${who.lastName}` : candidate.code,
			address: who ? [who.address, `${who.postcode} ${who.town}`.trim()].filter((line) => line !== '') : [],
			reach: who ? who.phone || who.email : '',
			profile: candidate.profile,
			accessNeeds: who?.accessNeeds ?? '',
			answerBy: seat.answerBy,
			channel: seat.channel,
			isReplaced: seat.isReplaced,
			isReplacement: seat.replacesId !== null,
			publicName: seat.membershipId ? (places.get(seat.membershipId)?.publicName ?? null) : null
		};
	});
}

async function holdSeat(tx: Tx, by: juries.Keeper, typed: string): Promise<Outcome<{ jury: juries.Jury; seat: Seat & { readonly isReplaced: boolean } }, PanelRefusal>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	const id = readId<'jury-seat'>(typed);
	const seat = (await seatsOf(tx, jury.id)).find((one) => one.id === id);
	return seat ? accepted({ jury, seat }) : refused('jury-seat-unknown');
}

/** A letter to print: whom it goes to, and the address where they answer. Its token is known here alone, and makes the one before it worth nothing. */
export interface Letter {
	readonly name: string;
	readonly address: readonly string[];
	readonly token: string;
	/** under which they were drawn */
	readonly drawCode: string;
	readonly answerBy: string;
}

/** Invites those who were not yet, or one of them anew; the letters are given once, to be printed (JU65). */
export async function invite(tx: Tx, by: juries.Keeper, typed: { readonly answerBy: string; readonly seat?: string }): Promise<Outcome<Letter[], PanelRefusal | 'answer-day-unreadable' | 'answer-day-past'>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	if (jury.endedAt) return refused('jury-ended');
	const today = await authorities.dayOf(tx, by.authorityId, by.at);
	const answerBy = readAnswerDay(typed.answerBy, today);
	if (!answerBy.accepted) return answerBy;
	const seats = (await ofJury(tx, jury.id)).filter(({ id, state }) => (typed.seat ? id === typed.seat : state === 'to-invite'));
	if (seats.length === 0) return refused('jury-seat-unknown');
	const letters: Letter[] = [];
	for (const { id, state, code, name, address, isReplaced } of seats) {
		const moved = moveSeat({ state, answerBy: null, isReplaced }, 'invite', today);
		if (!moved.accepted) return moved;
		const token = newToken();
		await tx.update(jurySeats).set({ state: moved.value, invitedAt: by.at, answerBy: answerBy.value, tokenHash: hashToken(token) }).where(eq(jurySeats.id, id));
		letters.push({ name, address, token, drawCode: code, answerBy: answerBy.value });
	}
	await juries.tell(tx, by, jury.id, 'jurors-invited', { seats: letters.length });
	return accepted(letters);
}

/** The seat that a letter leads to. */
export async function byToken(query: Query, token: string): Promise<{ readonly seat: Seat & { readonly isReplaced: boolean }; readonly firstName: string; readonly drawCode: string } | undefined> {
	if (!/^[a-z2-7]{32}$/.test(token)) return undefined;
	const [row] = await query.select().from(jurySeats).where(eq(jurySeats.tokenHash, hashToken(token)));
	if (!row) return undefined;
	const [next] = await query.select({ id: jurySeats.id }).from(jurySeats).where(eq(jurySeats.replacesId, row.id));
	const [who] = await query.select({ firstName: contacts.firstName, drawCode: candidates.code }).from(candidates).leftJoin(contacts, eq(contacts.candidateId, candidates.id)).where(eq(candidates.id, row.candidateId));
	return { seat: { ...row, isReplaced: next !== undefined }, firstName: who?.firstName ?? '', drawCode: who?.drawCode ?? '' };
}

/** As the example knows somebody. */
interface KnownAs {
	readonly publicName: string;
	readonly code?: string;
}

/** A yes opens a place in the project, under a tree, for the twelve months of the mandate (JU61, JU66). */
async function openPlace(tx: Tx, by: juries.Keeper, jury: juries.Jury, candidateId: CandidateId, known: KnownAs | undefined): Promise<Outcome<MembershipId, PanelRefusal>> {
	const [who] = await tx.select().from(contacts).where(eq(contacts.candidateId, candidateId));
	const { timeZone } = (await authorities.read(tx, by.authorityId))!;
	const today = await authorities.dayOf(tx, by.authorityId, by.at);
	// whoever comes in later has twelve months too
	const startsOn = jury.mandateStartsOn && jury.mandateStartsOn > today ? jury.mandateStartsOn : today;
	const end = endOfDay(mandateLastDay(startsOn), timeZone);
	const taken = new Set((await memberships.ofProject(tx, by)).map(({ publicName }) => publicName));
	const added = await memberships.add(
		tx,
		{
			authorityId: by.authorityId,
			projectId: by.projectId,
			person: { name: [...`${who!.firstName} ${who!.lastName}`].slice(0, 80).join('') },
			capacity: 'juror',
			publicName: known?.publicName ?? treeFor(taken, randomInt(1 << 20)),
			...(known?.code && { code: known.code }),
			// the training comes before the first day of the mandate
			startsAt: by.at,
			endsAt: end ?? null,
			actor: by.actor
		},
		by.at
	);
	return added.accepted ? added : refused('membership-refused');
}

/** Everything that a place opened closes at once: sockets and streams hear of it, the juror's own browsers are forgotten. */
async function closePlace(tx: Tx, by: juries.Keeper, membershipId: MembershipId): Promise<void> {
	await memberships.revoke(tx, { authorityId: by.authorityId, projectId: by.projectId, membershipId }, by.actor, by.at);
	await devices.endAll(tx, membershipId);
}

/** Kept in the place of a reason, where nobody gave one: the mandate was over. */
export const mandateOver = 'mandate-over';

/** A mandate that is over and that nobody renewed: its seat is free (JU101). */
export async function endMandate(tx: Tx, by: juries.Keeper, juryId: juries.Jury['id'], membershipId: MembershipId): Promise<void> {
	const [seat] = await tx
		.update(jurySeats)
		.set({ state: 'left', leftAt: by.at, leftWhy: mandateOver, tokenHash: null })
		.where(and(eq(jurySeats.juryId, juryId), eq(jurySeats.membershipId, membershipId), eq(jurySeats.state, 'accepted')))
		.returning({ id: jurySeats.id });
	if (!seat) return;
	await closePlace(tx, by, membershipId);
	await juries.tell(tx, by, juryId, 'juror-mandate-over', { seat: seat.id, membership: membershipId });
}

interface Move {
	readonly seat: string;
	readonly act: SeatAct;
	readonly channel: string;
	readonly why?: string;
	/** of a yes: the tree that this juror takes; a free one where it is not said */
	readonly known?: KnownAs;
}

/** What a seat becomes: an answer, by the person or through somebody who types it, a silence, a departure. Gives the place and the personal code of who has just said yes. */
export async function move(tx: Tx, by: juries.Keeper, typed: Move): Promise<Outcome<{ readonly state: SeatState; readonly membershipId: MembershipId | null; readonly code: string | null }, PanelRefusal>> {
	const held = await holdSeat(tx, by, typed.seat);
	if (!held.accepted) return held;
	const { jury, seat } = held.value;
	const moved = moveSeat(seat, typed.act, await authorities.dayOf(tx, by.authorityId, by.at));
	if (!moved.accepted) return moved;
	const isAnswer = typed.act === 'accept' || typed.act === 'decline';
	const channel = typed.channel === 'form' ? 'form' : onBehalf.find((one) => one === typed.channel);
	if (isAnswer && !channel) return refused('channel-unknown');
	const why = tidyLine(typed.why ?? '').slice(0, 300);
	if (typed.act === 'leave' && why === '') return refused('leave-why-missing');
	let membershipId = seat.membershipId;
	let code: string | null = null;
	if (typed.act === 'accept' && !membershipId) {
		const opened = await openPlace(tx, by, jury, seat.candidateId, typed.known);
		if (!opened.accepted) return opened;
		membershipId = opened.value;
		code = await memberships.issueReentry(tx, membershipId);
	}
	if (typed.act === 'leave' && membershipId) await closePlace(tx, by, membershipId);
	await tx
		.update(jurySeats)
		.set({ state: moved.value, membershipId, ...(isAnswer && { answeredAt: by.at, channel: channel!, enteredBy: by.actor }), ...(typed.act === 'leave' && { leftAt: by.at, leftWhy: why, tokenHash: null }) })
		.where(eq(jurySeats.id, seat.id));
	await juries.tell(tx, by, jury.id, `juror-${{ invite: 'invited', accept: 'accepted', decline: 'declined', silence: 'silent', leave: 'left' }[typed.act]}`, { seat: seat.id, ...(isAnswer && { channel: channel! }) });
	return accepted({ state: moved.value, membershipId, code });
}

/** Who sat, each with their candidate and place: those whom the end of a jury is about. */
export const everSeated = (query: Query, juryId: juries.Jury['id']): Promise<{ readonly candidateId: CandidateId; readonly membershipId: MembershipId | null }[]> =>
	query.select({ candidateId: jurySeats.candidateId, membershipId: jurySeats.membershipId }).from(jurySeats).where(eq(jurySeats.juryId, juryId));

/** Forgets why people left, and the letters that would still be answered; every place that a seat opened is closed. */
export async function forgetMembers(tx: Tx, by: juries.Keeper, juryId: juries.Jury['id']): Promise<void> {
	const seats = await everSeated(tx, juryId);
	for (const { membershipId } of seats) {
		if (!membershipId) continue;
		await closePlace(tx, by, membershipId);
		await memberships.forgetPerson(tx, membershipId);
	}
	await tx.update(jurySeats).set({ leftWhy: '', tokenHash: null }).where(eq(jurySeats.juryId, juryId));
}

/** Whom the rule proposes for a place that is free: the first in the order drawn who keeps the quotas (JU67). */
export async function proposalFor(query: Query, jury: juries.Jury, seatId: string): Promise<Outcome<{ readonly code: string; readonly broken: number }, PanelRefusal>> {
	const drawn = await sortitions.drawnOf(query, jury.id);
	const seats = await ofJury(query, jury.id);
	const leaver = seats.find(({ id }) => id === seatId);
	if (!drawn || !leaver) return refused('jury-seat-unknown');
	if (!isVacant(leaver.state)) return refused('seat-not-vacant');
	if (leaver.isReplaced) return refused('seat-already-replaced');
	const sealed = openSealed(drawn.sealedText!);
	if (!sealed.accepted) return refused('nobody-left');
	const waiting = await stillWaiting(query, jury.id, drawn, new Set(seats.map(({ code }) => code)));
	// a place that is free elsewhere will be taken by somebody like who left it
	const sitting = seats.filter(({ isReplaced }) => !isReplaced).map(({ code }) => code);
	const proposed = proposeReplacement(sealed.value.problem, sitting, leaver.code, waiting);
	return proposed ? accepted({ code: proposed.id, broken: proposed.broken }) : refused('nobody-left');
}

/** A place that is free, and the code of who is called to take it. */
export interface Called {
	readonly seat: Seat;
	readonly code: string;
}

/** Calls several people at once: seats to invite. */
export async function callTogether(tx: Tx, by: juries.Keeper, juryId: juries.Jury['id'], called: readonly Called[]): Promise<void> {
	const ids = await pools.idsOf(
		tx,
		juryId,
		called.map(({ code }) => code)
	);
	await tx.insert(jurySeats).values(called.map(({ seat, code }) => ({ id: newId<'jury-seat'>(), authorityId: by.authorityId, juryId, sortitionId: seat.sortitionId, candidateId: ids.get(code)!, state: 'to-invite' as const, replacesId: seat.id })));
}

/** What the rule of several seats stands on: who sits, who may still be asked in the order drawn, which places are free. */
export interface Standing {
	readonly drawn: sortitions.Sortition;
	readonly sitting: readonly string[];
	readonly waiting: readonly string[];
	readonly vacant: readonly Seat[];
}

export async function standingOf(query: Query, juryId: juries.Jury['id']): Promise<Standing | undefined> {
	const drawn = await sortitions.drawnOf(query, juryId);
	if (!drawn) return undefined;
	const seats = await seatsOf(query, juryId);
	const codes = new Map((await query.select({ id: candidates.id, code: candidates.code }).from(candidates).where(inArray(candidates.id, seats.map(({ candidateId }) => candidateId)))).map(({ id, code }) => [id, code]));
	return {
		drawn,
		sitting: seats.filter(({ state }) => standsFor(state)).map(({ candidateId }) => codes.get(candidateId)!).sort(),
		waiting: await stillWaiting(query, juryId, drawn, new Set(codes.values())),
		vacant: seats.filter(({ state, isReplaced }) => isVacant(state) && !isReplaced)
	};
}

/** Those who come after, in the order drawn: not asked yet, and who did not take their word back. */
async function stillWaiting(query: Query, juryId: juries.Jury['id'], drawn: sortitions.Sortition, asked: ReadonlySet<string>): Promise<readonly string[]> {
	const there = await query
		.select({ code: candidates.code })
		.from(candidates)
		.where(and(eq(candidates.juryId, juryId), isNull(candidates.withdrawnAt)));
	const stillThere = new Set(there.map(({ code }) => code));
	return drawn.replacements!.filter((code) => !asked.has(code) && stillThere.has(code));
}

/** Calls that person: a seat to invite. Two who call at once call one. */
export async function callReplacement(tx: Tx, by: juries.Keeper, typed: string): Promise<Outcome<JurySeatId, PanelRefusal>> {
	const held = await holdSeat(tx, by, typed);
	if (!held.accepted) return held;
	const { jury, seat } = held.value;
	if (jury.endedAt) return refused('jury-ended');
	const proposed = await proposalFor(tx, jury, seat.id);
	if (!proposed.accepted) return proposed;
	const [candidate] = await tx
		.select({ id: candidates.id })
		.from(candidates)
		.where(and(eq(candidates.juryId, jury.id), eq(candidates.code, proposed.value.code)));
	const id = newId<'jury-seat'>();
	await tx.insert(jurySeats).values({ id, authorityId: by.authorityId, juryId: jury.id, sortitionId: seat.sortitionId, candidateId: candidate!.id, state: 'to-invite', replacesId: seat.id });
	await juries.tell(tx, by, jury.id, 'replacement-called', { seat: id, replaces: seat.id, broken: proposed.value.broken });
	return accepted(id);
}
