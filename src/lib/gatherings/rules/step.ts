// What a step is to the engine: its usual minutes and what opening and leaving it does. The engine is given a registry of these and knows none by name.
import type { AgendaStep } from './agenda.ts';

/** What changing step does besides moving the room: a value, carried out in the same transaction by the step's own server file. */
export type Effect =
	| { readonly do: 'open'; readonly what: string }
	/** `unless`: what goes on when the room only goes back for a moment */
	| { readonly do: 'close'; readonly what: string; readonly unless?: 'going-back' }
	| { readonly do: 'reveal'; readonly what: string }
	| { readonly do: 'freeze'; readonly what: string }
	| { readonly do: 'unfreeze'; readonly what: string };

export interface StepRule {
	readonly usual: Omit<AgendaStep, 'step' | 'droppedAt' | 'sentence'>;
	readonly onEnter: readonly Effect[];
	readonly onLeave: readonly Effect[];
	/** steps whose work it takes up: placed before them, it would find nothing */
	readonly standsOn?: readonly string[];
	/** of those, the steps without which it has nothing to work on: it may be planned without the others */
	readonly takesUp?: readonly string[];
}

/** `workshop/rules/steps.ts` and, later, `evolutivity/rules/steps.ts`. */
export type StepRegistry<StepId extends string = string> = Readonly<Record<StepId, StepRule>>;
