import { describe, expect, test } from 'vitest';
import {
	byUrgency,
	holderMaySay,
	holderReads,
	isHolderKind,
	nextVersion,
	standingOf,
	valuesForHolder
} from './contracts.ts';
import { kindIds, kindOf, type ValuesOf } from './elements/kinds.ts';

type Modification = Parameters<typeof standingOf>[1][number];
const contract = {
	amount: 1_000_000_00,
	maximum: 1_100_000_00,
	notifiedOn: '2027-10-15',
	months: 48,
	endsOn: null,
	holder: 'Les Maraîchers'
};
const modification = (version: number, more: Partial<Modification> = {}): Modification => ({
	version,
	total: null,
	months: null,
	holder: '',
	signedOn: '2028-01-01',
	state: 'signed',
	...more
});

describe('a contract in execution', () => {
	test('[CO55] has the total of its last signed modification, not a sum of them', () => {
		const standing = standingOf(
			contract,
			[
				modification(3, { total: 1_200_000_00, signedOn: '2028-05-01' }),
				modification(2, { total: 1_050_000_00 }),
				modification(4, { total: 9_000_000_00, state: 'drafted' }),
				modification(5, { total: 9_000_000_00, signedOn: '2029-01-01' }),
				modification(6, { total: 9_000_000_00, signedOn: null })
			],
			'2028-06-01'
		);
		expect(standing).toMatchObject({
			version: 3,
			total: 1_200_000_00,
			beyondMaximum: 100_000_00,
			holder: 'Les Maraîchers'
		});
		expect(standing.versions.map(({ difference, share }) => [difference, share])).toEqual([
			[50_000_00, 500],
			[150_000_00, 2_000]
		]);
	});

	test.each([
		['by its months, the day before their anniversary', {}, [], '2031-10-14'],
		['by the day that is said', { endsOn: '2030-01-01' }, [], '2030-01-01'],
		[
			'by the months of a modification, whatever was said before',
			{ endsOn: '2030-01-01' },
			[modification(2, { months: 60 })],
			'2032-10-14'
		],
		['never, while nobody knows', { months: null }, [], null],
		['by the last day of a shorter month', { notifiedOn: '2028-01-31', months: 1 }, [], '2028-02-29']
	] as const)('[CO55] ends %s', (_, more, modifications, end) => {
		expect(standingOf({ ...contract, ...more }, modifications, '2028-06-01').endsOn).toBe(end);
	});

	test('[CO55] passes to whom a signed modification says, and lowers without a fuss', () => {
		const standing = standingOf(
			contract,
			[modification(2, { holder: 'Repreneuse', total: 900_000_00 })],
			'2028-06-01'
		);
		expect(standing).toMatchObject({
			holder: 'Repreneuse',
			beyondMaximum: 0,
			versions: [{ difference: -100_000_00, share: -1_000 }]
		});
		const unsaid = standingOf({ ...contract, amount: null, maximum: null }, [modification(2, { total: 5 })], '2028-06-01')
			.versions[0];
		expect(unsaid).toMatchObject({ total: 5, difference: null, share: null });
		expect([nextVersion([]), nextVersion([modification(2), modification(7)])]).toEqual([2, 8]);
	});

	test('[CO56] tells open incidents first, the most serious first', () => {
		const incident = (
			on: string,
			severity: ValuesOf<'incident'>['severity'],
			closedOn: string | null = null
		) => ({ values: { on, severity, closedOn } });
		const all = [
			incident('2028-01-05', 'minor'),
			incident('2028-01-01', 'blocking', '2028-02-01'),
			incident('2028-03-01', 'serious'),
			incident('2028-02-01', 'serious'),
			incident('2028-05-01', 'blocking'),
			incident('2028-04-01', 'minor', '2028-04-02')
		];
		expect(byUrgency(all).map(({ values }) => values.on)).toEqual([
			'2028-05-01',
			'2028-02-01',
			'2028-03-01',
			'2028-01-05',
			'2028-04-01',
			'2028-01-01'
		]);
	});
});

describe('the holder of a contract', () => {
	const stored = {
		object: 'Denrées',
		holder: 'Les Maraîchers',
		note: 'CANARI',
		openedTo: ['CANARI'],
		delays: '5 jours',
		indicators: ['CANARI'],
		rhythm: 'CANARI',
		seenBy: { rhythm: 'restricted' }
	};
	test('[CO57] reads of it what is shared, and nothing restricted, even by name', () => {
		const read = valuesForHolder('contract', stored);
		expect(read).toMatchObject({
			object: 'Denrées',
			delays: '5 jours',
			note: '',
			rhythm: '',
			openedTo: [],
			indicators: []
		});
		expect(JSON.stringify(read)).not.toContain('CANARI');
	});

	test('[CO57] is promised no field that is restricted, and no other kind', () => {
		expect(kindIds.filter(isHolderKind).toSorted()).toEqual(Object.keys(holderReads).toSorted());
		for (const kind of kindIds.filter(isHolderKind))
			for (const name of holderReads[kind])
				expect(kindOf(kind).fields[name]?.seenBy, `${kind}.${name}`).not.toBe('restricted');
	});

	test.each([
		['incident', ['on', 'what'], 'made', true],
		['incident', ['on', 'what', 'closedOn'], 'made', false],
		['incident', ['holderAnswer'], 'written', true],
		['incident', ['answer'], 'written', false],
		['remark', ['words'], 'made', true],
		['remark', ['words'], 'written', false],
		['document', ['title', 'panel'], 'made', false],
		['contract', ['object'], 'written', false],
		['modification', ['total'], 'made', false],
		['meeting', [], 'made', false]
	] as const)('[CO58] says %s %j %s: %s', (kind, names, how, may) => {
		expect(holderMaySay(kind, names, how)).toBe(may);
	});
});
