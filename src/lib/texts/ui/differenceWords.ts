import { m } from '#lib/words/messages.js';
import { dress, type Shown } from '../rules/words.ts';
import type { PassageDifference, Tally } from '../rules/differences.ts';

/** « 4 passages changés, 2 ajoutés, 1 retiré » */
export function tallyInWords({ changed, added, removed, moved }: Tally): string {
	const parts = [
		{ count: changed, first: m.texts_tally_changed_first, then: m.texts_tally_changed },
		{ count: added, first: m.texts_tally_added_first, then: m.texts_tally_added },
		{ count: removed, first: m.texts_tally_removed_first, then: m.texts_tally_removed },
		{ count: moved, first: m.texts_tally_moved_first, then: m.texts_tally_moved }
	].filter(({ count }) => count > 0);
	if (parts.length === 0) return m.texts_tally_none();
	return parts.map(({ count, first, then }, place) => (place === 0 ? first({ count }) : then({ count }))).join(', ');
}

/** What happened to a passage, in words; undefined for one that stands as it was. */
export function changeInWords({ change, isMoved }: PassageDifference): string | undefined {
	if (change === 'kept') return undefined;
	if (change === 'changed' && isMoved) return m.texts_passage_changed_moved();
	return { added: m.texts_passage_added, removed: m.texts_passage_removed, changed: m.texts_passage_changed, moved: m.texts_passage_moved }[change]();
}

const becomes = {
	title: () => m.texts_becomes_title(),
	heading: () => m.texts_becomes_heading(),
	paragraph: () => m.texts_becomes_paragraph(),
	item: () => m.texts_becomes_item()
};

export const isBlank = ({ text }: Shown): boolean => !/\S/u.test(text);

/** The words as they are shown: blanks alone bear no mark, those removed are gone. */
export const shownWords = ({ segments }: PassageDifference): Shown[] =>
	dress(segments)
		.filter((one) => one.kind !== 'removed' || !isBlank(one))
		.map((one) => (isBlank(one) ? { ...one, kind: 'kept' } : one));

/** What marked words do not tell of a change: another kind of passage, or blanks alone. */
export function remarkOn(difference: PassageDifference): string | undefined {
	const { change, before, after } = difference;
	if (change !== 'changed') return undefined;
	if (before!.kind !== after!.kind) return becomes[after!.kind]();
	return shownWords(difference).every(({ kind }) => kind === 'kept') ? m.texts_only_blanks() : undefined;
}
