// The only writer of what a cockpit makes public: versions that never change, and what the team says in its own words.
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { AuthorityId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { record as recordAct, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import * as projects from '../../projects/server/projects.ts';
import type { Audience } from '../rules/elements/fields.ts';
import type { Fields } from '../rules/modes/mode.ts';
import {
	judgePublishing,
	noWords,
	publicCockpit,
	readAudiences,
	readReason,
	readWords,
	type AudienceRefusal,
	type PublicCockpit,
	type PublicWords,
	type PublishRefusal,
	type WithdrawRefusal,
	type WordsRefusal
} from '../rules/publication.ts';
import * as elements from './elements.ts';
import type { Doer, Place } from './elements.ts';
import { word } from './guards.ts';
import { cockpitPublications, cockpits } from './tables.ts';

/** A version without what it says. */
export interface Version {
	readonly number: number;
	readonly slug: string;
	readonly publishedAt: Date;
	readonly publishedBy: Actor;
	readonly withdrawnAt: Date | null;
	readonly withdrawnWhy: string | null;
}

const columns = {
	number: cockpitPublications.number,
	slug: cockpitPublications.slug,
	publishedAt: cockpitPublications.publishedAt,
	publishedBy: cockpitPublications.publishedBy,
	withdrawnAt: cockpitPublications.withdrawnAt,
	withdrawnWhy: cockpitPublications.withdrawnWhy
};

const ofPlace = ({ authorityId, projectId }: Place) =>
	and(eq(cockpitPublications.authorityId, authorityId), eq(cockpitPublications.projectId, projectId));

/** All that were published, those taken back too, the last first. */
export const versionsOf = (query: Query, place: Place): Promise<readonly Version[]> =>
	query.select(columns).from(cockpitPublications).where(ofPlace(place)).orderBy(desc(cockpitPublications.number));

/** What the last version that stands says; null where none does. */
export async function lastContent(query: Query, place: Place): Promise<PublicCockpit | null> {
	const [row] = await query
		.select({ content: cockpitPublications.content })
		.from(cockpitPublications)
		.where(and(ofPlace(place), isNull(cockpitPublications.withdrawnAt)))
		.orderBy(desc(cockpitPublications.number))
		.limit(1);
	return row?.content ?? null;
}

/** What the team says publicly in its own words, as it is being written. */
export async function wordsOf(query: Query, { authorityId, projectId }: Place): Promise<PublicWords> {
	const [row] = await query
		.select({ words: cockpits.publicWords })
		.from(cockpits)
		.where(and(eq(cockpits.authorityId, authorityId), eq(cockpits.projectId, projectId)));
	return { ...noWords, ...row?.words };
}

/** The cockpit as anybody would read it if it were published now: the preview and the page are one (CO102). */
export async function contentNow(query: Query, place: Place, today: string): Promise<PublicCockpit> {
	const [project, authority, words, all] = await Promise.all([
		projects.read(query, place.projectId),
		authorities.read(query, place.authorityId),
		wordsOf(query, place),
		elements.ofProject(query, place, today)
	]);
	return publicCockpit({ authority: authority!.name, title: project!.title, summary: project!.summary, words }, all);
}

async function hold(tx: Tx, { authorityId, projectId, at }: Doer): Promise<void> {
	await tx.insert(cockpits).values({ authorityId, projectId, begunAt: at }).onConflictDoNothing();
	await tx.select({ id: cockpits.projectId }).from(cockpits).where(eq(cockpits.projectId, projectId)).for('update');
}

async function tell(tx: Tx, { authorityId, projectId, actor }: Doer, act: string, about: Record<string, string | number>): Promise<void> {
	await recordAct(tx, { authorityId, projectId, act, actor, about });
	await announce(tx, `cockpit:${projectId}`);
}

/** Keeps the words of the team for the next version. What somebody else wrote meanwhile is not written over. */
export async function sayWords(tx: Tx, doer: Doer, typed: Fields): Promise<Outcome<null, WordsRefusal | 'public-words-changed'>> {
	const words = readWords(typed);
	if (!words.accepted) return words;
	await hold(tx, doer);
	const standing = await wordsOf(tx, doer);
	if (JSON.stringify(standing) === JSON.stringify(words.value)) return accepted(null);
	if (word(typed, 'read') !== JSON.stringify(standing)) return refused('public-words-changed');
	await tx.update(cockpits).set({ publicWords: words.value }).where(eq(cockpits.projectId, doer.projectId));
	await tell(tx, doer, 'cockpit-public-words-written', {});
	return accepted(null);
}

/** The address of a project's versions: its code, numbered where another authority's project has taken it. */
async function slugFor(tx: Tx, { projectId, ...place }: Place): Promise<string> {
	const [own] = await versionsOf(tx, { ...place, projectId });
	if (own) return own.slug;
	const { code } = (await projects.read(tx, projectId))!;
	// whoever publishes for the first time waits for the others: two of the same code never take the same address
	await tx.execute(sql`select pg_advisory_xact_lock(hashtext('cockpit-publication-slugs'))`);
	for (let turn = 1; ; turn += 1) {
		const slug = turn === 1 ? code : `${code}-${turn}`;
		if ((await tx.$count(cockpitPublications, eq(cockpitPublications.slug, slug))) === 0) return slug;
	}
}

/** Publishes what its publisher has read, as the next version (CO103). */
export async function publish(
	tx: Tx,
	doer: Doer,
	read: string
): Promise<Outcome<{ readonly number: number; readonly slug: string }, PublishRefusal | 'publication-rehearsal'>> {
	const { authorityId, projectId, actor, at, today } = doer;
	await hold(tx, doer);
	if (await projects.holdsRehearsal(tx, projectId)) return refused('publication-rehearsal');
	const judged = judgePublishing(await contentNow(tx, doer, today), { read, last: await lastContent(tx, doer) });
	if (!judged.accepted) return judged;
	const number = ((await versionsOf(tx, doer))[0]?.number ?? 0) + 1;
	const slug = await slugFor(tx, doer);
	await tx
		.insert(cockpitPublications)
		.values({ authorityId, projectId, number, slug, content: judged.value, publishedAt: at, publishedBy: actor });
	await tell(tx, doer, 'cockpit-published', { number });
	return accepted({ number, slug });
}

/** Takes a version back: what it said is read by nobody any more, and that it was there, with why, by everybody (CO106). */
export async function withdraw(
	tx: Tx,
	doer: Doer,
	{ number, reason }: { readonly number: number; readonly reason: string }
): Promise<Outcome<null, WithdrawRefusal>> {
	const why = readReason(reason);
	if (!why.accepted) return why;
	await hold(tx, doer);
	const version = (await versionsOf(tx, doer)).find((one) => one.number === number);
	if (!version) return refused('publication-unknown');
	if (version.withdrawnAt) return refused('publication-withdrawn-already');
	await tx
		.update(cockpitPublications)
		.set({ withdrawnAt: doer.at, withdrawnBy: doer.actor, withdrawnWhy: why.value })
		.where(and(ofPlace(doer), eq(cockpitPublications.number, number)));
	await tell(tx, doer, 'cockpit-version-withdrawn', { number });
	return accepted(null);
}

/** Says who reads each field of an element (CO27). */
export async function sayAudiences(
	tx: Tx,
	doer: Doer,
	reader: Audience,
	typed: Fields
): Promise<Awaited<ReturnType<typeof elements.write>> | { readonly accepted: false; readonly reason: AudienceRefusal }> {
	const element = await elements.read(tx, doer, word(typed, 'element'), doer.today);
	if (!element) return { accepted: false, reason: 'element-unknown', wrongs: [], contested: {} };
	const seenBy = readAudiences(element.kind, typed, { stored: element.stored, reader });
	if (!seenBy.accepted) return seenBy;
	return elements.write(tx, doer, {
		element: element.id,
		revision: Number(word(typed, 'revision')) || 0,
		values: { seenBy: seenBy.value }
	});
}

/** What anybody reads of a project under its address. */
export interface PublicVersion extends Version {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	/** null: this version was taken back */
	readonly content: PublicCockpit | null;
}

/** One version, the last that stands where none is asked; the last of all where none stands. Read at each visit: what is taken back is gone with the next one. */
export async function bySlug(query: Query, slug: string, asked?: number): Promise<PublicVersion | undefined> {
	if (!/^[a-z0-9-]{2,60}$/.test(slug)) return undefined;
	const rows = await query
		.select({ ...columns, authorityId: cockpitPublications.authorityId, projectId: cockpitPublications.projectId, content: cockpitPublications.content })
		.from(cockpitPublications)
		.where(
			and(
				eq(cockpitPublications.slug, slug),
				asked === undefined ? undefined : eq(cockpitPublications.number, asked)
			)
		)
		.orderBy(sql`${cockpitPublications.withdrawnAt} is not null`, desc(cockpitPublications.number))
		.limit(1);
	const [row] = rows;
	return row && { ...row, content: row.withdrawnAt ? null : row.content };
}

/** The addresses of an authority's projects that have a version that stands. */
export const slugsOf = async (query: Query, authorityId: AuthorityId): Promise<ReadonlyMap<ProjectId, string>> =>
	new Map(
		(
			await query
				.selectDistinct({ projectId: cockpitPublications.projectId, slug: cockpitPublications.slug })
				.from(cockpitPublications)
				.where(and(eq(cockpitPublications.authorityId, authorityId), isNull(cockpitPublications.withdrawnAt)))
		).map(({ projectId, slug }) => [projectId, slug])
	);
