import { describe, expect, test } from 'vitest';
import { answerLimit, byShare, headsOf, sharesOf, moveQuestion, questionLimit, readAnswer, readQuestion, type QuestionMove, type QuestionState, type Shared } from './questions.ts';

const told = (outcome: { accepted: boolean; reason?: string; value?: unknown }) => (outcome.accepted ? outcome.value : outcome.reason);

describe('a question', () => {
	test.each<[string, string, number, string]>([
		['[MO120] is kept as it is asked', '  Qui épluche,\r\net à quelle heure ? ', 0, 'Qui épluche,\net à quelle heure ?'],
		['[MO120] has words', ' \u200b\n', 0, 'question-missing'],
		['[MO120] is short', 'x'.repeat(questionLimit + 1), 0, 'question-too-long'],
		['[MO120] is one at a time', 'Combien ?', 1, 'question-already-asked']
	])('%s', (_, typed, held, expected) => expect(told(readQuestion(typed, held))).toBe(expected));

	test('[MO124] its answer is said in a few lines, or not written', () => {
		expect(told(readAnswer(''))).toBe('');
		expect(told(readAnswer('x'.repeat(answerLimit + 1)))).toBe('answer-too-long');
	});

	test.each<[string, QuestionState, QuestionMove, string]>([
		['[MO121] is withdrawn while it waits', 'asked', 'withdraw', 'withdrawn'],
		['[MO121] is not withdrawn once answered', 'answered', 'withdraw', 'question-settled'],
		['[MO123] an opinion goes to the parking', 'asked', 'park', 'parked'],
		['[MO123] and may come back', 'parked', 'put-back', 'asked'],
		['[MO124] is answered', 'asked', 'answer', 'answered'],
		['[MO124] its answer may be said better', 'answered', 'answer', 'answered'],
		['[MO125] is merged', 'asked', 'merge', 'merged'],
		['[MO125] and parted again', 'merged', 'put-back', 'asked'],
		['[MO121] a withdrawn one stays so', 'withdrawn', 'put-back', 'question-settled']
	])('%s', (_, state, move, expected) => expect(told(moveQuestion(state, move))).toBe(expected));
});

describe('the most shared', () => {
	const question = (id: string, over: Partial<Shared> = {}): Shared => ({ id, state: 'asked', mergedInto: null, seats: [id], askedAt: '2027-03-13T10:00:00.000Z', ...over });
	test('[MO122] a seat counts once, also through a merged question', () => {
		const all = [question('a', { seats: ['s1', 's2'] }), question('b', { state: 'merged', mergedInto: 'a', seats: ['s2', 's3'] }), question('c', { seats: ['s4', 's5'] })];
		expect(byShare(all)).toEqual([
			{ id: 'a', share: 3 },
			{ id: 'c', share: 2 }
		]);
	});
	test('[MO122] a question merged into a merged one counts for the last', () => {
		const all = [question('a'), question('b', { state: 'merged', mergedInto: 'a' }), question('c', { state: 'merged', mergedInto: 'b' })];
		expect(byShare(all)).toEqual([{ id: 'a', share: 3 }]);
	});
	test('[MO125] a question is answered under the last of those that it was merged into; parted, under itself', () => {
		const all = [question('a', { state: 'answered' }), question('b', { state: 'merged', mergedInto: 'a' }), question('c', { state: 'merged', mergedInto: 'b' }), question('d')];
		expect(all.map((one) => headsOf(all)(one).id)).toEqual(['a', 'a', 'a', 'd']);
	});
	test('[MO122] once answered or parked, it still counts those who asked the ones merged into it', () => {
		const all = [question('a', { state: 'answered', seats: ['x'] }), question('b', { state: 'merged', mergedInto: 'a', seats: ['x', 'y'] }), question('c', { state: 'parked', seats: ['z'] }), question('d', { state: 'withdrawn', seats: ['w'] })];
		expect(all.map(({ id }) => sharesOf(all)(id))).toEqual([2, 0, 1, 0]);
	});
	test('[MO124] only those that wait are in the queue; ties in the order of asking', () => {
		const all = [
			question('late', { askedAt: '2027-03-13T10:05:00.000Z' }),
			question('early'),
			question('done', { state: 'answered' }),
			question('opinion', { state: 'parked' }),
			question('gone', { state: 'withdrawn', seats: ['x', 'y', 'z'] })
		];
		expect(byShare(all).map(({ id }) => id)).toEqual(['early', 'late']);
	});
});
