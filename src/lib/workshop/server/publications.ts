// The only writer of what a gathering makes public of its record.
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { AuthorityId, GatheringId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { record as journalise, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Paper } from '../../papers/rules/paper.ts';
import { newToken } from '../../people/server/tokens.ts';
import * as projects from '../../projects/server/projects.ts';
import * as operators from '../../sourcing/server/operators.ts';
import { m } from '../../words/messages.js';
import { judgePublication, publicFile, publicRecord, type PublicationRefusal, type PublicFile, type PublicSection } from '../rules/publication.ts';
import { readRecord } from './record.ts';
import { recordPaper } from './recordPaper.ts';
import { publications } from './tables.ts';

export interface Publisher {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	readonly gatheringId: GatheringId;
	readonly actor: Actor;
	readonly at: Date;
}

export interface Publication {
	readonly gatheringId: GatheringId;
	readonly slug: string;
	readonly sections: readonly PublicSection[];
	readonly publishedAt: Date;
	readonly withdrawnAt: Date | null;
}

const columns = { gatheringId: publications.gatheringId, slug: publications.slug, sections: publications.sections, publishedAt: publications.publishedAt, withdrawnAt: publications.withdrawnAt };

export async function read(query: Query, { authorityId, gatheringId }: Pick<Publisher, 'authorityId' | 'gatheringId'>): Promise<Publication | undefined> {
	const [row] = await query
		.select(columns)
		.from(publications)
		.where(and(eq(publications.authorityId, authorityId), eq(publications.gatheringId, gatheringId)));
	return row;
}

/** Read at each visit: what is withdrawn is gone with the next one. */
export async function bySlug(query: Query, slug: string): Promise<Publication | undefined> {
	if (!/^[a-z0-9-]{10,80}$/.test(slug)) return undefined;
	const [row] = await query.select(columns).from(publications).where(eq(publications.slug, slug));
	return row;
}

/** Those of a project that anybody may read, the last first. */
export async function ofProject(query: Query, project: Pick<Publisher, 'authorityId' | 'projectId'>): Promise<readonly Pick<Publication, 'slug' | 'publishedAt'>[]> {
	const ids = (await gatherings.ofProject(query, project)).map(({ id }) => id);
	if (ids.length === 0) return [];
	return query
		.select({ slug: publications.slug, publishedAt: publications.publishedAt })
		.from(publications)
		.where(and(eq(publications.authorityId, project.authorityId), inArray(publications.gatheringId, ids), isNull(publications.withdrawnAt)))
		.orderBy(desc(publications.publishedAt));
}

/** Whether the room has come to its closing, or is over: before, nothing of it is made public. */
export async function hasComeToItsClosing(query: Query, gatheringId: GatheringId): Promise<boolean> {
	const { closedAt } = await gatherings.read(query, gatheringId);
	return closedAt !== null || (await gatherings.staysOf(query, gatheringId)).some(({ step }) => step === 'closing');
}

async function tell(tx: Tx, { authorityId, projectId, gatheringId, actor }: Publisher, act: string, about: Record<string, string>): Promise<void> {
	await journalise(tx, { authorityId, projectId, act, actor, about: { gathering: gatheringId, ...about } });
	await announce(tx, `project:${projectId}`);
}

/** Publishes these sections, in place of those published before; the address stays (MO273). */
export async function publish(tx: Tx, by: Publisher, typed: readonly string[]): Promise<Outcome<{ slug: string }, PublicationRefusal>> {
	const { authorityId, projectId, gatheringId, at } = by;
	const { isRehearsal } = await gatherings.read(tx, gatheringId);
	const judged = judgePublication(typed, isRehearsal ? 'rehearsed' : (await hasComeToItsClosing(tx, gatheringId)) ? 'at-its-closing' : 'before-its-closing');
	if (!judged.accepted) return judged;
	const project = (await projects.read(tx, projectId))!;
	const sections = judged.value;
	const [row] = await tx
		.insert(publications)
		// eighty bits: nobody comes to it by trying
		.values({ gatheringId, authorityId, slug: `${project.code}-${newToken().slice(0, 16)}`, sections, publishedAt: at })
		.onConflictDoUpdate({ target: publications.gatheringId, set: { sections, publishedAt: at, withdrawnAt: null } })
		.returning({ slug: publications.slug });
	await tell(tx, by, 'record-published', { sections: sections.join(' ') });
	return accepted({ slug: row!.slug });
}

/** Takes it back: the address says so from the next visit on, and stays for the next publication. */
export async function withdraw(tx: Tx, by: Publisher): Promise<Outcome<null, 'publication-unknown'>> {
	const [row] = await tx
		.update(publications)
		.set({ withdrawnAt: by.at })
		.where(and(eq(publications.authorityId, by.authorityId), eq(publications.gatheringId, by.gatheringId), isNull(publications.withdrawnAt)))
		.returning({ gatheringId: publications.gatheringId });
	if (!row) return refused('publication-unknown');
	await tell(tx, by, 'record-withdrawn', {});
	return accepted(null);
}

export interface Told {
	readonly paper: Paper;
	readonly file: PublicFile;
	readonly isAwarded: boolean;
	/** who answers for it */
	readonly authority: string;
}

/** The record of a gathering as anybody would read it with these sections: the preview and the public page are one. */
export async function readPublicly(query: Query, gatheringId: GatheringId, sections: readonly PublicSection[], at: Date): Promise<Told> {
	const { authorityId, projectId } = await gatherings.read(query, gatheringId);
	const hidden = await operators.hiddenIn(query, { authorityId, projectId });
	const told = new Set(sections);
	const record = publicRecord(await readRecord(query, gatheringId, at), told, { ...hidden, replacement: m.sourcing_hidden_name() });
	return { paper: recordPaper(record, told), file: publicFile(record, sections), isAwarded: hidden.isAwarded, authority: record.authority.name };
}
