import { m } from '#lib/words/messages.js';
import { refusals as ofDecisions } from '../../decisions/ui/refusals.ts';
import { inWords, type Answer } from './choosingAnswers.ts';
import { refusals as ofClosing } from './closingAnswers.ts';
import { refusals as ofConsent } from './consentAnswers.ts';
import { refusals as ofVote } from './voteAnswers.ts';
import type { ClosingRefusal, LeftWordRefusal } from '../rules/closing.ts';
import type { ScenarioRefusal } from '../rules/scenarios.ts';

type OfChoosing =
	| ScenarioRefusal
	| ClosingRefusal
	| LeftWordRefusal
	| 'vote-not-open'
	| 'vote-already-open'
	| 'ballots-are-in'
	| 'vote-not-closed'
	| 'seat-needed'
	| 'seat-unknown'
	| 'voter-still-here'
	| 'scenarios-too-few'
	| 'scenarios-too-many'
	| 'scenario-unknown'
	| 'sentence-empty'
	| 'sentence-too-long'
	| 'first-undecided'
	| 'scenario-not-first'
	| 'round-not-open'
	| 'not-the-elected-official';

export const refusals = {
	...ofDecisions,
	...ofVote,
	...ofConsent,
	...ofClosing,
	'vote-already-open': () => m.choosing_refused_vote_already_open(),
	'ballots-are-in': () => m.choosing_refused_ballots_are_in(),
	'vote-not-closed': () => m.choosing_refused_vote_not_closed(),
	'seat-unknown': () => m.choosing_refused_seat_unknown(),
	'voter-still-here': () => m.choosing_refused_voter_still_here(),
	'scenarios-too-few': () => m.choosing_refused_scenarios_too_few(),
	'scenarios-too-many': () => m.choosing_refused_scenarios_too_many(),
	'scenario-unknown': () => m.choosing_refused_scenario_unknown(),
	'scenario-code-wrong': () => m.choosing_refused_scenario_code_wrong(),
	'scenario-name-missing': () => m.choosing_refused_scenario_name_missing(),
	'scenario-too-long': () => m.choosing_refused_scenario_too_long(),
	'sentence-empty': () => m.choosing_refused_sentence_empty(),
	'sentence-too-long': () => m.choosing_refused_sentence_too_long(),
	'first-undecided': () => m.choosing_refused_first_undecided(),
	'scenario-not-first': () => m.choosing_refused_scenario_not_first(),
	'closing-body-missing': () => m.choosing_refused_closing_body_missing(),
	'closing-day-missing': () => m.choosing_refused_closing_day_missing(),
	'closing-day-before-gathering': () => m.choosing_refused_closing_day_before(),
	'closing-date-before-gathering': () => m.choosing_refused_closing_date_before(),
	'closing-date-unfinished': () => m.choosing_refused_closing_date_unfinished(),
	'closing-too-long': () => m.choosing_refused_closing_too_long(),
	'closing-year-unreadable': () => m.choosing_refused_closing_year_unreadable()
} satisfies Record<OfChoosing | keyof typeof ofDecisions, () => string>;

/** The sentence for what was refused: this step's own, else the room's; undefined when nothing was. */
export const sentenceFor = (answer: Answer | null | undefined) => inWords(answer, refusals);
