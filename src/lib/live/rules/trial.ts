// What a network lets through, told from what a browser saw the day before a workshop.

/** `held`: it came, but all at once at the end: something on the way keeps what should pass at once. `around`: blocked, and another way goes through. */
export type Passage = 'passes' | 'around' | 'held' | 'blocked';

export interface Seen {
	/** milliseconds at which each word of the stream came, from its opening; null: it never opened */
	readonly stream: readonly number[] | null;
	/** milliseconds from the sending of a small form to its answer; null: no answer */
	readonly form: number | null;
	/** a board's socket was opened, by whatever it was answered afterwards */
	readonly socket: boolean;
}

export interface Trial {
	readonly stream: Passage;
	readonly form: Passage;
	readonly socket: Passage;
	readonly verdict: 'all' | 'around' | 'without-live' | 'nothing';
}

/** How many words the stream says, and how many milliseconds apart. */
export const streamWords = 3;
export const streamPause = 700;

/**
 * Judges a trial. A stream passes when its words come one by one: less than half of the pause between the first and the last
 * means that they were held together. A form without an answer makes the room impossible there; without a stream the screens
 * look again by themselves when they are used; without a socket the boards go by stream and forms.
 */
export function judge({ stream, form, socket }: Seen): Trial {
	const isWhole = stream !== null && stream.length === streamWords;
	const lasted = isWhole ? stream.at(-1)! - stream[0]! : 0;
	const ofStream: Passage = !isWhole ? 'blocked' : lasted < ((streamWords - 1) * streamPause) / 2 ? 'held' : 'passes';
	const ofForm: Passage = form === null ? 'blocked' : 'passes';
	const goesAround = ofStream === 'passes' && ofForm === 'passes';
	const passed = { stream: ofStream, form: ofForm, socket: socket ? 'passes' : goesAround ? 'around' : 'blocked' } as const;
	if (ofForm === 'blocked') return { ...passed, verdict: 'nothing' };
	if (ofStream !== 'passes') return { ...passed, verdict: 'without-live' };
	return { ...passed, verdict: socket ? 'all' : 'around' };
}
