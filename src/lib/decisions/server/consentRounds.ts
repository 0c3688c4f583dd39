// The only writer of rounds of consent: what the parties say, the objections and what lifted them.
import { and, asc, desc, eq } from 'drizzle-orm';
import type { AuthorityId, ConsentRoundId, ObjectionId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { now } from '../../time/server/clock.ts';
import {
	actOnRound,
	beginRound,
	phasesWithoutAmendment,
	usualLoops,
	type ConsentAct,
	type ConsentRefusal,
	type Phase,
	type Round
} from '../rules/consent.ts';
import { consentParties, consentRounds, objections } from './tables.ts';

export interface OpenRound {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly occasionId: string;
	readonly name: string;
	readonly topic: string;
	/** what is consented to: the code of a scenario */
	readonly subject: string;
	readonly parties: readonly string[];
	readonly actor: Actor;
	readonly phases?: readonly Phase[];
	readonly maximumLoops?: number;
}

export interface RoundToRead extends Round {
	readonly roundId: ConsentRoundId;
	readonly projectId: ProjectId;
	readonly topic: string;
	readonly subject: string;
	readonly openedAt: Date;
	readonly endedAt: Date | null;
	readonly answeredBy: string | null;
	readonly answeredAt: Date | null;
}

type Row = typeof consentRounds.$inferSelect;

async function withItsParts(query: Query, row: Row): Promise<RoundToRead> {
	const parties = await query
		.select({ partyId: consentParties.partyId, says: consentParties.says })
		.from(consentParties)
		.where(and(eq(consentParties.authorityId, row.authorityId), eq(consentParties.roundId, row.id)))
		.orderBy(asc(consentParties.partyId));
	const raised = await query
		.select()
		.from(objections)
		.where(and(eq(objections.authorityId, row.authorityId), eq(objections.roundId, row.id)))
		.orderBy(asc(objections.raisedAt), asc(objections.id));
	return {
		roundId: row.id,
		projectId: row.projectId,
		topic: row.topic,
		subject: row.subject,
		state: row.state,
		phases: row.phases,
		phase: row.phase,
		loop: row.loop,
		maximumLoops: row.maximumLoops,
		parties,
		objections: raised.map(({ id, partyId, loop, risk, wouldLift, state, integration, keepers }) => ({
			id,
			partyId,
			loop,
			risk,
			wouldLift,
			state,
			integration,
			keepers
		})),
		answerDueOn: row.answerDueOn,
		answer: row.answer,
		postponedTo: row.postponedTo,
		openedAt: row.openedAt,
		endedAt: row.endedAt,
		answeredBy: row.answeredBy,
		answeredAt: row.answeredAt
	};
}

/** The last round of this name at this occasion. */
export async function readLatest(query: Query, authorityId: AuthorityId, occasionId: string, name: string): Promise<RoundToRead | undefined> {
	const [row] = await query
		.select()
		.from(consentRounds)
		.where(and(eq(consentRounds.authorityId, authorityId), eq(consentRounds.occasionId, occasionId), eq(consentRounds.name, name)))
		.orderBy(desc(consentRounds.openedAt))
		.limit(1);
	return row && withItsParts(query, row);
}

/** The rounds of this name at this occasion that came before the last, in their order. */
export async function readEarlier(query: Query, authorityId: AuthorityId, occasionId: string, name: string): Promise<readonly RoundToRead[]> {
	const rows = await query
		.select()
		.from(consentRounds)
		.where(and(eq(consentRounds.authorityId, authorityId), eq(consentRounds.occasionId, occasionId), eq(consentRounds.name, name)))
		.orderBy(asc(consentRounds.openedAt));
	return Promise.all(rows.slice(0, -1).map((row) => withItsParts(query, row)));
}

/** Opens a round; refused while another one runs or once consent was obtained. A round put off, set aside or ended with its objection may be followed by a new one. */
export async function open(
	tx: Tx,
	asked: OpenRound
): Promise<Outcome<ConsentRoundId, 'round-already-open' | 'consent-already-obtained' | 'parties-none'>> {
	const { authorityId, projectId, occasionId, name, topic, subject, parties, actor } = asked;
	if (parties.length === 0) return refused('parties-none');
	const last = await readLatest(tx, authorityId, occasionId, name);
	if (last?.state === 'running') return refused('round-already-open');
	if (last?.state === 'obtained') return refused('consent-already-obtained');
	const round = beginRound([...parties].sort(), asked.phases ?? phasesWithoutAmendment, asked.maximumLoops ?? usualLoops);
	const id = newId<'consent-round'>();
	const opened = await tx
		.insert(consentRounds)
		.values({
			id,
			authorityId,
			projectId,
			occasionId,
			name,
			topic,
			subject,
			phases: round.phases,
			phase: round.phase,
			loop: round.loop,
			maximumLoops: round.maximumLoops,
			state: round.state,
			openedAt: now()
		})
		.onConflictDoNothing()
		.returning({ id: consentRounds.id });
	if (opened.length === 0) return refused('round-already-open');
	await tx.insert(consentParties).values(round.parties.map(({ partyId }) => ({ authorityId, roundId: id, partyId })));
	await record(tx, { authorityId, projectId, act: 'consent-round-opened', actor, about: { round: id, subject, parties: parties.length } });
	await announce(tx, topic);
	return accepted(id);
}

export interface Act {
	readonly authorityId: AuthorityId;
	readonly roundId: ConsentRoundId;
	readonly doing: ConsentAct;
	readonly actor: Actor;
	readonly onBehalfOf?: Actor;
	/** now when absent */
	readonly at?: Date;
}

/** Carries out one act on a round: the rule decides, what differs is written. */
export async function act(tx: Tx, { authorityId, roundId, doing, actor, onBehalfOf, at = now() }: Act): Promise<Outcome<Round, ConsentRefusal | 'round-unknown'>> {
	const [row] = await tx
		.select()
		.from(consentRounds)
		.where(and(eq(consentRounds.authorityId, authorityId), eq(consentRounds.id, roundId)))
		.for('update');
	if (!row) return refused('round-unknown');
	const before = await withItsParts(tx, row);
	const verdict = actOnRound(before, doing);
	if (!verdict.accepted) return verdict;
	const after = verdict.value;
	const { phase, loop, state, answerDueOn, answer, postponedTo } = after;
	await tx
		.update(consentRounds)
		.set({
			phase,
			loop,
			state,
			answerDueOn,
			answer,
			postponedTo,
			...(before.state === 'running' && state !== 'running' ? { endedAt: at } : {}),
			...(doing.act === 'answer' ? { answeredAt: at, answeredBy: actor } : {})
		})
		.where(and(eq(consentRounds.authorityId, authorityId), eq(consentRounds.id, roundId)));
	for (const party of after.parties) {
		const known = before.parties.find(({ partyId }) => partyId === party.partyId);
		if (!known) await tx.insert(consentParties).values({ authorityId, roundId, partyId: party.partyId });
		else if (known.says !== party.says)
			await tx
				.update(consentParties)
				.set({ says: party.says })
				.where(and(eq(consentParties.roundId, roundId), eq(consentParties.partyId, party.partyId)));
	}
	for (const objection of after.objections) {
		const { id, partyId, loop: raisedIn, risk, wouldLift, state: stands, integration, keepers } = objection;
		const known = before.objections.find((one) => one.id === id);
		if (!known)
			await tx.insert(objections).values({
				id: id as ObjectionId,
				authorityId,
				roundId,
				partyId,
				loop: raisedIn,
				risk,
				wouldLift,
				state: stands,
				integration,
				keepers,
				raisedAt: at
			});
		else if (known !== objection) {
			const isSettled = stands === 'lifted' || stands === 'withdrawn' || stands === 'on-record';
			await tx
				.update(objections)
				.set({ risk, wouldLift, state: stands, integration, keepers, ...(isSettled && stands !== known.state ? { settledAt: at } : {}) })
				.where(and(eq(objections.authorityId, authorityId), eq(objections.id, id as ObjectionId)));
		}
	}
	await record(tx, {
		authorityId,
		projectId: row.projectId,
		act: `consent-${doing.act}`,
		actor,
		onBehalfOf,
		about: {
			round: roundId,
			loop,
			...('objectionId' in doing && after.objections.some(({ id }) => id === doing.objectionId) ? { objection: doing.objectionId } : {}),
			...(doing.act === 'excuse' || doing.act === 'ask' ? { party: doing.partyId } : {})
		}
	});
	await announce(tx, row.topic);
	return verdict;
}
