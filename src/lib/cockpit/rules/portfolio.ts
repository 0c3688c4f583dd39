// All the projects of an authority together: what is bought and in which mode, which contracts end when, what it costs by mode and by impact.
import { byMode, byStage, type BudgetAmount, type ByStage } from './budget.ts';
import type { ValuesOf } from './elements/kinds.ts';
import type { InvestmentState } from './investment.ts';
import { cockpitModeIds } from './modes/ids.ts';

type Mode = ValuesOf<'line'>['mode'];

export interface PortfolioProject {
	readonly projectId: string;
	readonly title: string;
	/** of purchases, as its sourcing canvas says; empty where nobody has */
	readonly family: string;
	readonly lines: readonly {
		readonly id: string;
		readonly code: string;
		readonly object: string;
		readonly mode: Mode;
		readonly state: InvestmentState;
		/** no workshop proposed it */
		readonly isByHand: boolean;
		/** by name */
		readonly impacts: readonly string[];
	}[];
	readonly amounts: readonly BudgetAmount[];
	readonly contracts: readonly { readonly id: string; readonly object: string; readonly holder: string; /** ISO day; null: nobody has said */ readonly ends: string | null }[];
}

export interface PortfolioLine {
	readonly projectId: string;
	readonly project: string;
	readonly id: string;
	readonly code: string;
	readonly object: string;
	readonly mode: Mode;
	readonly state: InvestmentState;
	readonly isByHand: boolean;
	readonly sums: ByStage;
}

export interface Renewal {
	readonly projectId: string;
	readonly project: string;
	readonly id: string;
	readonly object: string;
	readonly holder: string;
	readonly ends: string | null;
	/** `over`: it has ended; `soon`: within a year, the time that a new procedure takes; `unsaid`: nobody has said when */
	readonly when: 'over' | 'soon' | 'later' | 'unsaid';
}

/** Same name in other letters, same thing. */
const keyOf = (name: string) => name.trim().toLocaleLowerCase('fr');

function aYearAfter(today: string): string {
	const year = Number(today.slice(0, 4)) + 1;
	return today.slice(5) === '02-29' ? `${year}-02-28` : `${year}${today.slice(4)}`;
}

/** Contracts by the day on which they end (CO123); those of which nobody says it come last. */
export function renewalsOf(projects: readonly PortfolioProject[], today: string): readonly Renewal[] {
	const soon = aYearAfter(today);
	return projects
		.flatMap(({ projectId, title, contracts }) =>
			contracts.map(({ ends, ...contract }) => ({
				projectId,
				project: title,
				...contract,
				ends,
				when: ends === null ? ('unsaid' as const) : ends < today ? ('over' as const) : ends <= soon ? ('soon' as const) : ('later' as const)
			}))
		)
		.toSorted((one, other) => ((one.ends ?? '9999') < (other.ends ?? '9999') ? -1 : 1));
}

export interface ByImpact {
	readonly impact: string;
	readonly lines: number;
	/** of the lines that serve it, whole: a line that serves two impacts counts in both, so these do not add up */
	readonly sums: ByStage;
}

export interface Portfolio {
	readonly families: readonly { readonly family: string; readonly lines: readonly PortfolioLine[] }[];
	readonly modes: readonly { readonly mode: Mode; readonly lines: number; readonly sums: ByStage }[];
	readonly impacts: readonly ByImpact[];
	readonly sums: ByStage;
	readonly renewals: readonly Renewal[];
}

/** The portfolio on a day (CO123): lines by family of purchases, then mode by mode; families in the order of their names, those unsaid last. */
export function portfolioOf(projects: readonly PortfolioProject[], today: string): Portfolio {
	// ids of lines are unique over all projects: amounts are summed by them
	const amounts = projects.flatMap((one) => one.amounts);
	const lines = projects.flatMap((project) => project.lines.map((line) => ({ ...line, project })));
	const sumsOf = (ids: ReadonlySet<string>) => byStage(amounts.filter(({ lineId }) => ids.has(lineId)));
	const families = Map.groupBy(lines, ({ project }) => keyOf(project.family));
	const impacts = Map.groupBy(
		lines.flatMap((line) => [...new Map(line.impacts.map((name) => [keyOf(name), name]))].map(([key, name]) => ({ key, name, id: line.id }))),
		({ key }) => key
	);
	return {
		families: [...families.values()]
			.map((own) => ({
				family: own[0]!.project.family.trim(),
				lines: own
					.map(({ project, id, code, object, mode, state, isByHand }) => ({ projectId: project.projectId, project: project.title, id, code, object, mode, state, isByHand, sums: sumsOf(new Set([id])) }))
					.toSorted((one, other) => cockpitModeIds.indexOf(one.mode) - cockpitModeIds.indexOf(other.mode))
			}))
			.toSorted((one, other) => Number(one.family === '') - Number(other.family === '') || one.family.localeCompare(other.family, 'fr')),
		modes: byMode(lines, amounts, cockpitModeIds),
		impacts: [...impacts.values()]
			.map((own) => ({ impact: own[0]!.name, lines: own.length, sums: sumsOf(new Set(own.map(({ id }) => id))) }))
			.toSorted((one, other) => other.lines - one.lines || one.impact.localeCompare(other.impact, 'fr')),
		sums: byStage(amounts),
		renewals: renewalsOf(projects, today)
	};
}
