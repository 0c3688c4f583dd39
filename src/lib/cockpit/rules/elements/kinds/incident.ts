// Something that went wrong in the execution of a contract: how serious, what each side answers, when it was closed.
import * as field from '../fields.ts';

export const severities = ['minor', 'serious', 'blocking'] as const;
export type Severity = (typeof severities)[number];

export const incident = {
	prefix: 'IN',
	under: ['contract'],
	fields: {
		on: field.day({ isRequired: true }),
		what: field.line({ isRequired: true }),
		severity: field.choice(severities, { isRequired: true }),
		detail: field.text(),
		owner: field.line(),
		answer: field.text(),
		holderAnswer: field.text(),
		closedOn: field.day()
	}
} as const;
