// The registry of what simulated people do, step by step. A step that is not here lets time pass: another comes with one file and one line.
import type { StepId } from '../../workshop/rules/steps.ts';
import type { Asked, Doing, Moment, StepBehaviour } from './behaviour.ts';
import type { Person } from './people.ts';
import { amendments } from './steps/amendments.ts';
import { clarification } from './steps/clarification.ts';
import { closing } from './steps/closing.ts';
import { consent } from './steps/consent.ts';
import { field } from './steps/field.ts';
import { groundRules } from './steps/ground-rules.ts';
import { landscapeDots } from './steps/landscape-dots.ts';
import { landscapeGrouping } from './steps/landscape-grouping.ts';
import { landscapeWriting } from './steps/landscape-writing.ts';
import { matrix } from './steps/matrix.ts';
import { proposal } from './steps/proposal.ts';
import { retouch } from './steps/retouch.ts';
import { roles } from './steps/roles.ts';
import { scenarios } from './steps/scenarios.ts';
import { sketch } from './steps/sketch.ts';
import { vote } from './steps/vote.ts';

export const behaviours = {
	'ground-rules': groundRules,
	field,
	'landscape-writing': landscapeWriting,
	'landscape-grouping': landscapeGrouping,
	'landscape-dots': landscapeDots,
	retouch,
	roles,
	proposal,
	clarification,
	amendments,
	scenarios,
	matrix,
	vote,
	consent,
	sketch,
	closing
	// eslint-disable-next-line
} satisfies Partial<Record<StepId, StepBehaviour<any, any>>>;

// eslint-disable-next-line
const known: Readonly<Record<string, StepBehaviour<any, any>>> = behaviours;
const of = (step: string) => (Object.hasOwn(known, step) ? known[step] : undefined);

/** What somebody does now in a step, given what their hand shows of it; null: nothing, or not yet (RE4). */
export const handDoes = (step: string, hand: unknown, me: Person, moment: Moment, asked: Asked | null = null): Doing | null => of(step)?.hand?.(hand, me, moment, asked) ?? null;

/** What whoever leads does now in a step, given what the desk shows of it (RE5). */
export const leadDoes = (step: string, desk: unknown, moment: Moment): Doing | null => of(step)?.lead?.(desk, moment) ?? null;

/** Whether the panel can ask this in a step: somewhere it would be done. */
export const mayAsk = (step: string, asked: Asked): boolean =>
	asked === 'object' ? step === 'consent' : (['landscape-writing', 'clarification', 'amendments'] satisfies StepId[] as string[]).includes(step);
