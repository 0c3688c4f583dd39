// Decides what taking changes back from a board writes: one's own act, never what somebody else has done since; or all that was done since an earlier minute.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { BoardCard, BoardGroup } from './cards.ts';
import { touchesFrozen } from './frozenZones.ts';
import { markOf, unpackStroke, type Marks, type MarkValue } from './marks.ts';

/** A board as one screen held it before or after an act. */
export interface Picture {
	readonly cards: readonly BoardCard[];
	readonly groups: readonly BoardGroup[];
	/** what the toile adds; none where absent */
	readonly marks?: Marks;
}

const cardFields = ['zone', 'group', 'rank', 'text'] as const;
const groupFields = ['zone', 'title', 'rank'] as const;

type Value = string | null;

/** A field that an act changed, with what it held before and after. */
export interface FieldChanged {
	readonly of: 'cards' | 'groups';
	readonly id: string;
	readonly field: (typeof cardFields)[number] | (typeof groupFields)[number];
	readonly was: Value;
	readonly now: Value;
}

/** A mark of the toile that came, changed or went; null: there is none. */
export interface MarkChanged {
	readonly key: string;
	readonly was: MarkValue | null;
	readonly now: MarkValue | null;
}

export type ActName = 'moved' | 'grouped' | 'renamed' | 'ungrouped' | 'changed' | 'placed' | 'linked' | 'unlinked' | 'drawn' | 'erased';

/** What lies between two pictures of one board. */
export interface Changes {
	readonly fields: readonly FieldChanged[];
	/** groups that were not there before, and groups that are no longer */
	readonly made: readonly BoardGroup[];
	readonly gone: readonly BoardGroup[];
	readonly marks: readonly MarkChanged[];
}

export interface OwnAct extends Changes {
	readonly name: ActName;
	/** the words of the card or the title of the group that it was about */
	readonly subject: string;
}

/** What is to be written: fields set, groups made, groups removed, marks put or taken away. */
export interface Steps {
	readonly sets: readonly { readonly of: 'cards' | 'groups'; readonly id: string; readonly field: FieldChanged['field']; readonly value: Value }[];
	readonly makes: readonly BoardGroup[];
	readonly removes: readonly string[];
	/** null: taken away */
	readonly marks: readonly { readonly key: string; readonly value: MarkValue | null }[];
	/** groups that come back under another id: an id is never used again */
	readonly renamed: Readonly<Record<string, string>>;
	/** false where somebody has changed a part of it since: that part stays */
	readonly isWhole: boolean;
}

export type TakeBackRefusal = 'changed-since' | 'zone-frozen';

const byId = <One extends { readonly id: string }>(all: readonly One[]) => new Map(all.map((one) => [one.id, one]));

/** The act that lies between two pictures; undefined where nothing differs. */
export function actBetween(name: ActName, subject: string, before: Picture, after: Picture): OwnAct | undefined {
	const changes = changesBetween(before, after);
	return isNothing(changes) ? undefined : { name, subject, ...changes };
}

export const isNothing = ({ fields, made, gone, marks }: Changes): boolean => fields.length + made.length + gone.length + marks.length === 0;

/** What differs between two pictures. A card that was not there before is no part of it. */
export function changesBetween(before: Picture, after: Picture): Changes {
	const fields: FieldChanged[] = [];
	const cards = byId(before.cards);
	for (const card of after.cards) {
		const was = cards.get(card.id);
		if (!was || was === card) continue;
		for (const field of cardFields) if (was[field] !== card[field]) fields.push({ of: 'cards', id: card.id, field, was: was[field], now: card[field] });
	}
	const [groupsBefore, groupsAfter] = [byId(before.groups), byId(after.groups)];
	for (const group of after.groups) {
		const was = groupsBefore.get(group.id);
		if (!was || was === group) continue;
		for (const field of groupFields) if (was[field] !== group[field]) fields.push({ of: 'groups', id: group.id, field, was: was[field], now: group[field] });
	}
	const made = after.groups.filter(({ id }) => !groupsBefore.has(id));
	const gone = before.groups.filter(({ id }) => !groupsAfter.has(id));
	return { fields, made, gone, marks: marksBetween(before.marks ?? none, after.marks ?? none) };
}

const none: Marks = new Map();

