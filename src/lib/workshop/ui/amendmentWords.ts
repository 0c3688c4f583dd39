import { m } from '#lib/words/messages.js';
import { capacityWords } from '../../gatherings/ui/wordings.ts';
import type { Capacity } from '../../projects/rules/capacities.ts';
import type { AmendmentState, AmendmentType, ExpectedEffect } from '../rules/amendments.ts';
import type { RoleShown } from '../rules/steps/amendments.ts';
import type { TurnPhase } from '../rules/turn.ts';

export const typeName = {
	add: () => m.amending_type_add(),
	replace: () => m.amending_type_replace(),
	remove: () => m.amending_type_remove(),
	condition: () => m.amending_type_condition(),
	split: () => m.amending_type_split()
} satisfies Record<AmendmentType, () => string>;

export const typeHint = {
	add: () => m.amending_type_add_hint(),
	replace: () => m.amending_type_replace_hint(),
	remove: () => m.amending_type_remove_hint(),
	condition: () => m.amending_type_condition_hint(),
	split: () => m.amending_type_split_hint()
} satisfies Record<AmendmentType, () => string>;

interface Fate {
	readonly state: AmendmentState;
	readonly resultingVersion: number | null;
	readonly scenario: string | null;
	readonly isScenarioWritten: boolean;
}

const fates = {
	private: () => m.amending_state_private(),
	proposed: () => m.amending_state_proposed(),
	clarified: () => m.amending_state_clarified(),
	taken: () => m.amending_state_taken(),
	otherwise: () => m.amending_state_otherwise(),
	integrated: ({ resultingVersion }) => m.amending_state_integrated({ version: `v${resultingVersion}` }),
	'integrated-otherwise': ({ resultingVersion }) => m.amending_state_integrated_otherwise({ version: `v${resultingVersion}` }),
	'moved-to-scenario': ({ scenario, isScenarioWritten }) => (isScenarioWritten ? m.amending_state_moved : m.amending_state_moved_to_write)({ scenario: scenario ?? '' }),
	parked: () => m.amending_state_parked(),
	withdrawn: () => m.amending_state_withdrawn(),
	'not-kept': () => m.amending_state_not_kept()
} satisfies Record<AmendmentState, (fate: Fate) => string>;

/** What became of an amendment, in words. */
export const fateInWords = (fate: Fate): string => fates[fate.state](fate);

export const toneOf = (state: AmendmentState): 'plain' | 'action' | 'light' | 'success' | 'warning' =>
	state === 'integrated' || state === 'integrated-otherwise'
		? 'success'
		: state === 'moved-to-scenario'
			? 'action'
			: state === 'taken' || state === 'otherwise'
				? 'light'
				: state === 'parked' || state === 'not-kept'
					? 'warning'
					: 'plain';

/** Whoever plays no card speaks in the capacity in which they sit here. */
export const roleInWords = ({ role, capacity }: { readonly role: RoleShown | null; readonly capacity?: Capacity | null }): string =>
	role ? m.amending_role(role) : capacity ? m.amending_own_role_of({ capacity: capacityWords[capacity].name() }) : m.amending_own_role();

export const senseInWords = (kind: 'impact' | 'risk', sense: ExpectedEffect['sense']): string =>
	kind === 'impact'
		? sense === 'better'
			? m.amending_effect_better_impact()
			: m.amending_effect_worse_impact()
		: sense === 'better'
			? m.amending_effect_better_risk()
			: m.amending_effect_worse_risk();

export const phaseInWords = {
	silence: () => m.amending_phase_silence(),
	turn: () => m.amending_phase_turn(),
	rest: () => m.amending_phase_rest()
} satisfies Record<TurnPhase, () => string>;

/** « 2 min 30 » */
export const timeInWords = (seconds: number): string => {
	const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
	return minutes === 0 ? `${rest} s` : rest === 0 ? `${minutes} min` : `${minutes} min ${String(rest).padStart(2, '0')}`;
};

/** The beginning of a passage, to name it in a list. */
export const beginningOf = (text: string, atMost = 70): string => {
	const plain = text.replaceAll('**', '').replace(/\s+/g, ' ');
	return [...plain].length <= atMost ? plain : `${[...plain].slice(0, atMost - 1).join('')}…`;
};
