// Decides what taking changes back from a board writes: one's own act, never what somebody else has done since; or all that was done since an earlier minute.
import { accepted, refused, type Outcome } from '../../outcomes/rules/outcome.ts';
import type { BoardCard, BoardGroup } from './cards.ts';

/** A board as one screen held it before or after an act. */
export interface Picture {
	readonly cards: readonly BoardCard[];
	readonly groups: readonly BoardGroup[];
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

export type ActName = 'moved' | 'grouped' | 'renamed' | 'ungrouped' | 'changed';

/** What lies between two pictures of one board. */
export interface Changes {
	readonly fields: readonly FieldChanged[];
	/** groups that were not there before, and groups that are no longer */
	readonly made: readonly BoardGroup[];
	readonly gone: readonly BoardGroup[];
}

export interface OwnAct extends Changes {
	readonly name: ActName;
	/** the words of the card or the title of the group that it was about */
	readonly subject: string;
}

/** What is to be written: fields set, groups made, groups removed. */
export interface Steps {
	readonly sets: readonly { readonly of: 'cards' | 'groups'; readonly id: string; readonly field: FieldChanged['field']; readonly value: Value }[];
	readonly makes: readonly BoardGroup[];
	readonly removes: readonly string[];
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

export const isNothing = ({ fields, made, gone }: Changes): boolean => fields.length + made.length + gone.length === 0;

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
	return { fields, made, gone };
}

/**
 * What takes an act back from the board as it stands (BO33). A card or a group that holds anything else than the act left in it was changed by somebody since: it stays as it is.
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
	if (sets.length + makes.length + removes.length === 0) return refused('changed-since');
	const reached = [
		...sets.flatMap(({ of, id, field, value }) => [(of === 'cards' ? cards : groups).get(id)?.zone, field === 'zone' ? value : undefined]),
		...makes.map(({ zone }) => zone),
		...removes.map((id) => groups.get(id)?.zone)
	];
	if (reached.some((zone) => zone != null && frozenZones.includes(zone))) return refused('zone-frozen');
	return accepted({ sets, makes, removes, renamed, isWhole: changed.size === 0 && makes.length === act.gone.length && removes.length === act.made.length });
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
