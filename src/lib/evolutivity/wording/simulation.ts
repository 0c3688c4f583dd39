// The words of the simulation and its board of consequences.
import { m } from '../../words/messages.js';
import { capacityNames } from '../../workshop/wording/capacities.ts';
import {
	directionOf,
	type Consequence,
	type Reaction,
	type Round,
	type UnforeseenCard
} from '../rules/simulation.ts';
import type { RoleInPlay } from '../rules/steps/simulation.ts';
import { moneyInWords } from './sitting.ts';

export const roundName = {
	'turn-1': m.simulation_turn_1,
	'turn-2': m.simulation_turn_2,
	unforeseen: m.simulation_unforeseen
} satisfies Record<Round, () => string>;

export const reactionName = {
	accept: m.simulation_accept,
	adapt: m.simulation_adapt,
	refuse: m.simulation_refuse
} satisfies Record<Reaction, () => string>;

export const cardName = {
	frost: m.simulation_card_frost,
	flood: m.simulation_card_flood,
	'partner-lost': m.simulation_card_partner_lost,
	'more-people': m.simulation_card_more_people,
	'fewer-people': m.simulation_card_fewer_people,
	'price-rise': m.simulation_card_price_rise,
	'new-rule': m.simulation_card_new_rule,
	breakdown: m.simulation_card_breakdown,
	absence: m.simulation_card_absence,
	'good-news': m.simulation_card_good_news
} satisfies Record<UnforeseenCard, () => string>;

export const roleName = ({ name, capacity }: RoleInPlay): string =>
	name ?? m.simulation_own_role({ capacity: capacityNames[capacity]?.() ?? capacity });

const arrow = (value: number, more: string, less: string): string => {
	const direction = directionOf(value);
	return direction === 'same' ? m.simulation_same() : direction === 'more' ? `▲ ${more}` : `▼ ${less}`;
};

/** « ▲ 6 semaines de plus »: an arrow never stands without its words. */
export function consequenceInWords({ weeks, amount, people }: Consequence): { readonly weeks: string; readonly amount: string; readonly people: string } {
	const [ofWeeks, ofPeople] = [{ count: Math.abs(weeks) }, { count: Math.abs(people) }];
	const value = moneyInWords(Math.abs(amount));
	return {
		weeks: arrow(weeks, m.simulation_weeks_more(ofWeeks), m.simulation_weeks_less(ofWeeks)),
		amount: arrow(amount, m.simulation_more({ value }), m.simulation_less({ value })),
		people: arrow(people, m.simulation_people_more(ofPeople), m.simulation_people_less(ofPeople))
	};
}
