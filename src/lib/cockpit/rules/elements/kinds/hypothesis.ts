// What a support of research supposes, and what the trial said of it.
import * as field from '../fields.ts';

export const hypothesis = {
	prefix: 'H',
	under: ['line'],
	fields: {
		what: field.line({ seenBy: 'public', isRequired: true }),
		state: field.choice(['untested', 'confirmed', 'refuted'], { seenBy: 'public' }),
		judgedOn: field.day({ seenBy: 'public' }),
		evidence: field.text({ seenBy: 'public' })
	}
} as const;
