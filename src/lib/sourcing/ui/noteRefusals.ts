import { m } from '#lib/words/messages.js';
import type { NoteMoveRefusal, NoteRefusal } from '../rules/notes.ts';

/** What whoever notes or sorts may be told, on any screen. */
export const refusals = {
	'note-kind-missing': () => m.sourcing_refused_note_kind_missing(),
	'note-missing': () => m.sourcing_refused_note_missing(),
	'note-too-long': () => m.sourcing_refused_note_too_long(),
	'notes-too-many': () => m.sourcing_refused_notes_too_many(),
	'note-unknown': () => m.sourcing_refused_note_unknown(),
	'note-already-sorted': () => m.sourcing_refused_note_already_sorted(),
	'note-not-aside': () => m.sourcing_refused_note_not_aside(),
	'family-missing': () => m.sourcing_refused_family_missing(),
	'chapter-unknown': () => m.sourcing_refused_chapter_unknown(),
	'sorting-not-yours': () => m.sourcing_refused_sorting_not_yours()
} satisfies Record<NoteRefusal | NoteMoveRefusal | 'family-missing' | 'chapter-unknown' | 'sorting-not-yours', () => string>;

/** Undefined for a refusal that is not of the notes: the room's own have their words elsewhere. */
export const noteSentence = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(refusals, reason) ? refusals[reason as keyof typeof refusals]() : undefined);
