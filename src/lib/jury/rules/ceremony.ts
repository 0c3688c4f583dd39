// The course of a public draw: computed, sealed, given its seed before witnesses, drawn. Or given up, and said so.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { tidyLine } from './campaign.ts';

/** `computing` the lottery · `interrupted` while computing, nobody's doing · `ready` to be sealed · `impossible` as the quotas stand · `sealed` · `drawn` · `aborted` */
export type SortitionState = 'computing' | 'interrupted' | 'ready' | 'impossible' | 'sealed' | 'drawn' | 'aborted';

/** Dice thrown or lottery figures read before witnesses; words said by the room. */
export const seedMethods = ['dice', 'lottery', 'words'] as const;
type SaidMethod = (typeof seedMethods)[number];
/** `beacon`: a public value announced beforehand, which needs no witness. */
export type SeedMethod = SaidMethod | 'beacon';

/** What people's chances look like, from 0 to 1. */
export interface Spread {
	readonly lowest: number;
	readonly highest: number;
	readonly gini: number;
	readonly geometricMean: number;
	/** how many are sure to be drawn */
	readonly certain: number;
}
export interface SortitionFigures {
	readonly version: 1;
	readonly people: number;
	readonly seats: number;
	readonly panels: number;
	/** seconds that the computation took */
	readonly seconds: number;
	/** no other lottery is fairer; false when it was stopped before */
	readonly isProven: boolean;
	readonly fair: Spread;
	/** what a plain stratified draw would have given; null where it found no panel */
	readonly plain: Spread | null;
	/** how many people have which chance, from the lowest on */
	readonly chances: readonly { readonly chance: number; readonly people: number }[];
}

export const seedLimit = 200;
export const witnessesLimit = 600;

export interface Seed {
	readonly method: SaidMethod;
	readonly text: string;
	readonly witnesses: string;
}
export type SeedRefusal = 'seed-method-unknown' | 'seed-missing' | 'seed-too-short' | 'seed-too-long' | 'seed-dice-unreadable' | 'witnesses-missing' | 'witnesses-too-long';

/** Dice are figures from 1 to 6, three at least; lottery figures two at least; words are any. */
const readings: Readonly<Record<SaidMethod, RegExp>> = { dice: /^[1-6](?:[\s\-/,.]*[1-6]){2,}$/, lottery: /^\d+(?:[\s\-/,.]+\d+)+$/, words: /\S{3}/ };

/** A seed as it was said, with how and before whom. Source: JUR-3. Refuses no method, what is not of it, and no witness. */
export function readSeed(typed: { readonly method: string; readonly text: string; readonly witnesses: string }): Outcome<Seed, SeedRefusal> {
	const method = seedMethods.find((one) => one === typed.method);
	if (!method) return refused('seed-method-unknown');
	const text = tidyLine(typed.text);
	if (text === '') return refused('seed-missing');
	if ([...text].length > seedLimit) return refused('seed-too-long');
	if (!readings[method].test(text)) return refused(method === 'words' ? 'seed-too-short' : 'seed-dice-unreadable');
	const witnesses = tidyLine(typed.witnesses);
	if (witnesses === '') return refused('witnesses-missing');
	return [...witnesses].length > witnessesLimit ? refused('witnesses-too-long') : accepted({ method, text, witnesses });
}

export const reasonLimit = 300;
export function readWhy(typed: string): Outcome<string, 'abort-why-missing' | 'abort-why-too-long'> {
	const why = tidyLine(typed);
	if (why === '') return refused('abort-why-missing');
	return [...why].length > reasonLimit ? refused('abort-why-too-long') : accepted(why);
}

/** What may be done in each state. */
export const may: Readonly<Record<'seal' | 'announce' | 'draw' | 'abort', readonly SortitionState[]>> = { seal: ['ready'], announce: ['sealed'], draw: ['sealed'], abort: ['computing', 'ready', 'impossible', 'sealed'] };
/** States after which another attempt may begin. */
export const isBehind = (state: SortitionState): boolean => state === 'aborted' || state === 'impossible' || state === 'interrupted';
