// What is refused on the pages of jurors and of those who keep the jury, in words, and the field that it is about.
import { m } from '#lib/words/messages.js';
import type { DeclarationRefusal, VerdictRefusal } from '../rules/declarations.ts';
import type { MoneyRefusal } from '../rules/money.ts';
import type { GateRefusal } from '../rules/training.ts';

type Refusal =
	| DeclarationRefusal
	| VerdictRefusal
	| MoneyRefusal
	| 'code-unknown'
	| 'not-a-juror'
	| 'too-many-attempts'
	| 'link-unknown'
	| 'quiz-incomplete'
	| 'training-first'
	| 'session-unknown'
	| 'declaration-unknown'
	| 'declaration-replaced'
	| 'juror-unknown'
	| 'already-trained'
	| 'paper-not-ticked'
	| 'money-line-unknown'
	| 'comfort-unreadable'
	| 'wish-unknown';

const refusals = {
	'code-unknown': () => m.juror_refused_code_unknown(),
	'not-a-juror': () => m.juror_refused_not_a_juror(),
	'too-many-attempts': () => m.juror_refused_too_many(),
	'link-unknown': () => m.juror_refused_link_unknown(),
	'quiz-incomplete': () => m.juror_refused_quiz_incomplete(),
	'training-first': () => m.juror_refused_training_first(),
	'session-unknown': () => m.juror_refused_session_unknown(),
	'declaration-choice-missing': () => m.juror_refused_choice_missing(),
	'declaration-not-ticked': () => m.juror_refused_not_ticked(),
	'declaration-details-missing': () => m.juror_refused_details_missing(),
	'declaration-details-too-long': () => m.juror_refused_details_too_long(),
	'verdict-missing': () => m.juror_refused_verdict_missing(),
	'verdict-reason-missing': () => m.juror_refused_verdict_reason_missing(),
	'verdict-reason-too-long': () => m.juror_refused_verdict_reason_too_long(),
	'verdict-against-recusal': () => m.juror_refused_verdict_against_recusal(),
	'declaration-unknown': () => m.juror_refused_declaration_unknown(),
	'declaration-replaced': () => m.juror_refused_declaration_replaced(),
	'juror-unknown': () => m.juror_refused_juror_unknown(),
	'already-trained': () => m.juror_refused_already_trained(),
	'paper-not-ticked': () => m.juror_refused_paper_not_ticked(),
	'money-kind-missing': () => m.juror_refused_money_kind_missing(),
	'amount-unreadable': () => m.juror_refused_money_amount(),
	'amount-too-large': () => m.juror_refused_money_too_large(),
	'money-nothing': () => m.juror_refused_money_nothing(),
	'money-what-missing': () => m.juror_refused_money_what_missing(),
	'money-what-too-long': () => m.juror_refused_money_what_too_long(),
	'childcare-above-rate': () => m.juror_refused_childcare_above_rate(),
	'payment-above-due': () => m.juror_refused_payment_above_due(),
	'money-below-paid': () => m.juror_refused_money_below_paid(),
	'money-unchanged': () => m.juror_refused_money_unchanged(),
	'money-line-unknown': () => m.juror_refused_money_line_unknown(),
	'comfort-unreadable': () => m.juror_refused_comfort(),
	'wish-unknown': () => m.juror_refused_wish_unknown()
} satisfies Record<Refusal, () => string>;

export const sentenceFor = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(refusals, reason) ? refusals[reason as Refusal]() : undefined);

const fields: Readonly<Partial<Record<Refusal, string>>> = {
	'declaration-choice-missing': 'declared',
	'declaration-details-missing': 'details',
	'declaration-details-too-long': 'details',
	'verdict-missing': 'verdict',
	'verdict-against-recusal': 'verdict',
	'verdict-reason-missing': 'reason',
	'verdict-reason-too-long': 'reason',
	'juror-unknown': 'juror',
	'money-kind-missing': 'kind',
	'amount-unreadable': 'amount',
	'amount-too-large': 'amount',
	'money-nothing': 'amount',
	'money-unchanged': 'amount',
	'childcare-above-rate': 'amount',
	'payment-above-due': 'amount',
	'money-below-paid': 'amount',
	'money-what-missing': 'what',
	'money-what-too-long': 'what'
};

export const fieldOf = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(fields, reason) ? fields[reason as Refusal] : undefined);

/** To whom a workshop does not open yet, said to that person; undefined for what is refused otherwise. */
export const heldBackSentence = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(heldBack, reason) ? heldBack[reason as GateRefusal]() : undefined);

const heldBack = {
	'training-needed': () => m.gatherings_refusal_training_needed(),
	'declaration-needed': () => m.gatherings_refusal_declaration_needed(),
	'link-to-judge': () => m.juror_next_waits_text(),
	'stepped-aside': () => `${m.juror_next_aside()}. ${m.juror_next_aside_text()}`
} satisfies Record<GateRefusal, () => string>;
