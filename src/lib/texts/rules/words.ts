// Tells which words were kept, added and removed between two wordings of a passage.
import { diffArrays } from 'diff';
import { strongPlaces } from './marks.ts';

export interface Segment {
	readonly kind: 'kept' | 'added' | 'removed';
	/** never empty; those kept and removed make the text before, those kept and added the text after */
	readonly text: string;
}

/** A word or a sign, with the marks that cling to it and the blanks after it: blanks alone must not hold two wordings together. */
interface Token {
	/** what two tokens are compared by: the word, and whether it is marked */
	readonly key: string;
	/** letters and figures */
	readonly weight: number;
	opening: string;
	readonly word: string;
	closing: string;
	blanks: string;
}

// Our own words rather than Intl.Segmenter's: older phones lack it, and its answer differs from one machine to another,
// so that the page of the server would not be the one that the phone makes. Figures hold together (2,35), « l’ » stands alone.
const word = String.raw`\p{N}+(?:[.,\u00a0\u202f]\p{N}+)*[\p{L}\p{M}\p{N}]*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’](?=\p{L}))?`;
const pictured = String.raw`\p{Extended_Pictographic}[\ufe0f\p{M}\p{Emoji_Modifier}]*`;
const emoji = String.raw`${pictured}(?:\u200d${pictured})*|\p{Regional_Indicator}{2}`;
const piece = new RegExp(String.raw`\s+|${word}|${emoji}|\S\p{M}*`, 'gu');

const letters = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

function tokensOf(text: string): Token[] {
	const places = strongPlaces(text);
	const opens = new Set(places.map(({ start }) => start - 2));
	const closes = new Set(places.map(({ end }) => end));
	const tokens: Token[] = [];
	let isStrong = false;
	let opening = '';
	let at = 0;
	while (at < text.length) {
		const last = tokens.at(-1);
		if (opens.has(at) || closes.has(at)) {
			isStrong = opens.has(at);
			if (isStrong) opening = '**';
			else last!.closing = '**';
			at += 2;
			continue;
		}
		piece.lastIndex = at;
		const found = piece.exec(text)![0];
		at += found.length;
		if (/^\s/u.test(found) && last) last.blanks += found;
		else tokens.push({ key: `${isStrong ? '**' : ''}${found}`, weight: letters(found), opening, word: found, closing: '', blanks: '' });
		opening = '';
	}
	return tokens;
}

const textOf = (tokens: readonly Token[]): string => tokens.map(({ opening, word, closing, blanks }) => opening + word + closing + blanks).join('');
const weightOf = (tokens: readonly Token[]): number => tokens.reduce((sum, { weight }) => sum + weight, 0);

/** A stretch of both texts: its tokens pair off when it is kept. */
interface Stretch {
	readonly isKept: boolean;
	readonly before: readonly Token[];
	readonly after: readonly Token[];
}

/** Under this part of the shorter wording, what is kept is chance: the passage was written anew. */
const leastKept = 0.25;
/** Beyond so many words to and fro nobody follows, and a phone would take seconds to tell them. */
const mostEdits = 800;

/** What comparing may still cost, shared by all passages of a text. Counted, never timed: a phone must tell what the server told. */
export interface Budget {
	/** the search tries at most the square of the edits it goes through */
	left: number;
}
/** One passage of 4 000 signs written in words never reaches it, nor do fifteen with three hundred edits each. */
export const budgetOfText = (): Budget => ({ left: 2_000_000 });

function stretchesOf(before: readonly Token[], after: readonly Token[], budget: Budget): Stretch[] | undefined {
	const fewest = Math.ceil(Math.min(before.length, after.length) * leastKept);
	const most = Math.min(before.length + after.length - 2 * fewest, Math.abs(before.length - after.length) + mostEdits, Math.floor(Math.sqrt(budget.left)));
	const changes = diffArrays(
		before.map(({ key }) => key),
		after.map(({ key }) => key),
		{ maxEditLength: most }
	);
	const edits = changes ? changes.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0) : most;
	budget.left -= edits ** 2;
	if (!changes) return undefined;
	const stretches: Stretch[] = [];
	let [old, now] = [0, 0];
	for (const { added, removed, count } of changes) {
		const left = added ? [] : before.slice(old, (old += count));
		const right = removed ? [] : after.slice(now, (now += count));
		const isKept = !added && !removed;
		const last = stretches.at(-1);
		if (last && !isKept && !last.isKept) stretches[stretches.length - 1] = joined([last, { isKept, before: left, after: right }]);
		else stretches.push({ isKept, before: left, after: right });
	}
	return stretches;
}

