// The roles: one chooses, another draws, a third plays their own; then one sentence.
import type { RolesOnDesk, RolesOnHand } from '../../../workshop/rules/steps/roles.ts';
import { chance, pick } from '../chance.ts';
import { doing, isDue, isOneOf, type StepBehaviour } from '../behaviour.ts';
import { roleSentences } from '../words.ts';

export const roles: StepBehaviour<RolesOnHand, RolesOnDesk> = {
	hand({ isLocked, isPlayer, mine, deck }, me, moment) {
		if (isLocked || !isPlayer) return null;
		if (mine) {
			const says = mine.sentence === '' && me.temperament !== 'silent' && isOneOf(me, moment, 'sentence', 70);
			return says && isDue(me, moment, 'sentence', [0.4, 0.8]) ? doing('say', { sentence: pick(roleSentences, moment.seed, me.nth, 'sentence') }) : null;
		}
		if (!isDue(me, moment, 'role', [0.1, 0.6])) return null;
		if (me.capacity === 'elected-official' && isOneOf(me, moment, 'own role', 50)) return doing('play-own');
		const free = deck.filter(({ players, isAbsent }) => players === 0 && !isAbsent);
		if (deck.length === 0) return doing('play-own');
		if (free.length === 0 || isOneOf(me, moment, 'draws', 30)) return doing('draw');
		const [liked] = free.toSorted((a, b) => chance(moment.seed, me.nth, 'role', b.code) - chance(moment.seed, me.nth, 'role', a.code));
		return doing('choose', { card: liked!.id });
	},

	lead({ isLocked, roles: deck, absentVoiceId, seats, taken }, { share }) {
		if (isLocked) return null;
		if (absentVoiceId === null && share >= 0.5 && deck.some(({ isAbsent }) => isAbsent)) return doing('draw-absent-voice');
		if (taken < seats && share >= 0.8 && deck.length > 0) return doing('draw-for-all');
		return share >= 0.9 ? doing('lock') : null;
	}
};
