// The only writer of the public draws: each attempt computed, sealed, given its seed, drawn, or given up.
import { and, asc, desc, eq, inArray, isNotNull, max, sql } from 'drizzle-orm';
import type { JuryId, SortitionId } from '../../db/rules/ids.ts';
import { database, driver, inTransaction, type Query, type Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { onStop } from '../../live/server/live.ts';
import { accepted, refused, type Outcome, type Refused } from '../../outcomes/rules/outcome.ts';
import { chooseRound, readSignature, seedOf, type Beacon, type BeaconRefusal } from '../rules/beacon.ts';
import { isSignatureOf } from '../rules/beaconSignature.ts';
import { isBehind, may, readSeed, readWhy, type SeedMethod, type SeedRefusal, type SortitionFigures, type Spread } from '../rules/ceremony.ts';
import type { Look } from '../rules/feasibility.ts';
import { drawnCategories, poolCategory, poolFeatures, readSetting, type Faulty, type TypedQuotas } from '../rules/quotas.ts';
import { plainObstacles, type Change, type Obstacle } from '../rules/sortition/changes.ts';
import { drawFrom } from '../rules/sortition/draw.ts';
import { chancesOf, fairnessOf, type Distribution } from '../rules/sortition/distribution.ts';
import { prepare, type Problem } from '../rules/sortition/pool.ts';
import type { Progress } from '../rules/sortition/leximin.ts';
import { openSealed, sealedFile, sealOf, type SealRefusal } from '../rules/sortition/seal.ts';
import { estimateStratified } from '../rules/sortition/stratified.ts';
import * as juries from './juries.ts';
import * as pools from './pools.ts';
import { findChanges, findDistribution } from './solver.ts';
import { jurySeats, sortitions } from './tables.ts';

export type Sortition = typeof sortitions.$inferSelect;
/** Seconds after which the best distribution found is taken. */
const patience = 600;
/** Seconds for what a screen asks at each look. */
const glance = 20;
const trials = 1_000;

export interface Trouble {
	readonly obstacles: readonly Obstacle[];
	readonly changes: readonly Change[];
}

export type BeginRefusal = 'jury-unknown' | 'jury-ended' | 'sortition-standing' | 'sortition-nobody';
export type StageRefusal = 'jury-unknown' | 'sortition-unknown' | 'sortition-elsewhere';

interface Drawable {
	readonly problem: Problem;
	/** who is left out because an answer of theirs misses */
	readonly incomplete: number;
}

/** Those who may be drawn, as the solver sees them: only who answered every category. */
export async function problemOf(query: Query, jury: juries.Jury): Promise<Drawable> {
	const seats = { roll: jury.rollSeats, volunteers: jury.volunteerSeats };
	const categories = drawnCategories(jury.quotas, seats);
	const all = (await pools.drawable(query, jury.id)).map(({ code, pool, profile, household }) => ({ id: code, household, features: { ...profile, [poolCategory]: poolFeatures[pool] } as Readonly<Record<string, string>> }));
	const people = all.filter(({ features }) => categories.every((category) => category.features.some(({ name }) => features[category.name] === name)));
	const quotas = categories.flatMap((category) => category.features.map(({ name, min, max: most }) => ({ category: category.name, feature: name, min, max: most, minFlex: 0, maxFlex: seats.roll + seats.volunteers })));
	return { problem: prepare(people, quotas, { size: seats.roll + seats.volunteers, isOneAHousehold: jury.oneOfAHousehold, certain: [] }), incomplete: all.length - people.length };
}

/** People and quotas alone: the same words for the same draw. */
const bare = (problem: Problem) => sealedFile(problem, { panels: [] }, '');

/** What a screen asks at each look is computed once for the same lists and quotas. */
const known = new Map<JuryId, { readonly of: string; readonly answer: Promise<Look> }>();

/** Whether the quotas as kept can be kept by those who may be drawn now. */
export async function lookAt(query: Query, jury: juries.Jury): Promise<Look> {
	const drawable = await problemOf(query, jury);
	const of = bare(drawable.problem);
	const last = known.get(jury.id);
	if (last?.of === of) return last.answer;
	const answer = seen(drawable).then((look) => look!);
	if (known.size > 200) known.clear();
	known.set(jury.id, { of, answer });
	return answer;
}

/** `undefined`: it was called off. */
async function seen({ problem, incomplete }: Drawable, signal?: AbortSignal): Promise<Look | undefined> {
	const people = problem.profiles.reduce((sum, { members }) => sum + members.length, 0);
	if (people + incomplete === 0) return { people, incomplete, feasibility: null };
	const obstacles = plainObstacles(problem);
	const found = await findChanges(problem, { limit: glance, ...(signal && { signal }) });
	if (!found.accepted && found.reason === 'sortition-cancelled') return undefined;
	const changes = found.accepted ? found.value?.changes : undefined;
	return { people, incomplete, feasibility: changes?.length === 0 ? { isFeasible: true } : { isFeasible: false, obstacles, changes: changes ?? [] } };
}

/** What is being looked at, keeper by keeper: the last look asked for is the one that counts. */
const trying = new Map<string, AbortController>();

/** As `lookAt`, of quotas that are typed and not kept, for those who may be drawn now; what the same keeper asked before is called off (JU123). */
export async function tryQuotas(query: Query, jury: juries.Jury, by: juries.Keeper, typed: TypedQuotas): Promise<Faulty<Look> | Refused<'look-called-off'>> {
	const setting = readSetting(typed);
	const whose = `${jury.id} ${by.actor}`;
	trying.get(whose)?.abort();
	if (!setting.accepted) return setting;
	const leave = new AbortController();
	trying.set(whose, leave);
	const { seats, quotas } = setting.value;
	try {
		const look = await seen(await problemOf(query, { ...jury, rollSeats: seats.roll, volunteerSeats: seats.volunteers, quotas, oneOfAHousehold: typed.isOneOfAHousehold }), leave.signal);
		return look ? accepted(look) : refused('look-called-off');
	} finally {
		if (trying.get(whose) === leave) trying.delete(whose);
	}
}

export async function ofJury(query: Query, juryId: JuryId): Promise<Sortition[]> {
	return query.select().from(sortitions).where(eq(sortitions.juryId, juryId)).orderBy(asc(sortitions.attempt));
}

export async function latest(query: Query, juryId: JuryId): Promise<Sortition | undefined> {
	const [row] = await query.select().from(sortitions).where(eq(sortitions.juryId, juryId)).orderBy(desc(sortitions.attempt)).limit(1);
	return row;
}

/** What was once sealed is public for ever, given up or drawn. */
export async function publicOnes(query: Query, juryId: JuryId): Promise<Sortition[]> {
	return query
		.select()
		.from(sortitions)
		.where(and(eq(sortitions.juryId, juryId), isNotNull(sortitions.sealedAt)))
		.orderBy(asc(sortitions.attempt));
}

/** Searches of this process, to be stopped by whoever gives up. */
const underWay = new Map<SortitionId, { readonly leave: AbortController; readonly ended: Promise<void> }>();
export const settled = async (id: SortitionId): Promise<void> => underWay.get(id)?.ended;
const computingLock = (id: SortitionId) => `sortition:${id}`;

/** What a process holds while it computes, on a connection of its own: it falls with the process, so that the attempt is seen to be cut short (JU113). Gives what lets go. */
async function holdComputing(id: SortitionId): Promise<() => Promise<void>> {
	const connection = await (await driver()).reserve();
	await connection`select pg_advisory_lock(hashtextextended(${computingLock(id)}, 0))`;
	return async () => {
		await connection`select pg_advisory_unlock(hashtextextended(${computingLock(id)}, 0))`.catch(() => undefined);
		connection.release();
	};
}

/** Marks the attempts that nobody computes any more: the process that did has died (JU113). Another may begin at once. */
export async function markInterrupted(at: Date, only?: JuryId): Promise<void> {
	const computing = await (await database())
		.select({ id: sortitions.id, juryId: sortitions.juryId })
		.from(sortitions)
		.where(and(eq(sortitions.state, 'computing'), only && eq(sortitions.juryId, only)));
	for (const { id, juryId } of computing) {
		if (underWay.has(id)) continue;
		await inTransaction(async (tx) => {
			const [lock] = await tx.execute(sql`select pg_try_advisory_xact_lock(hashtextextended(${computingLock(id)}, 0)) as "isFree"`);
			if (!lock?.isFree) return;
			const [cut] = await tx
				.update(sortitions)
				.set({ state: 'interrupted' })
				.where(and(eq(sortitions.id, id), eq(sortitions.state, 'computing')))
				.returning({ id: sortitions.id });
			const { authorityId, projectId } = await juries.read(tx, juryId);
			if (cut) await juries.tell(tx, { authorityId, projectId, actor: 'system', at }, juryId, 'sortition-interrupted', { sortition: id });
		});
	}
}

const spreadOf = ({ profiles }: Problem, chances: readonly number[]): Spread => {
	const each = profiles.flatMap(({ members }, profile) => members.map(() => chances[profile]!));
	const { min, max: highest, gini, geometricMean } = fairnessOf(each);
	return { lowest: min, highest, gini, geometricMean, certain: each.filter((chance) => chance > 1 - 1e-9).length };
};

function figuresOf(problem: Problem, distribution: Distribution, seed: string, seconds: number): SortitionFigures {
	const chances = chancesOf(problem, distribution.panels);
	const plain = estimateStratified(problem, trials, seed);
	const people = problem.profiles.reduce((sum, { members }) => sum + members.length, 0);
	const rounded = Map.groupBy(problem.profiles.map(({ members }, profile) => ({ people: members.length, chance: Math.round(chances[profile]! * 1e4) / 1e4 })), ({ chance }) => chance);
	return {
		version: 1,
		people,
		seats: problem.size,
		panels: distribution.panels.length,
		seconds,
		isProven: distribution.isProven,
		fair: spreadOf(problem, chances),
		plain: plain.panels > 0 ? spreadOf(problem, plain.chances) : null,
		chances: [...rounded].sort(([one], [other]) => one - other).map(([chance, own]) => ({ chance, people: own.reduce((sum, one) => sum + one.people, 0) }))
	};
}

/** Begins an attempt: the fairest distribution is sought while screens follow (JU60). None while another stands. */
export async function begin(by: juries.Keeper): Promise<Outcome<SortitionId, BeginRefusal>> {
	const id = newId<'sortition'>();
	const known = await juries.ofProject(await database(), by);
	if (known) await markInterrupted(by.at, known.id);
	const letGo = await holdComputing(id);
	const begun = await inTransaction(async (tx): Promise<Outcome<{ jury: juries.Jury; problem: Problem }, BeginRefusal>> => {
		const jury = await juries.hold(tx, by);
		if (!jury) return refused('jury-unknown');
		if (jury.endedAt) return refused('jury-ended');
		const last = await latest(tx, jury.id);
		if (last && !isBehind(last.state)) return refused('sortition-standing');
		const { problem } = await problemOf(tx, jury);
		if (problem.profiles.length === 0) return refused('sortition-nobody');
		const [{ attempt } = { attempt: null }] = await tx.select({ attempt: max(sortitions.attempt) }).from(sortitions).where(eq(sortitions.juryId, jury.id));
		await tx.insert(sortitions).values({ id, authorityId: by.authorityId, juryId: jury.id, attempt: (attempt ?? 0) + 1, state: 'computing', begunBy: by.actor, begunAt: by.at });
		await juries.tell(tx, by, jury.id, 'sortition-begun', { sortition: id, attempt: (attempt ?? 0) + 1, seats: problem.size });
		return accepted({ jury, problem });
	}).catch(async (error: unknown) => {
		await letGo();
		throw error;
	});
	if (!begun.accepted) {
		await letGo();
		return begun;
	}
	const { jury, problem } = begun.value;
	const started = performance.now();
	const leave = new AbortController();
	// who stops the process leaves an attempt that is cut short
	const forgetStop = onStop(() => leave.abort());
	let said = 0;
	const tell = ({ missing, size }: Progress) => {
		const percent = Math.min(99, Math.floor(100 * (1 - missing / size)));
		if (percent <= said) return;
		said = percent;
		void progressed(jury.id, id, percent);
	};
	const ended = findDistribution(problem, { limit: patience, signal: leave.signal, tell })
		.then((found) => conclude(by, jury.id, id, problem, found, Math.round((performance.now() - started) / 100) / 10))
		.catch(() => undefined)
		.finally(async () => {
			underWay.delete(id);
			forgetStop();
			await letGo();
		});
	underWay.set(id, { leave, ended });
	return accepted(id);
}

/** What a search found, kept to be taken as it is: nobody need wait for what is known already. */
export interface KeptDistribution extends Pick<Distribution, 'panels' | 'isProven'> {
	readonly software: string;
	/** that the search took */
	readonly seconds: number;
}

/** An attempt whose distribution was found before, for the same profiles and quotas: ready to be sealed. Refused where a panel of it breaks a quota. */
export async function beginWith(tx: Tx, by: juries.Keeper, kept: KeptDistribution): Promise<Outcome<SortitionId, BeginRefusal | SealRefusal>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	const last = await latest(tx, jury.id);
	if (last && !isBehind(last.state)) return refused('sortition-standing');
	const { problem } = await problemOf(tx, jury);
	const sealedText = sealedFile(problem, kept, kept.software);
	const read = openSealed(sealedText);
	if (!read.accepted) return read;
	const id = newId<'sortition'>();
	const figures = figuresOf(problem, kept, sealOf(bare(problem)), kept.seconds);
	const attempt = (last?.attempt ?? 0) + 1;
	await tx.insert(sortitions).values({ id, authorityId: by.authorityId, juryId: jury.id, attempt, state: 'ready', progress: 100, sealedText, figures, begunBy: by.actor, begunAt: by.at });
	await juries.tell(tx, by, jury.id, 'sortition-begun', { sortition: id, attempt, seats: problem.size });
	await juries.tell(tx, { ...by, actor: 'system' }, jury.id, 'sortition-computed', { sortition: id, panels: figures.panels });
	return accepted(id);
}

