// Reads the clock of a step, over all its stays, and says how late the room is.
import { minutesOf, type Agenda } from './agenda.ts';
import type { StepClock } from './frames.ts';

/** One stay in a step; `leftAt` is null while the room is in it. Coming back opens a new one. */
export interface Stay {
	readonly step: string;
	readonly enteredAt: Date;
	readonly leftAt: Date | null;
	/** minutes of the agenda that went by in one of its minutes: 1 when absent, 0 in a pause */
	readonly pace?: number;
}

const minute = 60_000;

/** Milliseconds spent in a step until a moment, over all its stays, each at its pace (GA8). A clock that was set back gives no negative time. */
export const spentIn = (stays: readonly Stay[], step: string, at: Date): number =>
	stays
		.filter((stay) => stay.step === step)
		.reduce((sum, stay) => sum + Math.max(0, (stay.leftAt ?? at).getTime() - stay.enteredAt.getTime()) * (stay.pace ?? 1), 0);

/** Whether the room is in a pause: the stay that it is in has a clock that stands (GA42). */
export const isPaused = (stays: readonly Stay[]): boolean => stays.some(({ leftAt, pace }) => leftAt === null && pace === 0);

/** Milliseconds of the room that went by in steps until a moment, and how many of the agenda went by in them: as many but in a rehearsal (RE19). */
const goneBy = (stays: readonly Stay[], at: Date): { readonly room: number; readonly agenda: number } => {
	const lasted = stays.map(({ enteredAt, leftAt, pace = 1 }) => ({ pace, room: Math.max(0, (leftAt ?? at).getTime() - enteredAt.getTime()) }));
	return { room: lasted.reduce((sum, { room }) => sum + room, 0), agenda: lasted.reduce((sum, { room, pace }) => sum + room * pace, 0) };
};

/** Whole minutes spent in a step, over all its stays. */
export const minutesIn = (stays: readonly Stay[], step: string, at: Date): number => Math.floor(spentIn(stays, step, at) / minute);

/** The clock of the step that the room is in; null before the first one. `enteredAt` is moved back by the earlier stays, so that a screen counts from it and the pace alone (GA8); in a pause its pace is 0 (GA42). */
export function clockOf(agenda: Agenda, position: number, stays: readonly Stay[], at: Date, pace = 1): StepClock | null {
	const step = agenda.steps[position];
	if (!step) return null;
	const spent = spentIn(stays, step.step, at);
	const elapsedMinutes = Math.floor(spent / minute);
	return {
		step: step.step,
		position,
		register: step.register,
		plannedMinutes: step.plannedMinutes,
		elapsedMinutes,
		overrunMinutes: Math.max(0, elapsedMinutes - step.plannedMinutes),
		enteredAt: new Date(at.getTime() - spent / pace).toISOString(),
		...(isPaused(stays) ? { pace: 0 } : pace === 1 ? {} : { pace })
	};
}

/** A room that begins more than two hours from its hour is on another day: its end is counted from its beginning. */
const sameOccasion = 120 * minute;

export interface Ends {
	readonly plannedEnd: Date;
	readonly expectedEnd: Date;
	/** whole minutes of the agenda, as what is proposed against them (RE19); 0 when on time */
	readonly lateByMinutes: number;
}

/**
 * When the gathering should end and when it will at this pace: what remains of this step, and the steps still to come that are not dropped (GA9).
 * A pause moves both (GA42). A rehearsal counts from its first step, whatever its hour; before it, from now (RE19).
 */
export function endsOf(gathering: { agenda: Agenda; position: number; startsAt: Date; pace?: number; isRehearsal?: boolean }, stays: readonly Stay[], at: Date): Ends {
	const { agenda, position, startsAt, pace = 1, isRehearsal = false } = gathering;
	const promised = (agenda.promisedMinutes ?? minutesOf(agenda.steps)) * minute;
	const begun = stays.reduce<Date | null>((first, stay) => (first === null || stay.enteredAt < first ? stay.enteredAt : first), null);
	const isCountedFromItself = isRehearsal || (begun && Math.abs(begun.getTime() - startsAt.getTime()) > sameOccasion);
	const base = isCountedFromItself ? (begun ?? at) : startsAt;
	const gone = goneBy(stays, at);
	const plannedEnd = new Date(base.getTime() + gone.room + (promised - gone.agenda) / pace);
	const here = agenda.steps[position];
	if (!here) return { plannedEnd, expectedEnd: plannedEnd, lateByMinutes: 0 };
	const left = Math.max(0, here.plannedMinutes * minute - spentIn(stays, here.step, at));
	const expectedEnd = new Date(at.getTime() + (left + minutesOf(agenda.steps.slice(position + 1)) * minute) / pace);
	const late = (expectedEnd.getTime() - plannedEnd.getTime()) * pace;
	// what was divided by a pace and multiplied again is short of its minute by a hair
	return { plannedEnd, expectedEnd, lateByMinutes: Math.max(0, Math.floor(late / minute + 1e-3)) };
}
