// The only writer of a project's materials: added, changed, withdrawn, each with its file; what a room may see of them.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { AuthorityId, FileId, MaterialId, ProjectId } from '../../db/rules/ids.ts';
import { inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import * as files from '../../files/server/files.ts';
import type { Examined, FileRefusal } from '../../files/server/files.ts';
import { familyOf } from '../../files/rules/fileTypes.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { materialKinds, mayHold, missingToShow, nextCode, readMaterial, type Consent, type MaterialAtTeam, type MaterialFile, type MaterialKind, type MaterialRefusal, type MaterialShown, type MaterialTyped, type MaterialWords } from '../rules/materials.ts';
import type { Enquirer } from './contextAnswers.ts';
import { materials } from './tables.ts';

interface OfProject {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}

export type AddingRefusal = MaterialRefusal | FileRefusal | 'project-full';

const ofProject = ({ authorityId, projectId }: OfProject) => and(eq(materials.authorityId, authorityId), eq(materials.projectId, projectId));
type Row = typeof materials.$inferSelect;

const consentOf = ({ isPersonal, mayBePublished }: Pick<Row, 'isPersonal' | 'mayBePublished'>): Consent => (!mayBePublished ? 'not-yet' : isPersonal ? 'given' : 'nobody');
const columnsOf = ({ consent, ...words }: MaterialWords) => ({ ...words, isPersonal: consent !== 'nobody', mayBePublished: consent !== 'not-yet' });

async function tell(tx: Tx, by: Enquirer, act: string, material: MaterialId, about: Readonly<Record<string, string | number>> = {}): Promise<void> {
	const { authorityId, projectId, accountId } = by;
	await record(tx, { authorityId, projectId, actor: `account:${accountId}`, act, about: { material, ...about } });
	await announce(tx, `project:${projectId}`);
	// rooms under way show it, or show it no more
	for (const { id, openedAt, closedAt } of await gatherings.ofProject(tx, by)) if (openedAt && !closedAt) await announce(tx, `step:${id}`);
}

async function examine(kind: MaterialKind, sent: Uint8Array | null): Promise<Outcome<Examined | null, FileRefusal | 'file-not-of-kind'>> {
	if (!sent) return accepted(null);
	const read = await files.examine(sent);
	return read.accepted && !mayHold(kind, read.value.type.family) ? refused('file-not-of-kind') : read;
}

/** The same words and the same file, sent twice, are one material (EN12). */
async function twinOf(tx: Tx, by: Enquirer, kind: MaterialKind, words: object, hash: string | undefined): Promise<Row | undefined> {
	const rows = await tx.select().from(materials).where(and(ofProject(by), eq(materials.kind, kind), isNull(materials.withdrawnAt)));
	for (const row of rows) {
		if (!Object.entries(words).every(([field, value]) => row[field as keyof Row] === value)) continue;
		const file = row.fileId ? await files.find(tx, by.authorityId, row.fileId) : undefined;
		if (file?.hash === hash) return row;
	}
	return undefined;
}

/** Adds a material under the next code; the file is read before anything is written (EN4, EN6, EN10). */
export async function add(by: Enquirer, kindAsked: string, typed: MaterialTyped, sent: Uint8Array | null): Promise<Outcome<MaterialId, AddingRefusal>> {
	const kind = materialKinds.find((one) => one === kindAsked);
	if (!kind) return refused('material-kind-unknown');
	const words = readMaterial(kind, typed);
	if (!words.accepted) return words;
	const file = await examine(kind, sent);
	if (!file.accepted) return file;
	return inTransaction((tx) => keep(tx, by, kind, typed, file.value));
}

/** Adds what was read and cleaned already, in the caller's transaction. */
export async function keep(tx: Tx, by: Enquirer, kind: MaterialKind, typed: MaterialTyped, file: Examined | null): Promise<Outcome<MaterialId, AddingRefusal>> {
	const read = readMaterial(kind, typed);
	if (!read.accepted) return read;
	const { authorityId, projectId, at } = by;
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${projectId}, 6))`);
	const twin = await twinOf(tx, by, kind, columnsOf(read.value), file?.hash);
	if (twin) return accepted(twin.id);
	let fileId: FileId | null = null;
	if (file) {
		const stored = await files.keep(tx, by, file, at);
		if (!stored.accepted) return stored;
		fileId = stored.value;
	}
	const given = await tx.select({ code: materials.code }).from(materials).where(ofProject(by));
	const id = newId<'material'>();
	await tx.insert(materials).values({ id, authorityId, projectId, code: nextCode(given.map(({ code }) => code)), kind, ...columnsOf(read.value), fileId, addedAt: at });
	await tell(tx, by, 'material-added', id, { kind });
	return accepted(id);
}

async function hold(tx: Tx, by: Enquirer, asked: string): Promise<Row | undefined> {
	const id = readId<'material'>(asked);
	const [row] = id ? await tx.select().from(materials).where(and(ofProject(by), eq(materials.id, id), isNull(materials.withdrawnAt))).for('update') : [];
	return row;
}

/** Changes the words of a material, and its file where another one is sent; `read` is the revision that its author had before their eyes (EN3). */
export async function change(by: Enquirer, asked: string, read: number, kindAsked: string, typed: MaterialTyped, sent: Uint8Array | null): Promise<Outcome<MaterialId, AddingRefusal>> {
	const kind = materialKinds.find((one) => one === kindAsked);
	if (!kind) return refused('material-kind-unknown');
	const words = readMaterial(kind, typed);
	if (!words.accepted) return words;
	const file = await examine(kind, sent);
	if (!file.accepted) return file;
	return inTransaction(async (tx): Promise<Outcome<MaterialId, AddingRefusal>> => {
		const row = await hold(tx, by, asked);
		if (!row || row.kind !== kind) return refused('material-unknown');
		if (row.revision !== read) return refused('material-changed-meanwhile');
		let fileId = row.fileId;
		if (file.value) {
			const stored = await files.keep(tx, by, file.value, by.at);
			if (!stored.accepted) return stored;
			fileId = stored.value;
		}
		await tx.update(materials).set({ ...columnsOf(words.value), fileId, revision: row.revision + 1 }).where(eq(materials.id, row.id));
		if (row.fileId && row.fileId !== fileId) await files.erase(tx, by, row.fileId);
		await tell(tx, by, 'material-changed', row.id);
		return accepted(row.id);
	});
}

/** Withdraws a material: its file is erased, and so is what tells of it, but its code and its title (EN9). */
export async function withdraw(tx: Tx, by: Enquirer, asked: string): Promise<Outcome<MaterialId, 'material-unknown'>> {
	const row = await hold(tx, by, asked);
	if (!row) return refused('material-unknown');
	await tx.update(materials).set({ withdrawnAt: by.at, fileId: null, alt: '', transcript: '', caption: '', revision: row.revision + 1 }).where(eq(materials.id, row.id));
	if (row.fileId) await files.erase(tx, by, row.fileId);
	await tell(tx, by, 'material-withdrawn', row.id);
	return accepted(row.id);
}

async function withFiles(query: Query, authorityId: AuthorityId, rows: readonly Row[]): Promise<MaterialAtTeam[]> {
	const found = await files.findAll(query, authorityId, rows.flatMap(({ fileId }) => fileId ?? []));
	const known = new Map<string, MaterialFile>(found.flatMap(({ id, mime, size }) => { const family = familyOf(mime); return family ? [[id, { family, mime, size }]] : []; }));
	return rows.map((row) => {
		const { id, code, kind, title, caption, value, unit, source, zone, place, seenOn, nature, alt, transcript, fileId, revision } = row;
		const consent = consentOf(row);
		const file = (fileId && known.get(fileId)) || null;
		return { id, code, kind, title, caption, value, unit, source, zone, place, seenOn, nature, alt, transcript, consent, file, revision, missing: missingToShow({ kind, source, alt, transcript, consent, file }) };
	});
}

const inOrder = [sql`length(${materials.code})`, asc(materials.code)] as const;

/** Every material of a project that is not withdrawn, for its team. */
export async function ofTeam(query: Query, place: OfProject): Promise<MaterialAtTeam[]> {
	const rows = await query.select().from(materials).where(and(ofProject(place), isNull(materials.withdrawnAt))).orderBy(...inOrder);
	return withFiles(query, place.authorityId, rows);
}

/** Those that a room may see: ready, in the order of their codes (EN7, EN8). */
export async function ready(query: Query, place: OfProject): Promise<MaterialShown[]> {
	return (await ofTeam(query, place)).flatMap(({ missing, consent: _, revision: __, ...shown }) => (missing.length === 0 ? [shown] : []));
}

/** What records say of materials, withdrawn ones too. */
export async function namesOf(query: Query, place: OfProject, ids: readonly string[]): Promise<ReadonlyMap<string, { readonly code: string; readonly kind: MaterialKind; readonly title: string }>> {
	const known = ids.flatMap((id) => readId<'material'>(id) ?? []);
	if (known.length === 0) return new Map();
	const rows = await query.select({ id: materials.id, code: materials.code, kind: materials.kind, title: materials.title }).from(materials).where(and(ofProject(place), inArray(materials.id, known)));
	return new Map(rows.map(({ id, ...named }) => [id, named]));
}

/** Titles by code, withdrawn ones too, which say so: what cards cite. */
export async function titlesOf(query: Query, place: OfProject, codes: readonly string[]): Promise<{ readonly code: string; readonly title: string; readonly isWithdrawn?: true }[]> {
	if (codes.length === 0) return [];
	const rows = await query.select({ code: materials.code, title: materials.title, withdrawnAt: materials.withdrawnAt }).from(materials).where(and(ofProject(place), inArray(materials.code, [...codes]))).orderBy(...inOrder);
	return rows.map(({ withdrawnAt, ...titled }) => (withdrawnAt ? { ...titled, isWithdrawn: true } : titled));
}

export interface FileOfMaterial {
	readonly code: string;
	readonly isReady: boolean;
	readonly file: files.StoredFile;
}

/** The file of a material that is not withdrawn, for the door that gives it. */
export async function fileOf(query: Query, place: OfProject, asked: string): Promise<FileOfMaterial | undefined> {
	const id = readId<'material'>(asked);
	const [row] = id ? await query.select().from(materials).where(and(ofProject(place), eq(materials.id, id), isNull(materials.withdrawnAt))) : [];
	const file = row?.fileId ? await files.find(query, place.authorityId, row.fileId) : undefined;
	if (!row || !file) return undefined;
	return { code: row.code, file, isReady: missingToShow({ ...row, consent: consentOf(row), file: { family: familyOf(file.mime)! } }).length === 0 };
}
