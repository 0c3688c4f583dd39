// What is wrong in a file of the draw, where, and what to do about it.
import { m } from '#lib/words/messages.js';
import type { Fault, FaultReason } from '../rules/sortition/reading.ts';

const reasons = {
	'file-not-csv': m.pools_fault_file_not_csv,
	'file-empty': m.pools_fault_file_empty,
	'column-missing': m.pools_fault_column_missing,
	'column-twice': m.pools_fault_column_twice,
	'cell-empty': m.pools_fault_cell_empty,
	'count-unreadable': m.pools_fault_count_unreadable,
	'min-above-max': m.pools_fault_min_above_max,
	'flex-inside': m.pools_fault_flex_inside,
	'quota-twice': m.pools_fault_quota_twice,
	'id-twice': m.pools_fault_id_twice,
	'answer-unknown': m.pools_fault_answer_unknown
} satisfies Record<FaultReason, (about: { row: number; column: string; value: string }) => string>;

/** Faults that a screen tells; the others wait until these are mended. */
export const mostFaults = 20;

export const faultWords = ({ reason, row, column, value }: Fault): string => reasons[reason]({ row: row ?? 1, column: column ?? '1', value });
