// A document of one of a line's panels, or of a contract: a file kept here, or where it is read.
import * as v from 'valibot';
import * as field from '../fields.ts';

/** The four panels of a line (COK-4), the discussion being one of threads. */
export const panels = ['initial', 'evaluation', 'legal'] as const;
export type Panel = (typeof panels)[number];

export const document = {
	prefix: 'D',
	under: ['line', 'contract'],
	mayStandAlone: true,
	fields: {
		title: field.line({ isRequired: true }),
		panel: field.choice(panels, { isRequired: true }),
		file: field.own<string | null>(v.nullable(v.string()), null),
		where: field.line(),
		note: field.text()
	}
} as const;
