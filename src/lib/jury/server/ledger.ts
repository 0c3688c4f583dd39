// The only writer of the ledger of the jurors' hours.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { AuthorityId, GatheringId, MembershipId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { rowsAmongMany } from '../../db/server/together.ts';
import * as gatherings from '../../gatherings/server/gatherings.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { addHours, correctHours, entriesOf, totalOf, type HoursRefusal, type JurorLedger } from '../rules/ledger.ts';
import { jurorHours, type LineId } from './tables.ts';

interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}
export interface Keeper extends Place {
	readonly actor: Actor;
	readonly at: Date;
}

/** The hours said in a gathering that ends: each juror's first line for it, once and for all (JU5). */
export async function give(tx: Tx, { authorityId, projectId, gatheringId }: Place & { readonly gatheringId: GatheringId }, hours: readonly { readonly membershipId: MembershipId; readonly minutes: number }[], at: Date): Promise<number> {
	const said = hours.filter(({ minutes }) => minutes > 0);
	if (said.length === 0) return 0;
	const kept = await tx
		.insert(jurorHours)
		.values(said.map(({ membershipId, minutes }) => ({ id: newId<'ledger-line'>(), authorityId, projectId, membershipId, gatheringId, minutes, what: '', writtenBy: 'system' as const, writtenAt: at })))
		.onConflictDoNothing()
		.returning({ id: jurorHours.id });
	if (kept.length > 0) await record(tx, { authorityId, projectId, act: 'juror-hours-given', actor: 'system', about: { gathering: gatheringId, jurors: kept.length } });
	return kept.length;
}

const ofProjectRows = ({ authorityId, projectId }: Place) => and(eq(jurorHours.authorityId, authorityId), eq(jurorHours.projectId, projectId));

async function tell(tx: Tx, { authorityId, projectId, actor }: Keeper, act: string, line: LineId, membership: MembershipId): Promise<void> {
	await record(tx, { authorityId, projectId, act, actor, about: { line, membership } });
	await announce(tx, `project:${projectId}`);
}

/** Hours given elsewhere than in a gathering (JU4). */
export async function add(tx: Tx, by: Keeper, juror: string, typed: { readonly hours: string; readonly what: string }): Promise<Outcome<LineId, HoursRefusal | 'juror-unknown'>> {
	const { authorityId, projectId, actor, at } = by;
	const membershipId = readId<'membership'>(juror);
	const facts = membershipId && (await memberships.read(tx, membershipId));
	if (!facts || facts.projectId !== projectId || facts.authorityId !== authorityId || facts.capacity !== 'juror') return refused('juror-unknown');
	const hours = addHours(typed);
	if (!hours.accepted) return hours;
	const id = newId<'ledger-line'>();
	await tx.insert(jurorHours).values({ id, authorityId, projectId, membershipId: facts.membershipId, ...hours.value, writtenBy: actor, writtenAt: at });
	await tell(tx, by, 'juror-hours-added', id, facts.membershipId);
	return accepted(id);
}

/** Says how many hours a line should stand for, and why: a line more (JU2). Two corrections at once wait for each other. */
export async function correct(tx: Tx, by: Keeper, line: string, typed: { readonly hours: string; readonly what: string }): Promise<Outcome<LineId, HoursRefusal | 'ledger-line-unknown'>> {
	const { authorityId, projectId, actor, at } = by;
	const id = readId<'ledger-line'>(line);
	const [first] = id
		? await tx
				.select()
				.from(jurorHours)
				.where(and(ofProjectRows(by), eq(jurorHours.id, id), isNull(jurorHours.correctsId)))
				.for('update')
		: [];
	if (!first) return refused('ledger-line-unknown');
	const [{ minutes: standing } = { minutes: 0 }] = await tx
		.select({ minutes: sql<number>`coalesce(sum(${jurorHours.minutes}), 0)::int` })
		.from(jurorHours)
		.where(and(ofProjectRows(by), sql`(${jurorHours.id} = ${first.id} or ${jurorHours.correctsId} = ${first.id})`));
	const correction = correctHours(standing, typed);
	if (!correction.accepted) return correction;
	const corrected = newId<'ledger-line'>();
	const { membershipId, gatheringId } = first;
	await tx.insert(jurorHours).values({ id: corrected, authorityId, projectId, membershipId, gatheringId, correctsId: first.id, ...correction.value, writtenBy: actor, writtenAt: at });
	await tell(tx, by, 'juror-hours-corrected', corrected, membershipId);
	return accepted(corrected);
}

/** Everybody's hours in a project, for whoever pays them: the jurors in the order of their names, those who gave none yet included. */
export async function ofProject(query: Query, place: Place): Promise<JurorLedger[]> {
	const rows = await query
		.select({ id: jurorHours.id, membershipId: jurorHours.membershipId, gatheringId: jurorHours.gatheringId, corrects: jurorHours.correctsId, minutes: jurorHours.minutes, what: jurorHours.what, writtenAt: jurorHours.writtenAt })
		.from(jurorHours)
		.where(ofProjectRows(place))
		.orderBy(asc(jurorHours.writtenAt), asc(jurorHours.id));
	const titles = new Map((await gatherings.ofProject(query, place)).map(({ id, title }) => [id, title]));
	const byJuror = Map.groupBy(rows, ({ membershipId }) => membershipId);
	const inOrder = new Intl.Collator('fr');
	return (await memberships.ofProject(query, place))
		.filter(({ capacity, membershipId }) => capacity === 'juror' || byJuror.has(membershipId))
		.map(({ membershipId, publicName }) => {
			const own = byJuror.get(membershipId) ?? [];
			return {
				membershipId,
				publicName,
				minutes: totalOf(own),
				lines: entriesOf(own).map(({ line, corrections, minutes }) => ({
					id: line.id,
					what: (line.gatheringId && titles.get(line.gatheringId)) || line.what,
					at: line.writtenAt.toISOString(),
					minutes,
					corrections: corrections.map((one) => ({ minutes: one.minutes, what: one.what, at: one.writtenAt.toISOString() }))
				}))
			};
		})
		.sort((a, b) => inOrder.compare(a.publicName, b.publicName));
}

/** A juror's own total in this project, for that juror alone. Whole minutes. */
export async function ofJuror(query: Query, { projectId, membershipId: own }: { readonly projectId: ProjectId; readonly membershipId: MembershipId }): Promise<number> {
	const rows = await rowsAmongMany(
		query,
		`juror-hours:${projectId}`,
		own,
		(ids) =>
			query
				.select({ membershipId: jurorHours.membershipId, minutes: jurorHours.minutes })
				.from(jurorHours)
				.where(and(eq(jurorHours.projectId, projectId), inArray(jurorHours.membershipId, ids))),
		(row) => row.membershipId
	);
	return totalOf(rows);
}
