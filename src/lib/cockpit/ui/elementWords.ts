// The words of the cockpit's elements: kinds, fields, choices, and what is refused.
import { m } from '#lib/words/messages.js';
import type { AnyChoice, FieldOf, KindId } from '../rules/elements/kinds.ts';

export const kindName = {
	line: m.elements_kind_line,
	amount: m.elements_kind_amount,
	milestone: m.elements_kind_milestone,
	need: m.elements_kind_need,
	impact: m.elements_kind_impact,
	indicator: m.elements_kind_indicator,
	measurement: m.elements_kind_measurement,
	risk: m.elements_kind_risk,
	document: m.elements_kind_document,
	contract: m.contracts_kind_contract,
	lotAward: m.contracts_kind_lotaward,
	modification: m.contracts_kind_modification,
	meeting: m.contracts_kind_meeting,
	incident: m.contracts_kind_incident,
	progress: m.contracts_kind_progress,
	remark: m.contracts_kind_remark
} satisfies Record<KindId, () => string>;

export const kindsName = {
	line: m.elements_kinds_line,
	amount: m.elements_kinds_amount,
	milestone: m.elements_kinds_milestone,
	need: m.elements_kinds_need,
	impact: m.elements_kinds_impact,
	indicator: m.elements_kinds_indicator,
	measurement: m.elements_kinds_measurement,
	risk: m.elements_kinds_risk,
	document: m.elements_kinds_document,
	contract: m.contracts_kinds_contract,
	lotAward: m.contracts_kinds_lotaward,
	modification: m.contracts_kinds_modification,
	meeting: m.contracts_kinds_meeting,
	incident: m.contracts_kinds_incident,
	progress: m.contracts_kinds_progress,
	remark: m.contracts_kinds_remark
} satisfies Record<KindId, () => string>;

export const addName = {
	line: m.elements_add_line,
	amount: m.elements_add_amount,
	milestone: m.elements_add_milestone,
	need: m.elements_add_need,
	impact: m.elements_add_impact,
	indicator: m.elements_add_indicator,
	measurement: m.elements_add_measurement,
	risk: m.elements_add_risk,
	document: m.elements_add_document,
	contract: m.contracts_add_contract,
	lotAward: m.contracts_add_lotaward,
	modification: m.contracts_add_modification,
	meeting: m.contracts_add_meeting,
	incident: m.contracts_add_incident,
	progress: m.contracts_add_progress,
	remark: m.contracts_add_remark
} satisfies Record<KindId, () => string>;

