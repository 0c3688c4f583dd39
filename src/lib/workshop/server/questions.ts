// The only writer of the questions of clarification and of who supports which.
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { GatheringId, QuestionId, SeatId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import type { Doer } from '../../gatherings/server/step.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { tidy } from '../rules/amendments.ts';
import { headsOf, mayAsk, moveQuestion, readAnswer, readQuestion, type AnsweringRefusal, type AskingRefusal, type QuestionMove, type QuestionRefusal, type QuestionState } from '../rules/questions.ts';
import { questions, questionSupports } from './tables.ts';

export interface ReadQuestion {
	readonly id: QuestionId;
	readonly seatId: SeatId;
	readonly text: string;
	readonly state: QuestionState;
	readonly mergedInto: QuestionId | null;
	readonly answer: string;
	readonly askedAt: Date;
	/** the seat that asked, and those that support it; those expelled since too, else a count that falls would say what was theirs (MO122) */
	readonly seats: readonly SeatId[];
}

async function tell(tx: Tx, doer: Doer, act: string, question: QuestionId, about: Readonly<Record<string, string>> = {}): Promise<void> {
	const { authorityId, projectId, gatheringId, actor, onBehalfOf } = doer;
	await record(tx, { authorityId, projectId, act, actor, onBehalfOf, about: { gathering: gatheringId, question, ...about } });
	await announce(tx, `step:${gatheringId}`);
}

/** Asks a question for the acting seat (MO120). */
export async function ask(tx: Tx, doer: Doer, typed: string): Promise<Outcome<QuestionId, AskingRefusal | 'seat-needed' | 'asks-nothing'>> {
	if (!doer.seat) return refused('seat-needed');
	if (!mayAsk(doer.seat.capacity)) return refused('asks-nothing');
	const { authorityId, gatheringId, seat, at } = doer;
	// two questions of one seat at once wait for each other
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${seat.seatId}, 120))`);
	const all = await tx.select({ id: questions.id, seatId: questions.seatId, state: questions.state, mergedInto: questions.mergedInto, text: questions.text }).from(questions).where(eq(questions.gatheringId, gatheringId));
	const headOf = headsOf(all);
	const waiting = all.filter((one) => one.seatId === seat.seatId && headOf(one).state === 'asked');
	const twin = waiting.find(({ text }) => text === tidy(typed)); // MO15
	if (twin) return accepted(twin.id);
	const read = readQuestion(typed, waiting.length);
	if (!read.accepted) return read;
	const id = newId<'question'>();
	await tx.insert(questions).values({ id, authorityId, gatheringId, seatId: seat.seatId, text: read.value, state: 'asked', askedAt: at });
	await tell(tx, doer, 'question-asked', id);
	return accepted(id);
}

async function touch(tx: Tx, doer: Doer, asked: string) {
	const id = readId<'question'>(asked);
	const [row] = id
		? await tx
				.select()
				.from(questions)
				.where(and(eq(questions.gatheringId, doer.gatheringId), eq(questions.id, id)))
				.for('update')
		: [];
	return row;
}

async function move(tx: Tx, doer: Doer, asked: string, how: QuestionMove, set: Partial<typeof questions.$inferInsert> = {}): Promise<Outcome<QuestionId, QuestionRefusal>> {
	const row = await touch(tx, doer, asked);
	if (!row) return refused('question-unknown');
	if (how === 'withdraw' && row.seatId !== doer.seat?.seatId) return refused('not-your-question');
	const moved = moveQuestion(row.state, how);
	if (!moved.accepted) return moved;
	await tx
		.update(questions)
		.set({ mergedInto: null, settledAt: moved.value === 'asked' ? null : doer.at, ...set, state: moved.value })
		.where(eq(questions.id, row.id));
	await tell(tx, doer, `question-${moved.value === 'asked' ? 'put-back' : moved.value}`, row.id, { state: moved.value });
	return accepted(row.id);
}

/** Takes back one's own question; those of others merged into it wait again by themselves (MO121, MO125). */
export async function withdraw(tx: Tx, doer: Doer, id: string): Promise<Outcome<QuestionId, QuestionRefusal>> {
	const withdrawn = await move(tx, doer, id, 'withdraw');
	if (!withdrawn.accepted) return withdrawn;
	const merged = await tx
		.select({ id: questions.id })
		.from(questions)
		.where(and(eq(questions.gatheringId, doer.gatheringId), eq(questions.mergedInto, withdrawn.value), eq(questions.state, 'merged')))
		.orderBy(asc(questions.id));
	for (const one of merged) await move(tx, doer, one.id, 'put-back');
	return withdrawn;
}
export const park = (tx: Tx, doer: Doer, id: string) => move(tx, doer, id, 'park');
export const putBack = (tx: Tx, doer: Doer, id: string) => move(tx, doer, id, 'put-back');

/** Answered aloud; a few words of the answer are kept where somebody types them (MO124). */
export async function answer(tx: Tx, doer: Doer, id: string, typed: string): Promise<Outcome<QuestionId, QuestionRefusal | AnsweringRefusal>> {
	const read = readAnswer(typed);
	return read.accepted ? move(tx, doer, id, 'answer', { answer: read.value }) : read;
}

/** Merges questions into the first of them that was asked (MO125). */
export async function merge(tx: Tx, doer: Doer, ids: readonly string[]): Promise<Outcome<QuestionId, QuestionRefusal | 'merge-of-one'>> {
	const rows = [];
	for (const id of [...new Set(ids)].sort()) {
		const row = await touch(tx, doer, id);
		if (!row) return refused('question-unknown');
		if (row.state !== 'asked') return refused('question-settled');
		rows.push(row);
	}
	if (rows.length < 2) return refused('merge-of-one');
	const [head, ...others] = rows.sort((a, b) => a.askedAt.getTime() - b.askedAt.getTime() || (a.id < b.id ? -1 : 1));
	for (const { id } of others) {
		const moved = await move(tx, doer, id, 'merge', { mergedInto: head!.id });
		if (!moved.accepted) return moved;
	}
	return accepted(head!.id);
}

type SupportRefusal = 'seat-needed' | 'asks-nothing' | 'question-unknown' | 'question-settled';

/** A seat supports a question once; asking it is supporting it already (MO122). */
export async function support(tx: Tx, doer: Doer, asked: string, does: 'yes' | 'no'): Promise<Outcome<QuestionId, SupportRefusal>> {
	if (!doer.seat) return refused('seat-needed');
	if (does === 'yes' && !mayAsk(doer.seat.capacity)) return refused('asks-nothing');
	const row = await touch(tx, doer, asked);
	if (!row) return refused('question-unknown');
	if (row.state !== 'asked') return refused('question-settled');
	const mine = { authorityId: doer.authorityId, questionId: row.id, seatId: doer.seat.seatId };
	if (does === 'yes') await tx.insert(questionSupports).values(mine).onConflictDoNothing();
	else await tx.delete(questionSupports).where(and(eq(questionSupports.questionId, row.id), eq(questionSupports.seatId, mine.seatId)));
	await tell(tx, doer, does === 'yes' ? 'question-supported' : 'question-left', row.id);
	return accepted(row.id);
}

/** All questions of a gathering in the order in which they were asked. */
export async function ofGathering(query: Query, gatheringId: GatheringId): Promise<ReadQuestion[]> {
	const rows = await query.select().from(questions).where(eq(questions.gatheringId, gatheringId)).orderBy(asc(questions.askedAt), asc(questions.id));
	if (rows.length === 0) return [];
	const supports = await query
		.select()
		.from(questionSupports)
		.where(
			inArray(
				questionSupports.questionId,
				rows.map(({ id }) => id)
			)
		);
	return rows.map(({ id, seatId, text, state, mergedInto, answer, askedAt }) => ({
		id,
		seatId,
		text,
		state,
		mergedInto,
		answer,
		askedAt,
		seats: [...new Set([seatId, ...supports.filter(({ questionId }) => questionId === id).map((one) => one.seatId)])]
	}));
}
