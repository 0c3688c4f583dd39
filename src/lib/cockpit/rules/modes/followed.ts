// What the cockpit follows of a line, mode by mode, besides what any line says: fields of the line, so that each has its own history, its own conflicts and its own readers (CO30). Apart from the modes' own files, which hands receive too.
import type { ElementKind } from '../elements/kind.ts';
import * as field from '../elements/fields.ts';
import type { CockpitModeId } from './ids.ts';

/** How it is bought. CCP, art. R2123-1 s., R2124-1 s., R2122-1 s., R2122-9-1, L2172-3, L2113-12 s., L2125-1. */
export const techniques = [
	'adapted-procedure',
	'call-for-tenders',
	'with-negotiation',
	'competitive-dialogue',
	'innovation-partnership',
	'innovative-purchase',
	'dynamic-system',
	'reserved-contract',
	'grouped',
	'without-competition'
] as const;

/** To own it is one way among others (SPA-4). */
export const modalities = ['acquisition', 'rental', 'lending', 'reuse'] as const;

export const purchaseFields = {
	technique: field.choice(techniques, { seenBy: 'public' }),
	modality: field.choice(modalities, { seenBy: 'public' }),
	environmentClause: field.mark({ seenBy: 'public' }),
	environmentCriterion: field.mark({ seenBy: 'public' }),
	socialClause: field.mark({ seenBy: 'public' }),
	socialCriterion: field.mark({ seenBy: 'public' }),
	considerations: field.text({ seenBy: 'public' }),
	/** over how many years the global cost is counted */
	costYears: field.count({ least: 1, most: 50 }),
	/** at which rate what comes later is discounted, in basis points a year */
	costRate: field.rate()
} as const;

export const researchFields = {
	/** where what is learnt may be read by anybody (FIL-4) */
	documentation: field.line({ seenBy: 'public' }),
	licence: field.line({ seenBy: 'public' }),
	/** of the sales of what comes out of it, in basis points */
	royaltyRate: field.rate({ seenBy: 'public' }),
	royaltyYears: field.count({ least: 1, most: 50, seenBy: 'public' }),
	royaltyTerms: field.text()
} as const;

export const subsidyFields = {
	agreement: field.line({ seenBy: 'public' }),
	agreementOn: field.day({ seenBy: 'public' }),
	/** of the beneficiary, on how the money was used. Loi 2000-321, art. 10 */
	accountDueOn: field.day({ seenBy: 'public' }),
	conditions: field.text({ seenBy: 'public' })
} as const;

/** What a pact may rest on, as French law has no contract of that name: labels to be checked by a jurist (facts of the domain, 1.3). */
export const vehicles = [
	'lending-agreement',
	'public-domain',
	'free-loan',
	'in-kind-subsidy',
	'volunteers',
	'cooperative-share'
] as const;

export const commonsFields = {
	vehicle: field.choice(vehicles, { seenBy: 'public' }),
	/** what people count among themselves instead of money: « rivet » */
	unitName: field.line({ seenBy: 'public' }),
	/** whole units that the pact brings each year */
	allotment: field.count({ least: 1, most: 1_000_000, seenBy: 'public' }),
	reviewOn: field.day({ seenBy: 'public' })
} as const;

export const trainingFields = {
	trainees: field.line({ seenBy: 'public' }),
	traineeCount: field.count({ least: 1, most: 100_000, seenBy: 'public' }),
	trainer: field.line({ seenBy: 'public' }),
	trainingDays: field.count({ least: 1, most: 1_000, seenBy: 'public' })
} as const;

export const otherFields = { means: field.text({ seenBy: 'public' }) } as const;

export const modeFields = {
	purchase: purchaseFields,
	research: researchFields,
	subsidy: subsidyFields,
	commons: commonsFields,
	training: trainingFields,
	other: otherFields
} satisfies Record<CockpitModeId, ElementKind['fields']>;

export const fieldsOfMode = (mode: CockpitModeId): readonly string[] => Object.keys(modeFields[mode]);
/** Fields of a line that belong to one mode or another. */
export const fieldsOfAnyMode: ReadonlySet<string> = new Set(
	Object.values(modeFields).flatMap((fields) => Object.keys(fields))
);
