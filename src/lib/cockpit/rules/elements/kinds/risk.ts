// What may go wrong, who holds it and what is answered.
import * as field from '../fields.ts';

export const risk = {
	prefix: 'R',
	under: ['line'],
	mayStandAlone: true,
	fields: {
		what: field.line({ isRequired: true }),
		likelihood: field.count({ least: 1, most: 4 }),
		severity: field.count({ least: 1, most: 4 }),
		holder: field.line(),
		answer: field.text(),
		state: field.choice(['open', 'watched', 'closed'])
	}
} as const;
