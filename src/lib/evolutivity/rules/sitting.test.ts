import { describe, expect, test } from 'vitest';
import type { MembershipId, PersonId, ProjectId, AccountId, AuthorityId } from '../../db/rules/ids.ts';
import { outOfOrder } from '../../gatherings/rules/agenda.ts';
import { replan } from '../../gatherings/rules/replan.ts';
import type { MembershipFacts } from '../../projects/rules/memberships.ts';
import { readEntry } from './entries.ts';
import { facilitatorOn, holdsTheRoom, missingOf, missingThings, type Prepared } from './preparation.ts';
import { readingsOf, stateOfPlayOf, type CockpitFacts } from './stateOfPlay.ts';
import { mayPlay } from './steps/casting.ts';
import { gaugesOf } from './steps/frame.ts';
import { linesOf } from './steps/scenarios.ts';
import { stepRules, usualAgenda } from './steps.ts';

const ready: Prepared = {
	clauseFrozenOn: '2027-06-07',
	charterState: 'in-force',
	requests: [{ admissibility: 'admissible', withdrawnOn: null }],
	facilitator: 'reservist',
	isGateHolderFit: true,
	filedBy: ['administration', 'company'],
	isStateFrozen: true,
	toDeclare: 0
};

describe('what a sitting needs', () => {
	test('[EV40] [EV41] nothing is missing of one that is ready', () => expect(missingOf(ready)).toEqual([]));

	test.each<[string, Partial<Prepared>, readonly string[]]>([
		['[EV40] a clause that is not published', { clauseFrozenOn: null }, ['clause-not-published']],
		['[EV40] a charter that nobody signed', { charterState: 'draft' }, ['charter-not-in-force']],
		['[EV40] no request', { requests: [] }, ['request-missing']],
		['[EV40] a request that was withdrawn is none', { requests: [{ admissibility: 'admissible', withdrawnOn: '2028-11-20' }] }, ['request-missing']],
		['[EV40] a request still to be completed', { requests: [...ready.requests, { admissibility: 'to-complete', withdrawnOn: null }] }, ['request-not-admissible']],
		['[EV40] a request that nobody has answered', { requests: [{ admissibility: null, withdrawnOn: null }] }, ['request-not-admissible']],
		['[EV42] a buyer who would facilitate', { facilitator: 'buyer' }, ['facilitator-is-buyer']],
		['[EV41] a company that has filed nothing', { filedBy: ['administration'] }, ['scenario-company-missing']],
		['[EV41] a declaration that is awaited', { toDeclare: 2 }, ['declarations-missing']],
		[
			'[EV41] everything at once',
			{ clauseFrozenOn: null, charterState: 'replaced', requests: [], facilitator: 'none', isGateHolderFit: false, filedBy: [], isStateFrozen: false, toDeclare: 1 },
			missingThings.filter((one) => one !== 'request-not-admissible' && one !== 'facilitator-is-buyer')
		]
	])('%s', (_, more, found) => expect(missingOf({ ...ready, ...more })).toEqual(found));

	test('[EV41] only a declaration that is awaited lets the room go on', () => expect(missingThings.filter((one) => !holdsTheRoom.includes(one))).toEqual(['declarations-missing']));

	const day = (iso: string) => new Date(`${iso}T12:00:00Z`);
	const member = (more: Partial<MembershipFacts>): MembershipFacts => ({
		membershipId: 'm' as MembershipId,
		authorityId: 'a' as AuthorityId,
		projectId: 'p' as ProjectId,
		personId: 'x' as PersonId,
		accountId: 'c' as AccountId,
		capacity: 'reservist',
		permissions: ['facilitate'],
		playedRole: null,
		publicName: 'Solène Abarnec',
		code: null,
		startsAt: day('2028-11-20'),
		endsAt: day('2028-12-20'),
		revokedAt: null,
		mandate: { lentBy: 'la réserve', grantedBy: 'c' as AccountId },
		...more
	});
	test.each<[string, readonly MembershipFacts[], string]>([
		['[EV42] a reservist on a mandate that stands that day', [member({})], 'reservist'],
		['[EV42] a mandate that is over', [member({ endsAt: day('2028-12-01') })], 'none'],
		['[EV42] a mandate that has not begun', [member({ startsAt: day('2028-12-06') })], 'none'],
		['[EV42] a mandate without an end is none', [member({ endsAt: null })], 'none'],
		['[EV42] a buyer who may facilitate', [member({ capacity: 'buyer', mandate: null, endsAt: null })], 'buyer'],
		['[EV42] a reservist beside a buyer', [member({ accountId: 'd' as AccountId, capacity: 'buyer', mandate: null, endsAt: null }), member({})], 'reservist'],
		['[EV42] [PR15] a reservist who is the buyer too', [member({ capacity: 'buyer', mandate: null, endsAt: null }), member({})], 'buyer'],
		['[PR15] a reservist who was the buyer before', [member({ capacity: 'buyer', permissions: [], mandate: null, endsAt: day('2028-11-01') }), member({})], 'reservist'],
		['[EV42] a reservist who may not facilitate', [member({ permissions: [] })], 'none']
	])('%s', (_, members, found) => expect(facilitatorOn(members, day('2028-12-05'))).toBe(found));
});

