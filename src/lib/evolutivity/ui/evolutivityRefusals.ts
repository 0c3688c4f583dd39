// The sentence of each refusal of a clause, a charter, the watch, a request or a value of the law; it does not compile where one is forgotten.
import { m } from '#lib/words/messages.js';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type { signed } from '../rules/charter.ts';
import type { CorrectionRefusal } from '../rules/lawCorrections.ts';
import type { CharterTypedRefusal } from '../rules/terms.ts';
import type { AnswerRefusal, RequestRefusal, WithdrawRefusal } from '../rules/triggers.ts';
import type { AskRefusal, SignalRefusal } from '../rules/watch.ts';

/** what the writers refuse beside the rules */
type OfWriters =
	| 'title-missing'
	| 'title-too-long'
	| 'line-unknown'
	| 'clause-unknown'
	| 'clause-frozen'
	| 'clause-changed-meanwhile'
	| 'clause-incomplete'
	| 'day-before-clause'
	| 'clause-not-frozen'
	| 'not-confirmed'
	| 'contract-joined'
	| 'contract-unknown'
	| 'contract-has-clause'
	| 'charter-changed-meanwhile'
	| 'charter-signed'
	| 'charter-wider'
	| 'signal-unknown'
	| 'rhythm-unknown'
	| 'need-asked'
	| 'charter-not-in-force'
	| 'experiment-unknown'
	| 'annex-too-long'
	| 'project-full'
	| 'request-unknown'
	| 'signature-before-clause'
	| 'party-unknown'
	| 'law-entry-unknown';

export type EvolutivityRefusal = ReasonOf<typeof signed> | CorrectionRefusal | CharterTypedRefusal | AnswerRefusal | RequestRefusal | WithdrawRefusal | AskRefusal | SignalRefusal | OfWriters;

const sentences: Readonly<Record<EvolutivityRefusal, () => string>> = {
	'share-unreadable': m.evolutivity_refused_share_unreadable,
	'bounds-reversed': m.evolutivity_refused_bounds_reversed,
	'words-too-long': m.evolutivity_refused_words_too_long,
	'list-too-long': m.evolutivity_refused_list_too_long,
	'days-unreadable': m.evolutivity_refused_days_unreadable,
	'criterion-unreadable': m.evolutivity_refused_criterion_unreadable,
	'criterion-twice': m.evolutivity_refused_criterion_twice,
	'title-missing': m.evolutivity_refused_title_missing,
	'title-too-long': m.evolutivity_refused_title_too_long,
	'line-unknown': m.evolutivity_refused_line_unknown,
	'clause-unknown': m.evolutivity_refused_clause_unknown,
	'clause-frozen': m.evolutivity_refused_clause_frozen,
	'clause-changed-meanwhile': m.evolutivity_refused_clause_changed_meanwhile,
	'clause-incomplete': m.evolutivity_refused_clause_incomplete,
	'clause-not-frozen': m.evolutivity_refused_clause_not_frozen,
	'not-confirmed': m.evolutivity_refused_not_confirmed,
	'day-unreadable': m.evolutivity_refused_day_unreadable,
	'day-to-come': m.evolutivity_refused_day_to_come,
	'day-before-clause': m.evolutivity_refused_day_before_clause,
	'contract-joined': m.evolutivity_refused_contract_joined,
	'contract-unknown': m.evolutivity_refused_contract_unknown,
	'contract-has-clause': m.evolutivity_refused_contract_has_clause,
	'charter-changed-meanwhile': m.evolutivity_refused_charter_changed_meanwhile,
	'charter-signed': m.evolutivity_refused_charter_signed,
	'charter-wider': m.evolutivity_refused_charter_wider,
	'charter-not-draft': m.evolutivity_refused_charter_not_draft,
	'charter-without-criteria': m.evolutivity_refused_charter_without_criteria,
	'contract-missing': m.evolutivity_refused_contract_missing,
	'signature-unnamed': m.evolutivity_refused_signature_unnamed,
	'signature-before-clause': m.evolutivity_refused_signature_before_clause,
	'party-unknown': m.evolutivity_refused_party_unknown,
	'already-signed': m.evolutivity_refused_already_signed,
	'signal-unsaid': m.evolutivity_refused_signal_unsaid,
	'signal-unknown': m.evolutivity_refused_signal_unknown,
	'criterion-unknown': m.evolutivity_refused_criterion_unknown,
	'answer-unknown': m.evolutivity_refused_answer_unknown,
	'need-asked': m.watching_refused_need_asked,
	'day-past': m.watching_refused_day_past,
	'rhythm-unknown': m.evolutivity_refused_rhythm_unknown,
	'category-not-yours': m.evolutivity_refused_category_not_yours,
	'criteria-missing': m.evolutivity_refused_criteria_missing,
	'motives-missing': m.evolutivity_refused_motives_missing,
	'evidence-missing': m.evolutivity_refused_evidence_missing,
	'charter-not-in-force': m.evolutivity_refused_charter_not_in_force,
	'experiment-unknown': m.evolutivity_refused_experiment_unknown,
	'annex-too-long': m.evolutivity_refused_annex_too_long,
	'project-full': m.evolutivity_refused_project_full,
	'request-unknown': m.evolutivity_refused_request_unknown,
	'request-withdrawn': m.evolutivity_refused_request_withdrawn,
	'request-taken': m.filing_refused_request_taken,
	'request-not-yours': m.filing_refused_request_not_yours,
	'request-answered': m.evolutivity_refused_request_answered,
	'reason-missing': m.evolutivity_refused_reason_missing,
	'law-key-unknown': m.evolutivity_refused_law_key_unknown,
	'law-value-unreadable': m.lawpage_refused_value_unreadable,
	'law-value-absurd': m.evolutivity_refused_law_value_absurd,
	'law-value-read': m.lawpage_refused_read,
	'days-reversed': m.evolutivity_refused_days_reversed,
	'source-missing': m.evolutivity_refused_source_missing,
	'periods-overlap': m.evolutivity_refused_periods_overlap,
	'law-entry-unknown': m.evolutivity_refused_law_entry_unknown
};

/** undefined where another part of the screen has the words */
export const sentenceOf = (reason: string | undefined): string | undefined => (reason !== undefined && Object.hasOwn(sentences, reason) ? sentences[reason as EvolutivityRefusal]() : undefined);
