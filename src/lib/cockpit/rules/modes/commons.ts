// The public-commons pact: people look after something together, and the authority lends what they need; no price.
import * as v from 'valibot';
import { accepted } from '../../../outcomes/rules/outcome.ts';
import type { CheckId } from '../checks.ts';
import { alert, discuss, ok, pick, readWords, words, type Finding, type ModeRule } from './mode.ts';
import { yearly } from './subsidy.ts';

/** The booklet's own gate. */
export const criteria = ['general-interest', 'no-public-service', 'public-resource'] as const;
export type Criterion = (typeof criteria)[number];

/** as a form's field says them: no hyphen */
export const fieldOf = { 'general-interest': 'generalInterest', 'no-public-service': 'noPublicService', 'public-resource': 'publicResource' } as const satisfies Record<Criterion, string>;

const verdict = v.object({ says: v.nullable(v.picklist(['yes', 'no'])), reason: words });
const answers = v.object({ version: v.literal(1), 'general-interest': verdict, 'no-public-service': verdict, 'public-resource': verdict });
export type CommonsAnswers = v.InferOutput<typeof answers>;

const unsaid = { says: null, reason: '' };

export const commons: ModeRule<CommonsAnswers, v.InferOutput<typeof yearly.parts>> = {
	answers,
	noAnswers: { version: 1, 'general-interest': unsaid, 'no-public-service': unsaid, 'public-resource': unsaid },
	readAnswers(fields) {
		const found: Partial<Record<Criterion, CommonsAnswers[Criterion]>> = {};
		for (const criterion of criteria) {
			const reason = readWords(fields, `${fieldOf[criterion]}Reason`);
			if (!reason.accepted) return reason;
			found[criterion] = { says: pick(fields, fieldOf[criterion], ['yes', 'no']), reason: reason.value };
		}
		return accepted({ version: 1, ...(found as Record<Criterion, CommonsAnswers[Criterion]>) });
	},

	checks(said, { money }) {
		const found: Finding[] = criteria.map((criterion) => {
			const { says } = said[criterion];
			const check = `${criterion}-${says ?? 'unsaid'}` as CheckId;
			return says === null ? discuss(check) : says === 'yes' ? ok(check) : alert(check);
		});
		if (criteria.some((criterion) => said[criterion].says !== null && said[criterion].reason === '')) found.push(discuss('reason-unsaid'));
		if (money.kind === 'range') found.push(discuss('pact-with-price'));
		return found;
	},

	...yearly,
	coherence: () => []
};
