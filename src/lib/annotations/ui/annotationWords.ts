// How annotations, their answers and where they stand are said.
import { capacityNames, dayIn } from '../../projects/ui/wordings.ts';
import { plain } from '../../texts/rules/marks.ts';
import { m } from '#lib/words/messages.js';
import type { Standing } from '../rules/annotation.ts';
import type { AnnotatedThing, AnnotationKind, AnswerOutcome } from '../rules/kinds.ts';

export const kindNames = {
	question: () => m.annotations_kind_question(),
	doubt: () => m.annotations_kind_doubt(),
	agreement: () => m.annotations_kind_agreement(),
	testimony: () => m.annotations_kind_testimony()
} satisfies Record<AnnotationKind, () => string>;

export const kindHints = {
	question: () => m.annotations_kind_question_hint(),
	doubt: () => m.annotations_kind_doubt_hint(),
	agreement: () => m.annotations_kind_agreement_hint(),
	testimony: () => m.annotations_kind_testimony_hint()
} satisfies Record<AnnotationKind, () => string>;

export const outcomeNames = {
	kept: () => m.annotations_outcome_kept(),
	partly: () => m.annotations_outcome_partly(),
	'not-kept': () => m.annotations_outcome_not_kept(),
	answered: () => m.annotations_outcome_answered()
} satisfies Record<AnswerOutcome, () => string>;

export const outcomeHints = {
	kept: () => m.annotations_outcome_kept_hint(),
	partly: () => m.annotations_outcome_partly_hint(),
	'not-kept': () => m.annotations_outcome_not_kept_hint(),
	answered: () => m.annotations_outcome_answered_hint()
} satisfies Record<AnswerOutcome, () => string>;

const roleNames: Readonly<Record<string, () => string>> = {
	...capacityNames,
	facilitator: () => m.annotations_capacity_facilitator(),
	administrator: () => m.annotations_capacity_administrator()
};

/** In what role the team answered. */
export const roleName = (capacity: string | null): string => roleNames[capacity ?? '']?.() ?? m.annotations_capacity_facilitator();

export function thingInWords(thing: AnnotatedThing, title: string, of: 'proposal' | 'charter' = 'proposal'): string {
	switch (thing.what) {
		case 'passage':
			if (of === 'charter') return m.charter_text_on_passage({ title });
			return m.annotations_on_passage({ title, version: thing.at });
		case 'line':
			return m.annotations_on_line({ title, code: thing.code });
		case 'element':
			return m.cockpit_time_on_element({ code: thing.code });
	}
}

export interface StandingWords {
	readonly tone: 'plain' | 'success' | 'warning' | 'error';
	readonly words: string;
}

/** Where an annotation stands, for the team. */
export function standingInWords(standing: Standing): StandingWords {
	switch (standing.state) {
		case 'owed': {
			const day = dayIn('UTC', new Date(standing.dueOn));
			if (standing.isContested) return standing.isLate ? { tone: 'error', words: m.annotations_state_contested_late({ day }) } : { tone: 'warning', words: m.annotations_state_contested({ day }) };
			return standing.isLate ? { tone: 'error', words: m.annotations_state_late({ day }) } : { tone: 'plain', words: m.annotations_state_owed({ day }) };
		}
		case 'answered':
			return { tone: 'success', words: m.annotations_state_answered() };
		case 'read':
			return { tone: 'success', words: m.annotations_state_read() };
		case 'withdrawn':
			return { tone: 'plain', words: m.annotations_mine_state_withdrawn() };
	}
}

/** The same for its author: an answer that was given is one to read. */
export const standingForAuthor = (standing: Standing): StandingWords => (standing.state === 'answered' ? { tone: 'warning', words: m.annotations_mine_state_answered() } : standingInWords(standing));

/** The beginning of some words, to tell one button from another by ear. */
export const inShort = (words: string): string => {
	const letters = [...plain(words).replace(/\s+/gu, ' ')];
	return letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : letters.join('');
};
