// The registry of investment modes, in the order in which they are explained.
import * as v from 'valibot';
import type { Outcome } from '../../../outcomes/rules/outcome.ts';
import { commons } from './commons.ts';
import type { CockpitModeId } from './ids.ts';
import type { Fields, Finding, Flow, LineFacts, ModeRefusal, ModeRule } from './mode.ts';
import { other } from './other.ts';
import { purchase } from './purchase.ts';
import { research } from './research.ts';
import { subsidy } from './subsidy.ts';
import { training } from './training.ts';

export const modes = { purchase, research, subsidy, commons, training, other } satisfies Record<CockpitModeId, unknown>;

export type AnswersOf<Mode extends CockpitModeId> = v.InferOutput<(typeof modes)[Mode]['answers']>;
export type PartsOf<Mode extends CockpitModeId> = v.InferOutput<(typeof modes)[Mode]['parts']>;
/** What is stored as jsonb beside its mode: opaque but for the mode's own file. */
export type Answers = { readonly version: number };
export type Parts = { readonly version: number };

// each mode reads its own shape back: joined here alone
const ruleOf = (mode: CockpitModeId) => modes[mode] as unknown as ModeRule<Answers, Parts>;

/** The mode's own shape, checked; what does not fit is a fault of ours, never of somebody who types. */
export const answersOf = (mode: CockpitModeId, stored: unknown): Answers => v.parse(ruleOf(mode).answers, stored);
export const partsOf = (mode: CockpitModeId, stored: unknown): Parts => v.parse(ruleOf(mode).parts, stored);
export const noAnswers = (mode: CockpitModeId): Answers => ruleOf(mode).noAnswers;
export const noParts = (mode: CockpitModeId): Parts => ruleOf(mode).noParts;
export const readAnswers = (mode: CockpitModeId, fields: Fields): Outcome<Answers, ModeRefusal> => ruleOf(mode).readAnswers(fields);
export const readParts = (mode: CockpitModeId, fields: Fields): Outcome<Parts, ModeRefusal> => ruleOf(mode).readParts(fields);
export const checksOf = (mode: CockpitModeId, answers: Answers, line: LineFacts): readonly Finding[] => ruleOf(mode).checks(answers, line);
export const amountOf = (mode: CockpitModeId, parts: Parts): number | null => ruleOf(mode).amountOf(parts);
export const coherenceOf = (mode: CockpitModeId, parts: Parts): readonly Finding[] => ruleOf(mode).coherence(parts);
export const flowsOf = (mode: CockpitModeId, parts: Parts, firstYear: number): readonly Flow[] | null => ruleOf(mode).flows(parts, firstYear);

/** Answers with what is followed one by one since: lots and hypotheses that were written on the line answer for the question about them (CO36). */
export function answersWith(mode: CockpitModeId, answers: Answers, followed: { readonly lots: number; readonly hypotheses: readonly string[] }): Answers {
	if (mode === 'purchase' && followed.lots > 0) return { ...answers, lots: followed.lots } as Answers;
	if (mode === 'research' && followed.hypotheses.length > 0) return { ...answers, hypotheses: followed.hypotheses } as Answers;
	return answers;
}

/** What the mode's form in the cockpit leaves as a strategy said it. */
export const followedOf = (mode: CockpitModeId, parts: Parts): Readonly<Record<string, unknown>> =>
	Object.fromEntries(Object.entries(parts).filter(([name]) => (ruleOf(mode).followed as readonly string[] | undefined)?.includes(name)));
