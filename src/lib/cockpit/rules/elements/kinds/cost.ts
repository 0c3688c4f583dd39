// A cost of the global cost of a purchase: of which family, how much, once or each year, and in which of the ways that are compared.
import * as field from '../fields.ts';

export const costFamilies = [
	'buying',
	'installing',
	'using',
	'maintaining',
	'externalities',
	'end-of-life'
] as const;
export type CostFamily = (typeof costFamilies)[number];

export const cost = {
	prefix: 'CG',
	under: ['line'],
	fields: {
		what: field.line({ isRequired: true }),
		family: field.choice(costFamilies, { isRequired: true }),
		amount: field.euros({ isRequired: true }),
		rhythm: field.choice(['once', 'each-year'], { isRequired: true }),
		/** in which year of use, 0 being the day it is bought; each year: the first of them */
		year: field.count({ least: 0, most: 50 }),
		/** the way of doing that it belongs to, where several are compared */
		scenario: field.line(),
		source: field.line()
	}
} as const;