async function progressed(juryId: JuryId, id: SortitionId, percent: number): Promise<void> {
	await inTransaction(async (tx) => {
		await tx
			.update(sortitions)
			.set({ progress: percent })
			.where(and(eq(sortitions.id, id), eq(sortitions.state, 'computing')));
		await juries.look(tx, juryId);
	}).catch(() => undefined);
}

async function conclude(by: juries.Keeper, juryId: JuryId, id: SortitionId, problem: Problem, found: Awaited<ReturnType<typeof findDistribution>>, seconds: number): Promise<void> {
	const isComputing = and(eq(sortitions.id, id), eq(sortitions.state, 'computing'));
	if (found.accepted) {
		const { distribution, software } = found.value;
		const sealedText = sealedFile(problem, distribution, software);
		const figures = figuresOf(problem, distribution, sealOf(bare(problem)), seconds);
		return inTransaction(async (tx) => {
			const [done] = await tx.update(sortitions).set({ state: 'ready', progress: 100, sealedText, figures }).where(isComputing).returning({ id: sortitions.id });
			if (done) await juries.tell(tx, { ...by, actor: 'system' }, juryId, 'sortition-computed', { sortition: id, panels: figures.panels });
		});
	}
	// whoever gave it up has written so
	if (found.reason === 'sortition-cancelled') return;
	const mending = found.reason === 'sortition-quotas-impossible' ? await findChanges(problem, { limit: glance }) : undefined;
	const trouble: Trouble = { obstacles: plainObstacles(problem), changes: (mending?.accepted && mending.value?.changes) || [] };
	await inTransaction(async (tx) => {
		const [done] = await tx.update(sortitions).set({ state: 'impossible', trouble: { reason: found.reason, ...trouble } }).where(isComputing).returning({ id: sortitions.id });
		if (done) await juries.tell(tx, { ...by, actor: 'system' }, juryId, 'sortition-impossible', { sortition: id, why: found.reason });
	});
}

