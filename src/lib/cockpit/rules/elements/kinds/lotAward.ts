// A lot of a contract, as it was awarded.
import * as field from '../fields.ts';

export const lotAward = {
	prefix: 'LA',
	under: ['contract'],
	fields: {
		what: field.line({ seenBy: 'public', isRequired: true }),
		holder: field.line({ seenBy: 'public' }),
		amount: field.euros({ seenBy: 'public' }),
		maximum: field.euros({ seenBy: 'public' }),
		notifiedOn: field.day({ seenBy: 'public' })
	}
} as const;
