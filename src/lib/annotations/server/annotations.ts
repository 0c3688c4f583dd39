// The only writer of annotations and of the answers that they are owed.
import { and, asc, eq, gt, inArray, sql, type SQL } from 'drizzle-orm';
import type { AuthorityId, MembershipId, ProjectId, TextId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import { dayIn } from '../../projects/rules/local-time.ts';
import { locate } from '../../texts/rules/anchors.ts';
import { budgetOfText } from '../../texts/rules/words.ts';
import * as texts from '../../texts/server/texts.ts';
import * as rules from '../rules/annotation.ts';
import type { AnnotatedThing } from '../rules/kinds.ts';
import { annotationAnswers, annotations, type AnnotationId } from './tables.ts';

export interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}

export interface Author extends Place {
	readonly membershipId: MembershipId;
	/** who types it, where it is not the juror */
	readonly typedBy?: Actor;
	readonly at: Date;
}

/** Somebody of the team, and in what role they speak. */
export interface Answerer extends Place {
	readonly actor: Actor;
	readonly capacity: string;
	readonly at: Date;
}

export interface Typed {
	readonly kind: string;
	readonly words: string;
}

export interface Annotation {
	readonly id: AnnotationId;
	readonly membershipId: MembershipId;
	readonly kind: (typeof annotations.$inferSelect)['kind'];
	readonly thing: AnnotatedThing;
	readonly words: string;
	readonly isTyped: boolean;
	readonly writtenAt: Date;
	readonly withdrawnAt: Date | null;
	readonly answers: readonly rules.AnswerLine[];
	readonly standing: rules.Standing;
}

/** With where it stands today, and whose the text or the strategy is. */
export interface FoundAnnotation extends Annotation {
	/** of the workshop whose proposal or strategy is annotated, or of the charter */
	readonly title: string;
	/** whose passage it is, where it is one; a proposal's where nothing says so */
	readonly of?: 'proposal' | 'charter';
	readonly where: rules.Where;
}

const authorActor = ({ membershipId }: Pick<Author, 'membershipId'>): Actor => `membership:${membershipId}`;

async function tell(tx: Tx, { authorityId, projectId }: Place, actor: Actor, act: string, annotation: AnnotationId, about: Readonly<Record<string, string | number>> = {}, onBehalfOf?: Actor): Promise<void> {
	await record(tx, { authorityId, projectId, act, actor, ...(onBehalfOf && { onBehalfOf }), about: { annotation, ...about } });
	await announce(tx, `project:${projectId}`);
}

const dayOfAuthority = async (query: Query, { authorityId }: Place) => {
	const zone = (await authorities.read(query, authorityId))?.timeZone ?? 'Europe/Paris';
	return (moment: Date) => dayIn(moment, zone);
};

