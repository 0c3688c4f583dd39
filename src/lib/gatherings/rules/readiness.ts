// Says how ready the room is and what a novice may want to know: hints without names, never an advance.

/** Counts of seats: those admitted with a device, and those of them that are not ready. */
export interface Readiness {
	readonly present: number;
	readonly notReady: number;
}

/** More than 30 % are not ready: the advance asks first. Source: demands 6 (GA7). */
export const asksFirst = ({ present, notReady }: Readiness): boolean => present > 0 && notReady * 10 > present * 3;

/** Seats on paper have no button, so they are not waited for. */
export function readinessOf(seats: readonly { readonly isOnPaper: boolean; readonly isReady: boolean }[]): Readiness {
	const withDevice = seats.filter((seat) => !seat.isOnPaper);
	return { present: withDevice.length, notReady: withDevice.filter((seat) => !seat.isReady).length };
}

/** A sentence for the facilitator: a kebab word and a count, never a name (GA14). */
export interface Hint {
	readonly hint: 'hands-raised' | 'people-waiting' | 'nobody-ready-since' | 'everybody-ready' | 'few-not-ready' | 'storms';
	/** people, or whole minutes for `nobody-ready-since` */
	readonly count: number;
}

export interface Room {
	readonly readiness: Readiness;
	readonly handsRaised: number;
	readonly waiting: number;
	readonly storms: number;
	/** whole minutes since somebody last said « prêt·e » in this stay, or since the step was entered */
	readonly minutesSinceReady: number;
	/** whole minutes */
	readonly plannedMinutes: number;
}

/** What the facilitator may want to look at now, the most pressing first (GA14). Hints only: the room never advances by itself. */
export function hintsOf(room: Room): readonly Hint[] {
	const { present, notReady } = room.readiness;
	const found: Hint[] = [];
	if (room.waiting > 0) found.push({ hint: 'people-waiting', count: room.waiting });
	if (room.handsRaised > 0) found.push({ hint: 'hands-raised', count: room.handsRaised });
	if (present > 0 && notReady === 0) found.push({ hint: 'everybody-ready', count: present });
	else if (notReady > 0 && !asksFirst(room.readiness)) found.push({ hint: 'few-not-ready', count: notReady });
	else if (present > 0 && notReady === present && room.minutesSinceReady >= Math.max(2, Math.ceil(room.plannedMinutes / 2)))
		found.push({ hint: 'nobody-ready-since', count: room.minutesSinceReady });
	if (present > 0 && room.storms * 3 >= present) found.push({ hint: 'storms', count: room.storms });
	return found;
}
