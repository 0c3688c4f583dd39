// The figures of the worked example, 5.9, as it publishes them.
import { describe, expect, test } from 'vitest';
import { reasons, sketch, whole } from '../../workshop/server/example/strategy.ts';
import { differenceOf, reasonsOwed, type TeamLine } from './difference.ts';
import { readLine, type SketchLine } from './lines.ts';
import type { Fields } from './modes/mode.ts';
import { coherenceOfLine, costOf, readWhole, totalsOf, type WholeLine } from './strategy.ts';

const today = '2027-03-27';
const known = { needs: ['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8'], impacts: ['I-qualite', 'I-viandes', 'I-gaspillage', 'I-contenants', 'I-origine', 'I-insertion', 'I-acces', 'I-metiers', 'I-depense'] };

const lines = sketch.map(({ mode, needs, impacts, fields }, place): SketchLine => {
	const read = readLine(mode, { ...fields, need: needs, impact: impacts }, known);
	if (!read.accepted) throw new Error(read.reason);
	return { code: `S${place + 1}`, mode, ...read.value };
});

function wholeOf(place: number, more: Fields = {}): TeamLine {
	const { mode, needs, impacts } = sketch[place]!;
	const read = readWhole(mode, { ...whole[place], need: needs, impact: impacts, ...more }, known);
	if (!read.accepted) throw new Error(read.reason);
	const own = Object.fromEntries(reasons.filter(({ line }) => line === place).map(({ change, reason }) => [change, reason]));
	return { code: `S${place + 1}`, mode, ...read.value, isRemoved: false, reasons: own };
}
const all = whole.map((_, place) => wholeOf(place));
const found = (line: WholeLine) => coherenceOfLine(line, today).map(({ level, check }) => `${level} ${check}`);
const finding = (line: WholeLine, check: string) => coherenceOfLine(line, today).find((one) => one.check === check);

describe('the totals of the example', () => {
	test('[CO10] 3 739 000 €, of which 3 645 000 in cash and 94 000 in kind', () => {
		const totals = totalsOf(all);
		expect(totals).toMatchObject({ total: 373_900_000, cash: 364_500_000, inKind: 9_400_000 });
		expect(totals.funders.map(({ who, how, amount }) => [who, how, amount])).toEqual([
			['Collectivité', 'cash', 359_000_000],
			['Collectivité', 'in-kind', 8_400_000],
			['FIL', 'cash', 5_500_000],
			['Fourchette libre', 'in-kind', 1_000_000]
		]);
	});
	test('[CO10] a line costs what its funders bring, else what its parts add up to', () => {
		expect(all.map(costOf)).toEqual([345_000_000, 8_500_000, 12_000_000, 8_400_000]);
		expect(costOf({ ...all[0]!, funders: [] })).toBe(345_000_000);
		expect(costOf({ ...all[0]!, funders: [], parts: { version: 1, maximum: null, lots: [], items: [] } as never })).toBeNull();
	});
	test('[CO10] the same name in other letters is the same funder', () => {
		const funder = (who: string) => ({ funders: [{ who, how: 'cash' as const, amount: 5 }] });
		expect(totalsOf([funder('FIL'), funder('fil')]).funders).toEqual([{ who: 'FIL', how: 'cash', amount: 10 }]);
	});
});

describe('what does not hold together in the example', () => {
	test('[CO9] more meals from 2029 exceed the maximum by 14 772 €', () => {
		expect(finding(all[0]!, 'volume-over')).toEqual({
			check: 'volume-over',
			level: 'alert',
			figures: { unitPrice: 252, quantity: 1_101_100, unit: 'repas', needed: 277_477_200, maximum: 276_000_000, gap: 1_477_200 }
		});
	});
	test('[CO9] with as many meals as today it fits, with 149 280 € to spare', () => {
		const before = wholeOf(0, { volumeQuantity: ['259 000', '259 000', '259 000', '259 000'] });
		expect(finding(before, 'volume-fits')?.figures).toMatchObject({ needed: 261_072_000, gap: 14_928_000 });
	});
	test('[CO9] nobody says who runs the légumerie, and nothing else is missing', () => {
		const missing = coherenceOfLine(all[0]!, today).filter(({ check }) => check === 'running-missing');
		expect(missing).toEqual([{ check: 'running-missing', level: 'alert', figures: { name: 'Légumerie' } }]);
		expect(found(wholeOf(0, { itemYearly: ['38 000', '', ''] }))).toContain('ok running-said');
	});
	test('[CO9] the seven lots add up to the maximum', () => {
		expect(finding(all[0]!, 'lots-sum-equal')?.figures).toMatchObject({ count: 7, sum: 276_000_000, gap: 0 });
		expect(finding(wholeOf(0, { maximum: '2,7 M€' }), 'lots-sum-over')?.figures).toMatchObject({ gap: 6_000_000 });
		expect(finding(wholeOf(0, { maximum: '2,8 M€' }), 'lots-sum-under')?.figures).toMatchObject({ gap: 4_000_000 });
	});
	test('[CO9] funders are held against what the line adds up to', () => {
		expect(all.flatMap((line) => found(line)).filter((one) => /funders/.test(one))).toEqual(['ok funders-whole', 'ok funders-whole', 'ok funders-whole', 'ok funders-whole']);
		expect(finding(wholeOf(1, { funderAmount: ['50 000', '20 000', '10 000'] }), 'funders-apart')?.figures).toMatchObject({ brought: 8_000_000, parted: 8_500_000, gap: 500_000 });
		expect(found(wholeOf(1, { funderWho: [], funderHow: [], funderAmount: [] }))).toContain('alert funders-missing');
	});
	test('[CO9] what is lent is no price: the pact stays a pact, the subsidy has its agreement', () => {
		expect(found(all[3]!)).not.toContain('discuss pact-with-price');
		expect(found(all[2]!)).toContain('discuss agreement-needed');
	});
	test('[CO9] the two alerts of the example, and no third', () => {
		expect(all.flatMap((line) => coherenceOfLine(line, today)).flatMap(({ level, check }) => (level === 'alert' ? [check] : []))).toEqual(['volume-over', 'running-missing']);
	});
});

