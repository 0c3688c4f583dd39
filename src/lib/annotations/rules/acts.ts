// Who does what with the annotations of a project: acts as data.
import type { Act } from '../../people/rules/may.ts';

/** Reads all the annotations of a project and answers them. Of somebody's roles, the first of these is the one in which they speak: who decides before who facilitates (AN5). */
export const answerAnnotations: Act = { name: 'answer-annotations', allows: ['buyer', 'prescriber', 'elected-official', 'facilitator', 'administrator'] };
