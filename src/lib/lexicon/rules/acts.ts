// Who keeps the lexicon of a project.
import type { Act } from '../../people/rules/may.ts';

/** The lexicon is written by whoever administers the authority or facilitates in the project; everybody of the project reads it (LE9). */
export const editLexicon: Act = { name: 'edit-lexicon', allows: ['administrator', 'facilitator'] };
