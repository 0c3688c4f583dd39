// Lets only so much of one heavy work be done at a time, in the order in which it was asked.

/** Node has four threads for passwords, images and files together: a work that may come many times at once takes turns. */
export function takingTurns(atOnce: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
	let busy = 0;
	const waiting: (() => void)[] = [];
	return async (work) => {
		if (busy >= atOnce) await new Promise<void>((turn) => waiting.push(turn));
		else busy += 1;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else busy -= 1;
		}
	};
}
