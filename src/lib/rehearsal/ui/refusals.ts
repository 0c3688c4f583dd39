import { m } from '#lib/words/messages.js';
import type { BeginRefusal, PanelRefusal } from '../server/rehearsals.ts';

export type RehearsalRefusal = BeginRefusal | PanelRefusal | 'workshop-unknown' | 'workshop-no-longer-yours' | 'account-needed' | 'act-unreadable';

const sentences = {
	'people-out-of-range': m.rehearsal_refusal_people_out_of_range,
	'paper-out-of-range': m.rehearsal_refusal_paper_out_of_range,
	'rehearsals-too-many': m.rehearsal_refusal_rehearsals_too_many,
	'not-a-rehearsal': m.rehearsal_refusal_not_a_rehearsal,
	'gathering-closed': m.rehearsal_refusal_gathering_closed,
	'nobody-to-ask': m.rehearsal_refusal_nobody_to_ask,
	'nothing-to-do-now': m.rehearsal_refusal_nothing_to_do_now,
	'workshop-unknown': m.rehearsal_refusal_workshop_unknown,
	'workshop-no-longer-yours': m.rehearsal_refusal_workshop_no_longer_yours,
	'account-needed': m.rehearsal_refusal_account_needed,
	'act-unreadable': m.rehearsal_refusal_act_unreadable
} satisfies Record<RehearsalRefusal, () => string>;

/** Undefined for a reason that is not of rehearsals. */
export const sentenceFor = (reason: string): string | undefined => (Object.hasOwn(sentences, reason) ? sentences[reason as RehearsalRefusal]() : undefined);