const joined = (stretches: readonly Stretch[]): Stretch => ({
	isKept: false,
	before: stretches.flatMap(({ before }) => before),
	after: stretches.flatMap(({ after }) => after)
});

/** A stray « de » or a comma kept between two changes reads as noise: it joins them, until what is kept is worth telling. */
function withoutCrumbs(stretches: readonly Stretch[]): Stretch[] {
	const size = ({ before, after }: Stretch) => Math.max(weightOf(before), weightOf(after));
	const isCrumb = (kept: Stretch, left: Stretch, right: Stretch) =>
		weightOf(kept.after) === 0 ||
		(kept.after.filter(({ weight }) => weight > 0).length <= 2 && weightOf(kept.after) <= Math.min(size(left), size(right)));
	const done: Stretch[] = [];
	for (const stretch of stretches) {
		done.push(stretch);
		while (!done.at(-1)!.isKept && done.length > 2 && isCrumb(done.at(-2)!, done.at(-3)!, done.at(-1)!)) done.push(joined(done.splice(-3)));
	}
	return done;
}

/** What both sides of a change begin and end with was kept: joining crumbs may have drawn it in. */
function withSharedEnds(stretches: readonly Stretch[]): Stretch[] {
	return stretches.flatMap((stretch) => {
		const { isKept, before, after } = stretch;
		if (isKept) return [stretch];
		const shorter = Math.min(before.length, after.length);
		let head = 0;
		while (head < shorter && before[head]!.key === after[head]!.key) head += 1;
		let tail = 0;
		while (tail < shorter - head && before.at(-1 - tail)!.key === after.at(-1 - tail)!.key) tail += 1;
		const [old, now] = [before.length - tail, after.length - tail];
		return [
			{ isKept: true, before: before.slice(0, head), after: after.slice(0, head) },
			{ isKept, before: before.slice(head, old), after: after.slice(head, now) },
			{ isKept: true, before: before.slice(old), after: after.slice(now) }
		].filter((part) => part.before.length + part.after.length > 0);
	});
}

/** How well a text parts before this token: 0 within a sentence. */
function joint(tokens: readonly Token[], place: number): number {
	const previous = tokens[place - 1];
	if (!previous || place === tokens.length) return 3;
	if (/[.!?;:]/u.test(previous.word) || previous.blanks.includes('\n')) return 2;
	return previous.word === ',' ? 1 : 0;
}

/** « un goûter, » put before « un repas » may be read as « goûter, un » put after « un »: among the readings, the one that parts the sentence best. */
function atTheJoints(stretches: readonly Stretch[]): Stretch[] {
	const slid = [...stretches];
	for (const [place, { isKept, before, after }] of stretches.entries()) {
		if (isKept || (before.length > 0 && after.length > 0)) continue;
		const side = before.length > 0 ? 'before' : 'after';
		const other = side === 'before' ? 'after' : 'before';
		const [left, right] = [slid[place - 1], slid[place + 1]];
		const tokens = [...(left?.[side] ?? []), ...slid[place]![side], ...(right?.[side] ?? [])];
		const from = left?.[side].length ?? 0;
		const length = slid[place]![side].length;
		let best = from;
		const consider = (start: number) => {
			if (joint(tokens, start) + joint(tokens, start + length) > joint(tokens, best) + joint(tokens, best + length)) best = start;
		};
		for (let start = from - 1; start >= 0 && tokens[start]!.key === tokens[start + length]!.key; start -= 1) consider(start);
		for (let start = from + 1; start + length <= tokens.length && tokens[start - 1]!.key === tokens[start + length - 1]!.key; start += 1) consider(start);
		if (best === from) continue;
		const kept = [...(left?.[other] ?? []), ...(right?.[other] ?? [])];
		const part = (isKept: boolean, ofSide: Token[], ofOther: Token[]) => ({ isKept, [side]: ofSide, [other]: ofOther }) as unknown as Stretch;
		if (left) slid[place - 1] = part(true, tokens.slice(0, best), kept.slice(0, best));
		slid[place] = part(false, tokens.slice(best, best + length), []);
		if (right) slid[place + 1] = part(true, tokens.slice(best + length), kept.slice(best));
	}
	return slid;
}