describe('a line as the team types it', () => {
	const read = (fields: Fields) => {
		const line = readWhole('subsidy', { object: 'a', ...fields }, known);
		return line.accepted ? 'accepted' : line.reason;
	};
	test.each<[Fields, string]>([
		[{}, 'accepted'],
		[{ object: '' }, 'object-missing'],
		[{ on: ['demain'], what: ['x'] }, 'date-unreadable'],
		[{ on: ['2027-02-30'], what: ['x'] }, 'date-unreadable'],
		[{ on: ['2027-02-03'], what: [''] }, 'name-missing'],
		[{ funderWho: [''], funderAmount: ['3'] }, 'funder-missing'],
		[{ funderWho: ['FIL'], funderAmount: ['trois'] }, 'amount-unreadable'],
		[{ yearly: 'trois' }, 'amount-unreadable'],
		[{ on: ['', ''], what: ['', ''], funderWho: [''], funderHow: ['cash'], funderAmount: [''] }, 'accepted']
	])('[CO8] %o: %s', (fields, said) => {
		expect(read(fields)).toBe(said);
	});
	test('[CO8] milestones stand in the order of their days', () => {
		expect(wholeOf(1, { on: ['2028-01-03', '2027-06-30'], what: ['b', 'a'] }).milestones.map(({ what }) => what)).toEqual(['a', 'b']);
	});
});

describe('what the team changed', () => {
	const difference = differenceOf(lines, all);
	test('[CO11] the example: what is a precision owes nothing, what goes out owes a reason', () => {
		expect(difference.map(({ code, state }) => [code, state])).toEqual([
			['S1', 'changed'],
			['S2', 'kept'],
			['S3', 'changed'],
			['S4', 'kept']
		]);
		const amounts = difference.flatMap(({ changes }) => changes.flatMap((one) => (one.kind === 'amount' ? [one.fits] : [])));
		expect(amounts).toEqual(['within', 'within', 'above', 'without-money']);
		expect(difference.flatMap(({ changes }) => changes.flatMap((one) => (one.kind === 'season' ? [one.fits] : [])))).toEqual(['within', 'within', 'within', 'within']);
		expect(reasonsOwed(difference)).toEqual([]);
	});
	test('[CO11] reasons that are owed and not said', () => {
		expect(reasonsOwed(differenceOf(lines, all.map((line) => ({ ...line, reasons: {} }))))).toEqual([
			{ code: 'S1', kind: 'actors' },
			{ code: 'S3', kind: 'amount' }
		]);
	});
	test('[CO11] added, removed, and what came and went again', () => {
		const added: TeamLine = { ...all[2]!, code: 'S5', reasons: {} };
		const told = differenceOf(lines, [all[0]!, { ...all[1]!, isRemoved: true }, all[2]!, all[3]!, added, { ...added, code: 'S6', isRemoved: true }]);
		expect(told.map(({ code, state }) => [code, state])).toEqual([
			['S1', 'changed'],
			['S2', 'removed'],
			['S3', 'changed'],
			['S4', 'kept'],
			['S5', 'added']
		]);
		expect(reasonsOwed(told)).toEqual([
			{ code: 'S2', kind: 'line' },
			{ code: 'S5', kind: 'line' }
		]);
	});
	test.each<[string, Partial<Record<string, unknown>>, string]>([
		['later than the season', { milestones: [{ on: '2027-09-01', what: 'x' }] }, 'season later'],
		['earlier', { milestones: [{ on: '2027-03-01', what: 'x' }] }, 'season earlier'],
		['below the range', { funders: [{ who: 'a', how: 'cash', amount: 100 }] }, 'amount below'],
		['other needs', { needs: ['B3', 'B4'] }, 'service'],
		['another answer', { answers: { ...(all[1]!.answers as object), stop: 'Autrement' } }, 'answers']
	])('[CO11] %s', (_, more, said) => {
		const [told] = differenceOf([lines[1]!], [{ ...all[1]!, ...more } as TeamLine]).flatMap(({ changes }) => changes.filter((change) => change.reason === ''));
		expect([told?.kind, told && 'fits' in told ? told.fits : undefined].filter(Boolean).join(' ')).toBe(said);
	});
	test('[CO11] « sans argent » that costs money is a change; in kind is none', () => {
		const paid = { ...all[3]!, funders: [{ who: 'Collectivité', how: 'cash' as const, amount: 100 }] };
		expect(differenceOf([lines[3]!], [paid])[0]!.changes.find(({ kind }) => kind === 'amount')).toMatchObject({ fits: 'money-now', reason: '' });
		expect(differenceOf([{ ...lines[3]!, money: { kind: 'unsaid' } }], [paid])[0]!.changes.find(({ kind }) => kind === 'amount')).toMatchObject({ fits: 'not-said-before', reason: null });
	});
});
