// A table as a file that spreadsheets open: what somebody typed stays text there, and never becomes a formula.

/** A cell: words, or a figure that is computed with. */
export type Cell = string | number;

/** What a spreadsheet would read as a formula, or as its beginning once the blanks and the signs that nobody sees are gone. */
const formula = /^[\s\p{Cc}\p{Cf}\p{DI}]*[=+\-@−＝＋－＠|%\t\r]/u;

/** An apostrophe says « text » to every spreadsheet (OWASP, CSV injection). */
export const guarded = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The apostrophe by which a file of ours says « text » goes again; anything else stays as it is, a beginning « = » too. */
export const unguarded = (cell: string): string => (cell.startsWith("'") && guarded(cell.slice(1)) === cell ? cell.slice(1) : cell);

function written(cell: Cell): string {
	if (typeof cell === 'number') return String(cell).replace('.', ',');
	const text = guarded(cell);
	return /[";\r\n']|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The whole file: a byte order mark so that accents are read as such, semicolons because a comma is the decimal mark here, lines ended as RFC 4180 asks (PA4). */
export const toCsv = ({ head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly Cell[])[] }): string =>
	`\ufeff${[head, ...rows].map((row) => row.map(written).join(';')).join('\r\n')}\r\n`;

/** A file that programs exchange: commas, no byte order mark, and every cell exactly as it is given (what somebody typed freely is to be `guarded` first). */
export const toExchange = ({ head, rows }: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }): string =>
	[head, ...rows].map((row) => row.map((cell) => (/[",\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n') + '\n';
