// The panel from the draw on: invited, answering, replaced; and the names under which jurors are known publicly.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readDay } from './campaign.ts';

/** `to-invite` until the letter leaves; `silent` once somebody says that no answer came; `left` after a yes. */
export const seatStates = ['to-invite', 'invited', 'accepted', 'declined', 'silent', 'left'] as const;
export type SeatState = (typeof seatStates)[number];

export const answers = ['yes', 'no'] as const;
export type Answer = (typeof answers)[number];

/** A seat that still stands for a place of the panel. */
export const standsFor = (state: SeatState): boolean => state === 'to-invite' || state === 'invited' || state === 'accepted';
/** A seat whose place is to be taken by somebody else. */
export const isVacant = (state: SeatState): boolean => !standsFor(state);

export type SeatAct = 'invite' | 'accept' | 'decline' | 'silence' | 'leave';
export type SeatRefusal = 'seat-not-invited' | 'seat-already-answered' | 'seat-not-accepted' | 'seat-not-to-invite' | 'answer-day-not-over';

/**
 * What an act makes of a seat (JU65). One may change one's no to a yes while nobody was called instead (`isReplaced`), and say yes after the day has passed; a silence is
 * noted only once the day of the answer (`answerBy`, ISO) is behind `today`.
 */
export function moveSeat(seat: { readonly state: SeatState; readonly answerBy: string | null; readonly isReplaced: boolean }, act: SeatAct, today: string): Outcome<SeatState, SeatRefusal> {
	const { state, answerBy, isReplaced } = seat;
	switch (act) {
		case 'invite':
			return state === 'to-invite' || state === 'invited' ? accepted('invited') : refused('seat-not-to-invite');
		case 'accept':
		case 'decline':
			if (state === 'invited' || ((state === 'declined' || state === 'silent') && !isReplaced)) return accepted(act === 'accept' ? 'accepted' : 'declined');
			return refused(state === 'to-invite' ? 'seat-not-invited' : 'seat-already-answered');
		case 'silence':
			if (state !== 'invited') return refused(state === 'to-invite' ? 'seat-not-invited' : 'seat-already-answered');
			return answerBy !== null && answerBy < today ? accepted('silent') : refused('answer-day-not-over');
		case 'leave':
			return state === 'accepted' ? accepted('left') : refused('seat-not-accepted');
	}
}

export interface Funnel {
	/** seats of the panel */
	readonly seats: number;
	readonly toInvite: number;
	/** invited, who have not answered */
	readonly waiting: number;
	readonly accepted: number;
	readonly declined: number;
	readonly silent: number;
	readonly left: number;
	/** places that nobody has been called to take */
	readonly vacant: number;
}

export function funnelOf(seats: number, all: readonly { readonly state: SeatState; readonly isReplaced: boolean }[]): Funnel {
	const count = (state: SeatState) => all.filter((one) => one.state === state).length;
	return {
		seats,
		toInvite: count('to-invite'),
		waiting: count('invited'),
		accepted: count('accepted'),
		declined: count('declined'),
		silent: count('silent'),
		left: count('left'),
		vacant: all.filter((one) => isVacant(one.state) && !one.isReplaced).length
	};
}

/** The last day for an answer. Refuses what is no day of the calendar or lies before today. */
export function readAnswerDay(typed: string, today: string): Outcome<string, 'answer-day-unreadable' | 'answer-day-past'> {
	const day = readDay(typed);
	if (!day) return refused('answer-day-unreadable');
	return day < today ? refused('answer-day-past') : accepted(day);
}

/** Trees of here: neither numbered nor of a gender that their bearer would be taken for. Source: scripts 4.3, JUR-9. */
export const trees = [
	'Acacia', 'Ajonc', 'Alisier', 'Amandier', 'Amélanchier', 'Arbousier', 'Argousier', 'Aubépine', 'Aulne', 'Bouleau', 'Bourdaine', 'Bruyère', 'Buis', 'Cassis', 'Cèdre', 'Cerisier', 'Charme', 'Châtaignier', 'Chêne', 'Chèvrefeuille',
	'Cognassier', 'Cormier', 'Cornouiller', 'Cyprès', 'Douglas', 'Églantier', 'Épicéa', 'Épine-vinette', 'Érable', 'Figuier', 'Frêne', 'Fusain', 'Genêt', 'Genévrier', 'Ginkgo', 'Groseillier', 'Hêtre', 'Houx', 'If', 'Laurier', 'Lierre',
	'Lilas', 'Mahonia', 'Marronnier', 'Mélèze', 'Merisier', 'Micocoulier', 'Mirabellier', 'Mûrier', 'Myrte', 'Néflier', 'Nerprun', 'Noisetier', 'Noyer', 'Olivier', 'Orme', 'Osier', 'Pêcher', 'Peuplier', 'Pin', 'Platane', 'Poirier', 'Pommier',
	'Prunellier', 'Prunier', 'Robinier', 'Ronce', 'Sapin', 'Saule', 'Seringat', 'Sorbier', 'Sureau', 'Tamaris', 'Thuya', 'Tilleul', 'Tremble', 'Troène', 'Viorne', 'Yeuse', 'Camélia'
] as const;

/** A free tree for the next juror, by what was drawn for them (`draw`: a whole number); with all taken, two trees together. */
export function treeFor(taken: ReadonlySet<string>, draw: number): string {
	const free = trees.filter((tree) => !taken.has(tree));
	if (free.length > 0) return free[draw % free.length]!;
	const pairs = trees.flatMap((one) => trees.filter((other) => other !== one).map((other) => `${one} et ${other}`)).filter((pair) => !taken.has(pair));
	return pairs[draw % pairs.length]!;
}
