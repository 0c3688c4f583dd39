// The closing: where the proposal goes, the next dates, one word each.
import type { ClosingOnDesk, ClosingOnHand } from '../../../workshop/rules/steps/closing.ts';
import { chance, pick } from '../chance.ts';
import { doing, isDue, type StepBehaviour } from '../behaviour.ts';
import { closingBody, closingDates, closingWords } from '../words.ts';

/** So many days after an ISO day. */
export const dayAfter = (today: string, days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

export const closing: StepBehaviour<ClosingOnHand, ClosingOnDesk> = {
	hand({ usefulness, isJuror }, me, moment) {
		if (usefulness !== null || !isDue(me, moment, 'word', [0.3, 0.9])) return null;
		const useful = chance(moment.seed, me.nth, 'useful');
		return doing('leave', {
			usefulness: useful < 0.1 ? '3' : useful < 0.5 ? '4' : '5',
			word: me.temperament === 'silent' ? '' : pick(closingWords, moment.seed, me.nth, 'word'),
			hours: isJuror ? '3 h 30' : ''
		});
	},

	lead({ closing: written }, { share, today }) {
		if (written || share < 0.2) return null;
		const dates = closingDates.flatMap(({ inDays, what }, place) => [[`on${place + 1}`, dayAfter(today, inDays)] as const, [`what${place + 1}`, what] as const]);
		return doing('write-closing', { body: closingBody, bodyOn: dayAfter(today, 30), ...Object.fromEntries(dates) });
	}
};
