// The words of what is told in a sitting, that screens and papers share.
import { getLocale } from '../../words/runtime.js';
import { m } from '../../words/messages.js';
import { euros } from '../../money/rules/euros.ts';
import { dayInWords } from './days.ts';
import { familyName, shareInWords } from './terms.ts';
import type { Family } from '../rules/clause.ts';
import type { Flag, IndicatorChange, Scenario, ScenarioAuthor } from '../rules/scenario.ts';
import type { Figure } from '../rules/stateOfPlay.ts';
import type { TriggerCategory } from '../rules/triggers.ts';
import type { NeedAnswer } from '../rules/watch.ts';

export const authorName = { administration: m.sitting_author_administration, company: m.sitting_author_company, together: m.sitting_author_together } satisfies Record<ScenarioAuthor, () => string>;

export const needWord = { 'still-right': m.sitting_need_still_right, changed: m.sitting_need_changed, gone: m.sitting_need_gone } satisfies Record<NeedAnswer, () => string>;

export const categoryName = {
	context: m.sitting_category_context,
	need: m.sitting_category_need,
	'better-offer': m.sitting_category_better_offer,
	'human-difficulty': m.sitting_category_human_difficulty,
	'financial-difficulty': m.sitting_category_financial_difficulty,
	'technical-difficulty': m.sitting_category_technical_difficulty,
	'experiment-ended': m.sitting_category_experiment_ended
} satisfies Record<TriggerCategory, () => string>;

export const moneyInWords = (cents: number): string => euros(cents, getLocale());

const signed = (cents: number): string => (cents > 0 ? `+\u00a0${moneyInWords(cents)}` : moneyInWords(cents));

const ownFigures = {
	maximum: m.sitting_figure_maximum,
	paid: m.sitting_figure_paid,
	share: m.sitting_figure_share,
	incidents: m.sitting_figure_incidents,
	milestones: m.sitting_figure_milestones
} satisfies Record<Exclude<Figure['of'], 'indicator'>, () => string>;

export const figureName = ({ of, name }: Pick<Figure, 'of' | 'name'>): string => (of === 'indicator' ? name : ownFigures[of]());

export function figureValue({ of, value, unit }: Pick<Figure, 'of' | 'value' | 'unit'>): string {
	if (value === null) return m.sitting_figure_unmeasured();
	if (of === 'maximum' || of === 'paid') return moneyInWords(Number(value));
	if (of === 'share') return shareInWords(Number(value));
	const number = new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 4 }).format(Number(value));
	return unit ? `${number} ${unit}` : number;
}

/** What is flagged of a scenario; it stops nobody. */
export function flagInWords(flag: Flag): string {
	switch (flag.flag) {
		case 'above-per-change':
		case 'above-cumulated': {
			const shares = { share: shareInWords(flag.basisPoints), bound: shareInWords(flag.bound) };
			if (flag.amount === null || flag.most === null) return flag.flag === 'above-per-change' ? m.sitting_flag_share_above_per_change(shares) : m.sitting_flag_share_above_cumulated(shares);
			const figures = { ...shares, amount: moneyInWords(flag.amount), most: moneyInWords(flag.most) };
			return flag.flag === 'above-per-change' ? m.sitting_flag_above_per_change(figures) : m.sitting_flag_above_cumulated(figures);
		}
		case 'before-notice':
			return m.sitting_flag_before_notice({ from: dayInWords(flag.from), ends: dayInWords(flag.noticeEnds) });
		case 'notice-waived':
			return m.sitting_flag_notice_waived({ day: dayInWords(flag.on) });
		case 'not-movable':
			return m.sitting_flag_not_movable({ family: familyName[flag.family]() });
		case 'days-reversed':
			return m.sitting_flag_days_reversed();
	}
}

const changeInWords = ({ how, name, before, after }: IndicatorChange): string =>
	how === 'added' ? m.sitting_indicator_added({ name, after }) : how === 'changed' ? m.sitting_indicator_changed({ name, before, after }) : m.sitting_indicator_suspended({ name });

export interface LineInWords {
	/** `services/0` */
	readonly line: string;
	readonly words: string;
}

/** The differences of a scenario in words, by family: what does not change is not said. */
export const differencesOf = ({ services, calendar, budget, indicators }: Scenario): Readonly<Record<Family, readonly LineInWords[]>> => ({
	services: services.map(({ what, before, after }, at) => ({ line: `services/${at}`, words: `${what} : ${before ? m.sitting_before_after({ before, after }) : after}` })),
	calendar: calendar
		? [
				{
					line: 'calendar/0',
					words: [
						calendar.until ? m.sitting_from_until({ from: dayInWords(calendar.from), until: dayInWords(calendar.until) }) : m.sitting_from({ from: dayInWords(calendar.from) }),
						...(calendar.reviewOn ? [m.sitting_review_on({ day: dayInWords(calendar.reviewOn) })] : [])
					].join(', ')
				}
			]
		: [],
	budget: budget.map(({ what, amount, until }, at) => ({
		line: `budget/${at}`,
		words: until ? m.sitting_budget_until({ what, amount: signed(amount), until: dayInWords(until) }) : m.sitting_budget_lasting({ what, amount: signed(amount) })
	})),
	indicators: indicators.map((one, at) => ({ line: `indicators/${at}`, words: changeInWords(one) }))
});

const milestoneStates: Readonly<Record<string, () => string>> = { planned: m.sitting_state_planned, 'under-way': m.sitting_state_under_way, done: m.sitting_state_done, dropped: m.sitting_state_dropped };

/** « tenu » */
export const milestoneState = (state: string): string => milestoneStates[state]?.() ?? state;