/** The attempt that a form is about, held with its jury; refused where its state is not one of those in which the act may be done. */
async function holdAt(tx: Tx, by: juries.Keeper, typed: string, act: keyof typeof may): Promise<Outcome<{ jury: juries.Jury; sortition: Sortition }, StageRefusal>> {
	const jury = await juries.hold(tx, by);
	if (!jury) return refused('jury-unknown');
	const id = readId<'sortition'>(typed);
	const [sortition] = id
		? await tx
				.select()
				.from(sortitions)
				.where(and(eq(sortitions.juryId, jury.id), eq(sortitions.id, id)))
				.for('update')
		: [];
	if (!sortition) return refused('sortition-unknown');
	return may[act].includes(sortition.state) ? accepted({ jury, sortition }) : refused('sortition-elsewhere');
}

/** Seals: from now on lists, quotas, panels and tickets are public and no longer change. Refused when the lists changed since the distribution was sought (JU64). */
export async function seal(tx: Tx, by: juries.Keeper, typed: string): Promise<Outcome<{ readonly seal: string }, StageRefusal | 'lists-changed' | 'announcement-needed'>> {
	const held = await holdAt(tx, by, typed, 'seal');
	if (!held.accepted) return held;
	const { jury, sortition } = held.value;
	// the seal is read on the public page
	if (!jury.announcedAt) return refused('announcement-needed');
	const { problem } = await problemOf(tx, jury);
	const computed = openSealed(sortition.sealedText!);
	if (!computed.accepted || bare(computed.value.problem) !== bare(problem)) return refused('lists-changed');
	const sealHash = sealOf(sortition.sealedText!);
	await tx.update(sortitions).set({ state: 'sealed', sealHash, sealedAt: by.at }).where(eq(sortitions.id, sortition.id));
	await juries.tell(tx, by, jury.id, 'sortition-sealed', { sortition: sortition.id, seal: sealHash });
	return accepted({ seal: sealHash });
}

