import type { Component } from 'svelte';
import type { StepId } from '../rules/steps.ts';
import type { AmendmentsOnHand } from '../rules/steps/amendments.ts';
import type { ClarificationOnHand } from '../rules/steps/clarification.ts';
import type { MatrixOnHand } from '../rules/steps/matrix.ts';
import type { ProposalOnHand } from '../rules/steps/proposal.ts';
import type { FieldOnHand } from '../rules/steps/field.ts';
import type { WelcomeOnHand } from '../rules/steps/welcome.ts';
import type { ScenariosOnHand } from '../rules/steps/scenarios.ts';
import type { SketchOnHand } from '../rules/steps/sketch.ts';
import type { VoteOnHand } from '../rules/steps/vote.ts';

// Each component types its own data, which its own server file made: the registry only joins them.
// eslint-disable-next-line
type Screen = Component<any>;

/** What only some hands show comes with those alone. */
export type Parts = Readonly<Partial<Record<'Reader' | 'Marks' | 'Mine' | 'Form' | 'Text' | 'Gallery' | 'Material' | 'Pen' | 'Card', Screen>>> & {
	readonly refusals?: typeof import('./amendmentWritingRefusals.ts');
	readonly sentenceFor?: typeof import('./sketchRefusals.ts').sentenceFor;
};

interface Hand {
	readonly default: Screen;
	/** what this moment of the step asks, in one sentence, of this hand; empty where its screen says it itself */
	// eslint-disable-next-line
	readonly entry: (data: any) => string;
	readonly parts?: Parts;
}

/** given what the server says of this step to this seat */
type Comes = (data: unknown) => Promise<Hand>;

const marksOf = async ({ bookmarks }: { readonly bookmarks: Readonly<Record<string, string>> }): Promise<Parts> =>
	Object.keys(bookmarks).length > 0 ? { Marks: (await import('./Marks.svelte')).default } : {};

/** where a hand changes its role */
export const roleStep: string = 'roles' satisfies StepId;

/** Each step comes to the phone when the room is in it: a hand never carries the six others. */
export const hands = {
	welcome: async (data) => {
		const [hand, gallery] = await Promise.all([import('./steps/Welcome.svelte'), (data as WelcomeOnHand).gallery.length > 0 ? import('../../enquiry/ui/Gallery.svelte') : undefined]);
		return { ...hand, parts: gallery && { Gallery: gallery.default } };
	},
	'ground-rules': () => import('./steps/GroundRules.svelte'),
	field: async (data) => {
		const { material, before } = data as FieldOnHand;
		const [hand, view] = await Promise.all([import('./steps/Field.svelte'), material || before.length > 0 ? import('../../enquiry/ui/MaterialView.svelte') : undefined]);
		return { ...hand, parts: view && { Material: view.default } };
	},
	'landscape-writing': () => import('./steps/LandscapeWriting.svelte'),
	'landscape-grouping': () => import('./steps/LandscapeGrouping.svelte'),
	'landscape-dots': () => import('./steps/LandscapeDots.svelte'),
	retouch: () => import('./steps/Retouch.svelte'),
	roles: () => import('./steps/Roles.svelte'),
	// who listens carries nothing of the draft
	proposal: async (data) => {
		const { draft, passages } = data as ProposalOnHand;
		if (draft) return import('./steps/ProposalDraft.svelte');
		const [hand, reader] = await Promise.all([import('./steps/Proposal.svelte'), passages ? import('../../lexicon/ui/ReadText.svelte') : undefined]);
		return { ...hand, parts: reader && { Reader: reader.default } };
	},
	clarification: async (data) => {
		const [hand, parts] = await Promise.all([import('./steps/Clarification.svelte'), marksOf(data as ClarificationOnHand)]);
		return { ...hand, parts };
	},
	amendments: async (data) => {
		const seen = data as AmendmentsOnHand;
		const [hand, mine, form, text, marks, refusals] = await Promise.all([
			seen.mayAnswer ? import('./steps/AmendmentsToAnswer.svelte') : seen.mayIntegrate ? import('./steps/AmendmentsToWrite.svelte') : import('./steps/Amendments.svelte'),
			seen.mine.length > 0 ? import('./MyAmendments.svelte') : undefined,
			seen.version !== null && seen.mayWrite ? import('./AmendmentForm.svelte') : undefined,
			seen.amendments.length > 0 ? import('./AmendmentText.svelte') : undefined,
			marksOf(seen),
			// a phone fetches these sentences with its first refusal; without JavaScript the page comes with them
			import.meta.env.SSR ? import('./amendmentWritingRefusals.ts') : undefined
		]);
		return { ...hand, parts: { ...marks, ...(mine && { Mine: mine.default }), ...(form && { Form: form.default }), ...(text && { Text: text.default }), ...(refusals && { refusals }) } };
	},
	// only who writes in a scenario carries the pen
	scenarios: async (data) => {
		const [hand, bench] = await Promise.all([import('./steps/Scenarios.svelte'), (data as ScenariosOnHand).bench ? import('./ScenarioBench.svelte') : undefined]);
		return { ...hand, parts: bench && { Form: bench.default } };
	},
	matrix: async (data) => {
		const seen = data as MatrixOnHand;
		const [hand, scoring, table] = await Promise.all([import('./steps/Matrix.svelte'), seen.isOpen && seen.sheet ? import('./ScoringForm.svelte') : undefined, seen.matrix ? import('./MatrixTable.svelte') : undefined]);
		return { ...hand, parts: { ...(scoring && { Form: scoring.default }), ...(table && { Text: table.default }) } };
	},
	// who votes carries no table of results, who reads them no ballot
	vote: async (data) => {
		const { stage, card } = data as VoteOnHand;
		if (stage === 'closed') return import('./steps/VoteClosed.svelte');
		const [hand, back] = await Promise.all([import('./steps/Vote.svelte'), card ? import('./HandBack.svelte') : undefined]);
		return { ...hand, parts: back && { Form: back.default } };
	},
	consent: () => import('./steps/Consent.svelte'),
	// a juror's phone carries neither the pen nor, before somebody explains one, the cards
	sketch: async (data) => {
		const { editing, explained } = data as SketchOnHand;
		const [hand, pen, refusals, card] = await Promise.all([
			import('./steps/Sketch.svelte'),
			editing ? import('./SketchPen.svelte') : undefined,
			editing ? import('./sketchRefusals.ts') : undefined,
			explained ? import('../../cockpit/ui/ModeCard.svelte') : undefined
		]);
		return { ...hand, parts: { ...(pen && { Pen: pen.default }), ...(refusals && { sentenceFor: refusals.sentenceFor }), ...(card && { Card: card.default }) } };
	},
	closing: () => import('./steps/Closing.svelte')
} satisfies Record<StepId, Comes> as Record<StepId, Comes>;
