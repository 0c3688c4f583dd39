// The record of a workshop as data: everything that the room may know of itself, at any moment, and nothing more.
import type { ObjectionState, Party, RoundState } from '../../decisions/rules/consent.ts';
import type { ReactionCounts } from './field.ts';
import type { BudgetLine, Range, Weighed } from './budget.ts';
import type { ModeId } from '../../cockpit/rules/modes/ids.ts';
import type { Season } from '../../cockpit/rules/seasons.ts';
import type { Money } from '../../money/rules/euros.ts';
import type { Chapter } from '../../sourcing/rules/canvas.ts';
import type { NoteCounts, NoteKind } from '../../sourcing/rules/notes.ts';
import type { LandscapeZone } from './landscape.ts';
import type { Matrix } from './matrix.ts';
import type { RecordedProposal } from './proposalRecord.ts';
import type { HandedBack } from './roles.ts';
import type { Gap } from './scoring.ts';
import { standingOf, type Standing } from './steps/consent.ts';
import type { VoteResult, VoteStage } from './steps/vote.ts';

/** The materials that a room looked at, in its order: what it said of each, in people, and its questions without names. */
export interface RecordedField {
	readonly materials: readonly {
		readonly code: string;
		readonly kind: string;
		readonly title: string;
		readonly counts: ReactionCounts;
		readonly questions: readonly string[];
	}[];
}

export interface RecordedStep {
	readonly step: string;
	readonly plannedMinutes: number;
	readonly spentMinutes: number;
	readonly state: 'done' | 'now' | 'to-come' | 'dropped';
}

export interface RecordedObjection {
	readonly author: string;
	readonly risk: string;
	readonly wouldLift: string;
	readonly integration: string | null;
	readonly state: ObjectionState;
}

export interface RecordedScenario {
	readonly code: string;
	readonly name: string;
	readonly idea: string;
	readonly facts: readonly (readonly [string, string])[];
	readonly modes: string;
	readonly calendar: string;
	/** the version from which it departs; null before v0 */
	readonly version: number | null;
	/** codes of amendments */
	readonly added: readonly string[];
	readonly removed: readonly string[];
	/** of how many needs it answers how many, and which it leaves in the dark */
	readonly needs: number;
	readonly lit: number;
	readonly dark: readonly string[];
	/** cents */
	readonly budget: readonly BudgetLine[];
	readonly weighed: Weighed | null;
}

/** A round of consent. `unfinished`: the gathering ended while it ran. */
export interface RecordedRound {
	/** null: none was opened */
	readonly state: RoundState | 'unfinished' | null;
	/** `standing`: null where the vote is not told */
	readonly scenario: { readonly code: string; readonly name: string; readonly standing: Standing | null } | null;
	/** ISO 8601 */
	readonly endedAt: string | null;
	/** people, by what each said in the last loop; `objecting` have an objection that is not lifted, `silent` were asked and said nothing */
	readonly consented: number;
	readonly objecting: number;
	readonly silent: number;
	readonly excused: number;
	/** raised, and not yet before the room: only their number is told, until the end */
	readonly waiting: number;
	readonly objections: readonly RecordedObjection[];
	/** ISO day */
	readonly answerDueOn: string | null;
	readonly answer: string | null;
	/** ISO day */
	readonly postponedTo: string | null;
}

/** The sketch as the room left it: what each line serves in words, amounts in cents. */
export interface RecordedSketch {
	readonly isFrozen: boolean;
	/** the one from which it departs (MO240); null where the room had none */
	readonly scenario: { readonly code: string; readonly name: string } | null;
	readonly lines: readonly {
		readonly code: string;
		readonly mode: ModeId;
		readonly object: string;
		readonly actors: string;
		readonly season: Season | null;
		readonly money: Money;
		readonly needs: readonly string[];
		readonly impacts: readonly string[];
	}[];
	/** what no line serves */
	readonly orphans: { readonly needs: readonly string[]; readonly impacts: readonly string[] };
}

/** A note for the canvas, in the words of who noted it. */
export interface NoteInRecord {
	readonly kind: NoteKind;
	readonly text: string;
	/** null while it waits to be sorted */
	readonly chapter: Chapter | null;
	readonly isToAsk: boolean;
	/** it names a company: held back from the public until the award */
	readonly namesOperator: boolean;
}

/** What the record of any gathering says of it. Dates are ISO 8601. */
export interface Circumstances {
	readonly writtenAt: string;
	readonly authority: { readonly name: string; readonly timeZone: string };
	readonly project: { readonly title: string; readonly summary: string };
	readonly gathering: {
		readonly title: string;
		/** played with simulated people: it proves nothing and is not published */
		readonly isRehearsal: boolean;
		readonly place: string;
		readonly startsAt: string;
		readonly closedAt: string | null;
	};
	readonly steps: readonly RecordedStep[];
	readonly attendance: readonly {
		readonly publicName: string;
		readonly capacity: string;
		readonly college: string | null;
		readonly isOnPaper: boolean;
	}[];
	/** count and head of the project's journal when this was written: a cut tail shows (decision 19) */
	readonly journal: { readonly count: number; readonly head: string };
}

