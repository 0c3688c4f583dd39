// Whether the jury takes part in the choice of a candidate, and on what terms: off until the authority and its buyer switch it on.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { PlaceFacts } from '../../people/rules/may.ts';
import { standing } from '../../people/rules/may.ts';
import { momentOf } from '../../projects/rules/local-time.ts';
import { asKept } from '../../texts/rules/signs.ts';
import { readDay } from './campaign.ts';

/** What the jury looks at, as the consultation rules announce it: anonymised samples, or a usage test. */
export const choiceKinds = ['samples', 'usage-test'] as const;
export type ChoiceKind = (typeof choiceKinds)[number];

export interface Criterion {
	/** stays when the words change */
	readonly id: string;
	/** as the consultation rules name it */
	readonly name: string;
	/** what it means for a juror, in one plain sentence */
	readonly sentence: string;
}

export const criteriaAtLeast = 2;
export const criteriaAtMost = 12;
/** In characters as people count them. */
export const choiceLimits = { passage: 600, service: 160, criterion: 120, sentence: 300 } as const;

export interface Terms {
	/** where the consultation rules announce it */
	readonly passage: string;
	/** the legal service that agreed */
	readonly service: string;
	/** ISO day of its agreement */
	readonly agreedOn: string;
	readonly kind: ChoiceKind;
	readonly criteria: readonly Criterion[];
	readonly opensAt: Date;
	/** excluded */
	readonly closesAt: Date;
}

export type TermsRefusal =
	| 'choice-passage-missing'
	| 'choice-passage-too-long'
	| 'choice-service-missing'
	| 'choice-service-too-long'
	| 'choice-agreement-unreadable'
	| 'choice-agreement-to-come'
	| 'choice-kind-missing'
	| 'choice-criteria-too-few'
	| 'choice-criterion-half'
	| 'choice-criterion-twice'
	| 'choice-criterion-too-long'
	| 'choice-opening-unreadable'
	| 'choice-closing-unreadable'
	| 'choice-closing-before-opening'
	| 'choice-closing-past';

const lengthOf = (text: string): number => [...text].length;
/** Composing a flood of accents costs the square of their number: bounded first. */
export const tidyChoice = (typed: string | undefined): string => asKept((typed ?? '').slice(0, 20_000));
export const isBlank = (text: string): boolean => !/[^\s\p{Cf}\p{Mn}]/u.test(text);

type Typed = Readonly<Record<string, string | undefined>>;

function readCriteria(typed: Typed): Outcome<readonly Criterion[], TermsRefusal> {
	const criteria: Criterion[] = [];
	for (let nth = 1; nth <= criteriaAtMost; nth += 1) {
		const [name, sentence] = [tidyChoice(typed[`criterion-${nth}`]), tidyChoice(typed[`sentence-${nth}`])];
		if (isBlank(name) && isBlank(sentence)) continue;
		if (isBlank(name) || isBlank(sentence)) return refused('choice-criterion-half');
		if (lengthOf(name) > choiceLimits.criterion || lengthOf(sentence) > choiceLimits.sentence) return refused('choice-criterion-too-long');
		if (criteria.some((one) => one.name.toLocaleLowerCase('fr') === name.toLocaleLowerCase('fr'))) return refused('choice-criterion-twice');
		criteria.push({ id: `c${nth}`, name, sentence });
	}
	return criteria.length < criteriaAtLeast ? refused('choice-criteria-too-few') : accepted(criteria);
}

/** What already happened in the room, and does not change any more (JU142). */
export type Frozen = Pick<Terms, 'kind' | 'criteria' | 'opensAt'> & { readonly closesAt: Date | null };

/**
 * The terms as typed, at a moment and on that day (`2027-08-01`) of the authority, whose IANA zone is given. All are needed: the passage of the consultation rules, the
 * legal service and the day of its agreement (not one to come), the kind, 2 to 12 criteria (`criterion-1` … `criterion-12`, each with its `sentence-…`), the opening and
 * the closing (a day and a time each). What is frozen is kept, whatever is typed. Source: scripts 4.3, M+6; CCP L2132-1.
 */
export function readTerms(typed: Typed, { at, today, zone, frozen }: { readonly at: Date; readonly today: string; readonly zone: string; readonly frozen: Frozen | null }): Outcome<Terms, TermsRefusal> {
	const passage = tidyChoice(typed.passage);
	if (isBlank(passage)) return refused('choice-passage-missing');
	if (lengthOf(passage) > choiceLimits.passage) return refused('choice-passage-too-long');
	const service = tidyChoice(typed.service);
	if (isBlank(service)) return refused('choice-service-missing');
	if (lengthOf(service) > choiceLimits.service) return refused('choice-service-too-long');
	const agreedOn = readDay(typed.agreedOn ?? '');
	if (!agreedOn) return refused('choice-agreement-unreadable');
	if (agreedOn > today) return refused('choice-agreement-to-come');
	const kind = frozen?.kind ?? choiceKinds.find((one) => one === typed.kind);
	if (!kind) return refused('choice-kind-missing');
	const criteria = frozen ? accepted(frozen.criteria) : readCriteria(typed);
	if (!criteria.accepted) return criteria;
	const opensAt = frozen?.opensAt ?? momentOf((typed.opensDay ?? '').trim(), (typed.opensTime ?? '').trim(), zone);
	if (!opensAt) return refused('choice-opening-unreadable');
	const closesAt = frozen?.closesAt ?? momentOf((typed.closesDay ?? '').trim(), (typed.closesTime ?? '').trim(), zone);
	if (!closesAt) return refused('choice-closing-unreadable');
	if (closesAt <= opensAt) return refused('choice-closing-before-opening');
	if (!frozen?.closesAt && closesAt <= at) return refused('choice-closing-past');
	return accepted({ passage, service, agreedOn, kind, criteria: criteria.value, opensAt, closesAt });
}

/** The switch of a project, as it is kept. */
export interface Switch extends Terms {
	readonly switchedOnAt: Date;
	/** null while it is on */
	readonly switchedOffAt: Date | null;
}

/** Whether the room was ever open before a moment: off before its opening, it never was. */
const wasOpen = ({ opensAt, switchedOffAt }: Switch, at: Date): boolean => opensAt <= at && (switchedOffAt === null || switchedOffAt > opensAt);

/** What does not change any more of what is kept, at a moment; null before the room opened (JU142). */
export function frozenOf(kept: Switch | undefined, at: Date): Frozen | null {
	if (!kept || !wasOpen(kept, at)) return null;
	const { kind, criteria, opensAt, closesAt } = kept;
	return { kind, criteria, opensAt, closesAt: closesAt <= at ? closesAt : null };
}

/** `off`: nobody sees anything of it, whatever the dates. */
export type Phase = 'off' | 'before' | 'open' | 'over';

/** Where the room is at a moment: off unless both the authority and the project are on (JU140), then by its dates, the closing excluded. */
export function phaseOf(kept: Switch | undefined, isPermitted: boolean, at: Date): Phase {
	if (!kept || !isPermitted || kept.switchedOffAt) return 'off';
	return at < kept.opensAt ? 'before' : at < kept.closesAt ? 'open' : 'over';
}

/** Who of the team the sealed room knows: the buyer and the reservist, by who they are and not by what they may do; no other place opens it (JU144). */
export function staffOf(places: readonly PlaceFacts[], at: Date): 'buyer' | 'reservist' | undefined {
	const held = new Set(places.filter((place) => standing(place, at) === 'stands').map(({ capacity }) => capacity));
	return held.has('buyer') ? 'buyer' : held.has('reservist') ? 'reservist' : undefined;
}
