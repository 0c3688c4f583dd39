// Sends what is queued, one mail after the other: begun with the process, where mail is set, and ended with it.
import { setTimeout as rest } from 'node:timers/promises';
import { database, isAway } from '../../db/server/database.ts';
import { onStop, watch } from '../../live/server/live.ts';
import { now } from '../../time/server/clock.ts';
import * as outbox from './outbox.ts';
import { deliver } from './smtp.ts';

const longestSleep = 60_000;

/** Sends all that is due at a moment; stops early once `isOver`. Gives how many attempts that made. */
export async function sendDue(at: () => Date = now, isOver: () => boolean = () => false): Promise<number> {
	const settings = outbox.settings();
	if (!settings) return 0;
	for (let attempts = 0; ; attempts += 1) {
		const mail = isOver() ? undefined : await outbox.take(at());
		if (!mail) return attempts;
		await outbox.settle(mail, await deliver(settings, mail, at()), at());
	}
}

/** Where no mail is set, does nothing at all (ML1). `log` is told what went wrong, and the sending goes on. */
export async function rise(log: (error: unknown) => void): Promise<void> {
	if (!outbox.isOn()) return;
	const stopping = new AbortController();
	let isCalled = true;
	let wake = () => {};
	const unwatch = await watch(
		(topic) => topic === outbox.topic,
		() => {
			isCalled = true;
			wake();
		}
	);
	const idle = (milliseconds: number) =>
		new Promise<void>((awake) => {
			wake = awake;
			if (isCalled || stopping.signal.aborted) awake();
			else setTimeout(awake, milliseconds).unref();
		});
	async function work(): Promise<void> {
		while (!stopping.signal.aborted) {
			try {
				isCalled = false;
				await sendDue(now, () => stopping.signal.aborted);
				const next = await outbox.nextAt(await database());
				await idle(next ? Math.min(longestSleep, Math.max(1_000, next.getTime() - now().getTime())) : longestSleep);
			} catch (error) {
				if (stopping.signal.aborted) return;
				if (!isAway(error)) log(error);
				await rest(2_000, undefined, { ref: false });
			}
		}
	}
	void work();
	onStop(() => {
		stopping.abort();
		unwatch();
		wake();
	});
}
