// What the buyer types of a clause and of a charter, made into their terms: shares typed in percent, things listed one a line.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { clauseLacks, families, partiesToTrigger, type Bounds, type Charter, type Clause, type Criterion } from './clause.ts';

export type ClauseTerms = { readonly version: 1 } & Omit<Clause, 'frozenOn'>;
export type CharterTerms = { readonly version: 1 } & Omit<Charter, 'version'>;

/** As a form sends it: one word or several under a name. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>;

export const longestTerm = 4_000;
const mostListed = 40;

const all = (typed: Typed, name: string): readonly string[] => {
	const sent = typed[name];
	return sent === undefined ? [] : typeof sent === 'string' ? [sent] : sent;
};
const one = (typed: Typed, name: string): string => (all(typed, name)[0] ?? '').normalize('NFC').replaceAll('\r\n', '\n').trim();
const lines = (typed: Typed, name: string): readonly string[] => [
	...new Set(
		one(typed, name)
			.split('\n')
			.map((line) => line.trim())
			.filter((line) => line !== '')
	)
];

/** Basis points from a share typed in percent (« 8 », « 8,5 % »), two decimals at most, from 0 to 100 %; null where it is none (EV14). */
export function shareTyped(typed: string): number | null {
	const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/u.exec(typed.trim());
	if (!found) return null;
	const share = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
	return share <= 10_000 ? share : null;
}

export type BoundsRefusal = 'share-unreadable' | 'bounds-reversed';

function boundsTyped(typed: Typed): Outcome<Bounds, BoundsRefusal> {
	const [perChange, cumulated] = [shareTyped(one(typed, 'perChange')), shareTyped(one(typed, 'cumulated'))];
	if (perChange === null || cumulated === null) return refused('share-unreadable');
	return perChange > cumulated ? refused('bounds-reversed') : accepted({ perChange, cumulated });
}

export type TermsRefusal = BoundsRefusal | 'words-too-long' | 'list-too-long';

/** What no form of a clause or of a charter may send: a list or a text without end. */
function tooLong(typed: Typed): 'words-too-long' | 'list-too-long' | null {
	for (const name of Object.keys(typed)) {
		if (all(typed, name).some((sent) => sent.length > longestTerm)) return 'words-too-long';
		if (lines(typed, name).length > mostListed || all(typed, name).length > mostListed) return 'list-too-long';
	}
	return null;
}

const movableTyped = (typed: Typed) => families.filter((family) => all(typed, 'movable').includes(family));

/** The terms of a clause from its form: `scope`, `nature`, `conditions`, `unequivocal`, `perChange` and `cumulated` in percent, `movable`, `fixed` one a line (EV14). An unfinished one is kept; only freezing asks for all of it. */
export function clauseTyped(typed: Typed): Outcome<ClauseTerms, TermsRefusal> {
	const long = tooLong(typed);
	if (long) return refused(long);
	const bounds = boundsTyped(typed);
	if (!bounds.accepted) return bounds;
	return accepted({
		version: 1,
		scope: one(typed, 'scope'),
		nature: one(typed, 'nature'),
		conditions: one(typed, 'conditions'),
		isUnequivocal: one(typed, 'unequivocal') !== '',
		bounds: bounds.value,
		movable: movableTyped(typed),
		fixed: lines(typed, 'fixed')
	});
}

export type ClauseMissing = ReturnType<typeof clauseLacks>[number] | 'movable' | 'bounds';

/** What a clause lacks before it can be frozen (EV13): its three parts, one way to read it, something that may move, bounds. Source: CCP, art. R2194-1. */
export const missingToFreeze = (terms: ClauseTerms): readonly ClauseMissing[] => [
	...clauseLacks(terms),
	...(terms.movable.length === 0 ? (['movable'] as const) : []),
	...(terms.movable.includes('budget') && terms.bounds.cumulated === 0 ? (['bounds'] as const) : [])
];

export type CharterTypedRefusal = TermsRefusal | 'days-unreadable' | 'criterion-unreadable' | 'criterion-twice';

const wholeDays = (typed: string, most: number): number | null => (/^\d{1,3}$/.test(typed) && Number(typed) <= most ? Number(typed) : null);
const sides = ['above', 'below', 'apart'] as const;
const decimal = /^-?\d{1,12}(?:\.\d{1,6})?$/;

/** Criteria come as rows: `code`, `party`, `what`, `watchedBy`, and `indicator`, `side`, `threshold` where the cockpit watches. A row with no words is left out; a threshold of nothing is refused, never dropped. */
function criteriaTyped(typed: Typed): Outcome<readonly Criterion[], 'criterion-unreadable' | 'criterion-twice'> {
	const cell = (name: string, nth: number) => (all(typed, `criterion-${name}`)[nth] ?? '').normalize('NFC').trim();
	const found: Criterion[] = [];
	for (const nth of all(typed, 'criterion-what').keys()) {
		const [code, what] = [cell('code', nth), cell('what', nth)];
		if (what === '' && code === '') continue;
		const party = partiesToTrigger.find((known) => known === cell('party', nth));
		if (!party || what === '' || !/^[\p{L}\d-]{1,12}$/u.test(code)) return refused('criterion-unreadable');
		if (found.some((other) => other.code === code)) return refused('criterion-twice');
		const indicator = cell('indicator', nth);
		const side = sides.find((known) => known === cell('side', nth));
		const threshold = cell('threshold', nth).replace(',', '.').replaceAll(/\s/g, '');
		if (indicator === '' ? threshold !== '' : !side || !decimal.test(threshold)) return refused('criterion-unreadable');
		found.push({ code, party, what, watch: indicator !== '' && side ? { indicator, side, threshold } : null, watchedBy: cell('watchedBy', nth) });
	}
	return accepted(found);
}

/** The terms of a charter from its form: a clause's `perChange`, `cumulated`, `movable`, `fixed`; `company` and `policy` guard-rails one a line; `noticeDays`, `admissibilityWorkingDays`, `sessionDays` in whole days; criteria in rows (EV17). */
export function charterTyped(typed: Typed): Outcome<CharterTerms, CharterTypedRefusal> {
	const long = tooLong(typed);
	if (long) return refused(long);
	const bounds = boundsTyped(typed);
	if (!bounds.accepted) return bounds;
	const noticeDays = wholeDays(one(typed, 'noticeDays'), 365);
	const admissibilityWorkingDays = wholeDays(one(typed, 'admissibilityWorkingDays'), 60);
	const sessionDays = wholeDays(one(typed, 'sessionDays'), 365);
	if (noticeDays === null || !admissibilityWorkingDays || !sessionDays) return refused('days-unreadable');
	const criteria = criteriaTyped(typed);
	if (!criteria.accepted) return criteria;
	return accepted({
		version: 1,
		bounds: bounds.value,
		movable: movableTyped(typed),
		fixed: lines(typed, 'fixed'),
		criteria: criteria.value,
		guardRails: { company: lines(typed, 'company'), policy: lines(typed, 'policy') },
		noticeDays,
		procedure: { admissibilityWorkingDays, sessionDays }
	});
}
