// Hours as people write them, and as they are read.

/** Hours as people write them (« 3,5 », « 3 h 30 », « 45 min ») in whole minutes; undefined when they cannot be read, or are more than a day. */
export function readHours(typed: string): number | undefined {
	const text = typed.trim().toLowerCase().replace(/\u00a0|\u202f/g, ' ');
	const minutesOf = (hours: string, minutes: string) => Number(hours) * 60 + Number(minutes || 0);
	const decimal = /^(\d{1,2})(?:[.,](\d{1,2}))?\s*(?:h|heures?)?$/.exec(text);
	const spoken = /^(\d{1,2})\s*(?:h|:|heures?)\s*(\d{1,2})\s*(?:min|minutes?)?$/.exec(text);
	const short = /^(\d{1,3})\s*(?:min|minutes?)$/.exec(text);
	const minutes = decimal
		? Math.round(Number(`${decimal[1]}.${decimal[2] ?? 0}`) * 60)
		: spoken && Number(spoken[2]) < 60
			? minutesOf(spoken[1]!, spoken[2]!)
			: short
				? Number(short[1])
				: undefined;
	return minutes !== undefined && minutes <= 24 * 60 ? minutes : undefined;
}

/** « 3 h 30 », « 0 h 45 »: as the ledger writes them, never broken over two lines; a sum below nothing keeps its sign. */
export const writeHours = (minutes: number): string => `${minutes < 0 ? '−' : ''}${Math.floor(Math.abs(minutes) / 60)}\u00a0h\u00a0${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
