// The legal gate: what the buyer says on what the law finds of a scenario. It finds « fondements à vérifier », never a permission.
import { isDay } from '../../decisions/rules/consent.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { wordsIn } from '../../texts/rules/signs.ts';
import type { Clause } from './clause.ts';
import { grounds } from './grounds.ts';
import type { ContractFacts, Duty, Ground, Modification, Rejection, ReviewClause, SmallChange, Verdict } from './grounds.ts';
import type { LawKey } from '../../law/rules/values.ts';
import { flagsOf, type Scenario } from './scenario.ts';

/** Passe, passe sous condition, ne passe pas, renvoyé avec réponse avant un jour. */
export const gateAnswers = ['passes', 'passes-on-condition', 'does-not-pass', 'sent-back'] as const;
export type GateAnswer = (typeof gateAnswers)[number];

export interface Condition {
	readonly what: 'commission-opinion' | 'other';
	readonly words: string;
	/** ISO day on which it is expected */
	readonly expectedOn: string | null;
}

/** The ISO day on which the commission's opinion is expected; null where it is no condition, or nobody knows the day. */
export const opinionExpectedOn = (conditions: readonly Condition[]): string | null => conditions.find(({ what }) => what === 'commission-opinion')?.expectedOn ?? null;

/** One passage through the gate, kept whole: what was looked at, what was found, what the buyer says and why. */
export interface GateNote {
	readonly version: 1;
	readonly contract: ContractFacts;
	readonly modification: Modification;
	readonly found: Verdict;
	readonly answer: GateAnswer;
	/** in plain words, for the room */
	readonly reasons: string;
	/** ISO day before which a scenario that was sent back is answered */
	readonly replyBy: string | null;
	/** what stands in the way of the effect until it has happened */
	readonly conditions: readonly Condition[];
	/** values that the authority had entered itself for that day */
	readonly own?: readonly OwnValue[];
}

/** A value of the law as the authority entered it, where the gate looks it up. */
export interface OwnValue {
	readonly key: LawKey;
	/** cents, or basis points */
	readonly value: number;
	readonly source: string;
	/** ISO days: from which it holds, and on which it was entered */
	readonly from: string;
	readonly enteredOn: string;
	/** `account:…` */
	readonly by: string;
}

/** The same, with the name of who entered it; empty where that is not known any more. */
export type OwnValueSeen = Omit<OwnValue, 'by'> & { readonly who: string };

/** What the gate looks up. */
export const lawOfGate: readonly LawKey[] = ['small-change-supplies-services', 'small-change-works', 'extra-or-unforeseen', 'commission-opinion', 'formal-procedure-state', 'formal-procedure-supplies-services', 'formal-procedure-networks', 'formal-procedure-works', 'published-data'];

type Conditions = Pick<GateNote, 'conditions'>;
export const awaitsOpinion = ({ conditions }: Conditions): boolean => conditions.some(({ what }) => what === 'commission-opinion');
export const hasOtherCondition = ({ conditions }: Conditions): boolean => conditions.some(({ what }) => what === 'other');

/** Characters, as seen. */
export const reasonsLimit = 1_000;
export const conditionLimit = 280;

/**
 * The clause as the gate reads it, and it alone: complete or not, and whether what a scenario asks stays within it — bounds by change and in all,
 * families that may move (EV70). A charter restricts further, and is none of the law's business. Cents; `earlier`: net sum already taken under the clause.
 */
export function clauseBeforeGate(clause: Clause, scenario: Scenario, { initialMaximum, earlier }: { readonly initialMaximum: number; readonly earlier: number }): ReviewClause {
	const flags = flagsOf(scenario, { clause, charter: { bounds: clause.bounds, movable: clause.movable, noticeDays: 0 }, initialMaximum, earlier, sessionOn: '0000-01-01', noticeWaivedOn: null });
	return {
		isUnequivocal: clause.isUnequivocal,
		saysScope: clause.scope.trim() !== '',
		saysNature: clause.nature.trim() !== '',
		saysConditions: clause.conditions.trim() !== '',
		covers: !flags.some(({ flag }) => flag === 'above-per-change' || flag === 'above-cumulated' || flag === 'not-movable')
	};
}

export interface TypedGate {
	readonly answer: string;
	readonly reasons: string;
	/** ISO day; empty where nothing is sent back */
	readonly replyBy: string;
	/** ISO day of the commission's meeting; empty where it is not known */
	readonly opinionOn: string;
	/** another condition, in words; empty: none */
	readonly condition: string;
	readonly conditionOn: string;
}

export type GateRefusal =
	| 'gate-answer-unknown'
	| 'gate-reasons-missing'
	| 'gate-reasons-too-long'
	| 'gate-nothing-holds'
	| 'gate-opinion-stands'
	| 'gate-condition-missing'
	| 'gate-opinion-past'
	| 'gate-condition-past'
	| 'gate-condition-too-long'
	| 'gate-reply-missing'
	| 'gate-reply-past'
	| 'gate-day-unreadable';

