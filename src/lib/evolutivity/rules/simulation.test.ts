import { describe, expect, test } from 'vitest';
import { readEntry } from './entries.ts';
import { mergeOf, originsOf } from './jointScenario.ts';
import type { Scenario } from './scenario.ts';
import {
	boardOf,
	consequenceLimits,
	directionOf,
	drawUnforeseen,
	readConsequence,
	unforeseenCards,
	type RoleVoice
} from './simulation.ts';

describe('consequences as they are typed', () => {
	test.each<[string, [string, string, string], unknown]>([
		['[EV81] nothing is zero', ['', '', ''], { weeks: 0, amount: 0, people: 0 }],
		['[EV81] more and less', ['+ 6', '-4 650', '− 155'], { weeks: 6, amount: -465_000, people: -155 }],
		['[EV81] never minus zero', ['-0', '-0', '0'], { weeks: 0, amount: 0, people: 0 }],
		[
			'[EV81] the limit itself',
			[String(consequenceLimits.weeks), '', ''],
			{ weeks: 520, amount: 0, people: 0 }
		]
	])('%s', (_, [weeks, euros, people], value) =>
		expect(readConsequence({ weeks, euros, people })).toEqual({ accepted: true, value })
	);

	test.each<[string, [string, string, string], string]>([
		['[EV81] weeks in words', ['six', '', ''], 'weeks-unreadable'],
		['[EV81] weeks beyond ten years', ['521', '', ''], 'weeks-unreadable'],
		['[EV81] a sign alone', ['-', '', ''], 'weeks-unreadable'],
		['[EV81] half a week', ['1,5', '', ''], 'weeks-unreadable'],
		['[EV81] euros in words', ['', 'beaucoup', ''], 'euros-unreadable'],
		['[EV81] a sign before no euros', ['', '-', ''], 'euros-unreadable'],
		['[EV81] people that are no number', ['', '', '3 ou 4'], 'people-unreadable']
	])('%s', (_, [weeks, euros, people], reason) =>
		expect(readConsequence({ weeks, euros, people })).toEqual({ accepted: false, reason })
	);
});

describe('the board of consequences', () => {
	const voice = (more: Partial<RoleVoice>): RoleVoice => ({
		round: 'turn-1',
		role: 'chef',
		reaction: 'accept',
		weeks: 0,
		amount: 0,
		people: 0,
		words: '',
		...more
	});

	test('[EV82] one role of several seats counts once, the furthest from zero; a silent role stays on the board', () => {
		const [first, second] = boardOf(
			['chef', 'pupil', 'river'],
			[
				voice({ weeks: 2, amount: 10_000, words: 'plus de plats' }),
				voice({ reaction: 'refuse', weeks: -6, amount: 4_000 }),
				voice({ role: 'pupil', reaction: 'adapt', weeks: 3, amount: -3_000, people: 155 }),
				voice({ role: 'nobody', weeks: 99 }),
				voice({ round: 'turn-2', people: 5 })
			]
		);
		expect(first!.roles[0]).toEqual({
			role: 'chef',
			reactions: { accept: 1, adapt: 0, refuse: 1 },
			weeks: -6,
			amount: 10_000,
			people: 0,
			words: ['plus de plats']
		});
		expect(first!.roles[2]).toMatchObject({
			role: 'river',
			weeks: 0,
			reactions: { accept: 0, adapt: 0, refuse: 0 }
		});
		expect(first!.total).toEqual({ weeks: -6, amount: 7_000, people: 155 });
		expect(second!.total).toEqual({ weeks: 0, amount: 0, people: 5 });
	});

	test('[EV82] an arrow says more, less or nothing', () =>
		expect([2, -1, 0].map(directionOf)).toEqual(['more', 'less', 'same']));

	test('[EV81] chance reaches every card but the one that lies there', () => {
		const drawn = new Set(Array.from({ length: 100 }, (_, nth) => drawUnforeseen(nth / 100, 'frost')));
		expect([...drawn].sort()).toEqual(unforeseenCards.filter((card) => card !== 'frost').sort());
		expect(drawUnforeseen(0, null)).toBe('frost');
	});

	test('[EV81] a card, a round or a reaction that is none is not kept', () => {
		expect(readEntry('unforeseen', '', { version: 1, card: 'frost' })).toBeDefined();
		expect(readEntry('unforeseen', '', { version: 1, card: 'war' })).toBeUndefined();
		expect(readEntry('round', '', { version: 1, round: 'turn-3' })).toBeUndefined();
		expect(
			readEntry('reaction', 'turn-1', {
				version: 1,
				reaction: 'vote',
				weeks: 0,
				amount: 0,
				people: 0,
				words: ''
			})
		).toBeUndefined();
	});
});

describe('P3 from P1 and P2', () => {
	const seasons = { what: 'Commandes', before: 'par référence', after: 'par familles de saison' };
	const p1: Scenario = {
		services: [seasons],
		calendar: { from: '2029-01-04', until: null, reviewOn: null },
		budget: [{ what: 'Effectif', amount: 3_255_000, until: null }],
		indicators: []
	};
	const p2: Scenario = {
		services: [
			{ what: 'Partenaire', before: '', after: 'à 90 km pour deux légumes' },
			{ ...seasons, what: 'Commandes ' }
		],
		calendar: { from: '2028-12-15', until: '2029-05-15', reviewOn: null },
		budget: [{ what: 'Surcoût', amount: 465_000, until: '2029-04-30' }],
		indicators: [{ how: 'suspended', name: 'Délai', before: '', after: '' }]
	};
	const filed = [
		{ code: 'P1', scenario: p1 },
		{ code: 'P2', scenario: p2 }
	];
	const joint = mergeOf(filed, [
		'P1/services/0',
		'P2/services/1',
		'P2/services/0',
		'P1/calendar/0',
		'P2/calendar/0',
		'P1/budget/0',
		'P2/budget/0',
		'P9/services/0',
		'P1/services/7'
	]);

	test('[EV83] takes lines of both, says once what they say alike, and the last calendar', () => {
		expect(joint).toEqual({
			services: [seasons, p2.services[0]],
			calendar: p2.calendar,
			budget: [...p1.budget, ...p2.budget],
			indicators: []
		});
		expect(joint.budget.reduce((total, { amount }) => total + amount, 0)).toBe(3_720_000);
	});

	test('[EV83] says where each line comes from; one that was amended comes from none', () => {
		const amended = { ...joint, calendar: { ...p2.calendar!, until: '2029-04-30', reviewOn: '2029-05-15' } };
		expect(originsOf(amended, filed)).toEqual([
			{ line: 'services/0', from: ['P1', 'P2'] },
			{ line: 'services/1', from: ['P2'] },
			{ line: 'calendar/0', from: [] },
			{ line: 'budget/0', from: ['P1'] },
			{ line: 'budget/1', from: ['P2'] }
		]);
	});
});