/** Announces the public value that will be the seed; from then on it is the only one that may be (JU120, JU121). */
export async function announceBeacon(tx: Tx, by: juries.Keeper, typed: { readonly sortition: string; readonly wait: string }): Promise<Outcome<Beacon, StageRefusal | 'beacon-announced' | 'beacon-wait-unknown'>> {
	const held = await holdAt(tx, by, typed.sortition, 'announce');
	if (!held.accepted) return held;
	const { jury, sortition } = held.value;
	if (sortition.beacon) return refused('beacon-announced');
	const beacon = chooseRound(typed.wait, { sealedAt: sortition.sealedAt!, at: by.at });
	if (!beacon.accepted) return beacon;
	await tx.update(sortitions).set({ beacon: beacon.value }).where(eq(sortitions.id, sortition.id));
	await juries.tell(tx, by, jury.id, 'sortition-beacon-announced', { sortition: sortition.id, round: beacon.value.round });
	return beacon;
}

/** Draws from the seal and the seed said before witnesses (JU64); refused where a public value was announced (JU120). */
export async function draw(tx: Tx, by: juries.Keeper, typed: { readonly sortition: string; readonly method: string; readonly text: string; readonly witnesses: string }): Promise<Outcome<SortitionId, StageRefusal | SeedRefusal | 'beacon-announced' | 'sealed-file-damaged'>> {
	const held = await holdAt(tx, by, typed.sortition, 'draw');
	if (!held.accepted) return held;
	if (held.value.sortition.beacon) return refused('beacon-announced');
	const seed = readSeed(typed);
	return seed.accepted ? drawWith(tx, by, held.value, { seedMethod: seed.value.method, seedText: seed.value.text, witnesses: seed.value.witnesses }) : seed;
}

