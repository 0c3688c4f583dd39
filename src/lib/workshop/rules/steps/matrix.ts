// Impacts and risks: each role scores the three impacts that it defends and confirms or changes the two risks that it fears.
import type { StepRule } from '../../../gatherings/rules/step.ts';
import type { Matrix, MatrixLine, RiskScore } from '../matrix.ts';
import type { RoleShown } from './amendments.ts';
import type { Gap } from '../scoring.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 10, minimumMinutes: 6, isProtected: false, isOptional: true, register: 'write' },
	onEnter: [{ do: 'open', what: 'matrix' }],
	// MO218
	onLeave: [{ do: 'close', what: 'matrix', unless: 'going-back' }],
	standsOn: ['welcome', 'roles', 'scenarios']
};

/** A scenario as a column. */
export interface Column {
	readonly code: string;
	readonly name: string;
}

export interface MatrixSeen {
	readonly isOpen: boolean;
	readonly columns: readonly Column[];
	/** seats that have scored all that is theirs, of how many that score */
	readonly finished: number;
	readonly asked: number;
	/** null before the close, and where nobody scored */
	readonly matrix: Matrix | null;
}

export type MatrixOnWall = MatrixSeen;

/** What one seat has scored: line → scenario → figure. */
export type MyScores = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface ScoringSheet {
	readonly impacts: readonly MatrixLine[];
	readonly risks: readonly MatrixLine[];
	readonly impactScores: MyScores;
	/** mine, else the team's */
	readonly riskScores: readonly (RiskScore & { readonly isMine: boolean })[];
	/** all my impacts are scored; all my risks are confirmed or changed */
	readonly hasImpacts: boolean;
	readonly hasRisks: boolean;
	/** the team scored all of them for every scenario: one tap confirms */
	readonly mayConfirm: boolean;
}

export interface MatrixOnHand extends MatrixSeen {
	/** null: of neither college, scores nothing */
	readonly sheet: ScoringSheet | null;
	/** the role by which its lines were chosen; null for its own role */
	readonly role: RoleShown | null;
}

export interface PaperSheet {
	readonly id: string;
	readonly publicName: string;
	readonly role: RoleShown | null;
	readonly sheet: ScoringSheet;
}

export interface MatrixOnDesk extends MatrixSeen {
	readonly lines: readonly (Required<MatrixLine> & {
		readonly kind: 'impact' | 'risk';
		/** how many of those in the room score it */
		readonly scorers: number;
		/** somebody has: it does not go any more */
		readonly isScored: boolean;
	})[];
	readonly prepared: readonly RiskScore[];
	/** what is typed for the seats on paper */
	readonly paperSheets: readonly PaperSheet[];
	/** closed: where the room is furthest apart, never who */
	readonly gaps: readonly Gap[];
	readonly projectId: string;
}
