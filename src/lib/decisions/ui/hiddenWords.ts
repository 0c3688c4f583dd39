import { m } from '#lib/words/messages.js';
import type { HiddenBecause } from '../rules/tally.ts';

/** Why a result is not published. */
export const whyHidden = {
	'too-few': () => m.decisions_result_hidden_few(),
	'few-own-hands': () => m.decisions_result_hidden_typed()
} satisfies Record<HiddenBecause, () => string>;
