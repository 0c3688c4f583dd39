// A motivated request of evolution: by whom, why, and what the buyer answers within the charter's delay.
import { isDay } from '../../cockpit/rules/elements/fields.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { daysAfter, workingDaysAfter } from '../../time/rules/workingDays.ts';
import type { Charter, Criterion, TriggeringParty } from './clause.ts';

/** Why a contract may have to move (EVO-3 to EVO-5). The context and the need belong to the administration; the better offer and the difficulties to the company; the end of an experiment to both. */
export const triggerCategories = ['context', 'need', 'better-offer', 'human-difficulty', 'financial-difficulty', 'technical-difficulty', 'experiment-ended'] as const;
export type TriggerCategory = (typeof triggerCategories)[number];

/** The buyer's answer: recevable, à compléter, irrecevable. */
export const admissibilities = ['admissible', 'to-complete', 'inadmissible'] as const;
export type Admissibility = (typeof admissibilities)[number];

const categoriesByParty: Readonly<Record<TriggeringParty, readonly TriggerCategory[]>> = {
	administration: ['context', 'need', 'experiment-ended'],
	company: ['better-offer', 'human-difficulty', 'financial-difficulty', 'technical-difficulty', 'experiment-ended']
};

/** The reasons that a party may give (EV22). Source: EVO-3 to EVO-5. */
export const categoriesOf = (party: TriggeringParty): readonly TriggerCategory[] => categoriesByParty[party];

export interface RequestAsked {
	readonly party: TriggeringParty;
	readonly category: string;
	/** codes of criteria of the charter */
	readonly criteria: readonly string[];
	readonly motives: string;
	readonly evidence: string;
	/** ISO day */
	readonly receivedOn: string;
}

export type RequestRefusal = 'category-not-yours' | 'criteria-missing' | 'criterion-unknown' | 'motives-missing' | 'evidence-missing' | 'words-too-long' | 'day-unreadable' | 'day-to-come';

/** A request that can be filed: a reason of its party, criteria of the charter that belong to that party, words and evidence (EV22). */
export function requestOutcome(asked: RequestAsked, criteria: readonly Pick<Criterion, 'code' | 'party'>[], today: string): Outcome<TriggerCategory, RequestRefusal> {
	const category = categoriesOf(asked.party).find((known) => known === asked.category);
	if (!category) return refused('category-not-yours');
	if (asked.criteria.length === 0) return refused('criteria-missing');
	if (asked.criteria.some((code) => !criteria.some((known) => known.code === code && known.party === asked.party))) return refused('criterion-unknown');
	if (asked.motives.trim() === '') return refused('motives-missing');
	if (asked.evidence.trim() === '') return refused('evidence-missing');
	if (asked.motives.length > 4_000 || asked.evidence.length > 4_000) return refused('words-too-long');
	if (!isDay(asked.receivedOn)) return refused('day-unreadable');
	return asked.receivedOn > today ? refused('day-to-come') : accepted(category);
}

export interface RequestDates {
	/** ISO day: last one to say whether it is admissible */
	readonly answerDueOn: string;
	/** ISO day: last one to hold the sitting */
	readonly sittingDueOn: string;
	/** what is waited for, and whether its day has passed; null: nothing */
	readonly waitsFor: 'answer' | 'completion' | 'sitting' | null;
	readonly isLate: boolean;
}

/** When a request must be answered and its sitting held, and what it waits for on an ISO day (EV23). Working days are those of `time/`; the last day itself is in time. */
export function datesOf(
	request: { readonly receivedOn: string; readonly admissibility: Admissibility | null; readonly withdrawnOn: string | null; readonly sittingHeldOn: string | null },
	{ admissibilityWorkingDays, sessionDays }: Charter['procedure'],
	today: string
): RequestDates {
	const answerDueOn = workingDaysAfter(request.receivedOn, admissibilityWorkingDays);
	const sittingDueOn = daysAfter(request.receivedOn, sessionDays);
	const isOver = request.withdrawnOn !== null || request.admissibility === 'inadmissible' || (request.sittingHeldOn !== null && request.sittingHeldOn <= today);
	const waitsFor = isOver ? null : request.admissibility === null ? 'answer' : request.admissibility === 'to-complete' ? 'completion' : 'sitting';
	const due = waitsFor === 'answer' ? answerDueOn : sittingDueOn;
	return { answerDueOn, sittingDueOn, waitsFor, isLate: waitsFor !== null && today > due };
}

export type WithdrawRefusal = 'request-withdrawn' | 'request-answered' | 'request-taken' | 'request-not-yours';

/** Whether a party may withdraw a request (EV102): its own, once, neither inadmissible nor taken up by a sitting. */
export function withdrawOutcome(request: { readonly party: TriggeringParty; readonly admissibility: Admissibility | null; readonly withdrawnOn: string | null; readonly gatheringId: string | null }, party: TriggeringParty): Outcome<true, WithdrawRefusal> {
	if (request.party !== party) return refused('request-not-yours');
	if (request.withdrawnOn !== null) return refused('request-withdrawn');
	if (request.admissibility === 'inadmissible') return refused('request-answered');
	return request.gatheringId === null ? accepted(true) : refused('request-taken');
}

export type AnswerRefusal = 'reason-missing' | 'words-too-long' | 'request-withdrawn' | 'request-answered' | 'answer-unknown';

/** The buyer's answer (EV24): a reason unless it is admissible; what was to complete may be answered again, the two others stand. */
export function answerOutcome(request: { readonly admissibility: Admissibility | null; readonly withdrawnOn: string | null }, answer: string, reason: string): Outcome<Admissibility, AnswerRefusal> {
	const known = admissibilities.find((one) => one === answer);
	if (!known) return refused('answer-unknown');
	if (request.withdrawnOn !== null) return refused('request-withdrawn');
	if (request.admissibility !== null && request.admissibility !== 'to-complete') return refused('request-answered');
	if (known !== 'admissible' && reason.trim() === '') return refused('reason-missing');
	return reason.length > 2_000 ? refused('words-too-long') : accepted(known);
}
