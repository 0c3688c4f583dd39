import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, readPassages, readPassageText, type Edit } from './editing.ts';
import { passageLimit, passagesAtMost, type Passage } from './passages.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const passage = (number: number, text: string, kind: Passage['kind'] = 'paragraph'): Passage => ({ id: id(number), kind, text });

describe('the text of a passage', () => {
	const cases: [string, string, string][] = [
		['[TE1] lines are kept, blanks around are not', '  un\r\ndeux  ', 'un\ndeux'],
		['[TE1] accents are composed', 'pre\u0301sente', 'présente'],
		['[TE1] also when something unseen stood between a letter and its accent', 'pre\ufeff\u0301sente', 'présente'],
		['[TE1] what cannot be stored is left out', 'a\u0000b\u0007c', 'abc'],
		['[TE1] what would turn the line around is left out', 'a\u202eb\u2066c', 'abc'],
		['[TE1] half a character is replaced', 'a\ud83d', 'a\ufffd'],
		['[TE1] markup is text like another', '<script>alert(1)</script>', '<script>alert(1)</script>'],
		['[TE1] one empty line at most', 'a\n\n\n\nb', 'a\n\nb'],
		['[TE1] nothing is refused', '', 'passage-missing'],
		['[TE1] blanks are nothing', ' \t\n\u200b ', 'passage-missing'],
		['[TE1] marks around nothing are nothing', '****', 'passage-missing'],
		['[TE1] 4,000 characters are kept', '𝄞'.repeat(passageLimit), '𝄞'.repeat(passageLimit)],
		['[TE1] one more is refused', 'é'.repeat(passageLimit + 1), 'passage-too-long']
	];
	test.each(cases)('%s', (_name, typed, expected) => {
		const outcome = readPassageText(typed);
		expect(outcome.accepted ? outcome.value : outcome.reason).toBe(expected);
	});

	test('[TE1] what was kept once is kept the same twice', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.oneof(fc.constantFrom(' ', '\n', '\u0301', 'e', '\ufeff', '\t', '*', '\ud83d'), fc.string({ unit: 'binary', maxLength: 1 })), maxLength: 60 }), (typed) => {
				const once = readPassageText(typed);
				if (once.accepted) expect(readPassageText(once.value)).toEqual(once);
				else expect(once.reason).toBe('passage-missing');
			}),
			{ seed: 3, numRuns: 500 }
		);
	});
});

describe('a whole text', () => {
	const why = (passages: readonly Passage[]) => {
		const outcome = readPassages(passages);
		return outcome.accepted ? 'accepted' : outcome.reason;
	};
	const many = (count: number, length: number) => Array.from({ length: count }, (_, number) => passage(number, 'a'.repeat(length)));
	const cases: [string, Passage[], string][] = [
		['[TE1] 300 passages, 60,000 characters', many(300, 200), 'accepted'],
		['[TE1] 301 passages', many(passagesAtMost + 1, 1), 'too-many-passages'],
		['[TE1] 60,001 characters', [...many(15, 3_999), passage(90, 'a'.repeat(16))], 'text-too-long'],
		['[TE1] one passage too long', [passage(1, 'a'.repeat(4_001))], 'passage-too-long'],
		['[TE2] one id twice', [passage(1, 'a'), passage(1, 'b')], 'passage-reused'],
		['[TE2] an id that is none', [{ id: 'p1', kind: 'paragraph', text: 'a' }], 'passage-malformed'],
		['[TE2] a kind that is none', [{ id: id(1), kind: 'script' as Passage['kind'], text: 'a' }], 'passage-malformed']
	];
	test.each(cases)('%s', (_name, passages, expected) => {
		expect(why(passages)).toBe(expected);
	});
});

describe('edits', () => {
	const text = [passage(1, 'À table', 'title'), passage(2, 'Un prestataire unique'), passage(3, 'Barquettes recyclables')];
	const shown = (edits: readonly Edit[]) => {
		const outcome = applyEdits(text, edits);
		return outcome.accepted ? outcome.value.map((one) => one.text) : outcome.reason;
	};
	const cases: [string, Edit[], string[] | string][] = [
		['[TE3] one is added after another', [{ do: 'add', after: id(2), passage: passage(4, ' Un pilote ') }], ['À table', 'Un prestataire unique', 'Un pilote', 'Barquettes recyclables']],
		['[TE3] one is added before all', [{ do: 'add', after: null, passage: passage(4, 'Préambule') }], ['Préambule', 'À table', 'Un prestataire unique', 'Barquettes recyclables']],
		['[TE3] one is replaced', [{ do: 'replace', passageId: id(2), text: 'Sept lots' }], ['À table', 'Sept lots', 'Barquettes recyclables']],
		['[TE3] one is removed', [{ do: 'remove', passageId: id(3) }], ['À table', 'Un prestataire unique']],
		['[TE3] the last ones too', [1, 2, 3].map((number) => ({ do: 'remove', passageId: id(number) })), []],
		['[TE3] each stands on those before it', [{ do: 'add', after: id(3), passage: passage(4, 'Un') }, { do: 'add', after: id(4), passage: passage(5, 'Deux') }], ['À table', 'Un prestataire unique', 'Barquettes recyclables', 'Un', 'Deux']],
		['[TE3] one removed and added again has moved', [{ do: 'remove', passageId: id(3) }, { do: 'add', after: id(1), passage: text[2]! }], ['À table', 'Barquettes recyclables', 'Un prestataire unique']],
		['[TE3] nothing to replace', [{ do: 'replace', passageId: id(9), text: 'x' }], 'passage-unknown'],
		['[TE3] nothing to remove', [{ do: 'remove', passageId: id(9) }], 'passage-unknown'],
		['[TE3] nothing to stand after', [{ do: 'add', after: id(9), passage: passage(4, 'x') }], 'passage-unknown'],
		['[TE2] an id that stands', [{ do: 'add', after: null, passage: passage(2, 'x') }], 'passage-reused'],
		['[TE2] an id that stands, though one of the two goes again', [{ do: 'add', after: null, passage: passage(2, 'x') }, { do: 'remove', passageId: id(2) }], 'passage-reused'],
		['[TE1] an empty replacement', [{ do: 'replace', passageId: id(2), text: '  ' }], 'passage-missing'],
		['[TE1] an endless replacement', [{ do: 'replace', passageId: id(2), text: 'a'.repeat(4_001) }], 'passage-too-long'],
		['[TE3] the same words', [{ do: 'replace', passageId: id(2), text: ' Un prestataire unique\n' }], 'nothing-changed'],
		['[TE3] no edit', [], 'nothing-changed'],
		['[TE3] one bad edit undoes the good ones', [{ do: 'remove', passageId: id(3) }, { do: 'remove', passageId: id(3) }], 'passage-unknown']
	];
	test.each(cases)('%s', (_name, edits, expected) => {
		expect(shown(edits)).toEqual(expected);
		expect(text).toHaveLength(3);
	});
});
