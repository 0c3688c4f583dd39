// The only writer of versioned texts: a text, and versions that follow one another and never change.
import { and, asc, eq, gte } from 'drizzle-orm';
import type { AuthorityId, PassageId, ProjectId, TextId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { now } from '../../time/server/clock.ts';
import { follow, type FollowRefusal } from '../rules/chain.ts';
import type { Cause, Passage, Version } from '../rules/passages.ts';
import { textPassages, texts, textVersions } from './tables.ts';

export interface NewText {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
	/** what the text belongs to */
	readonly occasionId: string;
	/** which text of this occasion, a kebab word */
	readonly name: string;
	/** what is announced when a version is sealed */
	readonly topic: string;
}

const named = (authorityId: AuthorityId, occasionId: string, name: string) =>
	and(eq(texts.authorityId, authorityId), eq(texts.occasionId, occasionId), eq(texts.name, name));

/** A text without a version yet; the one of this name at this occasion when it is there. Throws when the occasion is another authority's. */
export async function create(tx: Tx, { authorityId, projectId, occasionId, name, topic }: NewText): Promise<TextId> {
	await tx
		.insert(texts)
		.values({ id: newId<'text'>(), authorityId, projectId, occasionId, name, topic, createdAt: now() })
		.onConflictDoNothing({ target: [texts.occasionId, texts.name] });
	const [row] = await tx
		.select({ textId: texts.id })
		.from(texts)
		.where(and(named(authorityId, occasionId, name), eq(texts.projectId, projectId)));
	if (!row) throw new Error('this occasion belongs to another authority or project');
	return row.textId;
}

export interface Seal {
	readonly textId: TextId;
	/** the version that the author had before their eyes; -1 before v0 */
	readonly base: number;
	readonly passages: readonly Passage[];
	/** at least one for each passage added, removed or changed */
	readonly causes: readonly Cause[];
	readonly actor: Actor;
	readonly onBehalfOf?: Actor;
	readonly at: Date;
}

export type SealRefusal = FollowRefusal | 'text-unknown';

/** Seals the version that follows `base`; refused when somebody sealed meanwhile: nothing of theirs is overwritten (TE4). */
export async function seal(
	tx: Tx,
	{ textId, base, passages, causes, actor, onBehalfOf, at }: Seal
): Promise<Outcome<{ number: number }, SealRefusal>> {
	const [text] = await tx.select().from(texts).where(eq(texts.id, textId)).for('update');
	if (!text) return refused('text-unknown');
	const used = await tx.selectDistinct({ id: textPassages.passageId }).from(textPassages).where(eq(textPassages.textId, textId));
	const verdict = follow(
		{
			latest: text.latest,
			passages: (await passagesOf(tx, textId, text.latest)).get(text.latest) ?? [],
			everUsed: new Set(used.map(({ id }) => id))
		},
		{ base, passages, causes }
	);
	if (!verdict.accepted) return verdict;
	const { authorityId, projectId, topic } = text;
	const { number } = verdict.value;
	await tx.insert(textVersions).values({ authorityId, textId, number, causes: verdict.value.causes, sealedBy: actor, sealedAt: at });
	if (verdict.value.passages.length > 0)
		await tx.insert(textPassages).values(
			verdict.value.passages.map(({ id, kind, text: words }, place) => ({
				authorityId,
				textId,
				version: number,
				passageId: id as PassageId,
				place,
				kind,
				text: words
			}))
		);
	await tx.update(texts).set({ latest: number }).where(eq(texts.id, textId));
	const about = { text: textId, version: number, passages: verdict.value.passages.length };
	await record(tx, { authorityId, projectId, act: 'text-sealed', actor, onBehalfOf, about });
	await announce(tx, topic);
	return accepted({ number });
}

/** The text of this name at this occasion, and the number of its last version; -1 before the first. */
export async function find(
	query: Query,
	authorityId: AuthorityId,
	occasionId: string,
	name: string
): Promise<{ textId: TextId; latest: number } | undefined> {
	const [row] = await query.select({ textId: texts.id, latest: texts.latest }).from(texts).where(named(authorityId, occasionId, name));
	return row;
}

/** The texts of a project that bear a name and have a version, the first made first. */
export const namedIn = (query: Query, { authorityId, projectId }: Pick<NewText, 'authorityId' | 'projectId'>, name: string): Promise<{ textId: TextId }[]> =>
	query
		.select({ textId: texts.id })
		.from(texts)
		.where(and(eq(texts.authorityId, authorityId), eq(texts.projectId, projectId), eq(texts.name, name), gte(texts.latest, 0)))
		.orderBy(asc(texts.createdAt), asc(texts.id));

/** The passages of one version, or of all, by version. */
async function passagesOf(query: Query, textId: TextId, version?: number): Promise<Map<number, Passage[]>> {
	const rows = await query
		.select()
		.from(textPassages)
		.where(and(eq(textPassages.textId, textId), version === undefined ? undefined : eq(textPassages.version, version)))
		.orderBy(asc(textPassages.version), asc(textPassages.place));
	const found = new Map<number, Passage[]>();
	for (const { version: number, passageId, kind, text } of rows) {
		const passage = { id: passageId, kind, text };
		const ofVersion = found.get(number);
		if (ofVersion) ofVersion.push(passage);
		else found.set(number, [passage]);
	}
	return found;
}

const asVersion = ({ number, causes, sealedAt }: typeof textVersions.$inferSelect, passages: Passage[] = []): Version => ({
	number,
	passages,
	causes,
	sealedAt: sealedAt.toISOString()
});

/** Who sealed a version; undefined when the text has none of this number. */
export async function sealerOf(query: Query, textId: TextId, number: number): Promise<string | undefined> {
	const [row] = await query
		.select({ sealedBy: textVersions.sealedBy })
		.from(textVersions)
		.where(and(eq(textVersions.textId, textId), eq(textVersions.number, number)));
	return row?.sealedBy;
}

/** One version; undefined when the text has none of this number. */
export async function readVersion(query: Query, textId: TextId, number: number | 'latest'): Promise<Version | undefined> {
	const [text] = number === 'latest' ? await query.select({ latest: texts.latest }).from(texts).where(eq(texts.id, textId)) : [];
	const wanted = number === 'latest' ? text?.latest : number;
	if (wanted === undefined) return undefined;
	const [row] = await query
		.select()
		.from(textVersions)
		.where(and(eq(textVersions.textId, textId), eq(textVersions.number, wanted)));
	return row && asVersion(row, (await passagesOf(query, textId, wanted)).get(wanted));
}

/** All versions, from v0 to the last. */
export async function chain(query: Query, textId: TextId): Promise<readonly Version[]> {
	const rows = await query.select().from(textVersions).where(eq(textVersions.textId, textId)).orderBy(asc(textVersions.number));
	const passages = await passagesOf(query, textId);
	return rows.map((row) => asVersion(row, passages.get(row.number)));
}

/** Whose a text is, and the number of its last version. */
export async function ownerOf(query: Query, textId: TextId): Promise<{ readonly authorityId: AuthorityId; readonly projectId: ProjectId; readonly latest: number } | undefined> {
	const [row] = await query.select({ authorityId: texts.authorityId, projectId: texts.projectId, latest: texts.latest }).from(texts).where(eq(texts.id, textId));
	return row;
}
