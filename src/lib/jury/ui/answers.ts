// What a form of the jury answers when it is refused.
export interface FormAnswer {
	readonly refusal: string;
	readonly field?: string;
	readonly fields: Readonly<Record<string, string>>;
}
