import { expect, test } from 'vitest';
import { daysOfScenario, isEmptyDelta, readDelta, typedFrom, withoutGone } from './deltaForm.ts';
import { isToWrite } from './steps/joint-scenario.ts';

const p3 = {
	'service-what': ['Commande', ''],
	'service-before': ['par référence', ''],
	'service-after': ['par famille de saison', ''],
	from: '2028-12-15',
	until: '2029-04-30',
	'review-on': '2029-05-15',
	'budget-what': ['155 repas de plus', 'Surcoût'],
	'budget-amount': ['32 550', '4 650 €'],
	'budget-until': ['', '2029-05-01'],
	'indicator-name': 'Information des familles',
	'indicator-after': 'chaque mois',
	'indicator-how': 'added'
};

test('[EV78] a scenario as it is typed, empty lines left out', () => {
	expect(readDelta(p3)).toEqual({
		faults: [],
		delta: {
			version: 1,
			services: [{ what: 'Commande', before: 'par référence', after: 'par famille de saison' }],
			calendar: { from: '2028-12-15', until: '2029-04-30', reviewOn: '2029-05-15' },
			budget: [
				{ what: '155 repas de plus', amount: 3_255_000, until: null },
				{ what: 'Surcoût', amount: 465_000, until: '2029-05-01' }
			],
			indicators: [{ how: 'added', name: 'Information des familles', before: '', after: 'chaque mois' }]
		}
	});
	expect(isEmptyDelta(readDelta({}).delta)).toBe(true);
	expect(isEmptyDelta(readDelta({ from: '2028-12-15' }).delta)).toBe(false);
});

test.each([
	['an amount that is none', { ...p3, 'budget-amount': ['beaucoup', '4 650'] }, ['delta-amount-unreadable budget-amount 0']],
	['less money', { ...p3, 'budget-amount': ['− 1 200', '4 650'] }, []],
	['10¹² €', { ...p3, 'budget-amount': ['1000000000000', '4 650'] }, ['delta-amount-unreadable budget-amount 0']],
	['a date that cannot exist', { ...p3, until: '2029-02-30' }, ['delta-day-unreadable until 0']],
	['the end before the beginning', { ...p3, until: '2028-12-14' }, ['delta-days-reversed until 0']],
	['a review of nothing', { ...p3, from: '', until: '' }, ['delta-day-missing from 0']],
	['no word of what changes', { ...p3, 'service-after': [''] }, ['delta-words-missing service-after 0']],
	['too long a word', { ...p3, 'service-what': ['x'.repeat(401)] }, ['delta-words-too-long service-what 0']],
	['everything at once', { ...p3, until: 'demain', 'budget-amount': ['a', 'b'] }, ['delta-amount-unreadable budget-amount 0', 'delta-amount-unreadable budget-amount 1', 'delta-day-unreadable until 0']],
	['too many lines', { 'service-what': Array(21).fill('a'), 'service-after': Array(21).fill('b') }, ['delta-too-many-lines service-what 0']]
])('[EV78] %s', (_, typed, expected) => expect(readDelta(typed).faults.map(({ reason, field, line }) => `${reason} ${field} ${line}`)).toEqual(expected));

test('[EV78] a scenario that is given back to its form is read the same', () => {
	const { delta } = readDelta({ ...p3, 'budget-amount': ['32 550,50', '-4 650'], 'indicator-how': 'suspended' });
	expect(readDelta(typedFrom(delta))).toEqual({ faults: [], delta });
	expect(readDelta(typedFrom({ services: [], calendar: null, budget: [], indicators: [] })).delta).toEqual({ version: 1, services: [], calendar: null, budget: [], indicators: [] });
});

test.each([
	['the contract says both', { notifiedOn: '2027-08-23', endsOn: '2031-08-22' }, ['2027-08-23', '2036-08-22']],
	['it is over', { notifiedOn: '2020-01-01', endsOn: '2024-12-31' }, ['2020-01-01', '2033-12-05']],
	['it says none', { notifiedOn: null, endsOn: null }, ['2023-12-05', '2038-12-05']]
])('[EV131] days of a scenario where %s', (_, contract, [first, last]) => expect(daysOfScenario({ ...contract, heldOn: '2028-12-05' })).toEqual({ first, last }));

test.each([
	['a review in the year 2', { 'review-on': '0002-01-01' }, ['review-on']],
	['a price that went back before the contract', { 'budget-until': ['', '2020-01-01'] }, ['budget-until']],
	['a beginning beyond all', { from: '9028-12-15', until: '' }, ['from']],
	['the bounds themselves', { from: '2027-08-23', until: '2036-08-22' }, []]
])('[EV131] %s', (_, typed, wrong) => {
	const { faults } = readDelta({ ...p3, ...typed }, { first: '2027-08-23', last: '2036-08-22' });
	expect(faults.filter(({ reason }) => reason === 'delta-day-beyond').map(({ field }) => field)).toEqual(wrong);
});

test('[EV133] a line that is ticked goes, the others keep their place', () => {
	const ticked = { ...p3, 'budget-gone': '0' };
	expect(readDelta(ticked).delta.budget).toEqual([{ what: 'Surcoût', amount: 465_000, until: '2029-05-01' }]);
	expect(withoutGone(ticked)).toEqual({ ...p3, 'budget-what': ['', 'Surcoût'], 'budget-amount': ['', '4 650 €'], 'budget-until': ['', '2029-05-01'] });
	expect(readDelta({ ...p3, 'indicators-gone': ['0'] }).delta.indicators).toEqual([]);
});

test.each([
	['taken', 2, 2, true],
	['taken', 2, 3, false],
	['taken', undefined, 1, false],
	['left', 2, 2, false]
] as const)('[EV132] an amendment that is %s at revision %s, P3 being at %s', (answer, revision, now, expected) => expect(isToWrite({ answer, revision }, now)).toBe(expected));
