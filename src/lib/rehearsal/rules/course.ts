// When a room that plays by itself goes on, how fast its minutes go, and how long a rehearsal is kept.

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

/**
 * Whether a room that plays by itself goes on: its minutes are over and nobody has anything left to do, neither who leads nor who takes part;
 * or it has waited for half of its minutes more. `idle`: everybody was looked at since the last act (RE6).
 */
export const goesOn = (step: { readonly share: number; readonly isIdle: boolean }): boolean => step.share >= 1.8 || (step.share >= 1 && step.isIdle);

/** Days after which a rehearsal is forgotten by itself (RE10). */
export const daysKept = 30;
export const expiryOf = (at: Date): Date => new Date(at.getTime() + daysKept * 86_400_000);

/** Rehearsals that one account may have at a time: the oldest is to be erased first (RE11). */
export const mostRehearsals = 5;
