// What a date and a time of day mean in a zone: « samedi 13 mars, 8 h 40 » at Paris or at La Réunion.

/** Minutes that a zone is ahead of UTC at a moment. */
function aheadOfUtc(at: number, zone: string): number {
	const parts = new Intl.DateTimeFormat('en-GB', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric'
	}).formatToParts(new Date(at));
	const part = (type: string) => Number(parts.find((one) => one.type === type)!.value);
	const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
	return Math.round((shown - Math.floor(at / 60_000) * 60_000) / 60_000);
}

/**
 * The moment of a day (`2027-03-13`) and a time (`08:40`) in an IANA zone. Undefined when they are malformed, are no day of the calendar
 * or, once a year, are skipped by summer time; the first of the two when they come twice.
 */
export function momentOf(day: string, time: string, zone: string): Date | undefined {
	const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
	const clock = /^(\d{2}):(\d{2})$/.exec(time);
	if (!date || !clock) return undefined;
	const [year, month, dayOfMonth, hour, minute] = [...date.slice(1), ...clock.slice(1)].map(Number) as [
		number,
		number,
		number,
		number,
		number
	];
	const wanted = Date.UTC(year, month - 1, dayOfMonth, hour, minute);
	const read = new Date(wanted);
	if (
		year < 2000 ||
		read.getUTCMonth() !== month - 1 ||
		read.getUTCDate() !== dayOfMonth ||
		hour > 23 ||
		minute > 59
	)
		return undefined;
	const offsets = [aheadOfUtc(wanted - 86_400_000, zone), aheadOfUtc(wanted + 86_400_000, zone)];
	const moments = offsets.map((offset) => wanted - offset * 60_000).sort((a, b) => a - b);
	const found = moments.find((moment) => moment + aheadOfUtc(moment, zone) * 60_000 === wanted);
	return found === undefined ? undefined : new Date(found);
}

/** The first moment of the day after, for an end that is included: « jusqu'au 30 avril ». */
export function endOfDay(day: string, zone: string): Date | undefined {
	const begins = momentOf(day, '00:00', zone) ?? momentOf(day, '01:00', zone);
	if (!begins) return undefined;
	const [year, month, dayOfMonth] = day.split('-').map(Number) as [number, number, number];
	const next = new Date(Date.UTC(year, month - 1, dayOfMonth + 1)).toISOString().slice(0, 10);
	return momentOf(next, '00:00', zone) ?? momentOf(next, '01:00', zone);
}

/** The ISO day that it is in a zone at a moment. */
export const dayIn = (at: Date, zone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
