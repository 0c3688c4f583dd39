// A point d'étape: when it meets, on what agenda, who was there and what it concluded (COK-9).
import * as v from 'valibot';
import * as field from '../fields.ts';

/** What becomes of the strategy that was put in question. */
export const verdicts = ['kept', 'adapted', 'clause', 'stopped'] as const;
export type Verdict = (typeof verdicts)[number];

/** A point of the agenda, as the cockpit built it; `about` is an element, null for one of the meeting itself. */
const point = v.object({
	what: v.picklist(['questioning', 'line', 'late', 'soon', 'measurement', 'answers', 'conclude']),
	about: v.nullable(v.string()),
	words: v.string()
});
export type AgendaPoint = v.InferOutput<typeof point>;

export const checkpoint = {
	prefix: 'PE',
	under: ['questioning'],
	mayStandAlone: true,
	fields: {
		on: field.day({ isRequired: true }),
		at: field.line(),
		place: field.line(),
		invited: field.text(),
		agenda: field.own<readonly AgendaPoint[]>(v.array(point), []),
		present: field.text(),
		verdict: field.own<Verdict | null>(v.nullable(v.picklist(verdicts)), null),
		conclusions: field.own(v.string(), '')
	}
} as const;
