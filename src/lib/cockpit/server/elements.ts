// The only writer of a cockpit's elements: what was said of each, since when it is true and when it was recorded.
import { and, asc, desc, eq, gt, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { AuthorityId, ElementId, ProjectId } from '../../db/rules/ids.ts';
import type { Query, Tx } from '../../db/server/database.ts';
import { newId, readId } from '../../db/server/ids.ts';
import { record as recordAct, type Actor } from '../../journal/server/journal.ts';
import { announce } from '../../live/server/live.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import * as rules from '../rules/elements/changes.ts';
import { contradictionsIn } from '../rules/elements/contradictions.ts';
import type { Change, FieldWrong, Values } from '../rules/elements/changes.ts';
import type { Audience } from '../rules/elements/fields.ts';
import type { KindRefusal } from '../rules/elements/kind.ts';
import { fieldsOf, kindOf, type KindId, type ValuesOf } from '../rules/elements/kinds.ts';
import { judgeFormula, type FormulaRefusal } from '../rules/indicators/formula.ts';
import { isDecidedBySitting, originKeyOf, type Origin } from '../rules/elements/origin.ts';
import { cockpitChanges, cockpitElements, cockpits } from './tables.ts';

export interface Place {
	readonly authorityId: AuthorityId;
	readonly projectId: ProjectId;
}

export interface Doer extends Place {
	readonly actor: Actor;
	readonly at: Date;
	/** the ISO day that it is for the authority */
	readonly today: string;
	/** the narrowest that this person reads; everything where nobody says */
	readonly audience?: Audience;
}

export interface Element<Kind extends KindId = KindId> {
	readonly id: ElementId;
	readonly kind: Kind;
	readonly code: string;
	readonly parentId: ElementId | null;
	readonly origin: Origin | null;
	readonly revision: number;
	readonly changedAt: Date;
	readonly isGone: boolean;
	/** as stored, with who sees what */
	readonly stored: Values;
	readonly values: ValuesOf<Kind>;
}

/** Whichever its kind, which says what its values are. */
export type AnyElement = { readonly [Kind in KindId]: Element<Kind> }[KindId];

type Row = typeof cockpitElements.$inferSelect;

const elementOf = (
	{
		id,
		kind,
		code,
		parentId,
		origin,
		revision,
		changedAt
	}: Pick<Row, 'id' | 'kind' | 'code' | 'parentId' | 'origin' | 'revision' | 'changedAt'>,
	stored: Values
): AnyElement =>
	({
		id,
		kind,
		code,
		parentId,
		origin,
		revision,
		changedAt,
		isGone: rules.isGone(stored),
		stored,
		values: rules.readValues(kind, stored)
	}) as AnyElement;

/** Narrows to one kind. */
export const ofKind = <One extends AnyElement, Kind extends KindId>(
	elements: readonly One[],
	kind: Kind
): readonly Extract<One, { kind: Kind }>[] =>
	elements.filter((one): one is Extract<One, { kind: Kind }> => one.kind === kind);

const here = ({ authorityId, projectId }: Place) =>
	and(eq(cockpitElements.authorityId, authorityId), eq(cockpitElements.projectId, projectId));
const changesHere = ({ authorityId, projectId }: Place) =>
	and(eq(cockpitChanges.authorityId, authorityId), eq(cockpitChanges.projectId, projectId));

const changeOf = ({
	number,
	trueOn,
	recordedAt,
	values
}: Pick<typeof cockpitChanges.$inferSelect, 'number' | 'trueOn' | 'recordedAt' | 'values'>): Change => ({
	number,
	trueOn,
	recordedAt: recordedAt.getTime(),
	values
});

/** What an element said in all, in the order of its numbers. */
async function changesOf(query: Query, ids: readonly ElementId[]): Promise<ReadonlyMap<ElementId, Change[]>> {
	if (ids.length === 0) return new Map();
	const rows = await query
		.select()
		.from(cockpitChanges)
		.where(inArray(cockpitChanges.elementId, [...ids]))
		.orderBy(asc(cockpitChanges.number));
	return new Map(
		[...Map.groupBy(rows, ({ elementId }) => elementId)].map(([id, own]) => [id, own.map(changeOf)])
	);
}

async function list(
	query: Query,
	place: Place,
	today: string,
	narrower?: SQL
): Promise<readonly AnyElement[]> {
	const rows = await query
		.select()
		.from(cockpitElements)
		.where(and(here(place), narrower))
		.orderBy(sql`length(${cockpitElements.code})`, asc(cockpitElements.code));
	// what was recorded of a day to come, and that day has come since; or a day before the last settling is asked about
	const late = rows.filter(
		({ settledOn, nextOn }) => settledOn > today || (nextOn !== null && nextOn <= today)
	);
	const changes = await changesOf(
		query,
		late.map(({ id }) => id)
	);
	return rows.map((row) => {
		const own = changes.get(row.id);
		return elementOf(row, own ? rules.valuesOn(own, { on: today }) : row.values);
	});
}

/** Every element that stands today, in the order of their codes; those taken away are left out. */
export const ofProject = async (query: Query, place: Place, today: string): Promise<readonly AnyElement[]> =>
	(await list(query, place, today)).filter(({ isGone, stored }) => !isGone && Object.keys(stored).length > 0);

/** One element, taken away or not; undefined if it is none of this project. */
export async function read(
	query: Query,
	place: Place,
	asked: string,
	today: string
): Promise<AnyElement | undefined> {
	const id = readId<'element'>(asked);
	return id ? (await list(query, place, today, eq(cockpitElements.id, id)))[0] : undefined;
}

/** What hangs on an element and stands today. */
export const under = async (
	query: Query,
	place: Place,
	parentId: ElementId,
	today: string
): Promise<readonly AnyElement[]> =>
	(await list(query, place, today, eq(cockpitElements.parentId, parentId))).filter(({ isGone }) => !isGone);

/** The cockpit as it was on a day, as far as was known at a moment (CO21). Who sees what holds since then or since today, whichever is narrower (CO144). */
export async function asOn(
	query: Query,
	place: Place & Pick<Doer, 'today'>,
	{ on, knownAt }: { readonly on: string; readonly knownAt?: Date }
): Promise<readonly AnyElement[]> {
	const known = and(
		changesHere(place),
		lte(cockpitChanges.trueOn, on),
		knownAt && lte(cockpitChanges.recordedAt, knownAt)
	);
	const [standing, said] = await Promise.all([
		list(query, place, place.today),
		query
			.select({
				elementId: cockpitChanges.elementId,
				number: cockpitChanges.number,
				trueOn: cockpitChanges.trueOn,
				recordedAt: cockpitChanges.recordedAt,
				values: cockpitChanges.values
			})
			.from(cockpitChanges)
			.where(known)
	]);
	const changes = Map.groupBy(said, ({ elementId }) => elementId);
	return standing.flatMap((now) => {
		const own = changes.get(now.id)?.map(changeOf);
		const then = own && rules.valuesOn(own, { on });
		return then && !rules.isGone(then)
			? [elementOf(now, rules.withBothAudiences(now.kind, then, now.stored))]
			: [];
	});
}

export interface Told {
	readonly elementId: ElementId;
	readonly number: number;
	readonly trueOn: string;
	readonly recordedAt: Date;
	readonly by: Actor;
	readonly before: Values;
	readonly after: Values;
	readonly reason: string;
}

const toldOf = ({
	elementId,
	number,
	trueOn,
	recordedAt,
	by,
	before,
	values,
	reason
}: typeof cockpitChanges.$inferSelect): Told => ({
	elementId,
	number,
	trueOn,
	recordedAt,
	by,
	before,
	after: values,
	reason
});

/** What was said of one element, the last first (CO23). */
export const historyOf = async (
	query: Query,
	{ authorityId }: Place,
	elementId: ElementId
): Promise<readonly Told[]> =>
	(
		await query
			.select()
			.from(cockpitChanges)
			.where(and(eq(cockpitChanges.authorityId, authorityId), eq(cockpitChanges.elementId, elementId)))
			.orderBy(desc(cockpitChanges.number))
	).map(toldOf);

/** What was recorded since a moment, the last first, so many at most. */
export const since = async (query: Query, place: Place, at: Date, most = 500): Promise<readonly Told[]> =>
	(
		await query
			.select()
			.from(cockpitChanges)
			.where(and(changesHere(place), gt(cockpitChanges.recordedAt, at)))
			.orderBy(desc(cockpitChanges.recordedAt), desc(cockpitChanges.number))
			.limit(most)
	).map(toldOf);

export interface Refusal {
	readonly accepted: false;
	readonly reason: ElementRefusal;
	/** each field that is wrong, with why */
	readonly wrongs: readonly FieldWrong[];
	/** fields that somebody else wrote meanwhile, with what stands there */
	readonly contested: Values;
	/** how many changes the element has now: whoever has read them may write again */
	readonly revision?: number;
	/** what the refusal is about, by name */
	readonly named?: string;
}

export type ElementRefusal =
	| 'fields-wrong'
	| 'element-unknown'
	| 'element-gone'
	| 'changed-meanwhile'
	| 'parent-unfit'
	| 'reference-unknown'
	| 'dependencies-loop'
	| 'fields-hidden'
	| 'words-of-another'
	| 'element-of-sitting'
	| KindRefusal
	| FormulaRefusal
	| rules.DayRefusal;

const refuse = (
	reason: ElementRefusal,
	more: Partial<Omit<Refusal, 'accepted' | 'reason'>> = {}
): Refusal => ({ accepted: false, reason, wrongs: [], contested: {}, ...more });

/** The project's own row, held until the transaction ends: whoever gives a code waits here. */
export async function hold(tx: Tx, { authorityId, projectId, at }: Doer): Promise<void> {
	await tx.insert(cockpits).values({ authorityId, projectId, begunAt: at }).onConflictDoNothing();
	await tx
		.select({ projectId: cockpits.projectId })
		.from(cockpits)
		.where(eq(cockpits.projectId, projectId))
		.for('update');
}

/** Among these ids, those that are elements of this kind in the project. */
async function known(
	tx: Tx,
	place: Place,
	kinds: readonly string[],
	ids: readonly string[]
): Promise<ReadonlySet<string>> {
	const wanted = ids.flatMap((id) => readId<'element'>(id) ?? []);
	if (wanted.length === 0) return new Set();
	const rows = await tx
		.select({ id: cockpitElements.id, values: cockpitElements.values })
		.from(cockpitElements)
		.where(
			and(
				here(place),
				inArray(cockpitElements.kind, [...kinds] as KindId[]),
				inArray(cockpitElements.id, wanted)
			)
		);
	return new Set(rows.filter(({ values }) => !rules.isGone(values)).map(({ id }) => id));
}

/** Whether everything that is referred to is there, of its kind, and not the element itself (CO26). */
async function refersWell(
	tx: Tx,
	place: Place,
	kind: KindId,
	values: Values,
	self?: ElementId
): Promise<boolean> {
	for (const [name, field] of fieldsOf(kind)) {
		const ids = values[name];
		if (field.of === undefined || !Array.isArray(ids) || ids.length === 0) continue;
		const found = await known(tx, place, [field.of], ids);
		if (!ids.every((id) => found.has(id) && id !== self)) return false;
	}
	return true;
}

async function fits(tx: Tx, place: Place, kind: KindId, parentId: string | null): Promise<boolean> {
	const { under: kinds, mayStandAlone } = kindOf(kind);
	if (parentId === null) return kinds.length === 0 || mayStandAlone === true;
	return (await known(tx, place, kinds, [parentId])).has(parentId);
}

/** What the kind itself refuses of these values beside the others under the same element; null: nothing. */
async function refusedByKind(
	tx: Tx,
	doer: Doer,
	{
		kind,
		parentId,
		values,
		self
	}: {
		readonly kind: KindId;
		readonly parentId: string | null;
		readonly values: Values;
		readonly self?: ElementId;
	}
): Promise<KindRefusal | null> {
	const { fits: judge } = kindOf(kind);
	const parent = judge && parentId !== null ? await read(tx, doer, parentId, doer.today) : undefined;
	if (!judge || !parent) return null;
	const siblings = (await under(tx, doer, parent.id, doer.today)).filter(
		(one) => one.kind === kind && one.id !== self
	);
	const verdict = judge(values, { parent: parent.stored, siblings: siblings.map(({ stored }) => stored) });
	return verdict.accepted ? null : verdict.reason;
}

/** Why a formula cannot be computed among those that stand (CO72); null: it can. Whoever asks holds the project. */
async function refusedFormula(
	tx: Tx,
	doer: Doer,
	{ formula }: Values,
	code: string
): Promise<FormulaRefusal | null> {
	if (typeof formula !== 'string' || formula === '') return null;
	const others = ofKind(await ofProject(tx, doer, doer.today), 'indicator');
	const judged = judgeFormula(formula, code, new Map(others.map((one) => [one.code, one.values.formula])));
	return judged.accepted ? null : judged.reason;
}

export interface Made {
	readonly kind: KindId;
	readonly parentId?: string | null;
	readonly values: Values;
	readonly trueOn?: string;
	readonly reason?: string;
	/** a second time changes nothing; `part` where several come from one place */
	readonly origin?: { readonly from: Origin; readonly part?: string };
	/** of the form that makes it (`onceOf`): sent a second time, it changes nothing */
	readonly once?: string;
	/** the code that it has elsewhere already, if it is free */
	readonly code?: string;
}

async function nextCode(tx: Tx, { projectId }: Place, kind: KindId, wanted?: string): Promise<string> {
	const given = and(eq(cockpitElements.projectId, projectId), eq(cockpitElements.kind, kind));
	if (
		wanted !== undefined &&
		(
			await tx
				.select({ id: cockpitElements.id })
				.from(cockpitElements)
				.where(and(given, eq(cockpitElements.code, wanted)))
		).length === 0
	)
		return wanted;
	const [last] = await tx
		.select({ number: sql<number | null>`max(substring(${cockpitElements.code} from '[0-9]{1,9}$')::int)` })
		.from(cockpitElements)
		.where(given);
	return `${kindOf(kind).prefix}${(last?.number ?? 0) + 1}`;
}

/** Makes an element with what is said of it, under a code of its own (CO25). What comes from elsewhere comes once: then the one that is there is answered. Values are those of `readFields`, or of an act that knows their shape. */
export async function make(
	tx: Tx,
	doer: Doer,
	{ kind, parentId = null, values, trueOn = doer.today, reason = '', origin, once, code }: Made
): Promise<{ readonly accepted: true; readonly value: ElementId } | Refusal> {
	const unfit = unfitOf(kind, values);
	if (unfit) return refuse(unfit);
	const wrongs = [...rules.missingIn(kind, values), ...contradictionsIn(kind, values, { today: doer.today, said: Object.keys(values) })];
	if (wrongs.length > 0) return refuse('fields-wrong', { wrongs });
	const { authorityId, projectId, actor, at, today } = doer;
	await hold(tx, doer);
	const originKey = origin
		? originKeyOf(origin.from, origin.part)
		: once === undefined
			? null
			: `once:${once}`;
	if (originKey !== null) {
		const [there] = await tx
			.select({ id: cockpitElements.id })
			.from(cockpitElements)
			.where(and(eq(cockpitElements.projectId, projectId), eq(cockpitElements.originKey, originKey)));
		if (there) return accepted(there.id);
	}
	if (!(await fits(tx, doer, kind, parentId))) return refuse('parent-unfit');
	if (!(await refersWell(tx, doer, kind, values))) return refuse('reference-unknown');
	const beside = await refusedByKind(tx, doer, { kind, parentId, values });
	if (beside) return refuse(beside);
	const uncomputed = kind === 'indicator' ? await refusedFormula(tx, doer, values, '') : null;
	if (uncomputed) return refuse(uncomputed);
	const id = newId<'element'>();
	const isTrue = trueOn <= today;
	await tx.insert(cockpitElements).values({
		id,
		authorityId,
		projectId,
		kind,
		code: await nextCode(tx, doer, kind, code),
		parentId: parentId === null ? null : readId<'element'>(parentId)!,
		origin: origin?.from ?? null,
		originKey,
		revision: 1,
		values: isTrue ? values : {},
		settledOn: today,
		nextOn: isTrue ? null : trueOn,
		createdAt: at,
		changedAt: at
	});
	await tx.insert(cockpitChanges).values({
		elementId: id,
		authorityId,
		projectId,
		number: 0,
		trueOn,
		recordedAt: at,
		by: actor,
		values,
		before: {},
		reason
	});
	await recordAct(tx, {
		authorityId,
		projectId,
		act: 'cockpit-element-made',
		actor,
		about: { element: id, kind }
	});
	await announce(tx, `cockpit:${projectId}`);
	return accepted(id);
}

/** What never comes from a form that fits: fields that the kind has not, values of another shape. */
const unfitOf = (kind: KindId, values: Values): ElementRefusal | null =>
	(({ 'field-unknown': 'element-unknown', 'value-unfit': 'fields-wrong' }) as const)[
		rules.unfitFor(kind, values)!
	] ?? null;

export interface Written {
	readonly element: string;
	/** what its writer took it for; any kind where nobody says */
	readonly kind?: KindId;
	/** how many changes its writer had read */
	readonly revision: number;
	readonly values: Values;
	readonly trueOn?: string;
	readonly reason?: string;
	/** its version of the contract writes it, whose chain decides */
	readonly byVersion?: boolean;
}

/** Says something else of an element. Nothing is written over in silence (CO22), nor a field that its writer does not read (CO60), nor what a sitting decided except by its version (CO187). Nothing that differs is nothing recorded. */
export async function write(
	tx: Tx,
	doer: Doer,
	{ element, kind, revision, values, trueOn = doer.today, reason = '', byVersion = false }: Written
): Promise<{ readonly accepted: true; readonly value: ElementId } | Refusal> {
	const id = readId<'element'>(element);
	const ofIt = id && and(here(doer), eq(cockpitElements.id, id));
	const [seen] = ofIt
		? await tx.select({ kind: cockpitElements.kind }).from(cockpitElements).where(ofIt)
		: [];
	// those beside it must stand still while they are judged together; always before the element itself, as in `make`
	if (seen && (kindOf(seen.kind).fits || seen.kind === 'indicator')) await hold(tx, doer);
	const [row] = ofIt ? await tx.select().from(cockpitElements).where(ofIt).for('update') : [];
	if (!row || (kind !== undefined && kind !== row.kind)) return refuse('element-unknown');
	const unfit = unfitOf(row.kind, values);
	if (unfit) return refuse(unfit);
	const changes = (await changesOf(tx, [row.id])).get(row.id) ?? [];
	const standing = rules.valuesOn(changes, { on: trueOn > doer.today ? trueOn : doer.today });
	const read = rules.valuesOn(
		changes.filter(({ number }) => number < revision),
		{ on: trueOn > doer.today ? trueOn : doer.today }
	);
	if (rules.isGone(standing) && values.gone !== false) return refuse('element-gone');
	const isRead = (name: string) =>
		doer.audience === undefined || rules.isReadBy(doer.audience, row.kind, standing, name);
	if (Object.keys(values).some((name) => name in kindOf(row.kind).fields && !isRead(name)))
		return refuse('fields-hidden');
	const judged = rules.judge(row.kind, { asked: values, read, standing });
	if (judged.contested.length > 0)
		return refuse('changed-meanwhile', {
			contested: Object.fromEntries(judged.contested.map((name) => [name, standing[name] ?? null])),
			revision: row.revision
		});
	// a day that is past: what it says is recorded though it stands today already
	const said =
		trueOn < doer.today
			? rules.differing(values, rules.valuesOn(changes, { on: trueOn }), row.kind)
			: judged.values;
	if (Object.keys(said).length === 0) return accepted(row.id);
	if (!byVersion && isDecidedBySitting(row, Object.keys(said))) return refuse('element-of-sitting');
	const whole = { ...standing, ...said };
	const wrongs = [...rules.missingIn(row.kind, whole), ...contradictionsIn(row.kind, whole, { today: doer.today, said: Object.keys(said) })];
	if (wrongs.length > 0) return refuse('fields-wrong', { wrongs });
	if (!(await refersWell(tx, doer, row.kind, said, row.id))) return refuse('reference-unknown');
	const beside =
		said.gone === true
			? null
			: await refusedByKind(tx, doer, {
					kind: row.kind,
					parentId: row.parentId,
					values: { ...standing, ...said },
					self: row.id
				});
	if (beside) return refuse(beside);
	const uncomputed = row.kind === 'indicator' ? await refusedFormula(tx, doer, said, row.code) : null;
	if (uncomputed) return refuse(uncomputed);
	const { authorityId, projectId, actor, at, today } = doer;
	const change: Change = { number: row.revision, trueOn, recordedAt: at.getTime(), values: said };
	const all = [...changes, change];
	await tx.insert(cockpitChanges).values({
		elementId: row.id,
		authorityId,
		projectId,
		number: change.number,
		trueOn,
		recordedAt: at,
		by: actor,
		values: said,
		before: Object.fromEntries(Object.keys(said).map((name) => [name, standing[name] ?? null])),
		reason
	});
	await tx
		.update(cockpitElements)
		.set({
			revision: row.revision + 1,
			values: rules.valuesOn(all, { on: today }),
			settledOn: today,
			nextOn: rules.nextAfter(all, today),
			changedAt: at
		})
		.where(eq(cockpitElements.id, row.id));
	await recordAct(tx, {
		authorityId,
		projectId,
		act: 'cockpit-element-written',
		actor,
		about: { element: row.id, kind: row.kind, fields: Object.keys(said).length }
	});
	// its holder's screens stand on it
	if (row.kind === 'contract' && 'gone' in said) await announce(tx, `rights:project:${projectId}`);
	await announce(tx, `cockpit:${projectId}`);
	return accepted(row.id);
}

/** Takes an element away, or takes it back; what it said stays (CO24). */
export const setGone = (
	tx: Tx,
	doer: Doer,
	{
		element,
		gone,
		revision,
		reason
	}: { readonly element: string; readonly gone: boolean; readonly revision: number; readonly reason?: string }
): ReturnType<typeof write> =>
	write(tx, doer, { element, revision, values: { gone }, ...(reason !== undefined && { reason }) });

/** When anything of the cockpit was last written, and by whom. */
export async function lastChange(
	query: Query,
	place: Place
): Promise<{ readonly at: Date; readonly by: Actor } | undefined> {
	const [last] = await query
		.select({ at: cockpitChanges.recordedAt, by: cockpitChanges.by })
		.from(cockpitChanges)
		.where(changesHere(place))
		.orderBy(desc(cockpitChanges.recordedAt))
		.limit(1);
	return last;
}

export const hasAny = async (query: Query, place: Place): Promise<boolean> =>
	(await query.select({ id: cockpitElements.id }).from(cockpitElements).where(here(place)).limit(1)).length >
	0;
