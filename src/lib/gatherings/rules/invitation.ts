// Judges an invitation to join: the link of the QR or the short code of the wall, worth a waiting room within its hours.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export interface JoinWindow {
	readonly joinOpensAt: Date;
	readonly joinClosesAt: Date;
	readonly openedAt: Date | null;
	readonly closedAt: Date | null;
}

export type InvitationRefusal = 'invitation-not-yet-open' | 'invitation-expired' | 'gathering-closed' | 'room-full';

/** Letters and figures of the short code; it is worth a waiting room, never a seat. */
export const joinCodeLength = 6;

/** Seats that one gathering holds. */
export const largestRoom = 200;

/** Seats that may wait at the door at once, come from one address: two towns' rooms behind one router, and never the whole room. */
export const mostWaitingFromOneAddress = 120;

/** Doors open half an hour before the hour, and the invitation ends half an hour after the promised end. Source: threat T7 (GA15). */
export function joinWindow(startsAt: Date, plannedMinutes: number): { joinOpensAt: Date; joinClosesAt: Date } {
	const half = 30 * 60_000;
	return { joinOpensAt: new Date(startsAt.getTime() - half), joinClosesAt: new Date(startsAt.getTime() + plannedMinutes * 60_000 + half) };
}

/** Refuses an invitation before the doors open, after its hours, in a closed gathering (GA15), or to a full room. `taken` counts seats that are neither expelled nor merged. */
export function judgeInvitation(window: JoinWindow, taken: number, at: Date): Outcome<'open', InvitationRefusal> {
	if (window.closedAt) return refused('gathering-closed');
	if (!window.openedAt && at < window.joinOpensAt) return refused('invitation-not-yet-open');
	if (at >= window.joinClosesAt) return refused('invitation-expired');
	if (taken >= largestRoom) return refused('room-full');
	return accepted('open');
}

/** Whether one more may wait who comes from an address from which so many wait already (GA24). */
export const mayWait = (waitingFromThere: number): Outcome<'may-wait', 'door-crowded'> =>
	waitingFromThere >= mostWaitingFromOneAddress ? refused('door-crowded') : accepted('may-wait');