const tidy = (text: string): string => wordsIn(text).replace(/[^\S\n]+/gu, ' ');

/**
 * What the buyer answers (EV71, EV72): reasons always; « passe » where a ground holds and no opinion is owed; « passe sous condition » where a ground holds,
 * with what it waits for — the opinion of the tender commission by itself where it is owed; « renvoyé » with a day to come. Nothing is computed here: `found` is.
 */
export function readGate(typed: TypedGate, found: Verdict, today: string): Outcome<Pick<GateNote, 'answer' | 'reasons' | 'replyBy' | 'conditions'>, GateRefusal> {
	const answer = gateAnswers.find((one) => one === typed.answer);
	if (!answer) return refused('gate-answer-unknown');
	const reasons = tidy(typed.reasons);
	if (reasons === '') return refused('gate-reasons-missing');
	if ([...reasons].length > reasonsLimit) return refused('gate-reasons-too-long');
	for (const day of [typed.replyBy, typed.opinionOn, typed.conditionOn]) if (day !== '' && !isDay(day)) return refused('gate-day-unreadable');
	if (answer === 'does-not-pass') return accepted({ answer, reasons, replyBy: null, conditions: [] });
	if (answer === 'sent-back') {
		if (typed.replyBy === '') return refused('gate-reply-missing');
		return typed.replyBy <= today ? refused('gate-reply-past') : accepted({ answer, reasons, replyBy: typed.replyBy, conditions: [] });
	}
	if (found.changesOverallNature || found.holds.length === 0) return refused('gate-nothing-holds');
	if (typed.opinionOn !== '' && typed.opinionOn < today) return refused('gate-opinion-past');
	if (typed.conditionOn !== '' && typed.conditionOn < today) return refused('gate-condition-past');
	const owesOpinion = found.duties.includes('commission-opinion');
	if (answer === 'passes') return owesOpinion ? refused('gate-opinion-stands') : accepted({ answer, reasons, replyBy: null, conditions: [] });
	const other = tidy(typed.condition);
	if ([...other].length > conditionLimit) return refused('gate-condition-too-long');
	const conditions: Condition[] = [
		...(owesOpinion ? [{ what: 'commission-opinion', words: '', expectedOn: typed.opinionOn || null } as const] : []),
		...(other === '' ? [] : [{ what: 'other', words: other, expectedOn: typed.conditionOn || null } as const])
	];
	return conditions.length === 0 ? refused('gate-condition-missing') : accepted({ answer, reasons, replyBy: null, conditions });
}

/** Whether the room may go on to consent: the last answer is about this very revision of P3, and lets it through (EV73). */
export type GateStanding = 'not-asked' | 'outdated' | GateAnswer;
/** `found`: what the law finds today of the same facts; an answer to something else is asked again, be it P3 or the law's values that changed (EV73, EV145). */
export const gateStanding = (last: { readonly scenarioRevision: number; readonly note: Pick<GateNote, 'answer' | 'found'> } | undefined, revision: number, found: Verdict): GateStanding =>
	last === undefined ? 'not-asked' : last.scenarioRevision !== revision || !findsTheSame(last.note.found, found) ? 'outdated' : last.note.answer;

const findsTheSame = (one: Verdict, other: Verdict): boolean =>
	one.changesOverallNature === other.changesOverallNature && one.holds.join() === other.holds.join() && one.duties.toSorted().join() === other.duties.toSorted().join();
export const letsThrough = (standing: GateStanding): boolean => standing === 'passes' || standing === 'passes-on-condition';

/** What the law finds of P3 as the room may read it: the computation in the open. Cents. */
export interface GroundsSeen {
	/** ISO day on which thresholds were looked up */
	readonly day: string;
	/** ISO day to which the texts were read */
	readonly upToDateOn: string;
	readonly amount: number;
	/** null to whoever may not read it */
	readonly base: number | null;
	/** basis points of the base; null where there is none */
	readonly share: number | null;
	readonly changesOverallNature: boolean;
	readonly holds: readonly Ground[];
	readonly rejected: readonly { readonly ground: Ground; readonly rejection: Rejection }[];
	readonly duties: readonly Duty[];
	readonly smallChange: SmallChange | null;
	readonly own: readonly OwnValueSeen[];
}

/** A computation as it is shown, in the order of the code. */
export const groundsSeen = (contract: Pick<ContractFacts, 'day'>, { amount }: Pick<Modification, 'amount'>, { base, changesOverallNature, holds, rejected, duties, smallChange }: Verdict, upToDateOn: string, own: readonly OwnValueSeen[]): GroundsSeen => ({
	day: contract.day,
	upToDateOn,
	amount,
	base,
	share: base === 0 ? null : Math.round((amount * 10_000) / base),
	changesOverallNature,
	holds,
	rejected: grounds.flatMap((ground) => (rejected[ground] ? [{ ground, rejection: rejected[ground] }] : [])),
	duties,
	smallChange,
	own
});
