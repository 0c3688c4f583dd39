// Money of a line: so much, by whom, in cash or in kind, planned, committed or paid.
import * as field from '../fields.ts';

export const amountStages = ['planned', 'committed', 'paid'] as const;
export type AmountStage = (typeof amountStages)[number];

export const amount = {
	prefix: 'E',
	under: ['line'],
	fields: {
		stage: field.choice(amountStages, { seenBy: 'public', isRequired: true }),
		amount: field.euros({ seenBy: 'public', isRequired: true }),
		how: field.choice(['cash', 'in-kind'], { seenBy: 'public', isRequired: true }),
		who: field.line({ seenBy: 'public', isRequired: true }),
		/** whether the authority itself brings it: its own share is never drowned in a total */
		isOwn: field.mark({ seenBy: 'public' }),
		/** the year that bears it; null where the line says it as a whole */
		year: field.count({ least: 1990, most: 2099, seenBy: 'public' }),
		what: field.line({ seenBy: 'public' })
	}
} as const;
