// The versions of a contract that sittings led to: what each changes, and the chain of what makes it one.

/** In their order; `transmitted` only where the act is transmitted to the control of legality, `awaiting-opinion` only where an opinion is needed. */
export const versionStates = ['draft', 'awaiting-opinion', 'signed', 'transmitted', 'in-force', 'given-up'] as const;
export type VersionState = (typeof versionStates)[number];

export interface VersionLink {
	readonly state: VersionState;
	/** ISO day */
	readonly on: string;
	readonly words: string;
}

/** One change of the cockpit: what it is about, in words before and after; suspended while it waits for an opinion. */
export interface VersionChange {
	readonly about: 'contract' | 'line' | 'milestone' | 'indicator' | 'amount';
	/** the element of the cockpit; null: one that is added */
	readonly elementId: string | null;
	readonly name: string;
	readonly before: string;
	readonly after: string;
	/** written to the element's fields when it is applied */
	readonly writes: Readonly<Record<string, unknown>>;
	readonly isSuspended: boolean;
}
