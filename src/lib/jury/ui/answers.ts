// What a form of the jury answers when it is refused.
export interface FormAnswer {
	readonly refusal: string;
	readonly field?: string;
	readonly fields: Readonly<Record<string, string>>;
	/** everything that is wrong, where more than the first is known */
	readonly wrongs?: readonly { readonly field: string; readonly reason: string }[];
}
