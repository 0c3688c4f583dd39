import { describe, expect, test } from 'vitest';
import type { MembershipAsked } from './memberships.ts';
import { collegeOf } from './capacities.ts';
import { endOfDay, momentOf } from './local-time.ts';
import { judgeMembership, mayFacilitate } from './memberships.ts';
import { codeOf, judgeProject } from './projects.ts';
import { reentryLength, writeReentry } from './reentry.ts';

const at = new Date('2027-01-02T09:00:00Z');
const days = (count: number) => new Date(at.getTime() + count * 86_400_000);
const reasonOf = (outcome: { accepted: boolean; reason?: string }) =>
	outcome.accepted ? 'accepted' : outcome.reason;

describe('a project', () => {
	const asked = { title: '« À table, les Rivelles ! »', summary: '', code: '' };
	test('[PR1] makes its code out of its title', () => {
		expect(judgeProject(asked)).toMatchObject({ accepted: true, value: { code: 'a-table-les-rivelles' } });
		expect(codeOf('🎉🎉')).toBe('projet');
		expect(codeOf('é'.repeat(200))).toHaveLength(40);
	});
	test.each([
		[{ title: '  ' }, 'title-missing'],
		[{ title: '\u202E' }, 'title-missing'],
		[{ title: 'é'.repeat(120) }, 'accepted'],
		[{ title: 'é'.repeat(121) }, 'title-too-long'],
		[{ title: 'x'.repeat(10_000) }, 'title-too-long'],
		[{ summary: 'é'.repeat(601) }, 'summary-too-long'],
		[{ code: 'cantine-2028' }, 'accepted'],
		[{ code: 'Cantine' }, 'accepted'],
		[{ code: 'a' }, 'code-malformed'],
		[{ code: '-a-' }, 'code-malformed'],
		[{ code: 'à table' }, 'code-malformed'],
		[{ code: '../../etc' }, 'code-malformed']
	])('[PR1] with %j is %s', (part, expected) =>
		expect(reasonOf(judgeProject({ ...asked, ...part }))).toBe(expected)
	);
});

describe('a place in a project', () => {
	const lent = { lentBy: 'Hôpital du Ternoy' };
	const asked: MembershipAsked = {
		capacity: 'reservist',
		permissions: ['facilitate'],
		startsAt: days(2),
		endsAt: days(118),
		mandate: lent
	};
	test.each([
		['a reservist on a dated mandate', {}, 'accepted'],
		['a reservist without mandate', { mandate: null }, 'mandate-missing'],
		['a mandate without lender', { mandate: { lentBy: '  ' } }, 'mandate-lender-missing'],
		[
			'a prescriber of the house',
			{ capacity: 'prescriber', permissions: [], mandate: null, endsAt: null },
			'accepted'
		]
	] as const)('[PR3] %s', (_, part, expected) =>
		expect(reasonOf(judgeMembership({ ...asked, ...part }, at))).toBe(expected)
	);
	test.each([
		['without end', { endsAt: null }, 'mandate-end-missing'],
		['that ends as it begins', { endsAt: days(2) }, 'mandate-ends-before-it-begins'],
		['that is over', { startsAt: days(-9), endsAt: at }, 'mandate-already-over'],
		['of 366 days', { endsAt: days(368) }, 'accepted'],
		['of 367 days', { endsAt: days(369) }, 'mandate-too-long']
	] as const)('[PR4] a mandate %s', (_, part, expected) =>
		expect(reasonOf(judgeMembership({ ...asked, ...part }, at))).toBe(expected)
	);
	test.each([
		['juror', 'permission-not-for-capacity'],
		['elected-official', 'permission-not-for-capacity'],
		['contractor', 'permission-not-for-capacity'],
		['buyer', 'accepted'],
		['prescriber', 'accepted'],
		['observer', 'accepted']
	] as const)('[PR5] the right to facilitate, for a %s: %s', (capacity, expected) =>
		expect(reasonOf(judgeMembership({ ...asked, capacity, mandate: null }, at))).toBe(expected)
	);
	test('[PR3] a reservist votes in no college', () => expect(collegeOf('reservist')).toBeUndefined());

	const held = { permissions: ['facilitate'] as const, startsAt: days(0), endsAt: days(10), revokedAt: null };
	test.each([
		['standing', {}, true],
		['without the permission', { permissions: [] }, false],
		['to come', { startsAt: days(1) }, false],
		['ended', { endsAt: days(0) }, false],
		['revoked', { revokedAt: days(0) }, false]
	] as const)('[PR6] a place %s', (_, part, expected) =>
		expect(mayFacilitate({ ...held, ...part }, at)).toBe(expected)
	);
});

describe('a re-entry code', () => {
	test('[PR8] carries more than 40 bits and is read in groups of three', () => {
		expect(reentryLength * Math.log2(26)).toBeGreaterThan(40);
		expect(writeReentry('KD7P3WQX4')).toBe('KD7-P3W-QX4');
	});
});

describe('a date and a time', () => {
	test.each([
		['2027-03-13', '08:40', 'Europe/Paris', '2027-03-13T07:40:00.000Z'],
		['2027-07-13', '08:40', 'Europe/Paris', '2027-07-13T06:40:00.000Z'],
		['2027-03-13', '08:40', 'Indian/Reunion', '2027-03-13T04:40:00.000Z'],
		['2027-03-13', '08:40', 'Pacific/Marquesas', '2027-03-13T18:10:00.000Z'],
		['2027-03-13', '08:40', 'Pacific/Wallis', '2027-03-12T20:40:00.000Z'],
		['2027-10-31', '02:30', 'Europe/Paris', '2027-10-31T00:30:00.000Z'],
		['2027-03-28', '02:30', 'Europe/Paris', undefined],
		['2027-02-30', '08:40', 'Europe/Paris', undefined],
		['2027-13-01', '08:40', 'Europe/Paris', undefined],
		['2027-03-13', '24:00', 'Europe/Paris', undefined],
		['13/03/2027', '08:40', 'Europe/Paris', undefined],
		['', '', 'Europe/Paris', undefined]
	])('[PR4] %s at %s in %s', (day, time, zone, expected) =>
		expect(momentOf(day, time, zone)?.toISOString()).toBe(expected)
	);
	test('[PR4] « jusqu’au 30 avril » holds until the day after begins', () => {
		expect(endOfDay('2027-04-30', 'Europe/Paris')?.toISOString()).toBe('2027-04-30T22:00:00.000Z');
		expect(endOfDay('2027-12-31', 'Pacific/Noumea')?.toISOString()).toBe('2027-12-31T13:00:00.000Z');
	});
});
