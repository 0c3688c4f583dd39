import { m } from '#lib/words/messages.js';
import { inWords, type Answer } from '../../workshop/ui/choosingAnswers.ts';

/** What may be refused in the steps of a sitting, to a hand or at the desk. */
const refusals: Readonly<Record<string, () => string>> = {
	'seat-needed': m.sitting_refused_seat_needed,
	'step-aside-alone': m.sitting_refused_step_aside_alone,
	'not-of-the-jury': m.sitting_refused_not_of_the_jury,
	'step-aside-not-confirmed': m.sitting_refused_step_aside_not_confirmed,
	'training-first': m.sitting_refused_training_first,
	'session-unknown': m.sitting_refused_session_unknown,
	'entry-unreadable': m.sitting_refused_entry_unreadable,
	'sitting-unknown': m.sitting_refused_sitting_unknown,
	'state-of-play-being-read': m.sitting_refused_state_of_play_being_read,
	'state-of-play-not-frozen': m.sitting_refused_state_of_play_not_frozen,
	'figure-unknown': m.sitting_refused_figure_unknown,
	'comment-not-yours': m.sitting_refused_comment_not_yours,
	'request-unknown': m.sitting_refused_request_unknown,
	'motive-not-yours': m.sitting_refused_motive_not_yours,
	'line-unknown': m.sitting_refused_line_unknown,
	'gate-holder-plays-none': m.sitting_refused_gate_holder_plays_none,
	'observer-plays-none': m.sitting_refused_observer_plays_none,
	'round-not-open': m.simulation_refused_round_not_open,
	'unforeseen-not-drawn': m.simulation_refused_unforeseen_not_drawn,
	'unforeseen-answered': m.simulation_refused_unforeseen_answered,
	'weeks-unreadable': m.simulation_refused_weeks_unreadable,
	'euros-unreadable': m.simulation_refused_euros_unreadable,
	'people-unreadable': m.simulation_refused_people_unreadable
};

/** The sentence for what was refused: the sitting's own, else the room's; undefined when nothing was. */
export const sentenceFor = (answer: Answer | null | undefined): string | undefined =>
	inWords(answer, refusals);

/** The sentence of the sitting alone; undefined where another part of the screen has its own words. */
export const ownSentence = (answer: Answer | null | undefined): string | undefined =>
	answer?.refusal && Object.hasOwn(refusals, answer.refusal) ? refusals[answer.refusal]!() : undefined;
