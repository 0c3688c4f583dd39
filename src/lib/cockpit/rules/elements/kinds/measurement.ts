// One measurement of an indicator: what, on which day, by what source. Yes is 1 and no is 0.
import * as field from '../fields.ts';

export const measurement = {
	prefix: 'V',
	under: ['indicator'],
	fields: {
		on: field.day({ seenBy: 'public', isRequired: true }),
		value: field.number({ seenBy: 'public', isRequired: true }),
		source: field.line({ seenBy: 'public' }),
		by: field.line(),
		note: field.text()
	}
} as const;
