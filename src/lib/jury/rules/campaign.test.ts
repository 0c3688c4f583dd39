import { expect, test } from 'vitest';
import { reachByKind, readAction } from './campaign.ts';

const poster = { kind: 'poster', what: ' 46  affiches ', onDay: '2027-01-05', reach: '' };

test('[JU9] an action is tidied; a reach may be unknown', () => {
	expect(readAction(poster)).toEqual({ accepted: true, value: { kind: 'poster', what: '46 affiches', onDay: '2027-01-05', reach: null } });
	expect(readAction({ ...poster, reach: '1 200' })).toMatchObject({ value: { reach: 1200 } });
});

test.each([
	[{ kind: 'drone' }, 'action-kind-unknown'],
	[{ what: ' \u0000 ' }, 'action-what-missing'],
	[{ what: 'é'.repeat(201) }, 'action-what-too-long'],
	[{ onDay: '2027-02-30' }, 'action-day-unreadable'],
	[{ onDay: '' }, 'action-day-unreadable'],
	[{ reach: '−3' }, 'action-reach-unreadable'],
	[{ reach: '10 000 001' }, 'action-reach-unreadable']
])('[JU9] %j is refused: %s', (typed, reason) => expect(readAction({ ...poster, ...typed })).toEqual({ accepted: false, reason }));

test('[JU9] reach adds up kind by kind, unknown as nothing', () => {
	const one = { what: 'x', onDay: '2027-01-05' };
	expect(
		reachByKind([
			{ ...one, kind: 'meeting', reach: 40 },
			{ ...one, kind: 'poster', reach: null },
			{ ...one, kind: 'meeting', reach: 25 }
		])
	).toEqual([
		{ kind: 'poster', actions: 1, reach: 0 },
		{ kind: 'meeting', actions: 2, reach: 65 }
	]);
});
