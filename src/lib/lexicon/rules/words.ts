// Decides what a word of the lexicon is, when two are the same, and which words of a text one may tap.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { foldedLetters } from '../../texts/rules/signs.ts';

/** In characters as people count them. */
export const wordLimit = 60;
export const meaningLimit = 400;
/** More than anybody taps in a half-day, fewer than it takes to drown the others. */
export const tapsEach = 40;

export type WordRefusal = 'word-missing' | 'word-too-long';
export type MeaningRefusal = 'meaning-missing' | 'meaning-too-long';

/** « l’allotissement », « qu’un », « jusqu’à »: what stands before the apostrophe is no part of the word. */
const elided = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=[\p{L}\p{N}])/iu;
const around = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}²³°%€]+$/gu;

/** Composed, without what cannot be seen or stored, blanks made one. */
const tidy = (typed: string): string =>
	typed
		// composing a flood of accents costs the square of their number
		.slice(0, 4_000)
		.toWellFormed()
		.normalize('NFC')
		.replace(/[\p{Cc}\p{Cf}]/gu, (character) => (/\s/u.test(character) ? ' ' : ''))
		.replace(/\s+/gu, ' ')
		.trim();

const lengthOf = (text: string) => [...text].length;

/** The word as it is read: without the punctuation around it nor the article elided before it; its capitals stay, they may be an acronym's. */
export const bareWord = (typed: string): string => {
	const word = tidy(typed).replace(around, '');
	const rest = word.replace(elided, '');
	// « l’aujourd’hui » loses one article, « aujourd’hui » none
	return rest === '' ? word : rest;
};

/** The word as it is compared: bare, in lower case, without accents; ligatures are two letters (LE1). */
export const keyOf = (typed: string): string =>
	foldedLetters(bareWord(typed))
		.replace(/[’ʼ]/g, "'")
		.replace(/[‐‑–]/g, '-');

export interface Word {
	readonly word: string;
	readonly key: string;
}

/** A word, or the few words of an expression, as it is kept. Refuses one without a letter or a figure, and one beyond `wordLimit` characters (LE2). */
export function readWord(typed: string): Outcome<Word, WordRefusal> {
	const word = bareWord(typed);
	const key = keyOf(word);
	if (!/[\p{L}\p{N}]/u.test(key)) return refused('word-missing');
	return lengthOf(word) > wordLimit ? refused('word-too-long') : accepted({ word, key });
}

/** What a word means, in plain words. Refuses an empty meaning, and one beyond `meaningLimit` characters (LE2). */
export function readMeaning(typed: string): Outcome<string, MeaningRefusal> {
	const meaning = tidy(typed);
	if (!/[\p{L}\p{N}]/u.test(meaning)) return refused('meaning-missing');
	return lengthOf(meaning) > meaningLimit ? refused('meaning-too-long') : accepted(meaning);
}

export interface Piece {
	readonly text: string;
	/** the word that a tap on this piece tells; undefined for what lies between words, and for the small words of grammar */
	readonly word?: Word;
}

const inText = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’ʼ‐‑-](?=[\p{L}\p{N}])|[²³])*/gu;
const isAcronym = (word: string) => /^\p{Lu}[\p{Lu}\p{N}²³-]*$/u.test(word) && lengthOf(word) > 1;

/** Three letters at least, or an acronym: « le », « de » and « à » trip nobody, and would be as many stops for a keyboard. */
const isTappable = ({ word, key }: Word) => /\p{L}/u.test(key) && (lengthOf(key) >= 3 || isAcronym(word));

/**
 * A text cut into its words and what lies between them; put together again, the pieces are the text (LE5).
 * Marks of emphasis (`**`) are left out: they are not read.
 */
