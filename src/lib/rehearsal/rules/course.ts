// When a room that plays by itself goes on, how fast its minutes go, and how long a rehearsal is kept.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

/** Minutes of the room for a whole workshop that plays by itself (RE8). */
export const wholeDayInMinutes = 4;
export const slowestPace = 1;
export const fastestPace = 120;
/** Faster and slower, each by this. */
export const paceStride = 2;

/** The pace at which these minutes of agenda go by in four of the room (RE8). */
export const paceOfWholeDay = (agendaMinutes: number): number => Math.min(fastestPace, Math.max(slowestPace, Math.ceil(agendaMinutes / wholeDayInMinutes)));

/** One notch faster or slower; it stays between one and a hundred and twenty (RE8). */
export const changedPace = (pace: number, way: 'faster' | 'slower'): number =>
	Math.min(fastestPace, Math.max(slowestPace, way === 'faster' ? pace * paceStride : Math.ceil(pace / paceStride)));

/** Shares of its minutes after which a step is left, whatever is left to do. */
export const longestShare = 1.8;

/**
 * Whether a room that plays by itself goes on: its minutes are over and nobody has anything left to do, neither who leads nor who takes part;
 * or it has waited long enough. `idle`: everybody was looked at since the last act (RE6).
 */
export const goesOn = (step: { readonly share: number; readonly isIdle: boolean }): boolean => step.share >= longestShare || (step.share >= 1 && step.isIdle);

/** Days after which a rehearsal is forgotten by itself (RE10). */
export const daysKept = 30;
export const expiryOf = (at: Date): Date => new Date(at.getTime() + daysKept * 86_400_000);

/** Rehearsals that one account may have at a time: the oldest is to be erased first (RE11). */
export const mostRehearsals = 5;

/** Who may rehearse without a project: anybody as long as nobody works here, and every account afterwards (RE9). */
export const mayRehearse = (life: 'empty' | 'example-only' | 'open', account: unknown): Outcome<true, 'account-needed'> => (life !== 'open' || account ? accepted(true) : refused('account-needed'));

/** Rehearsals that people without an account may have begun here at a time. */
export const mostStages = 20;

export interface StepSpent {
	readonly step: string;
	readonly plannedMinutes: number;
	/** null: the room never came there */
	readonly spentMinutes: number | null;
	/** whole minutes over the planned ones, negative under them; null where the room never came */
	readonly gapMinutes: number | null;
}

/** The minutes of each step that is not dropped against its planned ones (RE12). `spentIn` gives milliseconds; null where the room never came. */
export const feedbackOf = (steps: readonly { readonly step: string; readonly plannedMinutes: number; readonly droppedAt?: string }[], spent: (step: string) => number | null): StepSpent[] =>
	steps
		.filter(({ droppedAt }) => droppedAt === undefined)
		.map(({ step, plannedMinutes }) => {
			const milliseconds = spent(step);
			const spentMinutes = milliseconds === null ? null : Math.round(milliseconds / 60_000);
			return { step, plannedMinutes, spentMinutes, gapMinutes: spentMinutes === null ? null : spentMinutes - plannedMinutes };
		});
