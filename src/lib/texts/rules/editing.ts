// Decides what a passage may hold, and which text some edits make of another.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { passageKinds, passageLimit, passagesAtMost, textLimit, type Passage } from './passages.ts';
import { asKept } from './signs.ts';

export type PassageRefusal = 'passage-missing' | 'passage-too-long';

/** In characters as people count them: an accented letter is one. */
export const lengthOf = (text: string): number => [...text].length;

/**
 * A passage's text as it is kept: composed, without the characters that cannot be seen or stored, without blanks around.
 * Refuses one without anything to read, and one beyond `passageLimit` characters (TE1).
 */
export function readPassageText(typed: string): Outcome<string, PassageRefusal> {
	const text = asKept(typed);
	if (!/[^\s\p{Cf}\p{Mn}*]/u.test(text)) return refused('passage-missing');
	return lengthOf(text) > passageLimit ? refused('passage-too-long') : accepted(text);
}

export type TextRefusal = PassageRefusal | 'passage-malformed' | 'passage-reused' | 'too-many-passages' | 'text-too-long';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A whole text as it is kept: each passage read, its id a uuid that no other bears.
 * Refuses more than `passagesAtMost` passages and more than `textLimit` characters (TE1, TE2).
 */
export function readPassages(typed: readonly Passage[]): Outcome<Passage[], TextRefusal> {
	if (typed.length > passagesAtMost) return refused('too-many-passages');
	const passages: Passage[] = [];
	const ids = new Set<string>();
	let length = 0;
	for (const { id, kind, text } of typed) {
		if (!uuid.test(id) || !passageKinds.includes(kind)) return refused('passage-malformed');
		if (ids.has(id)) return refused('passage-reused');
		const read = readPassageText(text);
		if (!read.accepted) return read;
		ids.add(id);
		length += lengthOf(read.value);
		passages.push({ id, kind, text: read.value });
	}
	return length > textLimit ? refused('text-too-long') : accepted(passages);
}

export type Edit =
	/** `after` null: before all the others */
	| { readonly do: 'add'; readonly after: string | null; readonly passage: Passage }
	| { readonly do: 'replace'; readonly passageId: string; readonly text: string }
	| { readonly do: 'remove'; readonly passageId: string };

export type EditRefusal = TextRefusal | 'passage-unknown' | 'nothing-changed';

export const sameText = (a: readonly Passage[], b: readonly Passage[]): boolean =>
	a.length === b.length && a.every(({ id, kind, text }, place) => id === b[place]!.id && kind === b[place]!.kind && text === b[place]!.text);

/**
 * The text that these edits make, one after the other; all or nothing (TE3).
 * A passage removed and added again under its id by the same edits has moved. Refuses a passage that is not there, an id that stands already,
 * what `readPassages` refuses, and edits after which everything is as before.
 */
export function applyEdits(passages: readonly Passage[], edits: readonly Edit[]): Outcome<Passage[], EditRefusal> {
	const text = [...passages];
	const placeOf = (id: string) => text.findIndex((passage) => passage.id === id);
	for (const edit of edits) {
		if (edit.do === 'add') {
			const { after, passage } = edit;
			const before = after === null ? -1 : placeOf(after);
			if (after !== null && before < 0) return refused('passage-unknown');
			if (placeOf(passage.id) >= 0) return refused('passage-reused');
			text.splice(before + 1, 0, passage);
			continue;
		}
		const place = placeOf(edit.passageId);
		if (place < 0) return refused('passage-unknown');
		if (edit.do === 'remove') text.splice(place, 1);
		else text[place] = { ...text[place]!, text: edit.text };
	}
	const read = readPassages(text);
	if (read.accepted && sameText(passages, read.value)) return refused('nothing-changed');
	return read;
}
