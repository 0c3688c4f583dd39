// Decides what a clock says: whole minutes left, the last one, or how many over.

export type Countdown =
	| { readonly state: 'left'; readonly minutes: number }
	| { readonly state: 'last' }
	| { readonly state: 'done' }
	| { readonly state: 'over'; readonly minutes: number };

/** Takes whole minutes and seconds since the beginning. Minutes left are rounded up: nobody is hurried by a rounding. */
export function countdown(plannedMinutes: number, elapsedSeconds: number): Countdown {
	const left = plannedMinutes * 60 - elapsedSeconds;
	if (left >= 60) return { state: 'left', minutes: Math.ceil(left / 60) };
	if (left > 0) return { state: 'last' };
	const over = Math.floor(-left / 60);
	return over < 1 ? { state: 'done' } : { state: 'over', minutes: over };
}

/** Whole seconds left or over, never less than none: « 4:05 ». */
export function toTheSecond(plannedSeconds: number, elapsedSeconds: number): { readonly state: 'left' | 'last' | 'over'; readonly digits: string } {
	const left = plannedSeconds - Math.floor(elapsedSeconds);
	const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
	return { state: left <= 0 ? 'over' : left <= 30 ? 'last' : 'left', digits: `${minutes}:${String(seconds).padStart(2, '0')}` };
}

/**
 * Seconds elapsed, by this device's own clock where it agrees with the server's whole minutes, else by the server's:
 * a phone may be hours wrong.
 */
export function elapsedSeconds(ownSeconds: number, serverMinutes: number, secondsSinceTold: number): number {
	const told = serverMinutes * 60 + secondsSinceTold;
	return ownSeconds >= told - 1 && ownSeconds < told + 61 ? ownSeconds : told;
}
