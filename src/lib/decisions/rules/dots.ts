// Decides how dots are put and taken back, what may be seen of them before the close, and how they rank what they stand on.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export const dotsEach = 5;

/** One dot of one hand: `slot` is 1 to `dotsEach`. */
export interface Dot {
	readonly slot: number;
	readonly target: string;
}

/** A dot of the whole room. */
export interface PlacedDot {
	readonly voter: string;
	readonly target: string;
}

export type DotsRefusal = 'dots-closed' | 'no-dot-left' | 'no-dot-there' | 'nothing-to-dot' | 'no-dots-for-you';

export interface DotRound {
	readonly isOpen: boolean;
	/** the ids that may bear a dot */
	readonly targets: ReadonlySet<string>;
	/** the ids of those who have dots */
	readonly roll: ReadonlySet<string>;
}

/**
 * The slot that the next dot of this hand takes, 1 to `dotsEach` (DE40, DE41).
 * Refuses once closed, for whoever is not on the roll, on what is not there, and beyond five dots.
 * Source: déroulé 4.1, étape 6.
 */
export function placeDot(
	round: DotRound,
	voter: string,
	mine: readonly Dot[],
	target: string
): Outcome<Dot, Exclude<DotsRefusal, 'no-dot-there'>> {
	if (!round.isOpen) return refused('dots-closed'); // DE42
	if (!round.roll.has(voter)) return refused('no-dots-for-you'); // DE44
	if (!round.targets.has(target)) return refused('nothing-to-dot');
	const taken = new Set(mine.map((dot) => dot.slot));
	for (let slot = 1; slot <= dotsEach; slot += 1) if (!taken.has(slot)) return accepted({ slot, target });
	return refused('no-dot-left');
}

/**
 * The dot of this hand that leaves the target: the one of the highest slot (DE42).
 * Refuses once closed, and where this hand has no dot. A target that has gone still gives its dots back.
 */
export function takeDotBack(
	round: Pick<DotRound, 'isOpen'>,
	mine: readonly Dot[],
	target: string
): Outcome<Dot, 'dots-closed' | 'no-dot-there'> {
	if (!round.isOpen) return refused('dots-closed');
	const [last] = mine.filter((dot) => dot.target === target).sort((a, b) => b.slot - a.slot);
	return last ? accepted(last) : refused('no-dot-there');
}

export interface RankedTarget {
	readonly target: string;
	readonly dots: number;
	/** 1 is first; equals share a rank and the next one skips: 1, 2, 2, 4 */
	readonly rank: number;
}

/** What a closed round says; stored with it, so that nothing that happens to a seat afterwards changes it. */
export interface DotResult {
	readonly version: 1;
	readonly ranked: readonly RankedTarget[];
	/** how many hands had put at least one dot */
	readonly placed: number;
	readonly eligible: number;
}

/** Counts the dots of those on the roll, most dots first (DE43, DE44). A seat merged or expelled before the close is no longer on the roll. */
export function countDots(dots: readonly PlacedDot[], roll: ReadonlySet<string>): DotResult {
	const counted = dots.filter((dot) => roll.has(dot.voter));
	const byTarget = new Map<string, number>();
	for (const { target } of counted) byTarget.set(target, (byTarget.get(target) ?? 0) + 1);
	const sorted = [...byTarget].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
	return {
		version: 1,
		ranked: sorted.map(([target, count]) => ({
			target,
			dots: count,
			rank: 1 + sorted.filter(([, other]) => other > count).length
		})),
		placed: new Set(counted.map((dot) => dot.voter)).size,
		eligible: roll.size
	};
}

export type VisibleDots =
	| { readonly isOpen: true; readonly placed: number; readonly eligible: number }
	| { readonly isOpen: false; readonly placed: number; readonly eligible: number; readonly ranked: readonly RankedTarget[] };

/** What any screen may know: before the close how many have put a dot, not one figure more (DE43). Source: demande 12. */
export function visibleDots(dots: readonly PlacedDot[], roll: ReadonlySet<string>, result: DotResult | null): VisibleDots {
	if (result) return { isOpen: false, placed: result.placed, eligible: result.eligible, ranked: result.ranked };
	const { placed, eligible } = countDots(dots, roll);
	return { isOpen: true, placed, eligible };
}
