// How capacities and days are said on the pages of a project.
import { sayDay } from '../../design/rules/days.ts';
import type { Capacity } from '#lib/projects/rules/capacities.ts';
import { m } from '#lib/words/messages.js';
import { getLocale } from '#lib/words/runtime.js';

export const capacityNames = {
	juror: () => m.projects_capacity_juror(),
	prescriber: () => m.projects_capacity_prescriber(),
	buyer: () => m.projects_capacity_buyer(),
	'elected-official': () => m.projects_capacity_elected_official(),
	contractor: () => m.projects_capacity_contractor(),
	reservist: () => m.projects_capacity_reservist(),
	observer: () => m.projects_capacity_observer()
} satisfies Record<Capacity, () => string>;

/** « 4 janvier 2027 » */
export const dayIn = (zone: string, moment: Date): string =>
	sayDay(new Intl.DateTimeFormat(getLocale(), { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' }).format(moment));

/** The last day of something that ends, excluded, at this moment. */
export const lastDayIn = (zone: string, end: Date): string => dayIn(zone, new Date(end.getTime() - 1));

/** « samedi 13 mars 2027 à 8 h 40 » */
export function dayAndTimeIn(zone: string, moment: Date): string {
	const locale = getLocale();
	const day = sayDay(new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'full' }).format(moment));
	const parts = new Intl.DateTimeFormat(locale, {
		timeZone: zone,
		hour: 'numeric',
		minute: '2-digit',
		hourCycle: 'h23'
	}).formatToParts(moment);
	const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
	return m.projects_day_and_time({ day, hour: String(Number(part('hour'))), minute: part('minute') });
}
