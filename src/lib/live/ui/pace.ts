/** How often a screen looks again: at once, then at most twice a second, never two looks at a time. */
export class Glance {
	#isLooking = false;
	#isWanted = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#last = -Infinity;
	readonly #look: () => Promise<unknown>;
	readonly #every: number;
	readonly #clock: () => number;

	constructor(look: () => Promise<unknown>, every = 500, clock: () => number = () => performance.now()) {
		this.#look = look;
		this.#every = every;
		this.#clock = clock;
	}

	look(): void {
		this.#isWanted = true;
		if (this.#isLooking || this.#timer !== undefined) return;
		const wait = this.#last + this.#every - this.#clock();
		if (wait > 0) this.#timer = setTimeout(() => void this.#run(), wait);
		else void this.#run();
	}

	rest(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#isWanted = false;
	}

	async #run(): Promise<void> {
		this.#timer = undefined;
		this.#isWanted = false;
		this.#isLooking = true;
		this.#last = this.#clock();
		try {
			await this.#look();
		} catch {
			// the network went: the stream notices, and looks again once it is back
		}
		this.#isLooking = false;
		if (this.#isWanted) this.look();
	}
}

/** Waits before a new try: 1 s, 2 s, 4 s … at most 15 s, each shortened by chance so that sixty phones do not come back together. */
export class Backoff {
	#tries = 0;
	readonly #chance: () => number;

	constructor(chance: () => number = Math.random) {
		this.#chance = chance;
	}

	next(): number {
		const longest = Math.min(15_000, 1000 * 2 ** this.#tries);
		this.#tries += 1;
		return longest / 2 + (longest / 2) * this.#chance();
	}

	reset(): void {
		this.#tries = 0;
	}
}
