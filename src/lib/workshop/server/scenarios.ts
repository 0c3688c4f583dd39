// The only writer of the scenarios of a gathering: their words, what each holds, who works on which, what is suggested to them.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { AmendmentId, AuthorityId, GatheringId, Id, ProjectId, SeatId } from '../../db/rules/ids.ts';
import { newId, readId } from '../../db/server/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { onceInLook } from '../../db/server/together.ts';
import type { Doer } from '../../gatherings/server/step.ts';
import { record, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Choice } from '../rules/composition.ts';
import {
	mostScenarios,
	readSuggestion,
	suggestionsEach,
	takeSuggestion as takeInto,
	type BuiltScenario,
	type Scenario,
	type SuggestionKind,
	type SuggestionState
} from '../rules/scenarios.ts';
import { budgetLines, scenarioChoices, scenarios, scenarioSeats, scenarioSuggestions } from './tables.ts';

export interface Place {
	readonly authorityId: AuthorityId;
	readonly gatheringId: GatheringId;
}

interface PlaceOfAct extends Place {
	readonly projectId: ProjectId;
}

type Acting = Pick<Doer, 'authorityId' | 'projectId' | 'gatheringId' | 'actor' | 'onBehalfOf' | 'at'>;

const here = ({ authorityId, gatheringId }: Place) => and(eq(scenarios.authorityId, authorityId), eq(scenarios.gatheringId, gatheringId));
const one = (place: Place, code: string) => and(here(place), eq(scenarios.code, code));