const fieldNames = {
	line: {
		mode: m.elements_field_line_mode,
		object: m.elements_field_line_object,
		vision: m.elements_field_line_vision,
		state: m.elements_field_line_state,
		actors: m.elements_field_line_actors,
		begins: m.elements_field_line_begins,
		ends: m.elements_field_line_ends,
		needs: m.elements_field_line_needs,
		impacts: m.elements_field_line_impacts,
		answers: m.elements_field_line_answers,
		parts: m.elements_field_line_parts
	},
	amount: {
		stage: m.elements_field_amount_stage,
		amount: m.elements_field_amount_amount,
		how: m.elements_field_amount_how,
		who: m.elements_field_amount_who,
		isOwn: m.elements_field_amount_isown,
		year: m.elements_field_amount_year,
		what: m.elements_field_amount_what
	},
	milestone: {
		what: m.elements_field_milestone_what,
		size: m.elements_field_milestone_size,
		on: m.elements_field_milestone_on,
		until: m.elements_field_milestone_until,
		state: m.elements_field_milestone_state,
		owner: m.elements_field_milestone_owner,
		after: m.elements_field_milestone_after,
		note: m.elements_field_milestone_note
	},
	need: {
		what: m.elements_field_need_what,
		note: m.elements_field_need_note
	},
	impact: {
		name: m.elements_field_impact_name,
		pillar: m.elements_field_impact_pillar,
		note: m.elements_field_impact_note
	},
	indicator: {
		name: m.elements_field_indicator_name,
		type: m.elements_field_indicator_type,
		unit: m.elements_field_indicator_unit,
		direction: m.elements_field_indicator_direction,
		baseline: m.elements_field_indicator_baseline,
		baselineOn: m.elements_field_indicator_baselineon,
		target: m.elements_field_indicator_target,
		targetOn: m.elements_field_indicator_targeton,
		impacts: m.elements_field_indicator_impacts,
		formula: m.indicators_field_formula,
		source: m.elements_field_indicator_source,
		owner: m.elements_field_indicator_owner,
		every: m.elements_field_indicator_every,
		note: m.elements_field_indicator_note
	},
	measurement: {
		on: m.elements_field_measurement_on,
		value: m.elements_field_measurement_value,
		source: m.elements_field_measurement_source,
		by: m.elements_field_measurement_by,
		note: m.elements_field_measurement_note
	},
	risk: {
		what: m.elements_field_risk_what,
		likelihood: m.elements_field_risk_likelihood,
		severity: m.elements_field_risk_severity,
		holder: m.elements_field_risk_holder,
		answer: m.elements_field_risk_answer,
		state: m.elements_field_risk_state
	},
	document: {
		title: m.elements_field_document_title,
		panel: m.elements_field_document_panel,
		file: m.elements_field_document_file,
		where: m.elements_field_document_where,
		note: m.elements_field_document_note
	},
	contract: {
		object: m.contracts_field_contract_object,
		form: m.contracts_field_contract_form,
		reference: m.contracts_field_contract_reference,
		holder: m.contracts_field_contract_holder,
		siret: m.contracts_field_contract_siret,
		notifiedOn: m.contracts_field_contract_notifiedon,
		months: m.contracts_field_contract_months,
		endsOn: m.contracts_field_contract_endson,
		amount: m.contracts_field_contract_amount,
		maximum: m.contracts_field_contract_maximum,
		state: m.contracts_field_contract_state,
		indicators: m.contracts_field_contract_indicators,
		contact: m.contracts_field_contract_contact,
		holderContact: m.contracts_field_contract_holdercontact,
		rhythm: m.contracts_field_contract_rhythm,
		delays: m.contracts_field_contract_delays,
		progressPlan: m.contracts_field_contract_progressplan,
		note: m.contracts_field_contract_note,
		openedTo: m.contracts_field_contract_openedto,
		decp: m.contracts_field_contract_decp
	},
	lotAward: {
		what: m.contracts_field_lotaward_what,
		holder: m.contracts_field_lotaward_holder,
		amount: m.contracts_field_lotaward_amount,
		maximum: m.contracts_field_lotaward_maximum,
		notifiedOn: m.contracts_field_lotaward_notifiedon
	},
	modification: {
		version: m.contracts_field_modification_version,
		what: m.contracts_field_modification_what,
		ground: m.contracts_field_modification_ground,
		total: m.contracts_field_modification_total,
		months: m.contracts_field_modification_months,
		holder: m.contracts_field_modification_holder,
		signedOn: m.contracts_field_modification_signedon,
		publishedOn: m.contracts_field_modification_publishedon,
		state: m.contracts_field_modification_state,
		note: m.contracts_field_modification_note
	},
	meeting: {
		on: m.contracts_field_meeting_on,
		what: m.contracts_field_meeting_what,
		where: m.contracts_field_meeting_where,
		present: m.contracts_field_meeting_present,
		agreed: m.contracts_field_meeting_agreed
	},
	incident: {
		on: m.contracts_field_incident_on,
		what: m.contracts_field_incident_what,
		severity: m.contracts_field_incident_severity,
		detail: m.contracts_field_incident_detail,
		owner: m.contracts_field_incident_owner,
		answer: m.contracts_field_incident_answer,
		holderAnswer: m.contracts_field_incident_holderanswer,
		closedOn: m.contracts_field_incident_closedon
	},
	progress: {
		what: m.contracts_field_progress_what,
		side: m.contracts_field_progress_side,
		until: m.contracts_field_progress_until,
		state: m.contracts_field_progress_state,
		note: m.contracts_field_progress_note
	},
	remark: {
		words: m.contracts_field_remark_words,
		by: m.contracts_field_remark_by,
		side: m.contracts_field_remark_side,
		saidAt: m.contracts_field_remark_saidat
	}
} satisfies { [Kind in KindId]: Record<FieldOf<Kind>, () => string> };

export const fieldName = (kind: KindId, field: string): string =>
	(fieldNames[kind] as Readonly<Record<string, () => string>>)[field]?.() ?? field;

export const choiceName = {
	planned: m.elements_choice_planned,
	committed: m.elements_choice_committed,
	paid: m.elements_choice_paid,
	cash: m.elements_choice_cash,
	'in-kind': m.elements_choice_in_kind,
	milestone: m.elements_choice_milestone,
	task: m.elements_choice_task,
	'under-way': m.elements_choice_under_way,
	done: m.elements_choice_done,
	dropped: m.elements_choice_dropped,
	'yes-no': m.elements_choice_yes_no,
	count: m.elements_choice_count,
	percentage: m.elements_choice_percentage,
	measure: m.elements_choice_measure,
	composite: m.elements_choice_composite,
	amount: m.elements_choice_amount,
	up: m.elements_choice_up,
	down: m.elements_choice_down,
	keep: m.elements_choice_keep,
	open: m.elements_choice_open,
	watched: m.elements_choice_watched,
	closed: m.elements_choice_closed,
	initial: m.elements_choice_initial,
	evaluation: m.elements_choice_evaluation,
	legal: m.elements_choice_legal,
	'public-contract': m.contracts_choice_public_contract,
	framework: m.contracts_choice_framework,
	subsequent: m.contracts_choice_subsequent,
	agreement: m.contracts_choice_agreement,
	pact: m.contracts_choice_pact,
	'to-sign': m.contracts_choice_to_sign,
	running: m.contracts_choice_running,
	suspended: m.contracts_choice_suspended,
	over: m.contracts_choice_over,
	terminated: m.contracts_choice_terminated,
	'review-clause': m.contracts_choice_review_clause,
	additional: m.contracts_choice_additional,
	unforeseen: m.contracts_choice_unforeseen,
	'new-holder': m.contracts_choice_new_holder,
	'not-substantial': m.contracts_choice_not_substantial,
	'low-value': m.contracts_choice_low_value,
	drafted: m.contracts_choice_drafted,
	signed: m.contracts_choice_signed,
	'given-up': m.contracts_choice_given_up,
	minor: m.contracts_choice_minor,
	serious: m.contracts_choice_serious,
	blocking: m.contracts_choice_blocking,
	authority: m.contracts_choice_authority,
	holder: m.contracts_choice_holder,
	both: m.contracts_choice_both
} satisfies Record<AnyChoice, () => string>;
