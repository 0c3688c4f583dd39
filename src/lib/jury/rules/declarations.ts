// What a juror declares, and when: at the start, before the choice of a candidate, before each session of the evolutivity clause (JUR-7).
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export const stages = ['start', 'candidates', 'evolutivity'] as const;
export type Stage = (typeof stages)[number];

/** No link with those concerned; a link that others judge; one that makes the juror step aside. */
export const declaredAs = ['no-link', 'link', 'recused'] as const;
export type Declared = (typeof declaredAs)[number];

/** Of the words that are signed: raised with each change of them. */
export const declarationVersion = 1;

export const detailsLimit = 1_000;
export const reasonLimit = 400;

export type DeclarationRefusal = 'declaration-choice-missing' | 'declaration-not-ticked' | 'declaration-details-missing' | 'declaration-details-too-long';

const tidyText = (typed: string): string => typed.slice(0, 20_000).toWellFormed().normalize('NFC').replace(/\r\n?/gu, '\n').replace(/[^\P{Cc}\n]/gu, ' ').trim();

export const readStage = (typed: string): Stage | undefined => stages.find((one) => one === typed);

/** A declaration as sent. Refuses no choice, no tick, a link without a word of it, more than 1,000 characters (JU71). Details of « no link » are dropped. */
export function readDeclaration(typed: { readonly declared: string; readonly details: string; readonly ticked: string }): Outcome<{ readonly declared: Declared; readonly details: string }, DeclarationRefusal> {
	const declared = declaredAs.find((one) => one === typed.declared);
	if (!declared) return refused('declaration-choice-missing');
	const details = declared === 'no-link' ? '' : tidyText(typed.details);
	if (declared === 'link' && details === '') return refused('declaration-details-missing');
	if ([...details].length > detailsLimit) return refused('declaration-details-too-long');
	return typed.ticked === 'yes' ? accepted({ declared, details }) : refused('declaration-not-ticked');
}

export const verdicts = ['takes-part', 'aside'] as const;
export type Verdict = (typeof verdicts)[number];

export type VerdictRefusal = 'verdict-missing' | 'verdict-reason-missing' | 'verdict-reason-too-long' | 'verdict-against-recusal';

/** What whoever keeps the jury says of a declaration, with a reason that the juror reads. Nobody is brought back against their own word (JU74). */
export function judge(declared: Declared, typed: { readonly verdict: string; readonly reason: string }): Outcome<{ readonly verdict: Verdict; readonly reason: string }, VerdictRefusal> {
	const verdict = verdicts.find((one) => one === typed.verdict);
	if (!verdict) return refused('verdict-missing');
	if (declared === 'recused' && verdict === 'takes-part') return refused('verdict-against-recusal');
	const reason = tidyText(typed.reason);
	if (reason === '') return refused('verdict-reason-missing');
	return [...reason].length > reasonLimit ? refused('verdict-reason-too-long') : accepted({ verdict, reason });
}

/** Where somebody stands in a stage: `to-judge` waits for whoever keeps the jury. */
export type Standing = 'to-declare' | 'to-judge' | 'takes-part' | 'aside';

/**
 * Where somebody stands, over the last declaration of the stage and the last decision on it, whichever declaration that was about (JU73, JU74).
 * A link waits to be judged; who was set aside and declares anew waits too, whatever the new words say.
 */
export function standingIn(declaration: { readonly id: string; readonly declared: Declared } | undefined, decision: { readonly declarationId: string; readonly verdict: Verdict } | undefined): Standing {
	if (!declaration) return 'to-declare';
	if (declaration.declared === 'recused') return 'aside';
	if (decision?.declarationId === declaration.id) return decision.verdict;
	return declaration.declared === 'link' || decision?.verdict === 'aside' ? 'to-judge' : 'takes-part';
}

/** A gathering, by its kind, belongs to a stage. */
export const stageOf = (kind: string): Stage => (kind === 'evolutivity' ? 'evolutivity' : 'start');

/** Whether the jury may deliberate: the members present who are not aside in this stage, against the quorum (JU75). Whole people. */
export function quorumIn(members: readonly { readonly isPresent: boolean; readonly standing: Standing }[], quorum: number): { readonly present: number; readonly aside: number; readonly counted: number; readonly missing: number; readonly isReached: boolean } {
	const present = members.filter(({ isPresent }) => isPresent);
	const counted = present.filter(({ standing }) => standing === 'takes-part').length;
	return {
		present: present.length,
		aside: members.filter(({ standing }) => standing === 'aside').length,
		counted,
		missing: Math.max(0, quorum - counted),
		isReached: counted >= quorum
	};
}
