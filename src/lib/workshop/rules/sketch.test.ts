import { describe, expect, test } from 'vitest';
import { capacities } from '../../projects/rules/capacities.ts';
import { dealTables, isCurrent, mayEdit, mayFreeze, readSuggestion, suggestionLimit, suggestionsEach } from './sketch.ts';

const at = new Date('2027-03-13T11:50:00Z');
const said = (outcome: { accepted: boolean; reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);

describe('who writes the sketch', () => {
	test.each([...capacities, 'facilitator'] as const)('[MO242] %s', (hand) => {
		const isHand = hand === 'buyer' || hand === 'facilitator';
		expect(said(mayEdit(hand, null))).toBe(isHand ? 'accepted' : 'not-the-buyer');
		expect(said(mayEdit(hand, at))).toBe(isHand ? 'sketch-frozen' : 'not-the-buyer');
	});
	test.each([
		['buyer', null, 1, 'accepted'],
		['facilitator', null, 1, 'accepted'],
		['system', null, 1, 'accepted'],
		['juror', null, 1, 'not-the-buyer'],
		['buyer', null, 0, 'sketch-empty'],
		['system', at, 1, 'sketch-frozen']
	] as const)('[MO248] frozen by %s, frozen at %s, %i lines: %s', (hand, frozenAt, lines, answer) => {
		expect(said(mayFreeze(hand, frozenAt, lines))).toBe(answer);
	});
	test('[MO243] who read another state of the line is told', () => {
		expect(isCurrent(2, 2)).toBe(true);
		expect(isCurrent(1, 2)).toBe(false);
	});
});

describe('a suggestion', () => {
	test.each([
		['', 0, null, 'suggestion-missing'],
		[' \u200b ', 0, null, 'suggestion-missing'],
		['a'.repeat(suggestionLimit + 1), 0, null, 'suggestion-too-long'],
		['a'.repeat(suggestionLimit), suggestionsEach - 1, null, 'accepted'],
		['a', suggestionsEach, null, 'suggestions-too-many'],
		['a', 0, at, 'sketch-frozen']
	] as const)('[MO246] « %s » with %i waiting, frozen %s: %s', (text, waiting, frozenAt, answer) => {
		expect(said(readSuggestion(text, waiting, frozenAt))).toBe(answer);
	});
});

test('[MO249] tables are dealt evenly, and nobody who chose is moved', () => {
	const seats = [
		{ id: 'a', mode: 'purchase' as const },
		{ id: 'b', mode: null },
		{ id: 'c', mode: null },
		{ id: 'd', mode: null },
		{ id: 'e', mode: null }
	];
	expect([...dealTables(seats)]).toEqual([
		['b', 'research'],
		['c', 'subsidy'],
		['d', 'commons'],
		['e', 'purchase']
	]);
	expect([...dealTables([{ id: 'a', mode: 'commons' }])]).toEqual([]);
});
