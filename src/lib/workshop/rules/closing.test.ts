import { expect, test } from 'vitest';
import { leaveWord, readHours, visibleLeft, writeClosing } from './closing.ts';
import { nextCode, writeScenario } from './scenarios.ts';

const why = (outcome: { accepted: true } | { accepted: false; reason: string }) => (outcome.accepted ? 'accepted' : outcome.reason);

test('[MO30] a scenario has one letter, a name, an idea and its facts, one a line', () => {
	expect(writeScenario({ code: ' b ', name: ' Deux cuisines ', idea: '', facts: 'Investissement : 690 000 € HT\n\nPilote' })).toEqual({
		accepted: true,
		value: { code: 'B', name: 'Deux cuisines', idea: '', facts: [['Investissement', '690 000 € HT'], ['Pilote', '']] }
	});
	expect(why(writeScenario({ code: 'AB', name: 'x', idea: '', facts: '' }))).toBe('scenario-code-wrong');
	expect(why(writeScenario({ code: 'A', name: ' ', idea: '', facts: '' }))).toBe('scenario-name-missing');
	expect(why(writeScenario({ code: 'A', name: 'x'.repeat(10_000), idea: '', facts: '' }))).toBe('scenario-too-long');
	expect([nextCode(['A', 'C']), nextCode(['A', 'B', 'C', 'D', 'E', 'F'])]).toEqual(['B', undefined]);
});

test('[MO50] the closing names a body, a day, and at most three dates in order', () => {
	const dates = [
		{ on: '2027-04-06', what: 'Début du sourcing' },
		{ on: '', what: ' ' },
		{ on: '2027-03-25', what: 'Bureau' }
	];
	const written = writeClosing({ body: ' Bureau communautaire ', bodyOn: '2027-03-25', dates });
	expect(written.accepted && written.value.dates.map(({ on }) => on)).toEqual(['2027-03-25', '2027-04-06']);
	expect(why(writeClosing({ body: '', bodyOn: '2027-03-25', dates }))).toBe('closing-body-missing');
	expect(why(writeClosing({ body: 'x', bodyOn: 'demain', dates }))).toBe('closing-day-missing');
	expect(why(writeClosing({ body: 'x', bodyOn: '2027-13-45', dates }))).toBe('closing-day-missing');
	expect(why(writeClosing({ body: 'x', bodyOn: '2027-03-25', dates: [{ on: '2027-03-25', what: '' }] }))).toBe('closing-date-unfinished');
	expect(why(writeClosing({ body: 'x'.repeat(10_000), bodyOn: '2027-03-25', dates: [] }))).toBe('closing-too-long');
});

test.each([
	['3 h 30', 210],
	['3h30', 210],
	['3,5', 210],
	['3.5 h', 210],
	['4', 240],
	['4 heures', 240],
	['45 min', 45],
	['3:30', 210],
	['3 h 75', undefined],
	['beaucoup', undefined],
	['99', undefined],
	['-1', undefined]
])('[MO51] hours are read as people write them: %s', (typed, minutes) => {
	expect(readHours(typed)).toBe(minutes);
});

test('[MO51] usefulness is asked, the word and the hours may stay empty, and only a juror has hours', () => {
	expect(leaveWord({ usefulness: '4', word: '  vif ', hours: '3 h 30' }, true)).toEqual({ accepted: true, value: { usefulness: 4, word: 'vif', minutes: 210 } });
	expect(leaveWord({ usefulness: '4', word: '', hours: '3 h 30' }, false)).toEqual({ accepted: true, value: { usefulness: 4, word: '', minutes: null } });
	expect(why(leaveWord({ usefulness: '', word: '', hours: '' }, true))).toBe('usefulness-missing');
	expect(why(leaveWord({ usefulness: '6', word: '', hours: '' }, true))).toBe('usefulness-missing');
	expect(why(leaveWord({ usefulness: '1', word: 'x'.repeat(41), hours: '' }, true))).toBe('word-too-long');
	expect(why(leaveWord({ usefulness: '1', word: '', hours: 'trois' }, true))).toBe('hours-unreadable');
});

const left = (word: string, usefulness = 5, minutes: number | null = null) => ({ usefulness, word, minutes });
const nothing = { words: [], usefulness: null, jurorMinutes: null };

test('[MO52] once the gathering is over, words are read from three on, in alphabetical order', () => {
	expect(visibleLeft([left('vif'), left('élan')], 'over')).toEqual({ count: 2, ...nothing });
	expect(visibleLeft([left('vif', 4, 210), left('élan', 5, 200), left('', 5, 190), left('accord')], 'over')).toEqual({
		count: 4,
		words: ['accord', 'élan', 'vif'],
		usefulness: [0, 0, 0, 1, 3],
		jurorMinutes: 600
	});
	expect(visibleLeft([left('vif', 4, 210), left('élan', 5, 200), left('accord')], 'over').jurorMinutes).toBeNull();
});

test('[MO52] while words still come, whoever looks before and after each learns only that one more came', () => {
	const come = [left('vif', 1, 10), left('élan', 2, 20), left('accord', 3, 30), left('colère', 1, 40), left('joie', 5, 50)];
	for (let count = 0; count <= come.length; count++) expect(visibleLeft(come.slice(0, count), 'under-way')).toEqual({ count, ...nothing });
});
