import { describe, expect, test } from 'vitest';
import type { Register } from '../../gatherings/rules/agenda.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { atThisMoment, registerNow } from './registers.ts';
import { stepIds, stepRules } from './steps.ts';

describe('what people do with their phone, at each moment of a step', () => {
	test.each<[string, string, object, Capacity | undefined, Register]>([
		['the silence', 'landscape-writing', { isBeingRead: false }, 'juror', 'write'],
		['the cards are read before they are shown', 'landscape-writing', { isBeingRead: true }, 'juror', 'watch'],
		['the dots', 'landscape-dots', { isOpen: true, hasDots: true }, 'juror', 'choose'],
		['the dots, in a hand that has none', 'landscape-dots', { isOpen: true, hasDots: false }, 'observer', 'watch'],
		['the dots, on the wall', 'landscape-dots', { isOpen: true }, undefined, 'choose'],
		['the dots are counted', 'landscape-dots', { isOpen: false, hasDots: true }, 'juror', 'watch'],
		['the break', 'retouch', { draft: null }, 'juror', 'pause'],
		['the break, for whoever retouches', 'retouch', { draft: { isSealed: false } }, 'prescriber', 'write'],
		['the break, once all is sealed', 'retouch', { draft: { isSealed: true } }, 'prescriber', 'pause'],
		['the break, on the desk', 'retouch', { draft: { isSealed: false } }, undefined, 'pause'],
		['the proposal is read', 'proposal', {}, 'juror', 'listen'],
		['the proposal, by who reads it', 'proposal', {}, 'prescriber', 'speak'],
		['questions are written', 'clarification', { answered: [] }, 'juror', 'write'],
		['questions are written, for who answers them', 'clarification', { answered: [], isAsking: false }, 'prescriber', 'watch'],
		['questions are answered', 'clarification', { answered: [{}] }, 'juror', 'speak'],
		['nothing to amend yet', 'amendments', { phase: 'silence', version: null, mayWrite: true }, 'juror', 'listen'],
		['amendments in silence', 'amendments', { phase: 'silence', version: 0, mayWrite: true }, 'juror', 'write'],
		['amendments in silence, for who answers later', 'amendments', { phase: 'silence', version: 0, mayWrite: false }, 'prescriber', 'watch'],
		['the turn', 'amendments', { phase: 'turn', version: 0, mayWrite: true }, 'juror', 'speak'],
		['the turn, on the wall', 'amendments', { phase: 'turn', version: 0 }, undefined, 'speak'],
		['what remains', 'amendments', { phase: 'rest', version: 2, mayWrite: true }, 'juror', 'speak'],
		['impacts and risks', 'matrix', { isOpen: true, sheet: {} }, 'juror', 'write'],
		['impacts and risks, for a third party', 'matrix', { isOpen: true, sheet: null }, 'reservist', 'watch'],
		['impacts and risks, on the wall', 'matrix', { isOpen: true }, undefined, 'write'],
		['the matrix is shown', 'matrix', { isOpen: false, sheet: {} }, 'juror', 'watch'],
		['before the vote', 'vote', { stage: 'preparing', secrecy: 'secret', isLate: false }, 'juror', 'watch'],
		['the vote', 'vote', { stage: 'open', secrecy: 'secret', isLate: false }, 'juror', 'choose'],
		['the vote, for a third party', 'vote', { stage: 'open', secrecy: null, isLate: false }, 'reservist', 'watch'],
		['the vote, for who came late', 'vote', { stage: 'open', secrecy: 'secret', isLate: true }, 'juror', 'watch'],
		['the vote, once the ballot is in the box', 'vote', { stage: 'open', secrecy: 'secret', isLate: false, hasVoted: true }, 'juror', 'watch'],
		['the vote, on the wall', 'vote', { stage: 'open' }, undefined, 'choose'],
		['the vote is counted', 'vote', { stage: 'closed', secrecy: 'secret', isLate: false }, 'juror', 'watch'],
		['the scenario is presented', 'consent', { state: 'running', phase: 'presentation', isParty: true }, 'juror', 'listen'],
		['reactions', 'consent', { state: 'running', phase: 'reactions', isParty: true }, 'juror', 'speak'],
		['consent or object', 'consent', { state: 'running', phase: 'objections', isParty: true }, 'juror', 'choose'],
		['consent or object, for a third party', 'consent', { state: 'running', phase: 'objections', isParty: false }, 'reservist', 'watch'],
		['the room lifts an objection', 'consent', { state: 'running', phase: 'integration', isParty: true }, 'juror', 'speak'],
		['consent is obtained', 'consent', { state: 'obtained', phase: null, isParty: true }, 'juror', 'speak']
	])('%s', (_, step, seen, capacity, register) => expect(registerNow(step, seen, capacity)).toBe(register));

	test('without what its screen shows, a step has its usual register', () => {
		for (const step of stepIds) expect(registerNow(step, null), step).toBe(stepRules[step].usual.register);
	});
	test('an agenda kept from before says it no more', () => {
		expect(atThisMoment({ step: 'vote', register: 'write' }, { stage: 'open' })).toEqual({ step: 'vote', register: 'choose' });
		expect(atThisMoment({ step: 'a-step-of-another-registry', register: 'watch' }, null)).toEqual({ step: 'a-step-of-another-registry', register: 'watch' });
		expect(atThisMoment(null, null)).toBeNull();
	});
});