describe('the frame', () => {
	test('[EV44] the bounds of the Trois-Rivelles, and what earlier evolutions took of the second alone', () => {
		expect(gaugesOf({ perChange: 800, cumulated: 1500 }, 62_000_000, 0)).toEqual([
			{ what: 'per-change', used: 0, most: 800, mostAmount: 4_960_000 },
			{ what: 'cumulated', used: 0, most: 1500, mostAmount: 9_300_000 }
		]);
		expect(gaugesOf({ perChange: 800, cumulated: 1500 }, 62_000_000, -3_720_000)[1]).toMatchObject({ used: 600 });
		expect(gaugesOf({ perChange: 800, cumulated: 1500 }, null, 5)[0]).toEqual({ what: 'per-change', used: 0, most: 800, mostAmount: null });
	});
});

describe('the state of play', () => {
	const facts: CockpitFacts = {
		today: '2028-12-05',
		contract: { object: 'Légumes', holder: 'Les Paniers', maximum: 62_000_000 },
		paid: 13_640_000,
		indicators: [
			{ code: 'N2', name: 'Délai', unit: 'h', last: null },
			{ code: 'N1', name: 'Part bio du lot', unit: '%', last: { value: '34', on: '2028-11-30' } }
		],
		milestones: [{ what: 'Revue', on: '2028-06-01', state: 'done' }],
		incidents: [{ what: 'Navets refusés', on: '2028-10-02', severity: 'minor', closedOn: null }]
	};
	test('[EV45] figures of the contract, then indicators, the measured first', () => {
		const made = stateOfPlayOf(facts);
		expect(made.figures.map(({ id, value }) => [id, value])).toEqual([['maximum', '62000000'], ['paid', '13640000'], ['share', '2200'], ['incidents', '1'], ['milestones', '1'], ['N1', '34'], ['N2', null]]);
		expect(readEntry('state-of-play', '', made), 'is one that is kept').toEqual(made);
		expect(stateOfPlayOf({ ...facts, contract: { ...facts.contract, maximum: null } }).figures.map(({ id }) => id)).toEqual(['paid', 'incidents', 'milestones', 'N1', 'N2']);
	});
	test('[EV45] a figure is counted by those who understood it and those who wonder', () => {
		const read = readingsOf(stateOfPlayOf(facts).figures, [{ key: 'paid', reading: 'understood' }, { key: 'paid', reading: 'question' }, { key: 'gone', reading: 'question' }]);
		expect(read.find(({ id }) => id === 'paid')).toEqual({ id: 'paid', understood: 1, questions: 1 });
		expect(read.reduce((sum, { questions }) => sum + questions, 0)).toBe(1);
	});
});

test('[EV47] each line of a scenario may be marked', () => {
	const change = { what: 'a', before: 'b', after: 'c' };
	expect(linesOf({ services: [change, change], calendar: { from: '2029-01-04', until: null, reviewOn: null }, budget: [{ what: 'x', amount: 1, until: null }], indicators: [] })).toEqual(['services/0', 'services/1', 'calendar/0', 'budget/0']);
	expect(linesOf({ services: [], calendar: null, budget: [], indicators: [] })).toEqual([]);
});

test.each<[string, Parameters<typeof mayPlay>[0], string | null]>([
	['[EV48] the gate holder plays no concerned party', { isGateHolder: true, isObserver: false, isConcerned: true }, 'gate-holder-plays-none'],
	['[EV48] the gate holder may play one that is not', { isGateHolder: true, isObserver: false, isConcerned: false }, null],
	['[EV43] whoever has stepped aside plays none', { isGateHolder: false, isObserver: true, isConcerned: false }, 'observer-plays-none'],
	['[EV48] everybody else may', { isGateHolder: false, isObserver: false, isConcerned: true }, null]
])('%s', (_, asked, found) => expect(mayPlay(asked)).toBe(found));

test.each<[string, Parameters<typeof readEntry>, boolean]>([
	['[EV49] a motive in one sentence', ['motive', 'T1', { version: 1, sentence: ' Plus d’enfants mangent. ' }], true],
	['[EV46] a motive that says nothing', ['motive', 'T1', { version: 1, sentence: '  ' }], false],
	['[EV46] a motive longer than a sentence', ['motive', 'T1', { version: 1, sentence: 'a'.repeat(281) }], false],
	['[EV49] a word that is no answer', ['reading', 'paid', { version: 1, reading: 'maybe', words: '' }], false],
	['[EV49] more than its shape says', ['acknowledgement', '', { version: 1, annex: 'secret' }], false],
	['[EV49] a key that is no plain word', ['mark', 'P1; drop', { version: 1, mark: 'keep', words: '' }], false]
])('%s', (_, asked, isRead) => expect(readEntry(...asked) !== undefined).toBe(isRead));

test('[EV50] thirteen steps in 150 minutes, in an order that stands, with those that no agenda leaves out', () => {
	const agenda = usualAgenda();
	expect(agenda.steps.map(({ step }) => step)).toEqual(['arrival', 'frame', 'state-of-play', 'motives', 'scenarios', 'questions', 'pause', 'casting', 'simulation', 'joint-scenario', 'legal-gate', 'consent', 'integration']);
	expect(agenda.steps.reduce((sum, { plannedMinutes }) => sum + plannedMinutes, 0)).toBe(150);
	expect([...outOfOrder(stepRules, agenda)]).toEqual([]);
	for (const kept of ['casting', 'legal-gate', 'consent', 'integration'])
		expect(replan(agenda, 0, { do: 'drop', position: agenda.steps.findIndex(({ step }) => step === kept) }, new Date('2028-12-05')), kept).toMatchObject({ accepted: false });
});
