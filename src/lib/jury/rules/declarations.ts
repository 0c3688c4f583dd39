// What a juror declares, and when: at the start, before the choice of a candidate, before each session of the evolutivity clause (JUR-7).

export const stages = ['start', 'candidates', 'evolutivity'] as const;
export type Stage = (typeof stages)[number];

/** No link with those concerned; a link that others judge; one that makes the juror step aside. */
export const declaredAs = ['no-link', 'link', 'recused'] as const;
export type Declared = (typeof declaredAs)[number];
