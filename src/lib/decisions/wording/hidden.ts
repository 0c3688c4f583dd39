// Why the result of a vote is not published, in words: the same on the screens and in the record.
import { m } from '../../words/messages.js';
import type { HiddenBecause } from '../rules/tally.ts';

export const whyHidden = {
	'too-few': () => m.decisions_result_hidden_few(),
	'few-own-hands': () => m.decisions_result_hidden_typed()
} satisfies Record<HiddenBecause, () => string>;
