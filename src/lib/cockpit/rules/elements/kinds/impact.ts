// What the strategy wants to change, as the room's matrix named it.
import * as field from '../fields.ts';

export const impact = {
	prefix: 'I',
	under: [],
	fields: {
		name: field.line({ seenBy: 'public', isRequired: true }),
		pillar: field.line({ seenBy: 'public' }),
		note: field.text()
	}
} as const;
