// Finds cards by words, whatever their accents and capitals.
import { foldedLetters } from '../../texts/rules/signs.ts';

/** A text as it is searched: no accents, no capitals, one apostrophe, one blank. */
export const asSearched = (text: string): string => foldedLetters(text).replace(/[’‘ʼ]/gu, "'").replace(/\s+/gu, ' ').trim();

/** The cards that hold every word asked for, in their order; none for a question without a letter or a figure (BO34). */
export function findCards<Card extends { readonly text: string }>(cards: readonly Card[], asked: string): Card[] {
	const words = asSearched(asked).split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word));
	if (words.length === 0) return [];
	return cards.filter(({ text }) => {
		const searched = asSearched(text);
		return words.every((word) => searched.includes(word));
	});
}
