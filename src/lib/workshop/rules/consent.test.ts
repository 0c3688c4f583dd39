import { expect, test } from 'vitest';
import { actOnRound, beginRound, type ConsentAct } from '../../decisions/rules/consent.ts';
import { endingOf, leftUndone, standingOf } from './steps/consent.ts';

const ranked = (...ranks: number[]) => ranks.map((rank, place) => ({ code: 'ABC'[place]!, name: '', rank, grade: 0 }));

test('[MO44] a scenario is called first only where the published result puts it there alone', () => {
	expect(standingOf(ranked(2, 1, 3), 'B')).toBe('first');
	expect(standingOf(ranked(1, 1, 3), 'B')).toBe('among-equals');
	expect(standingOf(null, 'A')).toBe('said-by-the-room');
	expect(standingOf(ranked(2, 1, 3), 'A')).toBe('said-by-the-room');
});

const after = (...acts: readonly ConsentAct[]) =>
	acts.reduce((round, doing) => {
		const verdict = actOnRound(round, doing);
		if (!verdict.accepted) throw new Error(`${doing.act}: ${verdict.reason}`);
		return verdict.value;
	}, beginRound(['aubepine', 'noisetier']));
const toObjections: ConsentAct = { act: 'move-to', phase: 'objections' };
const objects: ConsentAct = { act: 'object', partyId: 'aubepine', objectionId: 'o1', risk: 'Un risque', wouldLift: 'Un remède' };
const consents = (partyId: string): ConsentAct => ({ act: 'consent', partyId });
const today = '2027-03-13';

test('[MO53] the closing says how consent ended, in numbers', () => {
	expect(endingOf(null)).toEqual({ how: 'not-asked' });
	expect(endingOf(after(toObjections, objects))).toEqual({ how: 'not-obtained', objections: 1, silent: 1 });
	expect(endingOf(after(toObjections, consents('aubepine'), consents('noisetier')))).toEqual({ how: 'not-obtained', objections: 0, silent: 0 });
	expect(endingOf(after(toObjections, consents('aubepine'), consents('noisetier'), { act: 'obtain' }))).toEqual({ how: 'obtained' });
	expect(endingOf(after(toObjections, objects, { act: 'postpone', to: '2027-04-10', today }))).toEqual({ how: 'postponed', to: '2027-04-10' });
	const kept = after(toObjections, objects, { act: 'keep-on-record', answerDueOn: '2027-04-10', today });
	expect(endingOf(kept)).toEqual({ how: 'kept-on-record', objections: 1, answerDueOn: '2027-04-10', isAnswered: false });
	expect(endingOf({ ...kept, answer: 'Deux postes seront créés.' })).toMatchObject({ isAnswered: true });
});

test('[GA23] going on with a round open says every objection, everybody silent, and that nothing is noted', () => {
	const words = (...acts: readonly ConsentAct[]) => leftUndone(after(...acts)).map(({ warning, count }) => `${warning} ${count}`);
	expect(leftUndone(undefined)).toEqual([{ warning: 'consent-not-begun', count: 0 }]);
	expect(words(toObjections, objects)).toEqual(['objections-not-lifted 1', 'consent-parties-silent 1', 'consent-not-noted 0']);
	expect(words(toObjections, consents('aubepine'))).toEqual(['consent-parties-silent 1', 'consent-not-noted 0']);
	expect(words(toObjections, consents('aubepine'), consents('noisetier'))).toEqual(['consent-not-noted 0']);
	expect(words({ act: 'postpone', to: '2027-04-10', today })).toEqual([]);
});
