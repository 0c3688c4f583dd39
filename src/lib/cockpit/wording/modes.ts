// The words of the investment modes: their names, seasons and orders of magnitude, shared by screens and papers.
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import { euros, eurosInShort, type Money } from '../../money/rules/euros.ts';
import type { CockpitModeId } from '../rules/modes/ids.ts';
import { partsOf, type Season, type SeasonName } from '../rules/seasons.ts';

export const modeName = {
	purchase: m.cockpit_mode_purchase_name,
	research: m.cockpit_mode_research_name,
	subsidy: m.cockpit_mode_subsidy_name,
	commons: m.cockpit_mode_commons_name,
	training: m.lines_mode_training_name,
	other: m.lines_mode_other_name
} satisfies Record<CockpitModeId, () => string>;

const seasons = {
	winter: m.cockpit_season_winter,
	spring: m.cockpit_season_spring,
	summer: m.cockpit_season_summer,
	autumn: m.cockpit_season_autumn
} satisfies Record<SeasonName, (inputs: { year: string }) => string>;

const shortSeasons = {
	winter: m.cockpit_season_short_winter,
	spring: m.cockpit_season_short_spring,
	summer: m.cockpit_season_short_summer,
	autumn: m.cockpit_season_short_autumn
} satisfies Record<SeasonName, (inputs: { year: string }) => string>;

const said = (words: Record<SeasonName, (inputs: { year: string }) => string>, season: Season): string => {
	const { year, name } = partsOf(season);
	return words[name]({ year: String(year) });
};

/** « printemps 2027 (avril à juin) » */
export const seasonInWords = (season: Season): string => said(seasons, season);
/** « printemps 2027 » */
export const seasonInShort = (season: Season): string => said(shortSeasons, season);

export const inEuros = (cents: number): string => euros(cents, getLocale());

const inShort = (cents: number): string => eurosInShort(cents, getLocale());

/** `short`: millions as « 3,8 M€ », for the wall. */
export function moneyInWords(money: Money, size: 'whole' | 'short' = 'whole'): string {
	const say = size === 'short' ? inShort : inEuros;
	if (money.kind === 'none') return m.cockpit_money_none();
	if (money.kind === 'unsaid') return m.cockpit_money_unsaid();
	return money.low === money.high ? m.cockpit_money_about({ amount: say(money.low) }) : m.cockpit_money_range({ low: say(money.low), high: say(money.high) });
}
