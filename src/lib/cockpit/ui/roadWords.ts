// The words of a roadmap: its scales, its filters, its states and delays, and what a move is refused for.
import { sayDay } from '../../design/rules/days.ts';
import { m } from '#lib/words/messages.js';
import { getLocale } from '#lib/words/runtime.js';
import type { MilestoneState } from '../rules/elements/kinds/milestone.ts';
import type { Filter, Scale } from '../rules/roadmap.ts';
import type { RoadRefusal } from '../server/roadmap.ts';
import { sentenceFor } from './elementValues.ts';

export const scaleName = {
	years: m.cockpit_road_scale_years,
	quarters: m.cockpit_road_scale_quarters,
	months: m.cockpit_road_scale_months,
	weeks: m.cockpit_road_scale_weeks
} satisfies Record<Scale, () => string>;

export const filterName = {
	all: m.cockpit_road_filter_all,
	mine: m.cockpit_road_filter_mine,
	late: m.cockpit_road_filter_late,
	month: m.cockpit_road_filter_month
} satisfies Record<Filter, (inputs: { count: number }) => string>;

export const stateWord = {
	planned: m.elements_choice_planned,
	'under-way': m.elements_choice_under_way,
	done: m.elements_choice_done,
	dropped: m.elements_choice_dropped
} satisfies Record<MilestoneState, () => string>;

const format = (day: string, options: Intl.DateTimeFormatOptions): string =>
	sayDay(new Intl.DateTimeFormat(getLocale(), { timeZone: 'UTC', ...options }).format(new Date(`${day}T00:00:00Z`)));

/** « juin 2028 » */
export const monthInWords = (day: string): string => format(day, { month: 'long', year: 'numeric' });

/** What stands at the head of a column: « 2028 », « avr. 28 », « avr. », « 5 juin ». */
export function tickInWords(scale: Scale, day: string): string {
	if (scale === 'years') return day.slice(0, 4);
	if (scale === 'quarters') return format(day, { month: 'short', year: '2-digit' });
	if (scale === 'months') return format(day, { month: 'short' });
	return format(day, { day: 'numeric', month: 'short' });
}

const refusals = {
	'milestone-unknown': m.cockpit_road_refused_milestone_unknown,
	'milestone-over': m.cockpit_road_refused_milestone_over,
	'day-unreadable': m.cockpit_road_refused_day_unreadable,
	'day-unmoved': m.cockpit_road_refused_day_unmoved,
	'day-out-of-reach': m.cockpit_road_refused_day_out_of_reach,
	'dependencies-loop': m.cockpit_road_loop,
	'push-changed': m.cockpit_road_refused_push_changed,
	'reason-missing': m.cockpit_road_refused_reason_missing,
	'reason-too-long': m.cockpit_road_refused_reason_too_long
} satisfies Record<RoadRefusal, () => string>;

/** The sentence for a move that was refused; a round is named. */
export const moveSentence = (refusal: string, named?: string): string =>
	refusal !== 'dependencies-loop' && Object.hasOwn(refusals, refusal)
		? refusals[refusal as RoadRefusal]()
		: sentenceFor(refusal, named);
