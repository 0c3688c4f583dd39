// The sentence of each refusal of a scenario and of a waiver; it does not compile where one is forgotten.
import { m } from '#lib/words/messages.js';
import type { ReasonOf } from '../../outcomes/rules/outcome.ts';
import type { mayPropose } from '../rules/filing.ts';
import type { ScenarioRefusal } from '../server/scenarios.ts';

const sentences: Readonly<Record<ScenarioRefusal | ReasonOf<typeof mayPropose>, () => string>> = {
	'sitting-unknown': m.filing_refused_sitting_unknown,
	'gathering-closed': m.filing_refused_gathering_closed,
	'scenario-settled': m.filing_settled,
	'scenario-changed-meanwhile': m.filing_refused_changed_meanwhile,
	'scenario-faulty': m.filing_refused_faulty,
	'scenario-empty': m.filing_refused_empty,
	'scenario-unknown': m.filing_refused_unknown,
	'scenario-not-of-company': m.filing_refused_not_of_company,
	'summary-missing': m.filing_refused_summary_missing,
	'summary-too-long': m.filing_refused_summary_too_long,
	'waiver-day-unreadable': m.filing_refused_waiver_day,
	'gate-holder-files-none': m.filing_holds_gate
};

export const filingSentence = (reason: string): string => (Object.hasOwn(sentences, reason) ? sentences[reason as keyof typeof sentences]() : m.evolutivity_refused_act_unreadable());
