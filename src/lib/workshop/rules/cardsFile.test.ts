import { expect, test } from 'vitest';
import { cardsFile, exportCards } from './cardsFile.ts';
import { arrangeLandscape } from './landscape.ts';

const card = (id: string, more: object = {}) => ({ id, zone: 'needs', kind: 'need', text: `Besoin ${id}`, group: null, capacity: null, ...more });
const cards = [card('a', { group: 'G', capacity: 'juror', sources: ['M06', 'M99'] }), card('b'), card('c', { zone: 'constraints', kind: 'constraint' })];
const groups = [{ id: 'G', zone: 'needs', title: 'Repas' }];
const cited = [{ code: 'M06', title: 'Je ne cuisine plus' }];

test('[BO37] each card once, with its column, its group and what it cites, and none of its ids', () => {
	const { cards: told } = cardsFile(arrangeLandscape(cards, groups, null), cited);
	expect(told).toEqual([
		{ zone: 'needs', kind: 'need', words: 'Besoin a', group: 'Repas', capacity: 'juror', dots: null, evidence: [{ code: 'M06', title: 'Je ne cuisine plus' }, { code: 'M99', title: null }] },
		{ zone: 'needs', kind: 'need', words: 'Besoin b', group: null, capacity: null, dots: null, evidence: [] },
		{ zone: 'constraints', kind: 'constraint', words: 'Besoin c', group: null, capacity: null, dots: null, evidence: [] }
	]);
});

test('[BO37] dots once they are closed', () => {
	const { cards: told } = cardsFile(arrangeLandscape(cards, groups, [{ target: 'b', dots: 3, rank: 1 }]), cited);
	expect(Object.fromEntries(told.map(({ words, dots }) => [words, dots]))).toEqual({ 'Besoin a': 0, 'Besoin b': 3, 'Besoin c': 0 });
});

test('[BO37] those who facilitate and the team carry them away, no juror', () => {
	expect(exportCards.allows).not.toContain('juror');
	expect(exportCards.allows).toEqual(expect.arrayContaining(['administrator', 'facilitator', 'buyer']));
});
