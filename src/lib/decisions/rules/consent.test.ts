import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actOnRound, beginRound, isOpen, phasesWithoutAmendment, silentParties, takenUp, type ConsentAct, type Round, isDay } from './consent.ts';

const parties = ['aubepine', 'noisetier', 'vaudremer'];
const today = '2027-03-13';

function after(...acts: readonly ConsentAct[]): Round {
	let round = beginRound(parties);
	for (const doing of acts) {
		const verdict = actOnRound(round, doing);
		if (!verdict.accepted) throw new Error(`${doing.act}: ${verdict.reason}`);
		round = verdict.value;
	}
	return round;
}

const why = (round: Round, doing: ConsentAct) => {
	const verdict = actOnRound(round, doing);
	return verdict.accepted ? 'accepted' : verdict.reason;
};

const toObjections: ConsentAct = { act: 'move-to', phase: 'objections' };
const objects: ConsentAct = {
	act: 'object',
	partyId: 'aubepine',
	objectionId: 'o1',
	risk: 'Deux cuisines sans remplaçant formé, c’est une fermeture au premier arrêt maladie.',
	wouldLift: 'une équipe volante'
};
const consents = (partyId: string): ConsentAct => ({ act: 'consent', partyId });
const integrates: ConsentAct = {
	act: 'integrate',
	objectionId: 'o1',
	text: 'deux postes polyvalents redéployés (O3) et accord de secours avec le collège (O1)'
};
const worked: readonly ConsentAct[] = [toObjections, objects, { act: 'take-up', objectionId: 'o1' }, integrates];

test('[DE24] the objection of Aubépine is lifted and consent is obtained', () => {
	const round = after(
		...worked,
		{ act: 'release', partyId: 'aubepine', objectionId: 'o1' },
		{ act: 'lift', objectionId: 'o1' },
		consents('noisetier'),
		consents('vaudremer'),
		{ act: 'obtain' }
	);
	expect([round.state, round.phase, round.objections[0]!.state]).toEqual(['obtained', 'celebration', 'lifted']);
});

test('[DE20] the rounds follow the list that the round was given, and nobody objects before its time', () => {
	expect(beginRound(parties).phases).toEqual(phasesWithoutAmendment);
	expect(why(beginRound(parties), objects)).toBe('not-yet-objections');
	expect(why(beginRound(parties), consents('aubepine'))).toBe('not-yet-objections');
	expect(why(beginRound(parties), { act: 'move-to', phase: 'amendment' })).toBe('phase-unknown');
	expect(why(after(toObjections), { act: 'move-to', phase: 'celebration' })).toBe('phase-unknown');
});

test('[DE21] an objection names a risk for the project and what would lift it', () => {
	const round = after(toObjections);
	expect(why(round, { ...objects, risk: '  ' } as ConsentAct)).toBe('objection-without-risk');
	expect(why(round, { ...objects, wouldLift: '\n' } as ConsentAct)).toBe('objection-without-remedy');
	expect(why(round, { ...objects, risk: 'x'.repeat(601) } as ConsentAct)).toBe('objection-too-long');
	expect(why(round, { ...objects, partyId: 'reserviste' } as ConsentAct)).toBe('party-not-asked');
});

test('[DE22] objections are taken one by one', () => {
	const round = after(
		toObjections,
		objects,
		{ act: 'object', partyId: 'noisetier', objectionId: 'o2', risk: 'le bruit', wouldLift: 'une salle de plus' },
		{ act: 'take-up', objectionId: 'o1' }
	);
	expect(why(round, { act: 'take-up', objectionId: 'o2' })).toBe('another-taken-up');
	expect(why(round, { act: 'integrate', objectionId: 'o2', text: 'une salle' })).toBe('not-taken-up');
	expect(why(round, objects)).toBe('objection-being-worked-on');
});

