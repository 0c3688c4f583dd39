// The only writer of a project's jury: its seats and quotas, its announcement, what it costs.
import { and, eq, isNotNull, isNull, notInArray, sql } from 'drizzle-orm';
import type { AuthorityId, JuryId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome, type Refused } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import { newToken } from '../../people/server/tokens.ts';
import * as projects from '../../projects/server/projects.ts';
import { readContact, type Contact, type ContactField, type ContactRefusal } from '../rules/contact.ts';
import { noCost, readCost, type CostField, type CostRefusal } from '../rules/cost.ts';
import { readEnd, type EndRefusal, type TypedEnd } from '../rules/ending.ts';
import { readAnnouncement, usualQuorum, type AnnouncementRefusal, type TypedAnnouncement } from '../rules/juries.ts';
import { readSetting, seatsIn, usualQuotas, usualSeats, type Faulty, type KeptQuotas, type QuotasRefusal, type TypedQuotas } from '../rules/quotas.ts';
import { juries, jurySeats, purges, sortitions } from './tables.ts';

export type Jury = typeof juries.$inferSelect;

export interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}
export interface Keeper extends Place {
	readonly actor: Actor;
	readonly at: Date;
}

const isOf = ({ authorityId, projectId }: Place) => and(eq(juries.authorityId, authorityId), eq(juries.projectId, projectId));

export const topicOf = (juryId: JuryId) => `jury:${juryId}`;

export async function ofProject(query: Query, place: Place): Promise<Jury | undefined> {
	const [row] = await query.select().from(juries).where(isOf(place));
	return row;
}

/** Once announced: before, its address leads nowhere. */
export async function bySlug(query: Query, slug: string): Promise<Jury | undefined> {
	if (!/^[a-z0-9-]{6,80}$/.test(slug)) return undefined;
	const [row] = await query.select().from(juries).where(eq(juries.slug, slug));
	return row?.announcedAt ? row : undefined;
}

/** Those of an authority that are announced: the purchase projects that will mobilise a jury (JU7). */
export const announcedBy = (query: Query, authorityId: AuthorityId): Promise<readonly Pick<Jury, 'projectId' | 'slug' | 'announcement' | 'announcedAt'>[]> =>
	query
		.select({ projectId: juries.projectId, slug: juries.slug, announcement: juries.announcement, announcedAt: juries.announcedAt })
		.from(juries)
		.where(and(eq(juries.authorityId, authorityId), isNotNull(juries.announcedAt)))
		.orderBy(juries.announcedAt);

export async function read(query: Query, juryId: JuryId): Promise<Jury> {
	const [row] = await query.select().from(juries).where(eq(juries.id, juryId));
	if (!row) throw new Error(`no jury ${juryId}`);
	return row;
}

/** Held until the transaction ends: whoever changes, imports, seals waits here. */
export async function hold(tx: Tx, place: Place): Promise<Jury | undefined> {
	const [row] = await tx.select().from(juries).where(isOf(place)).for('update');
	return row;
}

export async function tell(tx: Tx, by: Keeper, jury: JuryId, act: string, about: Record<string, string | number | boolean | null> = {}): Promise<void> {
	const { authorityId, projectId, actor } = by;
	await record(tx, { authorityId, projectId, act, actor, about: { jury, ...about } });
	await announce(tx, topicOf(jury));
	await announce(tx, `project:${projectId}`);
}

/** Whoever follows it looks again. */
export const look = (tx: Tx, jury: JuryId): Promise<void> => announce(tx, topicOf(jury));

/** Begins a project's jury with what is usual; a second time it is the one that stands (JU6). */
export async function begin(tx: Tx, by: Keeper): Promise<Jury> {
	const { authorityId, projectId, at } = by;
	const project = (await projects.read(tx, projectId))!;
	const [made] = await tx
		.insert(juries)
		.values({
			id: newId<'jury'>(),
			authorityId,
			projectId,
			rollSeats: usualSeats.roll,
			volunteerSeats: usualSeats.volunteers,
			quotas: usualQuotas,
			quorum: usualQuorum(seatsIn(usualSeats)),
			cost: noCost,
			slug: `${project.code}-${newToken().slice(0, 6)}`,
			createdAt: at
		})
		.onConflictDoNothing()
		.returning();
	if (!made) return (await ofProject(tx, by))!;
	await tell(tx, by, made.id, 'jury-begun');
	return made;
}

export type SettingRefusal = 'jury-unknown' | 'jury-sealed' | 'jury-ended';

/** What was sealed, or drawn, keeps its seats and quotas; an attempt that was given up frees them (JU63). */
export async function isSealed(query: Query, juryId: JuryId): Promise<boolean> {
	const [row] = await query
		.select({ id: sortitions.id })
		.from(sortitions)
		.where(and(eq(sortitions.juryId, juryId), sql`${sortitions.state} in ('sealed', 'drawn')`))
		.limit(1);
	return row !== undefined;
}

async function holdOpen(tx: Tx, by: Keeper): Promise<Outcome<Jury, SettingRefusal>> {
	const jury = await hold(tx, by);
	if (!jury) return refused('jury-unknown');
	return jury.endedAt ? refused('jury-ended') : accepted(jury);
}

