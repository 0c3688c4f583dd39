// Dragging a card by mouse, pen or finger: one write when it is let go. Whoever uses a keyboard or two taps goes by the card's sheet.
import { zones, type Zone } from '#lib/design/rules/zones.ts';

/** Where a card would come to stand: at a card, or at the end of a group or of what stands in none. */
export interface DropPlace {
	readonly zone: Zone;
	readonly group: string | null;
	readonly beside?: { readonly card: string; readonly at: 'before' | 'after' };
}

interface How {
	readonly may: (cardId: string) => boolean;
	readonly takes: (zone: Zone) => boolean;
	/** each time that it comes to another place */
	readonly over: (cardId: string, place: DropPlace | null) => void;
	readonly drop: (cardId: string, place: DropPlace) => void;
	readonly end: () => void;
}

/** A hand that trembles is no drag. */
const startsAfter = 6;
/** this near to an edge the page moves on */
const edge = 56;

const same = (a: DropPlace | null, b: DropPlace | null) => JSON.stringify(a) === JSON.stringify(b);

export class CardDrag {
	card = $state<string | null>(null);
	place = $state.raw<DropPlace | null>(null);
	at = $state.raw({ x: 0, y: 0 });
	readonly #how: How;

	constructor(how: How) {
		this.#how = how;
	}

	/** Makes a card's row one that is dragged: by mouse anywhere but on its buttons, by finger or pen at its grip, so that the rest scrolls. */
	from = (cardId: string) => (row: HTMLElement) => {
		const press = (event: PointerEvent) => {
			const target = event.target as HTMLElement;
			if (event.button !== 0 || !event.isPrimary || !this.#how.may(cardId) || target.closest('button')) return;
			if (event.pointerType !== 'mouse' && !target.closest('[data-grip]')) return;
			this.#follow(cardId, row, event);
		};
		row.addEventListener('pointerdown', press);
		return () => row.removeEventListener('pointerdown', press);
	};

	#follow(cardId: string, row: HTMLElement, pressed: PointerEvent): void {
		const ends = new AbortController();
		const { signal } = ends;
		const isOurs = (event: PointerEvent) => event.pointerId === pressed.pointerId;
		const end = () => {
			ends.abort();
			if (this.card === null) return;
			this.card = null;
			this.place = null;
			this.#how.end();
		};
		const move = (event: PointerEvent) => {
			if (!isOurs(event)) return;
			if (this.card === null) {
				if (Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < startsAfter) return;
				this.card = cardId;
				row.setPointerCapture(event.pointerId);
				this.#scroll(signal);
			}
			this.at = { x: event.clientX, y: event.clientY };
			this.#look(cardId);
		};
		const letGo = (event: PointerEvent) => {
			if (!isOurs(event)) return;
			const { card, place } = this;
			if (card !== null) swallowClick();
			end();
			if (card !== null && place) this.#how.drop(cardId, place);
		};
		addEventListener('pointermove', move, { signal });
		addEventListener('pointerup', letGo, { signal });
		addEventListener('pointercancel', (event) => isOurs(event) && end(), { signal });
		addEventListener('keydown', (event) => event.key === 'Escape' && end(), { signal });
		// the words of a card are dragged with it, not chosen
		addEventListener('selectstart', (event) => event.preventDefault(), { signal });
	}

	#look(cardId: string): void {
		const place = this.#placeAt(cardId);
		if (same(place, this.place)) return;
		this.place = place;
		this.#how.over(cardId, place);
	}

	#placeAt(cardId: string): DropPlace | null {
		const under = document.elementFromPoint(this.at.x, this.at.y);
		const zone = under?.closest<HTMLElement>('.column[data-zone], .tab[data-zone]')?.dataset.zone as Zone | undefined;
		if (!under || !zone || !zones.includes(zone) || !this.#how.takes(zone)) return null;
		const group = under.closest<HTMLElement>('[data-group]')?.dataset.group ?? null;
		const row = under.closest<HTMLElement>('[data-card]');
		if (!row) return { zone, group };
		const { card } = row.dataset;
		if (card === undefined || card === cardId) return null;
		const { top, height } = row.getBoundingClientRect();
		return { zone, group, beside: { card, at: this.at.y < top + height / 2 ? 'before' : 'after' } };
	}

	/** The page goes on at its edges for as long as a card is held there. */
	#scroll(signal: AbortSignal): void {
		const step = () => {
			if (signal.aborted) return;
			const by = this.at.y < edge ? -10 : this.at.y > innerHeight - edge ? 10 : 0;
			if (by !== 0) {
				scrollBy(0, by);
				if (this.card !== null) this.#look(this.card);
			}
			requestAnimationFrame(step);
		};
		requestAnimationFrame(step);
	}
}

/** The click that ends a drag chooses nothing. */
function swallowClick(): void {
	const swallow = (event: Event) => {
		event.preventDefault();
		event.stopPropagation();
	};
	addEventListener('click', swallow, { capture: true, once: true });
	setTimeout(() => removeEventListener('click', swallow, { capture: true }));
}