test('[DE23] it is lifted when nobody keeps it, neither its author nor the room', () => {
	const integrated = after(...worked);
	expect(why(integrated, { act: 'lift', objectionId: 'o1' })).toBe('somebody-keeps-it');
	const keptByAnother = after(...worked, { act: 'release', partyId: 'aubepine', objectionId: 'o1' }, { act: 'keep', partyId: 'noisetier', objectionId: 'o1' });
	expect(why(keptByAnother, { act: 'lift', objectionId: 'o1' })).toBe('somebody-keeps-it');
	const writtenAgain = after(...worked, { act: 'release', partyId: 'aubepine', objectionId: 'o1' }, { act: 'integrate', objectionId: 'o1', text: 'autre chose' });
	expect(why(writtenAgain, { act: 'lift', objectionId: 'o1' })).toBe('somebody-keeps-it');
	expect(why(after(toObjections, objects), { act: 'lift', objectionId: 'o1' })).toBe('not-integrated');
});

test('[DE24] consent waits for every party, excused ones apart', () => {
	const twoSpoke = after(toObjections, consents('aubepine'), consents('noisetier'));
	expect(why(twoSpoke, { act: 'obtain' })).toBe('parties-silent');
	expect(why(after(toObjections, consents('aubepine'), consents('noisetier'), { act: 'excuse', partyId: 'vaudremer' }), { act: 'obtain' })).toBe('accepted');
	expect(why(after(toObjections, ...parties.map((partyId): ConsentAct => ({ act: 'excuse', partyId }))), { act: 'obtain' })).toBe('parties-silent');
});

test('[DE29] who comes late, or was excused by mistake, is asked, once', () => {
	const ask = (partyId: string): ConsentAct => ({ act: 'ask', partyId });
	const everybody = [toObjections, ...parties.map(consents), ask('prunier')];
	const late = after(...everybody);
	expect(why(late, { act: 'obtain' })).toBe('parties-silent');
	expect(why(late, ask('prunier'))).toBe('party-already-asked');
	expect(why(after(...everybody, consents('prunier')), { act: 'obtain' })).toBe('accepted');
	expect(after(toObjections, { act: 'excuse', partyId: 'vaudremer' }, ask('vaudremer')).parties.find(({ partyId }) => partyId === 'vaudremer')!.says).toBeNull();
	expect(why({ ...late, state: 'obtained' }, ask('frene'))).toBe('round-ended');
});

test('[DE25] one objection against all the others is not outvoted', () => {
	const round = after(toObjections, objects, consents('noisetier'), consents('vaudremer'));
	expect(why(round, { act: 'obtain' })).toBe('objections-open');
});

test('[DE26] a new loop asks everybody again; after the last one the round is put off or keeps its objection', () => {
	const second = after(...worked, consents('noisetier'), { act: 'loop-again' });
	expect([second.loop, silentParties(second).map(({ partyId }) => partyId)]).toEqual([2, ['noisetier', 'vaudremer']]);
	expect(second.objections[0]!.state).toBe('raised');
	const third = after(...worked, { act: 'loop-again' }, { act: 'loop-again' });
	expect(why(third, { act: 'loop-again' })).toBe('loops-exhausted');
	expect(why(third, { act: 'postpone', to: '2027-03-01', today })).toBe('date-past');
	expect(why(third, { act: 'postpone', to: 'demain', today })).toBe('date-missing');
	const putOff = actOnRound(third, { act: 'postpone', to: '2027-04-10', today });
	expect(putOff.accepted && [putOff.value.state, putOff.value.objections[0]!.state]).toEqual(['postponed', 'on-record']);
});

test('[DE27] kept on record: the elected official answers in writing before a date, nothing replaces it', () => {
	expect(why(after(toObjections), { act: 'keep-on-record', answerDueOn: '2027-04-10', today })).toBe('objections-none');
	const kept = after(...worked, { act: 'keep-on-record', answerDueOn: '2027-04-10', today });
	expect([kept.state, kept.answerDueOn]).toEqual(['kept-on-record', '2027-04-10']);
	expect(why(kept, consents('noisetier'))).toBe('round-ended');
	expect(why(kept, { act: 'answer', text: ' ' })).toBe('answer-empty');
	expect(why(kept, { act: 'answer', text: 'Deux postes seront créés.' })).toBe('accepted');
	expect(why(after(toObjections), { act: 'answer', text: 'trop tôt' })).toBe('answer-not-awaited');
});

