// Where everything stands on the toile: four zones two by two, in each the cards where somebody put them, and the others in rows.
import { zones, type Zone } from '../../design/rules/zones.ts';
import { inOrder, type BoardCard, type BoardGroup } from './cards.ts';
import type { Place, Point } from './marks.ts';

/** In units of the toile: pixels at a zoom of 1. */
export interface Box extends Point {
	readonly w: number;
	readonly h: number;
}

export const cardSize = { w: 224, h: 140 } as const;
const cell = { w: cardSize.w + 24, h: cardSize.h + 24 } as const;
const padding = 32;
/** above the cards stand the name and the question of the zone */
const heading = 112;
const between = 48;

interface Cells {
	readonly across: number;
	readonly down: number;
}

/** How many cells a zone has, half as many again across as down, as screens are: they would do for half of the cards, and steps are wide so that a card more moves nothing. */
function cellsFor(cards: number): Cells {
	let down = 3;
	while (Math.ceil(down * 1.5) * down < cards / 2) down += 2;
	return { across: Math.ceil(down * 1.5), down };
}

/** The four zones, two by two, as large as this many cards want (BO41). */
export function zoneBoxes(cards: number): Readonly<Record<Zone, Box>> {
	const { across, down } = cellsFor(cards);
	const [w, h] = [across * cell.w - 24 + 2 * padding, heading + down * cell.h - 24 + padding];
	const boxOf = (at: number): Box => ({ x: (at % 2) * (w + between), y: Math.floor(at / 2) * (h + between), w, h });
	return Object.fromEntries(zones.map((zone, at) => [zone, boxOf(at)])) as Record<Zone, Box>;
}

/** All four, with what is between them. */
export function toileBox(boxes: Readonly<Record<Zone, Box>>): Box {
	const { x, y, w, h } = boxes[zones.at(-1)!];
	return { x: 0, y: 0, w: x + w, h: y + h };
}

/** The zone in which a point stands, or the nearest one. */
export function zoneAt({ x, y }: Point, boxes: Readonly<Record<Zone, Box>>): Zone {
	const away = (box: Box) => Math.max(box.x - x, 0, x - box.x - box.w) + Math.max(box.y - y, 0, y - box.y - box.h);
	return zones.reduce((nearest, zone) => (away(boxes[zone]) < away(boxes[nearest]) ? zone : nearest));
}

/** A point of the zone, from its corner, at which a whole card stands within it and below its heading. */
export function within(box: Box, { x, y }: Point): Point {
	const keep = (value: number, lowest: number, highest: number) => Math.round(Math.min(highest, Math.max(lowest, value)));
	return { x: keep(x, padding / 2, box.w - cardSize.w - padding / 2), y: keep(y, heading, box.h - cardSize.h - padding / 2) };
}

/** The place that a card takes when its upper left corner comes to stand at this point of the toile: in the zone of its middle. */
export function placeAt({ x, y }: Point, boxes: Readonly<Record<Zone, Box>>): Place {
	const zone = zoneAt({ x: x + cardSize.w / 2, y: y + cardSize.h / 2 }, boxes);
	const box = boxes[zone];
	return { zone, ...within(box, { x: x - box.x, y: y - box.y }) };
}

/**
 * Where each card stands, by its id: its upper left corner on the toile (BO41).
 * A card that somebody put in the zone where it is stands there. The others stand in rows, group after group, then those that are alone, each where the list
 * has it: a card keeps its cell free while it stands elsewhere in its zone. A group begins a row of its own where all find room so; rows that do not fit at all lie over each other; no card leaves its zone.
 */
export function arrange(cards: readonly BoardCard[], groups: readonly BoardGroup[], places: ReadonlyMap<string, Place>): ReadonlyMap<string, Point> {
	const boxes = zoneBoxes(cards.length);
	const { across, down: fitting } = cellsFor(cards.length);
	const inRows = (shelf: readonly BoardCard[]) => Array.from({ length: Math.ceil(shelf.length / across) }, (_, row) => shelf.slice(row * across, (row + 1) * across));
	const arranged = new Map<string, Point>();
	for (const zone of zones) {
		const box = boxes[zone];
		const here = inOrder(cards.filter((card) => card.zone === zone));
		const own = inOrder(groups.filter((group) => group.zone === zone)).map(({ id }) => id);
		const shelves = [...own.map((id) => here.filter(({ group }) => group === id)), here.filter(({ group }) => group === null || !own.includes(group))];
		const apart = shelves.flatMap(inRows);
		const rows = apart.length > fitting ? inRows(shelves.flat()) : apart;
		const step = rows.length > 1 ? Math.min(cell.h, (box.h - heading - padding - cardSize.h) / (rows.length - 1)) : 0;
		rows.forEach((row, down) =>
			row.forEach((card, along) => {
				const place = places.get(card.id);
				const at = within(box, place?.zone === zone ? place : { x: padding + along * cell.w, y: heading + down * step });
				arranged.set(card.id, { x: box.x + at.x, y: box.y + at.y });
			})
		);
	}
	return arranged;
}

/** from a card to the frame of its group */
const frameGap = 8;

/** The frame around the cards of a group (BO45), by its id: none where another card lies within, for it would seem to belong. `at`: where each card stands. */
export function framesOf(cards: readonly BoardCard[], groups: readonly BoardGroup[], at: ReadonlyMap<string, Point>): ReadonlyMap<string, Box> {
	const frames = new Map<string, Box>();
	for (const { id, zone } of groups) {
		const places = cards.flatMap((card) => (card.group === id && card.zone === zone ? (at.get(card.id) ?? []) : []));
		if (places.length === 0) continue;
		const [x, y] = [Math.min(...places.map((place) => place.x)) - frameGap, Math.min(...places.map((place) => place.y)) - frameGap];
		const [right, foot] = [Math.max(...places.map((place) => place.x)) + cardSize.w + frameGap, Math.max(...places.map((place) => place.y)) + cardSize.h + frameGap];
		const isWithin = (place: Point) => place.x < right && place.x + cardSize.w > x && place.y < foot && place.y + cardSize.h > y;
		if (cards.some((card) => card.group !== id && isWithin(at.get(card.id) ?? { x: Infinity, y: Infinity }))) continue;
		frames.set(id, { x, y, w: right - x, h: foot - y });
	}
	return frames;
}
