// The watch between two sittings: signals, and the question whether the need is still right.

/** What the prescribing service answers to « le besoin est-il toujours juste ? ». */
export const needAnswers = ['still-right', 'changed', 'gone'] as const;
export type NeedAnswer = (typeof needAnswers)[number];
