// Five dots each: some cards please everybody, and everybody has a taste of their own.
import { dotsEach } from '../../../decisions/rules/dots.ts';
import type { LandscapeDotsOnDesk, LandscapeDotsOnHand } from '../../../workshop/rules/steps/landscape-dots.ts';
import { chance } from '../chance.ts';
import { doing, isDue, type StepBehaviour } from '../behaviour.ts';

export const landscapeDots: StepBehaviour<LandscapeDotsOnHand, LandscapeDotsOnDesk> = {
	hand({ isOpen, hasDots, dotsLeft, mine, zones }, me, moment) {
		if (!isOpen || !hasDots || dotsLeft === 0) return null;
		const nth = dotsEach - dotsLeft;
		if (me.temperament === 'silent' && nth >= 3) return null;
		if (!isDue(me, moment, 'dots', [0.05, 0.6])) return null;
		const cards = zones.flatMap(({ groups }) => groups.flatMap((group) => group.cards));
		const liking = (text: string) => chance(moment.seed, 'liked', text) * 0.6 + chance(moment.seed, me.nth, 'liked', text) * 0.4;
		const [best] = cards.filter(({ id }) => !mine[id]).sort((a, b) => liking(b.text) - liking(a.text) || (a.id < b.id ? -1 : 1));
		return best ? doing('place', { card: best.id }) : null;
	},

	lead: ({ isOpen, placed, eligible }, { share }) => (isOpen && eligible > 0 && ((placed >= eligible && share >= 0.5) || share >= 0.85) ? doing('show-result') : null)
};
