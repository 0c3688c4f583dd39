// Who writes the sketch of a strategy, until when; what each seat may suggest; the tables by mode.
import { modeIds, type ModeId } from '../../cockpit/rules/modes/ids.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { tidy } from './amendments.ts';

export type SketchRefusal = 'not-the-buyer' | 'sketch-frozen';

/** The buyer leads from their own hand, the facilitator from the desk (MO242); frozen, nobody changes anything (MO248). */
export function mayEdit(hand: Capacity | 'facilitator', frozenAt: Date | null): Outcome<null, SketchRefusal> {
	if (hand !== 'buyer' && hand !== 'facilitator') return refused('not-the-buyer');
	return frozenAt ? refused('sketch-frozen') : accepted(null);
}

export type FreezeRefusal = SketchRefusal | 'sketch-empty';

/** Refuses a sketch without a line, and a second freezing (MO248). */
export function mayFreeze(hand: Capacity | 'facilitator' | 'system', frozenAt: Date | null, lines: number): Outcome<null, FreezeRefusal> {
	const may = mayEdit(hand === 'system' ? 'facilitator' : hand, frozenAt);
	if (!may.accepted) return may;
	return lines === 0 ? refused('sketch-empty') : accepted(null);
}

/** Whoever writes says which state of the line they read: another state since, and their words come back (MO243). */
export const isCurrent = (known: number, revision: number): boolean => known === revision;

export const suggestionStates = ['waiting', 'taken', 'set-aside', 'withdrawn'] as const;
export type SuggestionState = (typeof suggestionStates)[number];

/** In characters as people count them. */
export const suggestionLimit = 200;
export const suggestionsEach = 3;

export type SuggestionRefusal = 'suggestion-missing' | 'suggestion-too-long' | 'suggestions-too-many' | 'sketch-frozen';

/** A suggestion as it is kept; `waiting` is how many of this seat's nobody has answered (MO246). */
export function readSuggestion(typed: string, waiting: number, frozenAt: Date | null): Outcome<string, SuggestionRefusal> {
	if (frozenAt) return refused('sketch-frozen');
	const text = tidy(typed);
	if (!/[^\s\p{Cf}\p{Mn}]/u.test(text)) return refused('suggestion-missing');
	if ([...text].length > suggestionLimit) return refused('suggestion-too-long');
	return waiting >= suggestionsEach ? refused('suggestions-too-many') : accepted(text);
}

/** Deals the seats that have no table to the modes that have the fewest people, in the order given; the others stay where they chose to be (MO249). */
export function dealTables(seats: readonly { readonly id: string; readonly mode: ModeId | null }[]): ReadonlyMap<string, ModeId> {
	const people = new Map(modeIds.map((mode) => [mode, seats.filter((seat) => seat.mode === mode).length]));
	const dealt = new Map<string, ModeId>();
	for (const { id, mode } of seats) {
		if (mode) continue;
		const fewest = modeIds.reduce((best, one) => (people.get(one)! < people.get(best)! ? one : best));
		dealt.set(id, fewest);
		people.set(fewest, people.get(fewest)! + 1);
	}
	return dealt;
}
