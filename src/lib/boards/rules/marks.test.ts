import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zones } from '../../design/rules/zones.ts';
import { touchesFrozen } from './frozenZones.ts';
import { endsOf, linkBetween, linksAtMost, mayStand, packPlace, packStroke, pointsAtMost, strokesAtMost, unpackPlace, unpackStroke, type Mark } from './marks.ts';
import { judgeWriting, type Change, type Standing, type Writer } from './writing.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const [first, second, stranger] = [id(1), id(2), id(3)];
const isCard = (card: string) => card === first || card === second;
const link = linkBetween(first, second);

test.each<[string, boolean, Mark, string, unknown]>([
	['a place', true, 'places', first, 'needs 0,120'],
	['a place far out', true, 'places', first, 'constraints 9999,9999'],
	['a place in no zone', false, 'places', first, 'elsewhere 0,0'],
	['a place without a zone', false, 'places', first, '10,20'],
	['a place beside the toile', false, 'places', first, 'needs -1,0'],
	['a place too far out', false, 'places', first, 'needs 10000,0'],
	['a place between two units', false, 'places', first, 'needs 1.5,0'],
	['a place and more', false, 'places', first, 'needs 1,2 3,4'],
	['a place on a line of its own', false, 'places', first, 'needs 1,2\n'],
	['a place that is a number', false, 'places', first, 12],
	['a place that is nothing', false, 'places', first, null],
	['the place of no card', false, 'places', stranger, 'needs 1,2'],
	['a link', true, 'links', link, true],
	['a link from the other end', false, 'links', `${second}_${first}`, true],
	['a link of a card with itself', false, 'links', `${first}_${first}`, true],
	['a link to no card', false, 'links', linkBetween(first, stranger), true],
	['a link among three', false, 'links', `${first}_${second}_${stranger}`, true],
	['a link under a name', false, 'links', 'causes', true],
	['a link that says more', false, 'links', link, 'because'],
	['a link that is not', false, 'links', link, false],
	['a stroke', true, 'strokes', stranger, 'needs 10,20 3,-4 -2,0'],
	['a point', true, 'strokes', stranger, 'innovation 10,20'],
	['a stroke that begins beside its zone', false, 'strokes', stranger, 'needs -1,20 3,4'],
	['a stroke without a point', false, 'strokes', stranger, 'needs'],
	['a stroke under a name', false, 'strokes', 'mine', 'needs 10,20'],
	['a stroke of words', false, 'strokes', stranger, 'needs 10,20 merci'],
	['a stroke of all points', true, 'strokes', stranger, `needs 1,1${' 1,1'.repeat(pointsAtMost - 1)}`],
	['a stroke of a point too many', false, 'strokes', stranger, `needs 1,1${' 1,1'.repeat(pointsAtMost)}`]
])('[BO40] %s stands: %s', (_, expected, of, key, value) => expect(mayStand(of, key, value, isCard)).toBe(expected));

test('[BO42] two cards have one link, whichever end it is drawn from', () => {
	expect(linkBetween(second, first)).toBe(link);
	expect(endsOf(link)).toEqual([first, second]);
	expect(endsOf(`${second}_${first}`)).toBeUndefined();
});

const zone = fc.constantFrom(...zones);
const coordinate = fc.integer({ min: -20_000, max: 20_000 });

test('[BO40] what a screen packs, the rule lets stand and every screen reads alike', () => {
	fc.assert(
		fc.property(zone, fc.array(fc.record({ x: fc.double({ min: -1e5, max: 1e5, noNaN: true }), y: coordinate }), { minLength: 1, maxLength: 1_500 }), (zone, points) => {
			const stroke = packStroke({ zone, points });
			expect(mayStand('strokes', first, stroke, isCard)).toBe(true);
			const read = unpackStroke(stroke)!;
			expect(read.points.length).toBeLessThanOrEqual(pointsAtMost);
			expect(packStroke(read)).toBe(stroke);
			const place = packPlace({ zone, ...points[0]! });
			expect(mayStand('places', first, place, isCard)).toBe(true);
			expect(packPlace(unpackPlace(place)!)).toBe(place);
		}),
		{ numRuns: 200, seed: 20_261_127 }
	);
	const line = { zone: 'needs', points: [{ x: 5, y: 6 }, { x: 1, y: 9 }, { x: 1, y: 2 }] } as const;
	expect(packStroke(line)).toBe('needs 5,6 -4,3 0,-7');
	expect(unpackStroke('needs 5,6 -4,3 0,-7')).toEqual(line);
});

