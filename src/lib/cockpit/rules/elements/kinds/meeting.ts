// A meeting of the two sides of a contract, and what was agreed.
import * as field from '../fields.ts';

export const meeting = {
	prefix: 'RC',
	under: ['contract'],
	fields: {
		on: field.day({ isRequired: true }),
		what: field.line({ isRequired: true }),
		where: field.line(),
		present: field.line(),
		agreed: field.text()
	}
} as const;
