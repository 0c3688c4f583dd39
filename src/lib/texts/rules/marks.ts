// Reads the light marks of a text: `**important**`; a mark without its pair is two stars.

export interface Run {
	readonly text: string;
	readonly isStrong: boolean;
}

/** Where the marked words of a text stand, their marks left out. Offsets in UTF-16 units. */
export const strongPlaces = (text: string): { start: number; end: number }[] =>
	[...text.matchAll(/\*\*(?![\s*])([^\n*]|\*(?!\*))*?[^\s*]\*\*/gu)].map((match) => ({ start: match.index + 2, end: match.index + match[0].length - 2 }));

/** The text as it is shown, its marks left out (TE9). */
export function readMarks(text: string): Run[] {
	const runs: Run[] = [];
	let from = 0;
	const push = (piece: string, isStrong: boolean) => piece && runs.push({ text: piece, isStrong });
	for (const { start, end } of strongPlaces(text)) {
		push(text.slice(from, start - 2), false);
		push(text.slice(start, end), true);
		from = end + 2;
	}
	push(text.slice(from), false);
	return runs;
}

/** The words alone, for a title, a label, a sentence about a passage. */
export const plain = (text: string): string =>
	readMarks(text)
		.map((run) => run.text)
		.join('');