/** `version` is the form's: what one release wrote, the next one reads. */
export interface WorkshopRecord extends Circumstances {
	readonly form: 'eclaireurs/workshop-record';
	readonly version: 1;
	readonly landscape: { readonly isRevealed: boolean; readonly dots: 'not-yet' | 'open' | 'closed'; readonly zones: readonly LandscapeZone[] };
	/** what the field said; null where the room has looked at nothing (MO193) */
	readonly field: RecordedField | null;
	/** titles of the materials that cards of the landscape cite; of one that was withdrawn since, the public reads the code alone */
	readonly cited: readonly { readonly code: string; readonly title: string; readonly isWithdrawn?: true }[];
	/** null for a workshop that has no such steps, or has not come to them */
	readonly proposal: RecordedProposal | null;
	readonly scenarios: readonly RecordedScenario[];
	/** cents; null where the team said none */
	readonly budgetTotal: Range | null;
	/** null where the workshop has none, nobody scored, or it is not closed */
	readonly matrix: (Matrix & { readonly gaps: readonly Gap[] }) | null;
	/** what the roles made people see is told once the vote is closed, by role alone */
	readonly handedBack: HandedBack;
	readonly vote: {
		readonly stage: VoteStage;
		readonly grades: readonly string[];
		readonly onRoll: number;
		readonly voted: number;
		/** null before the close */
		readonly result: VoteResult | null;
	};
	readonly consent: RecordedRound & {
		/** rounds before it, in their order; not those left before anybody spoke */
		readonly earlier: readonly RecordedRound[];
	};
	/** null before the room has been there, and where nothing was sketched */
	readonly sketch: RecordedSketch | null;
	/** what this gathering gave the sourcing canvas; the words once it is over, until then their number */
	readonly canvas: { readonly counts: NoteCounts; readonly notes: readonly NoteInRecord[] };
	readonly closing: {
		readonly body: string | null;
		readonly bodyOn: string | null;
		readonly dates: readonly { readonly on: string; readonly what: string }[];
		readonly words: readonly string[];
		/** the year in which the contract ends, and what was written to it */
		readonly year: number | null;
		readonly postcards: readonly string[];
		/** how many answered 1, 2, 3, 4, 5; null before the end of the gathering, and below three answers */
		readonly usefulness: readonly number[] | null;
		readonly jurorMinutes: number | null;
	};
}

const seenByTheRoom: ReadonlySet<ObjectionState> = new Set(['taken-up', 'integrated', 'lifted', 'on-record']);

/**
 * What the record tells of the objections. While the round runs, what the room sees: the one on the table and those settled, without a name (MO41, MO62).
 * Once it is over, all of them; whoever withdrew theirs is not named.
 */
export const objectionsRead = (objections: readonly RecordedObjection[], round: 'running' | 'over'): readonly RecordedObjection[] =>
	round === 'running'
		? objections.filter(({ state }) => seenByTheRoom.has(state)).map((one) => ({ ...one, author: '' }))
		: objections.map((one) => (one.state === 'withdrawn' ? { ...one, author: '' } : one));

export interface RoundToTell {
	readonly state: RoundState;
	readonly parties: readonly Party[];
	readonly endedAt: Date | null;
	readonly answerDueOn: string | null;
	readonly answer: string | null;
	readonly postponedTo: string | null;
}

/**
 * A round as the record tells it, all null when none was opened; `ranking` is the published one. One that still ran when the gathering ended is told as it was left, with every objection:
 * nothing of it can be said any more, and nothing that was said is denied (MO43).
 */
export function roundRead(
	{ round, scenario, objections }: { readonly round: RoundToTell | null; readonly scenario: { readonly code: string; readonly name: string } | null; readonly objections: readonly RecordedObjection[] },
	ranking: VoteResult['ranking'],
	gathering: 'under-way' | 'over'
): RecordedRound {
	const isRunning = round?.state === 'running' && gathering === 'under-way';
	const saying = (said: Party['says']) => round?.parties.filter(({ says }) => says === said).length ?? 0;
	return {
		state: round?.state === 'running' && !isRunning ? 'unfinished' : (round?.state ?? null),
		scenario: scenario && { code: scenario.code, name: scenario.name, standing: standingOf(ranking, scenario.code) },
		endedAt: round?.endedAt?.toISOString() ?? null,
		consented: saying('consent'),
		objecting: saying('objection'),
		silent: saying(null),
		excused: saying('excused'),
		waiting: isRunning ? objections.filter(({ state }) => state === 'raised').length : 0,
		objections: objectionsRead(objections, isRunning ? 'running' : 'over'),
		answerDueOn: round?.answerDueOn ?? null,
		answer: round?.answer ?? null,
		postponedTo: round?.postponedTo ?? null
	};
}

/** Nothing was said in it: the journal alone keeps that it was begun (MO45). */
export const isWorthTelling = ({ state, consented, objecting, objections }: RecordedRound): boolean => state !== 'set-aside' || consented + objecting + objections.length > 0;

/** The needs of a landscape whose dots are counted, most dots first, ties in the order of their texts: what the record and the wall call the strongest needs. */
export function strongestNeeds(zones: readonly LandscapeZone[]): readonly { readonly text: string; readonly dots: number }[] {
	const collator = new Intl.Collator('fr');
	return zones
		.filter(({ zone }) => zone === 'needs')
		.flatMap(({ groups }) => groups.flatMap(({ cards }) => cards))
		.flatMap(({ text, dots }) => (dots ? [{ text, dots }] : []))
		.sort((a, b) => b.dots - a.dots || collator.compare(a.text, b.text));
}