export function piecesOf(text: string): Piece[] {
	const plain = text.replaceAll('**', '');
	const pieces: Piece[] = [];
	let from = 0;
	const add = (piece: Piece) => {
		const last = pieces.at(-1);
		if (piece.text === '') return;
		if (last && !last.word && !piece.word) pieces[pieces.length - 1] = { text: last.text + piece.text };
		else pieces.push(piece);
	};
	for (const found of plain.matchAll(inText)) {
		add({ text: plain.slice(from, found.index) });
		// the elided article is read, and is not part of what one taps
		const article = elided.exec(found[0])?.[0] ?? '';
		const text = found[0].slice(article.length);
		const word = { word: bareWord(text), key: keyOf(text) };
		add({ text: article });
		add(isTappable(word) && lengthOf(word.word) <= wordLimit ? { text, word } : { text });
		from = found.index + found[0].length;
	}
	add({ text: plain.slice(from) });
	return pieces;
}

export interface Tap extends Word {
	readonly seatId: string;
}

/** A word that trips, and how many people: never who. */
export interface StuckWord extends Word {
	readonly seats: number;
}

/** The words that trip, the most shared first, each in the form that most people met; only the seats given count, each once a word (LE3, LE4). */
export function countTaps(taps: readonly Tap[], present: ReadonlySet<string>): StuckWord[] {
	const byKey = new Map<string, Map<string, string>>();
	for (const { key, word, seatId } of taps) {
		if (!present.has(seatId)) continue;
		const own = byKey.get(key) ?? new Map<string, string>();
		if (!own.has(seatId)) own.set(seatId, word);
		byKey.set(key, own);
	}
	const inOrder = new Intl.Collator('fr', { caseFirst: 'lower' });
	const formOf = (words: readonly string[]) => {
		const counts = new Map<string, number>();
		for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
		return [...counts].sort(([a, n], [b, m]) => m - n || inOrder.compare(a, b))[0]![0];
	};
	return [...byKey]
		.map(([key, own]) => ({ key, word: formOf([...own.values()]), seats: own.size }))
		.sort((a, b) => b.seats - a.seats || inOrder.compare(a.key, b.key));
}

/** A word that the project explains. */
export interface Entry extends Word {
	readonly meaning: string;
}

/** What a hand knows of the lexicon: the words explained, and those that this very seat has tapped. */
export interface LexiconInHand {
	readonly entries: readonly Entry[];
	readonly stuck: readonly Word[];
}

export interface Part extends Piece {
	readonly entry?: Entry;
}

const wordsOf = (key: string) => key.split(/[^\p{L}\p{M}\p{N}²³]+/u).length;

/**
 * The pieces of a text, the words and expressions that the lexicon explains among them; put together again they are the text, mark for mark (LE8).
 * Of two that begin at one word the longer is taken.
 */
export function partsOf(text: string, entries: readonly Entry[]): Part[] {
	// a star without its pair is read
	const pieces = text.split(/(\*\*)/).flatMap((run) => (run === '**' ? [{ text: run }] : piecesOf(run)));
	if (entries.length === 0) return pieces;
	const byKey = new Map(entries.map((entry) => [entry.key, entry]));
	// between two words of an expression stands one piece
	const reach = 2 * Math.max(...entries.map(({ key }) => wordsOf(key))) - 1;
	const parts: Part[] = [];
	for (let from = 0; from < pieces.length; ) {
		let until = pieces[from]!.word ? Math.min(from + reach, pieces.length) : from;
		let entry: Entry | undefined;
		for (; until > from && !entry; until -= 1) {
			if (!pieces[until - 1]!.word) continue;
			entry = byKey.get(keyOf(pieces.slice(from, until).map((piece) => piece.text).join('')));
			if (entry) break;
		}
		if (!entry) parts.push(pieces[from]!);
		else parts.push({ text: pieces.slice(from, until).map((piece) => piece.text).join(''), word: pieces[from]!.word!, entry });
		from = entry ? until : from + 1;
	}
	return parts;
}

/** Each word of a text that one may tap, once, in the order of the dictionary: what a field suggests. */
export function distinctWords(texts: readonly string[]): string[] {
	const byKey = new Map<string, string>();
	for (const { word } of texts.flatMap(piecesOf)) if (word && !byKey.has(word.key)) byKey.set(word.key, word.word);
	const inOrder = new Intl.Collator('fr');
	return [...byKey].sort(([a], [b]) => inOrder.compare(a, b)).map(([, word]) => word);
}
