// A table as a file that spreadsheets open: what somebody typed stays text there, and never becomes a formula.

/** A cell: words, or a figure that is computed with. */
export type Cell = string | number;

/** What a spreadsheet would read as a formula, or as its beginning once the blanks are gone. */
const formula = /^[\s\u00a0\ufeff]*[=+\-@−＝＋－＠|%\t\r]/u;

function written(cell: Cell): string {
	if (typeof cell === 'number') return String(cell).replace('.', ',');
	// an apostrophe says « text » to every spreadsheet (OWASP, CSV injection)
	const text = formula.test(cell) ? `'${cell}` : cell;
	return /[";\r\n']|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The whole file: a byte order mark so that accents are read as such, semicolons because a comma is the decimal mark here, lines ended as RFC 4180 asks (PA4). */
export const toCsv = ({ head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] }): string =>
	`\ufeff${[head, ...rows].map((row) => row.map(written).join(';')).join('\r\n')}\r\n`;
