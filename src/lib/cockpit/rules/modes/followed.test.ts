import { expect, test } from 'vitest';
import { fieldsOf } from '../elements/kinds.ts';
import { fieldsOfMode } from './followed.ts';
import { cockpitModeIds, isCockpitMode, isMode, lightModeIds, modeIds } from './ids.ts';
import { answersWith, checksOf, followedOf, noAnswers, noParts, partsOf, readAnswers, readParts } from './modes.ts';
import { seedsOf } from './seeds.ts';

test('[CO30] each mode has its own fields of a line, none shared, all of them in the kind', () => {
	const all = cockpitModeIds.flatMap(fieldsOfMode);
	expect(new Set(all).size).toBe(all.length);
	const known = new Set(fieldsOf('line').map(([name]) => name));
	expect(all.filter((name) => !known.has(name))).toEqual([]);
	for (const mode of cockpitModeIds) expect(fieldsOfMode(mode).length).toBeGreaterThan(0);
});

test('[CO32] the two light modes are offered in the cockpit and in no workshop; a room is asked nothing of them', () => {
	expect(lightModeIds.map((mode) => [isMode(mode), isCockpitMode(mode)])).toEqual([
		[false, true],
		[false, true]
	]);
	expect(cockpitModeIds.slice(0, modeIds.length)).toEqual(modeIds);
	for (const mode of lightModeIds)
		expect([readAnswers(mode, {}), readParts(mode, {})]).toEqual([
			{ accepted: true, value: noAnswers(mode) },
			{ accepted: true, value: noParts(mode) }
		]);
});

test.each([
	['purchase', { lots: 0, hypotheses: [] }, 'lots-unsaid', true],
	['purchase', { lots: 3, hypotheses: [] }, 'lots-unsaid', false],
	['purchase', { lots: 3, hypotheses: [] }, 'lots-several', true],
	['research', { lots: 0, hypotheses: ['Une'] }, 'hypotheses-none', false],
	['research', { lots: 2, hypotheses: ['Une'] }, 'hypotheses-said', true],
	['subsidy', { lots: 2, hypotheses: ['Une'] }, 'initiative-unsaid', true]
] as const)('[CO36] of %s, with %j written on the line, %s is found: %s', (mode, followed, id, expected) => {
	const findings = checksOf(mode, answersWith(mode, noAnswers(mode), followed), { money: { kind: 'unsaid' }, day: '2028-06-01' });
	expect(findings.some((one) => one.check === id)).toBe(expected);
});

const purchase = readParts('purchase', {
	maximum: '100',
	lotCode: ['L1', ''],
	lotObject: ['Pain', 'Lait'],
	lotMaximum: ['60', '40'],
	itemName: ['Four'],
	itemAmount: ['10'],
	itemRunning: ['yearly'],
	itemYearly: ['2'],
	itemWords: ['']
});
const research = readAnswers('research', { hypotheses: 'Une\nDeux' });

test('[CO36] lots, bought things and hypotheses of a strategy become elements, each under a part of its own; the rest becomes none', () => {
	if (!purchase.accepted || !research.accepted) throw new Error('unread');
	const seeds = seedsOf('purchase', null, purchase.value);
	expect(
		seeds.map(({ kind, values, part }) => [kind, values.what, values.maximum ?? values.amount, part])
	).toEqual([
		['lot', 'L1 · Pain', 6_000, ':lot-0'],
		['lot', 'Lait', 4_000, ':lot-1'],
		['cost', 'Four', 1_000, ':item-0'],
		['cost', 'Four', 200, ':running-0']
	]);
	expect(
		seedsOf('research', research.value, null).map(({ kind, values }) => [kind, values.what, values.state])
	).toEqual([
		['hypothesis', 'Une', 'untested'],
		['hypothesis', 'Deux', 'untested']
	]);
	for (const mode of cockpitModeIds) expect(seedsOf(mode, null, null)).toEqual([]);
	expect(seedsOf('subsidy', noAnswers('subsidy'), noParts('subsidy'))).toEqual([]);
});

test('[CO36] the form of the figures in the cockpit leaves lots and bought things as the strategy said them', () => {
	if (!purchase.accepted) throw new Error('unread');
	expect(Object.keys(followedOf('purchase', partsOf('purchase', purchase.value)))).toEqual(['lots', 'items']);
	expect(followedOf('subsidy', noParts('subsidy'))).toEqual({});
});
