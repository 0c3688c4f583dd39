// What the toile adds to a board besides its cards: where a card stands, links between two cards, strokes of a free hand; how each is written, and what of it may be.
import { zones, type Zone } from '../../design/rules/zones.ts';
import { isId } from './cards.ts';

/** Each is a map of its own in the document; a value is packed into one text, and a change of it is one write. */
export const marks = ['places', 'links', 'strokes'] as const;
export type Mark = (typeof marks)[number];

/** What a mark holds: a place or a stroke packed into text, a link that it is there. */
export type MarkValue = string | boolean;

/** Every mark of a board under its key. */
export type Marks = ReadonlyMap<string, MarkValue>;

/** Marks of all kinds in one map: the kind before the id. */
export const markKey = (of: Mark, id: string): string => `${of}/${id}`;

export function markOf(key: string): { readonly of: Mark; readonly id: string } {
	const [of, id] = key.split('/') as [Mark, string];
	return { of, id };
}

export const isMark = (of: string): of is Mark => marks.includes(of as Mark);

/** In units of the toile, from the upper left corner of a zone, which keeps its corner whatever its size. */
export interface Point {
	readonly x: number;
	readonly y: number;
}

/** Where somebody put a card; it counts for as long as the card is in this zone (BO41). */
export interface Place extends Point {
	readonly zone: Zone;
}

/** A free line; its points count from the corner of the zone in which it begins. */
export interface Stroke {
	readonly zone: Zone;
	readonly points: readonly Point[];
}

/** Far more than a room draws on the cards that a board holds (BO43). */
export const linksAtMost = 500;
export const strokesAtMost = 300;
export const pointsAtMost = 400;

const coordinateLimit = 9_999;
const form = (lowest: string, steps: string) => new RegExp(`^(?:${zones.join('|')}) ${lowest}${steps}$`);
const placeForm = form('\\d{1,4},\\d{1,4}', '');
const strokeForm = form('\\d{1,4},\\d{1,4}', `(?: -?\\d{1,4},-?\\d{1,4}){0,${pointsAtMost - 1}}`);

const whole = (value: number, lowest = 0) => Math.min(coordinateLimit, Math.max(lowest, Math.round(value)));
const pair = (text: string): Point => {
	const [x, y] = text.split(',');
	return { x: Number(x), y: Number(y) };
};

/** Rounded, and kept within what a zone may ever measure. */
export const packPlace = ({ zone, x, y }: Place): string => `${zone} ${whole(x)},${whole(y)}`;

export function unpackPlace(packed: unknown): Place | undefined {
	if (typeof packed !== 'string' || !placeForm.test(packed)) return undefined;
	const [zone, at] = packed.split(' ') as [Zone, string];
	return { zone, ...pair(at) };
}

/** The first point as it is, each further one as a step from the one before; a line of too many points keeps every second one, or third. */
export function packStroke({ zone, points }: Stroke): string {
	const every = Math.ceil(points.length / pointsAtMost);
	const kept = points.filter((_, at) => at % every === 0);
	let last: Point = { x: 0, y: 0 };
	const steps = kept.map((point, at) => {
		const lowest = at === 0 ? 0 : -coordinateLimit;
		const step = { x: whole(point.x - last.x, lowest), y: whole(point.y - last.y, lowest) };
		last = { x: last.x + step.x, y: last.y + step.y };
		return `${step.x},${step.y}`;
	});
	return [zone, ...steps].join(' ');
}

export function unpackStroke(packed: unknown): Stroke | undefined {
	if (typeof packed !== 'string' || !strokeForm.test(packed)) return undefined;
	const [zone, ...steps] = packed.split(' ') as [Zone, ...string[]];
	let last: Point = { x: 0, y: 0 };
	return {
		zone,
		points: steps.map((step) => {
			const { x, y } = pair(step);
			return (last = { x: last.x + x, y: last.y + y });
		})
	};
}

/** Two cards have one link at most, whoever draws it and from whichever end: its id says them both (BO42). */
export const linkBetween = (one: string, other: string): string => [one, other].sort().join('_');

/** The two cards of a link; undefined where the id is not the one that `linkBetween` gives to two cards. */
export function endsOf(link: string): readonly [string, string] | undefined {
	const [one, other, ...more] = link.split('_');
	return more.length === 0 && isId(one) && isId(other) && one < other ? [one, other] : undefined;
}

/** What a link holds: that it is there. */
export const linked = true;

/** Whether this value may stand under this id (BO40). `isCard` says whether such a card is on the board. */
export function mayStand(of: Mark, id: string, value: unknown, isCard: (id: string) => boolean): boolean {
	if (of === 'places') return isCard(id) && unpackPlace(value) !== undefined;
	if (of === 'links') return value === linked && (endsOf(id)?.every(isCard) ?? false);
	return isId(id) && unpackStroke(value) !== undefined;
}

export const atMost: Readonly<Record<Exclude<Mark, 'places'>, number>> = { links: linksAtMost, strokes: strokesAtMost };

const read = <Read>(all: Marks, of: Mark, from: (id: string, value: MarkValue) => Read | undefined): ReadonlyMap<string, Read> =>
	new Map(
		[...all].flatMap(([key, value]) => {
			const mark = markOf(key);
			const one = mark.of === of ? from(mark.id, value) : undefined;
			return one === undefined ? [] : [[mark.id, one] as const];
		})
	);

/** Where somebody put which card. */
export const placesIn = (all: Marks): ReadonlyMap<string, Place> => read(all, 'places', (_, value) => unpackPlace(value));

/** By its id the two cards of each link, both of which stand on the board. */
export const linksIn = (all: Marks, isCard: (id: string) => boolean): ReadonlyMap<string, readonly [string, string]> =>
	read(all, 'links', (id) => {
		const ends = endsOf(id);
		return ends?.every(isCard) ? ends : undefined;
	});

export const strokesIn = (all: Marks): ReadonlyMap<string, Stroke> => read(all, 'strokes', (_, value) => unpackStroke(value));
