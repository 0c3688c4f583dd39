// What is told of a file of the roll that was read.

export type RowRefusal = 'roll-name-missing' | 'roll-birth-unreadable' | 'roll-birth-in-future' | 'roll-cells-missing' | 'roll-id-twice';

export interface ImportReport {
	readonly version: 1;
	/** rows after the head */
	readonly rows: number;
	readonly kept: number;
	/** already in the pool, or twice in the file */
	readonly duplicates: number;
	readonly refused: number;
	/** the first of them: the row's number as a spreadsheet shows it */
	readonly examples: readonly { readonly row: number; readonly reason: RowRefusal }[];
	readonly columnsKept: readonly string[];
	/** never stored */
	readonly columnsDropped: readonly string[];
	/** an encoding's and a separator's name, as they were found */
	readonly encoding: string;
	readonly separator: string;
}

export const mostExamples = 50;
