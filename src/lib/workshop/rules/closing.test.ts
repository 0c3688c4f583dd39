import { expect, test } from 'vitest';
import { readHours } from '../../jury/rules/hours.ts';
import { leaveWord, likelyYear, visibleLeft, writeClosing } from './closing.ts';
import { nextCode, writeScenario } from './scenarios.ts';

const why = (outcome: { accepted: true } | { accepted: false; reason: string }) => (outcome.accepted ? 'accepted' : outcome.reason);

const heldOn = '2027-03-13';

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
	const written = writeClosing({ body: ' Bureau communautaire ', bodyOn: '2027-03-25', dates, year: '' }, heldOn);
	expect(written.accepted && written.value.dates.map(({ on }) => on)).toEqual(['2027-03-25', '2027-04-06']);
	expect(why(writeClosing({ body: '', bodyOn: '2027-03-25', dates, year: '' }, heldOn))).toBe('closing-body-missing');
	expect(why(writeClosing({ body: 'x', bodyOn: 'demain', dates, year: '' }, heldOn))).toBe('closing-day-missing');
	expect(why(writeClosing({ body: 'x', bodyOn: '2027-13-45', dates, year: '' }, heldOn))).toBe('closing-day-missing');
	expect(why(writeClosing({ body: 'x', bodyOn: '2027-03-25', dates: [{ on: '2027-03-25', what: '' }], year: '' }, heldOn))).toBe('closing-date-unfinished');
	expect(why(writeClosing({ body: 'x'.repeat(10_000), bodyOn: '2027-03-25', dates: [], year: '' }, heldOn))).toBe('closing-too-long');
});

test.each<[string, { bodyOn?: string; on?: string }, string]>([
	['the body on the day itself', { bodyOn: '2027-03-13' }, 'accepted'],
	['the body on the day before', { bodyOn: '2027-03-12' }, 'closing-day-before-gathering'],
	['the body years before', { bodyOn: '2020-01-01' }, 'closing-day-before-gathering'],
	['a date on the day itself', { on: '2027-03-13' }, 'accepted'],
	['a date on the day before', { on: '2027-03-12' }, 'closing-date-before-gathering'],
	['a date before that of the body', { on: '2027-03-20' }, 'accepted']
])('[MO50] no day is before the gathering: %s', (_, { bodyOn = '2027-03-25', on = '2027-04-01' }, told) => {
	expect(why(writeClosing({ body: 'x', bodyOn, dates: [{ on: '2027-05-01', what: 'y' }, { on, what: 'z' }], year: '' }, heldOn))).toBe(told);
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
	expect(leaveWord({ usefulness: '4', word: '  vif ', hours: '3 h 30', postcard: ' Tenez\r\nbon ' }, true)).toEqual({ accepted: true, value: { usefulness: 4, word: 'vif', minutes: 210, postcard: 'Tenez\nbon' } });
	expect(leaveWord({ usefulness: '4', word: '', hours: '3 h 30', postcard: '' }, false)).toEqual({ accepted: true, value: { usefulness: 4, word: '', minutes: null, postcard: '' } });
	expect(why(leaveWord({ usefulness: '', word: '', hours: '', postcard: '' }, true))).toBe('usefulness-missing');
	expect(why(leaveWord({ usefulness: '6', word: '', hours: '', postcard: '' }, true))).toBe('usefulness-missing');
	expect(why(leaveWord({ usefulness: '1', word: 'x'.repeat(41), hours: '', postcard: '' }, true))).toBe('word-too-long');
	expect(why(leaveWord({ usefulness: '1', word: '', hours: 'trois', postcard: '' }, true))).toBe('hours-unreadable');
});

const left = (word: string, usefulness = 5, minutes: number | null = null, postcard = '') => ({ usefulness, word, minutes, postcard });
const nothing = { words: [], postcards: [], usefulness: null, jurorMinutes: null };

test('[MO52] once the gathering is over, words are read from three on, in alphabetical order', () => {
	expect(visibleLeft([left('vif'), left('élan')], 'over')).toEqual({ count: 2, ...nothing });
	expect(visibleLeft([left('vif', 4, 210), left('élan', 5, 200), left('', 5, 190), left('accord')], 'over')).toEqual({
		count: 4,
		words: ['accord', 'élan', 'vif'],
		postcards: [],
		usefulness: [0, 0, 0, 1, 3],
		jurorMinutes: 600
	});
	expect(visibleLeft([left('vif', 4, 210), left('élan', 5, 200), left('accord')], 'over').jurorMinutes).toBeNull();
});

test('[MO52] while words still come, whoever looks before and after each learns only that one more came', () => {
	const come = [left('vif', 1, 10), left('élan', 2, 20), left('accord', 3, 30), left('colère', 1, 40), left('joie', 5, 50)];
	for (let count = 0; count <= come.length; count++) expect(visibleLeft(come.slice(0, count), 'under-way')).toEqual({ count, ...nothing });
});

test('[MO270] the year of the contract’s end is proposed from what the project says, and may stay empty', () => {
	expect(likelyYear('Refonder la restauration à l’horizon 2028-2031. Le marché s’arrête le 31 décembre 2027.', '2027-03-13')).toBe(2031);
	expect([likelyYear('Depuis 2019', '2027-03-13'), likelyYear('En 2099, ou 20311', '2027-03-13'), likelyYear('', '2027-03-13')]).toEqual([null, null, null]);
	const of = (year: string) => {
		const written = writeClosing({ body: 'x', bodyOn: '2027-03-25', dates: [], year }, heldOn);
		return written.accepted ? written.value.year : written.reason;
	};
	expect(['', ' ', '2031', ' 2031 ', '2027', '2026', '2068', '31', 'bientôt', '2031.5'].map(of)).toEqual([null, null, 2031, 2031, 2027, ...Array(5).fill('closing-year-unreadable')]);
});

test('[MO271] postcards are read from three on once the gathering is over, in alphabetical order, each short', () => {
	expect(why(leaveWord({ usefulness: '5', word: '', hours: '', postcard: 'x'.repeat(401) }, false))).toBe('postcard-too-long');
	const come = ['Tenez bon', 'Alors ?', '', 'Merci'].map((postcard) => left('', 5, null, postcard));
	expect(visibleLeft(come, 'under-way').postcards).toEqual([]);
	expect(visibleLeft(come.slice(0, 3), 'over').postcards).toEqual([]);
	expect(visibleLeft(come, 'over').postcards).toEqual(['Alors ?', 'Merci', 'Tenez bon']);
});
