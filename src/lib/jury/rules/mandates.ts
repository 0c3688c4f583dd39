// The life of a mandate: when its renewal is asked for, what an answer makes of it, what it becomes without one.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { daysAfter } from '../../time/rules/workingDays.ts';
import { mandateLastDay } from './juries.ts';
import { answers, type Answer } from './panel.ts';

/** Months before the last day from which a renewal is asked for. */
export const askedMonthsBefore = 2;

/** The day from which the renewal of a mandate is asked for, ISO, from its last day (ISO, included): two months before, or the last day of a shorter month (JU100). */
export function askedFrom(lastDay: string): string {
	const [year, month, day] = lastDay.split('-').map(Number) as [number, number, number];
	const from = new Date(Date.UTC(year, month - 1 - askedMonthsBefore, day));
	if (from.getUTCDate() !== day) from.setUTCDate(0);
	return from.toISOString().slice(0, 10);
}

/** The last day (ISO, included) of a mandate that is renewed: twelve months from the day after the one that was. */
export const renewedUntil = (lastDay: string): string => mandateLastDay(daysAfter(lastDay, 1));

/** `runs`: nothing is asked yet · `to-answer` · `stops`: the person said no · `over` */
export type MandateStanding = 'runs' | 'to-answer' | 'stops' | 'over';

export interface Mandate {
	/** ISO days, both included */
	readonly firstDay: string;
	readonly lastDay: string;
	/** what was said of its renewal; a yes has moved its last day, and nothing is asked of that one yet */
	readonly answer: Answer | null;
}

/** Where a mandate stands on a day. Silence renews nothing (JU101). Source: scripts 4.3. */
export function standingOn({ lastDay, answer }: Pick<Mandate, 'lastDay' | 'answer'>, today: string): MandateStanding {
	if (today > lastDay) return 'over';
	if (today < askedFrom(lastDay)) return 'runs';
	return answer === 'no' ? 'stops' : 'to-answer';
}

export type RenewalRefusal = 'renewal-answer-missing' | 'renewal-too-early' | 'renewal-too-late';

/** An answer to the question of a renewal, as sent: from two months before to the last day, a no may become a yes (JU100). Refuses anything but a plain yes or no. */
export function answerRenewal(mandate: Pick<Mandate, 'lastDay' | 'answer'>, typed: string, today: string): Outcome<Answer, RenewalRefusal> {
	const answer = answers.find((one) => one === typed);
	if (!answer) return refused('renewal-answer-missing');
	const standing = standingOn(mandate, today);
	if (standing === 'over') return refused('renewal-too-late');
	return standing === 'runs' ? refused('renewal-too-early') : accepted(answer);
}
