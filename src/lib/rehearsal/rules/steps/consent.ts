// Consent: one objects, with what would lift it; the room writes it in; who objected says that it is lifted.
import type { ConsentOnDesk, ConsentOnHand } from '../../../workshop/rules/steps/consent.ts';
import { pick } from '../chance.ts';
import { doing, isDue, type StepBehaviour } from '../behaviour.ts';
import { closingDates, objections } from '../words.ts';
import { dayAfter } from './closing.ts';

export const consent: StepBehaviour<ConsentOnHand, ConsentOnDesk> = {
	hand({ state, phase, isParty, says, mine, settled, onTable, iKeepIt }, me, moment, asked) {
		if (state !== 'running' || !isParty || (phase !== 'objections' && phase !== 'integration')) return null;
		if (iKeepIt && onTable?.state === 'integrated') return doing('release', { objection: onTable.id });
		if (mine) return null;
		const mind = pick(objections, moment.seed, me.nth, 'objection');
		const hasObjected = settled.some(({ risk }) => risk === mind.risk);
		if (asked === 'object') return doing('object', { risk: mind.risk, wouldLift: mind.wouldLift });
		if (says !== null) return null;
		if (me.temperament === 'objecting' && !hasObjected) return isDue(me, moment, 'objection', [0.2, 0.35]) ? doing('object', { risk: mind.risk, wouldLift: mind.wouldLift }) : null;
		return isDue(me, moment, 'consent', [0.2, 0.65]) ? doing('consent') : null;
	},

	lead({ state, phase, firsts, objections: raised, onTable, asked, spoken, waiting, parties }, { share, today }) {
		if (state === 'not-open') return firsts[0] ? doing('open-round', { code: firsts[0].code }) : null;
		if (state !== 'running') return null;
		if (phase === 'presentation') return share >= 0.04 ? doing('move-to', { phase: 'clarification' }) : null;
		if (phase === 'clarification') return share >= 0.08 ? doing('move-to', { phase: 'reactions' }) : null;
		if (phase !== 'objections' && phase !== 'integration') return share >= 0.12 ? doing('move-to', { phase: 'objections' }) : null;
		if (onTable) {
			if (onTable.state === 'taken-up') return doing('integrate', { objection: onTable.id, text: objections.find(({ risk }) => risk === onTable.risk)?.integration ?? onTable.wouldLift });
			if (onTable.keepers === 0) return doing('lift', { objection: onTable.id });
			// somebody of flesh keeps it: the room may not wait for ever
			return share >= 1.6 ? doing('keep-on-record', { answerDueOn: dayAfter(today, closingDates[1]!.inDays) }) : null;
		}
		const next = waiting > 0 && share >= 0.3 ? raised.find((one) => one.state === 'raised') : undefined;
		if (next) return doing('take-up', { objection: next.id });
		if (waiting > 0) return null;
		if (spoken >= asked && asked > 0) return share >= 0.5 ? doing('obtain') : null;
		const silent = share >= 1 ? parties.find(({ says }) => says === null) : undefined;
		return silent ? doing('excuse', { party: silent.id }) : null;
	}
};
