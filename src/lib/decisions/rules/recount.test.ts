import { expect, test } from 'vitest';
import { recount } from './recount.ts';

const file = {
	grades: ['Excellent', 'Bien', 'Passable', 'Insuffisant', 'À rejeter'],
	options: [
		{ id: 'A', counts: [0, 3, 6, 3, 1] },
		{ id: 'B', counts: [4, 6, 2, 1, 0] },
		{ id: 'C', counts: [2, 3, 3, 3, 2] }
	]
};

test('[DE5] the public file of the Rivelles is ranked again', () => {
	expect(recount(JSON.stringify(file))).toEqual({
		accepted: true,
		value: {
			ranking: [
				{ id: 'B', rank: 1, grade: 'Bien' },
				{ id: 'A', rank: 2, grade: 'Passable' },
				{ id: 'C', rank: 3, grade: 'Passable' }
			]
		}
	});
});

test.each([
	['file-not-json', '{'],
	['file-not-a-recount', '[]'],
	['file-not-a-recount', 'null'],
	['file-not-a-recount', '{"grades":["a","b"],"options":[{"id":1,"counts":[1,2]}]}'],
	['file-not-a-recount', '{"grades":["a","b"],"options":[{"id":"A","counts":["1",2]}]}'],
	['ballots-missing', '{"grades":["a","b"],"options":[{"id":"A","counts":[0,0]}]}'],
	['count-not-whole', '{"grades":["a","b"],"options":[{"id":"A","counts":[1e300,0]}]}']
])('[DE5] a bad file is refused: %s', (reason, text) => {
	expect(recount(text)).toEqual({ accepted: false, reason });
});
