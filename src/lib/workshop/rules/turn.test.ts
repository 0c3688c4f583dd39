import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absentVoice, countedNow, moveTurn, orderSpeakers, passTurn, secondsEach, silence, takeTurnBack, type Player, type Turn, type TurnMove } from './turn.ts';

const plays = (seatId: string, code: string | null, mayAmend = true): Player => ({
	seatId,
	publicName: seatId,
	card: code === null ? null : { id: `card-${code}`, code },
	mayAmend
});

describe('who speaks', () => {
	test('[MO150] each role once, in the order of the deck, then those who play their own; the absent voice last', () => {
		const players = [plays('Tilleul', 'R10'), plays('Aulne', 'R2'), plays('Bouleau', 'R2'), plays('Cèdre', null), plays('Inès', null, false), plays('Frêne', 'R9')];
		expect(orderSpeakers(players, 'card-R9')).toEqual(['role:card-R2', 'role:card-R10', 'seat:Cèdre', 'role:card-R9']);
	});
	test('[MO150] an absent voice that nobody plays still has the last word', () => {
		expect(orderSpeakers([plays('Aulne', 'R2')], 'card-R9')).toEqual(['role:card-R2', absentVoice]);
	});
});

describe('the turn', () => {
	const begun = (moveTurn(silence, 'begin', ['a', 'b', 'c']) as { value: Turn }).value;
	const reason = (turn: Turn, move: TurnMove, speakers: string[] = []) => {
		const moved = moveTurn(turn, move, speakers);
		return moved.accepted ? 'accepted' : moved.reason;
	};
	test.each<[string, Turn, TurnMove, string]>([
		['[MO152] begins once', begun, 'begin', 'turn-begun'],
		['[MO152] does not begin with nobody', silence, 'begin', 'nobody-speaks'],
		['[MO152] moves only once begun', silence, 'next', 'turn-not-begun'],
		['[MO152] has a first speaker', begun, 'previous', 'first-speaker'],
		['[MO152] ends after the last', { ...begun, place: 3 }, 'next', 'turn-over'],
		['[MO152] leaves time for what remains', begun, 'rest', 'accepted'],
		['[MO152] comes back from what remains', { ...begun, phase: 'rest' }, 'resume', 'accepted']
	])('%s', (_, turn, move, expected) => expect(reason(turn, move)).toBe(expected));

	test('[MO152] silence asked for again keeps the place', () => {
		const second = { ...begun, place: 1 };
		const silent = moveTurn(second, 'silence-again', []);
		expect(silent.accepted && moveTurn(silent.value, 'begin', ['x'])).toEqual({ accepted: true, value: second });
	});

	test('[MO153] who passes gives the floor to the next; passing beforehand waits for one’s turn', () => {
		expect(passTurn(begun, 'a')).toEqual({ accepted: true, value: { ...begun, place: 1, passed: ['a'] } });
		expect(passTurn(begun, 'c')).toEqual({ accepted: true, value: { ...begun, place: 0, passed: ['c'] } });
		expect(passTurn(silence, 'a')).toMatchObject({ accepted: false, reason: 'turn-not-begun' });
	});

	test('[MO153] who passed beforehand is not called; the floor can still be given back to them', () => {
		const waiting: Turn = { ...begun, passed: ['b'] };
		expect(moveTurn(waiting, 'next', [])).toMatchObject({ value: { place: 2 } });
		expect(passTurn(waiting, 'a')).toMatchObject({ value: { place: 2, passed: ['b', 'a'] } });
		expect(moveTurn({ ...waiting, place: 2 }, 'previous', [])).toMatchObject({ value: { place: 1 } });
		expect(moveTurn({ ...begun, passed: ['b', 'c'] }, 'next', [])).toMatchObject({ value: { place: 3 } });
	});

	test('[MO153] who passed beforehand takes their turn back until it has gone by', () => {
		const waiting: Turn = { ...begun, passed: ['b'] };
		expect(takeTurnBack(waiting, 'b')).toEqual({ accepted: true, value: begun });
		expect(takeTurnBack({ ...waiting, place: 2 }, 'b')).toMatchObject({ reason: 'turn-gone' });
		expect(takeTurnBack({ ...begun, place: 1, passed: ['a'] }, 'a')).toMatchObject({ reason: 'turn-gone' });
		expect(takeTurnBack(begun, 'b')).toMatchObject({ reason: 'turn-not-begun' });
	});

	test('[MO152] whatever is done, nobody is added or lost and the place stays in the turn', () => {
		const moves: TurnMove[] = ['begin', 'next', 'previous', 'rest', 'resume', 'silence-again'];
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...moves, 'pass', 'back'), { maxLength: 40 }), (done) => {
				let turn: Turn = begun;
				for (const move of done) {
					const moved = move === 'pass' ? passTurn(turn, 'b') : move === 'back' ? takeTurnBack(turn, 'b') : moveTurn(turn, move as TurnMove, ['x']);
					if (moved.accepted) turn = moved.value;
					expect(turn.speakers).toEqual(['a', 'b', 'c']);
					expect(turn.place).toBeGreaterThanOrEqual(0);
					expect(turn.place).toBeLessThanOrEqual(3);
				}
			})
		);
	});

	test('[MO151] the time that silence and rest leave is shared alike', () => {
		expect(secondsEach(40, 10)).toBe(150);
		expect(secondsEach(10, 10)).toBe(30);
		expect(secondsEach(40, 0)).toBe(0);
	});
});

describe('what the clock counts', () => {
	const at = (minute: number) => new Date(Date.UTC(2027, 2, 13, 10, minute));
	const agenda = { cameAt: at(0), plannedMinutes: 40 };
	const turn = { phase: 'turn', speakers: ['role:1', 'role:2'], place: 1, passed: [], phaseAt: at(6), speakingAt: at(9) } as const;
	test.each([
		['the silence, from when the room came, whoever writes first', { ...silence, phaseAt: at(2), speakingAt: null }, { startedAt: at(0), plannedSeconds: 300 }],
		['the silence begun anew, from then', { ...silence, phaseAt: at(3), speakingAt: at(3) }, { startedAt: at(3), plannedSeconds: 300 }],
		['the silence, when the room has come back since it was begun anew', { ...silence, phaseAt: at(-9), speakingAt: at(-9) }, { startedAt: at(0), plannedSeconds: 300 }],
		['nothing before the room is there', { ...silence, phaseAt: null, speakingAt: null }, null],
		['silence asked for again, from then', { ...turn, phase: 'silence' as const, phaseAt: at(12) }, { startedAt: at(12), plannedSeconds: 300 }],
		['whoever speaks', turn, { startedAt: at(9), plannedSeconds: 750 }],
		['nobody, once all have spoken', { ...turn, place: 2 }, null],
		['what remains', { ...turn, phase: 'rest' as const, phaseAt: at(20) }, { startedAt: at(20), plannedSeconds: 600 }]
	])('[MO151] %s', (what, moment, expected) => {
		expect(countedNow(moment, what.startsWith('nothing') ? { ...agenda, cameAt: null } : agenda)).toEqual(expected);
	});
});
