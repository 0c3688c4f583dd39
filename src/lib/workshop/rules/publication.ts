// What of a record is made public, and what of it never is: no name of a person, no ballot of anybody, no company before the award.
import { fewestBallotsShown } from '../../decisions/rules/tally.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { hideInAll, type Operator } from '../../sourcing/rules/masking.ts';
import type { WorkshopRecord } from './record.ts';
import type { VoteResult } from './steps/vote.ts';

/** In the order of the paper. The head (title, place, day, to whom the proposal goes and the next dates) is always there. */
export const publicSections = ['attendance', 'landscape', 'proposal', 'amendments', 'scenarios', 'matrix', 'vote', 'consent', 'sketch', 'canvas', 'words'] as const;
export type PublicSection = (typeof publicSections)[number];

/** Proposed the first time: what the room made, without what each left behind. */
export const usualSections: readonly PublicSection[] = publicSections.filter((section) => section !== 'words' && section !== 'canvas');

/** The sections among words that came from outside, in their own order (MO273). */
export const readSections = (typed: readonly string[]): readonly PublicSection[] => publicSections.filter((section) => typed.includes(section));

export type PublicationRefusal = 'publication-empty' | 'publication-too-early' | 'publication-rehearsal';

/**
 * Publishes some of a record whose room has come to its closing, or is over (MO273): before, what is published would change under its reader.
 * A rehearsal, played with people who are not, is never published (MO276).
 */
export function judgePublication(typed: readonly string[], room: 'before-its-closing' | 'at-its-closing' | 'rehearsed'): Outcome<readonly PublicSection[], PublicationRefusal> {
	if (room === 'rehearsed') return refused('publication-rehearsal');
	if (room === 'before-its-closing') return refused('publication-too-early');
	const sections = readSections(typed);
	return sections.length === 0 ? refused('publication-empty') : accepted(sections);
}

export interface Hiding {
	/** nobody once the contract is awarded */
	readonly operators: readonly Operator[];
	readonly isAwarded: boolean;
	/** what stands in the place of a name */
	readonly replacement: string;
}

/**
 * The result of a vote without what would say who voted what (MO274): the named ballots, the receipts, and every college where one has one to four
 * ballots, since the total less the others gives it back. Of fewer than five ballots in all, nothing; a result that stays closed (DE11) is as it was.
 */
function unnamedResult(result: VoteResult): VoteResult {
	const isFew = (ballots: number) => ballots > 0 && ballots < fewestBallotsShown;
	const told: VoteResult = { ...result, named: [], receipts: [], colleges: result.colleges.some(({ ballots }) => isFew(ballots)) ? [] : result.colleges };
	if (!isFew(result.ballots)) return told;
	return { ...told, options: result.options.toSorted((a, b) => (a.code < b.code ? -1 : 1)), ranking: null, counts: null, disagreements: [], sentence: null };
}

/**
 * The record as anybody may read it (MO274, MO275): of the people their capacity alone, of an objection no author, of the vote neither named
 * ballots nor receipts; no title of a material that was withdrawn; a note that names a company held back, and the companies of the project hidden wherever they are named.
 */
export function publicRecord(record: WorkshopRecord, sections: ReadonlySet<PublicSection>, { operators, isAwarded, replacement }: Hiding): WorkshopRecord {
	const { vote, consent, canvas } = record;
	const result = vote.result && unnamedResult(vote.result);
	// one that stays closed says nothing of who came first; one that is closed to the public alone would
	const isRankTold = sections.has('vote') && Boolean(result?.ranking) === Boolean(vote.result?.ranking);
	const unsigned = <Round extends WorkshopRecord['consent']['earlier'][number]>(round: Round): Round => ({
		...round,
		scenario: round.scenario && { ...round.scenario, standing: isRankTold ? round.scenario.standing : null },
		objections: round.objections.map((one) => ({ ...one, author: '' }))
	});
	const told: WorkshopRecord = {
		...record,
		attendance: record.attendance.map(({ capacity }) => ({ publicName: '', capacity, college: null, isOnPaper: false })),
		cited: record.cited.filter(({ isWithdrawn }) => !isWithdrawn),
		// where matrix and vote disagree is a matter of both
		vote: { ...vote, result: result && { ...result, ...(sections.has('matrix') ? {} : { matrix: null, disagreements: [], sentence: null }) } },
		consent: { ...unsigned(consent), earlier: consent.earlier.map(unsigned) },
		canvas: { ...canvas, notes: canvas.notes.map((note) => (note.namesOperator && !isAwarded ? { ...note, text: replacement } : note)) }
	};
	return hideInAll(told, operators, replacement);
}

/** What each section takes of a public record; the others go out of the file. */
const partsOf = {
	attendance: ['attendance'],
	landscape: ['landscape', 'cited'],
	proposal: ['proposal'],
	amendments: ['proposal'],
	scenarios: ['scenarios', 'budgetTotal'],
	matrix: ['matrix'],
	vote: ['vote'],
	consent: ['consent'],
	sketch: ['sketch'],
	canvas: ['canvas'],
	words: ['handedBack']
} satisfies Record<PublicSection, readonly (keyof WorkshopRecord)[]>;

export interface PublicFile {
	readonly form: 'eclaireurs/public-record';
	readonly version: 1;
	readonly sections: readonly PublicSection[];
	readonly record: Partial<WorkshopRecord>;
}

/** The file that anybody carries away: the head, and what the sections take of a record that was made public. */
export function publicFile(record: WorkshopRecord, sections: readonly PublicSection[]): PublicFile {
	const has = (section: PublicSection) => sections.includes(section);
	const parts = Object.fromEntries(sections.flatMap((section) => partsOf[section].map((part) => [part, record[part]])));
	const { writtenAt, authority, project, gathering, closing, proposal, journal } = record;
	return {
		form: 'eclaireurs/public-record',
		version: 1,
		sections,
		record: {
			writtenAt,
			authority,
			project,
			gathering,
			...parts,
			...(parts.proposal && proposal
				? { proposal: has('proposal') ? { ...proposal, amendments: has('amendments') ? proposal.amendments : [] } : { ...proposal, roles: [], ownRoles: 0, changed: '', versions: [], needs: [], questions: [] } }
				: {}),
			// of which amendments they are made is told by the amendments
			...(parts.scenarios && !has('amendments') ? { scenarios: record.scenarios.map((scenario) => ({ ...scenario, added: [], removed: [] })) } : {}),
			// from which scenario it departs is told by the scenarios
			...(parts.sketch && !has('scenarios') ? { sketch: { ...record.sketch!, scenario: null } } : {}),
			closing: has('words') ? { ...closing, jurorMinutes: null } : { ...closing, words: [], postcards: [], usefulness: null, jurorMinutes: null },
			journal
		}
	};
}
