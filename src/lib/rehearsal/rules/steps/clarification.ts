// Questions only: some ask, some support, the most shared are answered aloud, an opinion is parked.
import type { ClarificationOnDesk, ClarificationOnHand } from '../../../workshop/rules/steps/clarification.ts';
import { chance, pick } from '../chance.ts';
import { doing, isDue, isOneOf, type StepBehaviour } from '../behaviour.ts';
import { answers, hurtfulQuestion, questionOf } from '../words.ts';

const percentThatAsk = { brisk: 60, slow: 40, silent: 0, wordy: 100, objecting: 80, late: 30, unplugged: 40, 'on-paper': 30 } as const;

export const clarification: StepBehaviour<ClarificationOnHand, ClarificationOnDesk> = {
	hand({ mayAsk, isAsking, mine, queue, supported }, me, moment, asked) {
		if (asked === 'hurtful-words' && mayAsk) return doing('ask', { text: hurtfulQuestion });
		if (mayAsk && mine.length === 0 && isOneOf(me, moment, 'question', percentThatAsk[me.temperament]) && isDue(me, moment, 'question', [0.05, 0.35]))
			return doing('ask', { text: questionOf(moment.seed, me, moment.subject) });
		if (!isAsking || !isDue(me, moment, 'support', [0.25, 0.6])) return null;
		const wondered = queue.find(({ id, text }) => !supported.includes(id) && !mine.some((one) => one.id === id) && chance(moment.seed, me.nth, 'supports', text) < 0.3);
		return wondered ? doing('support', { question: wondered.id }) : null;
	},

	lead({ queue, answered, parked, answeredAloud }, { seed, share }) {
		const [first] = queue;
		const told = answered.length + parked.length;
		if (first && answered.length >= answeredAloud) return share >= 0.92 ? doing('park', { question: first.id }) : null;
		if (!first || share < 0.45 + (0.5 * told) / answeredAloud) return null;
		return chance(seed, 'parked', first.text) < 0.2 ? doing('park', { question: first.id }) : doing('answer', { question: first.id, text: pick(answers, seed, 'answer', first.text) });
	}
};
