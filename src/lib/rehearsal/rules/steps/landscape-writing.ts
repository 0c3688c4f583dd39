// Silent writing: a few cards each, in the zones that somebody has something to say about.
import { zones } from '../../../workshop/rules/landscape.ts';
import type { LandscapeWritingOnDesk, LandscapeWritingOnHand } from '../../../workshop/rules/steps/landscape-writing.ts';
import { chance } from '../chance.ts';
import { doing, isDue, type StepBehaviour } from '../behaviour.ts';
import type { Person } from '../people.ts';
import { cardWords, hurtfulCard } from '../words.ts';

/** How many cards somebody has in them: four at most (MO2). */
function cardsOf(me: Person, seed: string): number {
	const spread = chance(seed, me.nth, 'cards');
	if (me.temperament === 'silent') return spread < 0.6 ? 0 : 1;
	if (me.temperament === 'wordy') return 4;
	return me.temperament === 'slow' || me.temperament === 'on-paper' ? 1 + Math.floor(spread * 2) : 2 + Math.floor(spread * 2);
}

/** Half of what is said is needs. */
function zoneOf(me: Person, seed: string, nth: number) {
	const drawn = chance(seed, me.nth, 'zone', nth);
	return drawn < 0.45 ? zones[0] : drawn < 0.65 ? zones[1] : drawn < 0.82 ? zones[2] : zones[3];
}

export const landscapeWriting: StepBehaviour<LandscapeWritingOnHand, LandscapeWritingOnDesk> = {
	hand({ isOpen, mine, cardsLeft }, me, moment, asked) {
		if (!isOpen || cardsLeft === 0) return null;
		if (asked === 'hurtful-words') return doing('write', { zone: 'constraints', text: hurtfulCard });
		const nth = mine.length;
		if (nth >= cardsOf(me, moment.seed) || !isDue(me, moment, `card ${nth}`, [0.05 + 0.2 * nth, 0.5 + 0.12 * nth])) return null;
		const zone = zoneOf(me, moment.seed, nth);
		return doing('write', { zone, text: cardWords(moment.seed, me, zone, nth, moment.subject) });
	}
};
