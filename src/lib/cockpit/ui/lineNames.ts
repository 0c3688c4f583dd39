import type { FieldOf } from '../rules/elements/kinds.ts';

/** What any line says, whatever its mode. */
export const lineNames = [
	'object',
	'vision',
	'actors',
	'begins',
	'ends',
	'needs',
	'impacts'
] as const satisfies readonly FieldOf<'line'>[];
