// Who else is at the board and where they look. The server says who they are; of itself a screen says where it looks and what it drags, ten times a second at most.
import type { WebsocketProvider } from 'y-websocket';
import { readPresent, type Gaze, type Present } from '../rules/gaze.ts';
import type { Point } from '../rules/marks.ts';

type Awareness = WebsocketProvider['awareness'];

const pauseMs = 100;

const rounded = (at: Point | null) => at && { x: Math.round(at.x), y: Math.round(at.y) };

export class Presence {
	others = $state.raw<readonly Present[]>([]);
	#awareness: Awareness | undefined;
	#gaze: Gaze | null = null;
	#drags: string | null = null;
	#dragsAt: Point | null = null;
	#pointer: Point | null = null;
	#told = '';
	#pause: ReturnType<typeof setTimeout> | undefined;

	/** Goes on with another copy of the board: the socket before it is gone. */
	attach(awareness: Awareness): void {
		this.#awareness = awareness;
		this.others = [];
		this.#told = '';
		awareness.on('change', () => {
			if (this.#awareness === awareness) this.others = this.#read(awareness);
		});
		this.#tell();
	}

	/** After a line was cut, under the same number: the others have let it go. */
	again(): void {
		this.#told = '';
		this.#tell();
	}

	looksAt(gaze: Gaze | null): void {
		this.#gaze = gaze;
		this.#tell();
	}

	/** `at`: where it is on the toile. */
	drags(cardId: string | null, at: Point | null = null): void {
		this.#drags = cardId;
		this.#dragsAt = rounded(at);
		this.#tell();
	}

	/** Where the pointer is on the toile. */
	points(at: Point | null): void {
		this.#pointer = rounded(at);
		this.#tell();
	}

	leave(): void {
		clearTimeout(this.#pause);
		this.#awareness = undefined;
		this.others = [];
	}

	#read(awareness: Awareness): readonly Present[] {
		return [...awareness.getStates()]
			.flatMap(([client, state]) => (client === awareness.clientID ? [] : (readPresent(client, state) ?? [])))
			.sort((a, b) => a.name.localeCompare(b.name, 'fr') || a.client - b.client);
	}

	/** At once after a pause, else what holds when the pause ends. */
	#tell(): void {
		if (this.#pause !== undefined || !this.#awareness) return;
		const state = { looksAt: this.#gaze, drags: this.#drags, cursor: this.#pointer || this.#dragsAt ? { pointer: this.#pointer, dragsAt: this.#dragsAt } : null };
		const told = JSON.stringify(state);
		if (told === this.#told) return;
		this.#told = told;
		this.#awareness.setLocalState(state);
		this.#pause = setTimeout(() => {
			this.#pause = undefined;
			this.#tell();
		}, pauseMs);
	}
}
