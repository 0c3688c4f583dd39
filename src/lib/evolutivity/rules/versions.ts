// The versions of a contract that sittings led to: what each changes, and the chain of what makes it one.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { monthsAfter } from '../../time/rules/workingDays.ts';
import type { Duty } from './grounds.ts';

/** In their order; `transmitted` only where the act is transmitted to the control of legality, `awaiting-opinion` only where an opinion is needed. */
export const versionStates = ['draft', 'awaiting-opinion', 'signed', 'transmitted', 'in-force', 'given-up'] as const;
export type VersionState = (typeof versionStates)[number];

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

/** Of a public notice, in characters as people count them. */
export const noticeLimit = 1_500;

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

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

/** Adds a link (EV76): its day is neither before the last one nor to come; what was waiting is signed once the opinion is told; giving up says why. */
export function addLink(chain: readonly VersionLink[], typed: { readonly state: string; readonly on: string; readonly words: string }, today: string): Outcome<readonly VersionLink[], LinkRefusal> {
	const state = nextStates(chain).find((one) => one === typed.state);
	if (!state) return refused('link-out-of-order');
	const { on } = typed;
	if (!isDay(on)) return refused('link-day-unreadable');
	if (on < chain.at(-1)!.on) return refused('link-day-before');
	if (on > today) return refused('link-day-to-come');
	const words = typed.words.normalize('NFC').trim().slice(0, 280);
	if (state === 'signed' && chain.at(-1)!.state === 'awaiting-opinion' && words === '') return refused('link-opinion-missing');
	if (state === 'given-up' && words === '') return refused('link-reason-missing');
	return accepted([...chain, { state, on, words }]);
}

/** What has still to happen before a version is in force, in its order; the transmission is there only once it was made, for it is not due of every contract. */
export function stillToCome(chain: readonly Pick<VersionLink, 'state'>[]): readonly VersionState[] {
	switch (chain.at(-1)?.state) {
		case 'draft':
		case 'awaiting-opinion':
			return ['signed', 'in-force'];
		case 'signed':
		case 'transmitted':
			return ['in-force'];
		default:
			return [];
	}
}

/** Applied, waiting for an opinion, or dropped with a version that was given up (EV121). */
export type ChangeStanding = 'applied' | 'suspended' | 'dropped';
export function standingOfChange({ isSuspended }: Pick<VersionChange, 'isSuspended'>, chain: readonly Pick<VersionLink, 'state'>[]): ChangeStanding {
	const last = chain.at(-1)?.state;
	if (!isSuspended || last === 'in-force') return 'applied';
	return last === 'given-up' ? 'dropped' : 'suspended';
}

/** Months in which essential data are published, from the notification. Source: CCP, art. R2196-1. */
const monthsToPublish = 2;

/** What follows from a version, as it stands; ISO days. */
export interface DutyOfVersion {
	readonly what: 'commission-opinion' | 'transmission' | 'notice' | 'published-data';
	/** the last day on which it is in time; null where none is known yet, or where no text gives any */
	readonly dueOn: string | null;
	readonly doneOn: string | null;
	readonly isLate: boolean;
	/** whether its day may be noted now */
	readonly isOpen: boolean;
}

const onOf = (chain: readonly VersionLink[], state: VersionState): string | null => chain.find((link) => link.state === state)?.on ?? null;

/**
 * The duties that follow from a version, with their days (EV120): the opinion before it is signed, on the day that the gate expected; the transmission, of a local authority, until it is in force;
 * the notice of modification as soon as it is signed; essential data within two months of its notification, the last day included. Nothing follows from what was given up.
 */
export function dutiesOfVersion(
	version: { readonly chain: readonly VersionLink[]; readonly duties: readonly Duty[]; readonly isLocal: boolean; readonly opinionExpectedOn: string | null; readonly noticeOn: string | null; readonly publishedOn: string | null },
	today: string
): readonly DutyOfVersion[] {
	const { chain, duties } = version;
	if (onOf(chain, 'given-up') !== null) return [];
	const [signedOn, inForceOn, sentOn] = [onOf(chain, 'signed'), onOf(chain, 'in-force'), onOf(chain, 'transmitted')];
	const duty = (what: DutyOfVersion['what'], dueOn: string | null, doneOn: string | null, isOpen: boolean): DutyOfVersion => ({ what, dueOn, doneOn, isLate: doneOn === null && dueOn !== null && dueOn < today, isOpen: isOpen && doneOn === null });
	return [
		...(onOf(chain, 'awaiting-opinion') !== null ? [duty('commission-opinion', version.opinionExpectedOn, signedOn, false)] : []),
		...(version.isLocal && (inForceOn === null || sentOn !== null) ? [duty('transmission', null, sentOn, false)] : []),
		...(duties.includes('notice') ? [duty('notice', null, version.noticeOn, signedOn !== null)] : []),
		duty('published-data', inForceOn === null ? null : monthsAfter(inForceOn, monthsToPublish), version.publishedOn, inForceOn !== null)
	];
}

export type DutyRefusal = 'duty-unknown' | 'duty-not-yet' | 'duty-done' | 'link-day-unreadable' | 'link-day-before' | 'link-day-to-come';

/** The day on which a duty was done, of those whose day is noted (EV120): neither before what it follows nor to come, and once. */
export function dutyNoted(duties: readonly DutyOfVersion[], chain: readonly VersionLink[], typed: { readonly what: string; readonly on: string }, today: string): Outcome<{ readonly what: 'notice' | 'published-data'; readonly on: string }, DutyRefusal> {
	const found = duties.find(({ what }) => what === typed.what);
	if (!found || (found.what !== 'notice' && found.what !== 'published-data')) return refused('duty-unknown');
	if (found.doneOn !== null) return refused('duty-done');
	const since = onOf(chain, found.what === 'notice' ? 'signed' : 'in-force');
	if (since === null) return refused('duty-not-yet');
	if (!isDay(typed.on)) return refused('link-day-unreadable');
	if (typed.on < since) return refused('link-day-before');
	return typed.on > today ? refused('link-day-to-come') : accepted({ what: found.what, on: typed.on });
}
