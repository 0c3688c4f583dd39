import { describe, expect, test } from 'vitest';
import { investmentStates, type InvestmentState } from './investment.ts';
import { judgeMove, moves, readMove, sinceOf, stateOn, type LineAtMove, type Move, type Stay } from './lineStates.ts';
import type { Fields } from './modes/mode.ts';

const said = (outcome: { readonly accepted: boolean; readonly reason?: string }) =>
	outcome.accepted ? 'accepted' : outcome.reason;
const stay = (state: InvestmentState, since: string): Stay => ({ state, since });
const move = (to: InvestmentState, reason = ''): Move => ({
	to,
	reason,
	deliberation: '2027-14',
	differences: []
});
const line = (more: Partial<LineAtMove>): LineAtMove => ({
	mode: 'purchase',
	answers: null,
	stays: [],
	mayDecide: true,
	on: '2027-06-01',
	...more
});

describe('the states of a line', () => {
	test('[CO28] every state leads somewhere, and a line that nothing stops goes from the proposal to its end', () => {
		const walk = (
			from: InvestmentState,
			way: readonly InvestmentState[] = [from]
		): readonly InvestmentState[] => {
			const next = moves[from][0]!;
			return way.includes(next) ? way : walk(next, [...way, next]);
		};
		expect(walk('proposed')).toEqual(['proposed', 'consolidated', 'adopted', 'in-execution', 'ended']);
		for (const state of investmentStates) expect(moves[state].length).toBeGreaterThan(0);
	});

	test('[CO28] the state of a day is the last said since then or before, the later in the list of two of the same day', () => {
		const stays = [
			stay('consolidated', '2027-02-01'),
			stay('adopted', '2027-04-01'),
			stay('abandoned', '2027-04-01')
		];
		expect([
			stateOn([], '2027-01-01'),
			stateOn(stays, '2027-01-31'),
			stateOn(stays, '2027-03-31'),
			stateOn(stays, '2027-04-01')
		]).toEqual(['proposed', 'proposed', 'consolidated', 'abandoned']);
	});

	test.each<[string, Move, Partial<LineAtMove>, string]>([
		['the team consolidates', move('consolidated'), { mayDecide: false }, 'accepted'],
		['nobody adopts what is only proposed', move('adopted'), {}, 'move-closed'],
		['who decides adopts', move('adopted'), { stays: [stay('consolidated', '2027-02-01')] }, 'accepted'],
		[
			'the rest of the team does not',
			move('adopted'),
			{ stays: [stay('consolidated', '2027-02-01')], mayDecide: false },
			'move-not-yours'
		],
		[
			'what is to come may be said',
			move('adopted'),
			{ stays: [stay('consolidated', '2027-02-01')], on: '2030-01-01' },
			'accepted'
		],
		[
			'before a state that is said already',
			move('consolidated'),
			{ stays: [stay('proposed', '2027-06-02')] },
			'state-said-later'
		],
		[
			'before the day on which another was only recorded',
			move('adopted'),
			{ stays: [stay('proposed', '2027-01-01'), { ...stay('consolidated', '2027-06-08'), isAsRecorded: true }] },
			'accepted'
		],
		['giving up without a reason', move('abandoned'), {}, 'move-reason-missing'],
		['giving up with one', move('abandoned', 'Trop cher'), {}, 'accepted'],
		[
			'resuming without a reason',
			move('in-execution'),
			{ stays: [stay('ended', '2027-01-01')] },
			'move-reason-missing'
		],
		[
			'sent back by the team',
			move('proposed', 'À revoir'),
			{ stays: [stay('consolidated', '2027-01-01')], mayDecide: false },
			'accepted'
		]
	])('[CO28] %s', (_, asked, more, expected) => {
		expect(said(judgeMove(asked, line(more)))).toBe(expected);
	});

	test('[CO28] each state is told since the day from which it holds, or was passed through', () => {
		const stays = [
			stay('proposed', '2027-01-01'),
			stay('consolidated', '2027-06-08'),
			stay('consolidated', '2027-06-01'),
			stay('adopted', '2027-06-01'),
			stay('adopted', '2027-06-08')
		];
		expect([...sinceOf(stays)].toSorted()).toEqual([
			['adopted', '2027-06-01'],
			['consolidated', '2027-06-01'],
			['proposed', '2027-01-01']
		]);
		expect(sinceOf([...stays, stay('abandoned', '2027-07-01'), stay('adopted', '2027-08-01')]).get('adopted')).toBe('2027-08-01');
	});

	test.each<[Fields, string]>([
		[{ to: 'elsewhere' }, 'move-unknown'],
		[{ to: 'adopted' }, 'deliberation-missing'],
		[
			{ to: 'adopted', deliberation: '2027-14', differenceWhat: ['Trois lots'], differenceReason: [''] },
			'difference-incomplete'
		],
		[{ to: 'adopted', deliberation: 'x'.repeat(121) }, 'move-words-too-long'],
		[
			{ to: 'adopted', deliberation: '2027-14', differenceWhat: ['a', ''], differenceReason: ['b', ''] },
			'accepted'
		],
		[{ to: 'consolidated' }, 'accepted']
	])('[CO31] an adoption bears its deliberation, and each difference its reason: %o', (fields, expected) => {
		expect(said(readMove(investmentStates, fields))).toBe(expected);
	});

	const yes = { says: 'yes', reason: 'Parce que' };
	const answers = (more: object) => ({
		version: 1,
		'general-interest': yes,
		'no-public-service': yes,
		'public-resource': yes,
		...more
	});
	test.each<[string, unknown, string]>([
		['all three hold', answers({}), 'accepted'],
		['nobody answered', null, 'criteria-unsaid'],
		['one is not answered', answers({ 'public-resource': { says: null, reason: '' } }), 'criteria-unsaid'],
		[
			'one fails',
			answers({ 'no-public-service': { says: 'no', reason: 'Remplace un agent' } }),
			'criteria-failed'
		],
		[
			'one has no reason',
			answers({ 'general-interest': { says: 'yes', reason: '' } }),
			'criteria-without-reason'
		]
	])('[CO33] a pact is adopted when its three criteria hold: %s', (_, given, expected) => {
		const stays = [stay('consolidated', '2027-02-01')];
		expect(said(judgeMove(move('adopted'), line({ mode: 'commons', answers: given, stays })))).toBe(expected);
		expect(said(judgeMove(move('abandoned', 'Non'), line({ mode: 'commons', answers: given, stays })))).toBe(
			'accepted'
		);
	});
});
