// What is counted to know whether an impact comes: from where, to where, in what unit, how often.
import * as field from '../fields.ts';

export const indicatorTypes = ['yes-no', 'count', 'percentage', 'amount', 'measure', 'composite'] as const;
export type IndicatorType = (typeof indicatorTypes)[number];

export const indicator = {
	prefix: 'N',
	under: ['line'],
	mayStandAlone: true,
	fields: {
		name: field.line({ seenBy: 'public', isRequired: true }),
		type: field.choice(indicatorTypes, { seenBy: 'public', isRequired: true }),
		unit: field.line({ seenBy: 'public' }),
		direction: field.choice(['up', 'down', 'keep'], { seenBy: 'public' }),
		baseline: field.number({ seenBy: 'public' }),
		baselineOn: field.day({ seenBy: 'public' }),
		target: field.number({ seenBy: 'public' }),
		targetOn: field.day({ seenBy: 'public' }),
		impacts: field.references('impact', { seenBy: 'public' }),
		/** of a composite: what it is computed from, by the codes of other indicators */
		formula: field.line({ seenBy: 'public' }),
		source: field.line({ seenBy: 'public' }),
		owner: field.line(),
		/** months between two measurements */
		every: field.count({ least: 1, most: 120, seenBy: 'public' }),
		note: field.text()
	}
} as const;
