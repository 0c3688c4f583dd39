// P3 put together from P1 and P2: line by line, with where each comes from.
import type { BudgetPart, IndicatorChange, Scenario, WordsChange } from './scenario.ts';
import { linesOf } from './steps/scenarios.ts';

export interface ScenarioToMerge {
	readonly code: string;
	readonly scenario: Scenario;
}

/** `P1`, `P2`, both where they say the same, or an amendment that neither holds. */
export interface Origin {
	readonly line: string;
	readonly from: readonly string[];
}

type Part = WordsChange | BudgetPart | IndicatorChange | NonNullable<Scenario['calendar']>;

const partOf = (scenario: Scenario, line: string): Part | null | undefined => {
	const [family, nth] = line.split('/');
	if (family === 'calendar') return scenario.calendar;
	return family === 'services' || family === 'budget' || family === 'indicators'
		? scenario[family][Number(nth)]
		: undefined;
};

const alike = (one: Part, other: Part): boolean => {
	const entries = (part: Part) =>
		Object.entries(part)
			.map(([name, value]) => `${name}:${typeof value === 'string' ? value.trim() : String(value)}`)
			.sort();
	return JSON.stringify(entries(one)) === JSON.stringify(entries(other));
};

const withoutTwins = <Kind extends Part>(parts: readonly Kind[]): readonly Kind[] =>
	parts.filter((part, at) => parts.findIndex((one) => alike(one, part)) === at);

/** What both scenarios hold of the lines taken (`P1/services/0`), in the order of the scenarios; what they say alike is said once. Of two calendars taken, the last one stands. Lines that nobody knows are left out (EV83). */
export function mergeOf(filed: readonly ScenarioToMerge[], taken: readonly string[]): Scenario {
	const parts = filed.flatMap(({ code, scenario }) =>
		linesOf(scenario)
			.filter((line) => taken.includes(`${code}/${line}`))
			.map((line) => ({ family: line.split('/')[0], part: partOf(scenario, line)! }))
	);
	const of = <Kind extends Part>(family: string) =>
		withoutTwins(parts.filter((one) => one.family === family).map(({ part }) => part as Kind));
	return {
		services: of<WordsChange>('services'),
		calendar: of<NonNullable<Scenario['calendar']>>('calendar').at(-1) ?? null,
		budget: of<BudgetPart>('budget'),
		indicators: of<IndicatorChange>('indicators')
	};
}

/** Where each line of P3 comes from, in their order; a line that was amended comes from none of them (EV83). */
export function originsOf(joint: Scenario, filed: readonly ScenarioToMerge[]): readonly Origin[] {
	return linesOf(joint).map((line) => {
		const part = partOf(joint, line)!;
		const family = line.split('/')[0]!;
		return {
			line,
			from: filed
				.filter(({ scenario }) =>
					linesOf(scenario).some(
						(other) => other.startsWith(`${family}/`) && alike(partOf(scenario, other)!, part)
					)
				)
				.map(({ code }) => code)
		};
	});
}
