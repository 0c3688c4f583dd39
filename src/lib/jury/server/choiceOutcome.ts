// The only writer of what the buyer makes of the observations, and of when it is read in public.
import { eq } from 'drizzle-orm';
import type { Query, Tx } from '../../db/server/database.ts';
import { record } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as authorities from '../../people/server/authorities.ts';
import { readPublication, readSynthesis, type PublishRefusal, type Synthesis, type SynthesisRefusal } from '../rules/choiceOutcome.ts';
import * as choices from './choice.ts';
import type { Choice } from './choice.ts';
import * as juries from './juries.ts';
import type { Keeper, Place } from './juries.ts';
import { choices as table } from './tables.ts';

async function tell(tx: Tx, by: Keeper, act: string, choice: Choice): Promise<void> {
	const { authorityId, projectId, actor } = by;
	await record(tx, { authorityId, projectId, act, actor, about: { choice: choice.id } });
	await announce(tx, `project:${projectId}`);
	const jury = await juries.ofProject(tx, by);
	if (jury) await juries.look(tx, jury.id);
}

/** Written once the room is over, and written anew until it is public (JU153). */
export async function conclude(tx: Tx, by: Keeper, typed: Readonly<Record<string, string | undefined>>): Promise<Outcome<Synthesis, SynthesisRefusal | 'room-not-over' | 'synthesis-published'>> {
	const { choice, phase } = await choices.hold(tx, by, by.at);
	if (!choice || phase !== 'over') return refused('room-not-over');
	if (choice.publishedAt) return refused('synthesis-published');
	const read = readSynthesis(typed);
	if (!read.accepted) return read;
	await tx
		.update(table)
		.set({ ...read.value, synthesisAt: by.at })
		.where(eq(table.id, choice.id));
	await tell(tx, by, 'choice-synthesis-written', choice);
	return read;
}

/** Read on the public page of the jury from now on, once the day of the award has passed (JU154). */
export async function publish(tx: Tx, by: Keeper, awardedOn: string | undefined): Promise<Outcome<string, PublishRefusal | 'synthesis-published'>> {
	const { choice } = await choices.hold(tx, by, by.at);
	if (choice?.publishedAt) return refused('synthesis-published');
	const read = readPublication(awardedOn, await authorities.dayOf(tx, by.authorityId, by.at), choice?.synthesis ?? null);
	if (!read.accepted) return read;
	await tx
		.update(table)
		.set({ awardedOn: read.value, publishedAt: by.at })
		.where(eq(table.id, choice!.id));
	await tell(tx, by, 'choice-synthesis-published', choice!);
	return accepted(read.value);
}

const synthesisOf = ({ synthesis, taken, why, awardedOn, publishedAt }: Choice): (Synthesis & Pick<Choice, 'awardedOn' | 'publishedAt'>) | null => (synthesis !== null && taken !== null && why !== null ? { synthesis, taken, why, awardedOn, publishedAt } : null);

/** For jurors and the buyer: as soon as it is written. */
export const written = (choice: Choice | undefined) => (choice ? synthesisOf(choice) : null);

/** For everybody: once it is public. */
export async function published(query: Query, place: Place, at: Date) {
	const { choice } = await choices.ofProject(query, place, at);
	return choice?.publishedAt ? synthesisOf(choice) : null;
}
