import { m } from '#lib/words/messages.js';
import type { ConsentEnding } from '../rules/steps/consent.ts';
import { dayInWords } from './dayWords.ts';

/** « 5 : très utile », the best first. */
export const usefulnessWords = {
	5: m.choosing_closing_usefulness_5,
	4: m.choosing_closing_usefulness_4,
	3: m.choosing_closing_usefulness_3,
	2: m.choosing_closing_usefulness_2,
	1: m.choosing_closing_usefulness_1
} as const;
export const usefulnessFirst = [5, 4, 3, 2, 1] as const;

/** How consent ended, in one sentence. */
export function endingInWords(ending: ConsentEnding): string {
	if (ending.how === 'obtained') return m.choosing_closing_consented();
	if (ending.how === 'not-asked') return m.choosing_closing_consent_not_asked();
	if (ending.how === 'postponed') return m.choosing_closing_consent_postponed({ day: dayInWords(ending.to) });
	if (ending.how === 'kept-on-record') {
		const { objections: count, answerDueOn, isAnswered } = ending;
		return isAnswered || !answerDueOn ? m.choosing_closing_consent_answered({ count }) : m.choosing_closing_consent_on_record({ count, day: dayInWords(answerDueOn) });
	}
	const { objections, silent } = ending;
	if (objections > 0) return silent > 0 ? m.choosing_closing_consent_both({ objections, silent }) : m.choosing_closing_consent_objections({ count: objections });
	return silent > 0 ? m.choosing_closing_consent_silent({ count: silent }) : m.choosing_closing_consent_not_noted();
}
