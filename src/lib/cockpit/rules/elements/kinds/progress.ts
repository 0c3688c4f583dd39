// One action of a contract's progress plan: what, by which side, until when.
import * as field from '../fields.ts';
import { milestoneStates } from './milestone.ts';

export const progress = {
	prefix: 'PP',
	under: ['contract'],
	fields: {
		what: field.line({ isRequired: true }),
		side: field.choice(['authority', 'holder', 'both']),
		until: field.day(),
		state: field.choice(milestoneStates),
		note: field.text()
	}
} as const;
