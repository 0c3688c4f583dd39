// The only writer of dots and of their rounds: opened, put, taken back, counted at the close.
import { and, eq, inArray } from 'drizzle-orm';
import type { AuthorityId, ProjectId } from '../../db/rules/ids.ts';
import { newId } from '../../db/server/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { rowsAmongMany, together } from '../../db/server/together.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { now } from '../../time/server/clock.ts';
import { countDots, placeDot, takeDotBack, visibleDots, type Dot, type DotsRefusal, type VisibleDots } from '../rules/dots.ts';
import { dotRounds, dots } from './tables.ts';

/** Which round: the occasion (a gathering) and its name there. */
export interface RoundName {
	readonly occasionId: string;
	readonly name: string;
}

export interface Hand {
	readonly voterId: string;
	readonly actor: Actor;
	/** set when another puts the dot for this voter */
	readonly onBehalfOf?: Actor;
}

export interface Before {
	/** the ids that may bear a dot */
	readonly targets: ReadonlySet<string>;
	/** those who have dots */
	readonly roll: ReadonlySet<string>;
}

const named = ({ occasionId, name }: RoundName) => and(eq(dotRounds.occasionId, occasionId), eq(dotRounds.name, name));

async function lock(tx: Tx, round: RoundName) {
	const [found] = await tx.select().from(dotRounds).where(named(round)).for('update');
	return found;
}

const dotsOf = (query: Query, roundId: string, voterId: string): Promise<Dot[]> =>
	query
		.select({ slot: dots.slot, target: dots.targetId })
		.from(dots)
		.where(and(eq(dots.roundId, roundId), eq(dots.voterId, voterId)))
		.orderBy(dots.slot);

const everyDot = (query: Query, roundId: string) =>
	query.select({ voter: dots.voterId, target: dots.targetId }).from(dots).where(eq(dots.roundId, roundId));

/** Opens the round, or opens it again with every dot where it stood. Does nothing while it is open. */
export async function open(
	tx: Tx,
	round: RoundName & { readonly authorityId: AuthorityId; readonly projectId: ProjectId; readonly topic: string }
): Promise<void> {
	const { authorityId, projectId, occasionId, name, topic } = round;
	const made = await tx
		.insert(dotRounds)
		.values({ id: newId(), authorityId, projectId, occasionId, name, topic, openedAt: now() })
		.onConflictDoNothing({ target: [dotRounds.occasionId, dotRounds.name] })
		.returning({ id: dotRounds.id });
	const found = await lock(tx, round);
	if (!made.length) {
		if (!found!.closedAt) return;
		await tx.update(dotRounds).set({ closedAt: null, result: null, openedAt: now() }).where(eq(dotRounds.id, found!.id));
	}
	await record(tx, { authorityId, projectId, act: 'dots-opened', actor: 'system', about: { round: found!.id } });
	await announce(tx, topic);
}

/** Closes the round and counts the dots of those on the roll. Does nothing when there is none or it is closed. */
export async function close(tx: Tx, round: RoundName, roll: ReadonlySet<string>): Promise<void> {
	const found = await lock(tx, round);
	if (!found || found.closedAt) return;
	const result = countDots(await everyDot(tx, found.id), roll);
	await tx.update(dotRounds).set({ closedAt: now(), result }).where(eq(dotRounds.id, found.id));
	await record(tx, {
		authorityId: found.authorityId,
		projectId: found.projectId,
		act: 'dots-closed',
		actor: 'system',
		about: { round: found.id, placed: result.placed, eligible: result.eligible }
	});
	await announce(tx, found.topic);
}

/** Puts one dot of this hand on a target. The round's lock makes the acts of one hand wait for each other: five, however many come at once. */
export async function place(
	tx: Tx,
	round: RoundName,
	hand: Hand,
	target: string,
	before: Before
): Promise<Outcome<Dot, DotsRefusal>> {
	const found = await lock(tx, round);
	if (!found) return refused('dots-closed');
	const mine = await dotsOf(tx, found.id, hand.voterId);
	const verdict = placeDot({ isOpen: !found.closedAt, ...before }, hand.voterId, mine, target);
	if (!verdict.accepted) return verdict;
	await tx.insert(dots).values({
		authorityId: found.authorityId,
		roundId: found.id,
		voterId: hand.voterId,
		slot: verdict.value.slot,
		targetId: target
	});
	await tell(tx, found, hand, 'dot-placed');
	return verdict;
}

/** Takes one dot of this hand back from a target. */
export async function takeBack(tx: Tx, round: RoundName, hand: Hand, target: string): Promise<Outcome<Dot, DotsRefusal>> {
	const found = await lock(tx, round);
	if (!found) return refused('dots-closed');
	const mine = await dotsOf(tx, found.id, hand.voterId);
	const verdict = takeDotBack({ isOpen: !found.closedAt }, mine, target);
	if (!verdict.accepted) return verdict;
	await tx
		.delete(dots)
		.where(and(eq(dots.roundId, found.id), eq(dots.voterId, hand.voterId), eq(dots.slot, verdict.value.slot)));
	await tell(tx, found, hand, 'dot-taken-back');
	return accepted(verdict.value);
}

// Who, never on what: the journal is read by more people than the dots are.
async function tell(tx: Tx, round: typeof dotRounds.$inferSelect, hand: Hand, act: string): Promise<void> {
	await record(tx, {
		authorityId: round.authorityId,
		projectId: round.projectId,
		act,
		actor: hand.actor,
		onBehalfOf: hand.onBehalfOf,
		about: { round: round.id }
	});
	await announce(tx, round.topic);
}

/** What a screen may know of the round (DE43); undefined when it was never opened. */
export async function visible(query: Query, round: RoundName, roll: ReadonlySet<string>): Promise<VisibleDots | undefined> {
	const [found] = await query.select().from(dotRounds).where(named(round));
	return found && visibleDots(await everyDot(query, found.id), roll, found.result);
}

/** This hand's own dots, for that hand alone. */
export async function ofHand(query: Query, round: RoundName, voterId: string): Promise<Dot[]> {
	const found = await together(query, `dot-round:${round.occasionId}:${round.name}`, async () => (await query.select({ id: dotRounds.id }).from(dotRounds).where(named(round)))[0]);
	if (!found) return [];
	const rows = await rowsAmongMany(
		query,
		`dots:${found.id}`,
		voterId,
		(voterIds) =>
			query
				.select({ voter: dots.voterId, slot: dots.slot, target: dots.targetId })
				.from(dots)
				.where(and(eq(dots.roundId, found.id), inArray(dots.voterId, voterIds)))
				.orderBy(dots.slot),
		({ voter }) => voter
	);
	return rows.map(({ slot, target }) => ({ slot, target }));
}
