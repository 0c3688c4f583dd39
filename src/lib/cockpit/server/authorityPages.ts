// The only writer of an authority's public page: its budget orientations, as they are being written and as they are published (PRO-1).
import { eq, sql } from 'drizzle-orm';
import type { AuthorityId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { ofAuthority, record, type Actor } from '../../journal/server/journal.ts';
import * as juries from '../../jury/server/juries.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import { codeOf } from '../../projects/rules/projects.ts';
import * as projects from '../../projects/server/projects.ts';
import { emptyPage, readAuthorityPage, type AuthorityPage, type AuthorityPageRefusal } from '../rules/authorityPage.ts';
import type { Fields } from '../rules/modes/mode.ts';
import * as publications from './publications.ts';
import { authorityPages } from './tables.ts';

export interface Keeper {
	readonly authorityId: AuthorityId;
	readonly actor: Actor;
	readonly at: Date;
}

export interface KeptPage {
	/** null: no address was given yet */
	readonly slug: string | null;
	readonly draft: AuthorityPage;
	readonly published: AuthorityPage | null;
	readonly publishedAt: Date | null;
	readonly revision: number;
}

const nothing: KeptPage = { slug: null, draft: emptyPage, published: null, publishedAt: null, revision: 0 };

export async function read(query: Query, authorityId: AuthorityId): Promise<KeptPage> {
	const [row] = await query.select().from(authorityPages).where(eq(authorityPages.authorityId, authorityId));
	return row ?? nothing;
}

async function slugFor(tx: Tx, authorityId: AuthorityId): Promise<string> {
	const { name } = (await authorities.read(tx, authorityId))!;
	const code = codeOf(name);
	await tx.execute(sql`select pg_advisory_xact_lock(hashtext('authority-page-slugs'))`);
	for (let turn = 1; ; turn += 1) {
		const slug = turn === 1 ? code : `${code}-${turn}`;
		if ((await tx.$count(authorityPages, eq(authorityPages.slug, slug))) === 0) return slug;
	}
}

/** The page, made on its first writing and held until the transaction ends. */
async function hold(tx: Tx, authorityId: AuthorityId): Promise<KeptPage> {
	const find = () => tx.select().from(authorityPages).where(eq(authorityPages.authorityId, authorityId)).for('update');
	const [row] = await find();
	if (row) return row;
	await tx.insert(authorityPages).values({ authorityId, slug: await slugFor(tx, authorityId), draft: emptyPage, revision: 0 }).onConflictDoNothing();
	return (await find())[0]!;
}

const tell = (tx: Tx, { authorityId, actor }: Keeper, act: string): Promise<void> => record(tx, { ...ofAuthority(authorityId), act, actor, about: {} });

/** Keeps what is typed, for nobody but the authority yet. `revision`: what its writer had read. */
export async function write(
	tx: Tx,
	by: Keeper,
	typed: Fields,
	revision: number
): Promise<Outcome<null, AuthorityPageRefusal> & { readonly row?: number }> {
	const page = readAuthorityPage(typed);
	if (!page.accepted) return page;
	const standing = await hold(tx, by.authorityId);
	if (standing.revision !== revision) return refused('page-changed-meanwhile');
	await tx.update(authorityPages).set({ draft: page.value, revision: revision + 1 }).where(eq(authorityPages.authorityId, by.authorityId));
	await tell(tx, by, 'authority-page-written');
	return accepted(null);
}

/** Shows everybody what is written, in place of what was shown (CO121). */
export async function publish(tx: Tx, by: Keeper, revision: number): Promise<Outcome<{ readonly slug: string }, AuthorityPageRefusal>> {
	const standing = await hold(tx, by.authorityId);
	if (standing.revision !== revision) return refused('page-changed-meanwhile');
	if (standing.draft.introduction === '' && standing.draft.orientations.length === 0) return refused('page-empty');
	await tx
		.update(authorityPages)
		.set({ published: standing.draft, publishedAt: by.at, revision: revision + 1 })
		.where(eq(authorityPages.authorityId, by.authorityId));
	await tell(tx, by, 'authority-page-published');
	return accepted({ slug: standing.slug! });
}

/** Takes it back: its address leads nowhere from the next visit on, and what is written stays. */
export async function withdraw(tx: Tx, by: Keeper): Promise<Outcome<null, AuthorityPageRefusal>> {
	const standing = await hold(tx, by.authorityId);
	if (!standing.published) return refused('page-empty');
	await tx
		.update(authorityPages)
		.set({ published: null, publishedAt: null, revision: standing.revision + 1 })
		.where(eq(authorityPages.authorityId, by.authorityId));
	await tell(tx, by, 'authority-page-withdrawn');
	return accepted(null);
}

/** The address of its page, where it is published. */
export async function publicOf(query: Query, authorityId: AuthorityId): Promise<{ readonly slug: string } | null> {
	const { slug, published } = await read(query, authorityId);
	return published && slug ? { slug } : null;
}

export interface PublicAuthority {
	readonly authorityId: AuthorityId;
	readonly name: string;
	readonly page: AuthorityPage;
	readonly publishedAt: Date;
}

export async function bySlug(query: Query, slug: string): Promise<PublicAuthority | undefined> {
	if (!/^[a-z0-9-]{2,60}$/.test(slug)) return undefined;
	const [row] = await query.select().from(authorityPages).where(eq(authorityPages.slug, slug));
	if (!row?.published || !row.publishedAt) return undefined;
	const { name } = (await authorities.read(query, row.authorityId))!;
	return { authorityId: row.authorityId, name, page: row.published, publishedAt: row.publishedAt };
}

/** A purchase project as the authority's page tells it. */
export interface ToldProject {
	readonly title: string;
	readonly summary: string;
	/** why a jury, in the words of its announcement; null: none is announced */
	readonly announcement: string | null;
	readonly juryUrl: string | null;
	readonly cockpitUrl: string | null;
}

/** The projects of an authority that mobilise a jury, then those whose cockpit is published (CO122). No other project is named. */
export async function projectsOf(query: Query, authorityId: AuthorityId): Promise<readonly ToldProject[]> {
	const announced = await juries.announcedBy(query, authorityId);
	const slugs = await publications.slugsOf(query, authorityId);
	const ids = [...new Set([...announced.map(({ projectId }) => projectId), ...slugs.keys()])];
	const told = await Promise.all(
		ids.map(async (projectId) => {
			const project = await projects.read(query, projectId);
			if (!project || (await projects.holdsRehearsal(query, projectId))) return [];
			const jury = announced.find((one) => one.projectId === projectId);
			const slug = slugs.get(projectId);
			return [
				{
					title: project.title,
					summary: project.summary,
					announcement: jury?.announcement ?? null,
					juryUrl: jury ? `/jury/${jury.slug}` : null,
					cockpitUrl: slug ? `/public/projets/${slug}` : null
				}
			];
		})
	);
	return told.flat();
}
