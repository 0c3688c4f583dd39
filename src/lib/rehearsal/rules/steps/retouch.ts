// The break: the prescriber says which needs the draft answers; the others have coffee.
import type { RetouchOnDesk, RetouchOnHand } from '../../../workshop/rules/steps/retouch.ts';
import type { StepBehaviour } from '../behaviour.ts';
import { retouchNext } from './drafting.ts';

export const retouch: StepBehaviour<RetouchOnHand, RetouchOnDesk> = { hand: ({ draft }, me, moment) => retouchNext(draft, me, moment) };
