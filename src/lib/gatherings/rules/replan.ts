// Changes the minutes and the order of the steps still to come, and says what could give time back when the room is late.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { longestStep, type Agenda, type AgendaStep } from './agenda.ts';
import type { Replan } from './frames.ts';
import type { StepRegistry } from './step.ts';

export type Change =
	/** the step that the room is in gets minutes of another still to come */
	| { readonly do: 'take-minutes'; readonly from: number; readonly minutes: number }
	| { readonly do: 'set-minutes'; readonly position: number; readonly minutes: number }
	| { readonly do: 'drop'; readonly position: number }
	| { readonly do: 'restore'; readonly position: number }
	| { readonly do: 'move'; readonly position: number; readonly to: number };

export type ReplanRefusal =
	| 'no-step-there'
	| 'step-already-begun'
	| 'step-protected'
	| 'step-dropped'
	| 'step-not-dropped'
	| 'below-minimum'
	| 'minutes-out-of-range'
	| 'nobody-to-give-minutes-to'
	| 'nothing-to-gain';

const isMinutes = (minutes: number) => Number.isInteger(minutes) && minutes >= 1 && minutes <= longestStep;

function withStep(agenda: Agenda, position: number, change: Partial<AgendaStep>): Agenda {
	return { ...agenda, steps: agenda.steps.map((step, at) => (at === position ? { ...step, ...change } : step)) };
}

/**
 * One change of the agenda, at a moment; `position` is the room's, -1 before the first step. Only steps still to come change, but the
 * minutes of the one the room is in may be set. Refuses to go below a minimum (GA10), to drop a protected step or, once the room is
 * running, to shorten one (GA11), to touch what has begun (GA12). Taking minutes conserves them (GA10). A dropped step stays in the
 * agenda and can be restored (GA3).
 */
export function replan(agenda: Agenda, position: number, change: Change, at: Date): Outcome<Agenda, ReplanRefusal> {
	const target = change.do === 'take-minutes' ? change.from : change.position;
	const step = agenda.steps[target];
	if (!Number.isInteger(target) || !step) return refused('no-step-there');
	const isHere = target === position;
	if (target < position || (isHere && change.do !== 'set-minutes')) return refused('step-already-begun'); // GA12

	switch (change.do) {
		case 'take-minutes': {
			const here = agenda.steps[position];
			if (!here) return refused('nobody-to-give-minutes-to');
			if (!isMinutes(change.minutes)) return refused('minutes-out-of-range');
			if (step.droppedAt !== undefined) return refused('step-dropped');
			if (step.isProtected) return refused('step-protected'); // GA11
			if (step.plannedMinutes - change.minutes < step.minimumMinutes) return refused('below-minimum'); // GA10
			if (here.plannedMinutes + change.minutes > longestStep) return refused('minutes-out-of-range');
			const given = withStep(agenda, target, { plannedMinutes: step.plannedMinutes - change.minutes });
			return accepted(withStep(given, position, { plannedMinutes: here.plannedMinutes + change.minutes }));
		}
		case 'set-minutes': {
			if (!isMinutes(change.minutes)) return refused('minutes-out-of-range');
			if (change.minutes < step.minimumMinutes) return refused('below-minimum'); // GA10
			if (step.isProtected && position >= 0 && change.minutes < step.plannedMinutes) return refused('step-protected'); // GA11
			return accepted(withStep(agenda, target, { plannedMinutes: change.minutes }));
		}
		case 'drop':
			if (step.isProtected) return refused('step-protected'); // GA11
			if (step.droppedAt !== undefined) return refused('step-dropped');
			return accepted(withStep(agenda, target, { droppedAt: at.toISOString() }));
		case 'restore': {
			if (step.droppedAt === undefined) return refused('step-not-dropped');
			const { droppedAt: _, ...restored } = step;
			return accepted({ ...agenda, steps: agenda.steps.map((other, index) => (index === target ? restored : other)) });
		}
		case 'move': {
			if (!Number.isInteger(change.to) || !agenda.steps[change.to]) return refused('no-step-there');
			if (change.to <= position) return refused('step-already-begun'); // GA12
			const steps = agenda.steps.filter((_, index) => index !== target);
			steps.splice(change.to, 0, step);
			return accepted({ ...agenda, steps });
		}
	}
}

