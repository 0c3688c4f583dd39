// The strategy is put in question: what, why, on what evidence, and where that has led (COK-9).
import * as v from 'valibot';
import * as field from '../fields.ts';

export const questioningStates = ['raised', 'convened', 'concluded'] as const;
export type QuestioningState = (typeof questioningStates)[number];

export const questioning = {
	prefix: 'Q',
	under: [],
	fields: {
		what: field.line({ isRequired: true }),
		reason: field.text({ isRequired: true }),
		evidence: field.text({ isRequired: true }),
		lines: field.references('line'),
		by: field.line(),
		state: field.own<QuestioningState>(v.picklist(questioningStates), 'raised')
	}
} as const;
