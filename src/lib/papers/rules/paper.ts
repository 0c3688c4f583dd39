// A paper: what is carried away from the room, in blocks that any form of it (page, HTML file, later ODT and PDF) can be made from.

/** What a part of a paper is about, for a page that can lead there: a word that the page alone turns into an address. A file that stands alone has none (PA2). */
export type About = string | undefined;

export type Block =
	| {
			readonly kind: 'heading';
			readonly level: 2 | 3;
			readonly text: string;
			/** where the table of contents leads: kebab, once in a paper */
			readonly anchor?: string;
			/** what this chapter and the next ones are together */
			readonly begins?: string;
			readonly about?: About;
	  }
	| { readonly kind: 'paragraph'; readonly text: string }
	| { readonly kind: 'quote'; readonly text: string; readonly from?: string }
	| { readonly kind: 'list'; readonly items: readonly string[]; /** one an item */ readonly about?: readonly About[] }
	/** folded under its summary, and printed whole (PA5) */
	| { readonly kind: 'fold'; readonly summary: string; readonly blocks: readonly Block[] }
	/** a text that the paper carries whole, set apart from what the paper says of it */
	| { readonly kind: 'document'; readonly label: string; readonly parts: readonly DocumentPart[] }
	| { readonly kind: 'facts'; readonly pairs: readonly (readonly [name: string, value: string])[] }
	| {
			readonly kind: 'table';
			readonly caption: string;
			readonly head: readonly string[];
			/** the first cell of a row names it; cells that are figures align to the right */
			readonly rows: readonly (readonly string[])[];
			/** one a row, of its first cell */
			readonly about?: readonly About[];
	  };

export interface DocumentPart {
	readonly kind: 'heading' | 'paragraph' | 'item';
	readonly text: string;
}

/** The parts in order, items that follow one another gathered into one list. */
export function inLists(parts: readonly DocumentPart[]): readonly (DocumentPart | { readonly kind: 'list'; readonly items: readonly string[] })[] {
	const told: (DocumentPart | { kind: 'list'; items: string[] })[] = [];
	for (const part of parts) {
		const last = told.at(-1);
		if (part.kind !== 'item') told.push(part);
		else if (last?.kind === 'list') last.items.push(part.text);
		else told.push({ kind: 'list', items: [part.text] });
	}
	return told;
}

export interface Paper {
	/** BCP 47 */
	readonly language: string;
	readonly title: string;
	readonly subtitle: string;
	readonly blocks: readonly Block[];
	/** the words of its table of contents and of the way back to it; no table where there are none */
	readonly contents?: { readonly title: string; readonly top: string };
	/** last line: where it comes from and how to check it */
	readonly colophon: string;
}

/** The chapters to which a table of contents leads, in their order (PA6). */
export const contentsOf = ({ blocks }: Pick<Paper, 'blocks'>): readonly { readonly anchor: string; readonly text: string; readonly begins: string | undefined }[] =>
	blocks.flatMap((block) => (block.kind === 'heading' && block.level === 2 && block.anchor !== undefined ? [{ anchor: block.anchor, text: block.text, begins: block.begins }] : []));

/** Everything that a paper tells, what is folded in its place. */
export const unfolded = (blocks: readonly Block[]): readonly Exclude<Block, { kind: 'fold' }>[] => blocks.flatMap((block) => (block.kind === 'fold' ? unfolded(block.blocks) : [block]));

/** A cell that holds a figure: digits, with what French and English put around them. */
export const isFigure = (cell: string): boolean => /^[-−+]?[\d\s.,  ]+(%|€|h|min)?$/u.test(cell.trim()) && /\d/.test(cell);
