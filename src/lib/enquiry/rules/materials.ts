// What the field enquiry is made of: four questions of context (MOD-4) and materials of every kind (MOD-7).

export const contextQuestions = ['origin', 'current-action', 'investments', 'inspiring-projects'] as const;
export type ContextQuestion = (typeof contextQuestions)[number];

export const materialKinds = ['figure', 'testimony', 'photo', 'sound', 'video', 'document'] as const;
export type MaterialKind = (typeof materialKinds)[number];

export interface EnquiryOnPage {
	readonly answers: readonly { readonly question: ContextQuestion; readonly text: string }[];
	readonly materials: readonly {
		readonly code: string;
		readonly kind: MaterialKind;
		readonly title: string;
		readonly caption: string;
	}[];
}
