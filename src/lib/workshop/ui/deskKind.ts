import { isStep, stepTitle } from '../wording/steps.ts';
import { desks } from './desks.ts';
import { nameOfThing, notes, warningInWords } from './notes.ts';
import { costOf } from './templateWords.ts';

/** What the console of a workshop is made of. */
export const kind = {
	desks,
	notesOf: (step: string, seen: object | null): readonly string[] => (isStep(step) ? notes[step](seen) : []),
	titleOf: stepTitle,
	costOf,
	nameOf: nameOfThing,
	warningOf: warningInWords,
	worksFirst: new Set(['landscape-grouping', 'roles', 'consent', 'sketch']),
	sortsNotesAt: new Set(['sketch', 'closing'])
};