/** Draws from the seal and the announced value, whose signature is checked here, asking nobody (JU122). */
export async function drawFromBeacon(tx: Tx, by: juries.Keeper, typed: { readonly sortition: string; readonly signature: string }): Promise<Outcome<SortitionId, StageRefusal | BeaconRefusal | 'beacon-not-announced' | 'beacon-not-signed' | 'sealed-file-damaged'>> {
	const held = await holdAt(tx, by, typed.sortition, 'draw');
	if (!held.accepted) return held;
	const { beacon } = held.value.sortition;
	if (!beacon) return refused('beacon-not-announced');
	const signature = readSignature(typed.signature, beacon.round, by.at);
	if (!signature.accepted) return signature;
	if (!isSignatureOf(beacon.round, signature.value)) return refused('beacon-not-signed');
	return drawWith(tx, by, held.value, { seedMethod: 'beacon', seedText: seedOf(signature.value), witnesses: '', beacon: { ...beacon, signature: signature.value } });
}

/** The panel and the order of replacements follow, and seats to invite are made. */
async function drawWith(tx: Tx, by: juries.Keeper, { jury, sortition }: { readonly jury: juries.Jury; readonly sortition: Sortition }, seed: { readonly seedMethod: SeedMethod; readonly seedText: string; readonly witnesses: string; readonly beacon?: Beacon }): Promise<Outcome<SortitionId, 'sealed-file-damaged'>> {
	const drawn = drawFrom(sortition.sealedText!, seed.seedText);
	if (!drawn.accepted || drawn.value.seal !== sortition.sealHash) return refused('sealed-file-damaged');
	const { panel, replacements } = drawn.value;
	await tx
		.update(sortitions)
		.set({ state: 'drawn', ...seed, drawnAt: by.at, panel, replacements })
		.where(eq(sortitions.id, sortition.id));
	const ids = await pools.idsOf(tx, jury.id, panel);
	await tx.insert(jurySeats).values(panel.map((code) => ({ id: newId<'jury-seat'>(), authorityId: by.authorityId, juryId: jury.id, sortitionId: sortition.id, candidateId: ids.get(code)!, state: 'to-invite' as const })));
	await juries.tell(tx, by, jury.id, 'sortition-drawn', { sortition: sortition.id, seal: sortition.sealHash, method: seed.seedMethod, seats: panel.length });
	return accepted(sortition.id);
}

