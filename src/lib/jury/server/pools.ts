// The only writer of those who may be drawn: rolls read from files, volunteers, answers typed for somebody, and their forgetting.
import { createHash, randomInt } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { CandidateId, Id, JuryId } from '../../db/rules/ids.ts';
import { inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { accepted, refused, type Outcome, type Refused } from '../../outcomes/rules/outcome.ts';
import { readCsvFile, textOf } from '../../papers/server/csvFile.ts';
import { householdOf } from '../../people/rules/addresses.ts';
import type { TooMany } from '../../people/server/limits.ts';
import { hashToken, newCode, newToken } from '../../people/server/tokens.ts';
import { contactColumns, type ContactField, type ListedPerson } from '../rules/pools/files.ts';
import { fileMark, fold, householdMark, personMark, profileOf } from '../rules/pools/identity.ts';
import type { Channel, Pool } from '../rules/pools/pools.ts';
import { onBehalf, readPool } from '../rules/pools/pools.ts';
import { mostExamples, type ImportReport, type RowRefusal } from '../rules/pools/report.ts';
import { readHead, readRow, type NeededField, type RollRow } from '../rules/pools/roll.ts';
import { poolCategory, poolFeatures } from '../rules/quotas.ts';
import { readPeople, type Fault } from '../rules/sortition/reading.ts';
import { personLimits, readPerson, type PersonFault, type ReadPerson, type TypedPerson } from '../rules/pools/volunteers.ts';
import * as juries from './juries.ts';
import { alumni, candidates, contacts, jurySeats, purges, rollImports } from './tables.ts';

type ImportId = Id<'roll-import'>;
export type RollImport = typeof rollImports.$inferSelect;

const codeLength = 10;

/** The mark that stands for people who are not named. */
const hashOf = (codes: readonly string[]): string => createHash('sha256').update(codes.join('\n')).digest('hex');

const batch = 1_000;
/** More than the electors of the largest towns that would send one file. */
const mostRows = 300_000;

export type ImportRefusal = 'jury-unknown' | 'jury-ended' | 'roll-file-missing' | 'roll-file-empty' | 'roll-file-unreadable' | 'roll-columns-missing' | 'roll-too-many-rows' | 'roll-being-read';

interface ReadRoll {
	readonly report: ImportReport;
	readonly rows: readonly RollRow[];
}

/** Everything that a file says, before anything is written (JU10, JU11). */
async function readRoll(bytes: Uint8Array, year: number): Promise<Outcome<ReadRoll, ImportRefusal> & { readonly missing?: readonly NeededField[] }> {
	const file = readCsvFile(bytes);
	const examples: { row: number; reason: RowRefusal }[] = [];
	const rows: { readonly number: number; readonly row: RollRow }[] = [];
	let head: ReturnType<typeof readHead> | undefined;
	let seen = 0;
	let refusedRows = 0;
	const refuse = (row: number, reason: RowRefusal) => {
		refusedRows += 1;
		if (examples.length < mostExamples) examples.push({ row, reason });
	};
	try {
		for await (const { number, cells } of file.rows) {
			if (!head) {
				head = readHead(cells);
				if (!head.accepted) return head;
				continue;
			}
			seen += 1;
			if (seen > mostRows) return refused('roll-too-many-rows');
			const row = head.accepted ? readRow(head.value, cells, year) : undefined;
			if (row?.accepted) rows.push({ number, row: row.value });
			else if (row) refuse(number, row.reason);
		}
	} catch {
		return refused('roll-file-unreadable');
	}
	if (!head?.accepted || seen === 0) return refused('roll-file-empty');
	const ids = Map.groupBy(rows.filter(({ row }) => row.id !== ''), ({ row }) => row.id);
	const kept = rows.filter(({ number, row }) => {
		if (row.id === '' || ids.get(row.id)!.length === 1) return true;
		refuse(number, 'roll-id-twice');
		return false;
	});
	examples.sort((a, b) => a.row - b.row);
	const { kept: columnsKept, dropped: columnsDropped } = head.value;
	return accepted({
		rows: kept.map(({ row }) => row),
		report: { version: 1, rows: seen, kept: 0, duplicates: 0, refused: refusedRows, examples, columnsKept, columnsDropped, encoding: file.encoding, separator: file.separator }
	});
}

/** Writes a batch, leaving out who is already there (JU12). Gives how many came in. */
async function insertRows(tx: Tx, by: juries.Keeper, jury: juries.Jury, rows: readonly RollRow[]): Promise<number> {
	const marked = new Map(rows.map((row) => [personMark(jury.id, row), row]));
	const known = await tx
		.select({ sameAs: contacts.sameAs })
		.from(contacts)
		.where(and(eq(contacts.juryId, jury.id), inArray(contacts.sameAs, [...marked.keys()])));
	for (const { sameAs } of known) marked.delete(sameAs);
	if (marked.size === 0) return 0;
	const { authorityId, actor } = by;
	const year = by.at.getFullYear();
	const made = [...marked].map(([sameAs, row]) => ({ id: newId<'candidate'>(), sameAs, row }));
	await tx.insert(candidates).values(
		made.map(({ id, row }) => ({
			id,
			authorityId,
			juryId: jury.id,
			pool: 'roll' as const,
			code: newCode(codeLength),
			profile: profileOf(jury.quotas.categories, row, year),
			household: householdMark(jury.id, row),
			channel: 'import' as const,
			enteredBy: actor
		}))
	);
	await tx.insert(contacts).values(made.map(({ id, sameAs, row: { id: _, ...row } }) => ({ candidateId: id, authorityId, juryId: jury.id, sameAs, ...row })));
	return made.length;
}

/** Imports that this process reads now: told at the end, and never two at once for one jury. */
const underWay = new Map<JuryId, Promise<void>>();

/** For tests, and for whoever stops the process. */
export const settled = (juryId: JuryId): Promise<void> => underWay.get(juryId) ?? Promise.resolve();

interface RollFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

async function openImport(tx: Tx, by: juries.Keeper, id: ImportId, file: RollFile, report: ImportReport): Promise<Outcome<juries.Jury, ImportRefusal>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	if (jury.endedAt) return refused('jury-ended');
	if (underWay.has(jury.id)) return refused('roll-being-read');
	await tx.insert(rollImports).values({
		id,
		authorityId: by.authorityId,
		juryId: jury.id,
		fileName: [...file.name].slice(0, 120).join(''),
		fileHash: createHash('sha256').update(file.bytes).digest('hex'),
		report,
		importedBy: by.actor,
		importedAt: by.at
	});
	await juries.tell(tx, by, jury.id, 'roll-import-begun', { import: id, rows: report.rows });
	return accepted(jury);
}

