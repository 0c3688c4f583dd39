import { expect, test } from 'vitest';
import { countNotes, moveNote, noteLimit, notesEach, writeNote, type NoteMove, type NoteState } from './notes.ts';

const why = (outcome: { accepted: true } | { accepted: false; reason: string }) => (outcome.accepted ? 'accepted' : outcome.reason);
const note = { kind: 'know', text: 'Le pain a un lot à part', namesOperator: false };

test('[SO1] a note is one short text of one of two kinds, and may say that it names a company', () => {
	expect(writeNote({ kind: 'ask', text: '  Combien de jours\n entre récolte\tet assiette ? ', namesOperator: true }, 0)).toEqual({
		accepted: true,
		value: { kind: 'ask', text: 'Combien de jours entre récolte et assiette ?', namesOperator: true }
	});
	expect(why(writeNote({ ...note, kind: 'autre' }, 0))).toBe('note-kind-missing');
	for (const text of ['', ' \n ', '\u200b', '\u202e']) expect(why(writeNote({ ...note, text }, 0))).toBe('note-missing');
	expect(why(writeNote({ ...note, text: 'é'.normalize('NFD').repeat(noteLimit) }, 0))).toBe('accepted');
	expect(why(writeNote({ ...note, text: 'e'.repeat(noteLimit + 1) }, 0))).toBe('note-too-long');
	expect([why(writeNote(note, notesEach - 1)), why(writeNote(note, notesEach))]).toEqual(['accepted', 'notes-too-many']);
});

test.each<[NoteState, NoteMove, string]>([
	['unsorted', 'sort', 'sorted'],
	['unsorted', 'set-aside', 'aside'],
	['unsorted', 'withdraw', 'withdrawn'],
	['unsorted', 'put-back', 'note-not-aside'],
	['sorted', 'sort', 'note-already-sorted'],
	['sorted', 'set-aside', 'note-already-sorted'],
	['sorted', 'withdraw', 'note-already-sorted'],
	['sorted', 'put-back', 'note-not-aside'],
	['aside', 'put-back', 'unsorted'],
	['aside', 'sort', 'note-already-sorted'],
	['aside', 'withdraw', 'note-already-sorted'],
	['withdrawn', 'sort', 'note-already-sorted'],
	['withdrawn', 'put-back', 'note-not-aside']
])('[SO4] [SO5] a note %s: %s → %s', (state, move, expected) => {
	const moved = moveNote(state, move);
	expect(moved.accepted ? moved.value : moved.reason).toBe(expected);
});

test('[SO3] the wall counts the notes that stand, by kind', () => {
	const of = (kind: 'know' | 'ask', state: NoteState) => ({ kind, state });
	expect(countNotes([of('know', 'unsorted'), of('know', 'sorted'), of('ask', 'unsorted'), of('ask', 'withdrawn'), of('know', 'aside')])).toEqual({ know: 2, ask: 1, unsorted: 2 });
});
