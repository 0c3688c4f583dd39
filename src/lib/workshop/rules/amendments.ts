// The life of an amendment: what it may ask of a passage, who may move it on, and in which state it ends (MOD-16).

export const amendmentTypes = ['add', 'replace', 'remove', 'condition', 'split'] as const;
/** `split`: into a scenario of its own */
export type AmendmentType = (typeof amendmentTypes)[number];

export const amendmentStates = [
	/** written in silence: its seat alone has it */
	'private',
	/** before the room */
	'proposed',
	/** « je prends »: waits for the pen */
	'taken',
	/** « autrement »: waits for the pen, with other words */
	'otherwise',
	'integrated',
	'integrated-otherwise',
	'moved-to-scenario',
	/** « plus tard » */
	'parked',
	'withdrawn',
	'not-kept'
] as const;
export type AmendmentState = (typeof amendmentStates)[number];

/** An effect that the author expects on one line of the matrix. */
export interface ExpectedEffect {
	/** the code of an impact or of a risk */
	readonly line: string;
	readonly sense: 'better' | 'worse';
}

export const turnPhases = ['silence', 'turn', 'rest'] as const;
export type TurnPhase = (typeof turnPhases)[number];
