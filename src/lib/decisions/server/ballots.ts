// The only writer of ballot boxes: opens them, takes ballots sealed, counts them in one transaction and lets their key be destroyed.
import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { AuthorityId, BallotBoxId, ProjectId } from '../../db/rules/ids.ts';
import { inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { rowsAmongMany } from '../../db/server/together.ts';
import { newId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce, watch } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { newCode } from '../../people/server/tokens.ts';
import { now } from '../../time/server/clock.ts';
import {
	addOption as judgeOption,
	checkBox,
	fillBallot,
	makeFinal as judgeFinal,
	type BallotPaper,
	type BallotRefusal,
	type Choices,
	type OptionOnBallot,
	type PaperRefusal,
	type Revote,
	type Secrecy,
	type Voter
} from '../rules/ballot.ts';
import { circumstancesHash, countsHash } from '../rules/countsHash.ts';
import type { BoxFacts } from '../rules/tally.ts';
import { destroyKey, hasKey, isSameTyping, keysLyingSince, makeKey, markTyping, prepareKey, readKey, seal, unseal, waitingOf, type Waiting } from './ballotKeys.ts';
import { ballotBoxes, ballotCounts, namedBallots, noOption, participations, sealedBallots } from './tables.ts';

export interface OpenBox extends BallotPaper {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly occasionId: string;
	readonly name: string;
	readonly topic: string;
	readonly secrecy: Readonly<Record<string, Secrecy>>;
	readonly roll: readonly Voter[];
	readonly actor: Actor;
}

export type OpenRefusal = PaperRefusal | 'box-already-open';
export type CastRefusal = BallotRefusal | 'box-unknown' | 'box-key-lost';

type Box = typeof ballotBoxes.$inferSelect;

async function lockBox(tx: Tx, authorityId: AuthorityId, boxId: BallotBoxId, strength: 'share' | 'update'): Promise<Box | undefined> {
	// whoever comes later waits behind a close: locks of rows have no such queue, and ballots that keep coming would hold it back until it gives up
	const lock = strength === 'share' ? sql`pg_advisory_xact_lock_shared` : sql`pg_advisory_xact_lock`;
	await tx.execute(sql`select ${lock}(hashtextextended(${`ballots:${boxId}`}, 0))`);
	const [box] = await tx
		.select()
		.from(ballotBoxes)
		.where(and(eq(ballotBoxes.authorityId, authorityId), eq(ballotBoxes.id, boxId)))
		.for(strength);
	return box;
}

const ofBox = (box: Pick<Box, 'authorityId' | 'id'>) =>
	and(eq(participations.authorityId, box.authorityId), eq(participations.boxId, box.id));

/** Opens a box: its paper and its roll are fixed here. */
export async function open(tx: Tx, asked: OpenBox): Promise<Outcome<BallotBoxId, OpenRefusal>> {
	const { authorityId, projectId, occasionId, name, topic, grades, options, secrecy, roll, actor } = asked;
	const checked = checkBox({ grades, options }, roll, secrecy);
	if (!checked.accepted) return checked;
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`box:${occasionId}:${name}`}, 0))`);
	if (await latest(tx, authorityId, occasionId, name)) return refused('box-already-open');
	const id = newId<'ballot-box'>();
	const publicKey = await makeKey(id);
	await tx.insert(ballotBoxes).values({
		id,
		authorityId,
		projectId,
		occasionId,
		name,
		topic,
		grades,
		options,
		secrecy,
		state: 'open',
		publicKey,
		openedAt: now()
	});
	const sorted = [...roll].sort((a, b) => (a.voterId < b.voterId ? -1 : 1));
	await tx.insert(participations).values(sorted.map(({ voterId, college }) => ({ authorityId, boxId: id, voterId, college })));
	await record(tx, { authorityId, projectId, act: 'vote-opened', actor, about: { box: id, onRoll: roll.length } });
	await announce(tx, topic);
	return accepted(id);
}

/** The box that counts of this occasion: open or closed, never a cancelled one. */
export async function latest(query: Query, authorityId: AuthorityId, occasionId: string, name: string): Promise<BallotBoxId | undefined> {
	const [box] = await query
		.select({ id: ballotBoxes.id })
		.from(ballotBoxes)
		.where(
			and(
				eq(ballotBoxes.authorityId, authorityId),
				eq(ballotBoxes.occasionId, occasionId),
				eq(ballotBoxes.name, name),
				ne(ballotBoxes.state, 'cancelled')
			)
		);
	return box?.id;
}

/** How many boxes of this name were cancelled: the screens say so. */
export async function cancelledBoxes(query: Query, authorityId: AuthorityId, occasionId: string, name: string): Promise<number> {
	const boxes = await query
		.select({ id: ballotBoxes.id })
		.from(ballotBoxes)
		.where(
			and(
				eq(ballotBoxes.authorityId, authorityId),
				eq(ballotBoxes.occasionId, occasionId),
				eq(ballotBoxes.name, name),
				eq(ballotBoxes.state, 'cancelled')
			)
		);
	return boxes.length;
}

export interface Cast {
	readonly authorityId: AuthorityId;
	readonly boxId: BallotBoxId;
	readonly voterId: string;
	readonly given: Choices;
	readonly actor: Actor;
	readonly onBehalfOf?: Actor;
	/** when somebody else could last vote as this voter: since the box was opened, the ballot counts as typed for them (DE11) */
	readonly lentAt?: Date | null;
}

/** Whether somebody else could vote as this voter since the box was opened. */
export const isLent = (lentAt: Date | null | undefined, box: { readonly openedAt: Date }): boolean => lentAt != null && lentAt >= box.openedAt;

/**
 * Takes a ballot, sealed. Cast again before close it replaces the one before, under the same receipt and with no trace
 * in the journal: nobody can be made to prove that they did not change their mind.
 */
export async function cast(tx: Tx, ballot: Cast): Promise<Outcome<{ readonly receipt: string }, CastRefusal>> {
	const { authorityId, boxId, voterId, given, actor, onBehalfOf, lentAt } = ballot;
	const box = await lockBox(tx, authorityId, boxId, 'share');
	if (!box) return refused('box-unknown');
	const [voter] = await tx
		.select()
		.from(participations)
		.where(and(ofBox(box), eq(participations.voterId, voterId)))
		.for('update');
	const filled = fillBallot(box, voter !== undefined, given, voter?.hasVoted ? 'has-voted' : undefined);
	if (!filled.accepted) return filled;
	if (!(await hasKey(boxId))) return refused('box-key-lost');
	const sealed = seal(box.publicKey, boxId, voterId, filled.value, onBehalfOf !== undefined || isLent(lentAt, box) ? 'typed' : 'own');
	await tx
		.insert(sealedBallots)
		.values({ authorityId, boxId, voterId, sealed })
		.onConflictDoUpdate({ target: [sealedBallots.boxId, sealedBallots.voterId], set: { sealed } });
	const receipt = voter!.receipt ?? newCode(10);
	if (!voter!.hasVoted) {
		await tx
			.update(participations)
			.set({ hasVoted: true, receipt })
			.where(and(ofBox(box), eq(participations.voterId, voterId)));
		await record(tx, { authorityId, projectId: box.projectId, act: 'ballot-cast', actor, onBehalfOf, about: { box: boxId } });
		await announce(tx, box.topic);
	}
	return accepted({ receipt });
}


/** Takes the ballot of a voter on paper or on the telephone, typed for them: it is cast once two typings in a row are the same, by whoever they are (DE16). */
export async function type(tx: Tx, ballot: Cast & { readonly onBehalfOf: Actor }): Promise<Outcome<Waiting | 'cast', CastRefusal>> {
	const { authorityId, boxId, voterId, given } = ballot;
	const box = await lockBox(tx, authorityId, boxId, 'share');
	if (!box) return refused('box-unknown');
	const ofVoter = and(ofBox(box), eq(participations.voterId, voterId));
	const [voter] = await tx.select().from(participations).where(ofVoter).for('update');
	const filled = fillBallot(box, voter !== undefined, given, voter?.hasVoted ? 'has-voted' : undefined);
	if (!filled.accepted) return filled;
	const key = await readKey(boxId);
	if (!key) return refused('box-key-lost');
	const before = voter!.typing;
	const agrees = before !== null && isSameTyping(before, key, boxId, voterId, filled.value);
	const waiting: Waiting = before ? 'differs' : 'once';
	await tx.update(participations).set({ typing: agrees ? null : markTyping(waiting, key, boxId, voterId, filled.value) }).where(ofVoter);
	if (!agrees) {
		await announce(tx, box.topic);
		return accepted(waiting);
	}
	const taken = await cast(tx, ballot);
	await announce(tx, box.topic);
	return taken.accepted ? accepted('cast') : taken;
}

/** Makes ballots final, before the first one (DE15). */
export async function makeFinal(tx: Tx, { authorityId, boxId, actor }: RollChange): Promise<Outcome<null, 'box-unknown' | 'vote-closed' | 'vote-cancelled' | 'ballots-are-in'>> {
	const box = await lockBox(tx, authorityId, boxId, 'update');
	if (!box) return refused('box-unknown');
	const judged = judgeFinal(box, await tx.$count(participations, and(ofBox(box), eq(participations.hasVoted, true))));
	if (!judged.accepted) return judged;
	await tx
		.update(ballotBoxes)
		.set({ revote: judged.value })
		.where(and(eq(ballotBoxes.authorityId, authorityId), eq(ballotBoxes.id, boxId)));
	await record(tx, { authorityId, projectId: box.projectId, act: 'ballots-made-final', actor, about: { box: boxId } });
	await announce(tx, box.topic);
	return accepted(null);
}

export interface RollChange {
	readonly authorityId: AuthorityId;
	readonly boxId: BallotBoxId;
	readonly actor: Actor;
}

/** Adds somebody who arrived after the opening. The journal says who was added and by whom. */
export async function addToRoll(
	tx: Tx,
	{ authorityId, boxId, actor }: RollChange,
	voter: Voter
): Promise<Outcome<null, 'box-unknown' | 'vote-closed' | 'vote-cancelled' | 'voter-already-on-roll' | 'college-without-secrecy'>> {
	const box = await lockBox(tx, authorityId, boxId, 'update');
	if (!box) return refused('box-unknown');
	if (box.state !== 'open') return refused(box.state === 'closed' ? 'vote-closed' : 'vote-cancelled');
	if (!Object.hasOwn(box.secrecy, voter.college)) return refused('college-without-secrecy');
	const added = await tx
		.insert(participations)
		.values({ authorityId, boxId, voterId: voter.voterId, college: voter.college })
		.onConflictDoNothing()
		.returning({ voterId: participations.voterId });
	if (added.length === 0) return refused('voter-already-on-roll');
	await record(tx, { authorityId, projectId: box.projectId, act: 'voter-added', actor, about: { box: boxId, voter: voter.voterId, college: voter.college } });
	await announce(tx, box.topic);
	return accepted(null);
}

/** Adds an option to a box in which there is no ballot yet. Who fills in the paper of before is told that it is not complete. */
export async function addOption(
	tx: Tx,
	{ authorityId, boxId, actor }: RollChange,
	option: OptionOnBallot
): Promise<Outcome<null, 'box-unknown' | 'vote-closed' | 'vote-cancelled' | 'ballots-are-in' | 'option-twice' | 'options-too-many'>> {
	const box = await lockBox(tx, authorityId, boxId, 'update');
	if (!box) return refused('box-unknown');
	const judged = judgeOption(box, await tx.$count(participations, and(ofBox(box), eq(participations.hasVoted, true))), option);
	if (!judged.accepted) return judged;
	await tx
		.update(ballotBoxes)
		.set({ options: judged.value })
		.where(and(eq(ballotBoxes.authorityId, authorityId), eq(ballotBoxes.id, boxId)));
	await record(tx, { authorityId, projectId: box.projectId, act: 'vote-option-added', actor, about: { box: boxId, option: option.id } });
	await announce(tx, box.topic);
	return accepted(null);
}

/** Takes off the roll a voter who no longer exists (a duplicate merged, somebody expelled), and the ballot with it. The caller knows that the voter is gone. */
export async function strikeFromRoll(
	tx: Tx,
	{ authorityId, boxId, actor }: RollChange,
	voterId: string
): Promise<Outcome<null, 'box-unknown' | 'vote-closed' | 'vote-cancelled' | 'voter-not-on-roll'>> {
	const box = await lockBox(tx, authorityId, boxId, 'update');
	if (!box) return refused('box-unknown');
	if (box.state !== 'open') return refused(box.state === 'closed' ? 'vote-closed' : 'vote-cancelled');
	await tx.delete(sealedBallots).where(and(eq(sealedBallots.boxId, boxId), eq(sealedBallots.voterId, voterId)));
	const struck = await tx
		.delete(participations)
		.where(and(ofBox(box), eq(participations.voterId, voterId)))
		.returning({ voterId: participations.voterId });
	if (struck.length === 0) return refused('voter-not-on-roll');
	await record(tx, { authorityId, projectId: box.projectId, act: 'voter-struck', actor, about: { box: boxId, voter: voterId } });
	await announce(tx, box.topic);
	return accepted(null);
}

/** The topic on which every process hears that a box's key may be destroyed. */
const keyTopic = 'box-key:';
let keeper: Promise<unknown> | undefined;

/** From the first close on, this process destroys the key of each box that a committed close names. */
const keepKeys = () =>
	(keeper ??= watch(
		(topic) => topic.startsWith(keyTopic),
		() => void destroySpentKeys().catch(() => {})
	).catch((problem: unknown) => {
		keeper = undefined;
		throw problem;
	}));

/**
 * Closes a box and counts it: opens the sealed ballots in memory, writes counts only (and the named college's ballots under
 * their names), deletes the sealed rows, writes the roll again, sorted and without receipts, so that no order and no
 * transaction number leads from a voter to a ballot. Done again, it changes nothing. A box whose key is lost is cancelled.
 */
export async function close(
	tx: Tx,
	{ authorityId, boxId, actor }: RollChange
): Promise<Outcome<{ readonly state: 'closed' | 'cancelled' }, 'box-unknown'>> {
	const box = await lockBox(tx, authorityId, boxId, 'update');
	if (!box) return refused('box-unknown');
	if (box.state !== 'open') return accepted({ state: box.state });
	const roll = await tx.select().from(participations).where(ofBox(box)).orderBy(asc(participations.voterId));
	const { projectId } = box;
	const thisBox = and(eq(ballotBoxes.authorityId, authorityId), eq(ballotBoxes.id, boxId));
	const key = await readKey(boxId);
	if (!key) {
		await tx.delete(sealedBallots).where(eq(sealedBallots.boxId, boxId));
		await rewriteRoll(tx, box, roll);
		await tx.update(ballotBoxes).set({ state: 'cancelled', closedAt: now(), keyDestroyedAt: now() }).where(thisBox);
		await record(tx, { authorityId, projectId, act: 'vote-cancelled', actor, about: { box: boxId, why: 'key-lost' } });
		await announce(tx, box.topic);
		return accepted({ state: 'cancelled' });
	}
	const sealed = await tx.select().from(sealedBallots).where(eq(sealedBallots.boxId, boxId)).orderBy(asc(sealedBallots.voterId));
	const collegeOf = new Map(roll.map(({ voterId, college }) => [voterId, college]));
	const counts = new Map<string, number[][]>();
	for (const college of new Set(collegeOf.values()))
		counts.set(college, box.options.map(() => box.grades.map(() => 0)));
	const typed = new Map<string, number>();
	const named: { voterId: string; grades: Record<string, number> }[] = [];
	for (const { voterId, sealed: ballot } of sealed) {
		const college = collegeOf.get(voterId)!;
		const { grades, hand } = unseal(key, boxId, voterId, ballot, box.options.length);
		if (hand === 'typed') typed.set(college, (typed.get(college) ?? 0) + 1);
		for (const [option, grade] of grades.entries()) counts.get(college)![option]![grade]!++;
		if (box.secrecy[college] === 'named')
			named.push({ voterId, grades: Object.fromEntries(box.options.map(({ id }, option) => [id, grades[option]!])) });
	}
	await tx.delete(sealedBallots).where(eq(sealedBallots.boxId, boxId));
	const counted = [
		...[...counts].flatMap(([college, ofCollege]) => box.options.map(({ id }, option) => ({ college, optionId: id, counts: ofCollege[option]! as readonly number[] }))),
		...[...typed].map(([college, count]) => ({ college, optionId: noOption, counts: [count] }))
	];
	await tx.insert(ballotCounts).values(counted.map((row) => ({ authorityId, boxId, ...row })));
	if (named.length > 0) await tx.insert(namedBallots).values(named.map((ballot) => ({ authorityId, boxId, ...ballot })));
	await rewriteRoll(tx, box, roll);
	const receipts = roll.flatMap(({ receipt }) => (receipt === null ? [] : [receipt])).sort();
	const closedAt = now();
	await tx.update(ballotBoxes).set({ state: 'closed', closedAt, receipts }).where(thisBox);
	const hashes = { counts: countsHash({ ...box, boxId, counts: counted, named, receipts }), circumstances: circumstancesHash({ ...box, boxId, closedAt, roll }) };
	await record(tx, { authorityId, projectId, act: 'vote-closed', actor, about: { box: boxId, ballots: sealed.length, ...hashes } });
	await announce(tx, box.topic);
	await keepKeys();
	await announce(tx, keyTopic + boxId);
	prepareKey();
	return accepted({ state: 'closed' });
}

async function rewriteRoll(tx: Tx, box: Box, roll: readonly (typeof participations.$inferSelect)[]): Promise<void> {
	await tx.delete(participations).where(ofBox(box));
	if (roll.length > 0) await tx.insert(participations).values(roll.map((voter) => ({ ...voter, receipt: null, typing: null })));
}

/**
 * Destroys the key of every box whose close is committed. Called when a close commits and when a process starts, so that
 * a crash between the two leaves nothing: a second call finds nothing to do.
 */
export async function destroySpentKeys(): Promise<number> {
	const spent = await inTransaction((tx) =>
		tx
			.select({ authorityId: ballotBoxes.authorityId, id: ballotBoxes.id, projectId: ballotBoxes.projectId })
			.from(ballotBoxes)
			.where(and(eq(ballotBoxes.state, 'closed'), isNull(ballotBoxes.keyDestroyedAt)))
	);
	for (const { authorityId, id, projectId } of spent) {
		await destroyKey(id);
		await inTransaction(async (tx) => {
			const marked = await tx
				.update(ballotBoxes)
				.set({ keyDestroyedAt: now() })
				.where(and(eq(ballotBoxes.authorityId, authorityId), eq(ballotBoxes.id, id), isNull(ballotBoxes.keyDestroyedAt)))
				.returning({ id: ballotBoxes.id });
			if (marked.length > 0) await record(tx, { authorityId, projectId, act: 'ballot-key-destroyed', actor: 'system', about: { box: id } });
		});
	}
	await destroyOrphanKeys();
	return spent.length;
}

/** The boxes of a project whose key may still lie here. */
export async function boxesWithKeys(query: Query, { authorityId, projectId }: { authorityId: AuthorityId; projectId: ProjectId }): Promise<BallotBoxId[]> {
	const rows = await query
		.select({ id: ballotBoxes.id })
		.from(ballotBoxes)
		.where(and(eq(ballotBoxes.authorityId, authorityId), eq(ballotBoxes.projectId, projectId), isNull(ballotBoxes.keyDestroyedAt)));
	return rows.map(({ id }) => id);
}

/** A key whose box was never committed: an opening that was rolled back. */
async function destroyOrphanKeys(): Promise<void> {
	const anHourAgo = new Date(now().getTime() - 3_600_000);
	for (const boxId of await keysLyingSince(anHourAgo)) {
		const found = await inTransaction((tx) => tx.select({ id: ballotBoxes.id }).from(ballotBoxes).where(eq(ballotBoxes.id, boxId)));
		if (found.length === 0) await destroyKey(boxId);
	}
}

/** What a process does for ballot boxes when it starts: finishes what a crash left, listens for closes, has a key ready. */
export async function standBy(): Promise<void> {
	await destroySpentKeys();
	await keepKeys();
	prepareKey();
}

export interface BoxToRead extends BoxFacts {
	readonly boxId: BallotBoxId;
	readonly openedAt: Date;
	readonly closedAt: Date | null;
	readonly isKeyLost: boolean;
	readonly revote: Revote;
	/** voters whose ballot was typed for them and waits for the same again */
	readonly waiting: ReadonlyMap<string, Waiting>;
}

/** The facts of a box, for `visibleTally` to say what of them may be seen. Sealed ballots are not among them. */
export async function read(query: Query, authorityId: AuthorityId, boxId: BallotBoxId): Promise<BoxToRead | undefined> {
	const [box] = await query
		.select()
		.from(ballotBoxes)
		.where(and(eq(ballotBoxes.authorityId, authorityId), eq(ballotBoxes.id, boxId)));
	if (!box) return undefined;
	const found = await query
		.select({ voterId: participations.voterId, college: participations.college, hasVoted: participations.hasVoted, typing: participations.typing })
		.from(participations)
		.where(ofBox(box))
		.orderBy(asc(participations.voterId));
	const roll = found.map(({ voterId, college, hasVoted }) => ({ voterId, college, hasVoted }));
	const isClosed = box.state === 'closed';
	const counts = isClosed ? await query.select().from(ballotCounts).where(eq(ballotCounts.boxId, boxId)).orderBy(asc(ballotCounts.college)) : [];
	const named = isClosed ? await query.select().from(namedBallots).where(eq(namedBallots.boxId, boxId)).orderBy(asc(namedBallots.voterId)) : [];
	const collegeOf = new Map(roll.map(({ voterId, college }) => [voterId, college]));
	const colleges = [...new Set(counts.map(({ college }) => college))].map((college) => {
		const rows = counts.filter((row) => row.college === college && row.optionId !== noOption);
		return {
			college,
			secrecy: box.secrecy[college]!,
			ballots: rows[0]!.counts.reduce((sum, count) => sum + count, 0),
			typed: counts.find((row) => row.college === college && row.optionId === noOption)?.counts[0] ?? 0,
			counts: Object.fromEntries(rows.map(({ optionId, counts }) => [optionId, counts]))
		};
	});
	return {
		boxId,
		state: box.state,
		grades: box.grades,
		options: box.options,
		secrecy: box.secrecy,
		roll,
		colleges,
		named: named.map(({ voterId, grades }) => ({ voterId, college: collegeOf.get(voterId)!, choices: grades })),
		receipts: box.receipts ?? [],
		openedAt: box.openedAt,
		closedAt: box.closedAt,
		revote: box.revote,
		waiting: new Map(found.flatMap(({ voterId, typing }) => (typing ? [[voterId as string, waitingOf(typing)] as const] : []))),
		isKeyLost: box.state === 'open' && !(await hasKey(boxId))
	};
}

/** Somebody's own receipt, while the box is open: afterwards nothing leads from a person to it. */
export async function receiptOf(query: Query, boxId: BallotBoxId, voterId: string): Promise<string | null> {
	const [voter] = await rowsAmongMany(
		query,
		`receipts:${boxId}`,
		voterId,
		(voterIds) =>
			query
				.select({ voterId: participations.voterId, receipt: participations.receipt })
				.from(participations)
				.where(and(eq(participations.boxId, boxId), inArray(participations.voterId, voterIds))),
		(row) => row.voterId
	);
	return voter?.receipt ?? null;
}
