import { expect, test } from 'vitest';
import { funnelOf, moveSeat, readAnswerDay, seatStates, treeFor, trees, type SeatAct, type SeatState } from './panel.ts';

const today = '2027-02-10';
const seat = (state: SeatState, more: { answerBy?: string | null; isReplaced?: boolean } = {}) => ({ state, answerBy: '2027-02-09', isReplaced: false, ...more });
const said = (outcome: ReturnType<typeof moveSeat>) => (outcome.accepted ? outcome.value : outcome.reason);

const table: Record<SeatAct, Record<SeatState, string>> = {
	invite: { 'to-invite': 'invited', invited: 'invited', accepted: 'seat-not-to-invite', declined: 'seat-not-to-invite', silent: 'seat-not-to-invite', left: 'seat-not-to-invite' },
	accept: { 'to-invite': 'seat-not-invited', invited: 'accepted', accepted: 'seat-already-answered', declined: 'accepted', silent: 'accepted', left: 'seat-already-answered' },
	decline: { 'to-invite': 'seat-not-invited', invited: 'declined', accepted: 'seat-already-answered', declined: 'declined', silent: 'declined', left: 'seat-already-answered' },
	silence: { 'to-invite': 'seat-not-invited', invited: 'silent', accepted: 'seat-already-answered', declined: 'seat-already-answered', silent: 'seat-already-answered', left: 'seat-already-answered' },
	leave: { 'to-invite': 'seat-not-accepted', invited: 'seat-not-accepted', accepted: 'left', declined: 'seat-not-accepted', silent: 'seat-not-accepted', left: 'seat-not-accepted' }
};

test.each(Object.keys(table) as SeatAct[])('[JU65] « %s » in each state', (act) => expect(Object.fromEntries(seatStates.map((state) => [state, said(moveSeat(seat(state), act, today))]))).toEqual(table[act]));

test('[JU65] a no is taken back until somebody is called instead; a silence waits for the last day', () => {
	expect(said(moveSeat(seat('declined', { isReplaced: true }), 'accept', today))).toBe('seat-already-answered');
	expect(said(moveSeat(seat('invited', { answerBy: today }), 'silence', today))).toBe('answer-day-not-over');
	expect(said(moveSeat(seat('invited', { answerBy: null }), 'silence', today))).toBe('answer-day-not-over');
});

test('[JU65] the funnel counts each seat once, and the places that nobody was called to take', () => {
	const one = (state: SeatState, isReplaced = false) => ({ state, isReplaced });
	expect(funnelOf(3, [one('accepted'), one('declined', true), one('invited'), one('left'), one('to-invite')])).toEqual({ seats: 3, toInvite: 1, waiting: 1, accepted: 1, declined: 1, silent: 0, left: 1, vacant: 1 });
});

test.each([['', 'answer-day-unreadable'], ['2027-02-09', 'answer-day-past'], ['2027-02-10', '2027-02-10']])('[JU65] the last day %j', (typed, outcome) => {
	const read = readAnswerDay(typed, today);
	expect(read.accepted ? read.value : read.reason).toBe(outcome);
});

test('[JU66] a juror bears a tree that nobody else bears, without a number, even in a large jury', () => {
	expect(new Set(trees).size).toBe(trees.length);
	const taken = new Set<string>();
	for (let juror = 0; juror < 200; juror += 1) {
		const tree = treeFor(taken, juror * 7919);
		expect(taken.has(tree)).toBe(false);
		expect(tree).not.toMatch(/\d/);
		taken.add(tree);
	}
});
