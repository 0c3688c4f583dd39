import { m } from '#lib/words/messages.js';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type * as verbs from '../server/amendments.ts';
import { inWords, type Answer } from './choosingAnswers.ts';
import { ofWriting } from './amendmentWritingRefusals.ts';

/** what reads blind says its refusals on the page of the plume */
type Verbs = Omit<typeof verbs, 'setAside' | 'readmit'>;
type OfAmending = {
	[Verb in keyof Verbs]: Verbs[Verb] extends (...args: never[]) => unknown ? ReasonOf<Verbs[Verb]> : never;
}[keyof Verbs];

const refusals = {
	'passage-too-long': () => m.amending_refused_passage_too_long(),
	'passage-malformed': () => m.amending_refused_without_words(),
	'passage-reused': () => m.amending_refused_passage_reused(),
	'text-too-long': () => m.amending_refused_whole_too_long(),
	'too-many-passages': () => m.amending_refused_too_many_passages(),
	'nothing-changed': () => m.amending_refused_nothing_changed(),
	'version-not-latest': () => m.amending_refused_not_latest(),
	'text-unknown': () => m.amending_refused_proposal_not_sealed(),
	'cause-missing': () => m.amending_refused_unknown(),
	'cause-unknown': () => m.amending_refused_unknown(),
	'not-answered-yet': () => m.amending_refused_not_answered(),
	'not-the-prescriber': () => m.amending_refused_not_prescriber(),
	'not-the-pen': () => m.amending_refused_not_pen(),
	'scenario-unknown': () => m.amending_refused_scenario_unknown(),
	'scenarios-too-many': () => m.amending_refused_scenarios_too_many(),
	'no-reason-owed': () => m.amending_refused_no_reason_owed(),
	'cluster-of-one': () => m.amending_refused_cluster_of_one(),
	'nothing-to-integrate': () => m.amending_refused_nothing(),
	'amendment-without-words': () => m.amending_refused_without_words(),
	'silence-over': () => m.amending_refused_silence_over(),
	'turn-begun': () => m.amending_refused_turn_begun(),
	'nobody-speaks': () => m.amending_refused_nobody(),
	'first-speaker': () => m.amending_refused_first(),
	'turn-over': () => m.amending_refused_over(),
	'turn-gone': () => m.amending_refused_turn_gone(),
	'pen-taken': () => m.amending_pen_taken(),
	'scenario-code-wrong': () => m.choosing_refused_scenario_code_wrong(),
	'scenario-name-missing': () => m.choosing_refused_scenario_name_missing(),
	'scenario-too-long': () => m.choosing_refused_scenario_too_long(),
	'vote-already-open': () => m.choosing_refused_vote_already_open(),
	'voice-not-drawn': () => m.amending_refused_voice_not_drawn(),
	'voice-played': () => m.amending_refused_voice_played(),
	...ofWriting
} satisfies Record<OfAmending, () => string>;

/** The sentence for what was refused in the turn of amendments, else the room's; undefined when nothing was. */
export const sentenceFor = (answer: Answer | null | undefined) => inWords(answer, refusals);
