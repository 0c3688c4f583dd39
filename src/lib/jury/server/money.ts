// The only writer of what is due to jurors beyond their hours, and of what was paid.
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { MembershipId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as memberships from '../../projects/server/memberships.ts';
import { addMoney, balanceOf, correctMoney, type JurorAccount, type MoneyRefusal } from '../rules/money.ts';
import type { Keeper, Place } from './juries.ts';
import * as ledger from './ledger.ts';
import * as members from './members.ts';
import { jurorMoney } from './tables.ts';

const ofPlace = ({ authorityId, projectId }: Place) => and(eq(jurorMoney.authorityId, authorityId), eq(jurorMoney.projectId, projectId));

/** What the rules judge a new line over; the juror's place is held, so that two payments at once are judged one after the other. */
async function accountOf(tx: Tx, place: Place, membershipId: MembershipId) {
	await memberships.lock(tx, membershipId);
	const lines = await tx
		.select({ kind: jurorMoney.kind, cents: jurorMoney.cents })
		.from(jurorMoney)
		.where(and(ofPlace(place), eq(jurorMoney.membershipId, membershipId)));
	return { lines, minutes: await ledger.ofJuror(tx, { projectId: place.projectId, membershipId }), cost: (await members.juryOf(tx, place)).cost };
}

/** A line: what is due besides the hours, or what was paid (JU81, JU83). */
export async function add(tx: Tx, by: Keeper, juror: string, typed: { readonly kind: string; readonly amount: string; readonly what: string }): Promise<Outcome<string, MoneyRefusal | 'juror-unknown'>> {
	const { authorityId, projectId, actor, at } = by;
	const membershipId = readId<'membership'>(juror);
	const facts = membershipId && (await memberships.read(tx, membershipId));
	// who has left is paid too
	if (!facts || facts.projectId !== projectId || facts.authorityId !== authorityId || facts.capacity !== 'juror') return refused('juror-unknown');
	const line = addMoney(await accountOf(tx, by, facts.membershipId), typed);
	if (!line.accepted) return line;
	const id = newId<'money-line'>();
	await tx.insert(jurorMoney).values({ id, authorityId, projectId, membershipId: facts.membershipId, ...line.value, writtenBy: actor, writtenAt: at });
	await record(tx, { authorityId, projectId, act: 'juror-money-added', actor, about: { line: id, membership: facts.membershipId, kind: line.value.kind } });
	await announce(tx, `project:${projectId}`);
	return accepted(id);
}

/** Says which amount a line should stand for, and why: a line more (JU82). */
export async function correct(tx: Tx, by: Keeper, line: string, typed: { readonly amount: string; readonly what: string }): Promise<Outcome<string, MoneyRefusal | 'money-line-unknown'>> {
	const { authorityId, projectId, actor, at } = by;
	const id = readId<'money-line'>(line);
	const [first] = id ? await tx.select().from(jurorMoney).where(and(ofPlace(by), eq(jurorMoney.id, id), isNull(jurorMoney.correctsId))) : [];
	if (!first) return refused('money-line-unknown');
	const { membershipId, kind } = first;
	const account = await accountOf(tx, by, membershipId);
	const corrections = await tx.select({ cents: jurorMoney.cents }).from(jurorMoney).where(and(ofPlace(by), eq(jurorMoney.correctsId, first.id)));
	const correction = correctMoney(account, { kind, cents: corrections.reduce((sum, { cents }) => sum + cents, first.cents) }, typed);
	if (!correction.accepted) return correction;
	const corrected = newId<'money-line'>();
	await tx.insert(jurorMoney).values({ id: corrected, authorityId, projectId, membershipId, correctsId: first.id, ...correction.value, writtenBy: actor, writtenAt: at });
	await record(tx, { authorityId, projectId, act: 'juror-money-corrected', actor, about: { line: corrected, membership: membershipId, kind } });
	await announce(tx, `project:${projectId}`);
	return accepted(corrected);
}

/** The accounts of everybody who gave hours or has a place of juror, for whoever pays. */
export async function ofProject(query: Query, place: Place): Promise<readonly JurorAccount[]> {
	const [hours, jury, rows] = [
		await ledger.ofProject(query, place),
		await members.juryOf(query, place),
		await query.select().from(jurorMoney).where(ofPlace(place)).orderBy(asc(jurorMoney.writtenAt), asc(jurorMoney.id))
	];
	const names = await members.realNames(
		query,
		hours.map(({ membershipId }) => membershipId as MembershipId)
	);
	const byJuror = Map.groupBy(rows, ({ membershipId }) => membershipId as string);
	return hours.map(({ membershipId, publicName, minutes }) => {
		const own = byJuror.get(membershipId) ?? [];
		const corrections = Map.groupBy(own, ({ correctsId }) => correctsId);
		return {
			membershipId,
			publicName,
			realName: names.get(membershipId as MembershipId) ?? null,
			minutes,
			balance: balanceOf(minutes, jury.cost, own),
			lines: (corrections.get(null) ?? []).map(({ id, kind, what, cents, writtenAt }) => {
				const after = corrections.get(id) ?? [];
				return {
					id,
					kind,
					what,
					at: writtenAt.toISOString(),
					cents: after.reduce((sum, one) => sum + one.cents, cents),
					corrections: after.map((one) => ({ cents: one.cents, what: one.what, at: one.writtenAt.toISOString() }))
				};
			})
		};
	});
}

/** One juror's own accounts; undefined for whoever has none here. */
export const ofJuror = async (query: Query, place: Place, membershipId: MembershipId): Promise<JurorAccount | undefined> => (await ofProject(query, place)).find((account) => account.membershipId === membershipId);
