import { describe, expect, test } from 'vitest';
import { may, roles, rolesOf, standing, type Act, type Facts, type PlaceFacts, type Role } from './may.ts';

const at = new Date('2027-03-13T08:40:00Z');
const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);
const target = { authorityId: 'rivelles', gatheringId: 'g1' };
const place = (
	capacity: string,
	permissions: string[] = [],
	dates: Partial<PlaceFacts> = {}
): PlaceFacts => ({
	capacity,
	permissions,
	startsAt: hours(-24),
	endsAt: hours(24),
	revokedAt: null,
	...dates
});
const here = { authorityId: 'rivelles', isAdministrator: false };
const elsewhere = { authorityId: 'ternoy', isAdministrator: false };

/** Everybody who may stand at a door, and all that they are there. */
const people: Record<string, { facts: Facts; are: Role[] }> = {
	'somebody unknown': { facts: { target }, are: ['public'] },
	'an account of the authority without a place': { facts: { target, account: here }, are: ['public'] },
	'an administrator': {
		facts: { target, account: { ...here, isAdministrator: true } },
		are: ['public', 'administrator']
	},
	'the administrator of another authority': {
		facts: { target, account: { ...elsewhere, isAdministrator: true } },
		are: ['public', 'stranger']
	},
	'a contractor, of whom nothing is asked about': {
		facts: { target, account: here, places: [place('contractor', [], { membershipId: 'm1' })] },
		are: ['public']
	},
	'a contractor to whom the contract is opened': {
		facts: { target: { ...target, openedTo: ['m0', 'm1'] }, account: here, places: [place('contractor', [], { membershipId: 'm1' })] },
		are: ['public', 'contractor']
	},
	'a contractor to whom it is not': {
		facts: { target: { ...target, openedTo: ['m0'] }, account: here, places: [place('contractor', [], { membershipId: 'm1' })] },
		are: ['public']
	},
	'a contractor whose place was revoked': {
		facts: { target: { ...target, openedTo: ['m1'] }, account: here, places: [place('contractor', [], { membershipId: 'm1', revokedAt: hours(-1) })] },
		are: ['public']
	},
	'an observer whose membership is named all the same': {
		facts: { target: { ...target, openedTo: ['m1'] }, account: here, places: [place('observer', [], { membershipId: 'm1' })] },
		are: ['public']
	},
	'a reservist on a mandate': {
		facts: { target, account: elsewhere, places: [place('reservist', ['facilitate'])] },
		are: ['public', 'stranger', 'facilitator']
	},
	'a reservist without the right to facilitate': {
		facts: { target, account: elsewhere, places: [place('reservist')] },
		are: ['public', 'stranger']
	},
	'a reservist whose mandate ended now': {
		facts: { target, account: elsewhere, places: [place('reservist', ['facilitate'], { endsAt: at })] },
		are: ['public', 'stranger']
	},
	'a reservist whose mandate was revoked': {
		facts: {
			target,
			account: elsewhere,
			places: [place('reservist', ['facilitate'], { revokedAt: hours(-1) })]
		},
		are: ['public', 'stranger']
	},
	'a reservist whose mandate has not begun': {
		facts: {
			target,
			account: elsewhere,
			places: [place('reservist', ['facilitate'], { startsAt: hours(1) })]
		},
		are: ['public', 'stranger']
	},
	'a buyer': { facts: { target, account: here, places: [place('buyer')] }, are: ['public', 'buyer'] },
	'a prescriber': {
		facts: { target, account: here, places: [place('prescriber', [], { endsAt: null })] },
		are: ['public', 'prescriber']
	},
	'an elected official': {
		facts: { target, account: here, places: [place('elected-official')] },
		are: ['public', 'elected-official']
	},
	'a buyer who facilitates': {
		facts: { target, account: here, places: [place('buyer', ['facilitate'])] },
		are: ['public', 'buyer', 'facilitator']
	},
	'a juror in the room': {
		facts: { target, seat: { gatheringId: 'g1', state: 'admitted', capacity: 'juror' } },
		are: ['public', 'juror-seat']
	},
	'a team seat': {
		facts: { target, seat: { gatheringId: 'g1', state: 'admitted', capacity: 'prescriber' } },
		are: ['public', 'team-seat']
	},
	'a guest seat': {
		facts: { target, seat: { gatheringId: 'g1', state: 'admitted', capacity: 'reservist' } },
		are: ['public', 'guest-seat']
	},
	'a seat that waits': {
		facts: { target, seat: { gatheringId: 'g1', state: 'waiting', capacity: 'juror' } },
		are: ['public', 'waiting-seat']
	},
	'a seat that was expelled': {
		facts: { target, seat: { gatheringId: 'g1', state: 'expelled', capacity: 'juror' } },
		are: ['public']
	},
	'a seat that was merged': {
		facts: { target, seat: { gatheringId: 'g1', state: 'merged', capacity: 'juror' } },
		are: ['public']
	},
	'a juror of another gathering': {
		facts: { target, seat: { gatheringId: 'g2', state: 'admitted', capacity: 'juror' } },
		are: ['public']
	},
	'the wall': { facts: { target, wall: { gatheringId: 'g1' } }, are: ['public', 'wall'] },
	'the wall of another gathering': { facts: { target, wall: { gatheringId: 'g2' } }, are: ['public'] }
};

