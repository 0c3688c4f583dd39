// The subsidy: somebody else's own project, helped because it serves everybody; nothing is bought.
import * as v from 'valibot';
import { readEurosIfAny } from '../../../money/rules/euros.ts';
import { accepted } from '../../../outcomes/rules/outcome.ts';
import { against, alert, amount, count, discuss, figuresOf, ok, pick, readCount, readWords, words, type Finding, type Flow, type ModeRule } from './mode.ts';

const answers = v.object({
	version: v.literal(1),
	initiative: v.nullable(v.picklist(['private', 'authority'])),
	initiativeReason: words,
	/** whether the authority gets something for itself in return */
	counterpart: v.nullable(v.picklist(['none', 'direct']))
});

const parts = v.object({ version: v.literal(1), yearly: v.nullable(amount), years: v.nullable(count) });
type Parts = v.InferOutput<typeof parts>;

/** So much a year for so many years: the support of an association, the value of what is lent. */
export const yearly = {
	parts,
	noParts: { version: 1, yearly: null, years: null } as Parts,
	readParts(fields: Parameters<ModeRule<never, Parts>['readParts']>[0]): ReturnType<ModeRule<never, Parts>['readParts']> {
		const [each, years] = [readEurosIfAny(typeof fields.yearly === 'string' ? fields.yearly : ''), readCount(fields, 'years')];
		if (!each.accepted) return each;
		if (!years.accepted) return years;
		return accepted({ version: 1, yearly: each.value, years: years.value });
	},
	amountOf: ({ yearly: each, years }: Parts) => (each === null ? null : each * (years ?? 1)),
	flows: ({ yearly: each, years }: Parts, firstYear: number): readonly Flow[] | null => (each === null ? null : Array.from({ length: years ?? 1 }, (_, nth) => ({ year: firstYear + nth, amount: each })))
};

export const subsidy: ModeRule<v.InferOutput<typeof answers>, Parts> = {
	answers,
	noAnswers: { version: 1, initiative: null, initiativeReason: '', counterpart: null },
	readAnswers(fields) {
		const initiativeReason = readWords(fields, 'initiativeReason');
		if (!initiativeReason.accepted) return initiativeReason;
		return accepted({ version: 1, initiative: pick(fields, 'initiative', ['private', 'authority']), initiativeReason: initiativeReason.value, counterpart: pick(fields, 'counterpart', ['none', 'direct']) });
	},

	checks({ initiative, initiativeReason, counterpart }, line) {
		const found: Finding[] = [initiative === null ? discuss('initiative-unsaid') : initiative === 'private' ? ok('initiative-theirs') : alert('initiative-ours')];
		if (initiative === 'private' && initiativeReason === '') found.push(discuss('reason-unsaid'));
		found.push(counterpart === null ? discuss('counterpart-unsaid') : counterpart === 'none' ? ok('counterpart-none') : alert('counterpart-direct'));
		const agreement = against('subsidy-agreement', line);
		if (agreement?.standing === 'unknown') found.push(discuss('threshold-unknown', { day: line.day }));
		else if (agreement) {
			const figures = figuresOf(agreement.law);
			found.push(agreement.standing === 'below' ? ok('agreement-below', figures) : discuss(agreement.standing === 'reached' ? 'agreement-needed' : 'agreement-may-need', figures));
		}
		return found;
	},

	...yearly,
	coherence: () => []
};
