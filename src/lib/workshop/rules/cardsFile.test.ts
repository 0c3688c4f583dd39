import { expect, test } from 'vitest';
import { cardsFile, exportCards } from './cardsFile.ts';
import { arrangeLandscape } from './landscape.ts';

const card = (id: string, more: object = {}) => ({ id, zone: 'needs', kind: 'need', text: `Besoin ${id}`, group: null, capacity: null, ...more });
const cards = [card('a', { group: 'G', capacity: 'juror', sources: ['M06', 'M99'] }), card('b'), card('c', { zone: 'constraints', kind: 'constraint' })];
const groups = [{ id: 'G', zone: 'needs', title: 'Repas' }];
const cited = [{ code: 'M06', title: 'Je ne cuisine plus' }];

test('[BO37] each card once, with its column, its group and what it cites, and none of its ids', () => {
	const { cards: told } = cardsFile(arrangeLandscape(cards, groups, null), { cited, links: [] });
	expect(told).toEqual([
		{ number: 1, zone: 'needs', kind: 'need', words: 'Besoin a', group: 'Repas', capacity: 'juror', dots: null, evidence: [{ code: 'M06', title: 'Je ne cuisine plus' }, { code: 'M99', title: null }], links: [] },
		{ number: 2, zone: 'needs', kind: 'need', words: 'Besoin b', group: null, capacity: null, dots: null, evidence: [], links: [] },
		{ number: 3, zone: 'constraints', kind: 'constraint', words: 'Besoin c', group: null, capacity: null, dots: null, evidence: [], links: [] }
	]);
});

test('[BO37] [BO40] a link is told at both its cards, by their numbers in the file, as they are ranked there; one to a card that is not there is not', () => {
	const links = [['a', 'c'], ['c', 'b'], ['a', 'gone']] as const;
	const told = (ranked: Parameters<typeof arrangeLandscape>[2]) => cardsFile(arrangeLandscape(cards.map((one) => ({ ...one, group: null })), [], ranked), { cited, links }).cards.map(({ number, words, links: to }) => [number, words, to]);
	expect(told(null)).toEqual([[1, 'Besoin a', [3]], [2, 'Besoin b', [3]], [3, 'Besoin c', [1, 2]]]);
	expect(told([{ target: 'b', dots: 3, rank: 1 }])).toEqual([[1, 'Besoin b', [3]], [2, 'Besoin a', [3]], [3, 'Besoin c', [1, 2]]]);
});

test('[BO37] dots once they are closed', () => {
	const { cards: told } = cardsFile(arrangeLandscape(cards, groups, [{ target: 'b', dots: 3, rank: 1 }]), { cited, links: [] });
	expect(Object.fromEntries(told.map(({ words, dots }) => [words, dots]))).toEqual({ 'Besoin a': 0, 'Besoin b': 3, 'Besoin c': 0 });
});

test('[BO37] those who facilitate and the team carry them away, no juror', () => {
	expect(exportCards.allows).not.toContain('juror');
	expect(exportCards.allows).toEqual(expect.arrayContaining(['administrator', 'facilitator', 'buyer']));
});
