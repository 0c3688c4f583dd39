// The scenarios: everybody sits at a table and some suggest; the buyer takes amendments in and out and says how each would be bought; the desk moves the lever.
import { factsAsLines, fewestScenarios } from '../../../workshop/rules/scenarios.ts';
import type { ScenarioBench, ScenarioShown, ScenariosOnDesk, ScenariosOnHand, ScenariosSeen } from '../../../workshop/rules/steps/scenarios.ts';
import { chance, pick, shuffled } from '../chance.ts';
import { doing, isDue, isOneOf, type Doing, type Moment, type StepBehaviour } from '../behaviour.ts';
import { penHolder } from '../people.ts';
import { budgetShares, scenariosMade, suggestionsToScenarios, usualTotal, waysOfScenarios } from '../words.ts';

/** Where the tables have talked, and what they built is written; where the lever moves: shares of the step. */
const buildsFrom = 0.25;
const leverFrom = 0.55;
const suggestionsUntil = 0.9;

/** A name for what an amendment opened, or one scenario more while the vote would have too few. */
function missing({ scenarios, toName }: ScenariosSeen, seed: string): Doing | null {
	const unnamed = toName.find(({ isTooLate }) => !isTooLate);
	const taken = new Set(scenarios.map(({ name }) => name));
	const [words] = shuffled(scenariosMade, ({ name }) => name, seed, 'made').filter(({ name }) => !taken.has(name));
	if (!words || (!unnamed && scenarios.length >= fewestScenarios)) return null;
	return doing('compose', { scenario: unnamed?.code ?? '', ...words, idea: unnamed?.amendments[0]?.text || words.idea, modes: '', calendar: '', base: '' });
}

/** What the amendments that it holds make of a scenario: the first stays as the proposal is, the others leave some out and take some in. */
function composed(scenario: ScenarioShown, place: number, { amendments }: ScenarioBench, seed: string): Doing | null {
	if (place === 0) return null;
	const drawn = ({ text }: { readonly text: string }) => chance(seed, 'out', scenario.code, text);
	const written = amendments.filter(({ of }) => of !== null);
	// one at least, or two scenarios would be the same
	const fewest = Math.min(...written.map(drawn));
	const leaves = (one: ScenarioBench['amendments'][number]) => one.of !== null && (drawn(one) < 0.3 || drawn(one) === fewest);
	const takes = ({ text, of }: ScenarioBench['amendments'][number]) => of === null && chance(seed, 'in', scenario.code, text) < 0.25;
	const out = amendments.find((one) => one.in.includes(scenario.code) && leaves(one));
	if (out) return doing('take-out', { scenario: scenario.code, amendment: out.id });
	const into = amendments.find((one) => !one.in.includes(scenario.code) && takes(one));
	return into ? doing('put-in', { scenario: scenario.code, amendment: into.id }) : null;
}

/** What whoever holds the pen writes next. */
function build(hand: ScenariosOnHand, { seed, share }: Moment): Doing | null {
	if (!hand.bench || share < buildsFrom) return null;
	const one = hand.mayAdd ? missing(hand, seed) : null;
	if (one) return one;
	const { bases, versions, suggestions } = hand.bench;
	for (const [place, scenario] of hand.scenarios.entries()) {
		const { code, name, idea, facts, revision } = scenario;
		if (scenario.modes === '' && scenario.calendar === '') {
			const ways = waysOfScenarios[place % waysOfScenarios.length]!;
			const base = bases[code] ?? versions.at(-1);
			return doing('compose', { scenario: code, revision: String(revision), base: base === undefined ? '' : String(base), name, idea, facts: factsAsLines(facts), ...ways });
		}
		const change = composed(scenario, place, hand.bench, seed);
		if (change) return change;
	}
	const [waiting] = suggestions;
	return waiting && share >= 0.45 ? doing(chance(seed, 'suggestion', waiting.text) < 0.7 ? 'take-suggestion' : 'leave-suggestion', { suggestion: waiting.id }) : null;
}

/** The next range that a scenario lacks: some hundredths more or less than another's, in whole thousands of euros. */
function rangeNext({ code, budget }: ScenarioShown, total: number, seed: string): Doing | null {
	const planned = budgetShares.filter(({ label }, place) => place < 2 || chance(seed, 'range', code, label) < 0.5);
	const next = planned.find(({ label }) => !budget.some((line) => line.label === label));
	if (!next) return null;
	const times = 0.9 + 0.2 * chance(seed, 'dear', code);
	const euros = (thousandths: number) => String(Math.max(1, Math.round((total * thousandths * times) / 1_000_000)) * 1_000);
	return doing('add-range', { scenario: code, label: next.label, low: euros(next.low), high: euros(next.high) });
}

export const scenarios: StepBehaviour<ScenariosOnHand, ScenariosOnDesk> = {
	hand(hand, me, moment) {
		if (hand.isFixed) return null;
		const { seed, share } = moment;
		if (me.nth === penHolder) {
			const built = build(hand, moment);
			if (built) return built;
		}
		const codes = hand.scenarios.map(({ code }) => code);
		if (!hand.isPlayer || codes.length === 0) return null;
		if (hand.table === null) return isDue(me, moment, 'table', [0.03, 0.25]) ? doing('sit-at', { scenario: pick(codes, seed, me.nth, 'table') }) : null;
		const suggests = me.temperament !== 'silent' && hand.suggestions.length === 0 && hand.suggestionsLeft > 0 && share < suggestionsUntil;
		if (!suggests || !isOneOf(me, moment, 'suggestion', me.temperament === 'wordy' ? 80 : 25) || !isDue(me, moment, 'suggestion', [0.2, 0.6])) return null;
		return doing('suggest', { scenario: hand.table, ...pick(suggestionsToScenarios, seed, me.nth, 'suggestion') });
	},

	lead(desk, { seed, share }) {
		if (desk.isFixed) return null;
		if (share >= leverFrom) {
			if (!desk.total) return doing('write-total', { low: String(usualTotal), high: '' });
			for (const scenario of desk.scenarios) {
				const range = rangeNext(scenario, desk.total.high / 100, seed);
				if (range) return range;
			}
		}
		if (share < suggestionsUntil) return null;
		// whoever holds the pen may be somebody of flesh, or away
		const one = missing(desk, seed);
		if (one) return { ...one, act: `${one.act}-at-desk` };
		const [waiting] = desk.bench.suggestions;
		return waiting ? doing('leave-suggestion-at-desk', { suggestion: waiting.id }) : null;
	}
};
