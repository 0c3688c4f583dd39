// The blind moderation before a reveal: what may be set aside, by rules that everybody reads beforehand, without knowing whose it is.
import { sha256 } from '@oslojs/crypto/sha2';
import { encodeHexLowerCase } from '@oslojs/encoding';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { Zone } from './landscape.ts';
import { silentMinutes, type TurnPhase } from './turn.ts';

export const moderationRules = ['names-somebody', 'insults', 'candidate-or-price', 'unreadable'] as const;
export type ModerationRule = (typeof moderationRules)[number];

/** Read without a name before it is shown. */
export interface TextToRead {
	/** what the reader calls it: neither its id nor anything of its author */
	readonly handle: string;
	/** the question that a card answers; null for an amendment */
	readonly zone: Zone | null;
	/** the passage that an amendment aims at, as it stands; empty where there is none */
	readonly about: string;
	readonly text: string;
	/** why an amendment is asked; empty for a card */
	readonly reason: string;
	readonly setAsideFor: ModerationRule | null;
}

/** `writing`: people still write, nothing is read; `reading`: they are read; `none`: nothing is waited for here. */
export type ModerationState = 'none' | 'writing' | 'reading';

export interface ToModerate {
	readonly state: ModerationState;
	/** as long as people write: when the reading opens by itself (ISO 8601); null when somebody opens it */
	readonly opensAt: string | null;
	readonly texts: readonly TextToRead[];
	/** the room is where they were written: what is put back now comes with the others */
	readonly isBeforeReveal: boolean;
}

export interface Moderation {
	readonly cards: ToModerate;
	readonly amendments: ToModerate;
}

export type ModerationRefusal = 'writing-not-open' | 'writing-not-being-read' | 'not-readable-yet' | 'text-gone' | 'not-set-aside' | 'rule-missing';

/** The name of a text for whoever reads it blind; the same at every look, and of no use for finding the text elsewhere. */
export const handleOf = (gatheringId: string, id: string): string =>
	encodeHexLowerCase(sha256(new TextEncoder().encode(`moderation:${gatheringId}:${id}`))).slice(0, 32);

/**
 * The order in which texts are read blind: the one of their handles. Ids are drawn by chance, so it says nothing of who wrote when;
 * it stays the same from one look to the next (MO173).
 */
export const inBlindOrder = <Text extends { readonly id: string }>(gatheringId: string, texts: readonly Text[]): (Text & { readonly handle: string })[] =>
	texts.map((text) => ({ ...text, handle: handleOf(gatheringId, text.id) })).sort((a, b) => (a.handle < b.handle ? -1 : a.handle > b.handle ? 1 : 0));

/** Cards are read once the writing is closed, never before (MO172). */
export const mayReadCards = (landscape: { readonly writingClosedAt: Date | null } | undefined): boolean => Boolean(landscape?.writingClosedAt);

/** When amendments may be read: once the minutes of silence are over; at once where the turn has begun. Undefined before anything was written (MO172). */
export function amendmentsReadFrom(turn: { readonly phase: TurnPhase; readonly phaseAt: Date } | undefined): Date | undefined {
	if (!turn) return undefined;
	return turn.phase === 'silence' ? new Date(turn.phaseAt.getTime() + silentMinutes * 60_000) : turn.phaseAt;
}

/** Whether the minutes of silence may begin anew: the turn has not begun, and nothing written can be read yet (MO156). */
export const mayRestartSilence = (turn: { readonly phase: TurnPhase; readonly phaseAt: Date } | undefined, at: Date): boolean => !turn || (turn.phase === 'silence' && amendmentsReadFrom(turn)! > at);

/** When a seat was last shown out and last let in; null: never, or before that was kept. */
export interface ComingAndGoing {
	readonly state: string;
	readonly expelledAt: Date | null;
	readonly admittedAt: Date | null;
}

/**
 * Whether a seat was shown out, after it had written something at `writtenAt`, when the reading began at `readFrom`: what it had written is not
 * part of that reading, also once the seat is let in again. Dropped or added meanwhile, it would tell the reader and the wall whose it is (MO14).
 */
export function missedTheReading({ state, expelledAt, admittedAt }: ComingAndGoing, writtenAt: Date, readFrom: Date): boolean {
	if (state === 'expelled') return !expelledAt || expelledAt < readFrom;
	return expelledAt !== null && admittedAt !== null && writtenAt <= expelledAt && expelledAt < readFrom && readFrom <= admittedAt;
}

export const isModerationRule = (typed: string): typed is ModerationRule => (moderationRules as readonly string[]).includes(typed);

interface Judged {
	readonly setAsideFor: ModerationRule | null;
}

/** Refuses a text that is read by nobody yet, one that was shown or withdrawn meanwhile, and a rule that was not published (MO170, MO172, MO179). */
export function judgeSetAside(mayRead: boolean, text: Judged | undefined, rule: string): Outcome<ModerationRule, ModerationRefusal> {
	if (!mayRead) return refused('not-readable-yet');
	if (!isModerationRule(rule)) return refused('rule-missing');
	return text ? accepted(rule) : refused('text-gone');
}

export function judgePutBack(mayRead: boolean, text: Judged | undefined): Outcome<null, ModerationRefusal> {
	if (!mayRead) return refused('not-readable-yet');
	if (!text) return refused('text-gone');
	return text.setAsideFor === null ? refused('not-set-aside') : accepted(null);
}

/** What a text changed by its author becomes: to be read again; the same words stay set aside (MO175). */
export const staysAside = (isAside: boolean, before: readonly string[], after: readonly string[]): boolean =>
	isAside && before.length === after.length && before.every((words, nth) => words === after[nth]);
