import { m } from '#lib/words/messages.js';
import { longestObjection } from '../../decisions/rules/consent.ts';
import { refusals as ofDecisions } from '../../decisions/ui/handRefusals.ts';
import { refusalInWords } from '../../gatherings/ui/handRefusals.ts';
import type { LeftWordRefusal } from '../rules/closing.ts';

/** What a step's form was answered. */
export interface Answer {
	readonly refusal?: string;
	readonly step?: string;
	readonly act?: string;
	readonly done?: string;
	readonly fields?: Readonly<Record<string, string>>;
}

/** What a hand may be told at the vote, the consent and the closing. */
export const refusals = {
	...ofDecisions,
	'vote-not-open': () => m.choosing_refused_vote_not_open(),
	'seat-needed': () => m.choosing_refused_seat_needed(),
	'round-not-open': () => m.choosing_refused_round_not_open(),
	'not-the-elected-official': () => m.choosing_refused_not_the_elected_official(),
	'usefulness-missing': () => m.choosing_refused_usefulness_missing(),
	'word-too-long': () => m.choosing_refused_word_too_long(),
	'hours-unreadable': () => m.choosing_refused_hours_unreadable()
} satisfies Record<LeftWordRefusal | 'vote-not-open' | 'seat-needed' | 'round-not-open' | 'not-the-elected-official' | keyof typeof ofDecisions, () => string>;

/** The sentence for what was refused to a hand: this step's own, else the room's; undefined when nothing was. */
export function sentenceFor(answer: Answer | null | undefined): string | undefined {
	if (!answer?.refusal) return undefined;
	return Object.hasOwn(refusals, answer.refusal) ? refusals[answer.refusal as keyof typeof refusals]() : refusalInWords(answer.refusal);
}

const fieldOf: Readonly<Record<string, string>> = {
	'objection-without-risk': 'risk',
	'objection-without-remedy': 'wouldLift',
	'answer-empty': 'text',
	'usefulness-missing': 'usefulness',
	'word-too-long': 'word',
	'hours-unreadable': 'hours'
};

/** The field that a refusal is about, with what to do; undefined where it is about none alone. */
export function wrongIn(answer: Answer | null | undefined): { readonly field: string; readonly sentence: string } | undefined {
	if (!answer?.refusal) return undefined;
	const tooLong = Object.entries(answer.fields ?? {}).find(([, text]) => text.trim().length > longestObjection)?.[0];
	const field = answer.refusal === 'objection-too-long' ? tooLong : fieldOf[answer.refusal];
	const sentence = sentenceFor(answer);
	return field && sentence ? { field, sentence } : undefined;
}

/** What was typed in a form that was refused, for its own fields only. */
export const typedIn = (answer: Answer | null | undefined, act: string): Readonly<Record<string, string>> | undefined =>
	answer?.refusal && answer.act === act ? answer.fields : undefined;
