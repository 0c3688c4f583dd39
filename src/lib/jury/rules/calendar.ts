// The dates of a jury as a calendar file (RFC 5545).
import type { Phase } from './choice.ts';

export interface Meeting {
	readonly id: string;
	readonly title: string;
	readonly place: string;
	readonly startsAt: Date;
	/** whole minutes, as planned */
	readonly minutes: number;
}

const stamp = (moment: Date): string => moment.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** Commas, semicolons, backslashes and line ends mean something in a calendar: what somebody typed keeps to its property (JU88). */
const escaped = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');

/** No line beyond 75 bytes: the next begins with a blank. */
function folded(line: string): string {
	const pieces: string[] = [];
	let piece = '';
	let size = 0;
	for (const letter of line) {
		const bytes = new TextEncoder().encode(letter).length;
		if (size + bytes > 74) {
			pieces.push(piece);
			[piece, size] = ['', 0];
		}
		piece += letter;
		size += bytes;
	}
	return [...pieces, piece].join('\r\n ');
}

/** The sealed room among the dates of a project: from the moment it opens until it closes, while it is not over (JU88). */
export function withSealedRoom(meetings: readonly Meeting[], room: { readonly phase: Phase; readonly opensAt: Date; readonly closesAt: Date } | null, as: Pick<Meeting, 'id' | 'title'>): readonly Meeting[] {
	if (room?.phase !== 'before' && room?.phase !== 'open') return meetings;
	const { opensAt, closesAt } = room;
	return [...meetings, { ...as, place: '', startsAt: opensAt, minutes: (closesAt.getTime() - opensAt.getTime()) / 60_000 }].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
}

/** A calendar of these meetings, written at a moment: lines ended and folded as RFC 5545 asks. */
export function toCalendar(meetings: readonly Meeting[], at: Date): string {
	const events = meetings.flatMap(({ id, title, place, startsAt, minutes }) => [
		'BEGIN:VEVENT',
		`UID:${id}@eclaireurs`,
		`DTSTAMP:${stamp(at)}`,
		`DTSTART:${stamp(startsAt)}`,
		`DTEND:${stamp(new Date(startsAt.getTime() + minutes * 60_000))}`,
		`SUMMARY:${escaped(title)}`,
		...(place ? [`LOCATION:${escaped(place)}`] : []),
		'END:VEVENT'
	]);
	return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Eclaireurs//Jury//FR', ...events, 'END:VCALENDAR', ''].map(folded).join('\r\n');
}
