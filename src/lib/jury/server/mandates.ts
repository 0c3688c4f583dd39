// The only writer of what jurors answer as their mandate comes to its end; ends the mandates that nobody renewed.
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { AuthorityId, JuryId, MembershipId } from '../../db/rules/ids.ts';
import { database, inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { standing } from '../../people/rules/may.ts';
import * as authorities from '../../people/server/authorities.ts';
import { dayIn, endOfDay } from '../../projects/rules/local-time.ts';
import type { MembershipFacts } from '../../projects/rules/memberships.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { answerRenewal, renewedUntil, standingOn, type Mandate, type MandateStanding, type RenewalRefusal } from '../rules/mandates.ts';
import { onBehalf, type Channel } from '../rules/pools/pools.ts';
import * as juries from './juries.ts';
import type { Keeper, Place } from './juries.ts';
import * as members from './members.ts';
import * as panel from './panel.ts';
import { jurorRenewals, jurySeats } from './tables.ts';
import { jurorActor, type Juror } from './training.ts';

/** A mandate as it is read on a day. */
export interface ReadMandate extends Mandate {
	readonly standing: MandateStanding;
	/** false once the jury has ended: nothing is asked any more */
	readonly mayAnswer: boolean;
}

async function zoneOf(query: Query, authorityId: AuthorityId): Promise<string> {
	return (await authorities.read(query, authorityId))?.timeZone ?? 'Europe/Paris';
}

/** The last answer of each to the end that their mandate has now. */
async function answersOf(query: Query, facts: readonly MembershipFacts[]) {
	const rows = facts.length
		? await query
				.select({ membershipId: jurorRenewals.membershipId, endsAt: jurorRenewals.endsAt, answer: jurorRenewals.answer })
				.from(jurorRenewals)
				.where(
					inArray(
						jurorRenewals.membershipId,
						facts.map(({ membershipId }) => membershipId)
					)
				)
				.orderBy(asc(jurorRenewals.saidAt), asc(jurorRenewals.id))
		: [];
	return new Map(facts.map(({ membershipId, endsAt }) => [membershipId, rows.findLast((row) => row.membershipId === membershipId && row.endsAt.getTime() === endsAt?.getTime())?.answer ?? null]));
}

/** The mandates of these places that have an end: nobody's who came in without a seat of the jury. */
async function readMany(query: Query, place: Place, facts: readonly MembershipFacts[], at: Date): Promise<ReadonlyMap<MembershipId, ReadMandate>> {
	const jury = await juries.ofProject(query, place);
	const zone = await zoneOf(query, place.authorityId);
	const panelists = await members.ofPanel(
		query,
		facts.map(({ membershipId }) => membershipId)
	);
	const seated = facts.filter(({ membershipId, endsAt }) => panelists.has(membershipId) && endsAt !== null);
	const said = await answersOf(query, seated);
	const today = dayIn(at, zone);
	return new Map(
		seated.map(({ membershipId, startsAt, endsAt }) => {
			const came = dayIn(startsAt, zone);
			const firstDay = jury?.mandateStartsOn && jury.mandateStartsOn > came ? jury.mandateStartsOn : came;
			const mandate = { firstDay, lastDay: dayIn(new Date(endsAt!.getTime() - 1), zone), answer: said.get(membershipId)! };
			const now = standingOn(mandate, today);
			return [membershipId, { ...mandate, standing: now, mayAnswer: !jury?.endedAt && (now === 'to-answer' || now === 'stops') }] as const;
		})
	);
}

/** A juror's own dates; undefined for whoever has no seat of the jury (JU103). */
export const ofJuror = async (query: Query, juror: MembershipFacts, at: Date): Promise<ReadMandate | undefined> => (await readMany(query, juror, [juror], at)).get(juror.membershipId);

export interface JurorMandate extends ReadMandate {
	readonly membershipId: MembershipId;
	readonly publicName: string;
}

/** The mandates that stand in a project, for whoever keeps its jury: in the order of their names. */
export async function ofProject(query: Query, place: Place, at: Date): Promise<readonly JurorMandate[]> {
	const jurors = await members.ofProject(query, place, at);
	const read = await readMany(query, place, jurors, at);
	return jurors.flatMap(({ membershipId, publicName }) => {
		const mandate = read.get(membershipId);
		return mandate ? [{ membershipId, publicName, ...mandate }] : [];
	});
}

/** Those whose mandate ended without a renewal and whose seat nobody has taken since: the team is told (JU101). */
export async function endedIn(query: Query, juryId: JuryId): Promise<readonly { readonly publicName: string; readonly leftAt: Date }[]> {
	const rows = await query
		.select({ id: jurySeats.id, replacesId: jurySeats.replacesId, membershipId: jurySeats.membershipId, leftAt: jurySeats.leftAt, leftWhy: jurySeats.leftWhy })
		.from(jurySeats)
		.where(eq(jurySeats.juryId, juryId));
	const replaced = new Set(rows.map(({ replacesId }) => replacesId));
	const ended = rows.filter(({ id, leftWhy }) => leftWhy === panel.mandateOver && !replaced.has(id));
	const names = await memberships.readMany(
		query,
		ended.flatMap(({ membershipId }) => membershipId ?? [])
	);
	return ended.flatMap(({ membershipId, leftAt }) => (membershipId && leftAt ? [{ publicName: names.get(membershipId)?.publicName ?? '', leftAt }] : []));
}

export type SayRefusal = RenewalRefusal | 'jury-unknown' | 'jury-ended' | 'juror-unknown' | 'channel-unknown';

interface Said {
	readonly answer: string;
	readonly channel: Channel;
	readonly actor: Actor;
}

/** A yes lasts twelve months more; the last word holds until the last day (JU100). */
async function write(tx: Tx, juror: Juror, { answer: typed, channel, actor }: Said): Promise<Outcome<'renewed' | 'not-renewed', SayRefusal>> {
	const { authorityId, projectId, membershipId, at } = juror;
	const jury = await juries.hold(tx, juror);
	if (!jury) return refused('jury-unknown');
	if (jury.endedAt) return refused('jury-ended');
	const facts = await memberships.read(tx, membershipId);
	const mandate = facts && standing(facts, at) === 'stands' ? await ofJuror(tx, facts, at) : undefined;
	if (!facts?.endsAt || !mandate) return refused('juror-unknown');
	const zone = await zoneOf(tx, authorityId);
	const answer = answerRenewal(mandate, typed, dayIn(at, zone));
	if (!answer.accepted) return answer;
	if (answer.value !== mandate.answer) {
		await tx.insert(jurorRenewals).values({ id: newId<'juror-renewal'>(), authorityId, projectId, membershipId, endsAt: facts.endsAt, answer: answer.value, channel, saidBy: actor, saidAt: at });
		await record(tx, {
			authorityId,
			projectId,
			act: answer.value === 'yes' ? 'mandate-renewed' : 'mandate-not-renewed',
			actor,
			...(actor === jurorActor(juror) ? {} : { onBehalfOf: jurorActor(juror) }),
			about: { jury: jury.id, membership: membershipId, channel, end: facts.endsAt.toISOString() }
		});
		if (answer.value === 'yes') await memberships.extend(tx, juror, endOfDay(renewedUntil(mandate.lastDay), zone)!, actor);
		await juries.look(tx, jury.id);
		await announce(tx, `project:${projectId}`);
	}
	return accepted(answer.value === 'yes' ? 'renewed' : 'not-renewed');
}

/** A juror's own answer. */
export const say = (tx: Tx, juror: Juror, answer: string): Promise<Outcome<'renewed' | 'not-renewed', SayRefusal>> => write(tx, juror, { answer, channel: 'form', actor: jurorActor(juror) });

/** An answer given by telephone or on paper, and typed by the team; the journal says by whom (JU102). */
export async function sayFor(tx: Tx, by: Keeper, typed: { readonly juror: string; readonly answer: string; readonly channel: string }): Promise<Outcome<'renewed' | 'not-renewed', SayRefusal>> {
	const member = await members.find(tx, by, typed.juror, by.at);
	if (!member) return refused('juror-unknown');
	const channel = onBehalf.find((one) => one === typed.channel);
	if (!channel) return refused('channel-unknown');
	const { authorityId, projectId, membershipId } = member;
	return write(tx, { authorityId, projectId, membershipId, at: by.at }, { answer: typed.answer, channel, actor: by.actor });
}

/** Ends the mandates whose last day is over: the seat is free, what it opened is closed, the team is told (JU101). Gives when the next one ends. */
export async function endDue(at: Date): Promise<Date | undefined> {
	const query = await database();
	const seated = await query
		.select({ juryId: jurySeats.juryId, membershipId: jurySeats.membershipId })
		.from(jurySeats)
		.where(and(eq(jurySeats.state, 'accepted'), isNotNull(jurySeats.membershipId)));
	const facts = await memberships.readMany(
		query,
		seated.flatMap(({ membershipId }) => membershipId ?? [])
	);
	const isOver = (one: MembershipFacts | undefined): one is MembershipFacts => one !== undefined && one.endsAt !== null && one.endsAt <= at && one.revokedAt === null;
	for (const { juryId, membershipId } of seated) {
		if (!membershipId || !isOver(facts.get(membershipId))) continue;
		await inTransaction(async (tx) => {
			const { authorityId, projectId } = await juries.read(tx, juryId);
			await juries.hold(tx, { authorityId, projectId });
			// a yes may have come while we waited
			if (isOver(await memberships.read(tx, membershipId))) await panel.endMandate(tx, { authorityId, projectId, actor: 'system', at }, juryId, membershipId);
		});
	}
	const ends = [...facts.values()].flatMap(({ endsAt, revokedAt }) => (endsAt && endsAt > at && !revokedAt ? [endsAt.getTime()] : []));
	return ends.length > 0 ? new Date(Math.min(...ends)) : undefined;
}
