// A use of what a public-commons pact counts in its own unit: who, on which day, how many units.
import { judgeUse } from '../../localUnit.ts';
import * as field from '../fields.ts';

export const use = {
	prefix: 'U',
	under: ['line'],
	fields: {
		who: field.line({ isRequired: true }),
		on: field.day({ isRequired: true }),
		units: field.count({ least: 1, most: 1_000_000, isRequired: true }),
		what: field.line()
	},
	fits: judgeUse
} as const;
