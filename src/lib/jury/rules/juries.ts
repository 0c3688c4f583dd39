// What is said of a jury before it is drawn: its seats, its quorum, its announcement, the days that count.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readDay, tidyLine } from './campaign.ts';

export const announcementLimit = 2_000;
export const deliberationLimit = 160;

export type AnnouncementRefusal =
	| 'announcement-missing'
	| 'announcement-too-long'
	| 'deliberation-too-long'
	| 'deliberation-day-unreadable'
	| 'volunteers-day-unreadable'
	| 'volunteers-day-past'
	| 'mandate-day-unreadable'
	| 'purge-day-unreadable'
	| 'purge-before-mandate';

export interface Announcement {
	readonly announcement: string;
	readonly deliberation: string;
	readonly deliberationOn: string | null;
	readonly volunteersUntil: string | null;
	readonly mandateStartsOn: string | null;
	readonly purgeOn: string | null;
}

export type TypedAnnouncement = Readonly<Record<keyof Announcement, string>>;

/** Paragraphs of plain words: no control character but the end of a line, no run of blanks. */
const tidyText = (typed: string): string =>
	typed
		.slice(0, 20_000)
		.toWellFormed()
		.normalize('NFC')
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{Cc}\n]/gu, ' ')
		.replace(/[^\S\n]+/gu, ' ')
		.replace(/ ?\n ?/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();

/**
 * An announcement as typed, on a day (`2027-01-05`) of the authority. Words are needed; each day may be left out. Refuses what is no day of the
 * calendar, a last day for volunteers that has passed, and forgetting people before the mandate begins. Source: PRO-1, scripts 4.3.
 */
export function readAnnouncement(typed: TypedAnnouncement, today: string): Outcome<Announcement, AnnouncementRefusal> {
	const announcement = tidyText(typed.announcement);
	if (announcement === '') return refused('announcement-missing');
	if ([...announcement].length > announcementLimit) return refused('announcement-too-long');
	const deliberation = tidyLine(typed.deliberation);
	if ([...deliberation].length > deliberationLimit) return refused('deliberation-too-long');
	const days = { deliberationOn: 'deliberation-day-unreadable', volunteersUntil: 'volunteers-day-unreadable', mandateStartsOn: 'mandate-day-unreadable', purgeOn: 'purge-day-unreadable' } as const;
	const read: Record<string, string | null> = {};
	for (const [field, reason] of Object.entries(days)) {
		const given = typed[field as keyof typeof days].trim();
		const day = given === '' ? null : readDay(given);
		if (day === undefined) return refused(reason);
		read[field] = day;
	}
	const { deliberationOn = null, volunteersUntil = null, mandateStartsOn = null, purgeOn = null } = read;
	if (volunteersUntil !== null && volunteersUntil < today) return refused('volunteers-day-past');
	if (purgeOn !== null && mandateStartsOn !== null && purgeOn < mandateStartsOn) return refused('purge-before-mandate');
	return accepted({ announcement, deliberation, deliberationOn, volunteersUntil, mandateStartsOn, purgeOn });
}

/** The last day (ISO, included) of the twelve months that begin on a day: the eve of the same day a year later (JU61). Source: scripts 4.3. */
export function mandateLastDay(startsOn: string): string {
	const [year, month, day] = startsOn.split('-').map(Number) as [number, number, number];
	return new Date(Date.UTC(year + 1, month - 1, day - 1)).toISOString().slice(0, 10);
}

/** Members present below which a jury does not deliberate: half of the seats, and more. */
export const usualQuorum = (seats: number): number => Math.floor(seats / 2) + 1;
