// What one may say of what a project has written, and what the team answers.

/** A question, a doubt, an agreement, a testimony. Source: JUR-12. */
export const annotationKinds = ['question', 'doubt', 'agreement', 'testimony'] as const;
export type AnnotationKind = (typeof annotationKinds)[number];

/** What became of it: taken up, in part, not taken up, or simply answered. */
export const answerOutcomes = ['kept', 'partly', 'not-kept', 'answered'] as const;
export type AnswerOutcome = (typeof answerOutcomes)[number];

/** What is annotated: a passage of a versioned text with the words quoted, a line that has a code (of a strategy), or an element of the cockpit (a line, a milestone, an indicator) with its code. */
export type AnnotatedThing =
	| { readonly version: 1; readonly what: 'passage'; readonly textId: string; readonly passageId: string; readonly at: number; readonly quote: string }
	| { readonly version: 1; readonly what: 'line'; readonly of: 'strategy' | 'cockpit'; readonly place: string; readonly code: string; readonly quote: string }
	| { readonly version: 1; readonly what: 'element'; readonly element: string; readonly code: string; readonly quote: string };
