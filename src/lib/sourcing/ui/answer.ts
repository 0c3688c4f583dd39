/** What a form of the notes or of the canvas was answered. */
export interface Answer {
	readonly act?: string;
	readonly done?: string;
	readonly refusal?: string;
	/** what was typed, given back with the refusal */
	readonly fields?: Readonly<Record<string, string>>;
}
