// The vote: everybody hands their card back, then gives each scenario a grade; one scenario pleases more than the others, nobody has quite the same taste.
import type { VoteOnDesk, VoteOnHand } from '../../../workshop/rules/steps/vote.ts';
import { fewestScenarios } from '../../../workshop/rules/scenarios.ts';
import { chance, pick } from '../chance.ts';
import { doing, isDue, isOneOf, type StepBehaviour } from '../behaviour.ts';
import { madeSee, matrixSentence } from '../words.ts';

export const vote: StepBehaviour<VoteOnHand, VoteOnDesk> = {
	hand({ stage, secrecy, isLate, hasVoted, scenarios, grades, card }, me, moment) {
		// one votes as oneself: the card goes back before the ballot
		if (card && !card.isHandedBack && !hasVoted) {
			if (!isDue(me, moment, 'card', [0.02, 0.4])) return null;
			const says = me.temperament !== 'silent' && isOneOf(me, moment, 'made see', 60);
			return doing('hand-back', { seen: says ? pick(madeSee, moment.seed, me.nth, 'made see') : '' });
		}
		if (stage !== 'open' || secrecy === null || isLate || hasVoted || !isDue(me, moment, 'ballot', [0.08, 0.75])) return null;
		const gradeOf = (code: string) => Math.floor((chance(moment.seed, 'pleases', code) * 0.55 + chance(moment.seed, me.nth, 'pleases', code) * 0.45) * grades.length);
		return doing('cast', Object.fromEntries(scenarios.map(({ code }) => [`grade-${code}`, String(gradeOf(code))])));
	},

	lead({ stage, scenarios, roll, late, voted, onRoll, result }, { share }) {
		if (stage === 'preparing') return scenarios.length >= fewestScenarios ? doing('open-vote') : null;
		if (stage === 'open') {
			const [tooLate] = late;
			if (tooLate) return doing('add-late', { seat: tooLate.id });
			const gone = roll.find(({ isGone, hasVoted }) => isGone && !hasVoted);
			if (gone) return doing('strike', { seat: gone.id });
			return (voted >= onRoll && share >= 0.5) || share >= 0.95 ? doing('close-vote') : null;
		}
		return result && result.disagreements.length > 0 && result.sentence === null ? doing('write-sentence', { sentence: matrixSentence }) : null;
	}
};
