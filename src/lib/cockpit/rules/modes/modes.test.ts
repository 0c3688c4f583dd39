import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { Money } from '../../../money/rules/euros.ts';
import { lawValues } from '../../../law/rules/values.ts';
import { amountOf, answersOf, checksOf, modes, noAnswers, noParts, partsOf, readAnswers, readParts } from './modes.ts';
import { isMode, lawOf, modeIds, type ModeId } from './ids.ts';
import type { Fields } from './mode.ts';

const day = '2027-04-01';
const range = (low: number, high = low): Money => ({ kind: 'range', low: low * 100, high: high * 100 });
const none: Money = { kind: 'none' };

function found(mode: ModeId, fields: Fields, money: Money = { kind: 'unsaid' }, on = day): string[] {
	const answers = readAnswers(mode, fields);
	if (!answers.accepted) return [answers.reason];
	return checksOf(mode, answers.value, { money, day: on }).map(({ level, check }) => `${level} ${check}`);
}

describe('the registry', () => {
	test('[CO1] there are four modes, each with its law', () => {
		expect(modeIds).toEqual(['purchase', 'research', 'subsidy', 'commons']);
		expect(isMode('purchase')).toBe(true);
		expect(isMode('toString')).toBe(false);
		for (const mode of modeIds) for (const key of lawOf[mode]) expect(lawValues[key]).toBeDefined();
	});

	test('[CO2] what a mode says is read back by its own shape, and nothing else is', () => {
		for (const mode of modeIds) {
			expect(answersOf(mode, JSON.parse(JSON.stringify(noAnswers(mode))))).toEqual(noAnswers(mode));
			expect(partsOf(mode, JSON.parse(JSON.stringify(noParts(mode))))).toEqual(noParts(mode));
			expect(v.safeParse(modes[mode].answers, { version: 2 }).success).toBe(false);
			expect(v.safeParse(modes[mode].parts, { ...noParts(mode), version: 2 }).success).toBe(false);
		}
		expect(() => answersOf('subsidy', noAnswers('research'))).toThrow();
	});
});

describe('the purchase', () => {
	const whole = { idea: 'authority', market: 'yes', lots: '7' };
	test.each<[string, Fields, Money, string[]]>([
		['nothing said', {}, { kind: 'unsaid' }, ['discuss lots-unsaid']],
		['several lots, a large amount', whole, range(3_000_000), ['discuss formal-procedure', 'ok lots-several']],
		['one lot', { ...whole, lots: '1' }, range(50_000), ['discuss lots-one']],
		['around the threshold of the formal procedure', whole, range(200_000, 300_000), ['discuss formal-procedure-may-reach', 'ok lots-several']],
		['at it', whole, range(216_000), ['discuss formal-procedure', 'ok lots-several']],
		['innovative, below', { innovative: 'yes' }, range(40_000, 99_999), ['ok innovative-below']],
		['innovative, at 100 000', { innovative: 'yes' }, range(100_000), ['alert innovative-above']],
		['innovative, around 100 000', { innovative: 'yes' }, range(80_000, 120_000), ['discuss innovative-may-reach']],
		['no price', whole, none, ['alert purchase-without-price', 'ok lots-several']],
		['somebody else’s idea', { ...whole, idea: 'private' }, range(50_000), ['discuss purchase-idea-private', 'ok lots-several']],
		['nothing on the market', { ...whole, market: 'no' }, range(50_000), ['discuss purchase-market-empty', 'ok lots-several']]
	])('[CO3] %s', (_, fields, money, expected) => {
		expect(found('purchase', fields, money)).toEqual(expected);
	});

	test('[CO3] a threshold unknown on the day of the line is told as unknown', () => {
		expect(found('purchase', whole, range(3_000_000), '2028-04-01')).toContain('discuss threshold-unknown');
		expect(found('purchase', whole, range(3_000_000), '2028-04-01')).not.toContain('discuss formal-procedure');
	});

	test.each<[Fields, string]>([
		[{ lots: 'sept' }, 'count-unreadable'],
		[{ lots: '0' }, 'count-unreadable'],
		[{ lots: '7.5' }, 'count-unreadable']
	])('[CO2] %o is refused', (fields, reason) => {
		expect(found('purchase', fields)).toEqual([reason]);
	});
});

describe('the support of research', () => {
	const whole = { exists: 'no', existsReason: 'Rien trouvé', hypotheses: '- Une\n2. Deux\n\n• Trois', stop: 'Après trois mois', results: 'shared', financing: 'part' };
	test.each<[string, Fields, string[]]>([
		['nothing said', {}, ['alert exists-unasked', 'discuss hypotheses-none', 'discuss stop-unsaid', 'discuss results-unsaid']],
		['all said', whole, ['ok exists-no', 'ok hypotheses-said', 'ok stop-said', 'ok results-shared']],
		['it exists', { ...whole, exists: 'yes' }, ['alert exists-yes', 'ok hypotheses-said', 'ok stop-said', 'ok results-shared']],
		['partly, without a reason', { ...whole, exists: 'partly', existsReason: ' ' }, ['ok exists-partly', 'discuss reason-unsaid', 'ok hypotheses-said', 'ok stop-said', 'ok results-shared']],
		['our results, in part paid by others', { ...whole, results: 'ours' }, ['ok exists-no', 'ok hypotheses-said', 'ok stop-said', 'ok results-shared']],
		['our results, all paid by us', { ...whole, results: 'ours', financing: 'whole' }, ['ok exists-no', 'ok hypotheses-said', 'ok stop-said', 'alert results-wholly-ours']]
	])('[CO6] %s', (_, fields, expected) => {
		expect(found('research', fields)).toEqual(expected);
	});

	test('[CO6] hypotheses come one a line, five at most', () => {
		const read = readAnswers('research', whole);
		expect(read.accepted && (read.value as unknown as { hypotheses: string[] }).hypotheses).toEqual(['Une', 'Deux', 'Trois']);
		expect(found('research', { hypotheses: 'a\nb\nc\nd\ne\nf' })).toEqual(['too-many-rows']);
		expect(found('research', { stop: 'a'.repeat(301) })).toEqual(['words-too-long']);
	});
});

