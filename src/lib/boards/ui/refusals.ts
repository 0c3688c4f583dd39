import { m } from '#lib/words/messages.js';
import type { GateRefusal } from '../server/gate.ts';

const any = () => m.boards_refused_any();

/** Most of these no screen of ours can send: whoever meets one reads that it did not go through. */
export const refusals = {
	'board-frozen': () => m.boards_refused_frozen(),
	'zone-frozen': () => m.boards_refused_zone_frozen(),
	'not-a-writer': () => m.boards_refused_not_a_writer(),
	'text-too-long': () => m.boards_refused_too_long(),
	'too-many-texts': () => m.boards_refused_too_many(),
	'too-big': () => m.boards_refused_too_many(),
	'too-much': () => m.boards_refused_too_much(),
	'whole-too-long': any,
	'too-many-passages': any,
	'signs-unknown': any,
	'board-full': () => m.boards_refused_full(),
	'words-kept': () => m.boards_refused_words_kept(),
	'card-kept': any,
	'id-taken': any,
	'field-unknown': any,
	'value-unknown': any,
	'shape-unknown': any,
	'foreign-client': any,
	unreadable: any,
	gap: any
} satisfies Record<GateRefusal | 'too-much', () => string>;

export const endings = {
	nobody: () => m.boards_ended_nobody(),
	'no-right': () => m.boards_ended_no_right(),
	unknown: () => m.boards_ended_unknown()
} satisfies Record<string, () => string>;

export const refusalInWords = (reason: string): string =>
	Object.hasOwn(refusals, reason) ? refusals[reason as GateRefusal]() : Object.hasOwn(endings, reason) ? endings[reason as keyof typeof endings]() : any();
