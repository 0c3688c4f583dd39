// What the field says: four materials one after the other, the sound begun, and what each makes people say.
import { chosenAtMost, reactions } from '../../../workshop/rules/field.ts';
import type { FieldOnDesk, FieldOnHand } from '../../../workshop/rules/steps/field.ts';
import { chance, pick } from '../chance.ts';
import { doing, isOneOf, type StepBehaviour } from '../behaviour.ts';
import { fieldNotes } from '../words.ts';

const places = ['first', 'second', 'third', 'fourth'] as const;

/** While the first shares go by the materials are shown, each as long as the others. */
const shownUntil = 0.96;

export const field: StepBehaviour<FieldOnHand, FieldOnDesk> = {
	hand({ isHere, material, mine, chosen }, me, moment) {
		if (!isHere || !material || mine[material.id]) return null;
		if (!isOneOf(me, moment, `reacts ${material.code}`, me.temperament === 'silent' ? 25 : 70)) return null;
		const { seed, share } = moment;
		// each looks a while first: until so far in the time that this one was meant to have, or a little later where the room goes at another pace
		const place = chosen.findIndex(({ id }) => id === material.id);
		const meant = (shownUntil / Math.max(1, chosen.length)) * (place + 0.2 + 0.6 * chance(seed, me.nth, material.code, 'looks'));
		if (share < meant && chance(seed, me.nth, material.code, Math.floor(share * 100), 'looks') > 0.12) return null;
		const reaction = pick(reactions, seed, me.nth, material.code, 'reaction');
		const says = me.temperament === 'wordy' || isOneOf(me, moment, `notes ${material.code}`, 30);
		return doing('react', { material: material.id, reaction, note: says ? pick(fieldNotes[reaction], seed, me.nth, material.code, 'note') : '' });
	},

	lead({ chosen, ready, material, playing }, { share }) {
		if (chosen.length === 0) return ready.length === 0 ? null : doing('choose', Object.fromEntries(ready.slice(0, chosenAtMost).map(({ id }, place) => [places[place]!, id])));
		const now = chosen[Math.floor((share / shownUntil) * chosen.length)];
		// the last one stays until the room leaves
		if (now && now.id !== material?.id) return doing('show', { material: now.id });
		return (material?.kind === 'sound' || material?.kind === 'video') && material.file && playing.does === 'pause' && playing.restarts === 0 ? doing('play', { does: 'restart' }) : null;
	}
};
