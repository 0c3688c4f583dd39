// Who notes something for the sourcing canvas while the room works: « à savoir », « à demander aux candidats ».
import type { StepId } from '../../workshop/rules/steps.ts';
import type { NoteKind } from '../../sourcing/rules/notes.ts';
import { isDue, isOneOf, type Moment } from './behaviour.ts';
import { pick } from './chance.ts';
import type { Person } from './people.ts';
import { canvasNotes } from './words.ts';

/** Where people hear what is worth keeping for later on. */
const noted: readonly string[] = ['field', 'clarification', 'amendments', 'scenarios', 'sketch'] satisfies StepId[];

/** What somebody notes in this step, once it is time; null: nothing, or not yet. The same words come back until the step is over: whoever carries it does so once. */
export function noteOf(step: string, me: Person, moment: Moment): { readonly kind: NoteKind; readonly text: string } | null {
	const what = `note ${step}`;
	if (!noted.includes(step) || me.temperament === 'silent' || !isOneOf(me, moment, what, me.temperament === 'wordy' ? 50 : 14) || !isDue(me, moment, what, [0.2, 0.85])) return null;
	return pick(canvasNotes, moment.seed, me.nth, what);
}
