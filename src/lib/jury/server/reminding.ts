// Reminds the juries of all authorities by itself: begun with the process, once at its start and every hour, so that a day never passes without a look.
import { setTimeout as rest } from 'node:timers/promises';
import { database, inTransaction, isAway } from '../../db/server/database.ts';
import { onStop } from '../../live/server/live.ts';
import { now } from '../../time/server/clock.ts';
import * as juries from './juries.ts';
import { remind, type Compose } from './reminders.ts';

const everyMs = 3_600_000;

/** One look at all juries; a jury whose round fails holds up no other. */
export async function remindAll(compose: Compose, at: Date, log: (error: unknown) => void): Promise<void> {
	for (const place of await juries.withPanel(await database()))
		await inTransaction((tx) => remind(tx, { ...place, actor: 'system', at }, compose)).catch((error: unknown) => {
			if (isAway(error)) throw error;
			log(error);
		});
}

/** `log` is told what went wrong, and the next hour looks again. */
export function keepReminding(compose: Compose, log: (error: unknown) => void): void {
	const stopping = new AbortController();
	onStop(() => stopping.abort());
	async function work(): Promise<void> {
		while (!stopping.signal.aborted) {
			await remindAll(compose, now(), log).catch((error: unknown) => {
				if (!stopping.signal.aborted && !isAway(error)) log(error);
			});
			await rest(everyMs, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
		}
	}
	void work();
}
