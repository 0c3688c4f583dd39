import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compareOrders, readMatrix } from './matrix.ts';

const lines = {
	impacts: [
		{ code: 'qualite', name: 'Qualité durable' },
		{ code: 'depense', name: 'Maîtrise de la dépense' }
	],
	risks: [{ code: 'RK1', name: 'Retard de travaux' }]
};

test('[MO33] the order is that of the sums of the mean impacts; risks stand beside', () => {
	const matrix = readMatrix(['A', 'B'], lines, {
		impacts: [
			{ impact: 'qualite', scenario: 'A', score: 1 },
			{ impact: 'qualite', scenario: 'A', score: 2 },
			{ impact: 'qualite', scenario: 'B', score: 3 },
			{ impact: 'depense', scenario: 'A', score: -1 },
			{ impact: 'depense', scenario: 'B', score: -1 }
		],
		risks: [
			{ risk: 'RK1', scenario: 'A', probability: 1, gravity: 1 },
			{ risk: 'RK1', scenario: 'B', probability: 4, gravity: 4 },
			{ risk: 'RK1', scenario: 'B', probability: 1, gravity: 4 }
		]
	});
	expect(matrix!.order).toEqual([
		{ scenario: 'B', impacts: 2, risks: 10, rank: 1 },
		{ scenario: 'A', impacts: 0.5, risks: 1, rank: 2 }
	]);
	expect(matrix!.impacts[0]!.means).toEqual({ A: 1.5, B: 3 });
});

test('[MO33] equal sums share their rank, and an unscored matrix is none', () => {
	const same = readMatrix(['A', 'B'], lines, {
		impacts: [
			{ impact: 'qualite', scenario: 'A', score: 1 },
			{ impact: 'qualite', scenario: 'B', score: 1 }
		],
		risks: []
	});
	expect(same!.order.map(({ rank }) => rank)).toEqual([1, 1]);
	expect(readMatrix(['A'], lines, { impacts: [], risks: [] })).toBeNull();
});

test('[MO33] the Rivelles: impacts 4, 21, 12 and risks 44, 44, 56', () => {
	const seats = JSON.parse(readFileSync(new URL('../server/example/seats.json', import.meta.url), 'utf8'));
	const codes = (of: string, key: string) => [...new Set<string>(seats[of].map((one: Record<string, string>) => one[key]))].map((code) => ({ code, name: code }));
	const matrix = readMatrix(
		['A', 'B', 'C'],
		{ impacts: codes('impactScores', 'impact'), risks: codes('riskScores', 'risk') },
		{ impacts: seats.impactScores, risks: seats.riskScores }
	);
	expect(matrix!.order).toEqual([
		{ scenario: 'B', impacts: 21, risks: 44, rank: 1 },
		{ scenario: 'C', impacts: 12, risks: 56, rank: 2 },
		{ scenario: 'A', impacts: 4, risks: 44, rank: 3 }
	]);
	const vote = [
		{ id: 'B', rank: 1 },
		{ id: 'A', rank: 2 },
		{ id: 'C', rank: 3 }
	];
	expect(compareOrders(matrix!.order, vote)).toEqual([{ matrixFirst: 'C', voteFirst: 'A' }]);
});

test('[MO34] a tie on either side disagrees with nothing', () => {
	const matrix = [
		{ scenario: 'A', rank: 1 },
		{ scenario: 'B', rank: 1 },
		{ scenario: 'C', rank: 3 }
	];
	expect(compareOrders(matrix, [{ id: 'B', rank: 1 }, { id: 'A', rank: 2 }, { id: 'C', rank: 2 }])).toEqual([]);
	expect(compareOrders(matrix, [{ id: 'C', rank: 1 }, { id: 'A', rank: 2 }, { id: 'B', rank: 3 }])).toEqual([
		{ matrixFirst: 'A', voteFirst: 'C' },
		{ matrixFirst: 'B', voteFirst: 'C' }
	]);
});

test('[MO215] a risk that nobody scored keeps what the team said of it, and says so; one score is enough to be the room’s', () => {
	const prepared = [
		{ risk: 'RK1', scenario: 'A', probability: 2, gravity: 3 },
		{ risk: 'RK1', scenario: 'B', probability: 4, gravity: 4 }
	];
	const impacts = [{ impact: 'qualite', scenario: 'A', score: 1 }];
	const alone = readMatrix(['A', 'B'], lines, { impacts, risks: [] }, prepared)!;
	expect(alone.risks[0]).toMatchObject({ means: { A: 6, B: 16 }, isPrepared: true });
	expect(alone.order.map(({ scenario, risks }) => [scenario, risks])).toEqual([
		['A', 6],
		['B', 16]
	]);
	const scored = readMatrix(['A', 'B'], lines, { impacts, risks: [{ risk: 'RK1', scenario: 'A', probability: 1, gravity: 1 }] }, prepared)!;
	expect(scored.risks[0]).toEqual({ code: 'RK1', name: 'Retard de travaux', means: { A: 1 } });
	expect(readMatrix(['A', 'B'], lines, { impacts: [], risks: [] }, prepared)).toBeNull();
});
