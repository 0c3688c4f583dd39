import { m } from '#lib/words/messages.js';
import type { Warning } from '../../gatherings/rules/frames.ts';
import type { StepId } from '../rules/steps.ts';
import type { VoteOnDesk } from '../rules/steps/vote.ts';
import { closingInWords } from './voteWords.ts';

const lines = (text: string): readonly string[] => text.split('\n');

/** Once the vote is closed there is its result to read, or why there is none. */
const voteNotes = (seen: VoteOnDesk | null) =>
	seen?.stage !== 'closed' ? undefined : !seen.result ? m.workshop_notes_vote_empty : seen.result.ranking ? m.workshop_notes_vote_read : m.workshop_notes_vote_hidden;

/** What to say and do in each step, for whoever facilitates for the first time; `seen` is what its desk shows. */
export const notes = {
	welcome: () => lines(m.workshop_notes_welcome()),
	'ground-rules': () => lines(m.workshop_notes_ground_rules()),
	field: () => lines(m.workshop_notes_field()),
	'landscape-writing': () => lines(m.workshop_notes_landscape_writing()),
	'landscape-grouping': () => lines(m.workshop_notes_landscape_grouping()),
	'landscape-dots': () => lines(m.workshop_notes_landscape_dots()),
	retouch: () => lines(m.workshop_notes_retouch()),
	roles: () => lines(m.workshop_notes_roles()),
	proposal: () => lines(m.workshop_notes_proposal()),
	clarification: () => lines(m.workshop_notes_clarification()),
	amendments: () => lines(m.workshop_notes_amendments()),
	scenarios: () => lines(m.workshop_notes_scenarios()),
	matrix: () => lines(m.workshop_notes_matrix()),
	vote: (seen) => lines((voteNotes(seen as VoteOnDesk | null) ?? m.workshop_notes_vote)()),
	consent: () => lines(m.workshop_notes_consent()),
	sketch: () => lines(m.workshop_notes_sketch()),
	closing: () => lines(m.workshop_notes_closing())
} satisfies Record<StepId, (seen: object | null) => readonly string[]>;

const things: Readonly<Record<string, () => string>> = {
	material: m.workshop_thing_material,
	writing: m.workshop_thing_writing,
	cards: m.workshop_thing_cards,
	board: m.workshop_thing_board,
	dots: m.workshop_thing_dots,
	draft: m.workshop_thing_draft,
	proposal: m.workshop_thing_proposal,
	casting: m.workshop_thing_casting,
	questions: m.workshop_thing_questions,
	turn: m.workshop_thing_turn,
	matrix: m.matrix_thing,
	'ballot-box': m.workshop_thing_ballot_box,
	'consent-round': m.workshop_thing_consent_round,
	sketch: m.workshop_thing_sketch,
	closing: m.workshop_thing_closing
};

const warnings: Readonly<Record<string, (of: { count: number }) => string>> = {
	'materials-not-chosen': m.workshop_warning_materials_not_chosen,
	'ground-questions-waiting': m.workshop_warning_ground_questions_waiting,
	'scenarios-too-few': ({ count }) => (count > 0 ? m.workshop_warning_scenarios_too_few({ count }) : m.workshop_warning_scenarios_none()),
	'draft-missing': m.workshop_warning_draft_missing,
	'deck-missing': m.workshop_warning_deck_missing,
	'proposal-not-written': m.workshop_warning_proposal_not_written,
	'proposal-sealed-on-leaving': m.workshop_warning_proposal_sealed_on_leaving,
	'needs-unsaid': m.workshop_warning_needs_unsaid,
	'questions-waiting': m.workshop_warning_questions_waiting,
	'amendments-not-shown': m.workshop_warning_amendments_not_shown,
	'amendments-unanswered': m.workshop_warning_amendments_unanswered,
	'amendments-unwritten': m.workshop_warning_amendments_unwritten,
	'reasons-owed': m.workshop_warning_reasons_owed,
	'scenarios-none-yet': m.scenarios_warning_none,
	'suggestions-waiting': m.scenarios_warning_suggestions,
	'matrix-lines-missing': m.matrix_warning_lines_missing,
	'matrix-scenarios-missing': m.matrix_warning_scenarios_missing,
	'matrix-unscored': m.matrix_warning_unscored,
	'paper-without-scores': m.matrix_warning_paper,
	'scenarios-to-name': m.workshop_warning_scenarios_to_name,
	'vote-closes': ({ count }) => closingInWords({ missing: count, voted: Infinity, hides: null }),
	'vote-closes-empty': ({ count }) => closingInWords({ missing: count, voted: 0, hides: null }),
	'vote-closes-too-few': ({ count }) => closingInWords({ missing: count, voted: Infinity, hides: 'too-few' }),
	'vote-closes-few-own-hands': ({ count }) => closingInWords({ missing: count, voted: Infinity, hides: 'few-own-hands' }),
	'vote-stays-hidden': m.workshop_warning_vote_stays_hidden,
	'paper-without-card': m.workshop_warning_paper_without_card,
	'cards-not-reread': m.workshop_warning_cards_not_reread,
	'paper-without-dot': m.workshop_warning_paper_without_dot,
	'paper-without-ballot': m.workshop_warning_paper_without_ballot,
	'dots-not-shown': m.workshop_warning_dots_not_shown,
	'vote-counts-twice': m.workshop_warning_vote_counts_twice,
	'vote-not-held': m.workshop_warning_vote_not_held,
	'consent-not-begun': m.workshop_warning_consent_not_begun,
	'consent-parties-silent': m.workshop_warning_consent_parties_silent,
	'consent-not-noted': m.workshop_warning_consent_not_noted,
	'objections-not-lifted': m.workshop_warning_objections_not_lifted,
	'sketch-without-scenario': m.workshop_warning_sketch_without_scenario,
	'sketch-not-written': m.workshop_warning_sketch_not_written,
	'sketch-frozen-on-leaving': m.workshop_warning_sketch_frozen_on_leaving,
	'needs-unserved': m.workshop_warning_needs_unserved,
	'closing-not-written': m.workshop_warning_closing_not_written,
	'closing-words-missing': m.workshop_warning_closing_words_missing
};

/** What changing step does for good, or leaves undone. */
export const warningInWords = ({ warning, count }: Pick<Warning, 'warning' | 'count'>): string => warnings[warning]?.({ count }) ?? warning;

/** What an effect of a step acts on, in words, for « Dévoile : … ». */
export const nameOfThing = (what: string): string => things[what]?.() ?? what;
