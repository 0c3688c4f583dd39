// How often the server, or its database, may fall by itself before starting it again is worth nothing.

/** Falls in a row, each within a minute of the first: nobody gets anything done in between. */
const inAMinute = 3;
const inTenMinutes = 6;

/**
 * Whether to stop now. Milliseconds on any clock that only goes forward, the last fall included.
 * @param {readonly number[]} falls
 */
export function fallsTooOften(falls) {
	const last = falls.at(-1) ?? 0;
	const within = (/** @type {number} */ span) => falls.filter((at) => last - at < span).length;
	return within(60_000) >= inAMinute || within(600_000) >= inTenMinutes;
}
