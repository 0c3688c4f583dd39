import { m } from '#lib/words/messages.js';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type * as casting from '../server/casting.ts';
import { inWords, type Answer } from './choosingAnswers.ts';

type OfCasting = ReasonOf<(typeof casting)[keyof Pick<typeof casting, 'choose' | 'draw' | 'playOwn' | 'say' | 'giveBack' | 'assign' | 'drawForAll' | 'free' | 'lock' | 'unlock' | 'drawAbsentVoice'>]>;
/** The room has words for it. */
type OfRoom = 'gathering-closed';

/** What may be refused in the step of the roles, at the hand and at the desk. */
export const refusals = {
	'roles-not-yet': () => m.roles_refused_roles_not_yet(),
	'casting-locked': () => m.roles_refused_casting_locked(),
	'role-unknown': () => m.roles_refused_role_unknown(),
	'role-not-taken': () => m.roles_refused_role_not_taken(),
	'role-sentence-too-long': () => m.roles_refused_role_sentence_too_long(),
	'seat-needed': () => m.roles_refused_seat_needed(),
	'seat-not-a-player': () => m.roles_refused_seat_not_a_player(),
	'deck-empty': () => m.roles_refused_deck_empty(),
	'everybody-has-role': () => m.roles_refused_everybody_has_role(),
	'absent-role-none': () => m.roles_refused_absent_role_none()
} satisfies Record<Exclude<OfCasting, OfRoom>, () => string>;

/** The sentence for what was refused: this step's own, else the room's; undefined when nothing was. */
export const sentenceFor = (answer: Answer | null | undefined) => inWords(answer, refusals);
