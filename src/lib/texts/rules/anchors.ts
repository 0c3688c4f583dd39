// Finds again, in a later version, what somebody pointed at: an anchor is never lost in silence.
import type { Passage, Version } from './passages.ts';
import { compareWords, type Budget } from './words.ts';

export interface Anchor {
	readonly passageId: string;
	/** the version in which it was laid */
	readonly version: number;
	/** words of the passage; empty for the passage as a whole */
	readonly quote: string;
}

/** From `start` to `end`, not included, in UTF-16 units of the passage's text. */
export interface Place {
	readonly start: number;
	readonly end: number;
}

export type Located =
	/** where it was laid, or the whole passage */
	| { readonly state: 'stands'; readonly place: Place }
	/** further on or back in its passage */
	| { readonly state: 'moved'; readonly place: Place }
	/** the passage stands, the quote does not; `place`: what stands in its stead, null when nothing does */
	| { readonly state: 'changed'; readonly place: Place | null }
	/** the passage is no more, since this version; its last words, or the quote when no version given holds it */
	| { readonly state: 'gone'; readonly since: number; readonly lastText: string };

function placesOf(quote: string, text: string): Place[] {
	const places: Place[] = [];
	for (let start = text.indexOf(quote); start >= 0; start = text.indexOf(quote, start + 1)) places.push({ start, end: start + quote.length });
	return places;
}

/** Where a stretch of one wording stands in another, with the words put in its stead. */
function carry({ start, end }: Place, before: string, after: string, budget: Budget): Place {
	const carried = { start: 0, end: 0 };
	let [old, now] = [0, 0];
	const segments = compareWords(before, after, budget);
	for (const [index, { kind, text }] of segments.entries()) {
		if (kind === 'added') {
			now += text.length;
			continue;
		}
		const next = segments[index + 1];
		const stead = kind === 'kept' ? text.length : next?.kind === 'added' ? next.text.length : 0;
		const until = old + text.length;
		if (old <= start && start < until) carried.start = now + (kind === 'kept' ? start - old : 0);
		if (old < end && end <= until) carried.end = now + (kind === 'kept' ? end - old : stead);
		old = until;
		if (kind === 'kept') now += text.length;
	}
	return carried;
}

function withoutBlanks({ start, end }: Place, text: string): Place | null {
	const words = text.slice(start, end);
	const length = words.trim().length;
	const from = start + words.length - words.trimStart().length;
	return length > 0 ? { start: from, end: from + length } : null;
}

/**
 * Where an anchor stands in the last of these versions (TE12, TE13): `gone` exactly when its passage is not in it.
 * `versions` holds the chain, the anchor's own version included, until the one asked about; where the quote stands several times, the place that follows
 * from the first one in the anchor's version is meant. `budget`: what comparing may still cost, one for all the anchors that are asked about together; once it is
 * spent, a quote that changed stands anywhere in its passage, and of several the first is meant.
 */
export function locate(anchor: Anchor, versions: readonly Version[], budget: Budget): Located {
	const { passageId, quote } = anchor;
	const inOrder = [...versions].sort((a, b) => a.number - b.number);
	const passageIn = (version: Version | undefined): Passage | undefined => version?.passages.find(({ id }) => id === passageId);
	const text = passageIn(inOrder.at(-1))?.text;
	if (text === undefined) {
		const last = inOrder.findLastIndex((version) => passageIn(version) !== undefined);
		return {
			state: 'gone',
			since: inOrder[last + 1]?.number ?? anchor.version,
			lastText: passageIn(inOrder[last])?.text ?? quote
		};
	}
	if (quote === '') return { state: 'stands', place: { start: 0, end: text.length } };

	const original = passageIn(inOrder.find(({ number }) => number === anchor.version))?.text;
	const laid = original === undefined ? undefined : placesOf(quote, original)[0];
	const found = placesOf(quote, text);
	// a quote that stands once needs no comparison
	const expected = laid && original !== undefined && found.length !== 1 ? carry(laid, original, text, budget) : undefined;
	if (found.length > 0) {
		const distance = ({ start }: Place) => Math.abs(start - (expected?.start ?? 0));
		const place = found.reduce((nearest, one) => (distance(one) < distance(nearest) ? one : nearest));
		return { state: laid && place.start !== laid.start ? 'moved' : 'stands', place };
	}
	return { state: 'changed', place: expected ? withoutBlanks(expected, text) : null };
}
