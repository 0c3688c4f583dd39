import { m } from '#lib/words/messages.js';
import type { Failure, FailureOutcome } from '../rules/parties.ts';
import type { NotYet } from '../rules/steps/integration.ts';

const outcomes = {
	'new-round': m.outcome_next_new_round,
	experiment: m.outcome_next_experiment,
	mediation: m.outcome_next_mediation,
	'status-quo': m.outcome_next_status_quo,
	'exit-analysis': m.outcome_next_exit_analysis
} satisfies Record<FailureOutcome, () => string>;

/** What a sitting without consent leaves to do. */
export const nextAfter = ({ outcome }: Failure): string => outcomes[outcome]();

/** Why nothing may be applied yet. */
export const notYetInWords = {
	'consent-missing': m.integration_not_yet_consent,
	'gate-stands': m.integration_not_yet_gate,
	'joint-scenario-missing': m.integration_not_yet_joint,
	'contract-missing': m.integration_not_yet_contract
} satisfies Record<NotYet, () => string>;
