import { describe, expect, test } from 'vitest';
import { chosenAtMost, countReactions, noteLimit, readChosen, readReaction, readSources } from './field.ts';
import { concernLimit, concernsEach, objectiveLimit, pathOf, readConcern, readFrame } from './groundRules.ts';

describe('what the field says', () => {
	const ready = new Set(['a', 'b', 'c', 'd', 'e']);
	test.each<[string[], unknown]>([
		[['a', 'b', 'c', 'd'], { accepted: true, value: ['a', 'b', 'c', 'd'] }],
		[['', 'b', '', 'a'], { accepted: true, value: ['b', 'a'] }],
		[['', '', '', ''], { accepted: true, value: [] }],
		[['a', 'a', '', ''], { accepted: false, reason: 'material-chosen-twice' }],
		[['a', 'z', '', ''], { accepted: false, reason: 'material-not-ready' }]
	])('[MO185] %j', (typed, verdict) => expect(readChosen(typed, ready)).toEqual(verdict));

	test('[MO185] four at most', () => expect(readChosen(['a', 'b', 'c', 'd', 'e'], ready)).toMatchObject({ value: { length: chosenAtMost } }));

	test.each<[string, string, string, unknown]>([
		['a', 'surprises', '', { accepted: true, value: { reaction: 'surprises', note: '' } }],
		['a', 'question', '  Qui  commande ?\n', { accepted: true, value: { reaction: 'question', note: 'Qui commande ?' } }],
		['b', 'confirms', '', { accepted: false, reason: 'material-not-shown' }],
		['a', '', 'Un mot', { accepted: false, reason: 'reaction-missing' }],
		['a', 'likes', '', { accepted: false, reason: 'reaction-missing' }],
		['a', 'confirms', 'é'.repeat(noteLimit + 1), { accepted: false, reason: 'note-too-long' }]
	])('[MO187] of %s: %s %j', (material, reaction, note, verdict) => expect(readReaction({ material, reaction, note }, ['a'])).toEqual(verdict));

	test('[MO188] is counted by what is said', () => {
		expect(countReactions([{ reaction: 'surprises' }, { reaction: 'question' }, { reaction: 'surprises' }])).toEqual({ surprises: 2, confirms: 0, question: 1 });
	});

	test.each<[string[], unknown]>([
		[['M06', 'M01'], { accepted: true, value: ['M01', 'M06'] }],
		[['M06', 'M06'], { accepted: true, value: ['M06'] }],
		[['', 'M01'], { accepted: true, value: ['M01'] }],
		[['', ''], { accepted: true, value: [] }],
		[['M99', ''], { accepted: false, reason: 'source-unknown' }]
	])('[MO192] a card cites %j', (typed, verdict) => expect(readSources(typed, new Set(['M01', 'M06']))).toEqual(verdict));
});

describe('the frame', () => {
	test.each<[string, string, unknown]>([
		['Dire de quoi la cantine\na besoin.', ' le bureau ', { accepted: true, value: { objective: 'Dire de quoi la cantine a besoin.', body: 'le bureau' } }],
		['Un objectif', '', { accepted: true, value: { objective: 'Un objectif', body: '' } }],
		['  ', 'le bureau', { accepted: false, reason: 'objective-missing' }],
		['x'.repeat(objectiveLimit + 1), '', { accepted: false, reason: 'objective-too-long' }],
		['Un objectif', 'x'.repeat(121), { accepted: false, reason: 'body-too-long' }]
	])('[MO180] %j, %j', (objective, body, verdict) => expect(readFrame({ objective, body })).toEqual(verdict));

	test.each<[string, number, unknown]>([
		[' Qui lira ? ', 0, { accepted: true, value: 'Qui lira ?' }],
		['', 0, { accepted: false, reason: 'concern-missing' }],
		['x'.repeat(concernLimit + 1), 0, { accepted: false, reason: 'concern-too-long' }],
		['Qui lira ?', concernsEach, { accepted: false, reason: 'too-many-concerns' }]
	])('[MO183] %j with %i waiting', (typed, waiting, verdict) => expect(readConcern(typed, waiting)).toEqual(verdict));

	test('[MO181] the path tells each chapter once, with its minutes, without what is dropped', () => {
		const step = (name: string, plannedMinutes: number, droppedAt?: string) => ({ step: name, plannedMinutes, ...(droppedAt ? { droppedAt } : {}) });
		expect(pathOf([step('welcome', 6), step('ground-rules', 6), step('field', 10), step('landscape-writing', 10), step('landscape-grouping', 18), step('matrix', 10, '2027-01-01T00:00:00Z'), step('vote', 22), step('consent', 5), step('closing', 6)])).toEqual([
			{ chapter: 'field', minutes: 10 },
			{ chapter: 'landscape', minutes: 28 },
			{ chapter: 'choice', minutes: 27 },
			{ chapter: 'closing', minutes: 6 }
		]);
	});
});
