// The economic operators that a project hides until its contract is awarded, and that award.
import { isDay } from '../../decisions/rules/consent.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { lengthOf } from '../../texts/rules/editing.ts';
import { canBeHidden, type Operator } from './masking.ts';
import { asLine } from './notes.ts';

export const operatorLimit = 120;
export const variantsAtMost = 20;

export type OperatorRefusal = 'operator-missing' | 'operator-too-short' | 'operator-too-long' | 'operator-variants-too-many';

/** A name and its variants, one a line, without repetition (SO22). A name of one letter would hide every initial. */
export function readOperator(typed: { readonly name: string; readonly variants: string }): Outcome<Operator, OperatorRefusal> {
	const name = asLine(typed.name);
	if (name === '') return refused('operator-missing');
	const variants = [...new Set(typed.variants.slice(0, 20_000).split(/\r\n?|\n/).map(asLine))].filter((one) => one !== '' && one !== name);
	if (![name, ...variants].every(canBeHidden)) return refused('operator-too-short');
	if ([name, ...variants].some((one) => lengthOf(one) > operatorLimit)) return refused('operator-too-long');
	return variants.length > variantsAtMost ? refused('operator-variants-too-many') : accepted({ name, variants });
}

export type AwardRefusal = 'award-day-missing' | 'award-in-the-future';

/** The day on which the contract was awarded: names are hidden until it is said, and no announcement lifts the veil ahead (SO23). */
export function readAward(on: string, today: string): Outcome<string, AwardRefusal> {
	const day = on.trim();
	if (!isDay(day)) return refused('award-day-missing');
	return day > today ? refused('award-in-the-future') : accepted(day);
}
