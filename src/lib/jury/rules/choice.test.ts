import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../outcomes/rules/outcome.ts';
import { criteriaAtMost, frozenOf, phaseOf, readTerms, staffOf, type Frozen, type Switch } from './choice.ts';
import { questionsFrom, readComment, readGridAnswer, readQuestion } from './choiceGrid.ts';
import { readPublication, readSynthesis } from './choiceOutcome.ts';
import { herbFor, herbs, letsIn, orderFor, readObservation, readSample, progressIn } from './choiceRoom.ts';
import { lessons } from './training.ts';

const reasonOf = (outcome: Outcome<unknown, string>) => (outcome.accepted ? 'accepted' : outcome.reason);
const at = new Date('2027-08-01T10:00:00Z');
const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);

describe('the terms', () => {
	const typed = {
		passage: 'Règlement, article 8.3',
		service: 'Affaires juridiques',
		agreedOn: '2027-08-01',
		kind: 'samples',
		'criterion-1': 'Qualité',
		'sentence-1': 'Ce que l’on goûte.',
		'criterion-3': 'Emballage',
		'sentence-3': 'Ce que l’on jette.',
		opensDay: '2027-09-16',
		opensTime: '09:00',
		closesDay: '2027-09-16',
		closesTime: '18:00'
	};
	const read = (part: Readonly<Record<string, string>>, frozen: Frozen | null = null) => readTerms({ ...typed, ...part }, { at, today: '2027-08-01', zone: 'Europe/Paris', frozen });
	test.each([
		[{}, 'accepted'],
		[{ passage: ' ' }, 'choice-passage-missing'],
		[{ passage: 'é'.repeat(601) }, 'choice-passage-too-long'],
		[{ service: '' }, 'choice-service-missing'],
		[{ service: 'é'.repeat(161) }, 'choice-service-too-long'],
		[{ agreedOn: '2027-02-30' }, 'choice-agreement-unreadable'],
		[{ agreedOn: '2027-08-02' }, 'choice-agreement-to-come'],
		[{ kind: 'notes' }, 'choice-kind-missing'],
		[{ 'criterion-3': '', 'sentence-3': '' }, 'choice-criteria-too-few'],
		[{ 'sentence-3': '' }, 'choice-criterion-half'],
		[{ 'criterion-3': 'QUALITÉ' }, 'choice-criterion-twice'],
		[{ 'sentence-3': 'é'.repeat(301) }, 'choice-criterion-too-long'],
		[Object.fromEntries(Array.from({ length: criteriaAtMost }, (_, nth) => [[`criterion-${nth + 1}`, `Critère ${nth}`], [`sentence-${nth + 1}`, 'Une phrase.']]).flat()), 'accepted'],
		[{ opensTime: '' }, 'choice-opening-unreadable'],
		[{ closesDay: 'demain' }, 'choice-closing-unreadable'],
		[{ closesTime: '09:00' }, 'choice-closing-before-opening'],
		[{ opensDay: '2027-07-01', closesDay: '2027-07-02' }, 'choice-closing-past']
	])('[JU141] with %j are %s', (part, expected) => expect(reasonOf(read(part))).toBe(expected));

	test('[JU142] what the room has seen is kept, whatever is typed', () => {
		const criteria = [{ id: 'c1', name: 'Goût', sentence: 'Un.' }, { id: 'c2', name: 'Odeur', sentence: 'Deux.' }];
		const frozen = { kind: 'usage-test', criteria, opensAt: hours(-2), closesAt: null } as const;
		expect(read({ kind: 'samples', opensDay: '2030-01-01' }, frozen)).toMatchObject({ value: { kind: 'usage-test', criteria, opensAt: hours(-2), closesAt: new Date('2027-09-16T16:00:00Z') } });
		expect(read({ closesDay: '2030-01-01' }, { ...frozen, closesAt: hours(-1) })).toMatchObject({ value: { closesAt: hours(-1) } });
	});
});

