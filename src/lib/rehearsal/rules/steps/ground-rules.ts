// The frame: everybody reads and agrees, one or two ask something, the facilitator answers aloud.
import type { GroundRulesOnDesk, GroundRulesOnHand } from '../../../workshop/rules/steps/ground-rules.ts';
import { pick } from '../chance.ts';
import { doing, isDue, isOneOf, type StepBehaviour } from '../behaviour.ts';
import { concerns, usualObjective } from '../words.ts';

const percentThatAsk = { brisk: 10, slow: 10, silent: 0, wordy: 60, objecting: 60, late: 0, unplugged: 10, 'on-paper': 10 } as const;

export const groundRules: StepBehaviour<GroundRulesOnHand, GroundRulesOnDesk> = {
	hand({ hasAgreed, mine, mayAsk }, me, moment) {
		const { seed } = moment;
		if (mayAsk && mine.length === 0 && isOneOf(me, moment, 'concern', percentThatAsk[me.temperament]) && isDue(me, moment, 'concern', [0.1, 0.4])) return doing('ask', { text: pick(concerns, seed, me.nth, 'concern') });
		return !hasAgreed && isDue(me, moment, 'agrees', [0.25, 0.85]) ? doing('agree') : null;
	},

	lead({ isWritten, objective, body, questions, settled }, { share }) {
		if (!isWritten && objective === '') return doing('write-frame', { objective: usualObjective, body });
		const [first] = questions;
		return first && share >= Math.min(0.9, 0.4 + 0.15 * settled) ? doing('settle', { question: first.id }) : null;
	}
};