describe('the subsidy', () => {
	const whole = { initiative: 'private', initiativeReason: 'Leur projet', counterpart: 'none' };
	test.each<[string, Fields, Money, string[]]>([
		['nothing said', {}, { kind: 'unsaid' }, ['discuss initiative-unsaid', 'discuss counterpart-unsaid']],
		['23 000 exactly', whole, range(23_000), ['ok initiative-theirs', 'ok counterpart-none', 'ok agreement-below']],
		['above', whole, range(23_001), ['ok initiative-theirs', 'ok counterpart-none', 'discuss agreement-needed']],
		['around', whole, range(20_000, 30_000), ['ok initiative-theirs', 'ok counterpart-none', 'discuss agreement-may-need']],
		['our idea', { ...whole, initiative: 'authority' }, range(1000), ['alert initiative-ours', 'ok counterpart-none', 'ok agreement-below']],
		['a counterpart', { ...whole, counterpart: 'direct' }, none, ['ok initiative-theirs', 'alert counterpart-direct']],
		['without a reason', { ...whole, initiativeReason: '' }, none, ['ok initiative-theirs', 'discuss reason-unsaid', 'ok counterpart-none']]
	])('[CO6] %s', (_, fields, money, expected) => {
		expect(found('subsidy', fields, money)).toEqual(expected);
	});
});

describe('the public-commons pact', () => {
	const whole = { generalInterest: 'yes', generalInterestReason: 'a', noPublicService: 'yes', noPublicServiceReason: 'b', publicResource: 'yes', publicResourceReason: 'c' };
	const three = (...levels: string[]) => levels;
	test.each<[string, Fields, Money, string[]]>([
		['nothing said', {}, none, three('discuss general-interest-unsaid', 'discuss no-public-service-unsaid', 'discuss public-resource-unsaid')],
		['all three', whole, none, three('ok general-interest-yes', 'ok no-public-service-yes', 'ok public-resource-yes')],
		['stands in for a service', { ...whole, noPublicService: 'no' }, none, three('ok general-interest-yes', 'alert no-public-service-no', 'ok public-resource-yes')],
		['without a reason', { ...whole, publicResourceReason: '' }, none, three('ok general-interest-yes', 'ok no-public-service-yes', 'ok public-resource-yes', 'discuss reason-unsaid')],
		['with a price', whole, range(10_000), three('ok general-interest-yes', 'ok no-public-service-yes', 'ok public-resource-yes', 'discuss pact-with-price')]
	])('[CO6] %s', (_, fields, money, expected) => {
		expect(found('commons', fields, money)).toEqual(expected);
	});
});

describe('what a mode adds up to', () => {
	test.each<[ModeId, Fields, number | null]>([
		['purchase', {}, null],
		['purchase', { maximum: '2,76 M€', itemName: ['Légumerie'], itemAmount: ['340 k€'] }, 310_000_000],
		['purchase', { lotCode: ['L1', 'L2'], lotObject: ['Un', 'Deux'], lotMaximum: ['10', '20'] }, 3000],
		['research', { amount: '85 000' }, 8_500_000],
		['subsidy', { yearly: '40 000', years: '3' }, 12_000_000],
		['subsidy', { yearly: '40 000' }, 4_000_000],
		['commons', { yearly: '28 000', years: '3' }, 8_400_000]
	])('[CO8] %s %o', (mode, fields, expected) => {
		const parts = readParts(mode, fields);
		expect(parts.accepted && amountOf(mode, parts.value)).toBe(expected);
	});

	test.each<[ModeId, Fields, string]>([
		['purchase', { maximum: 'beaucoup' }, 'amount-unreadable'],
		['purchase', { lotObject: [''], lotMaximum: ['10'] }, 'name-missing'],
		['purchase', { lotObject: ['Un'], lotMaximum: [''] }, 'amount-unreadable'],
		['purchase', { volumeYear: ['28'], volumeQuantity: ['259 000'] }, 'year-unreadable'],
		['purchase', { volumeYear: ['2028'], volumeQuantity: ['beaucoup'] }, 'quantity-unreadable'],
		['purchase', { itemName: ['Four'], itemAmount: ['2.760'] }, 'amount-unreadable'],
		['purchase', { lotObject: Array.from({ length: 21 }, () => 'Un'), lotMaximum: Array.from({ length: 21 }, () => '1') }, 'too-many-rows'],
		['subsidy', { years: 'trois' }, 'count-unreadable'],
		['research', { amount: '-3' }, 'amount-unreadable']
	])('[CO8] %s %o is refused', (mode, fields, reason) => {
		const parts = readParts(mode, fields);
		expect(parts.accepted ? 'accepted' : parts.reason).toBe(reason);
	});
});
