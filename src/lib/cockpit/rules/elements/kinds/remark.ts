// What one side of a contract says to the other, about it, a meeting or an incident.
import * as v from 'valibot';
import * as field from '../fields.ts';

export const remark = {
	prefix: 'RQ',
	under: ['contract', 'meeting', 'incident'],
	fields: {
		words: field.text({ isRequired: true }),
		/** the actor who said it */
		by: field.own(v.string(), ''),
		side: field.own<'authority' | 'holder'>(v.picklist(['authority', 'holder']), 'authority'),
		/** ISO moment */
		saidAt: field.own(v.string(), '')
	}
} as const;