/** Reads a roll within a transaction that is under way: whole with it, or not at all. For one that fits in a batch. */
export async function importShortRoll(tx: Tx, by: juries.Keeper, file: RollFile): Promise<Outcome<ImportId, ImportRefusal>> {
	const read = await readRoll(file.bytes, by.at.getFullYear());
	if (!read.accepted) return read;
	const { rows, report } = read.value;
	if (rows.length > batch) return refused('roll-too-many-rows');
	const id = newId<'roll-import'>();
	const begun = await openImport(tx, by, id, file, report);
	if (!begun.accepted) return begun;
	const kept = await insertRows(tx, by, begun.value, rows);
	const duplicates = rows.length - kept;
	await tx.update(rollImports).set({ report: { ...report, kept, duplicates }, finishedAt: by.at }).where(eq(rollImports.id, id));
	await juries.tell(tx, by, begun.value.id, 'roll-imported', { import: id, kept, duplicates, refused: report.refused });
	return accepted(id);
}

/**
 * Reads a roll: refused at once where the file cannot be used, else written batch by batch while screens follow it. Cut short, what came in
 * stays, and the same file read again brings the rest and nobody twice.
 */
export async function importRoll(by: juries.Keeper, file: RollFile): Promise<Outcome<ImportId, ImportRefusal> & { readonly missing?: readonly NeededField[] }> {
	if (file.bytes.length === 0) return refused('roll-file-missing');
	const read = await readRoll(file.bytes, by.at.getFullYear());
	if (!read.accepted) return read;
	const id = newId<'roll-import'>();
	const begun = await inTransaction((tx) => openImport(tx, by, id, file, read.value.report));
	if (!begun.accepted) return begun;
	const jury = begun.value;
	underWay.set(
		jury.id,
		writeRoll(by, jury, id, read.value).finally(() => underWay.delete(jury.id))
	);
	return accepted(id);
}

async function writeRoll(by: juries.Keeper, jury: juries.Jury, id: ImportId, { rows, report }: ReadRoll): Promise<void> {
	let kept = 0;
	try {
		for (let from = 0; from < rows.length || from === 0; from += batch) {
			const some = rows.slice(from, from + batch);
			const isLast = from + batch >= rows.length;
			kept += await inTransaction(async (tx) => {
				const came = await insertRows(tx, by, jury, some);
				const soFar = { ...report, kept: kept + came, duplicates: Math.min(from + batch, rows.length) - kept - came };
				await tx
					.update(rollImports)
					.set({ report: soFar, finishedAt: isLast ? by.at : null })
					.where(eq(rollImports.id, id));
				if (isLast) await juries.tell(tx, by, jury.id, 'roll-imported', { import: id, kept: soFar.kept, duplicates: soFar.duplicates, refused: soFar.refused });
				else await juries.look(tx, jury.id);
				return came;
			});
		}
	} catch {
		// the row stays unfinished: the screen says that it was cut short and what to do
	}
}

