// The roles of the role-play: what a card says, who plays which, and which concerned party nobody plays (MOD-14, PRO-15).

export interface RoleCard {
	readonly id: string;
	/** R1, R2 … unique in the project */
	readonly code: string;
	readonly name: string;
	readonly mission: string;
	readonly defends: string;
	readonly fears: string;
	readonly means: string;
	/** one a line */
	readonly questions: string;
	readonly forbidden: string;
	/** speaks for somebody who cannot come: a river, the pupil of 2031 */
	readonly isAbsent: boolean;
	/** a party that the project concerns: the coverage check asks who plays it */
	readonly isConcerned: boolean;
}

export const waysToTakeRole = ['chosen', 'drawn', 'assigned', 'own'] as const;
/** `own`: « je joue mon propre rôle » */
export type WayToTakeRole = (typeof waysToTakeRole)[number];