test('[DE28] a round on the wrong subject is set aside by whoever knows how many spoke in it, and keeps its objections', () => {
	const setAside = (known: number): ConsentAct => ({ act: 'set-aside', known });
	expect(after(setAside(0)).state).toBe('set-aside');
	const spoken = after(toObjections, objects, consents('noisetier'));
	expect(why(spoken, setAside(1))).toBe('parties-spoke-since');
	const left = actOnRound(spoken, setAside(2));
	expect(left.accepted && [left.value.state, left.value.objections[0]!.state]).toEqual(['set-aside', 'on-record']);
	const secondLoop = after(...worked, consents('noisetier'), { act: 'loop-again' });
	expect(why(secondLoop, setAside(0))).toBe('parties-spoke-since');
	expect(why(after(setAside(0)), consents('aubepine'))).toBe('round-ended');
	expect(why(after(setAside(0)), setAside(0))).toBe('round-ended');
});

test('[DE23] an author withdraws an objection, and consents by it', () => {
	const round = after(toObjections, objects, { act: 'withdraw', partyId: 'aubepine' });
	expect([round.objections[0]!.state, round.parties[0]!.says]).toEqual(['withdrawn', 'consent']);
});

const anyParty = fc.constantFrom(...parties, 'nobody');
const anyObjection = fc.constantFrom('o-aubepine', 'o-noisetier', 'o-vaudremer', 'o-none');
const anyAct: fc.Arbitrary<ConsentAct> = fc.oneof(
	anyParty.map((partyId): ConsentAct => ({ act: 'consent', partyId })),
	fc.record({ partyId: anyParty, turn: fc.nat(50) }).map(
		({ partyId, turn }): ConsentAct => ({ act: 'object', partyId, objectionId: `o-${partyId}${turn > 40 ? turn : ''}`, risk: 'un risque', wouldLift: 'un remède' })
	),
	anyParty.map((partyId): ConsentAct => ({ act: 'withdraw', partyId })),
	fc.record({ act: fc.constantFrom('keep' as const, 'release' as const), partyId: anyParty, objectionId: anyObjection }),
	fc.constantFrom(...phasesWithoutAmendment).map((phase): ConsentAct => ({ act: 'move-to', phase })),
	anyParty.map((partyId): ConsentAct => ({ act: 'excuse', partyId })),
	fc.record({ act: fc.constantFrom('take-up' as const, 'lift' as const), objectionId: anyObjection }),
	anyObjection.map((objectionId): ConsentAct => ({ act: 'integrate', objectionId, text: 'intégrée' })),
	fc.constantFrom<ConsentAct>({ act: 'loop-again' }, { act: 'obtain' }, { act: 'keep-on-record', answerDueOn: today, today }, { act: 'postpone', to: today, today }, { act: 'set-aside', known: 2 })
);

test('[DE24] whatever is done in whatever order: one objection at a time, never consent over an open one, nothing after the end', () => {
	fc.assert(
		fc.property(fc.array(anyAct, { maxLength: 60 }), (acts) => {
			let round = beginRound(parties);
			for (const doing of [toObjections, ...acts]) {
				const verdict = actOnRound(round, doing);
				if (!verdict.accepted) continue;
				expect(round.state).toBe('running');
				round = verdict.value;
				expect(round.objections.filter(({ state }) => state === 'taken-up' || state === 'integrated').length).toBeLessThanOrEqual(1);
				expect(takenUp(round) === undefined || isOpen(takenUp(round)!)).toBe(true);
				expect(round.loop).toBeLessThanOrEqual(round.maximumLoops);
				for (const objection of round.objections) if (objection.state === 'lifted') expect(objection.keepers).toEqual([]);
				if (round.state === 'obtained') {
					expect(round.objections.some(isOpen)).toBe(false);
					expect(silentParties(round)).toEqual([]);
				}
				if (round.state !== 'running') expect(round.objections.some(isOpen)).toBe(false);
			}
		}),
		{ numRuns: 1_000, seed: 115_700 }
	);
});

test.each([
	['2027-02-28', true],
	['2027-02-30', false],
	['9999-99-99', false],
	['0000-01-01', false],
	['2028-02-29', true]
])('[DE26] %s is a day of the calendar: %s', (text, is) => expect(isDay(text)).toBe(is));
