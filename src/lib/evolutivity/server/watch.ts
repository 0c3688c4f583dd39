// The only writer of signals and of the question whether the need is still right.
import { and, desc, eq, isNull } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { seriesOf } from '../../cockpit/server/whole.ts';
import * as elements from '../../cockpit/server/elements.ts';
import type { Doer, Place } from '../../cockpit/server/elements.ts';
import type { ClauseId, SignalId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { crosses, firstAsked, needAnswers, nextReview, rhythms, signalOutcome, type AskRefusal, type SignalRefusal } from '../rules/watch.ts';
import * as charters from './charters.ts';
import * as clauses from './clauses.ts';
import { needReviews, signals } from './tables.ts';

export type Signal = typeof signals.$inferSelect;
export type NeedReview = typeof needReviews.$inferSelect;

/** A project's signals, the latest first. */
export const ofProject = (query: Query, { authorityId, projectId }: Place): Promise<Signal[]> =>
	query
		.select()
		.from(signals)
		.where(and(eq(signals.authorityId, authorityId), eq(signals.projectId, projectId)))
		.orderBy(desc(signals.seenOn), desc(signals.raisedAt));

/** The reviews of a clause's need, the latest due first. */
export const reviewsOf = (query: Query, clauseId: ClauseId): Promise<NeedReview[]> => query.select().from(needReviews).where(eq(needReviews.clauseId, clauseId)).orderBy(desc(needReviews.dueOn));

export interface SignalAsked {
	readonly clause: string;
	readonly seenOn: string;
	readonly source: string;
	readonly words: string;
	readonly need: string;
	readonly criterion: string;
}

/** Notes what somebody saw (EV20); of a clause, and of a criterion of its charter in force, where one is named. */
export async function note(tx: Tx, doer: Doer, asked: SignalAsked): Promise<Outcome<SignalId, SignalRefusal | 'clause-unknown' | 'criterion-unknown'>> {
	const outcome = signalOutcome(asked, doer.today);
	if (!outcome.accepted) return outcome;
	const clause = asked.clause === '' ? null : await clauses.read(tx, doer, asked.clause);
	if (clause === undefined) return refused('clause-unknown');
	const criteria = clause ? ((await charters.inForce(tx, clause.id))?.terms.criteria ?? []) : [];
	if (asked.criterion !== '' && !criteria.some(({ code }) => code === asked.criterion)) return refused('criterion-unknown');
	if (asked.need.length > 100) return refused('words-too-long');
	const id = newId<'signal'>();
	const { authorityId, projectId, actor, at } = doer;
	const { seenOn, criterion } = asked;
	await tx.insert(signals).values({ id, authorityId, projectId, clauseId: clause?.id ?? null, seenOn, source: asked.source.trim(), words: asked.words.trim(), need: asked.need.trim(), criterion, raisedBy: actor, raisedAt: at });
	await clauses.told(tx, doer, 'signal-noted', { signal: id });
	return accepted(id);
}

/** Raises a signal for each last measurement that crosses a criterion of a charter in force, once each whoever looks and however often (EV20); answers how many it raised. The reference of « apart » is the indicator's baseline. */
export async function raiseCrossings(tx: Tx, doer: Doer): Promise<number> {
	const watched = (
		await Promise.all(
			(await clauses.ofProject(tx, doer)).map(async (clause) =>
				((await charters.inForce(tx, clause.id))?.terms.criteria ?? []).flatMap(({ code, watch }) => (watch ? [{ clauseId: clause.id, code, watch }] : []))
			)
		)
	).flat();
	if (watched.length === 0) return 0;
	const all = await elements.ofProject(tx, doer, doer.today);
	const indicators = elements.ofKind(all, 'indicator');
	const measurements = elements.ofKind(all, 'measurement');
	const series = seriesOf(all);
	let raised = 0;
	for (const { clauseId, code, watch } of watched) {
		const indicator = indicators.find((one) => one.code === watch.indicator);
		const last = indicator && series.get(indicator.code)?.at(-1);
		const measurement = last && measurements.find(({ parentId, values }) => parentId === indicator.id && values.on === last.on);
		if (!measurement || !crosses(watch, last.value, indicator.values.baseline || null)) continue;
		const id = newId<'signal'>();
		const { authorityId, projectId, at } = doer;
		const made = await tx
			.insert(signals)
			.values({ id, authorityId, projectId, clauseId, seenOn: last.on, source: indicator.code, words: `${last.value} ${indicator.values.unit}`.trim(), criterion: code, measurementId: measurement.id, raisedBy: 'system', raisedAt: at })
			.onConflictDoNothing()
			.returning({ id: signals.id });
		if (made.length === 0) continue;
		raised += 1;
		await clauses.told(tx, { ...doer, actor: 'system' }, 'signal-raised', { signal: id, clause: clauseId, measurement: measurement.id });
	}
	return raised;
}

/** An act on the cockpit after which the criteria of its charters are looked at, in the same transaction (EV100): what it wrote may have crossed one. The cockpit, a storey below, knows of no charter: its doors join the two. */
export const thenWatched =
	<At extends { readonly doer: Doer }, Rest extends readonly unknown[], Answer extends { readonly accepted: boolean }>(run: (tx: Tx, at: At, ...rest: Rest) => Promise<Answer>) =>
	async (tx: Tx, at: At, ...rest: Rest): Promise<Answer> => {
		const answer = await run(tx, at, ...rest);
		if (answer.accepted) await raiseCrossings(tx, at.doer);
		return answer;
	};

/** Begins to ask whether the need is still right, from a day on; what waits already keeps waiting (EV21). */
export async function ask(tx: Tx, doer: Doer, { clauseId, dueOn }: { readonly clauseId: ClauseId; readonly dueOn: string }): Promise<void> {
	await tx.insert(needReviews).values({ id: randomUUID(), authorityId: doer.authorityId, clauseId, dueOn }).onConflictDoNothing();
}

/** Notes a signature of a charter; with the second the watch begins: what crosses its criteria already is raised, and the need is asked about in six months where no question waits (EV100, EV101). */
export async function sign(tx: Tx, doer: Doer, asked: Parameters<typeof charters.sign>[2]): ReturnType<typeof charters.sign> {
	const outcome = await charters.sign(tx, doer, asked);
	const clauseId = readId<'clause'>(asked.clause);
	if (outcome.accepted && outcome.value === 'in-force' && clauseId) {
		await ask(tx, doer, { clauseId, dueOn: nextReview(doer.today, 6) });
		await raiseCrossings(tx, doer);
	}
	return outcome;
}

/** Asks it for the first time, from a day on; refused where a question waits already (EV21, EV101). */
export async function askFirst(tx: Tx, doer: Doer, asked: { readonly clause: string; readonly dueOn: string }): Promise<Outcome<string, AskRefusal | 'clause-unknown' | 'need-asked'>> {
	const clause = await clauses.hold(tx, doer, asked.clause);
	if (!clause) return refused('clause-unknown');
	const dueOn = firstAsked(asked.dueOn, doer.today);
	if (!dueOn.accepted) return dueOn;
	if ((await reviewsOf(tx, clause.id)).some(({ answer }) => answer === null)) return refused('need-asked');
	await ask(tx, doer, { clauseId: clause.id, dueOn: dueOn.value });
	await clauses.told(tx, doer, 'need-asked', { clause: clause.id, on: dueOn.value });
	return dueOn;
}

/** The prescribing service answers, and says when it is asked again (EV21). */
export async function answerNeed(
	tx: Tx,
	doer: Doer,
	asked: { readonly clause: string; readonly answer: string; readonly words: string; readonly rhythm: number }
): Promise<Outcome<string, 'clause-unknown' | 'answer-unknown' | 'words-too-long' | 'rhythm-unknown'>> {
	const clause = await clauses.hold(tx, doer, asked.clause);
	if (!clause) return refused('clause-unknown');
	const answer = needAnswers.find((known) => known === asked.answer);
	if (!answer) return refused('answer-unknown');
	if (asked.words.length > 2_000) return refused('words-too-long');
	const rhythm = rhythms.find((known) => known === asked.rhythm);
	if (!rhythm) return refused('rhythm-unknown');
	await ask(tx, doer, { clauseId: clause.id, dueOn: doer.today });
	const { actor, today } = doer;
	await tx
		.update(needReviews)
		.set({ answer, words: asked.words.trim(), answeredBy: actor, answeredOn: today })
		.where(and(eq(needReviews.clauseId, clause.id), isNull(needReviews.answer)));
	const dueOn = nextReview(today, rhythm);
	await ask(tx, doer, { clauseId: clause.id, dueOn });
	await clauses.told(tx, doer, 'need-reviewed', { clause: clause.id, answer });
	return accepted(dueOn);
}

/** What the team makes of a signal. */
export async function answerSignal(tx: Tx, doer: Doer, asked: { readonly signal: string; readonly words: string }): Promise<Outcome<SignalId, 'signal-unknown' | 'signal-unsaid' | 'words-too-long'>> {
	const id = readId<'signal'>(asked.signal);
	const answer = asked.words.trim();
	if (answer === '') return refused('signal-unsaid');
	if (answer.length > 2_000) return refused('words-too-long');
	const [found] = id
		? await tx
				.update(signals)
				.set({ answer, answeredAt: doer.at })
				.where(and(eq(signals.authorityId, doer.authorityId), eq(signals.projectId, doer.projectId), eq(signals.id, id)))
				.returning({ id: signals.id })
		: [];
	if (!found) return refused('signal-unknown');
	await clauses.told(tx, doer, 'signal-answered', { signal: found.id });
	return accepted(found.id);
}
