// What the record tells of the proposal: roles, versions, amendments and their fate, questions; nothing that the room may not see.
import type { Version } from '../../texts/rules/passages.ts';
import type { AmendmentState, AmendmentType } from './amendments.ts';
import type { QuestionState } from './questions.ts';

export interface RecordedRole {
	readonly code: string;
	readonly name: string;
	readonly isAbsent: boolean;
	/** how many seats played it */
	readonly players: number;
	/** the absent voice drawn by lot: it had the last word */
	readonly hadLastWord: boolean;
}

export interface RecordedAmendment {
	readonly id: string;
	readonly code: string;
	/** null: somebody who played their own role */
	readonly role: { readonly code: string; readonly name: string } | null;
	readonly type: AmendmentType;
	readonly aimsAt: string | null;
	readonly text: string;
	readonly reason: string;
	readonly needs: readonly string[];
	readonly state: AmendmentState;
	readonly stateReason: string;
	readonly scenario: string | null;
	/** the scenario has a title, and the vote bears it */
	readonly isScenarioWritten: boolean;
	readonly resultingVersion: number | null;
	/** the version since which its words are not read any more (MO158) */
	readonly goneSince?: number;
}

export interface RecordedProposal {
	readonly roles: readonly RecordedRole[];
	/** how many played their own role */
	readonly ownRoles: number;
	/** « ce que le paysage m'a fait changer » */
	readonly changed: string;
	/** v0, v1 … */
	readonly versions: readonly Version[];
	/** the needs of the landscape, and after which version each found an answer; null: none did. `reason`: why the draft left it without one; empty when that was not said */
	readonly needs: readonly { readonly text: string; readonly litSince: number | null; readonly reason: string }[];
	readonly amendments: readonly RecordedAmendment[];
	readonly questions: readonly { readonly text: string; readonly share: number; readonly state: QuestionState; readonly answer: string }[];
}

export interface VersionTold {
	readonly number: number;
	/** codes of the amendments that made it, in their order; none for v0 */
	readonly amendments: readonly string[];
	/** needs that have an answer with this version, those of the versions before included */
	readonly lit: number;
}

/** Version by version: what made it, and how many needs have an answer (MO65, MO101). */
export const versionsTold = ({ versions, amendments, needs }: RecordedProposal): VersionTold[] =>
	versions.map(({ number }) => ({
		number,
		amendments: amendments.filter(({ resultingVersion }) => resultingVersion === number).map(({ code }) => code),
		lit: needs.filter(({ litSince }) => litSince !== null && litSince <= number).length
	}));
