// A resource that the authority lends to a public-commons pact, and what it is worth.
import * as field from '../fields.ts';

export const resource = {
	prefix: 'P',
	under: ['line'],
	fields: {
		what: field.line({ seenBy: 'public', isRequired: true }),
		lender: field.line({ seenBy: 'public' }),
		/** what a year of it is worth in the accounts */
		yearly: field.euros({ seenBy: 'public' }),
		from: field.day({ seenBy: 'public' }),
		until: field.day({ seenBy: 'public' }),
		terms: field.text()
	}
} as const;
