// A contract or a partnership in execution: with whom, for how much, until when, and how the two sides talk to each other.
import * as v from 'valibot';
import * as field from '../fields.ts';

export const contractForms = ['public-contract', 'framework', 'subsequent', 'agreement', 'pact'] as const;
export type ContractForm = (typeof contractForms)[number];
export const contractStates = ['to-sign', 'running', 'suspended', 'over', 'terminated'] as const;
export type ContractState = (typeof contractStates)[number];

/** Of the published data of public procurement; its own file validates it by its version. */
const published = v.looseObject({ version: v.number() });

export const contract = {
	prefix: 'C',
	under: ['line'],
	fields: {
		object: field.line({ seenBy: 'public', isRequired: true }),
		form: field.choice(contractForms, { seenBy: 'public' }),
		reference: field.line({ seenBy: 'public' }),
		holder: field.line({ seenBy: 'public', isRequired: true }),
		siret: field.line({ seenBy: 'public' }),
		notifiedOn: field.day({ seenBy: 'public' }),
		/** months from the notification */
		months: field.count({ least: 1, most: 600, seenBy: 'public' }),
		/** where it ends on another day than its months say */
		endsOn: field.day({ seenBy: 'public' }),
		/** as first signed, without tax: modifications say the new total */
		amount: field.euros({ seenBy: 'public' }),
		maximum: field.euros({ seenBy: 'public' }),
		state: field.choice(contractStates, { seenBy: 'public' }),
		indicators: field.references('indicator', { seenBy: 'public' }),
		contact: field.line(),
		holderContact: field.line(),
		rhythm: field.line(),
		delays: field.line(),
		progressPlan: field.text(),
		note: field.text({ seenBy: 'restricted' }),
		/** memberships of the project to whom it is opened: its holder's people */
		openedTo: field.own<readonly string[]>(v.array(v.string()), [], { seenBy: 'restricted' }),
		decp: field.own(v.nullable(published), null, { seenBy: 'public' })
	}
} as const;