/** Whoever writes scenarios, or opens the vote on them, waits here for the other: letters are given one at a time, and nothing changes under a ballot (MO205). */
export async function hold(tx: Tx, { gatheringId }: Pick<Place, 'gatheringId'>): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`scenarios:${gatheringId}`}, 0))`);
}

export async function tell(tx: Tx, doer: Omit<Acting, 'at'>, act: string, about: Readonly<Record<string, string | number>> = {}): Promise<void> {
	const { authorityId, projectId, gatheringId, actor, onBehalfOf } = doer;
	await record(tx, { authorityId, projectId, act, actor, onBehalfOf, about: { gathering: gatheringId, ...about } });
	await announce(tx, `step:${gatheringId}`);
}

export const list = (query: Query, place: Place): Promise<readonly BuiltScenario[]> => onceInLook(query, `scenarios:${place.gatheringId}`, () => readScenarios(query, place));

async function readScenarios(query: Query, place: Place): Promise<readonly BuiltScenario[]> {
	const { code, name, idea, facts, base, modes, calendar, revision } = scenarios;
	return query.select({ code, name, idea, facts, base, modes, calendar, revision }).from(scenarios).where(here(place)).orderBy(asc(scenarios.code));
}

/** Writes a scenario, in place of the one that bore its letter. The caller knows that no vote on it has begun. */
export async function write(
	tx: Tx,
	{ authorityId, gatheringId, projectId }: PlaceOfAct,
	scenario: Scenario,
	actor: Actor
): Promise<Outcome<null, 'scenarios-too-many'>> {
	await hold(tx, { gatheringId });
	const known = await list(tx, { authorityId, gatheringId });
	if (known.length >= mostScenarios && !known.some(({ code }) => code === scenario.code)) return refused('scenarios-too-many');
	const { code, name, idea, facts } = scenario;
	await tx
		.insert(scenarios)
		.values({ authorityId, gatheringId, code, name, idea, facts })
		.onConflictDoUpdate({ target: [scenarios.gatheringId, scenarios.code], set: { name, idea, facts, revision: sql`${scenarios.revision} + 1` } });
	await tell(tx, { authorityId, projectId, gatheringId, actor }, 'scenario-written', { scenario: code });
	return accepted(null);
}

/** From which version a scenario departs, its modes and its calendar. The caller has written it and knows that no vote on it has begun. */
export async function writeAround(tx: Tx, place: Place, code: string, { base, modes, calendar }: Pick<BuiltScenario, 'base' | 'modes' | 'calendar'>): Promise<void> {
	await tx.update(scenarios).set({ base, modes, calendar }).where(one(place, code));
}

/** Where no version was named, it is from now on the one on which the room votes (MO205). */
export async function settleBases(tx: Tx, place: Place, latest: number): Promise<void> {
	await tx.update(scenarios).set({ base: latest }).where(and(here(place), isNull(scenarios.base)));
}

/** Takes a scenario away with all that was said of it; the caller has taken its scores away. */
export async function remove(tx: Tx, { authorityId, gatheringId, projectId }: PlaceOfAct, code: string, actor: Actor): Promise<Outcome<null, 'scenario-unknown'>> {
	await hold(tx, { gatheringId });
	for (const table of [scenarioChoices, scenarioSeats, scenarioSuggestions, budgetLines] as const)
		await tx.delete(table).where(and(eq(table.authorityId, authorityId), eq(table.gatheringId, gatheringId), eq(table.scenario, code)));
	const removed = await tx.delete(scenarios).where(one({ authorityId, gatheringId }, code)).returning({ code: scenarios.code });
	if (removed.length === 0) return refused('scenario-unknown');
	await tell(tx, { authorityId, projectId, gatheringId, actor }, 'scenario-removed', { scenario: code });
	return accepted(null);
}

/** What was said of amendments, scenario by scenario: amendment → in or out. */
export async function choicesOf(query: Query, { authorityId, gatheringId }: Place): Promise<ReadonlyMap<string, ReadonlyMap<string, Choice>>> {
	const rows = await query
		.select({ scenario: scenarioChoices.scenario, amendment: scenarioChoices.amendmentId, choice: scenarioChoices.choice })
		.from(scenarioChoices)
		.where(and(eq(scenarioChoices.authorityId, authorityId), eq(scenarioChoices.gatheringId, gatheringId)));
	return new Map([...Map.groupBy(rows, ({ scenario }) => scenario)].map(([scenario, of]) => [scenario, new Map(of.map(({ amendment, choice }) => [amendment as string, choice]))]));
}

/** Says that an amendment is in a scenario or out of it; the caller knows the amendment, and that it is before the room. Said twice, it stands. */
export async function choose(tx: Tx, doer: Acting, scenario: string, amendmentId: AmendmentId, choice: Choice): Promise<Outcome<null, 'scenario-unknown'>> {
	const { authorityId, gatheringId } = doer;
	if (!(await isThere(tx, doer, scenario))) return refused('scenario-unknown');
	await tx
		.insert(scenarioChoices)
		.values({ authorityId, gatheringId, scenario, amendmentId, choice })
		.onConflictDoUpdate({ target: [scenarioChoices.gatheringId, scenarioChoices.scenario, scenarioChoices.amendmentId], set: { choice } });
	await tell(tx, doer, choice === 'in' ? 'scenario-amendment-in' : 'scenario-amendment-out', { scenario, amendment: amendmentId });
	return accepted(null);
}

const isThere = async (query: Query, place: Place, code: string): Promise<boolean> => (await query.$count(scenarios, one(place, code))) > 0;

export interface SeatAtTable {
	readonly seatId: SeatId;
	readonly scenario: string;
	readonly isHost: boolean;
}

/** Who works on which scenario. */
export async function tablesOf(query: Query, { authorityId, gatheringId }: Place): Promise<readonly SeatAtTable[]> {
	return query
		.select({ seatId: scenarioSeats.seatId, scenario: scenarioSeats.scenario, isHost: scenarioSeats.isHost })
		.from(scenarioSeats)
		.where(and(eq(scenarioSeats.authorityId, authorityId), eq(scenarioSeats.gatheringId, gatheringId)));
}

/** A seat goes to the table of a scenario: it hosts no other any more (MO209). */
export async function sitAt(tx: Tx, doer: Acting, seatId: SeatId, scenario: string): Promise<Outcome<null, 'scenario-unknown'>> {
	const { authorityId, gatheringId } = doer;
	if (!(await isThere(tx, doer, scenario))) return refused('scenario-unknown');
	const [before] = await tx.select().from(scenarioSeats).where(and(eq(scenarioSeats.gatheringId, gatheringId), eq(scenarioSeats.seatId, seatId)));
	if (before?.scenario === scenario) return accepted(null);
	await tx
		.insert(scenarioSeats)
		.values({ authorityId, gatheringId, seatId, scenario })
		.onConflictDoUpdate({ target: [scenarioSeats.gatheringId, scenarioSeats.seatId], set: { scenario, isHost: false } });
	await tell(tx, doer, 'scenario-table-joined', { scenario });
	return accepted(null);
}

/** One seat hosts the table of a scenario, in place of whoever did; null: nobody does (MO209). The caller knows that the seat is in the room. */
export async function nameHost(tx: Tx, doer: Acting, scenario: string, seatId: SeatId | null): Promise<Outcome<null, 'scenario-unknown'>> {
	await hold(tx, doer);
	const { authorityId, gatheringId } = doer;
	if (!(await isThere(tx, doer, scenario))) return refused('scenario-unknown');
	await tx.update(scenarioSeats).set({ isHost: false }).where(and(eq(scenarioSeats.gatheringId, gatheringId), eq(scenarioSeats.scenario, scenario)));
	if (seatId)
		await tx
			.insert(scenarioSeats)
			.values({ authorityId, gatheringId, seatId, scenario, isHost: true })
			.onConflictDoUpdate({ target: [scenarioSeats.gatheringId, scenarioSeats.seatId], set: { scenario, isHost: true } });
	await tell(tx, doer, seatId ? 'scenario-host-named' : 'scenario-host-freed', { scenario, ...(seatId ? { seat: seatId } : {}) });
	return accepted(null);
}

export interface Suggestion {
	readonly id: string;
	readonly seatId: SeatId;
	readonly scenario: string;
	readonly kind: SuggestionKind;
	readonly text: string;
	readonly state: SuggestionState;
}

/** All suggestions, in the order in which they came, but for those that their authors took back. */
export async function suggestionsOf(query: Query, { authorityId, gatheringId }: Place): Promise<readonly Suggestion[]> {
	const { id, seatId, scenario, kind, text, state } = scenarioSuggestions;
	return query
		.select({ id, seatId, scenario, kind, text, state })
		.from(scenarioSuggestions)
		.where(and(eq(scenarioSuggestions.authorityId, authorityId), eq(scenarioSuggestions.gatheringId, gatheringId), inArray(state, ['waiting', 'taken', 'left'])))
		.orderBy(asc(scenarioSuggestions.sentAt), asc(scenarioSuggestions.id));
}

export type SuggestingRefusal = 'scenario-unknown' | 'suggestion-missing' | 'suggestion-too-long' | 'suggestions-too-many';

/** A seat suggests a few words for a scenario; the same words twice are one suggestion (MO204, MO15). */
export async function suggest(tx: Tx, doer: Acting, seatId: SeatId, asked: { readonly scenario: string; readonly kind: SuggestionKind; readonly text: string }): Promise<Outcome<string, SuggestingRefusal>> {
	await hold(tx, doer);
	const { authorityId, gatheringId, at } = doer;
	if (!(await isThere(tx, doer, asked.scenario))) return refused('scenario-unknown');
	const text = readSuggestion(asked.text);
	if (!text.accepted) return text;
	const waiting = (await suggestionsOf(tx, doer)).filter((one) => one.seatId === seatId && one.state === 'waiting');
	const twin = waiting.find((one) => one.scenario === asked.scenario && one.kind === asked.kind && one.text === text.value);
	if (twin) return accepted(twin.id);
	if (waiting.length >= suggestionsEach) return refused('suggestions-too-many');
	const id = newId<'scenario-suggestion'>();
	await tx.insert(scenarioSuggestions).values({ id, authorityId, gatheringId, seatId, scenario: asked.scenario, kind: asked.kind, text: text.value, state: 'waiting', sentAt: at });
	await tell(tx, doer, 'scenario-suggested', { scenario: asked.scenario });
	return accepted(id);
}

export type SettlingRefusal = 'suggestion-unknown' | 'scenario-too-long';

/** The suggestion, held and still waiting. */
async function waitingOne(tx: Tx, doer: Acting, id: string): Promise<Suggestion | undefined> {
	await hold(tx, doer);
	return readId<'scenario-suggestion'>(id) && (await suggestionsOf(tx, doer)).find((one) => one.id === id && one.state === 'waiting');
}

const mark = (tx: Tx, id: string, state: SuggestionState) =>
	tx
		.update(scenarioSuggestions)
		.set({ state })
		.where(eq(scenarioSuggestions.id, id as Id<'scenario-suggestion'>));

/** Its author takes it back while nobody has read it into the scenario. */
export async function takeSuggestionBack(tx: Tx, doer: Acting, seatId: SeatId, id: string): Promise<Outcome<null, 'suggestion-unknown'>> {
	const found = await waitingOne(tx, doer, id);
	if (found?.seatId !== seatId) return refused('suggestion-unknown');
	await mark(tx, id, 'withdrawn');
	await tell(tx, doer, 'scenario-suggestion-withdrawn', { scenario: found.scenario });
	return accepted(null);
}

/** Which scenario a waiting suggestion is for: who settles it must be allowed to write there. */
export const scenarioOfSuggestion = async (tx: Tx, doer: Acting, id: string): Promise<string | undefined> => (await waitingOne(tx, doer, id))?.scenario;

/** Writes a suggestion into its scenario, in one tap, or leaves it aside (MO204). */
export async function settleSuggestion(tx: Tx, doer: Acting, id: string, how: 'taken' | 'left'): Promise<Outcome<null, SettlingRefusal>> {
	const found = await waitingOne(tx, doer, id);
	const scenario = found && (await list(tx, doer)).find(({ code }) => code === found.scenario);
	if (!found || !scenario) return refused('suggestion-unknown');
	if (how === 'taken') {
		const taken = takeInto(scenario, found);
		if (!taken.accepted) return taken;
		await tx
			.update(scenarios)
			.set({ ...taken.value, revision: scenario.revision + 1 })
			.where(one(doer, scenario.code));
	}
	await mark(tx, id, how);
	await tell(tx, doer, how === 'taken' ? 'scenario-suggestion-taken' : 'scenario-suggestion-left', { scenario: found.scenario });
	return accepted(null);
}
