// The one shape of a board's document: a map of cards, one of groups, and one for each kind of mark on the toile; read and written alike by server and screens.
import * as Y from 'yjs';
import { passageKinds, type PassageKind } from '../../texts/rules/passages.ts';
import { inOrder, type BoardCard, type BoardGroup } from '../rules/cards.ts';
import { markKey, markOf, marks, type Mark, type Marks, type MarkValue } from '../rules/marks.ts';
import type { Steps } from '../rules/ownActs.ts';
import { passageZone, type BoardPassage } from '../rules/passages.ts';

export type CardInk = Y.Map<string | null | Y.Text>;
export type GroupInk = Y.Map<string | Y.Text>;

export const cardsOf = (document: Y.Doc): Y.Map<CardInk> => document.getMap('cards');
export const groupsOf = (document: Y.Doc): Y.Map<GroupInk> => document.getMap('groups');
export const marksOf = (document: Y.Doc, of: Mark): Y.Map<MarkValue> => document.getMap(of);

const text = (value: unknown): string => (value instanceof Y.Text ? value.toString() : typeof value === 'string' ? value : '');

/** Codes, as one line: a card without any has no such field. */
const sourcesIn = (line: unknown): Pick<BoardCard, 'sources'> => (typeof line === 'string' && line !== '' ? { sources: line.split(' ') } : {});

export function readCard(id: string, card: CardInk): BoardCard {
	return {
		id,
		zone: text(card.get('zone')),
		kind: text(card.get('kind')),
		text: text(card.get('text')),
		group: (card.get('group') as string | null | undefined) ?? null,
		capacity: ((card.get('capacity') as string | null | undefined) ?? null) as BoardCard['capacity'],
		...sourcesIn(card.get('sources')),
		rank: text(card.get('rank'))
	};
}

export const readGroup = (id: string, group: GroupInk): BoardGroup => ({
	id,
	zone: text(group.get('zone')),
	title: text(group.get('title')),
	rank: text(group.get('rank'))
});

export const readCards = (document: Y.Doc): BoardCard[] =>
	inOrder([...cardsOf(document)].map(([id, card]) => readCard(id, card)));

export const readGroups = (document: Y.Doc): BoardGroup[] =>
	inOrder([...groupsOf(document)].map(([id, group]) => readGroup(id, group)));

export const readMarks = (document: Y.Doc): Marks => new Map(marks.flatMap((of) => [...marksOf(document, of)].map(([id, value]) => [markKey(of, id), value] as const)));

/** Puts a mark, or takes it away where `value` is null. */
export function writeMark(document: Y.Doc, key: string, value: MarkValue | null): void {
	const { of, id } = markOf(key);
	const held = marksOf(document, of);
	if (value === null) held.delete(id);
	else if (held.get(id) !== value) held.set(id, value);
}

/** Puts a new card into the document. `splitFrom`: the card of which it was a part. */
export function putCard(document: Y.Doc, card: BoardCard, splitFrom?: string): void {
	const ink: CardInk = new Y.Map();
	ink.set('zone', card.zone);
	ink.set('kind', card.kind);
	ink.set('text', new Y.Text(card.text));
	ink.set('group', card.group);
	ink.set('capacity', card.capacity);
	ink.set('rank', card.rank);
	if (card.sources?.length) ink.set('sources', card.sources.join(' '));
	if (splitFrom !== undefined) ink.set('splitFrom', splitFrom);
	cardsOf(document).set(card.id, ink);
}

export function putGroup(document: Y.Doc, group: BoardGroup): void {
	const ink: GroupInk = new Y.Map();
	ink.set('zone', group.zone);
	ink.set('title', group.title);
	ink.set('rank', group.rank);
	groupsOf(document).set(group.id, ink);
}

/** The passages of a text in its draft, in their order; one of an unknown kind is read as a paragraph. */
export const readPassages = (document: Y.Doc): BoardPassage[] =>
	readCards(document).map(({ id, kind, text, rank }) => ({ id, kind: passageKinds.includes(kind as PassageKind) ? (kind as PassageKind) : 'paragraph', text, rank }));

export function putPassage(document: Y.Doc, passage: BoardPassage): void {
	const ink: CardInk = new Y.Map();
	ink.set('zone', passageZone);
	ink.set('kind', passage.kind);
	ink.set('text', new Y.Text(passage.text));
	ink.set('rank', passage.rank);
	cardsOf(document).set(passage.id, ink);
}

/** Writes only what differs: two people in one text keep what each of them typed. */
export function rewrite(text: Y.Text, wanted: string): void {
	const was = text.toString();
	let start = 0;
	while (start < was.length && start < wanted.length && was[start] === wanted[start]) start += 1;
	// never through the middle of a character
	if (start > 0 && /[\ud800-\udbff]/.test(was[start - 1]!)) start -= 1;
	let end = 0;
	while (end < was.length - start && end < wanted.length - start && was[was.length - 1 - end] === wanted[wanted.length - 1 - end]) end += 1;
	if (end > 0 && /[\udc00-\udfff]/.test(was[was.length - end]!)) end -= 1;
	if (was.length - start - end > 0) text.delete(start, was.length - start - end);
	const added = wanted.slice(start, wanted.length - end);
	if (added) text.insert(start, added);
}

/** Writes what takes changes back, in the caller's transaction. */
export function carry(document: Y.Doc, { sets, makes, removes, marks: changed }: Steps): void {
	for (const group of makes) putGroup(document, group);
	for (const { of, id, field, value } of sets) {
		const ink = (of === 'groups' ? groupsOf(document) : cardsOf(document)).get(id) as CardInk | undefined;
		const held = ink?.get(field);
		if (held instanceof Y.Text) rewrite(held, value ?? '');
		else if (ink && (held ?? null) !== value) ink.set(field, value);
	}
	for (const id of removes) groupsOf(document).delete(id);
	for (const { key, value } of changed) writeMark(document, key, value);
}