describe('who somebody is', () => {
	test.each(Object.entries(people))('[PE6] [PE7] [PE8] %s', (_, { facts, are }) =>
		expect([...rolesOf(facts, at)].sort()).toEqual([...are].sort())
	);
});

describe('the truth table', () => {
	const table = Object.entries(people).flatMap(([who, { facts, are }]) =>
		roles.map((role) => ({ who, role, facts, opens: are.includes(role) }))
	);
	test('covers every role with somebody who has it and somebody who has not', () => {
		for (const role of roles) {
			expect(
				table.some((line) => line.role === role && line.opens),
				role
			).toBe(true);
			if (role !== 'public')
				expect(
					table.some((line) => line.role === role && !line.opens),
					role
				).toBe(true);
		}
	});
	test.each(table)('[PE6] [PE7] [PE8] what is for $role, asked by $who: $opens', ({ role, facts, opens }) => {
		const outcome = may({ name: 'try', allows: [role] }, facts, at);
		expect(outcome.accepted).toBe(opens);
		if (outcome.accepted) expect(outcome.value).toBe(role);
	});
	test('an act that allows nobody is refused to everybody', () => {
		for (const { facts } of Object.values(people))
			expect(may({ name: 'never', allows: [] }, facts, at).accepted).toBe(false);
	});
});

describe('the reason that is given', () => {
	const console_: Act = { name: 'hold-console', allows: ['administrator', 'facilitator'] };
	const vote: Act = { name: 'vote', allows: ['juror-seat', 'team-seat'] };
	const reason = (act: Act, who: string) => {
		const outcome = may(act, people[who]!.facts, at);
		return outcome.accepted ? 'accepted' : outcome.reason;
	};
	test.each([
		[console_, 'somebody unknown', 'login-needed'],
		[console_, 'an account of the authority without a place', 'right-missing'],
		[console_, 'a buyer', 'right-missing'],
		[console_, 'the administrator of another authority', 'other-authority'],
		[console_, 'a reservist without the right to facilitate', 'right-missing'],
		[console_, 'a reservist whose mandate ended now', 'mandate-ended'],
		[console_, 'a reservist whose mandate was revoked', 'mandate-revoked'],
		[console_, 'a reservist whose mandate has not begun', 'mandate-not-begun'],
		[console_, 'a juror in the room', 'right-missing'],
		[console_, 'the wall', 'login-needed'],
		[vote, 'somebody unknown', 'seat-needed'],
		[vote, 'a seat that waits', 'seat-waiting'],
		[vote, 'a seat that was expelled', 'seat-lost'],
		[vote, 'a seat that was merged', 'seat-lost'],
		[vote, 'a guest seat', 'right-missing'],
		[vote, 'a juror of another gathering', 'seat-needed'],
		[vote, 'the wall', 'seat-needed'],
		[vote, 'a reservist on a mandate', 'right-missing']
	] as const)('[PE8] of $name to %s is %s', (act, who, expected) => expect(reason(act, who)).toBe(expected));
});

describe('a place', () => {
	test.each([
		['stands', {}],
		['stands', { startsAt: at }],
		['stands', { endsAt: null }],
		['stands', { revokedAt: hours(1) }],
		['mandate-not-begun', { startsAt: hours(1) }],
		['mandate-ended', { endsAt: at }],
		['mandate-revoked', { revokedAt: at }],
		['mandate-revoked', { revokedAt: hours(-1), endsAt: hours(-2) }]
	] as const)('[PE8] %s with %j', (state, dates) =>
		expect(standing(place('reservist', [], dates), at)).toBe(state)
	);
});