/** The latest first. */
export const importsOf = (query: Query, juryId: JuryId): Promise<RollImport[]> => query.select().from(rollImports).where(eq(rollImports.juryId, juryId)).orderBy(desc(rollImports.importedAt)).limit(20);

export const isReading = (juryId: JuryId): boolean => underWay.has(juryId);

/** Somebody who may be drawn: not withdrawn, not there twice, and who said yes. */
export const mayBeDrawn = and(isNull(candidates.withdrawnAt), isNull(candidates.duplicateOf), eq(candidates.answer, 'yes'));

export interface PoolFigures {
	/** of the roll: imported, written to, said yes, said no */
	readonly roll: { readonly listed: number; readonly writtenTo: number; readonly yes: number; readonly no: number };
	readonly volunteers: { readonly yes: number; readonly onBehalf: number };
}

export async function figuresOf(query: Query, juryId: JuryId): Promise<PoolFigures> {
	const stands = and(eq(candidates.juryId, juryId), isNull(candidates.withdrawnAt), isNull(candidates.duplicateOf));
	const [row] = await query
		.select({
			listed: sql<number>`count(*) filter (where ${candidates.pool} = 'roll')::int`,
			writtenTo: sql<number>`count(*) filter (where ${candidates.pool} = 'roll' and ${candidates.writtenToAt} is not null)::int`,
			yes: sql<number>`count(*) filter (where ${candidates.pool} = 'roll' and ${candidates.answer} = 'yes')::int`,
			no: sql<number>`count(*) filter (where ${candidates.pool} = 'roll' and ${candidates.answer} = 'no')::int`,
			volunteers: sql<number>`count(*) filter (where ${candidates.pool} = 'volunteers' and ${candidates.answer} = 'yes')::int`,
			onBehalf: sql<number>`count(*) filter (where ${candidates.pool} = 'volunteers' and ${candidates.channel} in ('phone', 'paper'))::int`
		})
		.from(candidates)
		.where(stands);
	const { listed, writtenTo, yes, no, volunteers, onBehalf: typedFor } = row!;
	return { roll: { listed, writtenTo, yes, no }, volunteers: { yes: volunteers, onBehalf: typedFor } };
}

/** Those who may be drawn, without a name. */
export async function drawable(query: Query, juryId: JuryId): Promise<{ readonly id: CandidateId; readonly code: string; readonly pool: Pool; readonly profile: Readonly<Record<string, string>>; readonly household: string | null }[]> {
	return query
		.select({ id: candidates.id, code: candidates.code, pool: candidates.pool, profile: candidates.profile, household: candidates.household })
		.from(candidates)
		.where(and(eq(candidates.juryId, juryId), mayBeDrawn))
		.orderBy(asc(candidates.code));
}

/** What a refused form says beside its reason: the first field at fault, and all that is wrong. */
export interface Told {
	readonly field?: string;
	readonly wrongs?: readonly PersonFault[];
}

export type VolunteerRefusal = (ReadPerson & { accepted: false })['reason'] | 'jury-unknown' | 'volunteers-closed' | 'channel-unknown' | 'volunteers-too-many';
export type Volunteered = Outcome<{ readonly id: CandidateId; readonly code: string; readonly isAgain: boolean }, VolunteerRefusal> & Told;

const mostVolunteers = 20_000;

/** A tablet at a market enters many people from one address; a machine enters more. */
const sendings = new RateLimiterMemory({ keyPrefix: 'volunteer', points: 60, duration: 600 });

/** One sending of the public form. */
export async function fromTheirScreen(address: string, send: () => Promise<Volunteered>): Promise<Volunteered | Refused<TooMany>> {
	try {
		await sendings.consume(householdOf(address));
	} catch {
		return refused('too-many-attempts');
	}
	return send();
}

/** Why one may no longer volunteer, if so: the day has passed, or the draw is sealed. */
export async function areVolunteersClosed(query: Query, jury: juries.Jury, today: string): Promise<boolean> {
	return jury.endedAt !== null || (jury.volunteersUntil !== null && today > jury.volunteersUntil) || (await juries.isSealed(query, jury.id));
}

/**
 * Somebody comes forward, by the form or through somebody who types for them (JU14). Sent twice, or by somebody of the roll, they are in the pool
 * once (JU12): what they said last holds, and the answer tells nobody whether they were known.
 */
