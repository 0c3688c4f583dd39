// What stood on a board at an earlier minute beside what stands there now: the difference in acts, and what brings the earlier state back.
import type { BoardCard, BoardGroup } from './cards.ts';

export interface BoardState {
	readonly cards: readonly BoardCard[];
	readonly groups: readonly BoardGroup[];
	/** cut or copied card → the one of which it is a part */
	readonly parts: ReadonlyMap<string, string>;
}

export type Difference =
	| { readonly what: 'card-moved'; readonly text: string; readonly from: string; readonly to: string }
	/** null: in no group */
	| { readonly what: 'card-regrouped'; readonly text: string; readonly from: string | null; readonly to: string | null }
	| { readonly what: 'card-reworded'; readonly from: string; readonly to: string }
	| { readonly what: 'card-added'; readonly text: string; readonly isPart: boolean }
	| { readonly what: 'group-made' | 'group-gone'; readonly title: string }
	| { readonly what: 'group-renamed'; readonly from: string; readonly to: string };

const byId = <One extends { readonly id: string }>(all: readonly One[]): ReadonlyMap<string, One> => new Map(all.map((one) => [one.id, one]));

/** What was done between two states of one board, card by card, then group by group (BO22). A card never goes away (BO6). */
export function differences(then: BoardState, now: BoardState): Difference[] {
	const [cards, groups, groupsNow] = [byId(then.cards), byId(then.groups), byId(now.groups)];
	const titleIn = (all: ReadonlyMap<string, BoardGroup>, id: string | null) => (id === null ? null : (all.get(id)?.title ?? null));
	const ofCards = now.cards.flatMap((card): Difference[] => {
		const was = cards.get(card.id);
		if (!was) return [{ what: 'card-added', text: card.text, isPart: now.parts.has(card.id) }];
		const done: Difference[] = [];
		if (was.zone !== card.zone) done.push({ what: 'card-moved', text: card.text, from: was.zone, to: card.zone });
		if (was.group !== card.group) done.push({ what: 'card-regrouped', text: card.text, from: titleIn(groups, was.group), to: titleIn(groupsNow, card.group) });
		if (was.text !== card.text) done.push({ what: 'card-reworded', from: was.text, to: card.text });
		return done;
	});
	const ofGroups = [
		...then.groups.filter(({ id }) => !groupsNow.has(id)).map(({ title }): Difference => ({ what: 'group-gone', title })),
		...now.groups.flatMap(({ id, title }): Difference[] => {
			const was = groups.get(id);
			if (!was) return [{ what: 'group-made', title }];
			return was.title === title ? [] : [{ what: 'group-renamed', from: was.title, to: title }];
		})
	];
	return [...ofCards, ...ofGroups];
}

export interface Restoration {
	readonly cards: readonly { readonly id: string; readonly zone: string; readonly group: string | null; readonly rank: string; readonly text: string }[];
	/** those that come back, under a new id: an id is never used again */
	readonly made: readonly BoardGroup[];
	readonly changed: readonly BoardGroup[];
	readonly removed: readonly string[];
}

/**
 * What brings a board back to an earlier state without erasing anything (BO23): places, groups and titles as they were; the words of
 * a card too, unless it was cut since, whose parts already say them. Cards that came since stay where they are, out of groups made since.
 * `freshId`: an id for each group that comes back.
 */
export function restorationOf(then: BoardState, now: BoardState, freshId: () => string): Restoration {
	const [cards, groupsThen, groupsNow] = [byId(then.cards), byId(then.groups), byId(now.groups)];
	/** one that came back before stands under another id */
	const twinOf = ({ zone, title, rank }: BoardGroup) => now.groups.find((one) => !groupsThen.has(one.id) && one.zone === zone && one.title === title && one.rank === rank)?.id;
	const twins = new Map(then.groups.flatMap((group) => (groupsNow.has(group.id) ? [[group.id, group.id] as const] : twinOf(group) ? [[group.id, twinOf(group)!] as const] : [])));
	const back = new Map(then.groups.map(({ id }) => [id, twins.get(id) ?? freshId()]));
	const cutSince = new Set(now.cards.flatMap(({ id }) => (cards.has(id) ? [] : (now.parts.get(id) ?? []))));
	const wanted = now.cards.map((card) => {
		const was = cards.get(card.id);
		if (!was) return { id: card.id, zone: card.zone, rank: card.rank, text: card.text, group: card.group === null ? null : groupsThen.has(card.group) ? card.group : null };
		return { id: card.id, zone: was.zone, rank: was.rank, text: cutSince.has(card.id) ? card.text : was.text, group: was.group === null ? null : (back.get(was.group) ?? null) };
	});
	const isOtherwise = (card: (typeof wanted)[number]) => now.cards.some(({ id, zone, rank, text, group }) => id === card.id && (zone !== card.zone || rank !== card.rank || text !== card.text || group !== card.group));
	return {
		cards: wanted.filter(isOtherwise),
		made: then.groups.filter(({ id }) => !twins.has(id)).map((group) => ({ ...group, id: back.get(group.id)! })),
		changed: then.groups.filter(({ id, zone, title, rank }) => {
			const is = groupsNow.get(id);
			return is !== undefined && (is.zone !== zone || is.title !== title || is.rank !== rank);
		}),
		removed: now.groups.filter(({ id }) => !groupsThen.has(id) && ![...twins.values()].includes(id)).map(({ id }) => id)
	};
}

/** Whether bringing it back would change anything. */
export const isEmpty = ({ cards, made, changed, removed }: Restoration): boolean => cards.length + made.length + changed.length + removed.length === 0;

/** Days after the gathering has ended until its boards' history is thinned to one row an hour (BO24). */
export const historyKeptDays = 30;

export interface ArchivedRow {
	readonly seq: number;
	readonly at: Date;
}

/** Rows that become one, in their order: those of one hour that follow each other. */
export function hoursOf<Row extends ArchivedRow>(rows: readonly Row[]): Row[][] {
	const hours: Row[][] = [];
	const hour = ({ at }: Row) => Math.floor(at.getTime() / 3_600_000);
	for (const row of rows) {
		const last = hours.at(-1);
		if (last && hour(last[0]!) === hour(row)) last.push(row);
		else hours.push([row]);
	}
	return hours;
}
