// A need of the landscape that the strategy answers.
import * as field from '../fields.ts';

export const need = {
	prefix: 'B',
	under: [],
	fields: { what: field.line({ seenBy: 'public', isRequired: true }), note: field.text() }
} as const;