/** Gives an attempt up, with the reason: it stays, sealed or not, and another may begin (JU63). */
export async function abort(tx: Tx, by: juries.Keeper, typed: { readonly sortition: string; readonly why: string }): Promise<Outcome<SortitionId, StageRefusal | 'abort-why-missing' | 'abort-why-too-long'>> {
	const held = await holdAt(tx, by, typed.sortition, 'abort');
	if (!held.accepted) return held;
	const why = readWhy(typed.why);
	if (!why.accepted) return why;
	const { jury, sortition } = held.value;
	underWay.get(sortition.id)?.leave.abort();
	await tx.update(sortitions).set({ state: 'aborted', abortedAt: by.at, abortedWhy: why.value }).where(eq(sortitions.id, sortition.id));
	await juries.tell(tx, by, jury.id, 'sortition-aborted', { sortition: sortition.id, was: sortition.state });
	return accepted(sortition.id);
}

/** The attempt from which the panel that sits was drawn. */
export async function drawnOf(query: Query, juryId: JuryId): Promise<Sortition | undefined> {
	const [row] = await query
		.select()
		.from(sortitions)
		.where(and(eq(sortitions.juryId, juryId), inArray(sortitions.state, ['drawn'])))
		.orderBy(desc(sortitions.attempt))
		.limit(1);
	return row;
}