/** Gathers pieces into segments: between two kept ones, one removed and one added at most, without the blanks that they share. */
function gather() {
	const segments: Segment[] = [];
	let [kept, removed, added] = ['', '', ''];
	const push = (kind: Segment['kind'], text: string) => text && segments.push({ kind, text });
	function closeChange(): void {
		if (!removed && !added) return;
		let head = 0;
		while (head < removed.length && removed[head] === added[head] && /\s/u.test(removed[head]!)) head += 1;
		const [left, right] = [removed.slice(head), added.slice(head)];
		let tail = 0;
		while (tail < left.length && left.at(-1 - tail) === right.at(-1 - tail) && /\s/u.test(left.at(-1 - tail)!)) tail += 1;
		push('kept', kept + removed.slice(0, head));
		push('removed', left.slice(0, left.length - tail));
		push('added', right.slice(0, right.length - tail));
		kept = left.slice(left.length - tail);
		removed = added = '';
	}
	return {
		change(before: string, after: string): void {
			removed += before;
			added += after;
		},
		keep(text: string): void {
			if (!text) return;
			closeChange();
			kept += text;
		},
		end(): Segment[] {
			closeChange();
			push('kept', kept);
			return segments;
		}
	};
}

/**
 * The segments from one wording to the other (TE11). Words are compared whole, marked ones apart from plain ones;
 * where next to nothing is kept, the whole is removed and added: a text written anew is read better so.
 * So is a passage for which nothing is left of the budget.
 */
export function compareWords(before: string, after: string, budget: Budget = budgetOfText()): Segment[] {
	const segments = gather();
	if (before === after) segments.keep(before);
	else {
		const [old, now] = [tokensOf(before), tokensOf(after)];
		const stretches = atTheJoints(withSharedEnds(withoutCrumbs(stretchesOf(old, now, budget) ?? [])));
		const kept = stretches.reduce((sum, { isKept, after: tokens }) => sum + (isKept ? weightOf(tokens) : 0), 0);
		if (kept < leastKept * Math.min(weightOf(old), weightOf(now)) || stretches.length === 0) segments.change(before, after);
		else
			for (const stretch of stretches) {
				if (!stretch.isKept) segments.change(textOf(stretch.before), textOf(stretch.after));
				else
					for (const [place, token] of stretch.after.entries())
						for (const part of ['opening', 'word', 'closing', 'blanks'] as const) {
							const was = stretch.before[place]![part];
							if (was === token[part]) segments.keep(was);
							else segments.change(was, token[part]);
						}
			}
	}
	return segments.end();
}

export interface Shown extends Segment {
	readonly isStrong: boolean;
}

const sideOf = (segments: readonly Segment[], without: Segment['kind']) =>
	segments
		.filter(({ kind }) => kind !== without)
		.map(({ text }) => text)
		.join('');

/** The segments as they are shown: marks left out, marked words told apart. Segments that held only marks are gone (TE9). */
export function dress(segments: readonly Segment[]): Shown[] {
	const shown: Shown[] = [];
	const readSide = (text: string) => {
		const looks = new Array<'plain' | 'strong' | 'mark'>(text.length).fill('plain');
		for (const { start, end } of strongPlaces(text)) {
			looks.fill('mark', start - 2, start).fill('strong', start, end).fill('mark', end, end + 2);
		}
		return looks;
	};
	const [before, after] = [readSide(sideOf(segments, 'added')), readSide(sideOf(segments, 'removed'))];
	let [old, now] = [0, 0];
	for (const { kind, text } of segments) {
		const looks = kind === 'removed' ? before.slice(old, old + text.length) : after.slice(now, now + text.length);
		if (kind !== 'added') old += text.length;
		if (kind !== 'removed') now += text.length;
		for (let from = 0, to = 0; from < text.length; from = to) {
			while (to < text.length && looks[to] === looks[from]) to += 1;
			if (looks[from] !== 'mark') shown.push({ kind, text: text.slice(from, to), isStrong: looks[from] === 'strong' });
		}
	}
	return shown;
}
