// The sentence for each thing that is refused of indicators, series and catalogues.
import { m } from '#lib/words/messages.js';
import type { CatalogueRefusal } from '../rules/catalogue/catalogue.ts';
import type { RowWrong } from '../rules/indicators/seriesFile.ts';
import type { PickRefusal } from '../server/catalogues.ts';
import type { BringRefusal } from '../server/measurements.ts';
import { sentenceFor, wrongWords } from './elementValues.ts';

type Refusal = CatalogueRefusal | PickRefusal | Exclude<BringRefusal, 'element-unknown'>;

const refusals = {
	'series-empty': () => m.indicators_refused_series_empty(),
	'series-too-long': () => m.indicators_refused_series_too_long(),
	'series-head-unknown': () => m.indicators_refused_series_head_unknown(),
	'series-wrong': () => m.indicators_refused_series_wrong(),
	'series-file-large': () => m.indicators_refused_series_file_large(),
	'series-computed': () => m.indicators_refused_series_computed(),
	'catalogue-not-json': () => m.indicators_refused_catalogue_not_json(),
	'catalogue-unreadable': (where: string) => m.indicators_refused_catalogue_unreadable({ where }),
	'catalogue-empty': () => m.indicators_refused_catalogue_empty(),
	'catalogue-code-twice': (where: string) => m.indicators_refused_catalogue_code_twice({ where }),
	'catalogue-too-large': () => m.indicators_refused_catalogue_too_large(),
	'catalogue-head-unknown': () => m.catalogue_refused_head(),
	'catalogue-row-lacking': (where: string) => m.catalogue_refused_row({ where }),
	'catalogue-unknown': () => m.indicators_refused_catalogue_unknown(),
	'pick-none': () => m.indicators_refused_pick_none(),
	'pick-too-many': () => m.indicators_refused_pick_too_many()
} satisfies Record<Refusal, (where: string) => string>;

/** The sentence for a refusal; `where` says which place of a file. */
export const refusalInWords = (refusal: string, where = ''): string =>
	Object.hasOwn(refusals, refusal) ? refusals[refusal as Refusal](where) : sentenceFor(refusal);

const rowWrongs = {
	...wrongWords,
	'day-twice': () => m.indicators_series_wrong_day_twice(),
	'day-taken': () => m.indicators_series_wrong_day_taken()
} satisfies Record<RowWrong['reason'], () => string>;

const columnName = {
	on: m.indicators_series_day,
	value: m.indicators_series_value,
	source: m.indicators_series_source,
	by: m.indicators_series_author,
	note: m.indicators_series_note
} satisfies Record<RowWrong['column'], () => string>;

/** « Ligne 4, Date : … » */
export const rowWrongInWords = ({ row, column, reason }: RowWrong): string =>
	m.indicators_series_wrong_row({ row, column: columnName[column](), wrong: rowWrongs[reason]() });
