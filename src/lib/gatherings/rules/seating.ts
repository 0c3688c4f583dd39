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

/** What is proposed to the facilitator for one seat that waits. */
export interface HeldOut {
	readonly places: readonly MembershipId[];
	/** the place that letting in means, when nothing else is said; absent when only a person can tell */
	readonly presumed?: MembershipId;
}

const wordsOf = (name: string): readonly string[] => name.split(/\s+/u).map(foldName).filter(Boolean);

/** « Karim », « Karim D. » and « Karim Delestang »: the same first word, and what follows begins alike. */
function mayBeNamed(one: readonly string[], other: readonly string[]): boolean {
	const [first, ...rest] = one;
	const [otherFirst, ...otherRest] = other;
	if (first === undefined || first !== otherFirst) return false;
	const [a, b] = [rest.join(''), otherRest.join('')];
	return a.startsWith(b) || b.startsWith(a);
}

/**
 * For each seat that waits, the awaited members of the same capacity who may be this person (GA22). One of the same folded name: letting
 * in means in that place. Several, or a name that is only the beginning of the other: nothing is presumed, the facilitator chooses.
 * A single place is held out to the first who came under that name.
 */
export function placesHeldOut(waiting: readonly (Sitter & { readonly capacity: Capacity })[], awaited: readonly Awaited[]): ReadonlyMap<SeatId, HeldOut> {
	const taken = new Set<MembershipId>();
	const held = new Map<SeatId, HeldOut>();
	const inOrder = waiting.toSorted(byArrival);
	const offer = (isAlike: (seat: Sitter, member: Awaited) => boolean, isSure: 'sure' | 'unsure') => {
		for (const seat of inOrder) {
			if (held.has(seat.id)) continue;
			const found = awaited.filter((member) => member.capacity === seat.capacity && isAlike(seat, member));
			const places = found.length === 1 ? found.filter(({ membershipId }) => !taken.has(membershipId)) : found;
			if (places.length === 0) continue;
			const ids = places.map(({ membershipId }) => membershipId);
			if (ids.length === 1) taken.add(ids[0]!);
			held.set(seat.id, { places: ids, ...(ids.length === 1 && isSure === 'sure' ? { presumed: ids[0]! } : {}) });
		}
	};
	offer((seat, member) => foldName(seat.publicName) !== '' && foldName(seat.publicName) === foldName(member.publicName), 'sure');
	offer((seat, member) => mayBeNamed(wordsOf(seat.publicName), wordsOf(member.publicName)), 'unsure');
	return held;
}

export type PlaceAsked = MembershipId | 'another-person' | undefined;

/**
 * Whose place a seat takes when it is let in: undefined keeps its own. Any awaited member may be named by the facilitator. Refuses a place
 * that is not free any more, and a choice that only a person can make (GA22).
 */
export function judgePlace(held: HeldOut | undefined, awaited: readonly MembershipId[], asked: PlaceAsked): Outcome<MembershipId | undefined, SeatingRefusal> {
	if (asked === 'another-person') return accepted(undefined);
	if (asked !== undefined) return awaited.includes(asked) ? accepted(asked) : refused('place-taken');
	return held && !held.presumed ? refused('place-to-choose') : accepted(held?.presumed);
}

/** Who comes to write, and is given nothing but a card, a question and at most a secret ballot: neither the text, nor the team's voice. */
const openToAll: ReadonlySet<Capacity> = new Set<Capacity>(['juror', 'observer']);

/**
 * Whether somebody who waits is let in with everybody at once: who is awaited under their whole name, else who takes a capacity that has no
 * right of its own. A capacity is what somebody says of themselves at the door: a prescriber, a buyer, an elected official or a contractor whom
 * nobody awaits is looked at one by one (GA25).
 */
export const comesWithAll = (capacity: Capacity, held: HeldOut | undefined): boolean => (held ? held.presumed !== undefined : openToAll.has(capacity));

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

/** Which of two seats of one person remains: the one that has acted, else the one already let in, else the one named. Refused when both have, for nothing may be counted twice or lost (GA18). */
export function judgeMerge(from: Mergeable, into: Mergeable): Outcome<{ readonly gone: SeatId; readonly kept: SeatId }, SeatingRefusal> {
	if (from.id === into.id) return refused('same-seat');
	for (const { state } of [from, into]) {
		if (state === 'merged') return refused('seat-merged');
		if (state === 'expelled') return refused('seat-expelled');
	}
	if (from.hasActed && into.hasActed) return refused('both-seats-have-acted');
	const isFromKept = from.hasActed || (!into.hasActed && from.state === 'admitted' && into.state === 'waiting');
	return accepted(isFromKept ? { gone: into.id, kept: from.id } : { gone: from.id, kept: into.id });
}

/** Seconds between two weathers of one seat. Source: OpenSlides 6355 (GA19). */
export const weatherCooldown = 30;

export const mayChangeWeather = (saidAt: Date | null, at: Date): boolean =>
	saidAt === null || at.getTime() - saidAt.getTime() >= weatherCooldown * 1000;
