// The break, with its hour of return; what was there when it began is counted and kept.
import type { StepRule } from '../../../gatherings/rules/step.ts';

export const rule: StepRule = {
	usual: { plannedMinutes: 8, minimumMinutes: 5, isProtected: false, isOptional: true, register: 'pause' },
	onEnter: [{ do: 'freeze', what: 'snapshot' }],
	onLeave: []
};

export interface PauseSeen {
	/** ISO 8601; null while the room is elsewhere */
	readonly backAt: string | null;
	readonly isOver: boolean;
	readonly timeZone: string;
	/** what was kept as the break began, by kind */
	readonly kept: { readonly at: string; readonly counts: Readonly<Record<string, number>> } | null;
}
