// The only writer of the sealed room: its samples, its register, what jurors observe. Nothing of it is handed out but here, with a line in the register.
import { randomInt } from 'node:crypto';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { MembershipId, PersonId } from '../../db/rules/ids.ts';
import { inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import * as files from '../../files/server/files.ts';
import type { Examined, FileRefusal, StoredFile } from '../../files/server/files.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as persons from '../../people/server/persons.ts';
import type { MembershipFacts } from '../../projects/rules/memberships.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { herbFor, isRoomOpen, letsIn, orderFor, progressIn, readObservation, readSample, type LookAct, type ObservationRefusal, type RoomRefusal, type Said, type SampleProgress, type SampleRefusal } from '../rules/choiceRoom.ts';
import * as choices from './choice.ts';
import type { Choice, ChoiceNow } from './choice.ts';
import * as declarations from './declarations.ts';
import type { Keeper, Place } from './juries.ts';
import * as members from './members.ts';
import { choiceLooks, choiceObservations, choiceSamples } from './tables.ts';
import { doneBy, jurorActor } from './training.ts';

type Sample = typeof choiceSamples.$inferSelect;

/** Somebody in the room, as the register names them. */
export interface Visitor extends Place {
	readonly personId: PersonId;
	readonly at: Date;
}

async function judge(query: Query, { choice, phase }: ChoiceNow, membershipId: MembershipId): Promise<Outcome<Choice, RoomRefusal>> {
	if (!choice) return refused('room-off');
	const held = (await declarations.ofMembers(query, [membershipId])).get(membershipId)?.find(({ stage }) => stage === 'candidates');
	const verdict = letsIn({
		phase,
		done: (await doneBy(query, [membershipId])).get(membershipId) ?? [],
		standing: held?.standing ?? 'to-declare',
		signedAt: held?.signedAt ?? null,
		switchedOnAt: choice.switchedOnAt
	});
	return verdict.accepted ? accepted(choice) : verdict;
}

/** Whether a juror, whose mandate runs, comes in at a moment (JU144). */
export const forJuror = async (query: Query, juror: Place & { readonly membershipId: MembershipId }, at: Date): Promise<Outcome<Choice, RoomRefusal>> => judge(query, await choices.ofProject(query, juror, at), juror.membershipId);

/** Whether one of the team does: the reservist between its dates, the buyer before them too, to prepare it (JU144). */
export async function forStaff(query: Query, place: Place, who: 'buyer' | 'reservist', at: Date): Promise<Outcome<Choice, RoomRefusal>> {
	const { choice, phase } = await choices.ofProject(query, place, at);
	if (choice && who === 'buyer' && phase === 'before') return accepted(choice);
	const open = isRoomOpen(phase);
	return choice && open.accepted ? accepted(choice) : open.accepted ? refused('room-off') : open;
}

async function look(tx: Tx, { authorityId, projectId, personId, at }: Visitor, choice: Choice, act: LookAct, sample = ''): Promise<void> {
	await tx.insert(choiceLooks).values({ id: newId<'look'>(), authorityId, projectId, choiceId: choice.id, personId, act, sample, at });
}

const samplesOf = (query: Query, choice: Choice): Promise<Sample[]> => query.select().from(choiceSamples).where(eq(choiceSamples.choiceId, choice.id)).orderBy(asc(choiceSamples.name));

async function sampleOf(query: Query, choice: Choice, asked: string | undefined): Promise<Sample | undefined> {
	const id = readId<'sample'>(asked);
	const [row] = id
		? await query
				.select()
				.from(choiceSamples)
				.where(and(eq(choiceSamples.choiceId, choice.id), eq(choiceSamples.id, id)))
		: [];
	return row;
}

/** The room as it opens: the names of its samples, in the order of whoever looks (JU146, JU147). */
export async function open(tx: Tx, visitor: Visitor, choice: Choice, orderOf: MembershipId | null) {
	await look(tx, visitor, choice, 'room');
	const names = (await samplesOf(tx, choice)).map(({ id, name }) => ({ id, name }));
	return orderOf ? orderFor(names, choice.seed, orderOf) : names;
}

/** One sample, handed to somebody; undefined where the room has none of that id (JU147). */
export async function handOver(tx: Tx, visitor: Visitor, choice: Choice, asked: string | undefined) {
	const sample = await sampleOf(tx, choice, asked);
	if (!sample) return undefined;
	await look(tx, visitor, choice, 'sample', sample.name);
	const { id, name, description, alt, fileId } = sample;
	return { id, name, description, alt, hasPicture: fileId !== null };
}

/** Its picture (JU147, JU148). */
export async function handPicture(tx: Tx, visitor: Visitor, choice: Choice, asked: string | undefined): Promise<StoredFile | undefined> {
	const sample = await sampleOf(tx, choice, asked);
	const file = sample?.fileId && (await files.find(tx, visitor.authorityId, sample.fileId));
	if (!sample || !file) return undefined;
	await look(tx, visitor, choice, 'picture', sample.name);
	return file;
}

export type PreparingRefusal = SampleRefusal | FileRefusal | 'room-off' | 'room-began' | 'sample-unknown' | 'sample-not-a-picture' | 'samples-too-many' | 'project-full';

async function tell(tx: Tx, { authorityId, projectId, actor }: Pick<Keeper, 'authorityId' | 'projectId' | 'actor'>, act: string, about: Readonly<Record<string, string>>, onBehalfOf?: Actor): Promise<void> {
	await record(tx, { authorityId, projectId, act, actor, about, ...(onBehalfOf && { onBehalfOf }) });
	await announce(tx, `project:${projectId}`);
}

/** Samples change until the room opens, then never (JU142). */
async function holdToPrepare(tx: Tx, by: Keeper): Promise<Outcome<Choice, 'room-off' | 'room-began'>> {
	const { choice, phase } = await choices.hold(tx, by, by.at);
	if (!choice || phase === 'off') return refused('room-off');
	return phase === 'before' ? accepted(choice) : refused('room-began');
}

async function examine(sent: Uint8Array | null): Promise<Outcome<Examined | null, FileRefusal | 'sample-not-a-picture'>> {
	if (!sent) return accepted(null);
	const read = await files.examine(sent);
	return read.accepted && read.value.type.family !== 'image' ? refused('sample-not-a-picture') : read;
}

type Typed = Readonly<Record<string, string | undefined>>;

/** One more sample, under a name that was drawn (JU145). The picture is drawn anew before anything is written (JU148). */
export async function add(by: Keeper, typed: Typed, sent: Uint8Array | null): Promise<Outcome<string, PreparingRefusal>> {
	const words = readSample(typed, sent ? 'with-picture' : 'without-picture');
	if (!words.accepted) return words;
	const picture = await examine(sent);
	if (!picture.accepted) return picture;
	return inTransaction(async (tx): Promise<Outcome<string, PreparingRefusal>> => {
		const choice = await holdToPrepare(tx, by);
		if (!choice.accepted) return choice;
		const { authorityId, projectId, at } = by;
		const name = herbFor(new Set((await samplesOf(tx, choice.value)).map((one) => one.name)), randomInt(2 ** 32));
		if (!name) return refused('samples-too-many');
		const stored = picture.value ? await files.keep(tx, by, picture.value, at) : accepted(null);
		if (!stored.accepted) return stored;
		const id = newId<'sample'>();
		await tx.insert(choiceSamples).values({ id, authorityId, projectId, choiceId: choice.value.id, name, ...words.value, fileId: stored.value });
		await tell(tx, by, 'sample-added', { choice: choice.value.id });
		return accepted(name);
	});
}

/** Other words, and another picture where one is sent. */
export async function change(by: Keeper, asked: string | undefined, typed: Typed, sent: Uint8Array | null): Promise<Outcome<string, PreparingRefusal>> {
	const picture = await examine(sent);
	if (!picture.accepted) return picture;
	return inTransaction(async (tx): Promise<Outcome<string, PreparingRefusal>> => {
		const choice = await holdToPrepare(tx, by);
		if (!choice.accepted) return choice;
		const sample = await sampleOf(tx, choice.value, asked);
		if (!sample) return refused('sample-unknown');
		const words = readSample(typed, picture.value || sample.fileId ? 'with-picture' : 'without-picture');
		if (!words.accepted) return words;
		const stored = picture.value ? await files.keep(tx, by, picture.value, by.at) : accepted(sample.fileId);
		if (!stored.accepted) return stored;
		await tx.update(choiceSamples).set({ ...words.value, fileId: stored.value }).where(eq(choiceSamples.id, sample.id));
		if (sample.fileId && sample.fileId !== stored.value) await files.erase(tx, by, sample.fileId);
		await tell(tx, by, 'sample-changed', { choice: choice.value.id });
		return accepted(sample.name);
	});
}

export async function remove(tx: Tx, by: Keeper, asked: string | undefined): Promise<Outcome<string, PreparingRefusal>> {
	const choice = await holdToPrepare(tx, by);
	if (!choice.accepted) return choice;
	const sample = await sampleOf(tx, choice.value, asked);
	if (!sample) return refused('sample-unknown');
	await tx.delete(choiceSamples).where(eq(choiceSamples.id, sample.id));
	if (sample.fileId) await files.erase(tx, by, sample.fileId);
	await tell(tx, by, 'sample-removed', { choice: choice.value.id });
	return accepted(sample.name);
}

export type ObserveRefusal = ObservationRefusal | RoomRefusal | 'sample-unknown' | 'criterion-unknown';

async function write(tx: Tx, juror: Place & { readonly membershipId: MembershipId; readonly at: Date }, on: Typed, typedBy: Actor | null): Promise<Outcome<Said, ObserveRefusal>> {
	const { authorityId, projectId, membershipId, at } = juror;
	const room = await judge(tx, await choices.hold(tx, juror, at), membershipId);
	if (!room.accepted) return room;
	const sample = await sampleOf(tx, room.value, on.sample);
	if (!sample) return refused('sample-unknown');
	const criterion = room.value.criteria.find(({ id }) => id === on.criterion);
	if (!criterion) return refused('criterion-unknown');
	const said = readObservation(on);
	if (!said.accepted) return said;
	const values = { ...said.value, typedBy, writtenAt: at };
	await tx
		.insert(choiceObservations)
		.values({ id: newId<'observation'>(), authorityId, projectId, sampleId: sample.id, criterion: criterion.id, membershipId, ...values })
		.onConflictDoUpdate({ target: [choiceObservations.sampleId, choiceObservations.criterion, choiceObservations.membershipId], set: values });
	// neither of what, nor under which criterion: the journal is read by more people than the room
	if (typedBy) await tell(tx, { ...juror, actor: typedBy }, 'observation-typed', { choice: room.value.id, membership: membershipId }, `membership:${membershipId}`);
	else await tell(tx, { ...juror, actor: jurorActor(juror) }, 'observation-written', { choice: room.value.id, membership: membershipId });
	return said;
}

/** A juror's own words on a sample under a criterion; they change until the room closes (JU149, JU150). */
export const observe = (tx: Tx, juror: Place & { readonly membershipId: MembershipId; readonly at: Date }, typed: Typed): Promise<Outcome<Said, ObserveRefusal>> => write(tx, juror, typed, null);

/** For a juror without a screen, who must be let in all the same: the team types, and the journal says who (JU150). */
export async function observeOnPaper(tx: Tx, by: Keeper, typed: Typed): Promise<Outcome<Said, ObserveRefusal | 'juror-unknown'>> {
	const member = await members.find(tx, by, typed.juror ?? '', by.at);
	if (!member) return refused('juror-unknown');
	const { authorityId, projectId, membershipId } = member;
	return write(tx, { authorityId, projectId, membershipId, at: by.at }, typed, by.actor);
}

/** Own words of one juror on one sample, by criterion. */
export async function ownOf(query: Query, membershipId: MembershipId, sampleId: Sample['id']): Promise<ReadonlyMap<string, Said>> {
	const rows = await query
		.select()
		.from(choiceObservations)
		.where(and(eq(choiceObservations.membershipId, membershipId), eq(choiceObservations.sampleId, sampleId)));
	return new Map(rows.map(({ criterion, words, isNothing }) => [criterion, { words, isNothing }]));
}

/** How far a juror is with each sample. */
export async function progressOf(query: Query, membershipId: MembershipId, choice: Choice): Promise<ReadonlyMap<string, SampleProgress>> {
	const samples = await samplesOf(query, choice);
	return new Map(await Promise.all(samples.map(async ({ id }) => [id, progressIn((await ownOf(query, membershipId, id)).size, choice.criteria.length)] as const)));
}

/** Jurors for whom the team may type now: whom the room lets in. */
export async function letIn(query: Query, place: Place, at: Date): Promise<readonly { readonly membershipId: MembershipId; readonly publicName: string }[]> {
	const now = await choices.ofProject(query, place, at);
	const jurors = await members.ofProject(query, place, at);
	const verdicts = await Promise.all(jurors.map(({ membershipId }) => judge(query, now, membershipId)));
	return jurors.flatMap(({ membershipId, publicName }, nth) => (verdicts[nth]!.accepted ? [{ membershipId, publicName }] : []));
}

/**
 * What jurors observed, once the room is over: by criterion and sample, under the names of trees. Samples and trees stand in the order of their names, and nothing is
 * counted (JU151). Null before.
 */
export async function reading(query: Query, place: Place, at: Date) {
	const { choice, phase } = await choices.ofProject(query, place, at);
	if (!choice || phase !== 'over') return null;
	const samples = await samplesOf(query, choice);
	const rows = samples.length
		? await query
				.select()
				.from(choiceObservations)
				.where(
					inArray(
						choiceObservations.sampleId,
						samples.map(({ id }) => id)
					)
				)
		: [];
	const who = new Map((await memberships.ofProject(query, place)).map(({ membershipId, publicName }) => [membershipId, publicName]));
	const inOrder = new Intl.Collator('fr');
	const saidOf = (sampleId: Sample['id'], criterion: string) =>
		rows
			.filter((row) => row.sampleId === sampleId && row.criterion === criterion)
			.map(({ membershipId, words, isNothing, typedBy }) => ({ tree: who.get(membershipId) ?? '', words, isNothing, isOnPaper: typedBy !== null }))
			.sort((a, b) => inOrder.compare(a.tree, b.tree));
	return choice.criteria.map(({ id, name, sentence }) => ({ id, name, sentence, samples: samples.map((sample) => ({ name: sample.name, said: saidOf(sample.id, id) })) }));
}
export type Reading = NonNullable<Awaited<ReturnType<typeof reading>>>;

/** The register, oldest line first: for the buyer and whoever administers the authority (JU147). */
export async function register(query: Query, place: Place) {
	const rows = await query
		.select()
		.from(choiceLooks)
		.where(and(eq(choiceLooks.authorityId, place.authorityId), eq(choiceLooks.projectId, place.projectId)))
		.orderBy(asc(choiceLooks.at), asc(choiceLooks.id));
	const places = new Map((await memberships.ofProject(query, place)).map(({ personId, publicName, capacity }): [PersonId, Pick<MembershipFacts, 'publicName' | 'capacity'>] => [personId, { publicName, capacity }]));
	const people = await persons.read(query, [...new Set(rows.map(({ personId }) => personId))]);
	return rows.map(({ personId, act, sample, at }) => ({ personId, who: places.get(personId)?.publicName ?? people.get(personId)?.name ?? '', capacity: places.get(personId)?.capacity ?? null, act, sample, at }));
}

/** With the members of a jury go their observations, and what they looked at; the register and the buyer's synthesis stay (JU110, JU147). */
export async function forget(tx: Tx, place: Place): Promise<void> {
	const ofProject = (table: typeof choiceObservations | typeof choiceSamples) => and(eq(table.authorityId, place.authorityId), eq(table.projectId, place.projectId));
	await tx.delete(choiceObservations).where(ofProject(choiceObservations));
	const gone = await tx.delete(choiceSamples).where(ofProject(choiceSamples)).returning({ fileId: choiceSamples.fileId });
	for (const { fileId } of gone) if (fileId) await files.erase(tx, place, fileId);
}