export async function volunteer(tx: Tx, by: juries.Keeper, typed: TypedPerson & { readonly channel: string }, today: string): Promise<Volunteered> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	if (await areVolunteersClosed(tx, jury, today)) return refused('volunteers-closed');
	const channel: Channel | undefined = typed.channel === 'form' ? 'form' : onBehalf.find((one) => one === typed.channel);
	if (!channel) return { ...refused('channel-unknown'), field: 'channel' };
	const person = readPerson(typed, jury.quotas.categories, Number(today.slice(0, 4)));
	if (!person.accepted) return person;
	const { profile, ...who } = person.value;
	const sameAs = personMark(jury.id, who);
	const known = await tx
		.select({ id: candidates.id, code: candidates.code, pool: candidates.pool })
		.from(contacts)
		.innerJoin(candidates, eq(candidates.id, contacts.candidateId))
		.where(and(eq(contacts.juryId, jury.id), eq(contacts.sameAs, sameAs), isNull(candidates.duplicateOf)));
	const said = { channel, enteredBy: by.actor, profile, household: householdMark(jury.id, who), answer: 'yes' as const, answeredAt: by.at, withdrawnAt: null };
	const again = known.find(({ pool }) => pool === 'volunteers');
	if (again) {
		await tx.update(candidates).set(said).where(eq(candidates.id, again.id));
		await tx.update(contacts).set(who).where(eq(contacts.candidateId, again.id));
	} else {
		const [{ there } = { there: 0 }] = await tx.select({ there: count() }).from(candidates).where(and(eq(candidates.juryId, jury.id), eq(candidates.pool, 'volunteers')));
		if (there >= mostVolunteers) return refused('volunteers-too-many');
	}
	const { id, code } = again ?? { id: newId<'candidate'>(), code: newCode(codeLength) };
	if (!again) {
		await tx.insert(candidates).values({ id, authorityId: by.authorityId, juryId: jury.id, pool: 'volunteers', code, ...said });
		await tx.insert(contacts).values({ candidateId: id, authorityId: by.authorityId, juryId: jury.id, sameAs, ...who });
	}
	const inRoll = known.filter(({ pool }) => pool === 'roll').map((one) => one.id);
	if (inRoll.length > 0) await tx.update(candidates).set({ duplicateOf: id }).where(inArray(candidates.id, inRoll));
	await juries.tell(tx, by, jury.id, again ? 'volunteer-said-anew' : 'volunteer-came', { candidate: id, channel });
	return accepted({ id, code, isAgain: again !== undefined });
}

/** A letter to print: whom it goes to, and the token of the address where they answer; it is known here alone. */
export interface RollLetter {
	readonly name: string;
	readonly address: readonly string[];
	readonly token: string;
}

/** Read whole: no town has more volunteers, and a larger file would hold everybody up. */
const mostPoolBytes = 4_000_000;
const carriedLimit = 200;

export type PoolFileRefusal = 'jury-unknown' | 'jury-ended' | 'jury-sealed' | 'pool-unknown' | 'pool-file-missing' | 'pool-file-too-large' | 'pool-quotas-missing' | 'pool-file-faulty' | 'volunteers-too-many';
export interface PoolRead {
	readonly kept: number;
	/** already in the lists */
	readonly duplicates: number;
	/** columns that are no category: kept beside, never part of a draw */
	readonly carried: readonly string[];
}

/**
 * Reads people who may be drawn out of a file of the Sortition Foundation, all or none (JU125). They said yes before; those of a column « liste » go to the list that it names, the others to the one chosen.
 * The id of the file is kept with the contact: in public, each has a new pseudonym.
 */
