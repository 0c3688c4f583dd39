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
	snapshot: m.cockpit_time_kind_snapshot,
	questioning: m.cockpit_time_kind_questioning,
	checkpoint: m.cockpit_time_kind_checkpoint
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
	snapshot: m.cockpit_time_kinds_snapshot,
	questioning: m.cockpit_time_kinds_questioning,
	checkpoint: m.cockpit_time_kinds_checkpoint
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
	snapshot: m.cockpit_time_add_snapshot,
	questioning: m.cockpit_time_add_questioning,
	checkpoint: m.cockpit_time_add_checkpoint
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
	snapshot: {
		name: m.cockpit_time_field_snapshot_name,
		on: m.cockpit_time_field_snapshot_on,
		knownAt: m.cockpit_time_field_snapshot_knownat,
		note: m.elements_field_document_note
	},
	questioning: {
		what: m.cockpit_time_field_questioning_what,
		reason: m.cockpit_time_field_questioning_reason,
		evidence: m.cockpit_time_field_questioning_evidence,
		lines: m.cockpit_time_field_questioning_lines,
		by: m.cockpit_time_field_questioning_by,
		state: m.elements_field_line_state
	},
	checkpoint: {
		on: m.cockpit_time_field_checkpoint_on,
		at: m.cockpit_time_field_checkpoint_at,
		place: m.cockpit_time_field_checkpoint_place,
		invited: m.cockpit_time_field_checkpoint_invited,
		agenda: m.cockpit_time_agenda,
		present: m.cockpit_time_field_checkpoint_present,
		verdict: m.cockpit_time_field_checkpoint_verdict,
		conclusions: m.cockpit_time_field_checkpoint_conclusions
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
	legal: m.elements_choice_legal
} satisfies Record<AnyChoice, () => string>;
