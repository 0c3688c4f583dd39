// The only writer of stored files: reads what they are, keeps them in pieces within the project's quota, gives them back, erases them.
import { createHash } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { AuthorityId, FileId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { projectQuota, typeOf, withoutLabels, type FileType, type TypeRefusal } from '../rules/fileTypes.ts';
import { redraw, type ImageRefusal } from './images.ts';
import { filePieces, files, type Rendition } from './tables.ts';

export type { Rendition } from './tables.ts';
export type StoredFile = typeof files.$inferSelect;
export type FileRefusal = TypeRefusal | ImageRefusal;

/** Bytes: what one answer holds in memory at a time. */
export const pieceLength = 512 * 1024;

interface OfProject {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}

/** A file that may be kept, and what will be. */
export interface Examined {
	readonly type: FileType;
	readonly hash: string;
	readonly whole: Uint8Array;
	readonly small: Uint8Array | null;
}

/** What was sent, read and cleaned (FI1 to FI6, FI12): outside of any transaction, since an image takes its time. */
export async function examine(sent: Uint8Array): Promise<Outcome<Examined, FileRefusal>> {
	const read = typeOf(sent);
	if (!read.accepted) return read;
	const type = read.value;
	const seal = (whole: Uint8Array, small: Uint8Array | null) => accepted({ type, hash: createHash('sha256').update(whole).digest('hex'), whole, small });
	if (type.family !== 'image') {
		const clean = /mp4$/.test(type.mime) ? withoutLabels(sent) : accepted(sent);
		return clean.accepted ? seal(clean.value, null) : clean;
	}
	const drawn = await redraw(sent, type.mime);
	return drawn.accepted ? seal(drawn.value.whole, drawn.value.small) : drawn;
}

/** In bytes, all that a project keeps. */
export async function spaceOf(query: Query, { authorityId, projectId }: OfProject): Promise<number> {
	const [row] = await query
		.select({ bytes: sql<string>`coalesce(sum(${files.size}::bigint + coalesce(${files.smallSize}, 0)), 0)` })
		.from(files)
		.where(and(eq(files.authorityId, authorityId), eq(files.projectId, projectId)));
	return Number(row!.bytes);
}

/** Keeps a file for a project; refuses it where the project has no room left (FI7). */
export async function keep(tx: Tx, place: OfProject, { type, hash, whole, small }: Examined, at: Date): Promise<Outcome<FileId, 'project-full'>> {
	const { authorityId, projectId } = place;
	// two files at once wait for each other: each counts what the other has kept
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${projectId}, 7))`);
	const size = whole.length + (small?.length ?? 0);
	if ((await spaceOf(tx, place)) + size > projectQuota) return refused('project-full');
	const id = newId<'file'>();
	await tx.insert(files).values({ id, authorityId, projectId, hash, mime: type.mime, size: whole.length, smallSize: small?.length ?? null, storedAt: at });
	for (const [rendition, bytes] of [['whole', whole], ['small', small]] as const)
		for (let from = 0; bytes && from < bytes.length; from += pieceLength)
			await tx.insert(filePieces).values({ fileId: id, authorityId, rendition, place: from / pieceLength, bytes: bytes.subarray(from, from + pieceLength) });
	return accepted(id);
}

/** Erases a file for good, its bytes with it. Whoever refers to it lets it go first. */
export async function erase(tx: Tx, { authorityId, projectId }: OfProject, id: FileId): Promise<void> {
	await tx.delete(files).where(and(eq(files.authorityId, authorityId), eq(files.projectId, projectId), eq(files.id, id)));
}

export async function find(query: Query, authorityId: AuthorityId, id: FileId): Promise<StoredFile | undefined> {
	const [row] = await query.select().from(files).where(and(eq(files.authorityId, authorityId), eq(files.id, id)));
	return row;
}

export async function findAll(query: Query, authorityId: AuthorityId, ids: readonly FileId[]): Promise<StoredFile[]> {
	return ids.length === 0 ? [] : query.select().from(files).where(and(eq(files.authorityId, authorityId), inArray(files.id, [...ids])));
}

/** One piece; undefined once the file is erased. */
export async function pieceOf(query: Query, id: FileId, rendition: Rendition, place: number): Promise<Uint8Array | undefined> {
	const [row] = await query
		.select({ bytes: filePieces.bytes })
		.from(filePieces)
		.where(and(eq(filePieces.fileId, id), eq(filePieces.rendition, rendition), eq(filePieces.place, place)));
	return row?.bytes;
}
