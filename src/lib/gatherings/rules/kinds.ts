// What a kind of gathering asks of whoever leads it.

/** Kinds that are led by somebody who has no interest in what is decided, on a dated mandate (PR15). */
export const ledOnMandate: ReadonlySet<string> = new Set(['evolutivity']);
