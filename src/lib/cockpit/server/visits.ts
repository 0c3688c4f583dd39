// The only writer of who last looked at a cockpit, and of the rhythm that its piloting service promises.
import { and, eq } from 'drizzle-orm';
import type { AccountId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readRhythm, visitAt, type UpdateRhythm } from '../rules/overview.ts';
import type { Doer, Place } from './elements.ts';
import { cockpits, cockpitVisits } from './tables.ts';

/** A look is written down no more often: screens look again at each change. */
const writtenAgainMs = 60_000;

/** Notes that an account looks at a cockpit, and says since when it is told what changed (CO142). */
export async function look(
	query: Query,
	{ authorityId, projectId }: Place,
	accountId: AccountId,
	at: Date
): Promise<Date> {
	const [row] = await query
		.select({ newSince: cockpitVisits.newSince, lookedAt: cockpitVisits.lookedAt })
		.from(cockpitVisits)
		.where(and(eq(cockpitVisits.projectId, projectId), eq(cockpitVisits.accountId, accountId)));
	const visit = visitAt(
		row && { newSince: row.newSince.getTime(), lookedAt: row.lookedAt.getTime() },
		at.getTime()
	);
	const newSince = new Date(visit.newSince);
	if (!row || visit.lookedAt - row.lookedAt.getTime() >= writtenAgainMs)
		await keep(query, { authorityId, projectId }, accountId, {
			newSince,
			lookedAt: new Date(visit.lookedAt)
		});
	return newSince;
}

const keep = (
	query: Query,
	place: Place,
	accountId: AccountId,
	visit: { readonly newSince: Date; readonly lookedAt: Date }
) =>
	query
		.insert(cockpitVisits)
		.values({ authorityId: place.authorityId, projectId: place.projectId, accountId, ...visit })
		.onConflictDoUpdate({ target: [cockpitVisits.projectId, cockpitVisits.accountId], set: visit });

/** « J'ai tout lu »: nothing recorded until now is new to them any more. */
export async function readAll(
	tx: Tx,
	place: Place,
	accountId: AccountId,
	at: Date
): Promise<Outcome<null, never>> {
	await keep(tx, place, accountId, { newSince: at, lookedAt: at });
	return accepted(null);
}

/** Days between two updates, as the piloting service promised; null while it has not. */
export async function rhythmOf(query: Query, { projectId }: Place): Promise<UpdateRhythm | null> {
	const [row] = await query
		.select({ every: cockpits.updateEveryDays })
		.from(cockpits)
		.where(eq(cockpits.projectId, projectId));
	return row?.every == null ? null : (readRhythm(String(row.every)) ?? null);
}

/** Promises a rhythm, or takes the promise back (an empty word). */
export async function promise(
	tx: Tx,
	{ authorityId, projectId, actor, at }: Doer,
	typed: string
): Promise<Outcome<null, 'rhythm-unknown'>> {
	const rhythm = readRhythm(typed);
	if (rhythm === undefined && typed !== '') return refused('rhythm-unknown');
	const updateEveryDays = rhythm ?? null;
	await tx
		.insert(cockpits)
		.values({ authorityId, projectId, begunAt: at, updateEveryDays })
		.onConflictDoUpdate({ target: cockpits.projectId, set: { updateEveryDays } });
	await record(tx, {
		authorityId,
		projectId,
		act: 'cockpit-rhythm-promised',
		actor,
		about: { days: updateEveryDays ?? 0 }
	});
	await announce(tx, `cockpit:${projectId}`);
	return accepted(null);
}