/** How many the author has written on this day of the authority; whoever writes another waits until this one is kept. */
async function writtenToday(tx: Tx, author: Author): Promise<number> {
	const { membershipId, at } = author;
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`annotations:${membershipId}`}, 0))`);
	const lately = await tx
		.select({ writtenAt: annotations.writtenAt })
		.from(annotations)
		.where(and(eq(annotations.membershipId, membershipId), gt(annotations.writtenAt, new Date(at.getTime() - 2 * 86_400_000))));
	const dayOf = await dayOfAuthority(tx, author);
	return lately.filter(({ writtenAt }) => dayOf(writtenAt) === dayOf(at)).length;
}

async function write(tx: Tx, author: Author, typed: Typed, thing: AnnotatedThing, about: string): Promise<Outcome<AnnotationId, rules.AnnotationRefusal>> {
	const read = rules.readAnnotation(typed);
	if (!read.accepted) return read;
	const { authorityId, projectId, membershipId, typedBy, at } = author;
	const may = rules.mayWriteMore(await writtenToday(tx, author));
	if (!may.accepted) return may;
	const id = newId<'annotation'>();
	await tx.insert(annotations).values({ id, authorityId, projectId, membershipId, typedBy: typedBy ?? null, ...read.value, thing, about, writtenAt: at });
	if (typedBy) await tell(tx, author, typedBy, 'annotation-typed', id, { kind: read.value.kind }, authorActor(author));
	else await tell(tx, author, authorActor(author), 'annotation-written', id, { kind: read.value.kind });
	return accepted(id);
}

export type PassageRefusal = rules.AnnotationRefusal | 'passage-unknown' | 'quote-not-there';

/** On a passage of a text of the project, in the version that the author read: `quote` as typed, empty for the whole passage (AN2). */
export async function writeOnPassage(
	tx: Tx,
	author: Author,
	on: { readonly textId: TextId; readonly passageId: string; readonly version: number; readonly quote: string },
	typed: Typed
): Promise<Outcome<AnnotationId, PassageRefusal>> {
	const owner = await texts.ownerOf(tx, on.textId);
	if (!owner || owner.authorityId !== author.authorityId || owner.projectId !== author.projectId) return refused('passage-unknown');
	const passage = (await texts.readVersion(tx, on.textId, on.version))?.passages.find(({ id }) => id === on.passageId);
	if (!passage) return refused('passage-unknown');
	const quote = rules.readQuote(passage.text, on.quote);
	if (!quote.accepted) return quote;
	return write(tx, author, typed, { version: 1, what: 'passage', textId: on.textId, passageId: passage.id, at: on.version, quote: quote.value }, `passage:${on.textId}`);
}

/** On a line that has a code, with what it says now: whoever asks knows the line. */
export const writeOnLine = (tx: Tx, author: Author, on: { readonly of: 'strategy' | 'cockpit'; readonly place: string; readonly code: string; readonly quote: string }, typed: Typed): Promise<Outcome<AnnotationId, rules.AnnotationRefusal>> =>
	write(tx, author, typed, { version: 1, what: 'line', ...on }, `line:${on.of}:${on.place}`);

/** On an element of the cockpit, with what it says now: whoever asks knows it, and that its author may read it. */
export const writeOnElement = (tx: Tx, author: Author, on: { readonly element: string; readonly code: string; readonly quote: string }, typed: Typed): Promise<Outcome<AnnotationId, rules.AnnotationRefusal>> =>
	write(tx, author, typed, { version: 1, what: 'element', ...on }, `element:${on.element}`);

const here = ({ authorityId, projectId }: Place) => and(eq(annotations.authorityId, authorityId), eq(annotations.projectId, projectId));

/** The annotation, held until the transaction ends, with what was said of it: whoever answers, withdraws or replies waits here. */
async function hold(tx: Tx, place: Place, asked: string) {
	const id = readId<'annotation'>(asked);
	const [row] = id
		? await tx
				.select()
				.from(annotations)
				.where(and(here(place), eq(annotations.id, id)))
				.for('update')
		: [];
	if (!row || row.withdrawnAt) return undefined;
	return { row, answers: (await answersOf(tx, [row.id])).get(row.id) ?? [] };
}

async function answersOf(query: Query, ids: readonly AnnotationId[]): Promise<ReadonlyMap<AnnotationId, rules.AnswerLine[]>> {
	if (ids.length === 0) return new Map();
	const rows = await query
		.select()
		.from(annotationAnswers)
		.where(inArray(annotationAnswers.annotationId, [...ids]))
		.orderBy(asc(annotationAnswers.at));
	return new Map([...Map.groupBy(rows, ({ annotationId }) => annotationId)].map(([id, own]) => [id, own.map(({ said, outcome, words, capacity, at }) => ({ said, outcome, words, capacity, at }))]));
}

type Said = Pick<typeof annotationAnswers.$inferInsert, 'said' | 'outcome' | 'words' | 'capacity'>;

async function say(tx: Tx, { authorityId, at }: Place & { readonly at: Date }, by: Actor, held: { readonly row: { readonly id: AnnotationId }; readonly answers: readonly rules.AnswerLine[] }, said: Said): Promise<void> {
	// they are read in the order of their moments: never two at the same one
	const after = (held.answers.at(-1)?.at.getTime() ?? 0) + 1;
	await tx.insert(annotationAnswers).values({ id: newId<'annotation-answer'>(), authorityId, annotationId: held.row.id, ...said, by, at: new Date(Math.max(at.getTime(), after)) });
}

/** Takes back one's own annotation, while it has no answer (AN7). */
export async function withdraw(tx: Tx, author: Author, asked: string): Promise<Outcome<null, 'annotation-unknown' | 'annotation-answered'>> {
	const held = await hold(tx, author, asked);
	if (held?.row.membershipId !== author.membershipId) return refused('annotation-unknown');
	const may = rules.mayWithdraw(held.answers);
	if (!may.accepted) return may;
	await tx.update(annotations).set({ withdrawnAt: author.at }).where(eq(annotations.id, held.row.id));
	await tell(tx, author, authorActor(author), 'annotation-withdrawn', held.row.id);
	return accepted(null);
}

/** The team's answer; never a second one while the first stands (AN6). */
export async function answer(tx: Tx, by: Answerer, asked: string, typed: { readonly outcome: string; readonly words: string }): Promise<Outcome<null, rules.AnswerRefusal | 'annotation-unknown'>> {
	const held = await hold(tx, by, asked);
	if (!held) return refused('annotation-unknown');
	const read = rules.readAnswer(held.answers, typed);
	if (!read.accepted) return read;
	await say(tx, by, by.actor, held, { said: 'answer', ...read.value, capacity: by.capacity });
	await tell(tx, by, by.actor, 'annotation-answered', held.row.id, { outcome: read.value.outcome });
	return accepted(null);
}

/** The author says that the answer was read, or contests it in words (AN8). */
export async function reply(tx: Tx, author: Author, asked: string, typed: { readonly said: 'read' } | { readonly said: 'contested'; readonly words: string }): Promise<Outcome<null, rules.ReplyRefusal | 'annotation-unknown'>> {
	const held = await hold(tx, author, asked);
	if (held?.row.membershipId !== author.membershipId) return refused('annotation-unknown');
	const words = typed.said === 'read' ? rules.readMark(held.answers) : rules.readContest(held.answers, typed.words);
	if (!words.accepted) return words;
	await say(tx, author, authorActor(author), held, { said: typed.said, words: words.value });
	await tell(tx, author, authorActor(author), typed.said === 'read' ? 'annotation-answer-read' : 'annotation-contested', held.row.id);
	return accepted(null);
}

async function list(query: Query, place: Place, at: Date, narrower?: SQL): Promise<readonly Annotation[]> {
	const rows = await query.select().from(annotations).where(and(here(place), narrower)).orderBy(asc(annotations.writtenAt), asc(annotations.id));
	const answers = await answersOf(
		query,
		rows.map(({ id }) => id)
	);
	const dayOf = await dayOfAuthority(query, place);
	return rows.map(({ id, membershipId, typedBy, kind, thing, words, writtenAt, withdrawnAt }) => {
		const said = answers.get(id) ?? [];
		return { id, membershipId, kind, thing, words, isTyped: typedBy !== null, writtenAt, withdrawnAt, answers: said, standing: rules.standingOf({ writtenAt, withdrawnAt, answers: said }, dayOf(at), dayOf) };
	});
}

/** Those of a project that stand, what is owed first (AN9). */
export const ofProject = async (query: Query, place: Place, at: Date): Promise<readonly Annotation[]> => rules.inOrderOwed((await list(query, place, at)).filter(({ withdrawnAt }) => !withdrawnAt));

/** One author's own, withdrawn ones included, the last written first (AN10). */
export const ofAuthor = async (query: Query, author: Omit<Author, 'at'>, at: Date): Promise<readonly Annotation[]> => (await list(query, author, at, eq(annotations.membershipId, author.membershipId))).toReversed();

/** How many answers a project owes, and how many are late. */
export const owedIn = async (query: Query, place: Place, at: Date) => rules.owedAmong(await ofProject(query, place, at));

/** Where the passages that are annotated stand in the last version of their texts, by annotation (AN3). Lines are whoever's they are. */
export async function passagesFound(query: Query, among: readonly Pick<Annotation, 'id' | 'thing'>[]): Promise<ReadonlyMap<AnnotationId, rules.Where>> {
	const found = new Map<AnnotationId, rules.Where>();
	const onPassages = among.flatMap(({ id, thing }) => (thing.what === 'passage' ? [{ id, thing }] : []));
	for (const [textId, own] of Map.groupBy(onPassages, ({ thing }) => thing.textId)) {
		const chain = await texts.chain(query, textId as TextId);
		const budget = budgetOfText();
		for (const { id, thing } of own) {
			const located = locate({ passageId: thing.passageId, version: thing.at, quote: thing.quote }, chain, budget);
			const now = chain.at(-1)?.passages.find((passage) => passage.id === thing.passageId);
			found.set(id, rules.whereOf(located, now?.text ?? ''));
		}
	}
	return found;
}
