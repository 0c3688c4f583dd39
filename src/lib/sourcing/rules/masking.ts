// Hides the names of economic operators in a text that anybody may read, until the contract is awarded: whole names, however they are spelt.
import { strongPlaces } from '../../texts/rules/marks.ts';

/** An economic operator that the team names for a project. */
export interface Operator {
	readonly name: string;
	/** other ways to write it: an acronym, a brand, the name without its article */
	readonly variants: readonly string[];
}

/** One letter or figure of a text, as it is compared, with the place in the text from which it comes. */
interface Sign {
	/** a lower-case letter without its accent or a figure; empty for what stands between words */
	readonly folded: string;
	readonly from: number;
	readonly to: number;
}

const ligatures: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' };
/** what is seen nowhere, and cuts no word: a soft hyphen, a zero-width space, a mark of direction, an accent that stands alone */
const unseen = /[\p{Cf}\p{M}\u034f\u115f\u1160\u3164]/u;
const isOfWord = /[\p{L}\p{N}]/u;

/** A text letter by letter, as names are compared: without accents, capitals, nor what is not seen. */
function signsOf(text: string): Sign[] {
	const signs: Sign[] = [];
	let at = 0;
	for (const character of text) {
		const from = at;
		at += character.length;
		if (unseen.test(character)) {
			// an accent that follows its letter goes with it
			const last = signs.at(-1);
			if (last) signs[signs.length - 1] = { ...last, to: at };
			continue;
		}
		const plain = [...(ligatures[character.toLowerCase()] ?? character.normalize('NFKD').toLowerCase())].filter((one) => !unseen.test(one));
		if (plain.length === 0 || !plain.some((one) => isOfWord.test(one))) signs.push({ folded: '', from, to: at });
		else for (const one of plain) signs.push({ folded: isOfWord.test(one) ? one : '', from, to: at });
	}
	return signs;
}

/** The words of a name: « Fourchette  libre » and « FOURCHETTE-LIBRE » are one. */
function wordsOf(name: string): string[] {
	const words = [''];
	for (const { folded } of signsOf(name)) {
		if (folded === '') words.push('');
		else words[words.length - 1] += folded;
	}
	return words.filter((word) => word !== '');
}

/** The article at the head of a name is contracted in a sentence: « des Paniers du Gué ». What remains counts by itself from two words on: « La Poste » does not hide a poste. */
function withoutArticle(name: string): string | undefined {
	const rest = name.trim().replace(/^(?:(?:les?|la|the)\s+|l['’ʼ]\s*)/iu, '');
	return rest !== name.trim() && /[\p{L}\p{N}][^\p{L}\p{N}]+[\p{L}\p{N}]/u.test(rest) ? rest : undefined;
}

/** The fewest letters or figures of a name: with one, every initial would be hidden. */
export const fewestLetters = 2;

/** A name as it is compared: its words, of folded letters. */
type Way = readonly string[];

/** Every way in which the operators may be named, without repetition; names too short to be hidden are left out. */
export function waysToName(operators: readonly Operator[]): readonly Way[] {
	const named = operators.flatMap(({ name, variants }) => [name, ...variants]);
	const all = named.flatMap((one) => [wordsOf(one), wordsOf(withoutArticle(one) ?? '')]).filter((words) => isLongEnough(words.join('')));
	return [...new Map(all.map((words) => [words.join(' '), words])).values()];
}

const isLongEnough = (letters: string) => [...letters].length >= fewestLetters;

/** Whether a name can be hidden at all. */
export const canBeHidden = (name: string): boolean => isLongEnough(wordsOf(name).join(''));

interface Span {
	readonly from: number;
	readonly to: number;
}

/** Between two words of one name: a space, an apostrophe, a dash and what a line break adds. */
const widestGap = 4;

/** The place of the last letter of a name that begins at `start` and ends a word; undefined when it is not there. Its words may be written as one. */
function endOf(signs: readonly Sign[], start: number, words: Way): number | undefined {
	let at = start;
	for (const [nth, word] of words.entries()) {
		for (let gap = 0; nth > 0 && gap < widestGap && signs[at]?.folded === ''; gap += 1) at += 1;
		for (const letter of word) {
			if (signs[at]?.folded !== letter) return undefined;
			at += 1;
		}
	}
	return (signs[at]?.folded ?? '') === '' ? at - 1 : undefined;
}

/** Where names stand among these letters. */
function placesOf(signs: readonly Sign[], byFirst: ReadonlyMap<string, readonly Way[]>): Span[] {
	const places: Span[] = [];
	for (const [start, { folded, from }] of signs.entries()) {
		if (folded === '' || (start > 0 && signs[start - 1]!.folded !== '')) continue;
		for (const words of byFirst.get(folded) ?? []) {
			const end = endOf(signs, start, words);
			if (end !== undefined) places.push({ from, to: signs[end]!.to });
		}
	}
	return places;
}

/** Where names stand, in the order of the text; names that overlap make one span. Read with the marks of what is important, and as it is shown, without them: « **F**ourchette ». */
function spansOf(text: string, ways: readonly Way[]): Span[] {
	const signs = signsOf(text);
	const byFirst = Map.groupBy(ways, (words) => [...words[0]!][0]!);
	const marks = new Set([...text.matchAll(/\*{2,}/g)].flatMap(({ index, 0: stars }) => [...stars].map((_, nth) => index + nth)));
	const places = [...placesOf(signs, byFirst), ...(marks.size > 0 ? placesOf(signs.filter(({ from }) => !marks.has(from)), byFirst) : [])];
	const joined: Span[] = [];
	for (const { from, to } of places.sort((a, b) => a.from - b.from)) {
		const last = joined.at(-1);
		if (last && from < last.to) joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, to) };
		else joined.push({ from, to });
	}
	return joined;
}

/** What stands in the place of a span: with the mark that it takes away from its pair, so that what is left is shown as it was. */
function inItsPlace(replacement: string, { from, to }: Span, strong: readonly { readonly start: number; readonly end: number }[]): string {
	const isWithin = (mark: number) => mark >= from && mark < to;
	const opened = strong.filter(({ start }) => isWithin(start - 2)).length;
	const closed = strong.filter(({ end }) => isWithin(end)).length;
	return `${opened > closed ? '**' : ''}${replacement}${closed > opened ? '**' : ''}`;
}

/**
 * The text with each name of an operator replaced (SO20, SO21). Compared without capitals, accents, apostrophes, spaces, dashes or marks; whole
 * names only: « Pain » is not in « copain »; « l’Épi » leaves « l’ ». Names that overlap are replaced once, all of them.
 */
export function hideOperators(text: string, operators: readonly Operator[], replacement: string): string {
	return hideWays(text, waysToName(operators), replacement);
}

function hideWays(text: string, ways: readonly Way[], replacement: string): string {
	if (ways.length === 0) return text;
	let hidden = '';
	let at = 0;
	const strong = strongPlaces(text);
	for (const span of spansOf(text, ways)) {
		hidden += text.slice(at, span.from) + inItsPlace(replacement, span, strong);
		at = span.to;
	}
	return hidden + text.slice(at);
}

/** The same, in every text of a piece of data; the names of its fields stay. */
export function hideInAll<Data>(data: Data, operators: readonly Operator[], replacement: string): Data {
	const ways = waysToName(operators);
	const hide = (value: unknown): unknown => {
		if (typeof value === 'string') return hideWays(value, ways, replacement);
		if (Array.isArray(value)) return value.map(hide);
		if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hide(one)]));
		return value;
	};
	return hide(data) as Data;
}
