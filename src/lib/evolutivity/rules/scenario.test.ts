// The figures of the worked example, 5.12 and 5.13, as it publishes them.
import { describe, expect, test } from 'vitest';
import { clauseLacks, widerThan, type Charter, type Clause } from './clause.ts';
import { flagsOf, sumsOfScenario, type Frame, type Scenario } from './scenario.ts';

const euro = (whole: number) => whole * 100;
const fixed = ['la famille d’achats', 'la part bio minimale (20 % du lot)', 'la garantie de volume plancher (70 %)', 'l’égalité entre écoles'];
const clause: Clause = { scope: 'Quantités par famille, calendrier, prix', nature: 'Changer ce qui est livré, quand et à quel prix', conditions: 'Un critère de la charte est rempli', isUnequivocal: true, bounds: { perChange: 800, cumulated: 1500 }, movable: ['services', 'calendar', 'budget', 'indicators'], fixed, frozenOn: '2027-06-07' };
const charter: Charter = { version: 1, bounds: { perChange: 800, cumulated: 1500 }, movable: ['services', 'calendar', 'budget', 'indicators'], fixed, criteria: [], guardRails: { company: [], policy: [] }, noticeDays: 42, procedure: { admissibilityWorkingDays: 5, sessionDays: 30 } };
const frame: Frame = { clause, charter, initialMaximum: euro(620_000), earlier: 0, sessionOn: '2028-12-05', noticeWaivedOn: null };
const nothing: Scenario = { services: [], calendar: null, budget: [], indicators: [] };

describe('the session of 5 December 2028', () => {
	test('[EV12] P1 asks 52 000 €, 8.39 %, above 49 600; and begins before the end of the notice, on 16 January', () => {
		expect(flagsOf({ ...nothing, calendar: { from: '2029-01-04', until: null, reviewOn: null }, budget: [{ what: 'Familles de saison', amount: euro(52_000), until: null }] }, frame)).toEqual([
			{ flag: 'above-per-change', amount: euro(52_000), most: euro(49_600), basisPoints: 839, bound: 800 },
			{ flag: 'before-notice', from: '2029-01-04', noticeEnds: '2029-01-16' }
		]);
	});
	test('[EV12] P3 adds 37 200 €, 6 %: 32 550 that last and 4 650 that go back; the company waived the notice', () => {
		const budget = [
			{ what: '155 repas de plus, 140 jours, trois ans', amount: 155 * 140 * 3 * 50, until: null },
			{ what: 'Surcoût de la crue', amount: euro(4_650), until: '2029-05-01' }
		];
		expect(sumsOfScenario(budget, euro(620_000))).toEqual({ total: euro(37_200), lasting: euro(32_550), temporary: euro(4_650), share: 600 });
		const p3 = { ...nothing, calendar: { from: '2028-12-15', until: '2029-04-30', reviewOn: '2029-05-15' }, budget };
		expect(flagsOf(p3, { ...frame, noticeWaivedOn: '2028-11-28' })).toEqual([{ flag: 'notice-waived', on: '2028-11-28' }]);
		expect(flagsOf(p3, frame)).toEqual([{ flag: 'before-notice', from: '2028-12-15', noticeEnds: '2029-01-16' }]);
	});
	test.each<[string, number, number, readonly string[]]>([
		['8 % exactly is allowed', 49_600, 0, []],
		['a cent more is flagged', 49_600.01, 0, ['above-per-change']],
		['15 % in all, exactly', 43_400, 49_600, []],
		['a cent more in all', 43_400.01, 49_600, ['above-cumulated']],
		['a fall is bounded too', -49_600.01, 0, ['above-per-change']],
		['what was taken back counts less', 49_600, -20_000, []]
	])('[EV12] %s', (_, amount, earlier, flags) => {
		expect(flagsOf({ ...nothing, budget: [{ what: 'x', amount: Math.round(amount * 100), until: null }] }, { ...frame, earlier: euro(earlier) }).map(({ flag }) => flag)).toEqual(flags);
	});
	test('[EV12] the stricter of clause and charter counts; what neither lets move is flagged; days the wrong way round', () => {
		const strict = { ...frame, charter: { ...charter, bounds: { perChange: 500, cumulated: 600 }, movable: ['services', 'budget'] as const } };
		expect(flagsOf({ ...nothing, budget: [{ what: 'x', amount: euro(37_200), until: null }], indicators: [{ how: 'added', name: 'x', before: '', after: '' }], calendar: { from: '2029-05-01', until: '2029-04-01', reviewOn: null } }, strict)).toEqual([
			{ flag: 'above-per-change', amount: euro(37_200), most: euro(31_000), basisPoints: 600, bound: 500 },
			{ flag: 'not-movable', family: 'calendar' },
			{ flag: 'not-movable', family: 'indicators' },
			{ flag: 'days-reversed' }
		]);
	});
});

describe('clause and charter', () => {
	test('[EV10] a clause says its scope, its nature, its conditions, and can be read in one way', () => {
		expect(clauseLacks(clause)).toEqual([]);
		expect(clauseLacks({ scope: ' ', nature: '', conditions: '', isUnequivocal: false })).toEqual(['scope', 'nature', 'conditions', 'unequivocal']);
	});
	test.each<[string, Partial<Charter>, object[]]>([
		['the same', {}, []],
		['stricter', { bounds: { perChange: 700, cumulated: 1000 }, movable: ['services'], fixed: [...fixed, 'le prix du repas'] }, []],
		['a wider bound by change', { bounds: { perChange: 801, cumulated: 1500 } }, [{ what: 'per-change', clause: 800, charter: 801 }]],
		['a wider bound in all', { bounds: { perChange: 800, cumulated: 1600 } }, [{ what: 'cumulated', clause: 1500, charter: 1600 }]],
		['something fixed left out', { fixed: fixed.slice(1) }, [{ what: 'fixed-missing', words: 'la famille d’achats' }]]
	])('[EV11] a charter may only restrict: %s', (_, change, wider) => {
		expect(widerThan(clause, { ...charter, ...change })).toEqual(wider);
	});
	test('[EV11] nor may it move what the clause does not', () => {
		expect(widerThan({ ...clause, movable: ['services'] }, charter)).toEqual([
			{ what: 'movable', family: 'calendar' },
			{ what: 'movable', family: 'budget' },
			{ what: 'movable', family: 'indicators' }
		]);
	});
});
