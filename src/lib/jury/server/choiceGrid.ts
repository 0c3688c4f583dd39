// The only writer of the questions to candidates that jurors read again, and of what became of what they said.
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { MembershipId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { readComment, readGridAnswer, readQuestion, type CommentRefusal, type GridAnswerRefusal, type QuestionRefusal } from '../rules/choiceGrid.ts';
import type { Keeper, Place } from './juries.ts';
import { choiceComments, choiceQuestions } from './tables.ts';
import { jurorActor, type Juror } from './training.ts';

type Typed = Readonly<Record<string, string | undefined>>;
const standing = ({ authorityId, projectId }: Place) => and(eq(choiceQuestions.authorityId, authorityId), eq(choiceQuestions.projectId, projectId), isNull(choiceQuestions.withdrawnAt));

async function tell(tx: Tx, by: Pick<Keeper, 'authorityId' | 'projectId' | 'actor'>, act: string, about: Readonly<Record<string, string>>): Promise<void> {
	const { authorityId, projectId, actor } = by;
	await record(tx, { authorityId, projectId, act, actor, about });
	await announce(tx, `project:${projectId}`);
}

export async function add(tx: Tx, by: Keeper, typed: string | undefined): Promise<Outcome<string, QuestionRefusal>> {
	const kept = await tx.select({ question: choiceQuestions.question }).from(choiceQuestions).where(standing(by));
	const read = readQuestion(
		typed,
		kept.map(({ question }) => question)
	);
	if (!read.accepted) return read;
	const id = newId<'grid-question'>();
	await tx.insert(choiceQuestions).values({ id, authorityId: by.authorityId, projectId: by.projectId, question: read.value, writtenAt: by.at });
	await tell(tx, by, 'grid-question-added', { question: id });
	return accepted(id);
}

async function holdQuestion(tx: Tx, place: Place, asked: string | undefined) {
	const id = readId<'grid-question'>(asked);
	const [row] = id
		? await tx
				.select()
				.from(choiceQuestions)
				.where(and(standing(place), eq(choiceQuestions.id, id)))
				.for('update')
		: [];
	return row;
}

/** Off the list; what jurors said of it stays with them, and its answer too. */
export async function withdraw(tx: Tx, by: Keeper, asked: string | undefined): Promise<Outcome<string, 'grid-question-unknown'>> {
	const row = await holdQuestion(tx, by, asked);
	if (!row) return refused('grid-question-unknown');
	await tx.update(choiceQuestions).set({ withdrawnAt: by.at }).where(eq(choiceQuestions.id, row.id));
	await tell(tx, by, 'grid-question-withdrawn', { question: row.id });
	return accepted(row.id);
}

/** What a juror says of a question: once, changed until it is answered. */
export async function comment(tx: Tx, juror: Juror, typed: Typed): Promise<Outcome<string, CommentRefusal | 'grid-question-unknown'>> {
	const question = await holdQuestion(tx, juror, typed.question);
	if (!question) return refused('grid-question-unknown');
	const { authorityId, projectId, membershipId, at } = juror;
	const [before] = await tx
		.select({ answer: choiceComments.answer })
		.from(choiceComments)
		.where(and(eq(choiceComments.questionId, question.id), eq(choiceComments.membershipId, membershipId)));
	const read = readComment(typed, before?.answer ?? null);
	if (!read.accepted) return read;
	const values = { ...read.value, writtenAt: at };
	await tx
		.insert(choiceComments)
		.values({ id: newId<'grid-comment'>(), authorityId, projectId, questionId: question.id, membershipId, ...values })
		.onConflictDoUpdate({ target: [choiceComments.questionId, choiceComments.membershipId], set: values });
	await tell(tx, { ...juror, actor: jurorActor(juror) }, 'grid-comment-written', { question: question.id });
	return accepted(question.id);
}

/** What became of a comment: the buyer's word, which may be corrected. */
export async function answer(tx: Tx, by: Keeper, typed: Typed): Promise<Outcome<string, GridAnswerRefusal | 'grid-comment-unknown'>> {
	const id = readId<'grid-comment'>(typed.comment);
	const [row] = id
		? await tx
				.select()
				.from(choiceComments)
				.where(and(eq(choiceComments.authorityId, by.authorityId), eq(choiceComments.projectId, by.projectId), eq(choiceComments.id, id)))
				.for('update')
		: [];
	if (!row) return refused('grid-comment-unknown');
	const read = readGridAnswer(typed);
	if (!read.accepted) return read;
	await tx
		.update(choiceComments)
		.set({ ...read.value, answeredAt: by.at })
		.where(eq(choiceComments.id, row.id));
	await tell(tx, by, 'grid-comment-answered', { comment: row.id, outcome: read.value.outcome });
	return accepted(row.id);
}

/** The list, in the order in which it was written. */
const questionsOf = (query: Query, place: Place) => query.select({ id: choiceQuestions.id, question: choiceQuestions.question }).from(choiceQuestions).where(standing(place)).orderBy(asc(choiceQuestions.writtenAt), asc(choiceQuestions.id));

const commentsOf = (query: Query, { authorityId, projectId }: Place) =>
	query
		.select()
		.from(choiceComments)
		.where(and(eq(choiceComments.authorityId, authorityId), eq(choiceComments.projectId, projectId)));

/** The list with what every juror says, under the names of trees. */
export async function ofTeam(query: Query, place: Place) {
	const [questions, comments] = [await questionsOf(query, place), await commentsOf(query, place)];
	const who = new Map((await memberships.ofProject(query, place)).map(({ membershipId, publicName }) => [membershipId, publicName]));
	const inOrder = new Intl.Collator('fr');
	return questions.map(({ id, question }) => ({
		id,
		question,
		comments: comments
			.filter(({ questionId }) => questionId === id)
			.map((one) => ({ id: one.id, tree: who.get(one.membershipId) ?? '', clarity: one.clarity, words: one.words, outcome: one.outcome, answer: one.answer }))
			.sort((a, b) => inOrder.compare(a.tree, b.tree))
	}));
}

/** The list with what one juror said, and what became of it. */
export async function ofJuror(query: Query, place: Place, membershipId: MembershipId) {
	const own = new Map((await commentsOf(query, place)).filter((one) => one.membershipId === membershipId).map((one) => [one.questionId, one]));
	return (await questionsOf(query, place)).map(({ id, question }) => {
		const said = own.get(id);
		return { id, question, said: said ? { clarity: said.clarity, words: said.words, outcome: said.outcome, answer: said.answer } : null };
	});
}
