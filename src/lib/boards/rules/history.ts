// What stood on a board at an earlier minute beside what stands there now: what was done since, and what takes it back.
import { refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import { markOf, type Mark } from './marks.ts';
import { changesBetween, isNothing, takeBack, type Changes, type MarkChanged, type Picture, type Steps, type TakeBackRefusal } from './ownActs.ts';

export interface BoardState extends Picture {
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
	| { readonly what: 'group-renamed'; readonly from: string; readonly to: string }
	/** other places in the same columns and groups; on the toile, cards put elsewhere, links and strokes that came or went */
	| { readonly what: 'reordered' | 'placed' | 'linked' | 'unlinked' | 'drawn' | 'erased'; readonly count: number };

/** An earlier state in which a group that went and was brought back bears the id that it has now. */
function inIdsOf(now: Picture, then: BoardState): BoardState {
	const [ids, idsNow] = [new Set(then.groups.map(({ id }) => id)), new Set(now.groups.map(({ id }) => id))];
	const twins = new Map(
		then.groups.flatMap(({ id, zone, title, rank }) => {
			const twin = idsNow.has(id) ? undefined : now.groups.find((one) => !ids.has(one.id) && one.zone === zone && one.title === title && one.rank === rank);
			return twin ? [[id, twin.id] as const] : [];
		})
	);
	if (twins.size === 0) return then;
	const as = (id: string) => twins.get(id) ?? id;
	return { ...then, groups: then.groups.map((group) => ({ ...group, id: as(group.id) })), cards: then.cards.map((card) => ({ ...card, group: card.group === null ? null : as(card.group) })) };
}

type Counted = Extract<Difference, { readonly count: number }>['what'];

/** How many marks of the toile came, changed or went. */
function marksSince(marks: Changes['marks']): Readonly<Partial<Record<Counted, number>>> {
	const count = (of: Mark, is: (mark: MarkChanged) => boolean) => marks.filter((mark) => markOf(mark.key).of === of && is(mark)).length;
	const [came, went] = [({ now }: MarkChanged) => now !== null, ({ now }: MarkChanged) => now === null];
	return { placed: count('places', () => true), linked: count('links', came), unlinked: count('links', went), drawn: count('strokes', came), erased: count('strokes', went) };
}

const counted = (all: Readonly<Partial<Record<Counted, number>>>): Difference[] =>
	(Object.entries(all) as [Counted, number][]).flatMap(([what, count]) => (count > 0 ? [{ what, count }] : []));

/** What was done between two states of one board, card by card, then group by group (BO22). A card never goes away (BO6). */
export function differences(earlier: BoardState, now: BoardState): Difference[] {
	const then = inIdsOf(now, earlier);
	const { fields, made, gone, marks } = changesBetween(then, now);
	const textOf = new Map(now.cards.map(({ id, text }) => [id, text]));
	const titles = new Map([...then.groups, ...now.groups].map(({ id, title }) => [id, title]));
	const titleOf = (id: string | null) => (id === null ? null : (titles.get(id) ?? null));
	const known = new Set(then.cards.map(({ id }) => id));
	const said = fields.flatMap(({ of, id, field, was, now: is }): Difference[] => {
		if (of === 'groups') return field === 'title' ? [{ what: 'group-renamed', from: was ?? '', to: is ?? '' }] : [];
		if (field === 'zone') return [{ what: 'card-moved', text: textOf.get(id)!, from: was ?? '', to: is ?? '' }];
		if (field === 'group') return [{ what: 'card-regrouped', text: textOf.get(id)!, from: titleOf(was), to: titleOf(is) }];
		return field === 'text' ? [{ what: 'card-reworded', from: was ?? '', to: is ?? '' }] : [];
	});
	const moved = new Set(fields.flatMap(({ id, field }) => (field === 'rank' ? [] : [id])));
	const reordered = fields.filter(({ of, id, field }) => of === 'cards' && field === 'rank' && !moved.has(id)).length;
	return [
		...said,
		...now.cards.filter(({ id }) => !known.has(id)).map(({ id, text }): Difference => ({ what: 'card-added', text, isPart: now.parts.has(id) })),
		...gone.map(({ title }): Difference => ({ what: 'group-gone', title })),
		...made.map(({ title }): Difference => ({ what: 'group-made', title })),
		...counted({ reordered, ...marksSince(marks) })
	];
}

/**
 * What takes back all that was done since an earlier state, without erasing anything (BO23): places, groups and titles as they were;
 * the words of a card too, unless it was cut since, whose parts already say them. Cards that came since stay, with a group made since
 * that holds one. Refuses where nothing is to be taken back, and where a frozen zone would change. `freshId`: an id for each group that comes back.
 */
export function takeBackSince(earlier: BoardState, now: BoardState, frozenZones: readonly string[], freshId: () => string): Outcome<Steps, TakeBackRefusal> {
	const then = inIdsOf(now, earlier);
	const known = new Set(then.cards.map(({ id }) => id));
	const cutSince = new Set(now.cards.flatMap(({ id }) => (known.has(id) ? [] : (now.parts.get(id) ?? []))));
	const { fields, ...groups } = changesBetween(then, now);
	const changes: Changes = { ...groups, fields: fields.filter(({ id, field }) => field !== 'text' || !cutSince.has(id)) };
	return isNothing(changes) ? refused('changed-since') : takeBack(changes, now, frozenZones, freshId);
}

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
