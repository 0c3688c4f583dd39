import { m } from '#lib/words/messages.js';
import type { EntryMoveRefusal, EntryRefusal, FamilyRefusal } from '../rules/canvas.ts';
import type { AwardRefusal, OperatorRefusal } from '../rules/operators.ts';
import { noteSentence } from './noteRefusals.ts';

/** What whoever keeps the canvas may be told. */
export const refusals = {
	'family-missing': () => m.sourcing_refused_family_missing(),
	'family-too-long': () => m.sourcing_refused_family_too_long(),
	'chapter-unknown': () => m.sourcing_refused_chapter_unknown(),
	'entry-missing': () => m.sourcing_refused_entry_missing(),
	'entry-too-long': () => m.sourcing_refused_entry_too_long(),
	'source-too-long': () => m.sourcing_refused_source_too_long(),
	'entry-day-unreadable': () => m.sourcing_refused_entry_day_unreadable(),
	'verification-incomplete': () => m.sourcing_refused_verification_incomplete(),
	'verification-in-the-future': () => m.sourcing_refused_verification_in_the_future(),
	'entry-unknown': () => m.sourcing_refused_entry_unknown(),
	'entry-changed-meanwhile': () => m.sourcing_refused_entry_changed_meanwhile(),
	'entry-withdrawn': () => m.sourcing_refused_entry_withdrawn(),
	'entry-not-withdrawn': () => m.sourcing_refused_entry_not_withdrawn(),
	'entry-unchanged': () => m.sourcing_refused_entry_unchanged(),
	'operator-missing': () => m.sourcing_refused_operator_missing(),
	'operator-too-short': () => m.sourcing_refused_operator_too_short(),
	'operator-too-long': () => m.sourcing_refused_operator_too_long(),
	'operator-variants-too-many': () => m.sourcing_refused_operator_variants_too_many(),
	'operator-unknown': () => m.sourcing_refused_operator_unknown(),
	'award-day-missing': () => m.sourcing_refused_award_day_missing(),
	'award-in-the-future': () => m.sourcing_refused_award_in_the_future(),
	'award-not-said': () => m.sourcing_refused_award_not_said()
} satisfies Record<FamilyRefusal | EntryRefusal | EntryMoveRefusal | OperatorRefusal | AwardRefusal | 'operator-unknown' | 'award-not-said', () => string>;

/** The sentence of a refusal; one that has no words here is said as something unreadable, never as a code. */
export const sentenceFor = (reason: string | undefined): string | undefined =>
	reason === undefined ? undefined : Object.hasOwn(refusals, reason) ? refusals[reason as keyof typeof refusals]() : (noteSentence(reason) ?? m.sourcing_refused_unreadable());
