// What a refusal of the draw or of the panel says.
import { m } from '#lib/words/messages.js';

const refusals = {
	'jury-unknown': () => m.sortition_refused_jury_unknown(),
	'jury-ended': () => m.sortition_refused_jury_ended(),
	'sortition-standing': () => m.sortition_refused_sortition_standing(),
	'sortition-nobody': () => m.sortition_refused_sortition_nobody(),
	'sortition-unknown': () => m.sortition_refused_sortition_unknown(),
	'sortition-elsewhere': () => m.sortition_refused_sortition_elsewhere(),
	'lists-changed': () => m.sortition_refused_lists_changed(),
	'announcement-needed': () => m.sortition_refused_announcement_needed(),
	'sealed-file-damaged': () => m.sortition_refused_sealed_file_damaged(),
	'seed-method-unknown': () => m.sortition_refused_seed_method_unknown(),
	'seed-missing': () => m.sortition_refused_seed_missing(),
	'seed-too-short': () => m.sortition_refused_seed_too_short(),
	'seed-too-long': () => m.sortition_refused_seed_too_long(),
	'seed-dice-unreadable': () => m.sortition_refused_seed_dice_unreadable(),
	'witnesses-missing': () => m.sortition_refused_witnesses_missing(),
	'witnesses-too-long': () => m.sortition_refused_witnesses_too_long(),
	'beacon-wait-unknown': () => m.pools_refused_beacon_wait_unknown(),
	'beacon-announced': () => m.pools_refused_beacon_announced(),
	'beacon-not-announced': () => m.pools_refused_beacon_not_announced(),
	'beacon-too-early': () => m.pools_refused_beacon_too_early(),
	'beacon-missing': () => m.pools_refused_beacon_missing(),
	'beacon-unreadable': () => m.pools_refused_beacon_unreadable(),
	'beacon-other-round': () => m.pools_refused_beacon_other_round(),
	'beacon-other-network': () => m.pools_refused_beacon_other_network(),
	'beacon-not-signed': () => m.pools_refused_beacon_not_signed(),
	'abort-why-missing': () => m.sortition_refused_abort_why_missing(),
	'abort-why-too-long': () => m.sortition_refused_abort_why_too_long(),
	'seat-not-invited': () => m.sortition_refused_seat_not_invited(),
	'seat-already-answered': () => m.sortition_refused_seat_already_answered(),
	'seat-not-accepted': () => m.sortition_refused_seat_not_accepted(),
	'seat-not-to-invite': () => m.sortition_refused_seat_not_to_invite(),
	'answer-day-not-over': () => m.sortition_refused_answer_day_not_over(),
	'jury-seat-unknown': () => m.sortition_refused_jury_seat_unknown(),
	'channel-unknown': () => m.sortition_refused_channel_unknown(),
	'leave-why-missing': () => m.sortition_refused_leave_why_missing(),
	'seat-already-replaced': () => m.sortition_refused_seat_already_replaced(),
	'seat-not-vacant': () => m.sortition_refused_seat_not_vacant(),
	'nobody-left': () => m.sortition_refused_nobody_left(),
	'membership-refused': () => m.sortition_refused_membership_refused(),
	'answer-day-unreadable': () => m.sortition_refused_answer_day_unreadable(),
	'answer-day-past': () => m.sortition_refused_answer_day_past()
};

export type SortitionSentence = keyof typeof refusals;

export const sortitionSentence = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(refusals, reason) ? refusals[reason as SortitionSentence]() : undefined);
