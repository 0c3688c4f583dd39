// What stands on a screen that does not scroll: as many of a list as leave nothing cut.
import { flushSync } from 'svelte';

export class Fitting {
	readonly #most: () => number;
	/** how many of the list to show */
	count = $derived.by(() => this.#most());

	/** `most`: how many there are, or are worth showing */
	constructor(most: () => number) {
		this.#most = most;
	}

	/** For the box that holds the list, and has a height of its own. */
	readonly inside = (box: HTMLElement): (() => void) => {
		// whatever changes the list begins anew; the first size is told as soon as the box is watched
		this.#most();
		const sizes = new ResizeObserver(() => this.#measure(box));
		sizes.observe(box);
		void document.fonts.ready.then(() => box.isConnected && this.#measure(box));
		return () => sizes.disconnect();
	};

	/** All of them, then one less until nothing overflows: before anything is painted. */
	#measure(box: HTMLElement): void {
		this.count = this.#most();
		flushSync();
		while (this.count > 0 && box.scrollHeight > box.clientHeight + 1) {
			this.count -= 1;
			flushSync();
		}
	}
}
