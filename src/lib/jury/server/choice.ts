// The only writer of whether the jury takes part in the choice of a candidate: what the authority permits, what its buyer switches on, on what terms.
import { and, eq, isNull } from 'drizzle-orm';
import type { AuthorityId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId } from '../../db/server/ids.ts';
import { ofAuthority, record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import { newToken } from '../../people/server/tokens.ts';
import { dayIn } from '../../projects/rules/local-time.ts';
import { frozenOf, phaseOf, readTerms, type Phase, type TermsRefusal } from '../rules/choice.ts';
import * as juries from './juries.ts';
import type { Keeper, Place } from './juries.ts';
import { choicePermissions, choices } from './tables.ts';

export type Choice = typeof choices.$inferSelect;

/** Screens in the room are judged anew when it comes, and leave. */
export const rightsOf = (projectId: string) => `rights:choice:${projectId}`;

const isOf = ({ authorityId, projectId }: Place) => and(eq(choices.authorityId, authorityId), eq(choices.projectId, projectId));

export async function isPermitted(query: Query, authorityId: AuthorityId): Promise<boolean> {
	const [row] = await query.select().from(choicePermissions).where(eq(choicePermissions.authorityId, authorityId));
	return row !== undefined && row.withdrawnAt === null;
}

export interface ChoiceNow {
	readonly choice: Choice | undefined;
	readonly isPermitted: boolean;
	readonly phase: Phase;
}

async function judged(query: Query, { authorityId }: Place, choice: Choice | undefined, at: Date): Promise<ChoiceNow> {
	const permitted = await isPermitted(query, authorityId);
	return { choice, isPermitted: permitted, phase: phaseOf(choice, permitted, at) };
}

export async function ofProject(query: Query, place: Place, at: Date): Promise<ChoiceNow> {
	const [row] = await query.select().from(choices).where(isOf(place));
	return judged(query, place, row, at);
}

/** Held until the transaction ends: an observation and a switching off wait for each other. */
export async function hold(tx: Tx, place: Place, at: Date): Promise<ChoiceNow> {
	const [row] = await tx.select().from(choices).where(isOf(place)).for('update');
	return judged(tx, place, row, at);
}

async function tell(tx: Tx, by: Keeper, act: string, about: Readonly<Record<string, string | number>>): Promise<void> {
	const { authorityId, projectId, actor } = by;
	await record(tx, { authorityId, projectId, act, actor, about });
	await announce(tx, rightsOf(projectId));
	await announce(tx, `project:${projectId}`);
}

/** The authority lets its juries take part, or no longer: then every room of its closes at once (JU140, JU143). */
export async function permit(tx: Tx, by: Keeper, what: 'given' | 'withdrawn'): Promise<void> {
	const { authorityId, actor, at } = by;
	const given = { givenBy: actor, givenAt: at, withdrawnAt: what === 'given' ? null : at };
	await tx.insert(choicePermissions).values({ authorityId, ...given }).onConflictDoUpdate({ target: choicePermissions.authorityId, set: given });
	await record(tx, { ...ofAuthority(authorityId), act: what === 'given' ? 'choice-permitted' : 'choice-no-longer-permitted', actor });
	const on = await tx
		.select({ projectId: choices.projectId })
		.from(choices)
		.where(and(eq(choices.authorityId, authorityId), isNull(choices.switchedOffAt)));
	for (const { projectId } of on) {
		await juries.observe(tx, { authorityId, projectId }, what === 'given' ? 'candidates' : 'nothing');
		await announce(tx, rightsOf(projectId));
		await announce(tx, `project:${projectId}`);
	}
	await announce(tx, `project:${by.projectId}`);
}

export type SwitchRefusal = TermsRefusal | 'choice-not-permitted' | 'jury-unknown' | 'jury-ended';

/** Switches it on, or changes the terms while it is; what the room has already seen stays as it is (JU141, JU142). */
export async function switchOn(tx: Tx, by: Keeper, typed: Readonly<Record<string, string | undefined>>): Promise<Outcome<Choice['id'], SwitchRefusal>> {
	const { authorityId, projectId, actor, at } = by;
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	if (jury.endedAt) return refused('jury-ended');
	const { choice, isPermitted: permitted } = await hold(tx, by, at);
	if (!permitted) return refused('choice-not-permitted');
	const zone = (await authorities.read(tx, authorityId))?.timeZone ?? 'Europe/Paris';
	const terms = readTerms(typed, { at, today: dayIn(at, zone), zone, frozen: frozenOf(choice, at) });
	if (!terms.accepted) return terms;
	const id = choice?.id ?? newId<'choice'>();
	if (!choice) await tx.insert(choices).values({ id, authorityId, projectId, ...terms.value, seed: newToken(), switchedOnBy: actor, switchedOnAt: at });
	else await tx.update(choices).set({ ...terms.value, ...(choice.switchedOffAt && { switchedOnBy: actor, switchedOnAt: at, switchedOffAt: null }) }).where(isOf(by));
	await juries.observe(tx, by, 'candidates');
	await tell(tx, by, choice && !choice.switchedOffAt ? 'choice-terms-changed' : 'choice-switched-on', { choice: id, kind: terms.value.kind, criteria: terms.value.criteria.length });
	return accepted(id);
}

/** Off: nobody is in the room any more, nor reads what was said in it (JU143). What is off stays off. */
export async function switchOff(tx: Tx, by: Keeper): Promise<void> {
	const { choice } = await hold(tx, by, by.at);
	if (!choice || choice.switchedOffAt) return;
	await tx.update(choices).set({ switchedOffAt: by.at }).where(isOf(by));
	await juries.observe(tx, by, 'nothing');
	await tell(tx, by, 'choice-switched-off', { choice: choice.id });
}
