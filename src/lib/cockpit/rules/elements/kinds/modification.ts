// A modification of a running contract: its version, its object, the ground to be verified, and the new total — never the difference.
import * as field from '../fields.ts';

/** The six grounds of the code of public procurement, each on its own: R2194-1 to R2194-9 (domain facts 1.1). */
export const modificationGrounds = [
	'review-clause',
	'additional',
	'unforeseen',
	'new-holder',
	'not-substantial',
	'low-value'
] as const;
export type ModificationGround = (typeof modificationGrounds)[number];

export const modification = {
	prefix: 'M',
	under: ['contract'],
	fields: {
		version: field.count({ least: 2, most: 999, seenBy: 'public', isRequired: true }),
		what: field.line({ seenBy: 'public', isRequired: true }),
		ground: field.choice(modificationGrounds, { seenBy: 'public' }),
		/** the new total of the contract, without tax; null where it stays */
		total: field.euros({ seenBy: 'public' }),
		/** the new duration from the notification; null where it stays */
		months: field.count({ least: 1, most: 600, seenBy: 'public' }),
		/** who holds it from now on; empty where it stays */
		holder: field.line({ seenBy: 'public' }),
		signedOn: field.day({ seenBy: 'public' }),
		/** to the holder: it takes effect from then on */
		notifiedOn: field.day({ seenBy: 'public' }),
		/** the notice of modification, where one is due (R2194-10) */
		noticeOn: field.day({ seenBy: 'public' }),
		/** its essential data (R2196-1) */
		publishedOn: field.day({ seenBy: 'public' }),
		state: field.choice(['drafted', 'signed', 'given-up'], { seenBy: 'public', isRequired: true }),
		note: field.text({ seenBy: 'restricted' })
	}
} as const;
