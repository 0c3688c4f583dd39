import { m } from '#lib/words/messages.js';
import type { DeckRefusal } from '../server/deck.ts';

/** What may be refused on the page of a project's deck. */
export const refusals = {
	'role-name-missing': () => m.roles_refused_role_name_missing(),
	'role-text-too-long': () => m.roles_refused_role_text_too_long(),
	'role-name-taken': () => m.roles_refused_role_name_taken(),
	'deck-full': () => m.roles_refused_deck_full(),
	'role-impacts-too-many': () => m.roles_refused_role_impacts_too_many(),
	'role-risks-too-many': () => m.roles_refused_role_risks_too_many(),
	'role-unknown': () => m.roles_refused_role_unknown(),
	'role-in-play': () => m.roles_refused_role_in_play(),
	'nothing-to-take': () => m.roles_refused_nothing_to_take(),
	'project-unknown': () => m.roles_refused_project_unknown()
} satisfies Record<DeckRefusal, () => string>;
