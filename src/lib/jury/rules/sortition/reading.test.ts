import { describe, expect, test } from 'vitest';
import { holdsQuotas, readPeople, readQuotas, type Fault } from './reading.ts';

const oldForm = 'category,feature,min,max\ngenre,femme,1,2\ngenre,homme,1,2\n';
const newForm = 'feature,value,min,max,min_flex,max_flex\ngenre,femme,1,2,0,3\ngenre,homme,1,2,1,2\n';

const quotasOf = (text: string) => {
	const read = readQuotas(text);
	if (!read.accepted) throw new Error(JSON.stringify(read.faults));
	return read.value;
};
const faultsOf = (read: { readonly accepted: boolean; readonly faults?: readonly Fault[] }) =>
	(read.faults ?? []).map(({ reason, row, column, value }) => [reason, row, column, value]);

describe('quotas', () => {
	test('[JU20] both forms say the same', () => {
		expect(quotasOf(oldForm)).toEqual([
			{ category: 'genre', feature: 'femme', min: 1, max: 2, minFlex: 0, maxFlex: Number.MAX_SAFE_INTEGER },
			{ category: 'genre', feature: 'homme', min: 1, max: 2, minFlex: 0, maxFlex: Number.MAX_SAFE_INTEGER }
		]);
		expect(quotasOf(newForm)[1]).toEqual({
			category: 'genre',
			feature: 'homme',
			min: 1,
			max: 2,
			minFlex: 1,
			maxFlex: 2
		});
	});

	test('[JU20] a byte order mark, semicolons, quotes, blanks and empty lines are no trouble', () => {
		expect(
			quotasOf('\ufeffCategory;Feature;Min;Max\r\n"lieu";" bourg ; centre ";1;2\r\n\r\n;;;\r\n')
		).toEqual([
			{
				category: 'lieu',
				feature: 'bourg ; centre',
				min: 1,
				max: 2,
				minFlex: 0,
				maxFlex: Number.MAX_SAFE_INTEGER
			}
		]);
	});

	test.each([
		['a column that is missing', 'category,feature,min\ngenre,femme,1\n', [['column-missing', 1, 'max', '']]],
		['no quota at all', 'category,feature,min,max\n', [['file-empty', null, null, '']]],
		[
			'half a person',
			'category,feature,min,max\ngenre,femme,1,2\ngenre,homme,"0,5",2\n',
			[['count-unreadable', 3, 'min', '0,5']]
		],
		[
			'less than none',
			'category,feature,min,max\ngenre,femme,-1,2\n',
			[['count-unreadable', 2, 'min', '-1']]
		],
		[
			'a minimum above its maximum',
			'category,feature,min,max\ngenre,femme,3,2\n',
			[['min-above-max', 2, 'min', '3']]
		],
		[
			'a quota twice, whatever its letters',
			`${oldForm}Genre,FEMME,0,1\n`,
			[['quota-twice', 4, 'feature', 'FEMME']]
		],
		['no name', 'category,feature,min,max\ngenre,,1,2\n', [['cell-empty', 2, 'feature', '']]],
		[
			'a flex inside its quota',
			'feature,value,min,max,min_flex,max_flex\ngenre,femme,1,3,2,2\n',
			[
				['flex-inside', 2, 'min_flex', '2'],
				['flex-inside', 2, 'max_flex', '2']
			]
		],
		[
			'a column twice',
			'category,feature,min,max,MIN\ngenre,femme,1,2,1\n',
			[['column-twice', 1, 'MIN', 'MIN']]
		],
		['a quote left open', 'category,feature,min,max\ngenre,"femme,1,2\n', [['file-not-csv', 2, null, '']]]
	])('[JU21] refused, and where: %s', (_, text, faults) => {
		expect(faultsOf(readQuotas(text))).toEqual(faults);
	});

	test('[JU20] which file is which shows in its head', () => {
		expect([oldForm, newForm, 'id,genre\n1,femme\n'].map(holdsQuotas)).toEqual([true, true, false]);
	});
});

describe('people', () => {
	const quotas = quotasOf(oldForm);
	const peopleOf = (text: string, address: string[] = []) => {
		const read = readPeople(text, quotas, address);
		if (!read.accepted) throw new Error(JSON.stringify(read.faults));
		return read.value;
	};

	test('[JU20] who they are: id, else nationbuilder_id, else the number of the row from 1', () => {
		expect(peopleOf('nationbuilder_id,id,genre\nn1,a,femme\n')).toEqual({
			idColumn: 'id',
			people: [{ id: 'a', features: { genre: 'femme' }, household: null }],
			rest: [{ nationbuilder_id: 'n1' }]
		});
		expect(peopleOf('nationbuilder_id,genre\nn1,femme\n').people[0]!.id).toBe('n1');
		expect(peopleOf('genre\nfemme\n\nhomme\n').people.map(({ id }) => id)).toEqual(['1', '2']);
	});

	test('[JU20] an answer is one whatever its letters, in the words of the quotas', () => {
		expect(peopleOf('id,GENRE\na, Femme \n').people[0]!.features).toEqual({ genre: 'femme' });
	});

	test('[JU32] a household is its whole address; an incomplete one tells nothing', () => {
		const { people } = peopleOf(
			'id,genre,rue,ville\na,femme,1 rue A,Rivelle\nb,homme,1 RUE  A,rivelle\nc,homme,,Rivelle\n',
			['rue', 'ville']
		);
		expect(people[0]!.household).toBe(people[1]!.household);
		expect(people[2]!.household).toBeNull();
	});

	test.each([
		['a criterion without a column', 'id,sexe\na,femme\n', [['column-missing', 1, 'genre', '']]],
		[
			'an answer that no quota knows',
			'id,genre\na,femme\nb,autre\n',
			[['answer-unknown', 3, 'genre', 'autre']]
		],
		['an answer left out', 'id,genre\na,\n', [['cell-empty', 2, 'genre', '']]],
		['an id twice', 'id,genre\na,femme\na,homme\n', [['id-twice', 3, 'id', 'a']]],
		['an id left out', 'id,genre\n,femme\n', [['cell-empty', 2, 'id', '']]]
	])('[JU21] refused, and where: %s', (_, text, faults) => {
		expect(faultsOf(readPeople(text, quotas))).toEqual(faults);
	});
});
