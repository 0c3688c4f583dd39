// The campaign by which people hear that a jury is drawn: actions, days, how many were reached.
import { isDay } from '../../decisions/rules/consent.ts';
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';

export const actionKinds = ['poster', 'market', 'meeting', 'relay', 'letter', 'press'] as const;
export type ActionKind = (typeof actionKinds)[number];

export const actionLimit = 200;
const mostReached = 10_000_000;

export type ActionRefusal = 'action-kind-unknown' | 'action-what-missing' | 'action-what-too-long' | 'action-day-unreadable' | 'action-reach-unreadable';

export interface CampaignAction {
	readonly kind: ActionKind;
	readonly what: string;
	/** a day, `2027-01-30` */
	readonly onDay: string;
	/** people; null where nobody knows */
	readonly reach: number | null;
}

/** A day of the calendar as typed; undefined for anything else. */
export const readDay = (typed: string): string | undefined => (isDay(typed.trim()) ? typed.trim() : undefined);

/** One line of plain words: no control character, no run of blanks. */
export const tidyLine = (typed: string): string => typed.slice(0, 4_000).toWellFormed().normalize('NFC').replace(/\p{Cc}/gu, ' ').replace(/\s+/gu, ' ').trim();

/** An action as typed. Refuses an unknown kind, no words, more than 200 characters, no day of the calendar, a reach that is no whole number from 0 to ten millions. Source: JUR-1. */
export function readAction(typed: { readonly kind: string; readonly what: string; readonly onDay: string; readonly reach: string }): Outcome<CampaignAction, ActionRefusal> {
	const kind = actionKinds.find((one) => one === typed.kind);
	if (!kind) return refused('action-kind-unknown');
	const what = tidyLine(typed.what);
	if (what === '') return refused('action-what-missing');
	if ([...what].length > actionLimit) return refused('action-what-too-long');
	const onDay = readDay(typed.onDay);
	if (!onDay) return refused('action-day-unreadable');
	const figures = typed.reach.replace(/\s/gu, '');
	if (figures === '') return accepted({ kind, what, onDay, reach: null });
	return /^\d{1,8}$/.test(figures) && Number(figures) <= mostReached ? accepted({ kind, what, onDay, reach: Number(figures) }) : refused('action-reach-unreadable');
}

/** How many were reached, kind by kind, in the order of the kinds; kinds without an action are left out. */
export const reachByKind = (actions: readonly CampaignAction[]): readonly { readonly kind: ActionKind; readonly actions: number; readonly reach: number }[] =>
	actionKinds.flatMap((kind) => {
		const own = actions.filter((one) => one.kind === kind);
		return own.length === 0 ? [] : [{ kind, actions: own.length, reach: own.reduce((sum, { reach }) => sum + (reach ?? 0), 0) }];
	});
