// Brings a file of measurements to an indicator: read whole first, then all of it or nothing.
import type { Tx } from '../../db/server/database.ts';
import { readCsvFile } from '../../papers/server/csvFile.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import {
	mostMeasurements,
	readSeries,
	type RowWrong,
	type SeriesRefusal
} from '../rules/indicators/seriesFile.ts';
import * as elements from './elements.ts';
import type { Doer } from './elements.ts';

export const largestSeries = 1_000_000;

export type BringRefusal = SeriesRefusal | 'series-file-large' | 'series-computed' | 'element-unknown';

/** Adds the measurements of a file to an indicator (CO73). Those that are there already stay as they are. */
export async function bring(
	tx: Tx,
	doer: Doer,
	{ indicator, bytes }: { readonly indicator: string; readonly bytes: Uint8Array }
): Promise<
	| (Outcome<{ readonly added: number; readonly known: number }, BringRefusal> & {
			readonly wrongs?: readonly RowWrong[];
	  })
	| elements.Refusal
> {
	const of = await elements.read(tx, doer, indicator, doer.today);
	if (of?.kind !== 'indicator' || of.isGone) return refused('element-unknown');
	if (of.values.formula !== '') return refused('series-computed');
	if (bytes.length > largestSeries) return refused('series-file-large');
	const rows: { readonly number: number; readonly cells: readonly string[] }[] = [];
	for await (const row of readCsvFile(bytes).rows) {
		rows.push(row);
		if (rows.length > mostMeasurements + 1) break;
	}
	const there = elements.ofKind(await elements.under(tx, doer, of.id, doer.today), 'measurement');
	const read = readSeries(
		rows,
		there.map(({ values }) => values),
		doer.today
	);
	if (!read.accepted) return read;
	for (const values of read.value.measured) {
		const made = await elements.make(tx, doer, {
			kind: 'measurement',
			parentId: of.id,
			values: { ...values }
		});
		if (!made.accepted) return made;
	}
	return accepted({ added: read.value.measured.length, known: read.value.known });
}
