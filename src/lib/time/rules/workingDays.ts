// Days on which an authority works in metropolitan France: neither Saturday, nor Sunday, nor a public holiday. A delay in working days begins the day after.

const day = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
const at = (isoDay: string): number => Date.parse(`${isoDay}T00:00:00Z`);

/** Easter Sunday of a Gregorian year, as an ISO day (Meeus, « Astronomical Algorithms », 1991, ch. 8). */
export function easterOf(year: number): string {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const d = Math.floor(b / 4);
	const e = b % 4;
	const g = Math.floor((8 * b + 13) / 25);
	const h = (19 * a + b - d - g + 15) % 30;
	const j = Math.floor(c / 4);
	const k = c % 4;
	const m = Math.floor((a + 11 * h) / 319);
	const r = (2 * e + 2 * j - k - h + m + 32) % 7;
	const month = Math.floor((h - m + r + 90) / 25);
	const of = (h - m + r + month + 19) % 32;
	return `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`;
}

const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];

/** Whether this ISO day is a public holiday. Source: Code du travail, art. L3133-1. */
export function isHoliday(isoDay: string): boolean {
	if (fixed.includes(isoDay.slice(5))) return true;
	const easter = at(easterOf(Number(isoDay.slice(0, 4))));
	return [1, 39, 50].some((after) => iso(easter + after * day) === isoDay);
}

export function isWorkingDay(isoDay: string): boolean {
	const weekday = new Date(at(isoDay)).getUTCDay();
	return weekday !== 0 && weekday !== 6 && !isHoliday(isoDay);
}

/** The ISO day so many days after. */
export const daysAfter = (isoDay: string, count: number): string => iso(at(isoDay) + count * day);

/** The same day of the month so many months after; the last day of a month that has no such day. */
export function monthsAfter(isoDay: string, months: number): string {
	const [year, month, dayOfMonth] = isoDay.split('-').map(Number) as [number, number, number];
	const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
	return iso(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last)));
}

/** The last ISO day of a duration of so many months that begins on this day: the day before the same day of its month; the last day of a month that has no such day. Source: règlement (CEE) 1182/71, art. 3.2.c. */
export function lastDayOf(isoDay: string, months: number): string {
	const reached = monthsAfter(isoDay, months);
	return reached.slice(8) === isoDay.slice(8) ? daysAfter(reached, -1) : reached;
}

/** The last ISO day of a delay of so many working days that begins the day after this one. */
export function workingDaysAfter(isoDay: string, count: number): string {
	let reached = isoDay;
	for (let left = count; left > 0; ) {
		reached = daysAfter(reached, 1);
		if (isWorkingDay(reached)) left -= 1;
	}
	return reached;
}

/** Whole days from one ISO day to another; negative where the other comes before. */
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / day);
