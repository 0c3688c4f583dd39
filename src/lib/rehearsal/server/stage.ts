// Plays the rehearsals of this process, a few looks at a time, and forgets those whose time is over: begun with the process, ended with it, and taken up by another when it dies.
import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import type { GatheringId } from '../../db/rules/ids.ts';
import { database, inTransaction, isAway } from '../../db/server/database.ts';
import { onStop, watch } from '../../live/server/live.ts';
import { now } from '../../time/server/clock.ts';
import { Player } from './playing.ts';
import * as rehearsals from './rehearsals.ts';

/** Seconds for which a process keeps what it plays without saying so again. */
const kept = 8;
const lookedUpEvery = 3_000;
/** People looked at before another rehearsal has its turn. */
const looksEachTurn = 8;
/** After each turn, rests so many times as long as it took: all rehearsals together use a third of one core at most. */
const restsFor = 2;
const shortestRest = 60;
const longestRest = 3_000;
const longestSleep = 60_000;
const aDay = 86_400_000;

export interface Stage {
	stop(): void;
}

/** Begins to play. `log` is told what went wrong, and the playing goes on. */
export async function raise(log: (error: unknown) => void): Promise<Stage> {
	const player = randomUUID();
	const playing = new Map<GatheringId, Player>();
	const stopping = new AbortController();
	let isCalled = true;
	let wake = () => {};
	const call = () => {
		isCalled = true;
		wake();
	};
	const unwatch = await watch(
		(topic) => topic === rehearsals.topic || playing.has(topic.replace('gathering:', '') as GatheringId),
		(topic) => (topic.startsWith('gathering:') ? wake() : call())
	);

	let othersPlay = false;
	async function lookUp(): Promise<void> {
		const mine = await inTransaction((tx) => rehearsals.takeUp(tx, player, kept, now()));
		othersPlay = (await rehearsals.countPlayed(await database(), now())) > mine.length;
		const ids = new Set(mine.map(({ gatheringId }) => gatheringId));
		for (const id of playing.keys()) if (!ids.has(id)) playing.delete(id);
		for (const id of ids) if (!playing.has(id)) playing.set(id, new Player(id));
	}

	/** Until something is said, or this long. */
	const idle = (milliseconds: number) =>
		new Promise<void>((awake) => {
			wake = awake;
			if (isCalled || stopping.signal.aborted) awake();
			else setTimeout(awake, milliseconds).unref();
		});

	async function play(): Promise<void> {
		let lookedUpAt = 0;
		let forgottenAt = 0;
		let quiet = shortestRest;
		while (!stopping.signal.aborted) {
			try {
				if (Date.now() - forgottenAt > aDay) {
					forgottenAt = Date.now();
					await rehearsals.forgetExpired(await database(), now());
				}
				if (isCalled || Date.now() - lookedUpAt > lookedUpEvery) {
					isCalled = false;
					await lookUp();
					lookedUpAt = Date.now();
				}
				let acts = 0;
				for (const [id, one] of [...playing]) {
					if (stopping.signal.aborted) break;
					const begun = performance.now();
					const done = await one.turn(await database(), now(), looksEachTurn);
					acts += done.acts;
					if (done.isOver) {
						playing.delete(id);
						await inTransaction((tx) => rehearsals.layToRest(tx, id, now()));
					}
					await rest(Math.max(shortestRest, (performance.now() - begun) * restsFor), undefined, { ref: false });
				}
				// where nobody does anything, and somebody leads by hand, there is nothing to hurry for
				quiet = acts > 0 ? shortestRest : Math.min(longestRest, quiet * 1.5);
				await idle(playing.size > 0 ? quiet : othersPlay ? lookedUpEvery : longestSleep);
			} catch (error) {
				if (stopping.signal.aborted) return;
				// who asks for pages is told; it comes back by itself
				if (!isAway(error)) log(error);
				await rest(2_000, undefined, { ref: false });
			}
		}
	}

	const played = play();
	const stop = () => {
		if (stopping.signal.aborted) return;
		stopping.abort();
		unwatch();
		wake();
		// another process need not wait for our time to be over
		void played.then(() => inTransaction((tx) => rehearsals.letGo(tx, player))).catch(() => {});
	};
	onStop(stop);
	return { stop };
}
