// « Ce que l'équipe a changé après vous »: the frozen sketch against the consolidated strategy, line by line.
import type { Money } from '../../money/rules/euros.ts';
import type { SketchLine } from './lines.ts';
import type { Finding } from './modes/mode.ts';
import { compare, type Season } from './seasons.ts';
import { costOf, type Milestone, type WholeLine } from './strategy.ts';

export const changeKinds = ['line', 'object', 'actors', 'amount', 'season', 'service', 'answers'] as const;
export type ChangeKind = (typeof changeKinds)[number];

export const isChangeKind = (text: string): text is ChangeKind => (changeKinds as readonly string[]).includes(text);

export type Reasons = Readonly<Partial<Record<ChangeKind, string>>>;

interface Owed {
	/** why, by the team; null where none is owed, empty where one is and is not said yet */
	readonly reason: string | null;
}

export type Change = Owed &
	(
		| { readonly kind: 'object'; readonly before: string; readonly after: string }
		| { readonly kind: 'actors'; readonly before: string; readonly after: string }
		/** cents; `fits` says where the amount stands in what the room had said */
		| { readonly kind: 'amount'; readonly before: Money; readonly after: number; readonly fits: 'within' | 'above' | 'below' | 'not-said-before' | 'without-money' | 'money-now' }
		| { readonly kind: 'season'; readonly before: Season | null; readonly after: readonly Milestone[]; readonly fits: 'within' | 'earlier' | 'later' | 'not-said-before' }
		/** ids of needs and codes of impacts */
		| { readonly kind: 'service'; readonly added: readonly string[]; readonly removed: readonly string[] }
		| { readonly kind: 'answers' }
	);

export interface LineDifference extends Owed {
	readonly code: string;
	readonly mode: SketchLine['mode'];
	readonly state: 'added' | 'removed' | 'changed' | 'kept';
	readonly object: string;
	readonly changes: readonly Change[];
}

/** A line of the strategy with why it differs; `isRemoved` where the team does not keep it. */
export interface TeamLine extends WholeLine {
	readonly isRemoved: boolean;
	readonly reasons: Reasons;
}

/** An amount against what the room had said; what is brought in kind is no money. */
function fitsOf(before: Money, after: number, cash: number): Extract<Change, { kind: 'amount' }>['fits'] {
	if (before.kind === 'unsaid') return 'not-said-before';
	if (before.kind === 'none') return cash > 0 ? 'money-now' : 'without-money';
	return after < before.low ? 'below' : after > before.high ? 'above' : 'within';
}

const gone = (before: readonly string[], after: readonly string[]) => before.filter((one) => !after.includes(one));

function changesOf(before: SketchLine, after: TeamLine): readonly Change[] {
	const found: Change[] = [];
	const owed = (kind: ChangeKind) => after.reasons[kind] ?? '';
	for (const kind of ['object', 'actors'] as const) if (before[kind] !== after[kind]) found.push({ kind, before: before[kind], after: after[kind], reason: owed(kind) });
	const cost = costOf(after);
	if (cost !== null) {
		const cash = after.funders.length > 0 ? after.funders.filter(({ how }) => how === 'cash').reduce((sum, { amount }) => sum + amount, 0) : cost;
		const fits = fitsOf(before.money, cost, cash);
		found.push({ kind: 'amount', before: before.money, after: cost, fits, reason: fits === 'within' || fits === 'not-said-before' || fits === 'without-money' ? (after.reasons.amount ?? null) : owed('amount') });
	}
	const first = after.milestones[0];
	if (first) {
		const fits = before.season === null ? 'not-said-before' : compare(first.on, before.season);
		found.push({ kind: 'season', before: before.season, after: after.milestones, fits, reason: fits === 'within' || fits === 'not-said-before' ? (after.reasons.season ?? null) : owed('season') });
	}
	const [added, removed] = [[...gone(after.needs, before.needs), ...gone(after.impacts, before.impacts)], [...gone(before.needs, after.needs), ...gone(before.impacts, after.impacts)]];
	if (added.length + removed.length > 0) found.push({ kind: 'service', added, removed, reason: owed('service') });
	if (JSON.stringify(before.answers) !== JSON.stringify(after.answers)) found.push({ kind: 'answers', reason: owed('answers') });
	return found;
}

/** Line by line, in the order of the codes (CO11). An amount within the range and a date within the season are a precision: no reason is owed. Everything else owes one. */
export function differenceOf(sketch: readonly SketchLine[], strategy: readonly TeamLine[]): readonly LineDifference[] {
	const before = new Map(sketch.map((line) => [line.code, line]));
	const told = strategy.map((line): LineDifference => {
		const known = before.get(line.code);
		const { code, mode, object } = line;
		if (!known) return { code, mode, object, state: 'added', changes: [], reason: line.reasons.line ?? '' };
		if (line.isRemoved) return { code, mode, object: known.object, state: 'removed', changes: [], reason: line.reasons.line ?? '' };
		const changes = changesOf(known, line);
		return { code, mode, object, state: changes.some(({ reason }) => reason !== null) ? 'changed' : 'kept', changes, reason: null };
	});
	const isNothing = (line: TeamLine) => line.isRemoved && !before.has(line.code);
	const dropped = new Set(strategy.filter(isNothing).map(({ code }) => code));
	return told.filter(({ code }) => !dropped.has(code)).toSorted((a, b) => a.code.localeCompare(b.code, 'fr', { numeric: true }));
}

/** Reasons owed and not said. */
export const reasonsOwed = (difference: readonly LineDifference[]): readonly { readonly code: string; readonly kind: ChangeKind }[] =>
	difference.flatMap(({ code, reason, changes }) => [...(reason === '' ? [{ code, kind: 'line' as const }] : []), ...changes.filter((change) => change.reason === '').map(({ kind }) => ({ code, kind }))]);

/** A line as the team's page shows it. */
export interface ReadLine extends TeamLine {
	readonly id: string;
	/** which state this is: given back with a change */
	readonly revision: number;
	/** cents; null while nobody says it */
	readonly cost: number | null;
	readonly findings: readonly Finding[];
}

/** What lines may serve, in words. */
export interface Served {
	readonly needs: readonly { readonly id: string; readonly text: string }[];
	readonly impacts: readonly { readonly code: string; readonly name: string }[];
}
