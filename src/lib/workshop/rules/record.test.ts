import { expect, test } from 'vitest';
import { objectionsRead } from './record.ts';

const objection = (state: string) => ({ author: 'Aubépine', risk: 'Un risque', wouldLift: 'Une garantie', integration: null, state });
const all = ['raised', 'taken-up', 'integrated', 'lifted', 'withdrawn', 'on-record'].map(objection);
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
