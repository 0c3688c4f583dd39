// A motivated request of evolution: by whom, why, and what the buyer answers within the charter's delay.

/** Why a contract may have to move (EVO-3 to EVO-5). The context and the need belong to the administration; the better offer and the difficulties to the company; the end of an experiment to both. */
export const triggerCategories = ['context', 'need', 'better-offer', 'human-difficulty', 'financial-difficulty', 'technical-difficulty', 'experiment-ended'] as const;
export type TriggerCategory = (typeof triggerCategories)[number];

/** The buyer's answer: recevable, à compléter, irrecevable. */
export const admissibilities = ['admissible', 'to-complete', 'inadmissible'] as const;
export type Admissibility = (typeof admissibilities)[number];
