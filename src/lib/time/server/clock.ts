// The server's clock: one function, shifted in demos and tests only.

let shift = Number(process.env.CLOCK_SHIFT_MS ?? 0);

export const now = (): Date => new Date(Date.now() + shift);

/** For tests and demos: what the clock shows from now on. */
export function setClock(to: Date): void {
	shift = to.getTime() - Date.now();
}
