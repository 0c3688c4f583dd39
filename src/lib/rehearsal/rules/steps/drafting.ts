// What whoever carries the need says of the draft: which needs it answers, which it leaves and why, what the landscape changed.
import type { Capacity } from '../../../projects/rules/capacities.ts';
import type { DraftSeen } from '../../../workshop/rules/steps/retouch.ts';
import { chance, pick } from '../chance.ts';
import { doing, isDue, type Doing, type Moment } from '../behaviour.ts';
import type { Person } from '../people.ts';
import { changed, leftNeeds } from '../words.ts';

/** Nobody answers a hundred needs in a break. */
const needsLookedAt = 8;

/** The next thing to say of the draft; null when it is said, or not yet. */
export function retouchNext(draft: DraftSeen | null, me: Person & { readonly capacity: Capacity }, moment: Moment): Doing | null {
	if (!draft || draft.isSealed || me.capacity !== 'prescriber') return null;
	const looked = draft.needs.slice(0, needsLookedAt);
	const nth = looked.findIndex(({ stance }) => stance === 'open');
	const need = looked[nth];
	if (need) {
		if (!isDue(me, moment, `need ${nth}`, [0.05 + 0.06 * nth, 0.3 + 0.06 * nth])) return null;
		if (chance(moment.seed, 'need', need.text) < 0.62) return doing('answer-need', { need: need.id });
		return doing('leave-need', { need: need.id, reason: pick(leftNeeds, moment.seed, need.text, 'left') });
	}
	return draft.changed === '' && isDue(me, moment, 'changed', [0.3, 0.6]) ? doing('write-changed', { changed }) : null;
}
