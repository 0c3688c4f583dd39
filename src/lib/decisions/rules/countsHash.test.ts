import { expect, test } from 'vitest';
import { circumstancesHash, countsHash, type Circumstances, type Counted } from './countsHash.ts';

const counted: Counted = {
	boxId: '5f8d7b53-0f6b-4c3e-8f0f-4a1c2f1f7a10',
	grades: ['Bien', 'Passable'],
	options: [
		{ id: 'A', label: 'Grande cuisine' },
		{ id: 'B', label: 'Deux cuisines' }
	],
	secrecy: { jury: 'secret', team: 'named' },
	counts: [
		{ college: 'jury', optionId: 'A', counts: [3, 2] },
		{ college: 'jury', optionId: 'B', counts: [5, 0] },
		{ college: 'team', optionId: 'A', counts: [0, 1] },
		{ college: 'team', optionId: 'B', counts: [1, 0] }
	],
	named: [{ voterId: 't1', grades: { A: 1, B: 0 } }],
	receipts: ['K7QMTR2345', 'AAAAA22222']
};

test('[DE14] one box has one hash, in whatever order its rows are read', () => {
	const shuffled: Counted = {
		...counted,
		secrecy: { team: 'named', jury: 'secret' },
		counts: counted.counts.toReversed(),
		named: [{ voterId: 't1', grades: { B: 0, A: 1 } }],
		receipts: counted.receipts.toReversed()
	};
	expect(countsHash(counted)).toMatch(/^[0-9a-f]{64}$/);
	expect(countsHash(shuffled)).toBe(countsHash(counted));
});

test.each<[string, Partial<Counted>]>([
	['a count', { counts: counted.counts.map((row, at) => (at === 0 ? { ...row, counts: [2, 3] } : row)) }],
	['counts of two colleges exchanged', { counts: counted.counts.map((row) => ({ ...row, college: row.college === 'jury' ? 'team' : 'jury' })) }],
	['a count that is gone', { counts: counted.counts.slice(1) }],
	['the names of two options exchanged', { options: [{ id: 'A', label: 'Deux cuisines' }, { id: 'B', label: 'Grande cuisine' }] }],
	['the order of the grades', { grades: ['Passable', 'Bien'] }],
	['a named ballot', { named: [{ voterId: 't1', grades: { A: 0, B: 0 } }] }],
	['whose ballot it is', { named: [{ voterId: 't2', grades: { A: 1, B: 0 } }] }],
	['a receipt', { receipts: ['K7QMTR2345'] }],
	['the box', { boxId: '5f8d7b53-0f6b-4c3e-8f0f-4a1c2f1f7a11' }]
])('[DE14] another hash for %s', (_, change) => expect(countsHash({ ...counted, ...change })).not.toBe(countsHash(counted)));

const circumstances: Circumstances = {
	boxId: counted.boxId,
	authorityId: 'a',
	projectId: 'p',
	occasionId: 'g',
	name: 'scenarios',
	openedAt: new Date('2027-03-13T11:00:00Z'),
	closedAt: new Date('2027-03-13T11:10:00Z'),
	roll: [
		{ voterId: 'j1', college: 'jury', hasVoted: true },
		{ voterId: 't1', college: 'team', hasVoted: false }
	]
};

test('[DE14] the circumstances of one box have one hash, in whatever order its roll is read', () => {
	expect(circumstancesHash(circumstances)).toMatch(/^[0-9a-f]{64}$/);
	expect(circumstancesHash({ ...circumstances, roll: circumstances.roll.toReversed() })).toBe(circumstancesHash(circumstances));
});

test.each<[string, Partial<Circumstances>]>([
	['the box', { boxId: 'b2' }],
	['the authority', { authorityId: 'b' }],
	['the project', { projectId: 'q' }],
	['the gathering', { occasionId: 'h' }],
	['the name', { name: 'others' }],
	['the opening', { openedAt: new Date('2027-03-13T11:00:01Z') }],
	['the close', { closedAt: new Date('2027-03-13T11:10:01Z') }],
	['a voter more', { roll: [...circumstances.roll, { voterId: 'j2', college: 'jury', hasVoted: false }] }],
	['a voter less', { roll: circumstances.roll.slice(1) }],
	['another college', { roll: circumstances.roll.map((one) => ({ ...one, college: 'jury' })) }],
	['who has voted', { roll: circumstances.roll.map((one) => ({ ...one, hasVoted: true })) }]
])('[DE14] another hash of the circumstances for %s', (_, change) => expect(circumstancesHash({ ...circumstances, ...change })).not.toBe(circumstancesHash(circumstances)));
