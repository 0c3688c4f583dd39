import { expect, test } from 'vitest';
import { readDelta, type TypedDelta } from './deltaForm.ts';
import { beganIn, beganName, mergeTyped } from './deltaMerge.ts';

const began: TypedDelta = { summary: 'Familles de saison', from: '2028-12-15', until: '2029-04-30', 'review-on': '', 'service-what': ['Commandes', 'Carottes'], 'service-before': ['par référence', 'd’ici'], 'service-after': ['par familles', 'd’un partenaire'], 'budget-what': ['Surcoût'], 'budget-amount': ['4 650'], 'budget-until': ['2029-05-01'], 'indicator-name': [], 'indicator-before': [], 'indicator-after': [], 'indicator-how': [] };
const merge = (mine: TypedDelta, theirs: TypedDelta) => mergeTyped(began, { ...began, ...mine }, { ...began, ...theirs });

test('[EV130] what the other saved meanwhile stays, what I wrote too', () => {
	const { merged, contested } = merge(
		{ 'budget-amount': ['5 000'], 'indicator-name': ['Délai', ''], 'indicator-before': ['48 h', ''], 'indicator-after': ['', ''], 'indicator-how': ['suspended', 'changed'] },
		{ 'review-on': '2029-05-15', 'service-after': ['par familles de saison', 'd’un partenaire'], 'indicator-name': ['Information'], 'indicator-before': [''], 'indicator-after': ['chaque mois'], 'indicator-how': ['added'] }
	);
	expect(contested).toEqual([]);
	expect(merged).toMatchObject({ 'review-on': '2029-05-15', 'service-after': ['par familles de saison', 'd’un partenaire'], 'budget-amount': ['5 000'], 'indicator-name': ['Information', 'Délai'], 'indicator-how': ['added', 'suspended'] });
	expect(readDelta(merged).faults).toEqual([]);
});

test.each<[string, TypedDelta, TypedDelta, readonly unknown[]]>([
	['both change one amount', { 'budget-amount': ['5 000'] }, { 'budget-amount': ['9 000'] }, [{ field: 'budget-amount', line: 0, theirs: '9 000' }]],
	['both change it alike', { 'budget-amount': ['9 000'] }, { 'budget-amount': ['9 000'] }, []],
	['both change the summary', { summary: 'Le mien' }, { summary: 'Le leur' }, [{ field: 'summary', line: 0, theirs: 'Le leur' }]],
	['spaces are no change', { summary: ' Familles  de saison ' }, { summary: 'Le leur' }, []],
	['I change a line that the other takes away', { 'service-after': ['par familles', 'du voisin'] }, { 'service-what': ['Commandes'], 'service-before': ['par référence'], 'service-after': ['par familles'] }, [{ field: 'service-after', line: 1, theirs: '' }]],
	['I empty a line that the other leaves', { 'service-what': ['Commandes', ''], 'service-before': ['par référence', ''], 'service-after': ['par familles', ''] }, { until: '2029-06-30' }, []]
])('[EV130] %s', (_, mine, theirs, expected) => {
	const { merged, contested } = merge(mine, theirs);
	expect(contested).toEqual(expected);
	for (const [name, said] of Object.entries(mine)) if (typeof said === 'string' && contested.some(({ field }) => field === name)) expect(merged[name], 'mine stays').toBe(said);
});

test('[EV130] the same new line, written by both, comes once', () => {
	const line = { 'budget-what': ['Surcoût', 'Effectif'], 'budget-amount': ['4 650', '32 550'], 'budget-until': ['2029-05-01', ''] };
	expect(merge(line, line).merged['budget-what']).toEqual(['Surcoût', 'Effectif']);
});

test('[EV130] a form carries what it began from beside what it says', () => {
	expect(beganIn({ summary: 'b', [beganName('summary')]: 'a' })).toEqual({ typed: { summary: 'b' }, began: { summary: 'a' } });
	expect(beganIn({ summary: 'b' })).toEqual({ typed: { summary: 'b' }, began: null });
});
