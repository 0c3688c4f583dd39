// The versions of a contract that sittings led to: what each changes, and the chain of what makes it one.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

/** In their order; `transmitted` only where the act is transmitted to the control of legality, `awaiting-opinion` only where an opinion is needed. */
export const versionStates = ['draft', 'awaiting-opinion', 'signed', 'transmitted', 'in-force', 'given-up'] as const;
export type VersionState = (typeof versionStates)[number];

/** Characters of the notice to the public, as seen. */
export const noticeLimit = 1_500;

export interface VersionLink {
	readonly state: VersionState;
	/** ISO day */
	readonly on: string;
	/** of `signed` after an opinion: which opinion; of `given-up`: why */
	readonly words: string;
}

/** One change of the cockpit: what it is about, in words before and after; suspended while it waits for an opinion. */
export interface VersionChange {
	readonly about: 'contract' | 'line' | 'milestone' | 'indicator';
	/** the element of the cockpit; null: one that is added */
	readonly elementId: string | null;
	readonly name: string;
	readonly before: string;
	readonly after: string;
	/** written to the element's fields when it is applied; empty: said, and nothing to write */
	readonly writes: Readonly<Record<string, unknown>>;
	readonly isSuspended: boolean;
}

/** What may come after the last link: an act that binds is never undone, only followed by another one (EV76). */
export function nextStates(chain: readonly Pick<VersionLink, 'state'>[]): readonly VersionState[] {
	switch (chain.at(-1)?.state) {
		case undefined:
			return ['draft'];
		case 'draft':
			return ['signed', 'given-up'];
		case 'awaiting-opinion':
			return ['signed', 'given-up'];
		case 'signed':
			return ['transmitted', 'in-force'];
		case 'transmitted':
			return ['in-force'];
		case 'in-force':
		case 'given-up':
			return [];
	}
}

/** The chain as a version begins: a draft, and waiting where an opinion is owed. */
export const chainFrom = (today: string, awaits: 'opinion' | 'nothing'): readonly VersionLink[] => [
	{ state: 'draft', on: today, words: '' },
	...(awaits === 'opinion' ? [{ state: 'awaiting-opinion', on: today, words: '' } as const] : [])
];

export type LinkRefusal = 'link-out-of-order' | 'link-day-unreadable' | 'link-day-before' | 'link-day-to-come' | 'link-opinion-missing' | 'link-reason-missing';

/** Adds a link (EV76): its day is neither before the last one nor to come; what was waiting is signed once the opinion is told; giving up says why. */
export function addLink(chain: readonly VersionLink[], typed: { readonly state: string; readonly on: string; readonly words: string }, today: string): Outcome<readonly VersionLink[], LinkRefusal> {
	const state = nextStates(chain).find((one) => one === typed.state);
	if (!state) return refused('link-out-of-order');
	const { on } = typed;
	if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(`${on}T00:00:00Z`)) || !new Date(`${on}T00:00:00Z`).toISOString().startsWith(on)) return refused('link-day-unreadable');
	if (on < chain.at(-1)!.on) return refused('link-day-before');
	if (on > today) return refused('link-day-to-come');
	const words = typed.words.normalize('NFC').trim().slice(0, 280);
	if (state === 'signed' && chain.at(-1)!.state === 'awaiting-opinion' && words === '') return refused('link-opinion-missing');
	if (state === 'given-up' && words === '') return refused('link-reason-missing');
	return accepted([...chain, { state, on, words }]);
}
