// What a sitting keeps of what is said in it, by kind: each kind is one shape, keyed by what it is about.

/** Grows by one line for each thing that a step keeps; `data` is validated on the way in and out by the kind's own shape. */
export interface SittingEntry {
	readonly kind: string;
	readonly key: string;
	readonly data: Readonly<Record<string, unknown>>;
}
