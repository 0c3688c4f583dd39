// The one shape of a board's document: two maps, `cards` and `groups`, read and written alike by server and screens.
import * as Y from 'yjs';
import { inOrder, type BoardCard, type BoardGroup } from '../rules/cards.ts';

export type CardInk = Y.Map<string | null | Y.Text>;
export type GroupInk = Y.Map<string | Y.Text>;

export const cardsOf = (document: Y.Doc): Y.Map<CardInk> => document.getMap('cards');
export const groupsOf = (document: Y.Doc): Y.Map<GroupInk> => document.getMap('groups');

const text = (value: unknown): string => (value instanceof Y.Text ? value.toString() : typeof value === 'string' ? value : '');

export function readCard(id: string, card: CardInk): BoardCard {
	return {
		id,
		zone: text(card.get('zone')),
		kind: text(card.get('kind')),
		text: text(card.get('text')),
		group: (card.get('group') as string | null | undefined) ?? null,
		capacity: ((card.get('capacity') as string | null | undefined) ?? null) as BoardCard['capacity'],
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

/** Puts a new card into the document. `splitFrom`: the card of which it was a part. */
export function putCard(document: Y.Doc, card: BoardCard, splitFrom?: string): void {
	const ink: CardInk = new Y.Map();
	ink.set('zone', card.zone);
	ink.set('kind', card.kind);
	ink.set('text', new Y.Text(card.text));
	ink.set('group', card.group);
	ink.set('capacity', card.capacity);
	ink.set('rank', card.rank);
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