export async function importPool(tx: Tx, by: juries.Keeper, file: Uint8Array, typedPool: string): Promise<Outcome<PoolRead, PoolFileRefusal> & { readonly faults?: readonly Fault[] }> {
	const pool = readPool(typedPool);
	if (!pool) return refused('pool-unknown');
	if (file.length === 0) return refused('pool-file-missing');
	if (file.length > mostPoolBytes) return refused('pool-file-too-large');
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	if (jury.endedAt) return refused('jury-ended');
	if (await juries.isSealed(tx, jury.id)) return refused('jury-sealed');
	const { categories } = jury.quotas;
	if (categories.length === 0) return refused('pool-quotas-missing');
	const read = readPeople(textOf(file), categories.flatMap(({ name, features }) => features.map((one) => ({ category: name, feature: one.name, min: one.min, max: one.max, minFlex: 0, maxFlex: one.max }))));
	if (!read.accepted) return { ...refused('pool-file-faulty'), faults: read.faults };
	const { people, idColumn, rest } = read.value;
	const [{ there } = { there: 0 }] = await tx.select({ there: count() }).from(candidates).where(eq(candidates.juryId, jury.id));
	if (there + people.length > mostVolunteers) return refused('volunteers-too-many');
	const known = await tx.select({ code: candidates.code, sameAs: contacts.sameAs }).from(candidates).leftJoin(contacts, eq(contacts.candidateId, candidates.id)).where(eq(candidates.juryId, jury.id));
	const codes = new Set(known.map(({ code }) => code));
	const marks = new Set(known.map(({ sameAs }) => sameAs));
	// a row's number is nobody's name: the same file read twice is known by what it says
	const markOf = (id: string, index: number) => fileMark(jury.id, idColumn === null ? `${id} ${JSON.stringify([people[index]!.features, rest[index]])}` : id);
	const coming = people.flatMap(({ id, features }, index) => (codes.has(id) || marks.has(markOf(id, index)) ? [] : [{ id, features, rest: rest[index]!, sameAs: markOf(id, index) }]));
	const rows = coming.map(({ id, features, rest: said, sameAs }) => {
		const cell = (column: string) => Object.entries(said).find(([name]) => fold(name) === fold(column))?.[1] ?? '';
		const limits: Readonly<Record<ContactField, number>> = { firstName: personLimits.name, lastName: personLimits.name, email: personLimits.email, phone: personLimits.phone, address: personLimits.address, postcode: 10, town: personLimits.town };
		const who = Object.fromEntries((Object.keys(contactColumns) as ContactField[]).map((field) => [field, [...cell(contactColumns[field])].slice(0, limits[field]).join('')])) as Record<ContactField, string>;
		const isContact = (name: string) => Object.values(contactColumns).some((column) => fold(column) === fold(name)) || fold(name) === fold(poolCategory);
		const carried = Object.fromEntries(Object.entries({ ...(idColumn === null ? {} : { [`${idColumn} (fichier)`]: id }), ...said }).flatMap(([name, value]) => (isContact(name) ? [] : [[name.slice(0, 80), value.slice(0, carriedLimit)]])));
		const named = (Object.keys(poolFeatures) as Pool[]).find((one) => fold(poolFeatures[one]) === fold(cell(poolCategory)));
		return { candidate: newId<'candidate'>(), pool: named ?? pool, features, sameAs, who: { ...who, lastName: who.lastName || id }, carried, household: householdMark(jury.id, who) };
	});
	for (let from = 0; from < rows.length; from += batch) {
		const some = rows.slice(from, from + batch);
		await tx.insert(candidates).values(some.map(({ candidate, pool: own, features, household }) => ({ id: candidate, authorityId: by.authorityId, juryId: jury.id, pool: own, code: newCode(codeLength), profile: features, household, channel: 'import' as const, enteredBy: by.actor, answer: 'yes' as const, answeredAt: by.at })));
		await tx.insert(contacts).values(some.map(({ candidate, who, sameAs, carried }) => ({ candidateId: candidate, authorityId: by.authorityId, juryId: jury.id, sameAs, ...who, carried })));
	}
	await juries.tell(tx, by, jury.id, 'pool-imported', { kept: rows.length, duplicates: people.length - rows.length });
	return accepted({ kept: rows.length, duplicates: people.length - rows.length, carried: [...new Set(rows.flatMap(({ carried }) => Object.keys(carried)))] });
}

/** Those who may be drawn, with who they are, for whoever keeps the jury (JU126). */
export async function listed(query: Query, juryId: JuryId): Promise<ListedPerson[]> {
	const rows = await query.select().from(candidates).leftJoin(contacts, eq(contacts.candidateId, candidates.id)).where(and(eq(candidates.juryId, juryId), mayBeDrawn)).orderBy(asc(candidates.code));
	return rows.map(({ jury_candidates: { code, pool, profile, household }, jury_contacts: who }) => ({ id: code, features: { ...profile, [poolCategory]: poolFeatures[pool] }, household, who }));
}

export type LettersRefusal = 'jury-unknown' | 'jury-sealed' | 'letters-count-unreadable' | 'letters-nobody-left';
const mostLetters = 2_000;

/** Draws by lot, among those of the roll who were not written to, as many as will get a letter; the letters are given once (JU19). */
export async function drawLetters(tx: Tx, by: juries.Keeper, typed: string): Promise<Outcome<RollLetter[], LettersRefusal>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	if (await juries.isSealed(tx, jury.id)) return refused('jury-sealed');
	const wanted = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
	if (wanted < 1 || wanted > mostLetters) return refused('letters-count-unreadable');
	const waiting = await tx
		.select({ id: candidates.id, code: candidates.code })
		.from(candidates)
		.where(and(eq(candidates.juryId, jury.id), eq(candidates.pool, 'roll'), isNull(candidates.withdrawnAt), isNull(candidates.duplicateOf), isNull(candidates.writtenToAt)))
		.orderBy(asc(candidates.code));
	if (waiting.length === 0) return refused('letters-nobody-left');
	for (let place = 0; place < Math.min(wanted, waiting.length); place += 1) {
		const other = place + randomInt(waiting.length - place);
		[waiting[place], waiting[other]] = [waiting[other]!, waiting[place]!];
	}
	const drawn = waiting.slice(0, wanted);
	const who = new Map(
		(await tx.select().from(contacts).where(inArray(contacts.candidateId, drawn.map(({ id }) => id)))).map((row) => [row.candidateId, row])
	);
	const letters = drawn.map(({ id }): RollLetter => {
		const { firstName, lastName, address, postcode, town } = who.get(id)!;
		return { name: `${firstName} ${lastName}`, address: [address, `${postcode} ${town}`.trim()].filter((line) => line !== ''), token: newToken() };
	});
	const [ids, hashes] = [drawn.map(({ id }) => id), letters.map(({ token }) => hashToken(token))];
	await tx
		.update(candidates)
		.set({ writtenToAt: by.at, tokenHash: sql`given.hash` })
		.from(sql`unnest(${`{${ids.join()}}`}::uuid[], ${`{${hashes.join()}}`}::text[]) as given(id, hash)`)
		.where(sql`${candidates.id} = given.id`);
	const codesHash = hashOf(drawn.map(({ code }) => code).sort());
	await juries.tell(tx, by, jury.id, 'roll-letters-drawn', { people: drawn.length, among: waiting.length, hash: codesHash });
	return accepted(letters);
}

