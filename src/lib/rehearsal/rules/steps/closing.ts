// The closing: where the proposal goes, the next dates, one word each, and a postcard to those of the year in which the contract ends.
import type { ClosingOnDesk, ClosingOnHand } from '../../../workshop/rules/steps/closing.ts';
import { chance, pick } from '../chance.ts';
import { doing, isDue, isOneOf, type StepBehaviour } from '../behaviour.ts';
import { closingBody, closingDates, closingWords, postcards } from '../words.ts';

/** Years that a contract lasts where nobody says its end. */
const usualYears = 4;

/** So many days after an ISO day. */
export const dayAfter = (today: string, days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

export const closing: StepBehaviour<ClosingOnHand, ClosingOnDesk> = {
	hand({ closing: written, usefulness, isJuror }, me, moment) {
		// a postcard is written once its year is said
		if (usefulness !== null || (!written && moment.share < 0.95) || !isDue(me, moment, 'word', [0.3, 0.9])) return null;
		const writes = Boolean(written?.year) && me.temperament !== 'silent' && isOneOf(me, moment, 'postcard', 40);
		const useful = chance(moment.seed, me.nth, 'useful');
		return doing('leave', {
			usefulness: useful < 0.1 ? '3' : useful < 0.5 ? '4' : '5',
			word: me.temperament === 'silent' ? '' : pick(closingWords, moment.seed, me.nth, 'word'),
			hours: isJuror ? '3 h 30' : '',
			postcard: writes ? pick(postcards, moment.seed, me.nth, 'postcard') : ''
		});
	},

	lead({ closing: written, likelyYear }, { share, today }) {
		if (written || share < 0.2) return null;
		const dates = closingDates.flatMap(({ inDays, what }, place) => [[`on${place + 1}`, dayAfter(today, inDays)] as const, [`what${place + 1}`, what] as const]);
		return doing('write-closing', { body: closingBody, bodyOn: dayAfter(today, 30), year: String(likelyYear ?? Number(today.slice(0, 4)) + usualYears), ...Object.fromEntries(dates) });
	}
};
