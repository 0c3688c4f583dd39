// Somebody who takes part in a line: who, in which role, how to reach them.
import * as field from '../fields.ts';

export const actor = {
	prefix: 'A',
	under: ['line'],
	mayStandAlone: true,
	fields: {
		name: field.line({ isRequired: true }),
		role: field.line({ isRequired: true }),
		organisation: field.line(),
		contact: field.line({ seenBy: 'restricted' })
	}
} as const;
