import { m } from '#lib/words/messages.js';
import type { DeltaFault, ScenarioDays } from '../rules/deltaForm.ts';
import { dayInWords } from './sittingWords.ts';

const faults = {
	'delta-words-missing': m.delta_fault_words_missing,
	'delta-words-too-long': m.delta_fault_words_too_long,
	'delta-amount-unreadable': m.delta_fault_amount,
	'delta-day-unreadable': m.delta_fault_day,
	'delta-day-missing': m.delta_fault_day_missing,
	'delta-too-many-lines': m.delta_fault_too_many,
	'delta-days-reversed': m.delta_fault_reversed
} satisfies Record<Exclude<DeltaFault, 'delta-day-beyond'>, () => string>;

/** What is wrong in a field of a scenario, with what to do. */
export const faultInWords = (fault: DeltaFault | undefined, { first, last }: ScenarioDays): string | undefined => fault && (fault === 'delta-day-beyond' ? m.delta_fault_beyond({ first: dayInWords(first), last: dayInWords(last) }) : faults[fault]());
