// Days and figures of the cockpit as they are read.
import { sayDay } from '../../design/rules/days.ts';
import { getLocale } from '../../words/runtime.js';

/** « 1er juin 2028 » for an ISO day. */
export const dayInWords = (day: string): string =>
	sayDay(
		new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(
			new Date(`${day}T00:00:00Z`)
		)
	);

/** « juin 2028 » for an ISO day. */
export const monthInWords = (day: string): string =>
	new Intl.DateTimeFormat(getLocale(), { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
		new Date(`${day}T00:00:00Z`)
	);

/** « 9,96 » for a decimal as it is kept. */
export const numberInWords = (decimal: string): string =>
	new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 6 })
		.format(Number(decimal))
		.replaceAll('\u202f', '\u00a0');

/** « 33,3 % » for basis points. */
export const rateInWords = (points: number): string =>
	new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 1 })
		.format(points / 10_000)
		.replaceAll('\u202f', '\u00a0');

/** « 3,25 % » for basis points, to the last of them. */
export const pointsInWords = (points: number): string =>
	`${new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 2 }).format(points / 100)}\u00a0%`;