describe('the room', () => {
	const kept: Switch = { passage: 'x', service: 'x', agreedOn: '2027-08-01', kind: 'samples', criteria: [], opensAt: hours(0), closesAt: hours(8), switchedOnAt: hours(-9), switchedOffAt: null };
	test.each([
		['nothing switched on', undefined, true, at, 'off'],
		['an authority that does not permit it', kept, false, at, 'off'],
		['switched off', { ...kept, switchedOffAt: hours(-1) }, true, at, 'off'],
		['before its opening', kept, true, hours(-0.01), 'before'],
		['as it opens', kept, true, at, 'open'],
		['just before its closing', kept, true, hours(7.99), 'open'],
		['at its closing', kept, true, hours(8), 'over']
	] as const)('[JU140] with %s', (_, one, permitted, when, expected) => expect(phaseOf(one, permitted, when)).toBe(expected));

	test('[JU142] freezes what it was opened with, and its end once over; off before its opening, nothing', () => {
		expect(frozenOf(kept, hours(-1))).toBeNull();
		expect(frozenOf(kept, hours(1))).toMatchObject({ opensAt: kept.opensAt, closesAt: null });
		expect(frozenOf({ ...kept, switchedOffAt: hours(2) }, hours(9))).toMatchObject({ closesAt: kept.closesAt });
		expect(frozenOf({ ...kept, switchedOffAt: hours(-1) }, hours(9))).toBeNull();
	});

	const juror = { phase: 'open', done: lessons, standing: 'takes-part', signedAt: hours(-1), switchedOnAt: hours(-9) } as const;
	test.each([
		[{}, 'accepted'],
		[{ phase: 'off' }, 'room-off'],
		[{ phase: 'before' }, 'room-not-open-yet'],
		[{ phase: 'over' }, 'room-over'],
		[{ done: lessons.slice(1) }, 'training-needed'],
		[{ standing: 'to-declare', signedAt: null }, 'declaration-needed'],
		[{ standing: 'to-judge' }, 'link-to-judge'],
		[{ standing: 'aside' }, 'stepped-aside']
	] as const)('[JU144] a juror with %j: %s', (part, expected) => expect(reasonOf(letsIn({ ...juror, ...part }))).toBe(expected));
	test('[JU143] a declaration of before it was switched on says nothing of it', () => {
		expect(reasonOf(letsIn({ ...juror, signedAt: hours(-10) }))).toBe('declaration-needed');
		expect(reasonOf(letsIn({ ...juror, signedAt: hours(-9) }))).toBe('accepted');
	});

	const place = (capacity: string, more = {}) => ({ capacity, permissions: ['facilitate'], startsAt: hours(-5), endsAt: null, revokedAt: null, ...more });
	test.each([
		['a buyer', [place('buyer')], 'buyer'],
		['a reservist', [place('reservist')], 'reservist'],
		['both', [place('reservist'), place('buyer')], 'buyer'],
		['a prescriber who facilitates', [place('prescriber')], undefined],
		['a contractor', [place('contractor')], undefined],
		['a buyer whose place has ended', [place('buyer', { endsAt: hours(-1) })], undefined],
		['a reservist whose mandate was revoked', [place('reservist', { revokedAt: hours(-1) })], undefined],
		['nobody', [], undefined]
	])('[JU144] of the team, %s', (_, places, expected) => expect(staffOf(places, at)).toBe(expected));
});

describe('a sample', () => {
	test('[JU145] bears a herb that is free: no letter, no number, no candidate', () => {
		const taken = new Set<string>();
		for (const _ of herbs) taken.add(herbFor(taken, 4_000_000_007)!);
		expect([...taken].toSorted()).toEqual([...herbs].toSorted());
		expect(herbFor(taken, 3)).toBeUndefined();
		for (const herb of herbs) expect(herb).toMatch(/^\p{Lu}\p{Ll}{3,}$/u);
	});
	test.each([
		[{}, 'accepted'],
		[{ description: ' ' }, 'sample-description-missing'],
		[{ description: 'é'.repeat(2_001) }, 'sample-description-too-long'],
		[{ alt: '' }, 'sample-alt-missing'],
		[{ alt: 'é'.repeat(601) }, 'sample-alt-too-long'],
		[{ checked: '' }, 'sample-not-checked']
	])('[JU145] with %j is %s', (part, expected) => expect(reasonOf(readSample({ description: 'Purée', alt: 'Un bol', checked: 'yes', ...part }, 'with-picture'))).toBe(expected));

	test('[JU146] stands at another place for each juror, always the same for one: over 400 jurors, each is first in turn', () => {
		const samples = ['Thym', 'Sauge', 'Menthe'].map((name) => ({ name }));
		const first = new Map<string, number>();
		for (let nth = 0; nth < 400; nth += 1) {
			const order = orderFor(samples, 'graine', `juror-${nth}`);
			expect(orderFor(samples.toReversed(), 'graine', `juror-${nth}`)).toEqual(order);
			first.set(order[0]!.name, (first.get(order[0]!.name) ?? 0) + 1);
		}
		for (const { name } of samples) expect(first.get(name)).toBeGreaterThan(100);
		const orders = (seed: string) => Array.from({ length: 20 }, (_, nth) => orderFor(samples, seed, `juror-${nth}`));
		expect(orders('autre')).not.toEqual(orders('graine'));
	});
});

