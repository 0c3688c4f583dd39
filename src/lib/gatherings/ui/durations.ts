import { m } from '#lib/words/messages.js';

/** « 1 h 57 », « 2 h », « 45 min » */
export function durationInWords(minutes: number): string {
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	if (hours === 0) return m.templates_minutes({ minutes: rest });
	return rest === 0 ? m.templates_hours({ hours }) : m.templates_hours_minutes({ hours, minutes: String(rest).padStart(2, '0') });
}
