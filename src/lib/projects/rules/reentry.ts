// How a re-entry code is written: nine characters in three groups, read aloud and typed by anybody.

/** Nine of the 26 letters and figures that cannot be confused: 42 bits. */
export const reentryLength = 9;

export const writeReentry = (code: string): string => code.match(/.{1,3}/g)?.join('-') ?? code;
