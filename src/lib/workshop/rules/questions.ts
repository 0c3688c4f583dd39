// The questions of clarification: asked in writing, merged, supported, answered aloud from the most shared; an opinion is parked.

export const questionStates = ['asked', 'merged', 'answered', 'parked', 'withdrawn'] as const;
export type QuestionState = (typeof questionStates)[number];
