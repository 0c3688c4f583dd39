// Decides whether cards of the landscape may be brought together under a name.
import { titleLimit, type BoardCard } from '../../boards/rules/cards.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { holdsUnseen } from '../../texts/rules/signs.ts';
import type { Zone } from './landscape.ts';

export interface GroupingAsked {
	/** ids of cards */
	readonly cards: readonly string[];
	readonly title: string;
}

export type GroupingRefusal = 'card-unknown' | 'text-too-long' | 'zone-frozen-already';

/** A group to be made, in the zone where its cards stand. */
export interface Grouping extends GroupingAsked {
	readonly zone: Zone;
}

/**
 * Judges two cards or more, each once, that stand on the board in one zone and in no group yet, and a name in one line of at most eighty characters (MO16).
 * Refuses cards that do not stand so, a name that is too long or bears signs that nobody sees, and a frozen zone (BO30).
 */
export function judgeGrouping(asked: GroupingAsked, on: { readonly cards: readonly BoardCard[]; readonly frozenZones: readonly string[] }): Outcome<Grouping, GroupingRefusal> {
	const title = asked.title.normalize('NFC').replace(/\s+/g, ' ').trim();
	if (title.length > titleLimit || holdsUnseen(title)) return refused('text-too-long');
	const ids = [...new Set(asked.cards)];
	const found = on.cards.filter(({ id }) => ids.includes(id));
	const [first] = found;
	if (!first || found.length < 2 || found.length < ids.length || found.some(({ zone, group }) => zone !== first.zone || group !== null)) return refused('card-unknown');
	if (on.frozenZones.includes(first.zone)) return refused('zone-frozen-already');
	return accepted({ cards: ids, title, zone: first.zone as Zone });
}
