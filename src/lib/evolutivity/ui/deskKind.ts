import { stepTitle } from '../wording/steps.ts';
import { desks } from './desks.ts';
import { costOf, nameOf, notesOf, warningOf } from './notes.ts';

/** What the console of a sitting is made of. */
export const kind = {
	desks,
	notesOf: (step: string): readonly string[] => notesOf(step),
	titleOf: stepTitle,
	costOf,
	nameOf,
	warningOf,
	worksFirst: new Set(['casting', 'joint-scenario', 'consent', 'integration']),
	sortsNotesAt: new Set<string>()
};
