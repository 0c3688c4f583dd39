import { expect, test } from 'vitest';
import { biasedPool } from '../../../../../tests/world/pools.ts';
import { toExchange } from '../../../papers/rules/csv.ts';
import { drawnCategories, usualQuotas } from '../quotas.ts';
import { prepare } from '../sortition/pool.ts';
import { readPeople, readQuotas } from '../sortition/reading.ts';
import { fromSealed, peopleFiles, peopleTable, quotaFiles, quotasTable, typedFrom } from './files.ts';

const seats = { roll: 6, volunteers: 4 };
const stands = { seats, quorum: '7', isOneOfAHousehold: true };
const drawn = biasedPool(1, 40, 10, 4);
const problem = prepare(drawn.people.map((one, index) => ({ ...one, household: index % 9 === 0 ? 'h' : null })), drawn.quotas, { size: 10, isOneAHousehold: true, certain: [] });

test.each(peopleFiles.flatMap((file) => quotaFiles.map((quotas) => [file, quotas] as const)))('[JU125] what is published as %s and %s reads back as the same draw, without a name', (people, quotas) => {
	const published = fromSealed(problem);
	const read = readQuotas(toExchange(quotasTable(quotas, published.categories, 10)));
	if (!read.accepted) throw new Error('quotas');
	const back = readPeople(toExchange(peopleTable(people, published.categories.map(({ name }) => name), published.people)), read.value, ['foyer']);
	if (!back.accepted) throw new Error('people');
	expect(back.value.idColumn).toBe(people === 'candidates.csv' ? 'id' : 'nationbuilder_id');
	const again = prepare(back.value.people, read.value, { size: 10, isOneAHousehold: true, certain: [] });
	expect([again.profiles, again.kinds]).toEqual([problem.profiles, problem.kinds]);
});

test('[JU126] what the team takes away has names and what was carried, and no cell becomes a formula', () => {
	const who = { firstName: 'Ana, Maria', lastName: '=1+1', email: '', phone: '+33 6', address: '', postcode: '62130', town: '', carried: { métier: '-2', Genre: 'other', 'mobile number': 'x' } };
	const table = peopleTable('candidates.csv', ['Genre'], [{ id: 'a', features: { Genre: '+60' }, household: null, who }, { id: 'b', features: {}, household: 'x', who: null }]);
	expect(table.head).toEqual(['id', 'first_name', 'last_name', 'email', 'mobile_number', 'primary_address1', 'primary_zip', 'primary_city', 'Genre', 'foyer', 'métier']);
	expect(toExchange(table).split('\n').slice(1, 3)).toEqual([`a,"Ana, Maria",'=1+1,,'+33 6,,62130,,+60,,'-2`, 'b,,,,,,,,,,']);
});

test('[JU127] a file of quotas fills the form, seats of the lists too; what it does not say stands', () => {
	const written = quotasTable('categories.csv', drawnCategories(usualQuotas, { roll: 3, volunteers: 7 }), 10);
	const read = readQuotas(toExchange(written));
	if (!read.accepted) throw new Error('quotas');
	const typed = typedFrom(read.value, stands);
	expect(typed).toMatchObject({ roll: '3', volunteers: '7', quorum: '7', isOneOfAHousehold: true });
	expect(typed.categories).toEqual(usualQuotas.categories.map(({ name, features }) => ({ name, features: features.map((one) => ({ name: one.name, min: String(one.min), max: String(one.max) })) })));
	// the Sortition Foundation's example leaves maximums above the seats
	const wide = readQuotas('category,feature,min,max\ngender,female,9,20\ngender,male,9,20\n');
	if (!wide.accepted) throw new Error('quotas');
	expect(typedFrom(wide.value, { ...stands, seats: { roll: 0, volunteers: 20 } })).toMatchObject({ roll: '0', volunteers: '20', categories: [{ name: 'gender', features: [{ name: 'female', min: '9', max: '20' }, {}] }] });
});

test('[JU128] columns that are no category are carried along beside the draw', () => {
	const quotas = readQuotas('feature,value,min,max\nGenre,f,0,2\nGenre,h,0,2\n');
	const read = quotas.accepted && readPeople('nationbuilder_id,first_name,GENRE,Métier\nx1,Ana,F,\nx2,Luc,h,maçon\n', quotas.value);
	expect(read && read.accepted && read.value).toEqual({
		idColumn: 'nationbuilder_id',
		people: [{ id: 'x1', features: { Genre: 'f' }, household: null }, { id: 'x2', features: { Genre: 'h' }, household: null }],
		rest: [{ first_name: 'Ana' }, { first_name: 'Luc', Métier: 'maçon' }]
	});
});
