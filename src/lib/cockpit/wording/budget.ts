// The words of the budget's charts: what each bar and each axis says.
import { eurosInShort } from '../../money/rules/euros.ts';
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import type { ByStage } from '../rules/budget.ts';
import type { BarsChart } from '../rules/chart.ts';
import { amountStages, type AmountStage } from '../rules/elements/kinds/amount.ts';
import type { CockpitModeId } from '../rules/modes/ids.ts';
import { modeName } from './modes.ts';

export const stageName = {
	planned: m.indicators_budget_planned,
	committed: m.indicators_budget_committed,
	paid: m.indicators_budget_paid
} satisfies Record<AmountStage, () => string>;

const say = (euros: number) => eurosInShort(Math.round(euros * 100), getLocale());
const euros = (cents: number) => cents / 100;

/** Our share beside the others', of each stage. */
export const sharesChart = (sums: ByStage): BarsChart => ({
	kind: 'bars',
	lie: 'flat',
	title: m.indicators_budget_by_stage(),
	names: amountStages.map((stage) => stageName[stage]()),
	series: [
		{ name: m.indicators_budget_own(), values: amountStages.map((stage) => euros(sums[stage].own)) },
		{ name: m.indicators_budget_others(), values: amountStages.map((stage) => euros(sums[stage].others)) }
	],
	say
});

const staged = (all: readonly { readonly sums: ByStage }[]): BarsChart['series'] =>
	amountStages.map((stage) => ({
		name: stageName[stage](),
		values: all.map(({ sums }) => euros(sums[stage].total))
	}));

export const modesChart = (
	modes: readonly { readonly mode: CockpitModeId; readonly sums: ByStage }[]
): BarsChart => ({
	kind: 'bars',
	lie: 'flat',
	title: m.indicators_budget_by_mode(),
	names: modes.map(({ mode }) => modeName[mode]()),
	series: staged(modes),
	say
});

export const yearsChart = (
	years: readonly { readonly year: number; readonly sums: ByStage }[]
): BarsChart => ({
	kind: 'bars',
	lie: 'upright',
	title: m.indicators_budget_by_year(),
	names: years.map(({ year }) => String(year)),
	series: staged(years),
	say
});
