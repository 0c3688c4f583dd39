// Values of the law as an authority enters them: preferred to those of the code on the days that they cover.
import { lawValues, upToDateOn, valueAt, type LawKey } from '../../law/rules/values.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { wordsIn } from '../../texts/rules/signs.ts';
import { readEuros } from '../../money/rules/euros.ts';
import { isDay } from '../../cockpit/rules/elements/fields.ts';
import type { Law } from './grounds.ts';
import { shareTyped } from './terms.ts';

export interface Correction {
	readonly key: LawKey;
	/** cents without tax, or basis points, as the key's unit says */
	readonly value: number;
	/** ISO days, both included; null: no end is known */
	readonly from: string;
	readonly until: string | null;
	readonly source: string;
}

/** As it is asked: of a key that may not be one, null where the value cannot be read. */
export type CorrectionAsked = Omit<Correction, 'key' | 'value'> & { readonly key: string; readonly value: number | null };

export type CorrectionRefusal = 'law-key-unknown' | 'law-value-unreadable' | 'law-value-absurd' | 'day-unreadable' | 'days-reversed' | 'source-missing' | 'words-too-long' | 'periods-overlap' | 'law-value-read';

export const isLawKey = (text: string): text is LawKey => Object.hasOwn(lawValues, text);

/** the most that a value may be: 20 million euros, or the whole */
const most = { cents: 2_000_000_000, 'basis-points': 10_000 } as const;

/** A value as an authority types it, euros for an amount and percent for a share, in the unit of its key: cents, or basis points (EV103); null where it cannot be read. */
export function lawValueTyped(key: string, typed: string): number | null {
	if (!isLawKey(key)) return null;
	if (lawValues[key].unit === 'basis-points') return shareTyped(typed);
	const amount = readEuros(typed);
	return amount.accepted ? amount.value : null;
}

/** A value that may be entered (EV25): a share that the code itself fixes, for days after those on which it was read (EV146); of a known key, positive and within reason, with a source, on days that none of the authority's other entries covers. */
export function correctionOutcome(asked: CorrectionAsked, others: readonly Correction[]): Outcome<Correction, CorrectionRefusal> {
	const { key, value, from, until, source } = asked;
	if (!isLawKey(key)) return refused('law-key-unknown');
	if (value === null) return refused('law-value-unreadable');
	if (!Number.isSafeInteger(value) || value <= 0 || value > most[lawValues[key].unit]) return refused('law-value-absurd');
	if (!isDay(from) || (until !== null && !isDay(until))) return refused('day-unreadable');
	if (until !== null && until < from) return refused('days-reversed');
	if (lawValues[key].unit === 'basis-points' && from <= upToDateOn) return refused('law-value-read');
	const where = wordsIn(source);
	if (where === '') return refused('source-missing');
	if (source.length > 500) return refused('words-too-long');
	const overlaps = others.some((one) => one.key === key && (until === null || one.from <= until) && (one.until === null || from <= one.until));
	return overlaps ? refused('periods-overlap') : accepted({ key, value, from, until, source: where });
}

/** Those of an authority's entries that cover an ISO day. */
export const ownOn = <One extends Correction>(corrections: readonly One[], day: string): readonly One[] => corrections.filter((one) => one.from <= day && (one.until === null || day <= one.until));

/** The law with an authority's entries first (EV26); outside their days it is the code's, and unknown stays unknown. */
export const lawWith =
	(corrections: readonly Correction[]): Law =>
	(key, day) => {
		const found = ownOn(corrections, day).find((one) => one.key === key);
		if (!found) return valueAt(key, day);
		const { unit, bound, article } = lawValues[key];
		return { standing: 'in-force', unit, bound, article, value: found.value, source: found.source, from: found.from, until: found.until };
	};
