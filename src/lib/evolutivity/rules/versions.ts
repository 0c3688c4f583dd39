// The versions of a contract that sittings led to: what each changes, and the chain of what makes it one.
import { isDay } from '../../decisions/rules/consent.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { wordsIn } from '../../texts/rules/signs.ts';
import { monthsAfter } from '../../time/rules/workingDays.ts';
import type { Duty } from './grounds.ts';

/** In their order: an opinion only where one is needed, the transmission to the control of legality or why it is not due only of a local authority. */
export const versionStates = ['draft', 'awaiting-opinion', 'opinion-favourable', 'opinion-unfavourable', 'signed', 'transmitted', 'transmission-not-due', 'in-force', 'given-up'] as const;
export type VersionState = (typeof versionStates)[number];

export interface VersionLink {
	readonly state: VersionState;
	/** ISO day */
	readonly on: string;
	/** why: of what is given up, signed against an opinion, or not transmitted; of `signed` under another condition: how it was met */
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
	/** the total of the contract; its words are empty to whoever may not read them */
	readonly isTotal?: boolean;
}

/** Of a public notice, in characters as people count them. */
export const noticeLimit = 1_500;

/** What a version is owed beside its chain, as the gate found it. */
export interface Owed {
	/** of a local authority: whether it is transmitted is said before it is notified */
	readonly isLocal: boolean;
	/** the gate let it through on another condition than an opinion */
	readonly hasCondition: boolean;
}

/** What may come after the last link: an act that binds is never undone, only followed by another one (EV76). */
export function nextStates(chain: readonly Pick<VersionLink, 'state'>[], { isLocal }: Pick<Owed, 'isLocal'>): readonly VersionState[] {
	switch (chain.at(-1)?.state) {
		case undefined:
			return ['draft'];
		case 'awaiting-opinion':
			return ['opinion-favourable', 'opinion-unfavourable', 'given-up'];
		case 'draft':
		case 'opinion-favourable':
		case 'opinion-unfavourable':
			return ['signed', 'given-up'];
		case 'signed':
			return isLocal ? ['transmitted', 'transmission-not-due'] : ['transmitted', 'in-force'];
		case 'transmitted':
		case 'transmission-not-due':
			return ['in-force'];
		case 'in-force':
		case 'given-up':
			return [];
	}
}

/** Whether a version was signed: from then on it binds, and is told to the public (EV152). */
export const isSigned = (chain: readonly Pick<VersionLink, 'state'>[]): boolean => chain.some(({ state }) => state === 'signed');

/** The chain as a version begins: a draft, and waiting where an opinion is owed. */
export const chainFrom = (today: string, awaits: 'opinion' | 'nothing'): readonly VersionLink[] => [
	{ state: 'draft', on: today, words: '' },
	...(awaits === 'opinion' ? [{ state: 'awaiting-opinion', on: today, words: '' } as const] : [])
];

export type LinkRefusal =
	| 'link-out-of-order'
	| 'link-day-unreadable'
	| 'link-day-before'
	| 'link-day-to-come'
	| 'link-opinion-missing'
	| 'link-transmission-missing'
	| 'link-condition-missing'
	| 'link-reason-missing'
	| 'link-words-too-long';

/** Of what is said beside a link, in characters. */
export const linkWordsLimit = 280;

/**
 * Adds a link (EV76, EV147, EV148): its day is neither before the last one nor to come; what waits for an opinion is signed once that opinion is given; a local authority says whether it transmits before it notifies;
 * giving up, signing against the opinion and not transmitting say why, and signing under another condition says how it was met.
 */
export function addLink(chain: readonly VersionLink[], typed: { readonly state: string; readonly on: string; readonly words: string }, owed: Owed, today: string): Outcome<readonly VersionLink[], LinkRefusal> {
	const before = chain.at(-1)?.state;
	const state = nextStates(chain, owed).find((one) => one === typed.state);
	if (!state) return refused(before === 'awaiting-opinion' && typed.state === 'signed' ? 'link-opinion-missing' : before === 'signed' && typed.state === 'in-force' ? 'link-transmission-missing' : 'link-out-of-order');
	const { on } = typed;
	if (!isDay(on)) return refused('link-day-unreadable');
	if (on < chain.at(-1)!.on) return refused('link-day-before');
	if (on > today) return refused('link-day-to-come');
	const words = wordsIn(typed.words);
	if ([...words].length > linkWordsLimit) return refused('link-words-too-long');
	if (words === '' && (state === 'given-up' || state === 'transmission-not-due' || (state === 'signed' && before === 'opinion-unfavourable'))) return refused('link-reason-missing');
	if (words === '' && state === 'signed' && owed.hasCondition) return refused('link-condition-missing');
	return accepted([...chain, { state, on, words }]);
}

