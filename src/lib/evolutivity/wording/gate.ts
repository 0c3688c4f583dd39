// The words of the legal gate that pages, screens and papers share.
import { m } from '../../words/messages.js';
import type { Condition, GateAnswer, GateStanding } from '../rules/gate.ts';
import type { Buyer, Category, Duty, Ground, Rejection } from '../rules/grounds.ts';
import { dayInWords } from './days.ts';
import { shareInWords } from './terms.ts';

export const groundName = {
	'R2194-1': m.ground_r2194_1,
	'R2194-2': m.ground_r2194_2,
	'R2194-5': m.ground_r2194_5,
	'R2194-6': m.ground_r2194_6,
	'R2194-7': m.ground_r2194_7,
	'R2194-8': m.ground_r2194_8
} satisfies Record<Ground, () => string>;

export function rejectionInWords(rejection: Rejection): string {
	switch (rejection.why) {
		case 'clause-incomplete':
			return m.rejection_clause_incomplete();
		case 'outside-clause':
			return m.rejection_outside_clause();
		case 'extra-conditions':
			return m.rejection_extra_conditions();
		case 'above-half':
			return m.rejection_above_half();
		case 'holder-conditions':
			return m.rejection_holder_conditions();
		case 'substantial':
			return m.rejection_substantial();
		case 'share-reached':
			return m.rejection_share_reached({ share: shareInWords(rejection.basisPoints) });
		case 'threshold-reached':
			return m.rejection_threshold_reached();
		case 'threshold-unknown':
			return m.rejection_threshold_unknown();
	}
}

export const dutyName = {
	notice: m.duty_notice,
	'commission-opinion': m.duty_commission_opinion,
	'published-data': m.duty_published_data,
	'new-procedure': m.duty_new_procedure
} satisfies Record<Duty, () => string>;

export const answerName = {
	passes: m.gate_passes,
	'passes-on-condition': m.gate_passes_on_condition,
	'does-not-pass': m.gate_does_not_pass,
	'sent-back': m.gate_sent_back
} satisfies Record<GateAnswer, () => string>;

/** « Renvoyé, réponse avant le 20 décembre 2028 » */
export function standingInWords(standing: GateStanding, replyBy: string | null): string {
	if (standing === 'not-asked') return m.gate_not_asked();
	if (standing === 'outdated') return m.gate_outdated();
	return standing === 'sent-back' && replyBy ? m.gate_sent_back_by({ day: dayInWords(replyBy) }) : answerName[standing]();
}

export function conditionInWords({ what, words, expectedOn }: Condition): string {
	const named = what === 'commission-opinion' ? m.gate_condition_opinion() : words;
	return expectedOn ? m.gate_condition_day({ what: named, day: dayInWords(expectedOn) }) : named;
}

export const buyerName = { state: m.gate_buyer_state, authority: m.gate_buyer_authority, entity: m.gate_buyer_entity } satisfies Record<Buyer, () => string>;
export const categoryOfContract = { works: m.gate_category_works, supplies: m.gate_category_supplies, services: m.gate_category_services } satisfies Record<Category, () => string>;
