import { expect, test } from 'vitest';
import type { ObjectionState, Says } from '../../decisions/rules/consent.ts';
import { objectionsRead, roundRead } from './record.ts';

const objection = (state: ObjectionState) => ({ author: 'Aubépine', risk: 'Un risque', wouldLift: 'Une garantie', integration: null, state });
const states = ['raised', 'taken-up', 'integrated', 'lifted', 'withdrawn', 'on-record'] as const;
const all = states.map(objection);
const told = (round: 'running' | 'over') => objectionsRead(all, round).map(({ author, state }) => [state, author]);

test('[MO41] [MO62] while the round runs, the record tells what is on the table or settled, without a name', () => {
	expect(told('running')).toEqual([
		['taken-up', ''],
		['integrated', ''],
		['lifted', ''],
		['on-record', '']
	]);
});

test('[MO62] once it is over, the record tells them all, and does not name who withdrew', () => {
	expect(told('over')).toEqual([
		['raised', 'Aubépine'],
		['taken-up', 'Aubépine'],
		['integrated', 'Aubépine'],
		['lifted', 'Aubépine'],
		['withdrawn', ''],
		['on-record', 'Aubépine']
	]);
});

test('[MO43] a round that the end of the gathering leaves open is told as it is, with every objection; before the end only how many wait', () => {
	const said: (Says | null)[] = ['consent', 'consent', 'objection', null, null, null, null, null, 'excused'];
	const round = { state: 'running' as const, parties: said.map((says, place) => ({ partyId: String(place), says })), endedAt: null, answerDueOn: null, answer: null, postponedTo: null };
	const read = (gathering: 'under-way' | 'over') => roundRead({ round, scenario: { code: 'A', name: 'La cuisine' }, objections: [objection('raised')] }, null, gathering);
	const counts = { consented: 2, objecting: 1, silent: 5, excused: 1 };
	expect(read('under-way')).toMatchObject({ state: 'running', ...counts, waiting: 1, objections: [] });
	expect(read('over')).toMatchObject({ state: 'unfinished', ...counts, waiting: 0, objections: [{ author: 'Aubépine', risk: 'Un risque', state: 'raised' }] });
	expect(roundRead({ round: null, scenario: null, objections: [] }, null, 'over')).toMatchObject({ state: null, scenario: null, objections: [] });
});
