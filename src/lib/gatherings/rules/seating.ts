// Decides who may be admitted, in whose place, merged or expelled, and which seats look like one person.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { MembershipId, SeatId } from '../../db/rules/ids.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';

export type SeatState = 'waiting' | 'admitted' | 'expelled' | 'merged';

/** A name without case, accents, spaces and signs: « Léa B. » and « lea b » are one. */
export const foldName = (name: string): string =>
	name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');

export interface Sitter {
	readonly id: SeatId;
	readonly publicName: string;
	readonly state: SeatState;
	readonly joinedAt: Date;
}

const byArrival = (a: Sitter, b: Sitter) => a.joinedAt.getTime() - b.joinedAt.getTime() || (a.id < b.id ? -1 : 1);

/** For each later seat whose name folds to that of an earlier one still in the room: that earlier one (GA16). A proposal: the facilitator decides. */
export function lookAlikes(seats: readonly Sitter[]): ReadonlyMap<SeatId, SeatId> {
	const first = new Map<string, SeatId>();
	const found = new Map<SeatId, SeatId>();
	const inRoom = seats.filter(({ state }) => state === 'waiting' || state === 'admitted');
	for (const seat of inRoom.toSorted(byArrival)) {
		const folded = foldName(seat.publicName);
		if (folded === '') continue;
		const earlier = first.get(folded);
		if (earlier) found.set(seat.id, earlier);
		else first.set(folded, seat.id);
	}
	return found;
}

/** A member of the project who has no seat in this gathering yet. */
export interface Awaited {
	readonly membershipId: MembershipId;
	readonly publicName: string;
	readonly capacity: Capacity;
}

/**
 * For each seat that waits, the awaited members of the same folded name and capacity (GA22). One: letting in means in that place.
 * Several: nothing is presumed, the facilitator chooses. A single place is held out to the first who came under that name.
 */
export function placesHeldOut(waiting: readonly (Sitter & { readonly capacity: Capacity })[], awaited: readonly Awaited[]): ReadonlyMap<SeatId, readonly MembershipId[]> {
	const keyOf = (one: { readonly publicName: string; readonly capacity: Capacity }) => {
		const folded = foldName(one.publicName);
		return folded === '' ? undefined : `${one.capacity} ${folded}`;
	};
	const places = Map.groupBy(awaited, keyOf);
	const taken = new Set<string>();
	const held = new Map<SeatId, readonly MembershipId[]>();
	for (const seat of waiting.toSorted(byArrival)) {
		const key = keyOf(seat);
		const found = key === undefined || taken.has(key) ? undefined : places.get(key);
		if (!found) continue;
		if (found.length === 1) taken.add(key!);
		held.set(
			seat.id,
			found.map(({ membershipId }) => membershipId)
		);
	}
	return held;
}

export type PlaceAsked = MembershipId | 'another-person' | undefined;

/** Whose place a seat takes when it is let in: undefined keeps its own. Refuses a place that is not held out any more, and a choice that only a person can make (GA22). */
export function judgePlace(heldOut: readonly MembershipId[], asked: PlaceAsked): Outcome<MembershipId | undefined, SeatingRefusal> {
	if (asked === 'another-person') return accepted(undefined);
	if (asked !== undefined) return heldOut.includes(asked) ? accepted(asked) : refused('place-taken');
	return heldOut.length > 1 ? refused('place-to-choose') : accepted(heldOut[0]);
}

export type SeatingRefusal = 'seat-unknown' | 'seat-expelled' | 'seat-merged' | 'seat-already-admitted' | 'same-seat' | 'both-seats-have-acted' | 'place-taken' | 'place-to-choose';

/** Whether a seat that waits may be let in; one that was expelled may be let in again, one that was merged may not (GA17). */
export function judgeAdmission(state: SeatState): Outcome<'admitted', SeatingRefusal> {
	if (state === 'merged') return refused('seat-merged');
	if (state === 'admitted') return refused('seat-already-admitted');
	return accepted('admitted');
}

export interface Mergeable {
	readonly id: SeatId;
	readonly state: SeatState;
	/** wrote, voted, answered: did anything that counts under this seat */
	readonly hasActed: boolean;
}

/** Which of two seats of one person remains: the one that has acted, else the one named. Refused when both have, for nothing may be counted twice or lost (GA18). */
export function judgeMerge(from: Mergeable, into: Mergeable): Outcome<{ readonly gone: SeatId; readonly kept: SeatId }, SeatingRefusal> {
	if (from.id === into.id) return refused('same-seat');
	for (const { state } of [from, into]) {
		if (state === 'merged') return refused('seat-merged');
		if (state === 'expelled') return refused('seat-expelled');
	}
	if (from.hasActed && into.hasActed) return refused('both-seats-have-acted');
	return accepted(from.hasActed ? { gone: into.id, kept: from.id } : { gone: from.id, kept: into.id });
}

/** Seconds between two weathers of one seat. Source: OpenSlides 6355 (GA19). */
export const weatherCooldown = 30;

export const mayChangeWeather = (saidAt: Date | null, at: Date): boolean =>
	saidAt === null || at.getTime() - saidAt.getTime() >= weatherCooldown * 1000;