test.each([1, pointsAtMost, pointsAtMost + 1, 1_500])('[BO43] a line of %d points is packed into what a stroke may hold, from its beginning on', (count) => {
	const points = Array.from({ length: count }, (_, at) => ({ x: at, y: 2 * at }));
	const read = unpackStroke(packStroke({ zone: 'needs', points }))!;
	expect(read.points.length).toBeLessThanOrEqual(pointsAtMost);
	expect(read.points.at(-1)!.x).toBeGreaterThan(count - 6);
	expect(read.points[0]).toEqual(points[0]);
});

const standing: Standing = { kind: 'cards', isFrozen: false, card: (card) => (isCard(card) ? { kind: 'need', capacity: 'juror' } : undefined), words: () => [], countAfter: () => 1, charactersAfter: () => 0, spend: () => {} };
const reason = (changes: readonly Change[], may: Writer['may'] = 'arrange', on = standing) => {
	const verdict = judgeWriting({ may }, changes, on);
	return verdict.accepted ? 'accepted' : verdict.reason;
};
const place: Change = { do: 'mark', of: 'places', id: first, value: 'needs 1,2' };
const draw: Change = { do: 'mark', of: 'strokes', id: stranger, value: 'needs 1,2 3,4' };
const connect: Change = { do: 'mark', of: 'links', id: link, value: true };

test('[BO40] whoever arranges cards marks and takes marks away, on an open board of cards', () => {
	const all = [place, draw, connect, ...[place, draw, connect].map((change): Change => ({ do: 'unmark', of: (change as { of: Mark }).of, id: change.id }))];
	for (const change of all) {
		expect(reason([change])).toBe('accepted');
		expect(reason([change], 'write')).toBe('accepted');
		expect(reason([change], 'look')).toBe('not-a-writer');
		expect(reason([change], 'write', { ...standing, isFrozen: true })).toBe('board-frozen');
		expect(reason([change], 'write', { ...standing, kind: 'passages' })).toBe('field-unknown');
	}
	expect(reason([{ ...place, value: 'needs' }])).toBe('value-unknown');
	expect(reason([place, { ...place, id: stranger }])).toBe('value-unknown');
});

test('[BO43] a toile holds so many links and strokes, and a card always has a place', () => {
	const holding = (count: number): Standing => ({ ...standing, countAfter: () => count });
	expect(reason([connect], 'arrange', holding(linksAtMost))).toBe('accepted');
	expect(reason([connect], 'arrange', holding(linksAtMost + 1))).toBe('board-full');
	expect(reason([draw], 'arrange', holding(strokesAtMost))).toBe('accepted');
	expect(reason([draw], 'arrange', holding(strokesAtMost + 1))).toBe('board-full');
	expect(reason([place], 'arrange', holding(100_000))).toBe('accepted');
	expect(reason([{ do: 'unmark', of: 'strokes', id: stranger }], 'arrange', holding(100_000))).toBe('accepted');
});

const zoneOf = (of: string, key: string) => (of === 'cards' ? { [first]: 'needs', [second]: 'resources' }[key] : of === 'strokes' && key === stranger ? 'needs' : undefined);
test.each<[string, boolean, Change]>([
	['a card of it is put elsewhere in it', true, place],
	['a card of it goes back to its row', true, { do: 'unmark', of: 'places', id: first }],
	['a card of another is put there', false, { do: 'mark', of: 'places', id: second, value: 'resources 1,2' }],
	['a card of it is linked', true, connect],
	['a link to a card of it goes', true, { do: 'unmark', of: 'links', id: link }],
	['two cards of others are linked', false, { do: 'mark', of: 'links', id: linkBetween(second, id(9)), value: true }],
	['somebody draws in it', true, { do: 'mark', of: 'strokes', id: id(9), value: 'needs 1,2 3,4' }],
	['somebody draws elsewhere', false, { do: 'mark', of: 'strokes', id: id(9), value: 'resources 1,2 3,4' }],
	['a stroke of it becomes one of another', true, { do: 'mark', of: 'strokes', id: stranger, value: 'resources 1,2' }],
	['a stroke of it is erased', true, { do: 'unmark', of: 'strokes', id: stranger }],
	['a stroke elsewhere is erased', false, { do: 'unmark', of: 'strokes', id: id(9) }]
])('[BO30] [BO40] in a frozen column, at the toile, %s: refused %s', (_, isRefused, change) => {
	expect(touchesFrozen(change, ['needs'], zoneOf)).toBe(isRefused);
	expect(touchesFrozen(change, [], zoneOf)).toBe(false);
});
