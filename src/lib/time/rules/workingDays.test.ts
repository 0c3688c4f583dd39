import { expect, test } from 'vitest';
import { daysAfter, daysBetween, easterOf, isHoliday, isWorkingDay, workingDaysAfter } from './workingDays.ts';

test.each([
	[2024, '2024-03-31'],
	[2026, '2026-04-05'],
	[2027, '2027-03-28'],
	[2028, '2028-04-16'],
	[2038, '2038-04-25'],
	[2285, '2285-03-22']
])('Easter of %d is on %s', (year, expected) => expect(easterOf(year)).toBe(expected));

test('the eleven holidays of 2028, and no other day', () => {
	const found = Array.from({ length: 366 }, (_, nth) => daysAfter('2028-01-01', nth)).filter(isHoliday);
	expect(found).toEqual(['2028-01-01', '2028-04-17', '2028-05-01', '2028-05-08', '2028-05-25', '2028-06-05', '2028-07-14', '2028-08-15', '2028-11-01', '2028-11-11', '2028-12-25']);
});

test.each([
	['2028-11-07', 5, '2028-11-14'],
	['2027-05-05', 1, '2027-05-07'],
	['2026-12-24', 1, '2026-12-28'],
	['2026-11-27', 0, '2026-11-27']
])('%s and %d working days: %s', (from, count, expected) => expect(workingDaysAfter(from, count)).toBe(expected));

test('six weeks from the session of 5 December 2028', () => {
	expect([daysAfter('2028-12-05', 42), daysBetween('2028-11-07', '2028-12-05'), isWorkingDay('2028-11-11')]).toEqual(['2029-01-16', 28, false]);
});