/** Somebody of the roll who was written to, by name, for whoever notes their answer. */
export interface WrittenTo {
	readonly id: CandidateId;
	readonly name: string;
	readonly town: string;
	readonly answer: 'yes' | 'no' | null;
}
export async function writtenTo(query: Query, juryId: JuryId, search: string): Promise<WrittenTo[]> {
	const words = search.replace(/[%_\\]/g, '').trim();
	if (words === '') return [];
	return query
		.select({ id: candidates.id, name: sql<string>`${contacts.firstName} || ' ' || ${contacts.lastName}`, town: contacts.town, answer: candidates.answer })
		.from(candidates)
		.innerJoin(contacts, eq(contacts.candidateId, candidates.id))
		.where(and(eq(candidates.juryId, juryId), eq(candidates.pool, 'roll'), isNotNull(candidates.writtenToAt), isNull(candidates.duplicateOf), sql`${contacts.firstName} || ' ' || ${contacts.lastName} ilike ${`%${words}%`}`))
		.orderBy(asc(contacts.lastName), asc(contacts.firstName))
		.limit(20);
}

export type LetterAnswerRefusal = VolunteerRefusal | 'candidate-unknown' | 'answer-missing';

/** What somebody of the roll answers to their letter, on their own screen or through somebody who types it: a no asks for nothing more (JU19). */
export async function answerLetter(
	tx: Tx,
	by: juries.Keeper,
	candidate: string,
	typed: TypedPerson & { readonly channel: string; readonly said: string },
	today: string
): Promise<Outcome<{ readonly answer: 'yes' | 'no' }, LetterAnswerRefusal> & Told> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	if (await areVolunteersClosed(tx, jury, today)) return refused('volunteers-closed');
	const channel: Channel | undefined = typed.channel === 'form' ? 'form' : onBehalf.find((one) => one === typed.channel);
	if (!channel) return { ...refused('channel-unknown'), field: 'channel' };
	const id = readId<'candidate'>(candidate);
	const [row] = id
		? await tx
				.select()
				.from(candidates)
				.innerJoin(contacts, eq(contacts.candidateId, candidates.id))
				.where(and(eq(candidates.juryId, jury.id), eq(candidates.id, id), eq(candidates.pool, 'roll'), isNotNull(candidates.writtenToAt), isNull(candidates.withdrawnAt), isNull(candidates.duplicateOf)))
		: [];
	if (!row) return refused('candidate-unknown');
	const said = { channel, enteredBy: by.actor, answeredAt: by.at };
	if (typed.said === 'non') {
		await tx.update(candidates).set({ ...said, answer: 'no' }).where(eq(candidates.id, row.jury_candidates.id));
		await juries.tell(tx, by, jury.id, 'roll-said-no', { candidate: row.jury_candidates.id, channel });
		return accepted({ answer: 'no' });
	}
	if (typed.said !== 'oui') return { ...refused('answer-missing'), field: 'said' };
	const who = row.jury_contacts;
	const person = readPerson({ ...typed, firstName: who.firstName, lastName: who.lastName, birthYear: String(who.birthYear ?? ''), address: who.address, postcode: '', town: who.town }, jury.quotas.categories, Number(today.slice(0, 4)));
	if (!person.accepted) return person;
	const { profile, email, phone, accessNeeds } = person.value;
	await tx.update(candidates).set({ ...said, answer: 'yes', profile }).where(eq(candidates.id, row.jury_candidates.id));
	await tx.update(contacts).set({ email, phone, accessNeeds }).where(eq(contacts.candidateId, row.jury_candidates.id));
	await juries.tell(tx, by, jury.id, 'roll-said-yes', { candidate: row.jury_candidates.id, channel });
	return accepted({ answer: 'yes' });
}

