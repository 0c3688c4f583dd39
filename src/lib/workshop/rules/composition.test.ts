import { describe, expect, test } from 'vitest';
import { amendments as ofExample } from '../server/example/amendments.ts';
import { needsOfV0 } from '../server/example/proposal.ts';
import { beside, compose, differencesOf, litIn, type AmendmentToCompose, type Choice } from './composition.ts';

const amendments: readonly AmendmentToCompose[] = ofExample.map(({ code, needs, fate }) => ({
	id: code,
	needs,
	resultingVersion: 'integrated' in fate ? fate.integrated.version : null,
	scenario: fate.answer === 'to-scenario' ? fate.scenario : null,
	isWithdrawn: false
}));
const scenario = (code: string, base: number | null, choices: Readonly<Record<string, Choice>> = {}) => ({ code, base, choices: new Map(Object.entries(choices)) });
const without = (...codes: readonly string[]): Record<string, Choice> => Object.fromEntries(codes.map((code) => [code, 'out']));

describe('the scenarios of the Rivelles', () => {
	const of = (code: string, choices: Record<string, Choice> = {}) => compose(scenario(code, 3, choices), amendments, 3);
	const A = of('A', without('AM03', 'AM08', 'AM09', 'AM10', 'AM14'));
	const B = of('B');
	const C = of('C', without('AM03', 'AM04', 'AM08', 'AM09'));

	test('[MO200] [MO201] A is v3 minus five, B v3 plus the amendment that was sent into it, C v3 plus one minus four', () => {
		expect([A.base, A.added, A.removed]).toEqual([3, [], ['AM03', 'AM08', 'AM09', 'AM10', 'AM14']]);
		expect([B.added, B.removed]).toEqual([['AM01'], []]);
		expect([C.added, C.removed]).toEqual([['AM13'], ['AM03', 'AM04', 'AM08', 'AM09']]);
		expect(B.kept).toEqual(['AM02', 'AM03', 'AM04', 'AM05', 'AM06', 'AM07', 'AM08', 'AM09', 'AM10', 'AM12', 'AM14']);
	});

	test('[MO201] A leaves the trade of the kitchen in the dark, B and C answer all', () => {
		const lit = [A, B, C].map((one) => litIn(needsOfV0, amendments, one));
		expect(lit.map(({ size }) => size)).toEqual([7, 8, 8]);
		expect(lit[0]!.has('B6')).toBe(false);
	});

	test('[MO202] what differs: an amendment that each of the three has, or none, is not told', () => {
		const holds = (one: typeof A) => [...one.kept, ...one.added];
		const differences = differencesOf(
			Object.entries({ A, B, C }).map(([code, one]) => ({
				code,
				holds: holds(one),
				lights: litIn(needsOfV0, amendments, one),
				facts: [['Investissement', `${code} €`], ['Durée', 'quatre ans']] as const
			}))
		);
		expect(Object.fromEntries(differences.amendments.map(({ id, in: codes }) => [id, codes.join('')]))).toEqual({ AM03: 'B', AM04: 'AB', AM08: 'B', AM09: 'B', AM10: 'BC', AM14: 'BC', AM01: 'B', AM13: 'C' });
		expect(differences.needs).toEqual([{ id: 'B6', in: ['B', 'C'] }]);
		expect(differences.facts.map(({ label, differs }) => [label, differs])).toEqual([
			['Investissement', true],
			['Durée', false]
		]);
	});
});

const table: readonly (readonly [string, Parameters<typeof compose>[0], number | null, Pick<ReturnType<typeof compose>, 'base' | 'kept' | 'added' | 'removed'>])[] = [
	['without a version of its own it is made from the last one', scenario('A', null), 1, { base: 1, kept: ['v1'], added: ['sent to A'], removed: [] }],
	['from an older version, what came later is not in it', scenario('A', 0), 1, { base: 0, kept: [], added: ['sent to A'], removed: [] }],
	['what came later may be put in', scenario('A', 0, { v1: 'in' }), 1, { base: 0, kept: [], added: ['v1', 'sent to A'], removed: [] }],
	['what was sent into it may be taken out, and is then not of it', scenario('A', 1, { 'sent to A': 'out' }), 1, { base: 1, kept: ['v1'], added: [], removed: [] }],
	['what was sent elsewhere, or waits, may be put in', scenario('B', 1, { 'sent to A': 'in', waits: 'in' }), 1, { base: 1, kept: ['v1'], added: ['sent to A', 'waits'], removed: [] }],
	['what its author took back is in none', scenario('A', 1, { 'taken back': 'in' }), 1, { base: 1, kept: ['v1'], added: ['sent to A'], removed: [] }],
	['before v0 there is no version', scenario('A', null), null, { base: null, kept: [], added: ['sent to A'], removed: [] }],
	['a version that is not there is the last one', scenario('A', 9), 1, { base: 1, kept: ['v1'], added: ['sent to A'], removed: [] }]
];

test.each(table)('[MO201] %s', (_, one, latest, expected) => {
	const few: AmendmentToCompose[] = [
		{ id: 'v1', needs: ['N1'], resultingVersion: 1, scenario: null, isWithdrawn: false },
		{ id: 'sent to A', needs: ['N2'], resultingVersion: null, scenario: 'A', isWithdrawn: false },
		{ id: 'waits', needs: [], resultingVersion: null, scenario: null, isWithdrawn: false },
		{ id: 'taken back', needs: ['N3'], resultingVersion: null, scenario: 'A', isWithdrawn: true }
	];
	expect(compose(one, few, latest)).toEqual(expected);
});

test('[MO202] facts are laid side by side by their label, whatever its capitals; one scenario differs from nothing', () => {
	const one = (code: string, ...facts: (readonly [string, string])[]) => ({ code, holds: [], lights: new Set<string>(), facts });
	expect(differencesOf([one('A', ['Coût complet', '10 €'], ['Délai', '2028']), one('B', ['coût  complet', '10 €'], ['Pilote', ''])]).facts).toEqual([
		{ label: 'Délai', values: ['2028', null], differs: true },
		{ label: 'Pilote', values: [null, ''], differs: true },
		{ label: 'Coût complet', values: ['10 €', '10 €'], differs: false }
	]);
	expect(differencesOf([one('A', ['Délai', '2028'])]).facts).toEqual([{ label: 'Délai', values: ['2028'], differs: false }]);
	expect(beside('Modes', ['Achat seul', 'achat  seul']).differs).toBe(false);
});
