import { m } from '#lib/words/messages.js';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type * as verbs from '../server/strategies.ts';
import { ofLine } from './refusals.ts';

type OfStrategy = {
	[Verb in keyof typeof verbs]: (typeof verbs)[Verb] extends (...args: never[]) => unknown ? ReasonOf<(typeof verbs)[Verb]> : never;
}[keyof typeof verbs];

/** What may be refused to the team. */
const refusals = {
	...ofLine,
	'date-unreadable': () => m.cockpit_refused_date_unreadable(),
	'funder-missing': () => m.cockpit_refused_funder_missing(),
	'strategy-not-begun': () => m.cockpit_refused_strategy_not_begun(),
	'strategy-drafted': () => m.cockpit_refused_strategy_drafted(),
	'strategy-not-shown': () => m.cockpit_refused_strategy_not_shown(),
	'reasons-owed': () => m.cockpit_refused_reasons_owed(),
	'reason-missing': () => m.cockpit_refused_reason_missing(),
	'change-unknown': () => m.cockpit_refused_change_unknown(),
	'sketch-not-frozen': () => m.cockpit_refused_sketch_not_frozen(),
	'sketch-empty': () => m.cockpit_refused_sketch_empty(),
	'act-unreadable': () => m.cockpit_refused_act_unreadable()
} satisfies Record<OfStrategy | 'sketch-not-frozen' | 'act-unreadable', () => string>;

/** The sentence for what was refused. */
export const sentenceFor = (refusal: string): string => (Object.hasOwn(refusals, refusal) ? refusals[refusal as keyof typeof refusals]() : m.cockpit_refused_act_unreadable());
