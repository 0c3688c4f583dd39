// A state of the cockpit that somebody gave a name: of which day, as it was known at which moment.
import * as v from 'valibot';
import * as field from '../fields.ts';

export const snapshot = {
	prefix: 'PH',
	under: [],
	fields: {
		name: field.line({ isRequired: true }),
		on: field.day({ isRequired: true }),
		/** ISO moment */
		knownAt: field.own<string | null>(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
		note: field.text()
	}
} as const;
