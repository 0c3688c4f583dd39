// What the toile adds to a board's document: a map for each kind of mark, read and written alike by server and screens.
import * as Y from 'yjs';
import { endsOf, unpackPlace, unpackStroke, type Mark, type Place, type Stroke } from '../rules/marks.ts';
import { cardsOf } from './document.ts';

export const marksOf = (document: Y.Doc, of: Mark): Y.Map<string | boolean> => document.getMap(of);

/** Where somebody put which card. */
export const readPlaces = (document: Y.Doc): ReadonlyMap<string, Place> =>
	new Map(
		[...marksOf(document, 'places')].flatMap(([id, packed]) => {
			const place = unpackPlace(packed);
			return place ? [[id, place] as const] : [];
		})
	);

/** By its id the two cards of each link, both of which stand on the board. */
export function readLinks(document: Y.Doc): ReadonlyMap<string, readonly [string, string]> {
	const cards = cardsOf(document);
	return new Map(
		[...marksOf(document, 'links').keys()].flatMap((id) => {
			const ends = endsOf(id);
			return ends?.every((card) => cards.has(card)) ? [[id, ends] as const] : [];
		})
	);
}

export const readStrokes = (document: Y.Doc): ReadonlyMap<string, Stroke> =>
	new Map(
		[...marksOf(document, 'strokes')].flatMap(([id, packed]) => {
			const stroke = unpackStroke(packed);
			return stroke ? [[id, stroke] as const] : [];
		})
	);
