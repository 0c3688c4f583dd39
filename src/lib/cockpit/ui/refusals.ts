import { m } from '#lib/words/messages.js';
import { readEurosIfAny } from '../../money/rules/euros.ts';
import type { LineRefusal } from '../rules/lines.ts';
import { longestObject, longestReason } from '../rules/modes/ids.ts';

/** What may be refused of a line that a room writes. */
export const ofLine = {
	'amount-unreadable': () => m.cockpit_refused_amount_unreadable(),
	'amount-too-large': () => m.cockpit_refused_amount_too_large(),
	'range-reversed': () => m.cockpit_refused_range_reversed(),
	'count-unreadable': () => m.cockpit_refused_count_unreadable(),
	'quantity-unreadable': () => m.cockpit_refused_quantity_unreadable(),
	'year-unreadable': () => m.cockpit_refused_year_unreadable(),
	'name-missing': () => m.cockpit_refused_name_missing(),
	'words-too-long': () => m.cockpit_refused_words_too_long(),
	'too-many-rows': () => m.cockpit_refused_too_many_rows(),
	'object-missing': () => m.cockpit_refused_object_missing(),
	'line-too-long': () => m.cockpit_refused_line_too_long(),
	'season-unreadable': () => m.cockpit_refused_season_unreadable(),
	'mode-unknown': () => m.cockpit_refused_mode_unknown(),
	'line-unknown': () => m.cockpit_refused_line_unknown(),
	'line-changed': () => m.cockpit_refused_line_changed(),
	'lines-too-many': () => m.cockpit_refused_lines_too_many()
} satisfies Record<LineRefusal | 'mode-unknown' | 'line-unknown' | 'line-changed' | 'lines-too-many', () => string>;

const fieldOf: Readonly<Record<string, string>> = { 'object-missing': 'object', 'season-unreadable': 'season', 'range-reversed': 'low', 'too-many-rows': 'hypotheses' };

/** The field of a line that a refusal is about, as it was typed; undefined where it is about none alone. */
export function wrongField(refusal: string, typed: Readonly<Record<string, string>>): string | undefined {
	const isLong = (most: number) => (name: string) => [...(typed[name] ?? '').trim()].length > most;
	if (refusal === 'line-too-long') return ['object', 'actors'].find(isLong(longestObject));
	if (refusal === 'words-too-long') return Object.keys(typed).find((name) => name !== 'object' && name !== 'actors' && isLong(longestReason)(name));
	if (refusal === 'amount-unreadable' || refusal === 'amount-too-large')
		return ['low', 'high', 'maximum', 'unitPrice', 'amount', 'yearly'].find((name) => {
			const read = readEurosIfAny(typed[name] ?? '');
			return !read.accepted && read.reason === refusal;
		});
	if (refusal === 'count-unreadable') return ['lots', 'years'].find((name) => (typed[name] ?? '').trim() !== '' && !/^[1-9]\d{0,2}$/.test(typed[name]!.trim()));
	return fieldOf[refusal];
}
