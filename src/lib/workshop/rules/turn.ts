// The turn of amendments: silence, then each role once, then what remains; the drawn absent voice has the last word.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export const turnPhases = ['silence', 'turn', 'rest'] as const;
export type TurnPhase = (typeof turnPhases)[number];

/** `role:<card>`, `seat:<seat>` for somebody who plays their own role, `absent-voice` for one that nobody plays. */
export type Speaker = string;
export const absentVoice: Speaker = 'absent-voice';

/** Minutes of silence, then those kept for what remains. */
export const silentMinutes = 5;
export const restMinutes = 10;

export interface Turn {
	readonly phase: TurnPhase;
	readonly speakers: readonly Speaker[];
	/** the place of the one who speaks; equal to the number of speakers once all have spoken */
	readonly place: number;
	readonly passed: readonly Speaker[];
}

export interface Player {
	readonly seatId: string;
	readonly publicName: string;
	/** null: plays their own role */
	readonly card: { readonly id: string; readonly code: string } | null;
	/** jurors and the team's other voices; the prescriber answers and does not ask */
	readonly mayAmend: boolean;
}

export const silence: Turn = { phase: 'silence', speakers: [], place: 0, passed: [] };

/**
 * Who speaks, in which order (MO150): each played role once however many play it, in the order of the deck; then those who play their own role;
 * the drawn absent voice last, also when a seat plays it. `lastWord` is the id of its card, null when none was drawn.
 */
export function orderSpeakers(players: readonly Player[], lastWord: string | null): Speaker[] {
	const inOrder = new Intl.Collator('fr', { numeric: true });
	const asking = players.filter(({ mayAmend }) => mayAmend);
	const cards = new Map(asking.flatMap(({ card }) => (card && card.id !== lastWord ? [[card.id, card.code] as const] : [])));
	const roles = [...cards].sort(([, a], [, b]) => inOrder.compare(a, b)).map(([id]) => `role:${id}`);
	const themselves = asking
		.filter(({ card }) => card === null)
		.sort((a, b) => inOrder.compare(a.publicName, b.publicName))
		.map(({ seatId }) => `seat:${seatId}`);
	const last = lastWord === null ? [] : [asking.some(({ card }) => card?.id === lastWord) ? `role:${lastWord}` : absentVoice];
	return [...roles, ...themselves, ...last];
}

export type TurnMove = 'begin' | 'next' | 'previous' | 'rest' | 'resume' | 'silence-again';
export type TurnRefusal = 'turn-begun' | 'turn-not-begun' | 'nobody-speaks' | 'first-speaker' | 'turn-over' | 'turn-gone';

/** The first place from here of somebody who has not passed; the number of speakers where there is none. */
function waitingFrom({ speakers, passed }: Pick<Turn, 'speakers' | 'passed'>, from: number): number {
	const place = speakers.findIndex((speaker, at) => at >= from && !passed.includes(speaker));
	return place < 0 ? speakers.length : place;
}

/**
 * Moves the turn on. `speakers` is read when it begins only; whoever comes later speaks in what remains. Nothing that was shown is hidden again.
 * Refuses a second beginning, a move before the beginning, a turn of nobody.
 */
export function moveTurn(turn: Turn, move: TurnMove, speakers: readonly Speaker[]): Outcome<Turn, TurnRefusal> {
	switch (move) {
		case 'begin':
			if (turn.phase !== 'silence') return refused('turn-begun');
			// silence asked for again: the turn goes on where it was
			if (turn.speakers.length > 0) return accepted({ ...turn, phase: 'turn' });
			return speakers.length === 0 ? refused('nobody-speaks') : accepted({ phase: 'turn', speakers: [...speakers], place: 0, passed: [] });
		case 'next':
			if (turn.phase !== 'turn') return refused('turn-not-begun');
			return turn.place >= turn.speakers.length ? refused('turn-over') : accepted({ ...turn, place: waitingFrom(turn, turn.place + 1) });
		case 'previous':
			if (turn.phase !== 'turn') return refused('turn-not-begun');
			return turn.place === 0 ? refused('first-speaker') : accepted({ ...turn, place: turn.place - 1 });
		case 'rest':
			return turn.phase === 'turn' ? accepted({ ...turn, phase: 'rest' }) : refused('turn-not-begun');
		case 'resume':
			return turn.phase === 'rest' ? accepted({ ...turn, phase: 'turn' }) : refused('turn-not-begun');
		case 'silence-again':
			return turn.phase === 'silence' ? refused('turn-not-begun') : accepted({ ...turn, phase: 'silence' });
	}
}

/** A role that passes speaks no more in this turn, unless it takes its turn back or is given the floor again; one that passes beforehand is not called (MO153). */
export function passTurn(turn: Turn, speaker: Speaker): Outcome<Turn, TurnRefusal> {
	if (turn.phase !== 'turn' || !turn.speakers.includes(speaker)) return refused('turn-not-begun');
	const passed = turn.passed.includes(speaker) ? turn.passed : [...turn.passed, speaker];
	const isSpeaking = turn.speakers[turn.place] === speaker;
	return accepted({ ...turn, passed, place: isSpeaking ? waitingFrom({ ...turn, passed }, turn.place + 1) : turn.place });
}

/** A role that passed beforehand speaks after all, as long as the turn has not gone by its place (MO153). */
export function takeTurnBack(turn: Turn, speaker: Speaker): Outcome<Turn, TurnRefusal> {
	if (turn.phase !== 'turn' || !turn.passed.includes(speaker)) return refused('turn-not-begun');
	if (turn.speakers.indexOf(speaker) <= turn.place) return refused('turn-gone');
	return accepted({ ...turn, passed: turn.passed.filter((other) => other !== speaker) });
}

/** Seconds for each role: what the step has left once silence and rest are taken, shared alike; never under half a minute (MO151). */
export function secondsEach(plannedMinutes: number, speakers: number): number {
	if (speakers === 0) return 0;
	const left = Math.max(0, plannedMinutes - silentMinutes - restMinutes) * 60;
	return Math.max(30, Math.floor(left / speakers));
}

/** What is counted now, in seconds. */
export interface Counted {
	readonly plannedSeconds: number;
	readonly startedAt: Date;
}

/**
 * What the clock counts (MO151): the five minutes of silence from when the room came to write, the time of whoever speaks, then what remains; nobody is cut off at its end.
 * Silence asked for again, or begun anew at the desk (`speakingAt` of a turn that nobody has), begins five minutes anew. Null once every role has spoken, and where nothing has begun. `cameAt`: when the room came to this step.
 */
export function countedNow(
	turn: Turn & { readonly phaseAt: Date | null; readonly speakingAt: Date | null },
	{ cameAt, plannedMinutes }: { readonly cameAt: Date | null; readonly plannedMinutes: number }
): Counted | null {
	const { phase, speakers, place, phaseAt, speakingAt } = turn;
	const from = (startedAt: Date | null, plannedSeconds: number) => startedAt && { startedAt, plannedSeconds };
	if (phase === 'silence') return from(speakers.length > 0 ? phaseAt : speakingAt && cameAt && speakingAt > cameAt ? speakingAt : cameAt, silentMinutes * 60);
	if (phase === 'rest') return from(phaseAt, restMinutes * 60);
	return place < speakers.length ? from(speakingAt, secondsEach(plannedMinutes, speakers.length)) : null;
}