/** Somebody who is written to, with what they have answered, by the token of their letter. */
export async function byLetter(query: Query, token: string): Promise<{ readonly candidateId: CandidateId; readonly juryId: JuryId; readonly code: string; readonly answer: 'yes' | 'no' | null; readonly firstName: string; readonly profile: Readonly<Record<string, string>> } | undefined> {
	if (!/^[a-z2-7]{32}$/.test(token)) return undefined;
	const [row] = await query
		.select({ candidateId: candidates.id, juryId: candidates.juryId, code: candidates.code, answer: candidates.answer, firstName: contacts.firstName, profile: candidates.profile })
		.from(candidates)
		.innerJoin(contacts, eq(contacts.candidateId, candidates.id))
		.where(and(eq(candidates.tokenHash, hashToken(token)), isNull(candidates.duplicateOf), isNull(candidates.withdrawnAt)));
	return row;
}

export type WithdrawalRefusal = 'candidate-unknown' | 'candidate-on-panel';

/** Takes somebody out at their wish; who has a seat leaves the panel first. Their names go at once, their code stays in what was sealed. */
export async function withdraw(tx: Tx, by: juries.Keeper, candidate: string): Promise<Outcome<CandidateId, WithdrawalRefusal | 'jury-unknown'>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	const id = readId<'candidate'>(candidate);
	if (!id) return refused('candidate-unknown');
	const [seat] = await tx
		.select({ id: jurySeats.id })
		.from(jurySeats)
		.where(and(eq(jurySeats.candidateId, id), inArray(jurySeats.state, ['to-invite', 'invited', 'accepted'])));
	if (seat) return refused('candidate-on-panel');
	const [row] = await tx
		.update(candidates)
		.set({ withdrawnAt: by.at, answer: 'no', tokenHash: null })
		.where(and(eq(candidates.juryId, jury.id), eq(candidates.id, id), isNull(candidates.withdrawnAt)))
		.returning({ id: candidates.id });
	if (!row) return refused('candidate-unknown');
	await tx.delete(contacts).where(eq(contacts.candidateId, id));
	await juries.tell(tx, by, jury.id, 'candidate-withdrawn', { candidate: id });
	return accepted(id);
}

export interface Listed {
	readonly id: CandidateId;
	readonly code: string;
	readonly name: string;
	readonly reach: string;
	readonly profile: Readonly<Record<string, string>>;
	readonly channel: Channel;
	readonly accessNeeds: string;
}

/** Volunteers by name, for whoever keeps the jury; the latest first where a search is not given. */
export async function volunteersOf(query: Query, juryId: JuryId, search = ''): Promise<Listed[]> {
	const rows = await query
		.select()
		.from(candidates)
		.innerJoin(contacts, eq(contacts.candidateId, candidates.id))
		.where(and(eq(candidates.juryId, juryId), eq(candidates.pool, 'volunteers'), isNull(candidates.withdrawnAt), search === '' ? undefined : or(sql`${contacts.lastName} ilike ${`%${search.replace(/[%_\\]/g, '')}%`}`, sql`${contacts.firstName} ilike ${`%${search.replace(/[%_\\]/g, '')}%`}`)))
		.orderBy(desc(candidates.answeredAt), candidates.id)
		.limit(200);
	return rows.map(({ jury_candidates: one, jury_contacts: who }) => ({
		id: one.id,
		code: one.code,
		name: `${who.firstName} ${who.lastName}`,
		reach: who.email || who.phone || [who.address, who.postcode, who.town].filter(Boolean).join(' '),
		profile: one.profile,
		channel: one.channel,
		accessNeeds: who.accessNeeds
	}));
}

export type PurgeRefusal = 'jury-unknown' | 'purge-before-panel' | 'purge-nobody';

/** Forgets all who have no seat: names, addresses, profiles. What was sealed keeps codes alone (JU16). */
export async function purgeNotDrawn(tx: Tx, by: juries.Keeper): Promise<Outcome<{ readonly people: number; readonly codesHash: string }, PurgeRefusal>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	if (!(await juries.isSealed(tx, jury.id))) return refused('purge-before-panel');
	const seated = tx.select({ id: jurySeats.candidateId }).from(jurySeats).where(eq(jurySeats.juryId, jury.id));
	const going = await tx
		.select({ id: candidates.id, code: candidates.code })
		.from(candidates)
		.where(and(eq(candidates.juryId, jury.id), sql`${candidates.id} not in ${seated}`))
		.orderBy(asc(candidates.code));
	if (going.length === 0) return refused('purge-nobody');
	const codesHash = hashOf(going.map(({ code }) => code));
	const them = and(eq(candidates.juryId, jury.id), sql`${candidates.id} not in ${seated}`);
	await tx.delete(contacts).where(and(eq(contacts.juryId, jury.id), sql`${contacts.candidateId} not in ${seated}`));
	await tx.delete(candidates).where(them);
	await tx.insert(purges).values({ id: newId<'jury-purge'>(), authorityId: by.authorityId, juryId: jury.id, what: 'not-drawn', people: going.length, codesHash, dueOn: jury.purgeOn, doneBy: by.actor, doneAt: by.at });
	await juries.tell(tx, by, jury.id, 'jury-purged', { people: going.length, hash: codesHash });
	return accepted({ people: going.length, codesHash });
}

