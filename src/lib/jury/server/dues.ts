// What a jury owes to the calendar, whoever looks: draws that were cut short, mandates that end, members to be forgotten. Looked at as the process begins, then every minute, and at the very moment at which a mandate ends.
import { setTimeout as rest } from 'node:timers/promises';
import { isAway } from '../../db/server/database.ts';
import { onStop } from '../../live/server/live.ts';
import { now } from '../../time/server/clock.ts';
import * as forgetting from './forgetting.ts';
import * as mandates from './mandates.ts';
import * as sortitions from './sortitions.ts';

const longestRest = 60_000;
/** Between two looks, when a mandate ends at every moment. */
const shortestRest = 250;

/** Does all that is due, each whatever becomes of the others. Gives when the next mandate ends. */
export async function settle(at: Date): Promise<Date | undefined> {
	const [mandate, ...others] = await Promise.allSettled([mandates.endDue(at), sortitions.markInterrupted(at), forgetting.forgetDue(at)]);
	for (const done of [mandate, ...others]) if (done.status === 'rejected') throw done.reason;
	return mandate.status === 'fulfilled' ? mandate.value : undefined;
}

/** Begins to look. `log` is told what went wrong, and the looking goes on. */
export function keepWatch(log: (error: unknown) => void): void {
	const stopping = new AbortController();
	onStop(() => stopping.abort());
	const look = async () => {
		while (!stopping.signal.aborted) {
			let wait = longestRest;
			try {
				const next = await settle(now());
				if (next) wait = Math.min(longestRest, Math.max(shortestRest, next.getTime() - now().getTime()));
			} catch (error) {
				if (stopping.signal.aborted) return;
				// who asks for pages is told; it comes back by itself
				if (!isAway(error)) log(error);
			}
			await rest(wait, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
		}
	};
	void look();
}
