// Counts failures, never successes, by a key that the door chooses (account, gathering, address): sixty people behind one address come in within a minute (decision 21).
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { refused, type Outcome, type Refused } from '../../outcomes/rules/outcome.ts';

export interface Limit {
	readonly failures: number;
	readonly limiter: RateLimiterMemory;
	readonly underWay: Map<string, number>;
	readonly waiting: Map<string, (() => void)[]>;
}

/** At most so many failures in so many seconds, for each key. */
export const limitFailures = (name: string, failures: number, seconds: number): Limit => ({
	failures,
	limiter: new RateLimiterMemory({ keyPrefix: name, points: failures, duration: seconds }),
	underWay: new Map(),
	waiting: new Map()
});

export type TooMany = 'too-many-attempts';

/**
 * Runs an attempt unless its key has failed too often, and counts it when it is refused. An attempt under way counts as a failure
 * until it ends, and the next one waits for it: a thousand guesses sent at once are checked no more often than one by one.
 */
export async function attempt<Value, Reason extends string>(
	limit: Limit,
	key: string,
	work: () => Promise<Outcome<Value, Reason>>
): Promise<Outcome<Value, Reason> | Refused<TooMany>> {
	for (;;) {
		const failed = (await limit.limiter.get(key))?.consumedPoints ?? 0;
		if (failed >= limit.failures) return refused('too-many-attempts');
		const underWay = limit.underWay.get(key) ?? 0;
		if (failed + underWay < limit.failures) {
			limit.underWay.set(key, underWay + 1);
			break;
		}
		await new Promise<void>((turn) => limit.waiting.set(key, [...(limit.waiting.get(key) ?? []), turn]));
	}
	try {
		const outcome = await work();
		if (!outcome.accepted && outcome.reason !== 'too-many-attempts') await limit.limiter.penalty(key);
		return outcome;
	} finally {
		const left = (limit.underWay.get(key) ?? 1) - 1;
		if (left > 0) limit.underWay.set(key, left);
		else limit.underWay.delete(key);
		const turns = limit.waiting.get(key) ?? [];
		limit.waiting.delete(key);
		for (const turn of turns) turn();
	}
}