/**
 * What is proposed when the room is late by so many whole minutes: first to shorten steps to their minimum, the largest gain first, then
 * to drop what is optional; only steps still to come, never a protected one, and no more than is needed. `stillMissing` is what must be
 * given up otherwise. Each gain counts what the line adds when those above it are done. Source: scripts 4.1, « When late » (GA13).
 */
export function proposeReplan(agenda: Agenda, position: number, lateByMinutes: number): Omit<Replan, 'giveUp'> {
	const movable = agenda.steps
		.map((step, index) => ({ ...step, position: index }))
		.filter((step) => step.position > position && !step.isProtected && step.droppedAt === undefined);
	let missing = lateByMinutes;
	const shorten: Replan['shorten'][number][] = [];
	const drop: Replan['drop'][number][] = [];
	for (const step of movable.toSorted((a, b) => b.plannedMinutes - b.minimumMinutes - (a.plannedMinutes - a.minimumMinutes))) {
		const gains = step.plannedMinutes - step.minimumMinutes;
		if (missing <= 0 || gains === 0) break;
		shorten.push({ position: step.position, step: step.step, toMinutes: step.minimumMinutes, gains });
		missing -= gains;
	}
	for (const step of movable.filter((step) => step.isOptional)) {
		if (missing <= 0) break;
		drop.push({ position: step.position, step: step.step, gains: step.minimumMinutes });
		missing -= step.minimumMinutes;
	}
	return { lateByMinutes, shorten, drop, stillMissing: Math.max(0, missing) };
}

/** All that is proposed to a room that is late by so many whole minutes, done at once (GA38). Refuses where nothing is proposed. */
export function catchUp(agenda: Agenda, position: number, lateByMinutes: number, at: Date): Outcome<Agenda, ReplanRefusal> {
	const { shorten, drop } = proposeReplan(agenda, position, lateByMinutes);
	const changes: readonly Change[] = [
		...shorten.map(({ position: place, toMinutes }) => ({ do: 'set-minutes', position: place, minutes: toMinutes }) as const),
		...drop.map(({ position: place }) => ({ do: 'drop', position: place }) as const)
	];
	if (changes.length === 0) return refused('nothing-to-gain');
	let changed = agenda;
	for (const change of changes) {
		const done = replan(changed, position, change, at);
		if (!done.accepted) return done;
		changed = done.value;
	}
	return accepted(changed);
}

/**
 * What may be given up when all that is proposed is not enough: steps still to come, neither protected nor optional, whose work no step after
 * them takes up, and never the last, where people part. Those that suffice alone come first, the least first; each gains its minimum, being
 * shortened already (GA39).
 */
export function couldGiveUp(registry: StepRegistry, agenda: Agenda, position: number, missing: number): Replan['giveUp'] {
	if (missing <= 0) return [];
	const toCome = agenda.steps.map((step, index) => ({ ...step, position: index })).filter((step) => step.position > position && step.droppedAt === undefined);
	const last = toCome.at(-1)?.position;
	const free = toCome.filter(
		(step) => !step.isProtected && !step.isOptional && step.position !== last && !toCome.some((other) => registry[other.step]?.takesUp?.includes(step.step))
	);
	const [enough, less] = [free.filter(({ minimumMinutes }) => minimumMinutes >= missing), free.filter(({ minimumMinutes }) => minimumMinutes < missing)];
	return [...enough.toSorted((a, b) => a.minimumMinutes - b.minimumMinutes), ...less.toSorted((a, b) => b.minimumMinutes - a.minimumMinutes)].map(({ position: place, step, minimumMinutes }) => ({ position: place, step, gains: minimumMinutes }));
}
