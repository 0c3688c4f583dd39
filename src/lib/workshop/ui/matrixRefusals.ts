import { m } from '#lib/words/messages.js';
import type { ImpactsRefusal, LineRefusal } from '../rules/scoring.ts';
import { inWords, type Answer } from './choosingAnswers.ts';

type OfMatrix = ImpactsRefusal | LineRefusal | 'matrix-closed' | 'matrix-not-open' | 'seat-needed' | 'not-a-scorer' | 'nothing-prepared' | 'line-unknown' | 'line-scored';

/** What may be refused at the matrix. */
export const refusals = {
	'scores-missing': () => m.matrix_refused_scores_missing(),
	'score-out-of-scale': () => m.matrix_refused_score_out_of_scale(),
	'line-not-yours': () => m.matrix_refused_line_not_yours(),
	'line-half-scored': () => m.matrix_refused_line_half_scored(),
	'matrix-closed': () => m.matrix_refused_matrix_closed(),
	'matrix-not-open': () => m.matrix_refused_matrix_not_open(),
	'seat-needed': () => m.choosing_refused_seat_needed(),
	'not-a-scorer': () => m.matrix_refused_not_a_scorer(),
	'nothing-prepared': () => m.matrix_refused_nothing_prepared(),
	'line-unknown': () => m.matrix_refused_line_unknown(),
	'line-scored': () => m.matrix_refused_line_scored(),
	'line-code-wrong': () => m.matrix_refused_line_code_wrong(),
	'line-code-taken': () => m.matrix_refused_line_code_taken(),
	'line-name-missing': () => m.matrix_refused_line_name_missing(),
	'line-too-long': () => m.matrix_refused_line_too_long(),
	'lines-too-many': () => m.matrix_refused_lines_too_many()
} satisfies Record<OfMatrix, () => string>;

export const sentenceFor = (answer: Answer | null | undefined): string | undefined => inWords(answer, refusals);
