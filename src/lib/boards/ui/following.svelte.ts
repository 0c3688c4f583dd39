// Going where somebody looks: whom one follows until one's own first act, and where everybody is brought.
import { untrack } from 'svelte';
import { comingTo, type Brought, type Gaze, type Present } from '../rules/gaze.ts';

export type FollowEnd = 'own-act' | 'left' | 'stopped' | 'brought';

interface Ways {
	readonly others: () => readonly Present[];
	readonly brought: () => Brought | null;
	readonly isBusy: () => boolean;
	readonly go: (gaze: Gaze) => void;
	readonly onend: (name: string, why: FollowEnd) => void;
	readonly onbrought: (to: Gaze) => void;
}

/** What somebody does at their own screen; what they hear or read is none of it. */
const ownActs = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/** whoever is at a text is not moved */
const texts = 'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="hidden"])';

/** Whether somebody is typing, or has a dialog open: their screen is theirs (BO32). */
export const isAtText = (): boolean => document.activeElement?.matches(texts) === true || document.querySelector('dialog[open]:not([data-toile])') !== null;

export class Following {
	/** whom this screen follows */
	whom = $state.raw<Present | null>(null);
	/** where the room is, for somebody who was not moved there */
	offered = $state.raw<Brought | null>(null);
	#known: number;
	#last = '';
	readonly #ways: Ways;

	/** Called while a component is made: it ends with it. */
	constructor(ways: Ways) {
		this.#ways = ways;
		this.#known = untrack(() => ways.brought()?.turn ?? 0);
		$effect(() => {
			const client = this.whom?.client;
			if (client === undefined) return;
			const who = ways.others().find((one) => one.client === client);
			untrack(() => (who ? who.gaze && this.#goOnce(who.gaze) : this.stop('left')));
		});
		$effect(() => {
			const brought = ways.brought();
			untrack(() => this.#come(brought));
		});
		$effect(() => {
			if (!this.whom) return;
			const stop = (event: Event) => {
				if (!(event.target instanceof Element && event.target.closest('[data-following]'))) this.stop('own-act');
			};
			for (const act of ownActs) addEventListener(act, stop, { passive: true, capture: true });
			return () => {
				for (const act of ownActs) removeEventListener(act, stop, { capture: true });
			};
		});
	}

	follow(who: Present): void {
		this.#last = '';
		this.whom = who;
	}

	stop(why: FollowEnd): void {
		const { whom } = this;
		this.whom = null;
		if (whom) this.#ways.onend(whom.name, why);
	}

	join(): void {
		const { offered } = this;
		this.offered = null;
		if (offered) this.#ways.go(offered);
	}

	stay(): void {
		this.offered = null;
	}

	#goOnce(gaze: Gaze): void {
		const place = `${gaze.zone}/${gaze.card}`;
		if (place === this.#last) return;
		this.#last = place;
		this.#ways.go(gaze);
	}

	#come(brought: Brought | null): void {
		const coming = comingTo(brought, this.#known, this.#ways.isBusy());
		if (!brought || coming === 'nothing') return;
		this.#known = brought.turn;
		if (coming === 'offer') {
			this.offered = brought;
			return;
		}
		this.offered = null;
		this.stop('brought');
		this.#ways.go(brought);
		this.#ways.onbrought(brought);
	}
}
