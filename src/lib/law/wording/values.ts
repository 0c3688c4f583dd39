// The values of the law in words: what each bounds, with its amount and its article.
import { sayDay } from '../../design/rules/days.ts';
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import { euros } from '../../money/rules/euros.ts';
import { upToDateOn, valueAt, type LawKey, type Looked, type Unit } from '../rules/values.ts';

const names = {
	'innovative-purchase': m.law_names_innovative_purchase,
	'innovative-small-lot': m.law_names_innovative_small_lot,
	'no-publicity-supplies-services': m.law_names_no_publicity_supplies_services,
	'no-publicity-works': m.law_names_no_publicity_works,
	'formal-procedure-state': m.law_names_formal_procedure_state,
	'formal-procedure-supplies-services': m.law_names_formal_procedure_supplies_services,
	'formal-procedure-networks': m.law_names_formal_procedure_networks,
	'formal-procedure-works': m.law_names_formal_procedure_works,
	'legality-control': m.law_names_legality_control,
	'subsidy-agreement': m.law_names_subsidy_agreement,
	'published-data': m.law_names_published_data,
	'small-change-supplies-services': m.law_names_small_change_supplies_services,
	'small-change-works': m.law_names_small_change_works,
	'extra-or-unforeseen': m.law_names_extra_or_unforeseen,
	'commission-opinion': m.law_names_commission_opinion
} satisfies Record<LawKey, (inputs: { value: string }) => string>;

const dayInWords = (day: string) => sayDay(new Intl.DateTimeFormat(getLocale(), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)));

/** An amount in euros, or a share in percent. */
export const amountInWords = (unit: Unit, value: number): string =>
	unit === 'cents' ? euros(value, getLocale()) : new Intl.NumberFormat(getLocale(), { style: 'percent', maximumFractionDigits: 2 }).format(value / 10_000);

/** What a value bounds, with it: « achat innovant …, sous 100 000 € »; « inconnu à cette date » where nothing covers the day. */
export const boundInWords = (key: LawKey, looked: Looked): string => (looked.standing === 'unknown' ? m.law_unknown_bound({ bound: names[key]({ value: '…' }) }) : names[key]({ value: amountInWords(looked.unit, looked.value) }));

/** « CCP, art. R2122-9-1 : achat innovant …, sous 100 000 € » on an ISO day; « inconnu à cette date » where no period covers it. */
export function valueInWords(key: LawKey, day: string): string {
	const looked = valueAt(key, day);
	return m.law_hook({ article: looked.article, value: boundInWords(key, looked) });
}

/** « Textes à jour au … » */
export const upToDateInWords = (): string => m.law_up_to_date({ day: dayInWords(upToDateOn) });
