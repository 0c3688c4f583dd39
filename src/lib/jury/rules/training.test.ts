import { describe, expect, test } from 'vitest';
import { judge, quorumIn, readDeclaration, stageOf, standingIn, type Standing } from './declarations.ts';
import { isTrained, lessons, nextLesson, opens, quiz, readAnswers, readLesson, unanswered } from './training.ts';

const reasonOf = (outcome: { readonly accepted: boolean; readonly reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);

describe('the training', () => {
	test('[JU70] six lessons, three questions each, two or three choices, one of them right', () => {
		expect(lessons).toHaveLength(6);
		for (const lesson of lessons) {
			expect(quiz[lesson].map(({ id }) => id)).toEqual(['q1', 'q2', 'q3']);
			for (const { choices, right } of quiz[lesson]) {
				expect([2, 3]).toContain(choices.length);
				expect(choices).toContain(right);
			}
		}
		expect([readLesson('secrecy'), readLesson('sécurité'), readLesson('toString')]).toEqual(['secrecy', undefined, undefined]);
	});

	test('[JU70] a wrong answer is an answer; a missing one is not', () => {
		expect(readAnswers('purchase', { q1: 'a', q2: 'a', q3: 'c', more: 'x' })).toMatchObject({ accepted: true, value: { q1: 'a', q2: 'a', q3: 'c' } });
		for (const typed of [{}, { q1: 'a', q2: 'b' }, { q1: 'a', q2: 'c', q3: 'a' }, { q1: '', q2: 'a', q3: 'a' }] as Record<string, string>[]) expect(reasonOf(readAnswers('purchase', typed))).toBe('quiz-incomplete');
	});

	test('[JU157] the questions left without an answer are known one by one', () => {
		expect(unanswered('purchase', {})).toEqual(['q1', 'q2', 'q3']);
		expect(unanswered('purchase', { q1: 'a', q2: 'c', q3: 'a' })).toEqual(['q2']);
		expect(unanswered('purchase', { q1: 'a', q2: 'b', q3: 'a' })).toEqual([]);
	});

	test('[JU70] lessons are done in any order; the next one is the first that is not', () => {
		expect(nextLesson([])).toBe('purchase');
		expect(nextLesson(['transparency', 'purchase'])).toBe('equality');
		expect(isTrained([...lessons].reverse())).toBe(true);
	});
});

describe('the gate', () => {
	test.each<[boolean, readonly (typeof lessons)[number][], Standing, string]>([
		[false, [], 'to-declare', 'accepted'],
		[false, [], 'aside', 'accepted'],
		[true, [], 'takes-part', 'training-needed'],
		[true, lessons.slice(1), 'takes-part', 'training-needed'],
		[true, lessons, 'to-declare', 'declaration-needed'],
		[true, lessons, 'to-judge', 'link-to-judge'],
		[true, lessons, 'aside', 'stepped-aside'],
		[true, lessons, 'takes-part', 'accepted']
	])('[JU72] of the panel: %s, %j, %s: %s', (isOfPanel, done, standing, verdict) => {
		expect(reasonOf(opens({ isOfPanel, done, standing }))).toBe(verdict);
	});
});

describe('a declaration', () => {
	test.each([
		['no-link', '', 'yes', 'accepted'],
		['no-link', 'je dis quand même', 'yes', 'accepted'],
		['link', 'Ma sœur travaille chez un traiteur.', 'yes', 'accepted'],
		['recused', '', 'yes', 'accepted'],
		['', '', 'yes', 'declaration-choice-missing'],
		['maybe', '', 'yes', 'declaration-choice-missing'],
		['link', ' \n ', 'yes', 'declaration-details-missing'],
		['link', 'x'.repeat(1001), 'yes', 'declaration-details-too-long'],
		['no-link', '', '', 'declaration-not-ticked'],
		['link', 'Ma sœur', 'no', 'declaration-not-ticked']
	])('[JU71] %s « %s » ticked %s: %s', (declared, details, ticked, verdict) => {
		expect(reasonOf(readDeclaration({ declared, details, ticked }))).toBe(verdict);
	});

	test('[JU71] what is written under « no link » is not kept', () => {
		expect(readDeclaration({ declared: 'no-link', details: 'mon voisin', ticked: 'yes' })).toMatchObject({ value: { details: '' } });
	});

	const one = { id: 'one' };
	test.each([
		['nothing yet', undefined, undefined, 'to-declare'],
		['no link', { ...one, declared: 'no-link' }, undefined, 'takes-part'],
		['a link', { ...one, declared: 'link' }, undefined, 'to-judge'],
		['a link, taken in', { ...one, declared: 'link' }, { declarationId: 'one', verdict: 'takes-part' }, 'takes-part'],
		['a link, set aside', { ...one, declared: 'link' }, { declarationId: 'one', verdict: 'aside' }, 'aside'],
		['no link, set aside', { ...one, declared: 'no-link' }, { declarationId: 'one', verdict: 'aside' }, 'aside'],
		['set aside, then no link', { ...one, declared: 'no-link' }, { declarationId: 'before', verdict: 'aside' }, 'to-judge'],
		['taken in, then no link', { ...one, declared: 'no-link' }, { declarationId: 'before', verdict: 'takes-part' }, 'takes-part'],
		['taken in, then another link', { ...one, declared: 'link' }, { declarationId: 'before', verdict: 'takes-part' }, 'to-judge'],
		['steps aside', { ...one, declared: 'recused' }, undefined, 'aside'],
		['steps aside after a yes', { ...one, declared: 'recused' }, { declarationId: 'before', verdict: 'takes-part' }, 'aside']
	] as const)('[JU74] %s', (_, declaration, decision, standing) => {
		expect(standingIn(declaration, decision)).toBe(standing);
	});

	test.each([
		['link', 'takes-part', 'Lien trop lointain', 'accepted'],
		['no-link', 'aside', 'Un lien a été signalé', 'accepted'],
		['recused', 'aside', 'Sur sa demande', 'accepted'],
		['recused', 'takes-part', 'Revenez', 'verdict-against-recusal'],
		['link', '', 'x', 'verdict-missing'],
		['link', 'aside', '  ', 'verdict-reason-missing'],
		['link', 'aside', 'x'.repeat(401), 'verdict-reason-too-long']
	] as const)('[JU74] of « %s », %s « %s »: %s', (declared, verdict, reason, expected) => {
		expect(reasonOf(judge(declared, { verdict, reason }))).toBe(expected);
	});

	test('[JU73] a gathering belongs to a stage by its kind', () => {
		expect([stageOf('workshop'), stageOf('evolutivity')]).toEqual(['start', 'evolutivity']);
	});
});

test('[JU75] the quorum counts who is present and takes part, and nobody else', () => {
	const members = [
		{ isPresent: true, standing: 'takes-part' },
		{ isPresent: true, standing: 'takes-part' },
		{ isPresent: true, standing: 'aside' },
		{ isPresent: true, standing: 'to-judge' },
		{ isPresent: false, standing: 'takes-part' },
		{ isPresent: false, standing: 'aside' }
	] as const;
	expect(quorumIn(members, 3)).toEqual({ present: 4, aside: 2, counted: 2, missing: 1, isReached: false });
	expect(quorumIn(members, 2)).toMatchObject({ missing: 0, isReached: true });
	expect(quorumIn([], 0)).toMatchObject({ isReached: true });
});
