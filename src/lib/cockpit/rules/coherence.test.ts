import { describe, expect, test } from 'vitest';
import { coherenceOfAll, countsOf, type Whole } from './coherence.ts';
import type { Values } from './elements/changes.ts';
import { readValues } from './elements/changes.ts';
import type { KindId, ValuesOf } from './elements/kinds.ts';
import { noParts } from './modes/modes.ts';
import type { Point } from './indicators/standing.ts';

const today = '2028-06-01';
const of = <Kind extends KindId>(kind: Kind, id: string, values: Values, parentId: string | null = null) => ({
	id,
	code: id,
	parentId,
	values: readValues(kind, values) as ValuesOf<Kind>
});
const line = (values: Values = {}) =>
	of('line', 'S1', {
		mode: 'subsidy',
		object: 'Jardin',
		actors: 'Une association',
		needs: ['B1'],
		impacts: ['I1'],
		begins: '2027-01-01',
		ends: '2029-12-31',
		state: 'in-execution',
		...values
	});
const amount = (id: string, stage: string, cents: number) =>
	of('amount', id, { stage, amount: cents, how: 'cash', who: 'Ville', isOwn: true }, 'S1');
const milestone = (values: Values = {}, parentId: string | null = 'S1') =>
	of('milestone', 'J1', { what: 'Fête', on: '2028-09-01', owner: 'Inès', ...values }, parentId);
const indicator = (values: Values = {}, id = 'N1') =>
	of('indicator', id, { name: 'Visites', type: 'count', target: '10', impacts: ['I1'], ...values });
const whole: Whole = {
	today,
	lines: [line()],
	amounts: [amount('E1', 'planned', 300), amount('E2', 'committed', 200), amount('E3', 'paid', 100)],
	lots: [],
	milestones: [milestone()],
	needs: [of('need', 'B1', { what: 'Respirer' })],
	impacts: [of('impact', 'I1', { name: 'Santé' })],
	indicators: [indicator()],
	series: new Map()
};
const found = (more: Partial<Whole>) =>
	coherenceOfAll({ ...whole, ...more })
		.filter(({ id }) => id !== 'line-check')
		.map(({ id, of: about }) => `${id} ${about.id}`);

describe('the coherence of a whole cockpit', () => {
	test('[CO80] what holds together says nothing but what its mode asks', () => {
		expect(found({})).toEqual([]);
	});
	test.each<[string, Partial<Whole>, readonly string[]]>([
		[
			'a need that nothing answers',
			{ needs: [...whole.needs, of('need', 'B2', { what: 'Ombre' })] },
			['need-unanswered B2']
		],
		[
			'an impact that nothing carries nor measures',
			{ impacts: [...whole.impacts, of('impact', 'I2', { name: 'x' })] },
			['impact-uncarried I2', 'impact-unmeasured I2']
		],
		[
			'an abandoned line answers nothing',
			{ lines: [line({ state: 'abandoned' })], amounts: [], milestones: [] },
			['need-unanswered B1', 'impact-uncarried I1']
		],
		[
			'a line that serves nothing',
			{ lines: [line({ needs: [], impacts: [] })] },
			['line-serves-nothing S1', 'need-unanswered B1', 'impact-uncarried I1']
		],
		['a line without money', { amounts: [] }, ['line-without-money S1']],
		[
			'more committed than planned',
			{ amounts: [amount('E1', 'planned', 100), amount('E2', 'committed', 101)] },
			['committed-over-planned S1']
		],
		[
			'all of it committed and paid',
			{ amounts: [amount('E1', 'planned', 100), amount('E2', 'committed', 100), amount('E3', 'paid', 100)] },
			[]
		],
		[
			'paid without being committed',
			{ amounts: [amount('E1', 'planned', 100), amount('E3', 'paid', 1)] },
			['paid-over-committed S1']
		],
		['a milestone of nobody', { milestones: [milestone({ owner: '' })] }, ['milestone-ownerless J1']],
		[
			'one before its line',
			{ milestones: [milestone({ on: '2026-12-31', until: '2028-07-01' })] },
			['milestone-before-line J1']
		],
		['one after its line', { milestones: [milestone({ until: '2030-01-01' })] }, ['milestone-after-line J1']],
		['one on the last day of its line', { milestones: [milestone({ until: '2029-12-31' })] }, []],
		['one that is past', { milestones: [milestone({ on: '2028-05-31' })] }, ['milestone-late J1']],
		['one of today', { milestones: [milestone({ on: today })] }, []],
		[
			'one that is done owes nothing',
			{ milestones: [milestone({ on: '2020-01-01', owner: '', state: 'done' })] },
			[]
		],
		['one that hangs on nothing', { milestones: [milestone({}, null)] }, []],
		[
			'a measurement owed',
			{
				indicators: [indicator({ every: 3 })],
				series: new Map([['N1', [{ on: '2028-01-01', value: '1' }] as readonly Point[]]])
			},
			['measure-late N1']
		],
		[
			'an indicator of nothing, without a target',
			{ indicators: [indicator(), indicator({ impacts: [], target: null }, 'N2')] },
			['indicator-orphan N2', 'indicator-without-target N2']
		],
		[
			'what feeds a composite is no orphan',
			{
				indicators: [
					indicator({ type: 'composite', formula: 'N2 × 2' }),
					indicator({ impacts: [], target: null }, 'N2')
				]
			},
			[]
		],
		[
			'a composite without its formula',
			{ indicators: [indicator({ type: 'composite' })] },
			['formula-missing N1']
		],
		[
			'a formula in a circle',
			{ indicators: [indicator({ type: 'composite', formula: 'N1' })] },
			['formula-wrong N1']
		]
	])('[CO80] %s', (_, more, expected) => {
		expect(found(more)).toEqual(expected);
	});
	test('[CO80] a line brings what its mode finds, alerts counted apart', () => {
		const findings = coherenceOfAll({
			...whole,
			lines: [line({ answers: { version: 1, initiative: 'ours', counterpart: 'direct' } })]
		});
		expect(findings.every(({ id, check }) => (id === 'line-check') === (check !== undefined))).toBe(true);
		expect(findings.some(({ id }) => id === 'line-check')).toBe(true);
		expect(countsOf([{ level: 'alert' }, { level: 'discuss' }, { level: 'alert' }])).toEqual({
			alert: 2,
			discuss: 1
		});
	});
	test('[CO80] the lots of a purchase are those followed one by one, else those of its strategy', () => {
		const lines = [
			line({
				mode: 'purchase',
				parts: {
					...noParts('purchase'),
					maximum: 100,
					lots: [{ code: 'L1', object: 'Pain', maximum: 200 }]
				}
			})
		];
		const lot = (id: string, maximum: number) => of('lot', id, { what: 'Pain', maximum }, 'S1');
		const sums = (lots: Whole['lots']) =>
			coherenceOfAll({ ...whole, lines, lots }).flatMap(({ check }) =>
				check?.check.startsWith('lots-sum') ? [check.figures?.gap] : []
			);
		expect(sums([])).toEqual([100]);
		expect(sums([lot('L1', 60), lot('L2', 40)])).toEqual([]);
		expect(sums([lot('L1', 60), lot('L2', 70)])).toEqual([30]);
	});
	test('[CO80] a stored answer of another shape is looked at without it, never a fault', () => {
		expect(() =>
			coherenceOfAll({ ...whole, lines: [line({ answers: { version: 99 }, parts: { version: 99 } })] })
		).not.toThrow();
	});
});
