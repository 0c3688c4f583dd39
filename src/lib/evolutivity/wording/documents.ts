// The clause and the charter as documents: the text that goes into the tender documents, the one that both parties sign, and the passages that jurors annotate.
import type { Block, Paper } from '../../papers/rules/paper.ts';
import { m } from '../../words/messages.js';
import { getLocale } from '../../words/runtime.js';
import type { CharterState, Signature } from '../rules/charter.ts';
import type { TextPart } from '../rules/charterText.ts';
import { partiesToTrigger, type Bounds, type Criterion, type Family } from '../rules/clause.ts';
import type { CharterTerms, ClauseTerms } from '../rules/terms.ts';
import { dayInWords } from './days.ts';
import { familyName, shareInWords } from './terms.ts';

const parties = { administration: m.evolutivity_party_administration, company: m.evolutivity_party_company } as const;
const states = { draft: m.documents_charter_draft, 'in-force': m.documents_charter_in_force, replaced: m.documents_charter_replaced } satisfies Record<CharterState, () => string>;
const sides = { above: m.evolutivity_criterion_above, below: m.evolutivity_criterion_below, apart: m.evolutivity_criterion_apart } as const;

const listed = (words: readonly string[]): string => new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(words);

interface Section {
	readonly heading: string;
	readonly paragraphs: readonly string[];
	readonly items: readonly string[];
}
const section = (heading: string, paragraphs: readonly string[], items: readonly string[] = []): Section => ({ heading, paragraphs: paragraphs.filter((one) => one !== ''), items });
const isSaid = ({ paragraphs, items }: Section): boolean => paragraphs.length + items.length > 0;

const ofMovable = ({ movable, bounds }: { readonly movable: readonly Family[]; readonly bounds: Bounds }): Section =>
	section(m.documents_movable(), [movable.length > 0 ? m.documents_movable_what({ what: listed(movable.map((family) => familyName[family]())) }) : ''], [m.documents_per_change({ share: shareInWords(bounds.perChange) }), m.documents_cumulated({ share: shareInWords(bounds.cumulated) })]);
const ofFixed = ({ fixed }: { readonly fixed: readonly string[] }): Section => section(m.documents_fixed(), [m.documents_fixed_what()], fixed);

const blocksOf = (sections: readonly Section[]): readonly Block[] =>
	sections.filter(isSaid).flatMap(({ heading, paragraphs, items }): Block[] => [{ kind: 'heading', level: 2, text: heading }, ...paragraphs.map((text) => ({ kind: 'paragraph', text }) as const), ...(items.length > 0 ? [{ kind: 'list', items } as const] : [])]);

/** The clause as it is published with the tender documents (EV124). `terms` as they stand; a clause that is not frozen says that it is a draft. */
export const clausePaper = ({ title, terms, frozenOn }: { readonly title: string; readonly terms: ClauseTerms; readonly frozenOn: string | null }): Paper => ({
	language: getLocale(),
	title,
	subtitle: frozenOn === null ? m.documents_clause_draft() : m.documents_clause_frozen({ day: dayInWords(frozenOn) }),
	blocks: [
		{ kind: 'paragraph', text: m.documents_clause_intro() },
		...blocksOf([section(m.documents_scope(), [terms.scope]), section(m.documents_nature(), [terms.nature]), section(m.documents_conditions(), [terms.conditions]), ofMovable(terms), ofFixed(terms), section(m.documents_manner(), [m.documents_manner_charter(), m.documents_manner_sitting(), m.documents_manner_gate()])])
	],
	colophon: m.documents_clause_colophon()
});

export interface CharterTold {
	/** of its clause */
	readonly title: string;
	readonly version: number;
	readonly state: CharterState;
	readonly terms: CharterTerms;
	readonly signatures: readonly Signature[];
	readonly reviewOn: string | null;
}

const criterionTold = ({ code, party, what, watch, watchedBy }: Criterion): string =>
	`${code} · ${what} (${[parties[party](), ...(watch ? [m.documents_criterion_watch({ indicator: watch.indicator, side: sides[watch.side](), threshold: watch.threshold })] : []), ...(watchedBy ? [m.documents_criterion_by({ who: watchedBy })] : [])].join('\u00a0; ')})`;

const charterSections = ({ terms, reviewOn }: Pick<CharterTold, 'terms' | 'reviewOn'>): readonly Section[] =>
	[
		section(m.documents_criteria(), [m.documents_criteria_what()], terms.criteria.map(criterionTold)),
		section(m.documents_rails_company(), [], terms.guardRails.company),
		section(m.documents_rails_policy(), [], terms.guardRails.policy),
		ofMovable(terms),
		ofFixed(terms),
		section(
			m.documents_procedure(),
			[],
			[
				m.documents_procedure_request(),
				m.documents_procedure_admissibility({ count: terms.procedure.admissibilityWorkingDays }),
				m.documents_procedure_session({ count: terms.procedure.sessionDays }),
				m.documents_procedure_notice({ count: terms.noticeDays }),
				m.documents_procedure_consent()
			]
		),
		section(m.documents_review(), [reviewOn === null ? m.documents_review_none() : m.documents_review_on({ day: dayInWords(reviewOn) })])
	].filter(isSaid);

const charterName = ({ title, version }: Pick<CharterTold, 'title' | 'version'>): string => m.documents_charter_title({ clause: title, version });

/** The charter that both parties sign: criteria, guard-rails, what may move, procedure with its delays, review, signatures (EV124). */
export const charterPaper = (charter: CharterTold): Paper => ({
	language: getLocale(),
	title: charterName(charter),
	subtitle: states[charter.state](),
	blocks: [
		{ kind: 'paragraph', text: m.documents_charter_intro() },
		...blocksOf(charterSections(charter)),
		{ kind: 'heading', level: 2, text: m.documents_signatures() },
		{
			kind: 'table',
			caption: m.documents_parties(),
			head: [m.evolutivity_sign_party(), m.evolutivity_sign_name(), m.evolutivity_sign_function(), m.documents_signed_on()],
			rows: partiesToTrigger.map((party) => {
				const signature = charter.signatures.find((one) => one.party === party);
				return [parties[party](), signature?.name ?? '', signature?.function ?? '', signature ? dayInWords(signature.signedOn) : m.documents_to_sign()];
			})
		}
	],
	colophon: m.documents_charter_colophon()
});

/** The same charter as passages: what jurors read and annotate (EV125). Signatures, which are names, are left out. */
export const charterParts = (charter: CharterTold): readonly TextPart[] => [
	{ kind: 'title', text: charterName(charter) },
	{ kind: 'paragraph', text: states[charter.state]() },
	...charterSections(charter).flatMap(({ heading, paragraphs, items }): TextPart[] => [{ kind: 'heading', text: heading }, ...paragraphs.map((text) => ({ kind: 'paragraph', text }) as const), ...items.map((text) => ({ kind: 'item', text }) as const)])
];
