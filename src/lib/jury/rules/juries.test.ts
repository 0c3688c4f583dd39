import { expect, test } from 'vitest';
import { mandateLastDay, readAnnouncement, usualQuorum } from './juries.ts';

const typed = { announcement: 'Un jury de dix personnes.\r\n\r\n\r\n\r\nIl suivra les repas.', deliberation: ' n° 2026-114 ', deliberationOn: '2026-11-20', volunteersUntil: '2027-01-28', mandateStartsOn: '2027-02-20', purgeOn: '2027-04-30' };
const today = '2027-01-05';

test('[JU7] an announcement keeps its paragraphs and its days', () => {
	expect(readAnnouncement(typed, today)).toEqual({ accepted: true, value: { ...typed, announcement: 'Un jury de dix personnes.\n\nIl suivra les repas.', deliberation: 'n° 2026-114' } });
	expect(readAnnouncement({ ...typed, deliberationOn: '', volunteersUntil: ' ', mandateStartsOn: '', purgeOn: '' }, today)).toMatchObject({ value: { deliberationOn: null, volunteersUntil: null, mandateStartsOn: null, purgeOn: null } });
});

test.each([
	[{ announcement: ' \n ' }, 'announcement-missing'],
	[{ announcement: 'é'.repeat(2_001) }, 'announcement-too-long'],
	[{ deliberation: 'x'.repeat(161) }, 'deliberation-too-long'],
	[{ deliberationOn: '2026-02-30' }, 'deliberation-day-unreadable'],
	[{ volunteersUntil: 'demain' }, 'volunteers-day-unreadable'],
	[{ volunteersUntil: '2027-01-04' }, 'volunteers-day-past'],
	[{ mandateStartsOn: '2027-13-01' }, 'mandate-day-unreadable'],
	[{ purgeOn: '20270430' }, 'purge-day-unreadable'],
	[{ purgeOn: '2027-02-19' }, 'purge-before-mandate']
])('[JU7] %j is refused: %s', (wrong, reason) => expect(readAnnouncement({ ...typed, ...wrong }, today)).toEqual({ accepted: false, reason }));

test.each([
	['2027-02-20', '2028-02-19'],
	['2027-03-01', '2028-02-29'],
	['2027-01-01', '2027-12-31'],
	['2028-02-29', '2029-02-28']
])('[JU61] the last of the twelve months that begin on %s is %s', (from, to) => expect(mandateLastDay(from)).toBe(to));

test.each([[10, 6], [11, 6], [4, 3]])('[JU62] of %i seats, %i are the quorum to begin from', (seats, quorum) => expect(usualQuorum(seats)).toBe(quorum));
