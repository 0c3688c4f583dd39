import { expect, test } from 'vitest';
import { isEmptyDelta, readDelta, typedFrom } from './deltaForm.ts';

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
