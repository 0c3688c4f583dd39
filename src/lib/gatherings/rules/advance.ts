// Decides whether the room may change step, and what changing step does: values, carried out by the steps' own server files in the same transaction.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Agenda } from './agenda.ts';
import type { Life } from './frames.ts';
import { asksFirst, type Readiness } from './readiness.ts';
import type { Effect, StepRegistry } from './step.ts';

/** Where a gathering stands. `position` is -1 until the first step is entered. */
export interface Course {
	readonly agenda: Agenda;
	readonly position: number;
	readonly revision: number;
	readonly openedAt: Date | null;
	readonly closedAt: Date | null;
	/** the account of the facilitator who holds the hand */
	readonly heldBy: string | null;
}

export interface Move {
	readonly do: 'advance' | 'go-back';
	/** the revision that the facilitator's screen showed */
	readonly revision: number;
	/** the position to go to; the nearest step that is not dropped when absent */
	readonly to?: number;
	readonly by: string;
	readonly readiness: Readiness;
	/** the facilitator was told who is not ready, and goes on */
	readonly confirmed?: 'yes';
	/** what the steps left or passed over hold the room for; going back is never held */
	readonly held?: readonly string[];
}

export interface StepEffect {
	readonly step: string;
	readonly effect: Effect;
}

export interface Moved {
	/** -1 when the room was in no step yet */
	readonly from: number;
	readonly position: number;
	readonly step: string;
	/** what leaving does, then what entering does */
	readonly effects: readonly StepEffect[];
	/** the stay in the step left ends, and the one in the step entered begins, at this moment */
	readonly at: Date;
}

export type MoveRefusal =
	| 'somebody-advanced-first'
	| 'somebody-else-holds-the-hand'
	| 'gathering-closed'
	| 'doors-not-open'
	| 'no-step-there'
	| 'step-dropped'
	| 'step-unknown'
	| 'many-are-not-ready'
	| 'step-holds-the-room';

export const lifeOf = (course: Pick<Course, 'openedAt' | 'closedAt' | 'position'>): Life =>
	course.closedAt ? 'closed' : course.position >= 0 ? 'running' : course.openedAt ? 'doors-open' : 'planned';

/** The nearest step that is not dropped, before or after a position; undefined at the end of the road (GA3). */
export function neighbour(agenda: Agenda, position: number, way: 'before' | 'after'): number | undefined {
	const stride = way === 'after' ? 1 : -1;
	for (let at = position + stride; at >= 0 && at < agenda.steps.length; at += stride)
		if (agenda.steps[at]!.droppedAt === undefined) return at;
	return undefined;
}

/** The steps that going on from one position to another leaves or passes over; those that are dropped hold nobody. */
export const stepsLeft = (agenda: Agenda, from: number, to: number): readonly string[] =>
	agenda.steps.slice(Math.max(0, from), Math.max(0, to)).flatMap(({ step, droppedAt }) => (droppedAt === undefined ? [step] : []));

/** What going from one position to another does, leaving first. Effects must be idempotent: forward, back and forward again repeats them. */
export function effectsOf(registry: StepRegistry, agenda: Agenda, from: number, to: number): readonly StepEffect[] {
	const isGoingBack = to >= 0 && to < from;
	const of = (position: number, side: 'onLeave' | 'onEnter') => {
		const step = agenda.steps[position]?.step;
		return step === undefined ? [] : (registry[step]?.[side] ?? []).filter((effect) => !(isGoingBack && effect.do === 'close' && effect.unless === 'going-back')).map((effect) => ({ step, effect }));
	};
	return [...of(from, 'onLeave'), ...of(to, 'onEnter')];
}

/**
 * Judges one change of step, at a moment. Explicit: only a facilitator's act moves the room. Reversible: going back enters an earlier
 * step with a new stay and destroys nothing; so every effect must be idempotent, and « close » or « freeze » must be undone by the
 * « open » or « unfreeze » of the same thing. Refuses a stale revision (GA2), a closed gathering or closed doors (GA5), a position that
 * is not there, is dropped (GA3) or lies on the wrong side (GA4), somebody who does not hold the hand (GA6), an advance while a
 * step left or passed over holds the room (GA43), and one while more than 30 % are not ready until it is confirmed (GA7).
 */
export function advance(registry: StepRegistry, course: Course, move: Move, at: Date): Outcome<Moved, MoveRefusal> {
	if (course.closedAt) return refused('gathering-closed'); // GA5
	if (move.revision !== course.revision) return refused('somebody-advanced-first'); // GA2
	if (!course.openedAt) return refused('doors-not-open'); // GA5
	if (course.heldBy !== null && course.heldBy !== move.by) return refused('somebody-else-holds-the-hand'); // GA6
	const { agenda, position: from } = course;
	const way = move.do === 'advance' ? 'after' : 'before';
	const to = move.to ?? neighbour(agenda, from, way);
	const step = to === undefined ? undefined : agenda.steps[to];
	if (to === undefined || !step) return refused('no-step-there'); // GA4
	if (way === 'after' ? to <= from : to >= from) return refused('no-step-there'); // GA4
	if (step.droppedAt !== undefined) return refused('step-dropped'); // GA3
	if (!Object.hasOwn(registry, step.step)) return refused('step-unknown');
	if (way === 'after' && move.held?.length) return refused('step-holds-the-room'); // GA43
	if (way === 'after' && from >= 0 && asksFirst(move.readiness) && move.confirmed !== 'yes') return refused('many-are-not-ready'); // GA7
	return accepted({ from, position: to, step: step.step, effects: effectsOf(registry, agenda, from, to), at });
}
