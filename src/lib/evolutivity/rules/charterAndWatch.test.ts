import { describe, expect, test } from 'vitest';
import { valueAt } from '../../law/rules/values.ts';
import { differencesOf, signed, type Signature } from './charter.ts';
import { correctionOutcome, lawWith, type Correction } from './lawCorrections.ts';
import { nextOf, overviewLane, shareUsed, undecidedOf } from './lane.ts';
import { charterTyped, clauseTyped, missingToFreeze, shareTyped } from './terms.ts';
import { answerOutcome, categoriesOf, datesOf, requestOutcome } from './triggers.ts';
import { crosses, nextReview, signalOutcome } from './watch.ts';

const said = (outcome: { readonly accepted: boolean; readonly reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);
const clause = { scope: 'Les quantités', nature: 'Une révision', conditions: 'Sur critère', unequivocal: 'on', perChange: '8 %', cumulated: '15', movable: ['budget', 'services'], fixed: 'Le bio\n\nLe bio\nLe plancher' };
const charter = { ...clause, company: 'Plancher payé', policy: 'Retour prévu', noticeDays: '42', admissibilityWorkingDays: '5', sessionDays: '30', 'criterion-code': ['A1', ''], 'criterion-party': ['administration', 'company'], 'criterion-what': ['Effectif ± 6 %', ''] };
const value = <Value>(outcome: { readonly accepted: true; readonly value: Value } | { readonly accepted: false; readonly reason: string }): Value => {
	if (!outcome.accepted) throw new Error(outcome.reason);
	return outcome.value;
};

describe('a clause and its charter', () => {
	test.each([
		['8', 800],
		['8,5 %', 850],
		['8.25', 825],
		['0', 0],
		['100', 10_000],
		['100,01', null],
		['8,255', null],
		['-1', null],
		['', null]
	])('[EV14] a share typed « %s » is %s', (typed, share) => expect(shareTyped(typed)).toBe(share));

	test('[EV14] bounds are read in basis points, and the one of a change is within the one of all', () => {
		expect(value(clauseTyped(clause))).toMatchObject({ bounds: { perChange: 800, cumulated: 1500 }, movable: ['services', 'budget'], fixed: ['Le bio', 'Le plancher'] });
		expect(said(clauseTyped({ ...clause, perChange: '16' }))).toBe('bounds-reversed');
		expect(said(clauseTyped({ ...clause, scope: 'x'.repeat(4001) }))).toBe('words-too-long');
	});

	test('[EV13] a clause says all that it lacks before it is frozen', () => {
		expect(missingToFreeze(value(clauseTyped(clause)))).toEqual([]);
		expect(missingToFreeze(value(clauseTyped({ perChange: '0', cumulated: '0' })))).toEqual(['scope', 'nature', 'conditions', 'unequivocal', 'movable']);
		expect(missingToFreeze(value(clauseTyped({ ...clause, perChange: '0', cumulated: '0' })))).toEqual(['bounds']);
	});

	test.each([
		[{}, 'accepted'],
		[{ noticeDays: 'six' }, 'days-unreadable'],
		[{ admissibilityWorkingDays: '0' }, 'days-unreadable'],
		[{ 'criterion-what': ['', ''] }, 'criterion-unreadable'],
		[{ 'criterion-code': ['A1', 'A1'], 'criterion-what': ['x', 'y'] }, 'criterion-twice'],
		[{ 'criterion-indicator': ['I1'], 'criterion-side': ['above'], 'criterion-threshold': ['beaucoup'] }, 'criterion-unreadable'],
		[{ 'criterion-indicator': [''], 'criterion-side': ['above'], 'criterion-threshold': ['2000'] }, 'criterion-unreadable'],
		[{ 'criterion-indicator': ['I1'], 'criterion-side': ['above'], 'criterion-threshold': ['1 850,5'] }, 'accepted']
	])('[EV17] a charter with %j is %s', (changed, expected) => expect(said(charterTyped({ ...charter, ...changed }))).toBe(expected));

	test('[EV18] each party signs once, on a joined contract; the second puts it in force', () => {
		const by = (party: Signature['party'], over: Partial<Signature> = {}): Signature => ({ party, name: 'Ada', function: '', signedOn: '2027-10-15', ...over });
		const draft = { state: 'draft', signatures: [], criteria: ['one'], hasContract: true } as const;
		const first = value(signed(draft, by('company')));
		expect(first.state).toBe('draft');
		expect(said(signed({ ...draft, signatures: first.signatures }, by('company')))).toBe('already-signed');
		expect(value(signed({ ...draft, signatures: first.signatures }, by('administration'))).state).toBe('in-force');
		expect(said(signed({ ...draft, hasContract: false }, by('company')))).toBe('contract-missing');
		expect(said(signed({ ...draft, criteria: [] }, by('company')))).toBe('charter-without-criteria');
		expect(said(signed({ ...draft, state: 'replaced' }, by('company')))).toBe('charter-not-draft');
		expect(said(signed(draft, by('company', { name: ' ' })))).toBe('signature-unnamed');
		expect(said(signed(draft, by('company', { signedOn: '2027-02-30' })))).toBe('day-unreadable');
	});

	test('[EV19] two versions differ field by field', () => {
		const before = value(charterTyped(charter));
		expect(differencesOf(before, before)).toEqual([]);
		expect(differencesOf(before, value(charterTyped({ ...charter, noticeDays: '30', company: 'Plancher payé\nAucune pénalité' })))).toEqual([
			{ field: 'company', removed: [], added: ['Aucune pénalité'] },
			{ field: 'notice', removed: ['42'], added: ['30'] }
		]);
	});
});

describe('the watch', () => {
	test.each([
		['above', '80', '81', null, true],
		['above', '80', '80', null, false],
		['below', '-0.5', '-0.6', null, true],
		['below', '-0.5', '-0.5', null, false],
		['apart', '111', '2005', '1850', true],
		['apart', '155', '2005', '1850', false],
		['apart', '111', '1700', '1850', true],
		['apart', '1', '2005', null, false]
	] as const)('[EV20] %s %s: %s (reference %s) crosses: %s', (side, threshold, measured, reference, expected) => expect(crosses({ indicator: 'I1', side, threshold }, measured, reference)).toBe(expected));

	test('[EV20] a signal has a past day, a source and words', () => {
		const seen = { seenOn: '2028-10-20', source: 'La presse', words: 'Crue' };
		expect(said(signalOutcome(seen, '2028-10-20'))).toBe('accepted');
		expect(said(signalOutcome(seen, '2028-10-19'))).toBe('day-to-come');
		expect(said(signalOutcome({ ...seen, words: ' ' }, '2028-10-20'))).toBe('signal-unsaid');
	});

	test('[EV21] the question comes back after its rhythm', () => expect(nextReview('2028-08-31', 6)).toBe('2029-02-28'));
});

describe('a request', () => {
	const asked = { party: 'administration', category: 'need', criteria: ['A1'], motives: 'Plus de repas', evidence: 'Relevés', receivedOn: '2028-11-07' } as const;
	const criteria = [
		{ code: 'A1', party: 'administration' },
		{ code: 'E1', party: 'company' }
	] as const;

	test.each([
		[{}, 'accepted'],
		[{ category: 'better-offer' }, 'category-not-yours'],
		[{ category: 'toString' }, 'category-not-yours'],
		[{ criteria: [] }, 'criteria-missing'],
		[{ criteria: ['E1'] }, 'criterion-unknown'],
		[{ motives: ' ' }, 'motives-missing'],
		[{ evidence: '' }, 'evidence-missing'],
		[{ receivedOn: '2028-11-08' }, 'day-to-come']
	])('[EV22] with %j is %s', (changed, expected) => expect(said(requestOutcome({ ...asked, ...changed }, criteria, '2028-11-07'))).toBe(expected));

	test('[EV22] the end of an experiment belongs to both parties', () => expect([categoriesOf('administration'), categoriesOf('company')].every((one) => one.includes('experiment-ended'))).toBe(true));

	test.each([
		[null, '2028-11-14', 'answer', false],
		[null, '2028-11-15', 'answer', true],
		['to-complete', '2028-11-20', 'completion', false],
		['admissible', '2028-12-07', 'sitting', false],
		['admissible', '2028-12-08', 'sitting', true],
		['inadmissible', '2029-01-01', null, false]
	] as const)('[EV23] received on 7 November 2028, %s on %s waits for %s, late: %s', (admissibility, today, waitsFor, isLate) =>
		expect(datesOf({ receivedOn: '2028-11-07', admissibility, withdrawnOn: null, sittingHeldOn: null }, { admissibilityWorkingDays: 5, sessionDays: 30 }, today)).toEqual({ answerDueOn: '2028-11-14', sittingDueOn: '2028-12-07', waitsFor, isLate })
	);

	test('[EV23] nothing is late once its sitting is held', () =>
		expect(datesOf({ receivedOn: '2028-11-07', admissibility: 'admissible', withdrawnOn: null, sittingHeldOn: '2028-12-05' }, { admissibilityWorkingDays: 5, sessionDays: 30 }, '2029-01-01').waitsFor).toBeNull());

	test.each([
		[null, 'admissible', '', 'accepted'],
		[null, 'inadmissible', ' ', 'reason-missing'],
		['to-complete', 'admissible', '', 'accepted'],
		['admissible', 'inadmissible', 'Non', 'request-answered'],
		[null, 'perhaps', '', 'answer-unknown']
	] as const)('[EV24] %s then %s « %s »: %s', (admissibility, answer, reason, expected) => expect(said(answerOutcome({ admissibility, withdrawnOn: null }, answer, reason))).toBe(expected));
});

describe('a value of the law that an authority enters', () => {
	const entry: Correction = { key: 'formal-procedure-supplies-services', value: 22_000_000, from: '2028-01-01', until: '2029-12-31', source: 'JO' };

	test.each([
		[{}, [], 'accepted'],
		[{ key: 'toString' }, [], 'law-key-unknown'],
		[{ value: 0 }, [], 'law-value-absurd'],
		[{ value: 2_000_000_001 }, [], 'law-value-absurd'],
		[{ key: 'commission-opinion', value: 10_001 }, [], 'law-value-absurd'],
		[{ key: 'commission-opinion', value: 5_000 }, [], 'accepted'],
		[{ key: 'commission-opinion', value: 5_000, from: '2026-04-30' }, [], 'law-value-read'],
		[{ from: '2028-02-30' }, [], 'day-unreadable'],
		[{ until: '2027-12-31' }, [], 'days-reversed'],
		[{ source: ' ' }, [], 'source-missing'],
		[{ from: '2029-12-31', until: null }, [entry], 'periods-overlap'],
		[{ from: '2027-06-01', until: '2028-01-01' }, [entry], 'periods-overlap'],
		[{ from: '2027-06-01', until: '2027-12-31' }, [entry], 'accepted'],
		[{ from: '2030-01-01', until: null }, [entry], 'accepted'],
		[{ key: 'formal-procedure-works' }, [entry], 'accepted']
	])('[EV25] [EV146] %j beside %j is %s', (changed, others, expected) => expect(said(correctionOutcome({ ...entry, ...changed }, others as Correction[]))).toBe(expected));

	test('[EV26] comes before the code on its days alone', () => {
		const law = lawWith([entry]);
		expect(law(entry.key, '2028-12-05')).toMatchObject({ standing: 'in-force', value: 22_000_000, source: 'JO' });
		expect(law(entry.key, '2030-01-01').standing).toBe('unknown');
		expect(law(entry.key, '2027-06-07')).toEqual(valueAt(entry.key, '2027-06-07'));
	});
});

describe('what comes next on a clause', () => {
	const request = { answerDueOn: '2028-11-14', sittingDueOn: '2028-12-07', waitsFor: 'sitting', isLate: false } as const;
	const standing = { frozenOn: '2027-06-07', hasContract: true, charter: 'in-force', requests: [request], needDueOn: '2028-11-01', charterReviewOn: null, versionReviewOn: null, undecided: [] } as const;
	const mediation = { outcome: 'mediation', on: '2029-01-15', words: 'Le prix' } as const;

	test.each([
		[{ frozenOn: null }, ['freeze']],
		[{ hasContract: false }, ['join-contract']],
		[{ charter: null }, ['write-charter']],
		[{ charter: 'draft' }, ['sign-charter', 'review-need', 'hold-sitting']],
		[{}, ['review-need', 'hold-sitting']],
		[{ charterReviewOn: '2028-11-30' }, ['review-need', 'review-charter', 'hold-sitting']],
		[{ versionReviewOn: '2028-05-15' }, ['review-version', 'review-need', 'hold-sitting']],
		[{ requests: [], needDueOn: null }, []]
	] as const)('[EV28] with %j: %j', (changed, expected) => expect(nextOf({ ...standing, ...changed }, '2028-11-20').map(({ step }) => step)).toEqual(expected));

	test.each([
		[[{ number: 1, failure: mediation }], ['follow-outcome']],
		[[{ number: 1, failure: null }, { number: 2, failure: mediation }], ['sit-again', 'follow-outcome']],
		[[{ number: 1, failure: { outcome: 'status-quo', on: null, words: 'Rien' } }], []]
	] as const)('[EV135] after a sitting without a decision, its outcome is what is next: %j', (undecided, expected) => {
		const next = nextOf({ ...standing, requests: [], needDueOn: null, undecided }, '2029-01-16');
		expect(next.map(({ step }) => step)).toEqual(expected);
		for (const one of next) if (one.step === 'follow-outcome') expect(one).toMatchObject({ dueOn: '2029-01-15', isLate: true });
	});
	test('[EV135] the outcome is next while a request of that sitting waits for another', () => {
		const held = [{ number: 1, undecided: { failure: mediation, requests: ['a', 'b'] } }, { number: 2, undecided: null }];
		expect(undecidedOf(held, new Set(['b']))).toEqual([{ number: 1, failure: mediation }]);
		expect(undecidedOf(held, new Set(['c']))).toEqual([]);
	});

	test('[EV28] the overview tells all clauses in one lane, and nothing where there is none', () => {
		const told = (title: string, used: number, days: readonly string[]) => ({ title, share: { used, bound: 1500 }, next: days.map((dueOn) => ({ step: 'hold-sitting', dueOn, isLate: false }) as const), sittings: [{ standing: 'held' }, { standing: 'under-way' }] as const });
		expect(overviewLane([], '2028-11-20')).toBeNull();
		expect(overviewLane([told('L3', 600, ['2028-12-07']), told('L4', 0, ['2028-11-30'])], '2028-12-01')).toEqual({ clause: 'L3 · L4', usedShare: 4000, sessionsPast: 2, sessionsPending: 2, nextWatchOn: '2028-11-30', isWatchLate: true });
		expect(overviewLane([{ ...told('L3', 0, []), share: null }], '2028-11-20')).toMatchObject({ usedShare: null, nextWatchOn: null, isWatchLate: false });
	});
	test('[EV28] a share is of the initial maximum, and none is made up', () => {
		expect(shareUsed(3_720_000, 62_000_000, { perChange: 800, cumulated: 1500 })).toEqual({ used: 600, bound: 1500 });
		expect(shareUsed(0, null, { perChange: 800, cumulated: 1500 })).toBeNull();
	});
});
