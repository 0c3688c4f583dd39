// What a scenario would do, played before anybody decides: two turns and one unforeseen card, how each role reacts, and the board of consequences.
import { readSignedEuros } from '../../money/rules/euros.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

/** Two turns, then what nobody foresaw. */
export const rounds = ['turn-1', 'turn-2', 'unforeseen'] as const;
export type Round = (typeof rounds)[number];

export const reactions = ['accept', 'adapt', 'refuse'] as const;
export type Reaction = (typeof reactions)[number];

/** The deck of what nobody foresaw: neutral, none is anybody's fault. The first is the example's. Source: EVO-10; example 5.13. */
export const unforeseenCards = [
	'frost',
	'flood',
	'partner-lost',
	'more-people',
	'fewer-people',
	'price-rise',
	'new-rule',
	'breakdown',
	'absence',
	'good-news'
] as const;
export type UnforeseenCard = (typeof unforeseenCards)[number];

/** What a role says that a round changes for it; signed: more, or less. */
export interface Consequence {
	readonly weeks: number;
	/** cents */
	readonly amount: number;
	readonly people: number;
}

export const consequenceLimits = { weeks: 520, amount: 1_000_000_000_00, people: 1_000_000 } as const;

export interface TypedConsequence {
	readonly weeks: string;
	readonly euros: string;
	readonly people: string;
}

export type ConsequenceRefusal = 'weeks-unreadable' | 'euros-unreadable' | 'people-unreadable';

function wholeOf(typed: string, most: number): number | undefined {
	const [, sign = '', rest = ''] = /^\s*([-−–+]?)\s*(.*)$/su.exec(typed) ?? [];
	const figures = rest.replace(/\s/gu, '');
	if (figures === '') return rest === typed.trim() ? 0 : undefined;
	if (!/^\d{1,9}$/.test(figures) || Number(figures) > most) return undefined;
	// never minus zero
	return sign === '' || sign === '+' ? Number(figures) : -Number(figures) || 0;
}

/** Weeks and people as whole figures, euros as they are typed anywhere, each with a sign where it is less; empty is zero. Refuses what cannot be read or is beyond `consequenceLimits` (EV81). */
export function readConsequence({
	weeks,
	euros,
	people
}: TypedConsequence): Outcome<Consequence, ConsequenceRefusal> {
	const later = wholeOf(weeks, consequenceLimits.weeks);
	if (later === undefined) return refused('weeks-unreadable');
	const cents = euros.trim() === '' ? accepted(0) : readSignedEuros(euros);
	if (!cents.accepted || Math.abs(cents.value) > consequenceLimits.amount) return refused('euros-unreadable');
	const concerned = wholeOf(people, consequenceLimits.people);
	if (concerned === undefined) return refused('people-unreadable');
	return accepted({ weeks: later, amount: cents.value, people: concerned });
}

export interface RoleVoice extends Consequence {
	readonly round: Round;
	/** several seats may play one role */
	readonly role: string;
	readonly reaction: Reaction;
	readonly words: string;
}

export interface RoleOnBoard extends Consequence {
	readonly role: string;
	readonly reactions: Readonly<Record<Reaction, number>>;
	readonly words: readonly string[];
}

export interface RoundOnBoard {
	readonly round: Round;
	readonly roles: readonly RoleOnBoard[];
	/** weeks of the role that waits longest; euros and people of all roles together */
	readonly total: Consequence;
}

const furthest = (values: readonly number[]): number =>
	values.reduce((kept, one) => (Math.abs(one) > Math.abs(kept) ? one : kept), 0);
const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

/** The board of consequences (EV82): every round, every role in the order given, even silent. Where several seats play one role, the furthest from zero is kept, not their sum: it is one role. */
export function boardOf(roles: readonly string[], voices: readonly RoleVoice[]): readonly RoundOnBoard[] {
	return rounds.map((round) => {
		const rows = roles.map((role): RoleOnBoard => {
			const own = voices.filter((voice) => voice.round === round && voice.role === role);
			const count = (reaction: Reaction) => own.filter((voice) => voice.reaction === reaction).length;
			return {
				role,
				reactions: { accept: count('accept'), adapt: count('adapt'), refuse: count('refuse') },
				weeks: furthest(own.map(({ weeks }) => weeks)),
				amount: furthest(own.map(({ amount }) => amount)),
				people: furthest(own.map(({ people }) => people)),
				words: own.map(({ words }) => words).filter((words) => words !== '')
			};
		});
		return {
			round,
			roles: rows,
			total: {
				weeks: furthest(rows.map(({ weeks }) => weeks)),
				amount: sum(rows.map(({ amount }) => amount)),
				people: sum(rows.map(({ people }) => people))
			}
		};
	});
}

/** ▲ more, ▼ less, nothing: an arrow is always read with its words. */
export const directionOf = (value: number): 'more' | 'less' | 'same' =>
	value > 0 ? 'more' : value < 0 ? 'less' : 'same';

/** A card of the deck by chance (from 0, included, to 1, excluded), never the one that lies there. */
export function drawUnforeseen(chance: number, last: UnforeseenCard | null): UnforeseenCard {
	const left = unforeseenCards.filter((card) => card !== last);
	return left[Math.min(left.length - 1, Math.floor(chance * left.length))]!;
}
