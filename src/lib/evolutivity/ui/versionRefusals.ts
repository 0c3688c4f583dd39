// The sentence of each refusal of an act on a contract's version; it does not compile where one is forgotten.
import { m } from '#lib/words/messages.js';
import type { DutyRefusal, LinkRefusal } from '../rules/versions.ts';

type VersionRefusal = LinkRefusal | DutyRefusal | 'version-unknown' | 'cockpit-refused' | 'notice-missing' | 'notice-before-signature';

const sentences: Readonly<Record<VersionRefusal, () => string>> = {
	'version-unknown': m.versions_refused_version_unknown,
	'link-out-of-order': m.versions_refused_link_out_of_order,
	'link-day-unreadable': m.versions_refused_link_day_unreadable,
	'link-day-before': m.versions_refused_link_day_before,
	'link-day-to-come': m.versions_refused_link_day_to_come,
	'link-opinion-missing': m.versions_refused_link_opinion_missing,
	'link-transmission-missing': m.versions_refused_link_transmission_missing,
	'link-condition-missing': m.versions_refused_link_condition_missing,
	'link-reason-missing': m.versions_refused_link_reason_missing,
	'link-words-too-long': m.versions_refused_link_words_too_long,
	'cockpit-refused': m.versions_refused_cockpit_refused,
	'notice-missing': m.versions_refused_notice_missing,
	'notice-before-signature': m.versions_refused_notice_before_signature,
	'duty-unknown': m.versions_refused_duty_unknown,
	'duty-not-yet': m.versions_refused_duty_not_yet,
	'duty-done': m.versions_refused_duty_done
};

/** Never empty: a reason that is none of these asks to reload. */
export const sentenceOf = (reason: string): string => (Object.hasOwn(sentences, reason) ? sentences[reason as VersionRefusal]() : m.versions_refused_unreadable());

const fields: Readonly<Partial<Record<string, 'on' | 'words' | 'notice' | 'state'>>> = {
	'link-out-of-order': 'state',
	'link-day-unreadable': 'on',
	'link-day-before': 'on',
	'link-day-to-come': 'on',
	'link-opinion-missing': 'state',
	'link-transmission-missing': 'state',
	'link-condition-missing': 'words',
	'link-reason-missing': 'words',
	'link-words-too-long': 'words',
	'notice-missing': 'notice',
	'notice-before-signature': 'notice'
};
/** The field that a refusal is about; undefined where it is about none. */
export const fieldOf = (reason: string) => fields[reason];
