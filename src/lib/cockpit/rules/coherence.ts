// What does not hold together in a whole cockpit, and of what: each finding says what to do, and where. It tells, it never blocks.
import type { AmountStage } from './elements/kinds/amount.ts';
import type { KindId, ValuesOf } from './elements/kinds.ts';
import { codesOf, judgeFormula } from './indicators/formula.ts';
import { nextDue, type Point } from './indicators/standing.ts';
import type { Finding } from './modes/mode.ts';
import type { CockpitModeId } from './modes/ids.ts';
import { answersOf, noAnswers, noParts, partsOf, type Parts, type PartsOf } from './modes/modes.ts';
import { coherenceOfLine } from './strategy.ts';

export const coherenceIds = [
	'need-unanswered',
	'impact-uncarried',
	'impact-unmeasured',
	'line-serves-nothing',
	'line-without-money',
	'line-check',
	'committed-over-planned',
	'paid-over-committed',
	'milestone-ownerless',
	'milestone-before-line',
	'milestone-after-line',
	'milestone-late',
	'measure-late',
	'indicator-orphan',
	'indicator-without-target',
	'formula-missing',
	'formula-wrong'
] as const;
export type CoherenceId = (typeof coherenceIds)[number];

export interface CoherenceFinding {
	readonly id: CoherenceId;
	readonly level: 'alert' | 'discuss';
	/** the element that it is about: where to go and mend it */
	readonly of: { readonly id: string; readonly kind: KindId };
	/** amounts in cents, days ISO */
	readonly figures?: Readonly<Record<string, string | number>>;
	/** of `line-check`: what the line's own checks found */
	readonly check?: Finding;
}

interface Of<Kind extends KindId> {
	readonly id: string;
	readonly code: string;
	readonly parentId: string | null;
	readonly values: ValuesOf<Kind>;
}

/** A cockpit as it is looked at whole. */
export interface Whole {
	/** ISO day */
	readonly today: string;
	readonly lines: readonly Of<'line'>[];
	readonly amounts: readonly Of<'amount'>[];
	readonly lots: readonly Of<'lot'>[];
	readonly milestones: readonly Of<'milestone'>[];
	readonly needs: readonly Of<'need'>[];
	readonly impacts: readonly Of<'impact'>[];
	readonly indicators: readonly Of<'indicator'>[];
	/** by code of indicator, in the order of days */
	readonly series: ReadonlyMap<string, readonly Point[]>;
}

/** A line whose mode stores nothing yet, or in a shape of another release, is looked at without it. */
function storedOr<Stored>(read: () => Stored, none: Stored): Stored {
	try {
		return read();
	} catch {
		return none;
	}
}

/** With the lots of a purchase as they are followed one by one (CO36); as the strategy said them while none is. */
const withLots = (mode: CockpitModeId, parts: Parts, lots: readonly Of<'lot'>[]): Parts =>
	mode !== 'purchase' || lots.length === 0
		? parts
		: ({
				...parts,
				lots: lots.map(({ code, values: { what, maximum } }) => ({
					code,
					object: what,
					maximum: maximum ?? 0
				}))
			} as Parts & Pick<PartsOf<'purchase'>, 'lots'>);

function findingsOfLine(
	line: Of<'line'>,
	amounts: readonly Of<'amount'>[],
	lots: readonly Of<'lot'>[],
	milestones: readonly Of<'milestone'>[],
	today: string
): readonly CoherenceFinding[] {
	const { mode, object, actors, needs, impacts, answers, parts } = line.values;
	const of = { id: line.id, kind: 'line' } as const;
	const sum = (stage: AmountStage) =>
		amounts.reduce((total, { values }) => total + (values.stage === stage ? (values.amount ?? 0) : 0), 0);
	const [planned, committed, paid] = [sum('planned'), sum('committed'), sum('paid')];
	const found: CoherenceFinding[] = [];
	if (needs.length + impacts.length === 0) found.push({ id: 'line-serves-nothing', level: 'discuss', of });
	if (amounts.length === 0) found.push({ id: 'line-without-money', level: 'discuss', of });
	if (committed > planned)
		found.push({
			id: 'committed-over-planned',
			level: 'alert',
			of,
			figures: { committed, planned, gap: committed - planned }
		});
	if (paid > committed)
		found.push({
			id: 'paid-over-committed',
			level: 'alert',
			of,
			figures: { paid, committed, gap: paid - committed }
		});
	const ofOthers = new Set(['serves-nothing', 'funders-missing', 'money-unsaid']);
	const checks = coherenceOfLine(
		{
			code: line.code,
			mode,
			object,
			actors,
			needs,
			impacts,
			answers: storedOr(() => answersOf(mode, answers), noAnswers(mode)),
			parts: withLots(
				mode,
				storedOr(() => partsOf(mode, parts), noParts(mode)),
				lots
			),
			milestones: milestones
				.flatMap(({ values: { on, what } }) => (on === null ? [] : [{ on, what }]))
				.toSorted((one, other) => (one.on < other.on ? -1 : 1)),
			funders: amounts.flatMap(({ values: { stage, who, how, amount } }) =>
				stage === 'planned' && amount !== null ? [{ who, how: how ?? 'cash', amount }] : []
			)
		},
		today
	);
	for (const check of checks)
		if (check.level !== 'ok' && !ofOthers.has(check.check))
			found.push({ id: 'line-check', level: check.level, of, check });
	return found;
}

