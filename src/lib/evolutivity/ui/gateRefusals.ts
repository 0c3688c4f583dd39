import { m } from '#lib/words/messages.js';
import type { GateRefusal } from '../rules/gate.ts';

type Refused = GateRefusal | 'facts-unreadable' | 'sitting-unknown' | 'gathering-closed' | 'gate-not-yours' | 'joint-scenario-missing' | 'scenario-changed-meanwhile' | 'gate-applied' | 'gate-facts-missing';

const refusals = {
	'gate-answer-unknown': m.gate_refused_answer,
	'gate-reasons-missing': m.gate_refused_reasons,
	'gate-reasons-too-long': m.gate_refused_reasons_long,
	'gate-nothing-holds': m.gate_refused_nothing_holds,
	'gate-opinion-stands': m.gate_refused_opinion,
	'gate-condition-missing': m.gate_refused_condition,
	'gate-opinion-past': m.gate_refused_opinion_past,
	'gate-condition-past': m.gate_refused_condition_past,
	'gate-condition-too-long': m.gate_refused_condition_long,
	'gate-reply-missing': m.gate_refused_reply_missing,
	'gate-reply-past': m.gate_refused_reply_past,
	'gate-day-unreadable': m.gate_refused_day,
	'facts-unreadable': m.gate_refused_facts,
	'gate-applied': m.gate_refused_applied,
	'gate-facts-missing': m.gate_refused_facts_missing,
	'sitting-unknown': m.sitting_refused_sitting_unknown,
	'gathering-closed': m.gate_refused_closed,
	'gate-not-yours': m.gate_refused_not_yours,
	'joint-scenario-missing': m.gate_refused_joint_missing,
	'scenario-changed-meanwhile': m.gate_refused_changed
} satisfies Record<Refused, () => string>;

/** The sentence for what the gate refused, with what to do. */
export const gateSentence = (refusal: string): string => (Object.hasOwn(refusals, refusal) ? refusals[refusal as Refused]() : m.gate_refused_facts());
