import { expect, test } from 'vitest';
import type { BoardCard } from '../../boards/rules/cards.ts';
import { judgeGrouping } from './grouping.ts';

const card = (id: string, zone = 'needs', group: string | null = null): BoardCard => ({ id, zone, group, kind: 'need', text: id, capacity: null, rank: id });
const cards = [card('a'), card('b'), card('c', 'resources'), card('d', 'needs', 'g')];

test.each([
	['two of one zone', ['a', 'b'], 'Le  repas ', { accepted: true, value: { cards: ['a', 'b'], title: 'Le repas', zone: 'needs' } }],
	['one alone', ['a'], '', 'card-unknown'],
	['one twice', ['a', 'a'], '', 'card-unknown'],
	['one that is nowhere', ['a', 'b', 'z'], '', 'card-unknown'],
	['two zones', ['a', 'c'], '', 'card-unknown'],
	['one that stands in a group', ['a', 'd'], '', 'card-unknown'],
	['a name too long', ['a', 'b'], 'x'.repeat(81), 'text-too-long'],
	['a name that nobody sees', ['a', 'b'], 'a\u202eb', 'text-too-long']
])('[MO16] cards are brought together: %s', (_, ids, title, expected) => {
	const judged = judgeGrouping({ cards: ids, title }, { cards, frozenZones: [] });
	expect(judged.accepted ? judged : judged.reason).toEqual(expected);
});

test('[MO16] nothing is brought together in a frozen zone', () => {
	expect(judgeGrouping({ cards: ['a', 'b'], title: '' }, { cards, frozenZones: ['needs'] })).toEqual({ accepted: false, reason: 'zone-frozen-already' });
	expect(judgeGrouping({ cards: ['a', 'b'], title: '' }, { cards, frozenZones: ['resources'] }).accepted).toBe(true);
});
