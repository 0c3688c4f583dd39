// What stands on a screen that does not scroll: as many of a list as leave nothing cut.
import { tick, untrack } from 'svelte';

export class Fitting {
	readonly #most: () => number;
	#round = 0;
	/** how many of the list to show */
	count = $derived.by(() => this.#most());

	/** `most`: how many there are, or are worth showing */
	constructor(most: () => number) {
		this.#most = most;
	}

	/** For the box that holds the list, and has a height of its own. */
	readonly inside = (box: HTMLElement): (() => void) => {
		this.#most();
		const measure = () => void untrack(() => this.#measure(box));
		const sizes = new ResizeObserver(measure);
		sizes.observe(box);
		void document.fonts.ready.then(measure);
		return () => {
			this.#round += 1;
			sizes.disconnect();
		};
	};

	/** All of them, then one less until nothing overflows: before anything is painted. */
	async #measure(box: HTMLElement): Promise<void> {
		const round = (this.#round += 1);
		this.count = this.#most();
		await tick();
		while (round === this.#round && this.count > 0 && box.scrollHeight > box.clientHeight + 1) {
			this.count -= 1;
			await tick();
		}
	}
}
