// The words of the checks: a finding without words does not compile.
import { sayDay } from '../../design/rules/days.ts';
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import type { CheckId } from '../rules/checks.ts';
import type { Finding } from '../rules/modes/mode.ts';
import { inEuros } from './modes.ts';

// each message names its own figures: joined here alone
type Say = (figures: never) => string;

const words = {
	'actors-unsaid': m.cockpit_check_actors_unsaid,
	'serves-nothing': m.cockpit_check_serves_nothing,
	'money-unsaid': m.cockpit_check_money_unsaid,
	'reason-unsaid': m.cockpit_check_reason_unsaid,
	'innovative-below': m.cockpit_check_innovative_below,
	'innovative-may-reach': m.cockpit_check_innovative_may_reach,
	'innovative-above': m.cockpit_check_innovative_above,
	'formal-procedure': m.cockpit_check_formal_procedure,
	'formal-procedure-may-reach': m.cockpit_check_formal_procedure_may_reach,
	'threshold-unknown': m.cockpit_check_threshold_unknown,
	'lots-unsaid': m.cockpit_check_lots_unsaid,
	'lots-one': m.cockpit_check_lots_one,
	'lots-several': m.cockpit_check_lots_several,
	'purchase-without-price': m.cockpit_check_purchase_without_price,
	'purchase-market-empty': m.cockpit_check_purchase_market_empty,
	'purchase-idea-private': m.cockpit_check_purchase_idea_private,
	'exists-unasked': m.cockpit_check_exists_unasked,
	'exists-yes': m.cockpit_check_exists_yes,
	'exists-partly': m.cockpit_check_exists_partly,
	'exists-no': m.cockpit_check_exists_no,
	'hypotheses-none': m.cockpit_check_hypotheses_none,
	'hypotheses-said': m.cockpit_check_hypotheses_said,
	'stop-unsaid': m.cockpit_check_stop_unsaid,
	'stop-said': m.cockpit_check_stop_said,
	'results-unsaid': m.cockpit_check_results_unsaid,
	'results-shared': m.cockpit_check_results_shared,
	'results-wholly-ours': m.cockpit_check_results_wholly_ours,
	'initiative-unsaid': m.cockpit_check_initiative_unsaid,
	'initiative-theirs': m.cockpit_check_initiative_theirs,
	'initiative-ours': m.cockpit_check_initiative_ours,
	'counterpart-unsaid': m.cockpit_check_counterpart_unsaid,
	'counterpart-none': m.cockpit_check_counterpart_none,
	'counterpart-direct': m.cockpit_check_counterpart_direct,
	'agreement-needed': m.cockpit_check_agreement_needed,
	'agreement-may-need': m.cockpit_check_agreement_may_need,
	'agreement-below': m.cockpit_check_agreement_below,
	'general-interest-unsaid': m.cockpit_check_general_interest_unsaid,
	'general-interest-yes': m.cockpit_check_general_interest_yes,
	'general-interest-no': m.cockpit_check_general_interest_no,
	'no-public-service-unsaid': m.cockpit_check_no_public_service_unsaid,
	'no-public-service-yes': m.cockpit_check_no_public_service_yes,
	'no-public-service-no': m.cockpit_check_no_public_service_no,
	'public-resource-unsaid': m.cockpit_check_public_resource_unsaid,
	'public-resource-yes': m.cockpit_check_public_resource_yes,
	'public-resource-no': m.cockpit_check_public_resource_no,
	'pact-with-price': m.cockpit_check_pact_with_price,
	'lots-sum-over': m.cockpit_check_lots_sum_over,
	'lots-sum-under': m.cockpit_check_lots_sum_under,
	'lots-sum-equal': m.cockpit_check_lots_sum_equal,
	'volume-over': m.cockpit_check_volume_over,
	'volume-fits': m.cockpit_check_volume_fits,
	'running-missing': m.cockpit_check_running_missing,
	'running-said': m.cockpit_check_running_said,
	'funders-missing': m.cockpit_check_funders_missing,
	'funders-apart': m.cockpit_check_funders_apart,
	'funders-whole': m.cockpit_check_funders_whole,
	'dates-missing': m.cockpit_check_dates_missing
} satisfies Record<CheckId, Say>;

const amounts = new Set(['threshold', 'sum', 'gap', 'maximum', 'unitPrice', 'needed', 'brought', 'parted']);

const dayInWords = (day: string) => sayDay(new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)));

function figureInWords(name: string, value: string | number): string | number {
	if (typeof value === 'string') return name === 'day' ? dayInWords(value) : value;
	if (amounts.has(name)) return inEuros(value);
	return name === 'quantity' ? new Intl.NumberFormat(getLocale()).format(value).replaceAll('\u202f', '\u00a0') : value;
}

/** What a check found, in one sentence. */
export function findingInWords({ check, figures }: Finding): string {
	const said = Object.fromEntries(Object.entries(figures ?? {}).map(([name, value]) => [name, figureInWords(name, value)]));
	return (words[check] as (figures: object) => string)(said);
}
