import { m } from '#lib/words/messages.js';
import type { ObjectionState, Phase, Says } from '../../decisions/rules/consent.ts';
import type { Standing } from '../rules/steps/consent.ts';

export const phaseName = {
	presentation: () => m.choosing_consent_phase_presentation(),
	clarification: () => m.choosing_consent_phase_clarification(),
	reactions: () => m.choosing_consent_phase_reactions(),
	amendment: () => m.choosing_consent_phase_amendment(),
	objections: () => m.choosing_consent_phase_objections(),
	integration: () => m.choosing_consent_phase_integration(),
	celebration: () => m.choosing_consent_phase_celebration()
} satisfies Record<Phase, () => string>;

export const phaseAsks = {
	presentation: () => m.choosing_consent_say_presentation(),
	clarification: () => m.choosing_consent_say_clarification(),
	reactions: () => m.choosing_consent_say_reactions(),
	amendment: () => m.choosing_consent_say_amendment(),
	objections: () => m.choosing_consent_say_objections(),
	integration: () => m.choosing_consent_say_integration(),
	celebration: () => m.choosing_consent_say_celebration()
} satisfies Record<Phase, () => string>;

export const objectionState = {
	raised: () => m.choosing_consent_state_raised(),
	'taken-up': () => m.choosing_consent_state_taken_up(),
	integrated: () => m.choosing_consent_state_integrated(),
	lifted: () => m.choosing_consent_state_lifted(),
	withdrawn: () => m.choosing_consent_state_withdrawn(),
	'on-record': () => m.choosing_consent_state_on_record()
} satisfies Record<ObjectionState, () => string>;

const says = {
	consent: () => m.choosing_consent_desk_says_consent(),
	objection: () => m.choosing_consent_desk_says_objection(),
	excused: () => m.choosing_consent_desk_says_excused()
} satisfies Record<Says, () => string>;

/** « Le scénario arrivé en tête : … », only where the published result says so (MO44). */
export const subjectInWords = ({ code, name, standing }: { readonly code: string; readonly name: string; readonly standing: Standing }): string =>
	standing === 'first' ? m.choosing_consent_on_first({ code, name }) : m.choosing_consent_on({ code, name });

export const saysInWords = (said: Says | null): string => (said ? says[said]() : m.choosing_consent_desk_says_nothing());
