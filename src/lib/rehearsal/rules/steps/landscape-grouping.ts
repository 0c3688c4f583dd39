// The revealed cards: who brings the text and who holds the pen each bring two cards together, in a zone where nobody has yet; the others talk.
import { zones } from '../../../workshop/rules/landscape.ts';
import type { LandscapeGroupingOnDesk, LandscapeGroupingOnHand } from '../../../workshop/rules/steps/landscape-grouping.ts';
import { doing, isDue, type StepBehaviour } from '../behaviour.ts';
import { penHolder } from '../people.ts';
import { groupNames } from '../words.ts';

/** How many words two cards share: those of five letters and more. */
function shared(one: string, other: string): number {
	const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}{5,}/gu) ?? []);
	const words = wordsOf(one);
	return [...wordsOf(other)].filter((word) => words.has(word)).length;
}

export const landscapeGrouping: StepBehaviour<LandscapeGroupingOnHand, LandscapeGroupingOnDesk> = {
	hand({ isOpen, cards, groups, frozenZones }, me, moment) {
		if (!isOpen || me.nth > penHolder || !isDue(me, moment, 'group', [0.15, 0.6])) return null;
		const own = zones[me.nth]!;
		if (frozenZones.includes(own) || groups.some(({ zone }) => zone === own)) return null;
		const alone = cards.filter(({ zone, group }) => zone === own && group === null);
		const pairs = alone.flatMap((one, place) => alone.slice(place + 1).map((other) => ({ ids: [one.id, other.id], alike: shared(one.text, other.text) })));
		const best = pairs.reduce<(typeof pairs)[number] | undefined>((found, pair) => (found && found.alike >= pair.alike ? found : pair), undefined);
		return best ? doing('group', { cards: best.ids.join(' '), title: groupNames[own] }) : null;
	}
};
