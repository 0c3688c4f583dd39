// Reads a table out of a file as spreadsheets write it: whatever its encoding and its separator, row by row, so that a long one holds nobody up.
import { parse } from 'csv-parse';
import { Readable } from 'node:stream';

export interface CsvFile {
	readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
	readonly separator: ',' | ';' | '\t' | '|';
	/** each with its number as a spreadsheet shows it, the head included; rows without a word are left out */
	readonly rows: AsyncIterable<{ readonly number: number; readonly cells: readonly string[] }>;
}

/** By its mark; else what is no UTF-8 was written by a French Windows. */
function decode(bytes: Uint8Array): Pick<CsvFile, 'encoding'> & { readonly text: string } {
	const as = (encoding: CsvFile['encoding']) => ({ encoding, text: new TextDecoder(encoding).decode(bytes) });
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return as('utf-16le');
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return as('utf-16be');
	try {
		return { encoding: 'utf-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
	} catch {
		return as('windows-1252');
	}
}

const separators = [';', ',', '\t', '|'] as const;

/** What stands most often in the first row, outside of quotes. */
function separatorOf(text: string): CsvFile['separator'] {
	const head = text.slice(0, 20_000).replace(/"[^"]*"/g, '').split(/\r\n?|\n/).find((line) => line.trim() !== '') ?? '';
	const counts = separators.map((separator) => head.split(separator).length);
	return separators[counts.indexOf(Math.max(...counts))]!;
}

const chunk = 64 * 1024;
function* pieces(text: string): Generator<string> {
	for (let from = 0; from < text.length; from += chunk) yield text.slice(from, from + chunk);
}

/** The whole of it, for what is too short to hold anybody up. */
export const textOf = (bytes: Uint8Array): string => decode(bytes).text;

/** The file's rows, and how it was written. */
export function readCsvFile(bytes: Uint8Array): CsvFile {
	const { encoding, text } = decode(bytes);
	const separator = separatorOf(text);
	async function* rows() {
		const parser = Readable.from(pieces(text)).pipe(parse({ delimiter: separator, bom: true, relax_column_count: true, relax_quotes: true, skip_records_with_empty_values: true, info: true }));
		for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) yield { number: info.lines, cells: record };
	}
	return { encoding, separator, rows: rows() };
}
