import { expect, test } from 'vitest';
import { readAuthorityPage } from './authorityPage.ts';
import { portfolioOf, renewalsOf, type PortfolioProject } from './portfolio.ts';
import { standingOf } from './contracts.ts';
import { endOf } from './publicPage.ts';

const line = (id: string, mode: 'purchase' | 'subsidy', impacts: readonly string[]) => ({ id, code: id, object: id, mode, state: 'proposed' as const, isByHand: false, impacts });
const amount = (lineId: string, cents: number, isOwn: boolean) => ({ lineId, stage: 'planned' as const, amount: cents, how: 'cash' as const, who: isOwn ? 'Ville' : 'Agence', isOwn, year: null });
const project = (title: string, more: Partial<PortfolioProject>): PortfolioProject => ({ projectId: title, title, family: '', lines: [], amounts: [], contracts: [], ...more });
const contract = (id: string, ends: string | null) => ({ id, object: id, holder: 'Ferme', ends });

const projects = [
	project('Cantine', {
		family: 'Alimentation',
		lines: [line('S1', 'subsidy', ['Climat']), line('S2', 'purchase', ['climat ', 'Santé'])],
		amounts: [amount('S1', 100, true), amount('S2', 200, true), amount('S2', 50, false)],
		contracts: [contract('later', '2030-01-01'), contract('soon', '2029-06-01'), contract('unsaid', null)]
	}),
	project('École', { lines: [line('S3', 'purchase', [])], amounts: [amount('S3', 1_000, false)], contracts: [contract('over', '2028-05-31')] }),
	project('Marché', { family: 'alimentation', lines: [line('S4', 'purchase', [])] })
];

test('[CO123] the portfolio tells purchases by family and mode, sums by mode and impact with the own share apart, and what ends when', () => {
	const { families, modes, impacts, sums, renewals } = portfolioOf(projects, '2028-06-01');
	expect(families.map(({ family, lines }) => [family, lines.map(({ id }) => id)])).toEqual([['Alimentation', ['S2', 'S4', 'S1']], ['', ['S3']]]);
	expect(modes.map(({ mode, lines, sums: { planned } }) => [mode, lines, planned.own, planned.others])).toEqual([['purchase', 3, 200, 1_050], ['subsidy', 1, 100, 0]]);
	expect(impacts.map(({ impact, lines, sums: { planned } }) => [impact, lines, planned.total])).toEqual([['Climat', 2, 350], ['Santé', 1, 250]]);
	expect([sums.planned.own, sums.planned.others]).toEqual([300, 1_050]);
	expect(renewals.map(({ id, when }) => [id, when])).toEqual([['over', 'over'], ['soon', 'soon'], ['later', 'later'], ['unsaid', 'unsaid']]);
	expect(renewalsOf([project('A', { contracts: [contract('leap', '2029-03-01')] })], '2028-02-29')[0]!.when).toBe('later');
});

test.each([
	[{ notifiedOn: '2028-06-01', months: 48, endsOn: null }, '2032-05-31'],
	[{ notifiedOn: '2028-01-31', months: 1, endsOn: null }, '2028-02-29'],
	[{ notifiedOn: '2028-06-01', months: 48, endsOn: '2030-01-01' }, '2030-01-01'],
	[{ notifiedOn: null, months: 48, endsOn: null }, null]
])('[CO123] a contract %o ends on %s', (contract, day) => {
	expect(endOf({ ...contract, modifications: [] })).toBe(day);
	// the page of the contract and the portfolio say the same day
	expect(standingOf({ ...contract, holder: '', amount: null, maximum: null }, [], '2028-06-01').endsOn).toBe(day);
});

test('[CO121] the page of an authority: rows are read in their places, the last year first; what cannot be read is told with its row', () => {
	const rows = (year: string[], text: string[], amount: string[]) => readAuthorityPage({ introduction: ' Bonjour ', year, text, amount });
	expect(rows(['2028', '', '2029'], ['Écoles', '', 'Eau'], ['1 200 000', '', ''])).toEqual({
		accepted: true,
		value: { introduction: 'Bonjour', orientations: [{ year: 2029, text: 'Eau', amount: null }, { year: 2028, text: 'Écoles', amount: 120_000_000 }] }
	});
	expect(rows(['28'], ['Écoles'], [''])).toMatchObject({ reason: 'orientation-year-unreadable', row: 0 });
	expect(rows(['2028', '2028'], ['Écoles', ''], ['', '12'])).toMatchObject({ reason: 'orientation-text-missing', row: 1 });
	expect(rows(['2028'], ['Écoles'], ['-12'])).toMatchObject({ reason: 'orientation-amount-negative' });
	expect(rows(['2028'], ['Écoles'], ['1000000000000'])).toMatchObject({ reason: 'amount-too-large' });
	expect(rows(['2028'], ['x'.repeat(1_001)], [''])).toMatchObject({ reason: 'orientation-too-long' });
	expect(readAuthorityPage({ introduction: 'x'.repeat(4_001) })).toMatchObject({ reason: 'page-words-too-long' });
	expect(readAuthorityPage({ year: Array(41).fill('2028'), text: Array(41).fill('x'), amount: [] })).toMatchObject({ reason: 'orientations-too-many' });
});
