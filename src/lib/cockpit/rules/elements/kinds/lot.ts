// A lot of a purchase: what, for how much at most, and whether it is reserved for some.
import * as field from '../fields.ts';

export const lot = {
	prefix: 'L',
	under: ['line'],
	fields: {
		what: field.line({ seenBy: 'public', isRequired: true }),
		maximum: field.euros({ seenBy: 'public' }),
		/** CCP, art. L2113-12 (disability), L2113-13 (integration), L2113-15 (social and solidarity economy) */
		reserved: field.choice(['integration', 'disability', 'solidarity'], { seenBy: 'public' }),
		note: field.text()
	}
} as const;