function findingsOfMilestone(
	{ id, values: { on, until, state, owner } }: Of<'milestone'>,
	line: Of<'line'> | undefined,
	today: string
): readonly CoherenceFinding[] {
	if (state === 'done' || state === 'dropped') return [];
	const of = { id, kind: 'milestone' } as const;
	const found: CoherenceFinding[] = [];
	const last = until ?? on;
	const { begins = null, ends = null } = line?.values ?? {};
	if (owner === '') found.push({ id: 'milestone-ownerless', level: 'discuss', of });
	if (on !== null && begins !== null && on < begins)
		found.push({ id: 'milestone-before-line', level: 'alert', of, figures: { on, begins } });
	if (last !== null && ends !== null && last > ends)
		found.push({ id: 'milestone-after-line', level: 'alert', of, figures: { on: last, ends } });
	if (last !== null && last < today)
		found.push({ id: 'milestone-late', level: 'alert', of, figures: { on: last } });
	return found;
}

/**
 * Everything that does not hold together (CO80): each need is answered, each impact is carried by a line and measured by an indicator, each line within its envelope and its mode's own checks, each milestone owned, within its line's days and not past, each measurement on time. In the order in which a cockpit is read: lines, what hangs on them, the rest. One pass over each kind.
 */
export function coherenceOfAll(whole: Whole): readonly CoherenceFinding[] {
	const { today, lines, needs, impacts, indicators, series } = whole;
	const amounts = Map.groupBy(whole.amounts, ({ parentId }) => parentId);
	const lots = Map.groupBy(whole.lots, ({ parentId }) => parentId);
	const milestones = Map.groupBy(whole.milestones, ({ parentId }) => parentId);
	const lineById = new Map(lines.map((line) => [line.id, line]));
	const standing = lines.filter(({ values }) => values.state !== 'abandoned');
	const answered = new Set(standing.flatMap(({ values }) => values.needs));
	const carried = new Set(standing.flatMap(({ values }) => values.impacts));
	const measured = new Set(indicators.flatMap(({ values }) => values.impacts));
	const formulas = new Map(indicators.map(({ code, values }) => [code, values.formula]));
	const isFed = new Set(
		indicators.flatMap(({ code, values }) => {
			const judged = values.formula === '' ? undefined : judgeFormula(values.formula, code, formulas);
			return judged?.accepted ? codesOf(judged.value) : [];
		})
	);
	return [
		...standing
			.filter(({ values }) => values.state !== 'ended')
			.flatMap((line) =>
				findingsOfLine(
					line,
					amounts.get(line.id) ?? [],
					lots.get(line.id) ?? [],
					milestones.get(line.id) ?? [],
					today
				)
			),
		...needs
			.filter(({ id }) => !answered.has(id))
			.map(({ id }): CoherenceFinding => ({
				id: 'need-unanswered',
				level: 'alert',
				of: { id, kind: 'need' }
			})),
		...impacts.flatMap(({ id }): readonly CoherenceFinding[] => {
			const of = { id, kind: 'impact' } as const;
			return [
				...(carried.has(id) ? [] : [{ id: 'impact-uncarried', level: 'alert', of } as const]),
				...(measured.has(id) ? [] : [{ id: 'impact-unmeasured', level: 'alert', of } as const])
			];
		}),
		...whole.milestones.flatMap((one) => {
			const line = one.parentId === null ? undefined : lineById.get(one.parentId);
			return line?.values.state === 'abandoned' ? [] : findingsOfMilestone(one, line, today);
		}),
		...indicators.flatMap(({ id, code, parentId, values }): readonly CoherenceFinding[] => {
			const of = { id, kind: 'indicator' } as const;
			const isComputed = values.type === 'composite';
			const due = isComputed ? null : nextDue(values, (series.get(code) ?? []).at(-1)?.on ?? null);
			const judged = values.formula === '' ? undefined : judgeFormula(values.formula, code, formulas);
			return [
				...(due !== null && due < today
					? [{ id: 'measure-late', level: 'alert', of, figures: { due } } as const]
					: []),
				...(isComputed && !judged ? [{ id: 'formula-missing', level: 'alert', of } as const] : []),
				...(judged && !judged.accepted ? [{ id: 'formula-wrong', level: 'alert', of } as const] : []),
				...(values.impacts.length === 0 && parentId === null && !isFed.has(code)
					? [{ id: 'indicator-orphan', level: 'discuss', of } as const]
					: []),
				...(values.target === null && !isFed.has(code)
					? [{ id: 'indicator-without-target', level: 'discuss', of } as const]
					: [])
			];
		})
	];
}

export interface CoherenceCounts {
	readonly alert: number;
	readonly discuss: number;
}

/** How many findings of each weight: what the first page says. */
export const countsOf = (findings: readonly Pick<CoherenceFinding, 'level'>[]): CoherenceCounts => ({
	alert: findings.filter(({ level }) => level === 'alert').length,
	discuss: findings.filter(({ level }) => level === 'discuss').length
});