/**
 * Forgets who everybody of a jury that has ended was: names, addresses, ways to be reached, needs, profiles, households; whoever agreed to be told of the next juries
 * (`keep`) is left a line apart, which says nothing of what they did. Leaves the proof (JU110, JU111, JU112).
 */
export async function forgetMembers(tx: Tx, by: juries.Keeper, jury: juries.Jury, keep: readonly CandidateId[]): Promise<{ readonly people: number; readonly codesHash: string }> {
	const ofJury = eq(contacts.juryId, jury.id);
	const kept = keep.length ? await tx.select().from(contacts).where(and(ofJury, inArray(contacts.candidateId, [...keep]))) : [];
	if (kept.length > 0)
		await tx.insert(alumni).values(
			kept.map(({ firstName, lastName, address, postcode, town, email, phone }) => ({
				id: newId<'jury-alumnus'>(),
				authorityId: by.authorityId,
				juryId: jury.id,
				name: `${firstName} ${lastName}`,
				address: [address, `${postcode} ${town}`.trim()].filter((line) => line !== '').join(', '),
				email,
				phone,
				keptAt: by.at
			}))
		);
	const going = await tx.select({ code: candidates.code }).from(candidates).where(eq(candidates.juryId, jury.id)).orderBy(asc(candidates.code));
	const codesHash = hashOf(going.map(({ code }) => code));
	const seated = tx.select({ id: jurySeats.candidateId }).from(jurySeats).where(eq(jurySeats.juryId, jury.id));
	await tx.delete(contacts).where(ofJury);
	await tx.delete(candidates).where(and(eq(candidates.juryId, jury.id), sql`${candidates.id} not in ${seated}`));
	await tx.update(candidates).set({ profile: {}, household: null, tokenHash: null }).where(eq(candidates.juryId, jury.id));
	await tx.insert(purges).values({ id: newId<'jury-purge'>(), authorityId: by.authorityId, juryId: jury.id, what: 'end-of-jury', people: going.length, codesHash, dueOn: jury.forgetOn, doneBy: by.actor, doneAt: by.at });
	await juries.tell(tx, by, jury.id, 'jury-forgotten', { people: going.length, hash: codesHash, alumni: kept.length });
	return { people: going.length, codesHash };
}

export interface Alumnus {
	readonly id: string;
	readonly name: string;
	readonly address: string;
	readonly email: string;
	readonly phone: string;
}

/** Those of a jury who may be told of the next ones, for whoever keeps it. */
export const alumniOf = (query: Query, juryId: JuryId): Promise<Alumnus[]> =>
	query.select({ id: alumni.id, name: alumni.name, address: alumni.address, email: alumni.email, phone: alumni.phone }).from(alumni).where(eq(alumni.juryId, juryId)).orderBy(asc(alumni.name));

/** Takes somebody off the list at their wish: an agreement is taken back as it was given (JU112). */
export async function forgetAlumnus(tx: Tx, by: juries.Keeper, typed: string): Promise<Outcome<null, 'jury-unknown' | 'alumnus-unknown'>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	const id = readId<'jury-alumnus'>(typed);
	const [gone] = id
		? await tx
				.delete(alumni)
				.where(and(eq(alumni.juryId, jury.id), eq(alumni.id, id)))
				.returning({ id: alumni.id })
		: [];
	if (!gone) return refused('alumnus-unknown');
	await juries.tell(tx, by, jury.id, 'alumnus-forgotten', { alumnus: gone.id });
	return accepted(null);
}

export const purgesOf = (query: Query, juryId: JuryId) => query.select().from(purges).where(eq(purges.juryId, juryId)).orderBy(desc(purges.doneAt));

/** A code as people are drawn under it, where it looks like one: shown back to whom it was just given. */
export const readDrawCode = (typed: string | null): string | null => (typed !== null && new RegExp(`^[A-Z0-9]{${codeLength}}$`).test(typed) ? typed : null);

/** Candidates by the codes under which they were drawn. */
export async function idsOf(query: Query, juryId: JuryId, codes: readonly string[]): Promise<ReadonlyMap<string, CandidateId>> {
	const rows = await query
		.select({ id: candidates.id, code: candidates.code })
		.from(candidates)
		.where(and(eq(candidates.juryId, juryId), inArray(candidates.code, [...codes])));
	return new Map(rows.map(({ id, code }) => [code, id]));
}
