// A paper: what is carried away from the room, in blocks that any form of it (page, HTML file, later ODT and PDF) can be made from.

export type Block =
	| { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
	| { readonly kind: 'paragraph'; readonly text: string }
	| { readonly kind: 'quote'; readonly text: string; readonly from?: string }
	| { readonly kind: 'list'; readonly items: readonly string[] }
	| { readonly kind: 'facts'; readonly pairs: readonly (readonly [name: string, value: string])[] }
	| {
			readonly kind: 'table';
			readonly caption: string;
			readonly head: readonly string[];
			/** the first cell of a row names it; cells that are figures align to the right */
			readonly rows: readonly (readonly string[])[];
	  };

export interface Paper {
	/** BCP 47 */
	readonly language: string;
	readonly title: string;
	readonly subtitle: string;
	readonly blocks: readonly Block[];
	/** last line: where it comes from and how to check it */
	readonly colophon: string;
}

/** A cell that holds a figure: digits, with what French and English put around them. */
export const isFigure = (cell: string): boolean => /^[-−+]?[\d\s.,  ]+(%|€|h|min)?$/u.test(cell.trim()) && /\d/.test(cell);
