// What the buyer makes of the observations once the room is over, and when it may be read in public.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { readDay } from './campaign.ts';
import { isBlank, tidyChoice } from './choice.ts';

export const takenIntoAccount = ['yes', 'partly', 'no'] as const;
export type TakenIntoAccount = (typeof takenIntoAccount)[number];

/** In characters as people count them. */
export const outcomeLimits = { synthesis: 4_000, why: 2_000 } as const;

export interface Synthesis {
	readonly synthesis: string;
	readonly taken: TakenIntoAccount;
	readonly why: string;
}
export type SynthesisRefusal = 'synthesis-missing' | 'synthesis-too-long' | 'synthesis-taken-missing' | 'synthesis-why-missing' | 'synthesis-why-too-long';

/** The buyer's synthesis as typed: what was observed, whether it was taken into account, how or why not (JU153). */
export function readSynthesis(typed: Readonly<Record<string, string | undefined>>): Outcome<Synthesis, SynthesisRefusal> {
	const synthesis = tidyChoice(typed.synthesis);
	if (isBlank(synthesis)) return refused('synthesis-missing');
	if ([...synthesis].length > outcomeLimits.synthesis) return refused('synthesis-too-long');
	const taken = takenIntoAccount.find((one) => one === typed.taken);
	if (!taken) return refused('synthesis-taken-missing');
	const why = tidyChoice(typed.why);
	if (isBlank(why)) return refused('synthesis-why-missing');
	return [...why].length > outcomeLimits.why ? refused('synthesis-why-too-long') : accepted({ synthesis, taken, why });
}

export type PublishRefusal = 'award-unreadable' | 'award-not-past' | 'synthesis-first';

/**
 * Whether the synthesis may be read in public (JU154): it is written, and the day of the award (ISO, as typed) has passed on this day of the authority. Before it, what was said
 * of an offer is nobody's to tell. Source: CCP L2132-1.
 */
export function readPublication(typed: string | undefined, today: string, synthesis: string | null): Outcome<string, PublishRefusal> {
	if (synthesis === null) return refused('synthesis-first');
	const awardedOn = readDay(typed ?? '');
	if (!awardedOn) return refused('award-unreadable');
	return awardedOn < today ? accepted(awardedOn) : refused('award-not-past');
}
