// What the form of the pen works out by itself: the words that it begins with, and whether those that amendments brought still stand.
import { withHunks, type Hunk } from '../../texts/rules/hunks.ts';
import type { Passage } from '../../texts/rules/passages.ts';

/** The passage as the ticked amendments ask for it, in their order, and the codes of those that somebody must work in by hand: of them nothing is written (MO157). */
export function penBegins(current: string, ticked: readonly { readonly code: string; readonly asked: readonly Hunk[] | null }[]): { readonly text: string; readonly byHand: readonly string[] } {
	const { text, left } = withHunks(
		current,
		ticked.map(({ asked }) => asked)
	);
	return { text, byHand: left.map((place) => ticked[place]!.code) };
}

/** What an integrated amendment has brought into one passage. */
export interface Contribution {
	/** of the amendment */
	readonly id: string;
	readonly code: string;
	/** the version that brought it */
	readonly version: number;
	readonly passageId: string;
	/** as they were read then */
	readonly said: string;
	/** those that tell it apart, in small letters, each once; never empty */
	readonly words: readonly string[];
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** The words by which a text is known again: figures, and words of four letters and more where there are any (MO158). */
export function tellingWords(text: string): string[] {
	const words = [...new Set(wordsIn(text))];
	const telling = words.filter((word) => word.length >= 4 || /\p{N}/u.test(word));
	return telling.length > 0 ? telling : words;
}

/** Whether half of its words at least are read in its passage; where the passage is gone, in one other (MO158). */
export function isStanding({ passageId, words }: Pick<Contribution, 'passageId' | 'words'>, passages: readonly Pick<Passage, 'id' | 'text'>[]): boolean {
	const own = passages.filter(({ id }) => id === passageId);
	return (own.length > 0 ? own : passages).some(({ text }) => {
		const read = new Set(wordsIn(text));
		return words.filter((word) => read.has(word)).length * 2 >= words.length;
	});
}

/** What a version of these passages would no longer say (MO158). */
export const lostIn = (contributions: readonly Contribution[], passages: readonly Pick<Passage, 'id' | 'text'>[]): Contribution[] => contributions.filter((one) => !isStanding(one, passages));