/** What has still to happen before a version is in force, in its order; neither an opinion nor a transmission, which may be given or made either way. */
export function stillToCome(chain: readonly Pick<VersionLink, 'state'>[]): readonly VersionState[] {
	switch (chain.at(-1)?.state) {
		case 'draft':
		case 'awaiting-opinion':
		case 'opinion-favourable':
		case 'opinion-unfavourable':
			return ['signed', 'in-force'];
		case 'signed':
		case 'transmitted':
		case 'transmission-not-due':
			return ['in-force'];
		default:
			return [];
	}
}

/** Applied; suspended until an opinion; the contract's own, or suspended and free of its opinion: not in force before the notification; dropped with a version that was given up (EV121). Of an indicator whose text alone changes, noted: the cockpit has it, or none of that name (EV153). */
export type ChangeStanding = 'applied' | 'suspended' | 'not-in-force' | 'dropped' | 'noted' | 'noted-alone';
export function standingOfChange({ about, elementId, writes, isSuspended }: Pick<VersionChange, 'about' | 'elementId' | 'writes' | 'isSuspended'>, chain: readonly Pick<VersionLink, 'state'>[]): ChangeStanding {
	const last = chain.at(-1)?.state;
	if (last === 'in-force' || (!isSuspended && about !== 'contract')) {
		if (about !== 'indicator' || Object.keys(writes).length > 0) return 'applied';
		return elementId === null ? 'noted-alone' : 'noted';
	}
	if (last === 'given-up') return 'dropped';
	return last === 'awaiting-opinion' ? 'suspended' : 'not-in-force';
}

/** The dates of a version that are over on an ISO day: in force from then on, it changes nothing of them any more (EV153). */
export const datesOver = (changes: readonly VersionChange[], today: string): readonly Pick<VersionChange, 'name' | 'after'>[] =>
	changes.filter(({ about, writes: { on, until } }) => about === 'milestone' && String(until ?? on ?? today) < today).map(({ name, after }) => ({ name, after }));

/** Months in which essential data are published, from the notification. Source: CCP, art. R2196-1. */
const monthsToPublish = 2;

/** What follows from a version, as it stands; ISO days. */
export interface DutyOfVersion {
	readonly what: 'commission-opinion' | 'transmission' | 'notice' | 'published-data';
	/** the last day on which it is in time, of an opinion the day of the commission's meeting; null where none is known yet, or where no text gives any */
	readonly dueOn: string | null;
	readonly doneOn: string | null;
	readonly isLate: boolean;
	/** whether its day may be noted now */
	readonly isOpen: boolean;
}

const onOf = (chain: readonly VersionLink[], state: VersionState): string | null => chain.find((link) => link.state === state)?.on ?? null;

/**
 * The duties that follow from a version, with their days (EV120): the opinion before it is signed, expected on the day of the meeting that the gate said and done on its own; the transmission, of a local authority, unless it is said not to be due;
 * the notice of modification as soon as it is signed; essential data within two months of its notification, the last day included. Nothing follows from what was given up.
 */
export function dutiesOfVersion(
	version: { readonly chain: readonly VersionLink[]; readonly duties: readonly Duty[]; readonly isLocal: boolean; readonly opinionExpectedOn: string | null; readonly noticeOn: string | null; readonly publishedOn: string | null },
	today: string
): readonly DutyOfVersion[] {
	const { chain, duties } = version;
	if (onOf(chain, 'given-up') !== null) return [];
	const [signedOn, inForceOn, sentOn, opinionOn] = [onOf(chain, 'signed'), onOf(chain, 'in-force'), onOf(chain, 'transmitted'), onOf(chain, 'opinion-favourable') ?? onOf(chain, 'opinion-unfavourable')];
	const duty = (what: DutyOfVersion['what'], dueOn: string | null, doneOn: string | null, isOpen: boolean): DutyOfVersion => ({ what, dueOn, doneOn, isLate: doneOn === null && dueOn !== null && dueOn < today, isOpen: isOpen && doneOn === null });
	return [
		...(onOf(chain, 'awaiting-opinion') !== null ? [duty('commission-opinion', version.opinionExpectedOn, opinionOn, false)] : []),
		...(version.isLocal && onOf(chain, 'transmission-not-due') === null && (inForceOn === null || sentOn !== null) ? [duty('transmission', null, sentOn, false)] : []),
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
