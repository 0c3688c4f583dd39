import { m } from '#lib/words/messages.js';
import type { AmendmentState } from '../rules/amendments.ts';
import type { TurnPhase } from '../rules/turn.ts';

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
