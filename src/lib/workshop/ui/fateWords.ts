import { m } from '#lib/words/messages.js';
import type { AmendmentState } from '../rules/amendments.ts';
import type { TurnPhase } from '../rules/turn.ts';

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
