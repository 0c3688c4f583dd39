import { expect, test } from 'vitest';
import { drawnCategories, mend, readQuotas, readSeats, usualQuotas, usualSeats, type TypedCategory } from './quotas.ts';

const gender: TypedCategory = { name: 'Genre', features: [{ name: 'femme', min: '4', max: '6' }, { name: 'homme', min: '4', max: '6' }] };
const wrong = (changed: Partial<TypedCategory>, ...others: readonly TypedCategory[]) => readQuotas([{ ...gender, ...changed }, ...others], 10);

test.each([
	['6', '4', { accepted: true, value: { roll: 6, volunteers: 4 } }],
	['0', '4', { accepted: true, value: { roll: 0, volunteers: 4 } }],
	['2', '1', { accepted: false, reason: 'seats-too-few' }],
	['200', '1', { accepted: false, reason: 'seats-too-many' }],
	['six', '4', { accepted: false, reason: 'seats-unreadable' }]
])('[JU6] %s and %s seats', (roll, volunteers, outcome) => expect(readSeats({ roll, volunteers })).toEqual(outcome));

test('[JU17] what is empty is left out, a bound left empty bounds nothing', () => {
	expect(readQuotas([{ name: ' Genre ', features: [{ name: 'femme', min: '', max: '' }, { name: '', min: '', max: '' }, { name: 'homme', min: '4', max: '' }] }, { name: '', features: [] }], 10)).toEqual({
		accepted: true,
		value: { version: 1, categories: [{ name: 'Genre', features: [{ name: 'femme', min: 0, max: 10 }, { name: 'homme', min: 4, max: 10 }] }] }
	});
});

test.each([
	[wrong({ name: '' }), 'category-name-missing', { category: 0 }],
	[wrong({}, { ...gender, name: 'GENRE' }), 'category-twice', { category: 1 }],
	[wrong({ features: [gender.features[0]!] }), 'category-too-few', { category: 0 }],
	[wrong({ features: [gender.features[0]!, { name: 'Fémme', min: '', max: '' }] }), 'feature-twice', { category: 0, feature: 1 }],
	[wrong({ features: [gender.features[0]!, { name: '', min: '4', max: '' }] }), 'feature-name-missing', { category: 0, feature: 1 }],
	[wrong({ features: [gender.features[0]!, { name: 'homme', min: 'quatre', max: '' }] }), 'bound-unreadable', { category: 0, feature: 1 }],
	[wrong({ features: [gender.features[0]!, { name: 'homme', min: '6', max: '4' }] }), 'bounds-reversed', { category: 0, feature: 1 }],
	[wrong({ features: [gender.features[0]!, { name: 'homme', min: '7', max: '' }] }), 'mins-above-seats', { category: 0 }],
	[wrong({ features: [gender.features[0]!, { name: 'homme', min: '0', max: '3' }] }), 'maxes-below-seats', { category: 0 }],
	[wrong({ name: 'x'.repeat(41) }), 'name-too-long', { category: 0 }]
])('[JU17] %# is refused where it was typed', (outcome, reason, at) => expect(outcome).toEqual({ accepted: false, reason, at }));

test('[JU17] what is proposed to begin from can be kept for the seats proposed', () => {
	const typed = usualQuotas.categories.map(({ name, features }) => ({ name, features: features.map((one) => ({ name: one.name, min: String(one.min), max: String(one.max) })) }));
	expect(readQuotas(typed, usualSeats.roll + usualSeats.volunteers)).toEqual({ accepted: true, value: usualQuotas });
});

test('[JU18] the seats of each list are one more category of the draw', () => {
	expect(drawnCategories({ version: 1, categories: [] }, { roll: 6, volunteers: 4 })).toEqual([
		{
			name: 'liste',
			features: [
				{ name: 'listes électorales', min: 6, max: 6 },
				{ name: 'volontaires', min: 4, max: 4 }
			]
		}
	]);
});

test('[JU124] the smallest changes are made where they were typed, seats of the lists too, and nothing else moves', () => {
	const typed = { roll: '6', volunteers: '4', quorum: '7', isOneOfAHousehold: true, categories: [{ ...gender, name: ' Genre ' }, { name: '', features: [] }] };
	const change = (category: string, feature: string, bound: 'min' | 'max', from: number, to: number) => ({ category, feature, bound, from, to });
	expect(mend(typed, [])).toEqual(typed);
	expect(mend(typed, [change('Genre', 'femme', 'min', 4, 2), change('Genre', 'homme', 'max', 6, 8), change('liste', 'listes électorales', 'max', 6, 8), change('liste', 'volontaires', 'min', 4, 2)])).toEqual({
		...typed,
		roll: '8',
		volunteers: '2',
		categories: [{ name: ' Genre ', features: [{ name: 'femme', min: '2', max: '6' }, { name: 'homme', min: '4', max: '8' }] }, { name: '', features: [] }]
	});
});