function marksBetween(before: Marks, after: Marks): MarkChanged[] {
	if (before === after) return [];
	return [...new Set([...before.keys(), ...after.keys()])]
		.map((key) => ({ key, was: before.get(key) ?? null, now: after.get(key) ?? null }))
		.filter(({ was, now }) => was !== now);
}

/**
 * What takes an act back from the board as it stands (BO33). A card, a group or a mark that holds anything else than the act left in it was changed by somebody since: it stays as it is.
 * Refuses an act of which nothing is left to take back, and one that reaches into a frozen zone (BO30). `freshId` gives ids for groups that come back.
 */
export function takeBack(act: Changes, standing: Picture, frozenZones: readonly string[], freshId: () => string): Outcome<Steps, TakeBackRefusal> {
	const cards = byId(standing.cards);
	const groups = byId(standing.groups);
	const holds = ({ of, id, field, now }: FieldChanged) => {
		const there = (of === 'cards' ? cards.get(id) : groups.get(id)) as Readonly<Record<string, unknown>> | undefined;
		return there !== undefined && (there[field] ?? null) === now;
	};
	const changed = new Set(act.fields.filter((one) => !holds(one)).map(({ of, id }) => `${of}/${id}`));
	const left = act.fields.filter(({ of, id }) => !changed.has(`${of}/${id}`));
	const renamed: Record<string, string> = {};
	// a group that nothing would come back to stays gone
	const makes = act.gone
		.filter(({ id }) => left.some(({ of, field, was }) => of === 'cards' && field === 'group' && was === id))
		.map((group) => ({ ...group, id: (renamed[group.id] = freshId()) }));
	const comesBackTo = (was: Value) => (was === null ? null : (renamed[was] ?? (groups.has(was) ? was : null)));
	const sets = left
		.map(({ of, id, field, was, now }) => ({ of, id, field, now, value: of === 'cards' && field === 'group' ? comesBackTo(was) : was }))
		.filter(({ value, now }) => value !== now)
		.map(({ of, id, field, value }) => ({ of, id, field, value }));
	const leaving = new Set(sets.flatMap(({ of, id, field }) => (of === 'cards' && field === 'group' ? [id] : [])));
	// what somebody has put into it or called it since is theirs
	const removes = act.made.filter((made) => groups.get(made.id)?.title === made.title && standing.cards.every((card) => card.group !== made.id || leaving.has(card.id))).map(({ id }) => id);
	const marksStanding = standing.marks ?? none;
	const marks = act.marks.filter(({ key, now }) => (marksStanding.get(key) ?? null) === now).map(({ key, was }) => ({ key, value: was }));
	if (sets.length + makes.length + removes.length + marks.length === 0) return refused('changed-since');
	const reached = [
		...sets.flatMap(({ of, id, field, value }) => [(of === 'cards' ? cards : groups).get(id)?.zone, field === 'zone' ? value : undefined]),
		...makes.map(({ zone }) => zone),
		...removes.map((id) => groups.get(id)?.zone)
	];
	if (reached.some((zone) => zone != null && frozenZones.includes(zone))) return refused('zone-frozen');
	const zoneOf = (of: string, id: string) => (of === 'cards' ? cards.get(id)?.zone : of === 'groups' ? groups.get(id)?.zone : unpackStroke(marksStanding.get(`${of}/${id}`))?.zone);
	if (marks.some(({ key, value }) => touchesFrozen(value === null ? { do: 'unmark', ...markOf(key) } : { do: 'mark', ...markOf(key), value }, frozenZones, zoneOf))) return refused('zone-frozen');
	const isWhole = changed.size === 0 && makes.length === act.gone.length && removes.length === act.made.length && marks.length === act.marks.length;
	return accepted({ sets, makes, removes, marks, renamed, isWhole });
}

/** The same act, where a group has come back under another id. */
export function withRenamed(act: OwnAct, renamed: Readonly<Record<string, string>>): OwnAct {
	const as = (value: Value): Value => (value === null ? null : (renamed[value] ?? value));
	const group = (one: BoardGroup): BoardGroup => ({ ...one, id: as(one.id)! });
	return {
		...act,
		made: act.made.map(group),
		gone: act.gone.map(group),
		fields: act.fields.map((one) => (one.of === 'groups' ? { ...one, id: as(one.id)! } : one.field === 'group' ? { ...one, was: as(one.was), now: as(one.now) } : one))
	};
}
