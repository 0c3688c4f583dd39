import { getLocale } from '#lib/words/runtime.js';
import { m } from '#lib/words/messages.js';
import { capacityWords } from '../../gatherings/ui/wordings.ts';
import {
	directionOf,
	type Consequence,
	type Reaction,
	type Round,
	type UnforeseenCard
} from '../rules/simulation.ts';
import type { RoleInPlay } from '../rules/steps/simulation.ts';
import { moneyInWords } from './sittingWords.ts';

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
	name ?? m.simulation_own_role({ capacity: capacityWords[capacity].name() });

const arrow = (
	value: number,
	words: (of: { value: string }) => { more: string; less: string },
	shown: string
): string => {
	const direction = directionOf(value);
	if (direction === 'same') return m.simulation_same();
	const { more, less } = words({ value: shown });
	return direction === 'more' ? `▲ ${more}` : `▼ ${less}`;
};

const whole = (value: number): string => new Intl.NumberFormat(getLocale()).format(Math.abs(value));

/** « ▲ 6 semaines de plus »: an arrow never stands without its words. */
export const consequenceInWords = ({
	weeks,
	amount,
	people
}: Consequence): { readonly weeks: string; readonly amount: string; readonly people: string } => ({
	weeks: arrow(
		weeks,
		(of) => ({ more: m.simulation_weeks_more(of), less: m.simulation_weeks_less(of) }),
		whole(weeks)
	),
	amount: arrow(
		amount,
		(of) => ({ more: m.simulation_more(of), less: m.simulation_less(of) }),
		moneyInWords(Math.abs(amount))
	),
	people: arrow(
		people,
		(of) => ({ more: m.simulation_people_more(of), less: m.simulation_people_less(of) }),
		whole(people)
	)
});