/** Seats, quotas, households, quorum (JU6, JU17, JU18). A quorum left empty is the usual one. */
export async function setQuotas(tx: Tx, by: Keeper, typed: TypedQuotas): Promise<Faulty<KeptQuotas> | Refused<SettingRefusal | QuotasRefusal | 'quorum-unreadable'>> {
	const jury = await holdOpen(tx, by);
	if (!jury.accepted) return jury;
	if (await isSealed(tx, jury.value.id)) return refused('jury-sealed');
	const setting = readSetting(typed);
	if (!setting.accepted) return setting;
	const { seats, quotas } = setting.value;
	const quorum = typed.quorum.trim() === '' ? usualQuorum(seatsIn(seats)) : /^\d{1,3}$/.test(typed.quorum.trim()) ? Number(typed.quorum) : 0;
	if (quorum < 1 || quorum > seatsIn(seats)) return refused('quorum-unreadable');
	await tx.update(juries).set({ rollSeats: seats.roll, volunteerSeats: seats.volunteers, quotas, quorum, oneOfAHousehold: typed.isOneOfAHousehold }).where(isOf(by));
	await tell(tx, by, jury.value.id, 'jury-quotas-set', { seats: seatsIn(seats), categories: quotas.categories.length });
	return accepted(quotas);
}

/** Says publicly that the project will mobilise a jury, or says it anew; the address stays (JU7). */
export async function publish(tx: Tx, by: Keeper, typed: TypedAnnouncement & Partial<Contact>, today: string): Promise<Outcome<{ slug: string }, SettingRefusal | AnnouncementRefusal | ContactRefusal> & { readonly field?: ContactField }> {
	const jury = await holdOpen(tx, by);
	if (!jury.accepted) return jury;
	const read = readAnnouncement(typed, today);
	if (!read.accepted) return read;
	const contact = readContact(typed);
	if (!contact.accepted) return contact;
	await tx.update(juries).set({ ...read.value, contact: contact.value, announcedAt: jury.value.announcedAt ?? by.at }).where(isOf(by));
	await tell(tx, by, jury.value.id, jury.value.announcedAt ? 'jury-announced-anew' : 'jury-announced');
	return accepted({ slug: jury.value.slug });
}

/** Ends a jury: nothing of it is drawn, renewed or imported any more, and the day on which its members are forgotten is announced (JU109, JU110). `left`: cents that the accounts still owe or paid too much, over all jurors. */
export async function end(tx: Tx, by: Keeper, left: number, typed: TypedEnd, today: string): Promise<Outcome<{ readonly forgetOn: string }, SettingRefusal | EndRefusal>> {
	const jury = await holdOpen(tx, by);
	if (!jury.accepted) return jury;
	const read = readEnd(left, typed, today);
	if (!read.accepted) return read;
	const { note, forgetOn } = read.value;
	await tx.update(juries).set({ endedAt: by.at, endNote: note, forgetOn }).where(isOf(by));
	await tell(tx, by, jury.value.id, 'jury-ended', { forgetOn, isBalanced: left === 0 });
	return accepted({ forgetOn });
}

/** The juries whose members are to be forgotten by a moment, each in the days of its authority; those that were are left out. */
export async function toForget(query: Query, at: Date): Promise<readonly Jury[]> {
	const forgotten = query.select({ juryId: purges.juryId }).from(purges).where(eq(purges.what, 'end-of-jury'));
	const ended = await query
		.select()
		.from(juries)
		.where(and(isNotNull(juries.forgetOn), notInArray(juries.id, forgotten)));
	const due = await Promise.all(ended.map(async (jury) => jury.forgetOn! <= (await authorities.dayOf(query, jury.authorityId, at))));
	return ended.filter((_, index) => due[index]);
}

/** What the approach costs, as the deliberation fixes it (JU8). */
export async function setCost(tx: Tx, by: Keeper, typed: Readonly<Record<CostField, string>>): Promise<(Outcome<JuryId, SettingRefusal | CostRefusal>) & { readonly field?: CostField }> {
	const jury = await holdOpen(tx, by);
	if (!jury.accepted) return jury;
	const cost = readCost(typed);
	if (!cost.accepted) return cost;
	await tx.update(juries).set({ cost: cost.value }).where(isOf(by));
	await tell(tx, by, jury.value.id, 'jury-cost-set');
	return accepted(jury.value.id);
}

/** Juries that stand and have seats, of every authority: those of which somebody may have to be reminded. */
export async function withPanel(query: Query): Promise<readonly Place[]> {
	return query
		.selectDistinct({ authorityId: juries.authorityId, projectId: juries.projectId })
		.from(juries)
		.innerJoin(jurySeats, eq(jurySeats.juryId, juries.id))
		.where(isNull(juries.endedAt));
}

/** Whether jurors have a stage of the candidates to declare for (JU140); nothing where the project has no jury. */
export async function observe(tx: Tx, place: Place, what: 'candidates' | 'nothing'): Promise<void> {
	await tx
		.update(juries)
		.set({ observesCandidates: what === 'candidates' })
		.where(isOf(place));
}
