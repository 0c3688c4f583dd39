import { m } from '#lib/words/messages.js';
import { refusals as ofHands } from './handRefusals.ts';
import type { MembershipRefusal } from '../../projects/rules/memberships.ts';
import type { Hint } from '../rules/readiness.ts';
import type { GatheringRefusal } from '../server/gatherings.ts';
import type { SeatRefusal } from '../server/seats.ts';
import type { ActRefusal } from '../server/stepActs.ts';

/** What a door of the room refuses by itself, before any rule is asked. */
export type DoorRefusal = 'capacity-unknown' | 'expel-not-confirmed' | 'not-sent';

export type RoomRefusal =
	| GatheringRefusal
	| Exclude<SeatRefusal, MembershipRefusal | 'mandate-missing'>
	| Extract<MembershipRefusal, 'mandate-missing'>
	| ActRefusal
	| DoorRefusal;

export const refusals = {
	...ofHands,
	'somebody-advanced-first': () => m.gatherings_refusal_somebody_advanced_first(),
	'somebody-else-holds-the-hand': () => m.gatherings_refusal_somebody_else_holds_the_hand(),
	'doors-not-open': () => m.gatherings_refusal_doors_not_open(),
	'no-step-there': () => m.gatherings_refusal_no_step_there(),
	'step-dropped': () => m.gatherings_refusal_step_dropped(),
	'step-unknown': () => m.gatherings_refusal_step_unknown(),
	'many-are-not-ready': () => m.gatherings_refusal_many_are_not_ready(),
	'step-holds-the-room': () => m.gatherings_refusal_step_holds_the_room(),
	'agenda-malformed': () => m.gatherings_refusal_agenda_malformed(),
	'step-already-begun': () => m.gatherings_refusal_step_already_begun(),
	'step-protected': () => m.gatherings_refusal_step_protected(),
	'step-not-dropped': () => m.gatherings_refusal_step_not_dropped(),
	'below-minimum': () => m.gatherings_refusal_below_minimum(),
	'minutes-out-of-range': () => m.gatherings_refusal_minutes_out_of_range(),
	'nobody-to-give-minutes-to': () => m.gatherings_refusal_nobody_to_give_minutes_to(),
	'nothing-to-gain': () => m.gatherings_refusal_nothing_to_gain(),
	'seat-already-admitted': () => m.gatherings_refusal_seat_already_admitted(),
	'same-seat': () => m.gatherings_refusal_same_seat(),
	'both-seats-have-acted': () => m.gatherings_refusal_both_seats_have_acted(),
	'place-taken': () => m.gatherings_refusal_place_taken(),
	'place-to-choose': () => m.gatherings_refusal_place_to_choose(),
	'invitation-not-yet-open': () => m.gatherings_refusal_invitation_not_yet_open(),
	'invitation-expired': () => m.gatherings_refusal_invitation_expired(),
	'invitation-unknown': () => m.gatherings_refusal_invitation_unknown(),
	'door-crowded': () => m.gatherings_refusal_door_crowded(),
	'room-full': () => m.gatherings_refusal_room_full(),
	'reentry-unknown': () => m.gatherings_refusal_reentry_unknown(),
	'too-many-attempts': () => m.gatherings_refusal_too_many_attempts(),
	'name-missing': () => m.gatherings_refusal_name_missing(),
	'name-too-long': () => m.gatherings_refusal_name_too_long(),
	'capacity-unknown': () => m.gatherings_refusal_capacity_unknown(),
	'mandate-missing': () => m.gatherings_refusal_mandate_missing(),
	'title-missing': () => m.gatherings_refusal_title_missing(),
	'title-too-long': () => m.gatherings_refusal_title_too_long(),
	'doors-already-open': () => m.gatherings_refusal_doors_already_open(),
	'training-needed': () => m.gatherings_refusal_training_needed(),
	'declaration-needed': () => m.gatherings_refusal_declaration_needed(),
	'link-to-judge': () => m.gatherings_refusal_link_to_judge(),
	'stepped-aside': () => m.gatherings_refusal_stepped_aside(),
	'expel-not-confirmed': () => m.gatherings_refusal_expel_not_confirmed(),
} satisfies Record<RoomRefusal, () => string>;

/** The sentence of a refusal; one that this feature has no words for is said as something unreadable, never as a code. */
export const refusalInWords = (reason: string): string =>
	Object.hasOwn(refusals, reason) ? refusals[reason as RoomRefusal]() : m.gatherings_refusal_act_unreadable();

const hintWords = {
	'hands-raised': m.gatherings_hint_hands_raised,
	'people-waiting': m.gatherings_hint_people_waiting,
	'nobody-ready-since': m.gatherings_hint_nobody_ready_since,
	'everybody-ready': m.gatherings_hint_everybody_ready,
	'few-not-ready': m.gatherings_hint_few_not_ready,
	storms: m.gatherings_hint_storms
} satisfies Record<Hint['hint'], (of: { count: number }) => string>;

export const hintInWords = ({ hint, count }: Hint): string => hintWords[hint]({ count });
