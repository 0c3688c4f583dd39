// The support of research, « petit pacte d'innovation »: something is looked for that nobody has, and the result is shared or the cost is.
import * as v from 'valibot';
import { readEurosIfAny } from '../../../money/rules/euros.ts';
import { accepted, refused } from '../../../outcomes/rules/outcome.ts';
import { longestReason } from './ids.ts';
import { alert, amount, discuss, ok, pick, readWords, words, type Finding, type ModeRule } from './mode.ts';

export const mostHypotheses = 5;

const answers = v.object({
	version: v.literal(1),
	/** « cela existe-t-il déjà ? » */
	exists: v.nullable(v.picklist(['yes', 'partly', 'no'])),
	existsReason: words,
	hypotheses: v.pipe(v.array(words), v.maxLength(mostHypotheses)),
	/** when one gives up */
	stop: words,
	results: v.nullable(v.picklist(['shared', 'ours'])),
	financing: v.nullable(v.picklist(['part', 'whole']))
});
type Answers = v.InferOutput<typeof answers>;

const parts = v.object({ version: v.literal(1), amount: v.nullable(amount) });

export const research: ModeRule<Answers, v.InferOutput<typeof parts>> = {
	answers,
	noAnswers: { version: 1, exists: null, existsReason: '', hypotheses: [], stop: '', results: null, financing: null },
	readAnswers(fields) {
		const [existsReason, stop] = [readWords(fields, 'existsReason'), readWords(fields, 'stop')];
		if (!existsReason.accepted) return existsReason;
		if (!stop.accepted) return stop;
		const typed = typeof fields.hypotheses === 'string' ? fields.hypotheses : '';
		const hypotheses = typed
			.normalize('NFC')
			.replaceAll('\0', '')
			.split('\n')
			.map((line) => line.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '').trim())
			.filter(Boolean);
		if (hypotheses.length > mostHypotheses) return refused('too-many-rows');
		if (hypotheses.some((one) => [...one].length > longestReason)) return refused('words-too-long');
		return accepted({
			version: 1,
			exists: pick(fields, 'exists', ['yes', 'partly', 'no']),
			existsReason: existsReason.value,
			hypotheses,
			stop: stop.value,
			results: pick(fields, 'results', ['shared', 'ours']),
			financing: pick(fields, 'financing', ['part', 'whole'])
		});
	},

	checks({ exists, existsReason, hypotheses, stop, results, financing }) {
		const found: Finding[] = [];
		if (exists === null) found.push(alert('exists-unasked'));
		else if (exists === 'yes') found.push(alert('exists-yes'));
		else found.push(ok(exists === 'partly' ? 'exists-partly' : 'exists-no'));
		if (exists !== null && existsReason === '') found.push(discuss('reason-unsaid'));
		found.push(hypotheses.length > 0 ? ok('hypotheses-said', { count: hypotheses.length }) : discuss('hypotheses-none'));
		found.push(stop === '' ? discuss('stop-unsaid') : ok('stop-said'));
		// CCP, art. L2512-5: out of the code where the results are not for the buyer alone, or where the buyer does not pay for all
		if (results === 'shared' || financing === 'part') found.push(ok('results-shared'));
		else if (results === 'ours' && financing === 'whole') found.push(alert('results-wholly-ours'));
		else found.push(discuss('results-unsaid'));
		return found;
	},

	parts,
	noParts: { version: 1, amount: null },
	readParts(fields) {
		const read = readEurosIfAny(typeof fields.amount === 'string' ? fields.amount : '');
		return read.accepted ? accepted({ version: 1, amount: read.value }) : read;
	},
	amountOf: (said) => said.amount,
	flows: () => null,
	coherence: () => []
};
