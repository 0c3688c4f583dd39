// The names of the investment modes and the values of the law that each cites: what a screen needs of them without their shapes.
import type { LawKey } from '../../../law/rules/values.ts';

/** In the order in which they are explained. */
export const modeIds = ['purchase', 'research', 'subsidy', 'commons'] as const;
export type ModeId = (typeof modeIds)[number];

/** Those that only the cockpit offers, for a line that is added there by hand: a workshop explains the four. */
export const lightModeIds = ['training', 'other'] as const;
export const cockpitModeIds = [...modeIds, ...lightModeIds] as const;
export type CockpitModeId = (typeof cockpitModeIds)[number];

export const isCockpitMode = (text: string): text is CockpitModeId => (cockpitModeIds as readonly string[]).includes(text);

export const isMode = (text: string): text is ModeId => (modeIds as readonly string[]).includes(text);

export const lawOf: Readonly<Record<ModeId, readonly LawKey[]>> = {
	purchase: ['formal-procedure-supplies-services', 'innovative-purchase', 'no-publicity-supplies-services'],
	research: [],
	subsidy: ['subsidy-agreement'],
	commons: []
};

/** In characters as people count them: what a line is for and with whom; a reason. */
export const longestObject = 280;
export const longestReason = 300;
