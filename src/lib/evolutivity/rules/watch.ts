// The watch between two sittings: signals, and the question whether the need is still right.

import { millionths } from '../../cockpit/rules/indicators/decimals.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { isDay } from '../../cockpit/rules/elements/fields.ts';
import { monthsAfter } from '../../time/rules/workingDays.ts';
import type { Criterion } from './clause.ts';

/** What the prescribing service answers to « le besoin est-il toujours juste ? ». */
export const needAnswers = ['still-right', 'changed', 'gone'] as const;
export type NeedAnswer = (typeof needAnswers)[number];

/** Whether a measured value crosses what a criterion watches: beyond the threshold, short of it, or farther from its reference than it says; exactly on it, it does not (EV20). Values and threshold are decimals as the cockpit keeps them. */
export function crosses(watch: NonNullable<Criterion['watch']>, value: string, reference: string | null): boolean {
	const [measured, threshold] = [millionths(value), millionths(watch.threshold)];
	if (watch.side === 'above') return measured > threshold;
	if (watch.side === 'below') return measured < threshold;
	if (reference === null) return false;
	const apart = measured - millionths(reference);
	return (apart < 0n ? -apart : apart) > threshold;
}

export type SignalRefusal = 'signal-unsaid' | 'words-too-long' | 'day-unreadable' | 'day-to-come';

/** A signal that somebody noted: a day that is not to come, where it comes from, what was seen (EV20). */
export function signalOutcome({ seenOn, source, words }: { readonly seenOn: string; readonly source: string; readonly words: string }, today: string): Outcome<true, SignalRefusal> {
	if (!isDay(seenOn)) return refused('day-unreadable');
	if (seenOn > today) return refused('day-to-come');
	if (source.trim() === '' || words.trim() === '') return refused('signal-unsaid');
	return words.length > 2_000 || source.length > 300 ? refused('words-too-long') : accepted(true);
}

/** « Le besoin est-il toujours juste ? » comes back every so many months, one to twenty-four (EV21). */
export const rhythms = [3, 6, 12, 24] as const;
export type Rhythm = (typeof rhythms)[number];
export type AskRefusal = 'day-unreadable' | 'day-past';

/** The day on which the question is first asked: today at the earliest (EV101). */
export const firstAsked = (dueOn: string, today: string): Outcome<string, AskRefusal> => (!isDay(dueOn) ? refused('day-unreadable') : dueOn < today ? refused('day-past') : accepted(dueOn));

export const nextReview = (answeredOn: string, rhythm: Rhythm): string => monthsAfter(answeredOn, rhythm);
