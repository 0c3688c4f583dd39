// The only writer of what jurors have learnt: a lesson is done once its three answers have been sent.
import { and, eq, inArray } from 'drizzle-orm';
import type { MembershipId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { isTrained, lessons, quiz, readAnswers, type Lesson, type QuizAnswers } from '../rules/training.ts';
import type { Keeper, Place } from './juries.ts';
import * as members from './members.ts';
import { lessonsDone } from './tables.ts';

/** A juror who acts for themselves. */
export interface Juror extends Place {
	readonly membershipId: MembershipId;
	readonly at: Date;
}

export const jurorActor = ({ membershipId }: Pick<Juror, 'membershipId'>): Actor => `membership:${membershipId}`;

async function keep(tx: Tx, { authorityId, projectId, membershipId, at }: Juror, lesson: Lesson, answers: QuizAnswers): Promise<boolean> {
	const [made] = await tx
		.insert(lessonsDone)
		.values({ authorityId, projectId, membershipId, lesson, answers, doneAt: at })
		.onConflictDoNothing()
		.returning({ lesson: lessonsDone.lesson });
	// answers sent anew are those that are explained; the day stays the first one
	if (!made) await tx.update(lessonsDone).set({ answers }).where(and(eq(lessonsDone.membershipId, membershipId), eq(lessonsDone.lesson, lesson)));
	return made !== undefined;
}

/** A juror's own answers to a lesson (JU70). */
export async function finish(tx: Tx, juror: Juror, lesson: Lesson, typed: Readonly<Record<string, string>>): Promise<Outcome<Lesson, 'quiz-incomplete'>> {
	const answers = readAnswers(lesson, typed);
	if (!answers.accepted) return answers;
	const { authorityId, projectId, membershipId } = juror;
	if (await keep(tx, juror, lesson, answers.value)) {
		await record(tx, { authorityId, projectId, act: 'lesson-done', actor: jurorActor(juror), about: { membership: membershipId, lesson } });
		await announce(tx, `project:${projectId}`);
	}
	return accepted(lesson);
}

/** All that was learnt around a table or on paper, said by the team (JU76). Gives how many lessons that made. */
export async function finishOnPaper(tx: Tx, by: Keeper, juror: string): Promise<Outcome<number, 'juror-unknown' | 'already-trained'>> {
	const member = await members.find(tx, by, juror, by.at);
	if (!member) return refused('juror-unknown');
	const { authorityId, projectId, membershipId } = member;
	const done = (await doneBy(tx, [membershipId])).get(membershipId) ?? [];
	if (isTrained(done)) return refused('already-trained');
	const missing = lessons.filter((lesson) => !done.includes(lesson));
	for (const lesson of missing) await keep(tx, { authorityId, projectId, membershipId, at: by.at }, lesson, {});
	await record(tx, { authorityId, projectId, act: 'lessons-done-on-paper', actor: by.actor, onBehalfOf: `membership:${membershipId}`, about: { membership: membershipId, lessons: missing.length } });
	await announce(tx, `project:${projectId}`);
	return accepted(missing.length);
}

/** The lessons that each has done; whoever has done none is left out. */
export async function doneBy(query: Query, membershipIds: readonly MembershipId[]): Promise<ReadonlyMap<MembershipId, readonly Lesson[]>> {
	if (membershipIds.length === 0) return new Map();
	const rows = await query
		.select({ membershipId: lessonsDone.membershipId, lesson: lessonsDone.lesson })
		.from(lessonsDone)
		.where(inArray(lessonsDone.membershipId, [...membershipIds]));
	return new Map([...Map.groupBy(rows, ({ membershipId }) => membershipId)].map(([id, own]) => [id, own.map(({ lesson }) => lesson)]));
}

/** One juror's answers to a lesson, for the explanations; null before they are sent, empty where it was learnt on paper. */
export async function answersOf(query: Query, membershipId: MembershipId, lesson: Lesson): Promise<QuizAnswers | null> {
	const [row] = await query
		.select({ answers: lessonsDone.answers })
		.from(lessonsDone)
		.where(and(eq(lessonsDone.membershipId, membershipId), eq(lessonsDone.lesson, lesson)));
	const known = quiz[lesson];
	return row ? Object.fromEntries(known.flatMap(({ id }) => (row.answers[id] === undefined ? [] : [[id, row.answers[id]]]))) : null;
}