describe('what is said', () => {
	test.each([
		[{ words: 'é'.repeat(20) }, 'accepted'],
		[{ words: 'é'.repeat(2_000) }, 'accepted'],
		[{ words: `  ${'é'.repeat(19)}  ` }, 'observation-too-short'],
		[{ words: 'é'.repeat(2_001) }, 'observation-too-long'],
		[{ words: '' }, 'observation-missing'],
		[{ nothing: 'yes' }, 'accepted'],
		[{ words: 'La purée est la meilleure des trois', nothing: 'yes' }, 'observation-both'],
		// nobody reads words for a rank: what the form does not offer is not hunted for
		[{ words: 'La purée est la meilleure des trois' }, 'accepted']
	])('[JU149] %j is %s', (typed, expected) => expect(reasonOf(readObservation(typed))).toBe(expected));
	test('[JU149] a grade or a rank that is sent is read by nobody', () => {
		expect(readObservation({ words: 'Une purée onctueuse, sans eau', note: '5', rang: '1' })).toEqual({ accepted: true, value: { words: 'Une purée onctueuse, sans eau', isNothing: false } });
	});

	test.each([
		['D’où viennent vos légumes ?', [], 'accepted'],
		['', [], 'grid-question-missing'],
		['é'.repeat(401), [], 'grid-question-too-long'],
		['Oui ?', ['Oui ?'], 'grid-question-twice'],
		['Encore ?', Array.from({ length: 40 }, (_, nth) => `${nth} ?`), 'grid-too-many']
	])('[JU152] the question %j', (typed, standing, expected) => expect(reasonOf(readQuestion(typed, standing))).toBe(expected));
	test('[JU152] the canvas proposes what it marks to be asked, once, never what names an operator', () => {
		const entry = (text: string, more: object = {}) => ({ text, state: 'current', isToAsk: true, namesOperator: false, ...more });
		expect(questionsFrom([entry('Qui livre ?'), entry(' Qui livre ? '), entry('Et en avril ?', { isToAsk: false }), entry('Et Racines ?', { namesOperator: true }), entry('Retirée ?', { state: 'withdrawn' }), entry('Déjà là ?')], ['Déjà là ?'])).toEqual(['Qui livre ?']);
	});
	test.each([
		[{ clarity: 'clear' }, null, 'accepted'],
		[{ clarity: 'unclear', words: 'Quel mois ?' }, null, 'accepted'],
		[{ clarity: 'unclear', words: ' ' }, null, 'grid-words-missing'],
		[{ words: 'Quel mois ?' }, null, 'grid-clarity-missing'],
		[{ clarity: 'clear', words: 'é'.repeat(601) }, null, 'grid-words-too-long'],
		[{ clarity: 'clear' }, 'Retenu', 'grid-comment-answered']
	])('[JU152] the remark %j, answered %j', (typed, answer, expected) => expect(reasonOf(readComment(typed, answer))).toBe(expected));
	test.each([
		[{ outcome: 'kept', answer: 'Ajouté' }, 'accepted'],
		[{ outcome: '5', answer: 'Ajouté' }, 'grid-outcome-missing'],
		[{ outcome: 'kept' }, 'grid-answer-missing'],
		[{ outcome: 'kept', answer: 'é'.repeat(1_001) }, 'grid-answer-too-long']
	])('[JU152] the answer %j', (typed, expected) => expect(reasonOf(readGridAnswer(typed))).toBe(expected));

	test.each([
		[{}, 'accepted'],
		[{ synthesis: '' }, 'synthesis-missing'],
		[{ synthesis: 'é'.repeat(4_001) }, 'synthesis-too-long'],
		[{ taken: '' }, 'synthesis-taken-missing'],
		[{ why: ' ' }, 'synthesis-why-missing'],
		[{ why: 'é'.repeat(2_001) }, 'synthesis-why-too-long']
	])('[JU153] the synthesis with %j', (part, expected) => expect(reasonOf(readSynthesis({ synthesis: 'Le jury a observé…', taken: 'partly', why: 'Au critère 2', ...part }))).toBe(expected));
	test.each([
		['2027-09-30', 'Une synthèse', 'accepted'],
		['2027-10-01', 'Une synthèse', 'award-not-past'],
		['', 'Une synthèse', 'award-unreadable'],
		['2027-09-30', null, 'synthesis-first']
	])('[JU154] an award on %s, %s: %s', (awardedOn, synthesis, expected) => expect(reasonOf(readPublication(awardedOn, '2027-10-01', synthesis))).toBe(expected));
});

test.each([[0, 2, 'to-observe'], [1, 2, 'begun'], [2, 2, 'finished']] as const)('[JU166] %i of %i criteria: %s', (said, criteria, progress) => expect(progressIn(said, criteria)).toBe(progress));
