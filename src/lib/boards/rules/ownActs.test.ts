import { expect, test } from 'vitest';
import type { BoardCard, BoardGroup } from './cards.ts';
import { actBetween, takeBack, withRenamed, type ActName, type OwnAct, type Picture } from './ownActs.ts';

const card = (id: string, more: Partial<BoardCard> = {}): BoardCard => ({ id, zone: 'needs', kind: 'need', text: `Besoin ${id}`, group: null, capacity: null, rank: id, ...more });
const group = (id: string, more: Partial<BoardGroup> = {}): BoardGroup => ({ id, zone: 'needs', title: 'Repas', rank: 'i', ...more });
const [a, b, c] = [card('a'), card('b'), card('c')];
const plain: Picture = { cards: [a, b, c], groups: [] };
const grouped: Picture = { cards: [{ ...a, group: 'G' }, { ...b, group: 'G' }, c], groups: [group('G')] };

const did = (before: Picture, after: Picture, name: ActName = 'moved'): OwnAct => actBetween(name, 'x', before, after)!;
const back = (act: OwnAct, standing: Picture, frozenZones: readonly string[] = []) => takeBack(act, standing, frozenZones, () => 'fresh');
const setsOf = (outcome: ReturnType<typeof back>) => (outcome.accepted ? outcome.value.sets.map(({ id, field, value }) => [id, field, value]) : outcome.reason);
const withCard = (picture: Picture, id: string, more: Partial<BoardCard>): Picture => ({ ...picture, cards: picture.cards.map((one) => (one.id === id ? { ...one, ...more } : one)) });

test('[BO33] what one did is what differs; a card that came with it is no part of it', () => {
	expect(actBetween('moved', 'x', plain, plain)).toBeUndefined();
	expect(actBetween('moved', 'x', plain, { ...plain, cards: [...plain.cards, card('new')] })).toBeUndefined();
	expect(did(plain, withCard(plain, 'a', { zone: 'resources', rank: 'z' })).fields).toEqual([
		{ of: 'cards', id: 'a', field: 'zone', was: 'needs', now: 'resources' },
		{ of: 'cards', id: 'a', field: 'rank', was: 'a', now: 'z' }
	]);
});

const moved = withCard(plain, 'a', { zone: 'resources', rank: 'z' });
const renamed: Picture = { ...grouped, groups: [group('G', { title: 'Midi' })] };
const reworded = withCard(plain, 'a', { text: 'Une cantine' });

test.each<[string, OwnAct, Picture, unknown]>([
	['a card that was moved goes back', did(plain, moved), moved, [['a', 'zone', 'needs'], ['a', 'rank', 'a']]],
	['a card that somebody moved on since stays', did(plain, moved), withCard(moved, 'a', { zone: 'innovation' }), 'changed-since'],
	['a card that somebody ranked since stays, its column too', did(plain, moved), withCard(moved, 'a', { rank: 'y' }), 'changed-since'],
	['a card that somebody put into a group since goes back no less', did(plain, moved), withCard(moved, 'b', { group: 'G' }), [['a', 'zone', 'needs'], ['a', 'rank', 'a']]],
	['a group has its name again', did(grouped, renamed), renamed, [['G', 'title', 'Repas']]],
	['a name that somebody else gave stays', did(grouped, renamed), { ...renamed, groups: [group('G', { title: 'Soir' })] }, 'changed-since'],
	['a group that somebody undid has no name to be given', did(grouped, renamed), plain, 'changed-since'],
	['words are put back', did(plain, reworded), reworded, [['a', 'text', 'Besoin a']]],
	['words that somebody went on writing stay', did(plain, reworded), withCard(plain, 'a', { text: 'Une cantine gaie' }), 'changed-since'],
	['a card goes back to a group that is gone: to none', did(grouped, withCard(grouped, 'a', { group: null })), withCard({ cards: grouped.cards, groups: [] }, 'a', { group: null }), 'changed-since']
])('[BO33] taken back, %s', (_, act, standing, expected) => expect(setsOf(back(act, standing))).toEqual(expected));

test('[BO33] a group that one made is undone; a card that somebody added to it stays there, and so does the group', () => {
	const act = did(plain, grouped, 'grouped');
	expect(back(act, grouped)).toMatchObject({ accepted: true, value: { removes: ['G'], isWhole: true } });
	expect(setsOf(back(act, grouped))).toEqual([['a', 'group', null], ['b', 'group', null]]);
	expect(back(act, withCard(grouped, 'c', { group: 'G' }))).toMatchObject({ accepted: true, value: { removes: [], isWhole: false } });
	const named = { ...grouped, groups: [group('G', { title: 'Midi' })] };
	expect(back(act, named)).toMatchObject({ accepted: true, value: { removes: [], isWhole: false } });
	// a card that somebody took out of it stays out, the other leaves
	expect(setsOf(back(act, withCard(grouped, 'a', { group: null, zone: 'resources' })))).toEqual([['b', 'group', null]]);
});

test('[BO33] a group that one undid comes back under another id, with the cards that still stand alone; the acts before know it by its new one', () => {
	const act = did(grouped, plain, 'ungrouped');
	const outcome = back(act, plain);
	expect(outcome).toMatchObject({ accepted: true, value: { makes: [{ id: 'fresh', title: 'Repas' }], renamed: { G: 'fresh' }, isWhole: true } });
	expect(setsOf(outcome)).toEqual([['a', 'group', 'fresh'], ['b', 'group', 'fresh']]);
	expect(setsOf(back(act, withCard(plain, 'a', { group: 'H' })))).toEqual([['b', 'group', 'fresh']]);
	expect(setsOf(back(act, withCard(withCard(plain, 'a', { group: 'H' }), 'b', { group: 'H' })))).toBe('changed-since');
	const before = withRenamed(did(grouped, renamed), { G: 'fresh' });
	expect(before.fields.map(({ id }) => id)).toEqual(['fresh']);
	expect(withRenamed(did(plain, grouped), { G: 'fresh' })).toMatchObject({ made: [{ id: 'fresh' }], fields: [{ id: 'a', was: null, now: 'fresh' }, { id: 'b', now: 'fresh' }] });
});

test('[BO33] [BO30] nothing is taken back out of a frozen column, nor into one', () => {
	const act = did(plain, moved);
	for (const zone of ['needs', 'resources']) expect(setsOf(back(act, moved, [zone]))).toBe('zone-frozen');
	expect(back(act, moved, ['innovation']).accepted).toBe(true);
	expect(setsOf(back(did(grouped, plain), plain, ['needs']))).toBe('zone-frozen');
	expect(setsOf(back(did(grouped, renamed), renamed, ['needs']))).toBe('zone-frozen');
});

test('[BO33] what was taken back is done again the same way', () => {
	const act = did(moved, plain);
	expect(setsOf(back(act, plain))).toEqual([['a', 'zone', 'resources'], ['a', 'rank', 'z']]);
});

const [linkKey, placeKey, strokeKey] = [`links/${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}_${'1'.repeat(8)}-1111-4111-8111-${'1'.repeat(12)}`, 'places/a', 'strokes/s'];
const withMarks = (...marks: [string, string | boolean][]): Picture => ({ ...plain, marks: new Map(marks) });
const marksOf = (outcome: ReturnType<typeof back>) => (outcome.accepted ? outcome.value.marks.map(({ key, value }) => [key, value]) : outcome.reason);

test.each<[string, Picture, Picture, Picture, unknown]>([
	['a card goes back to where it stood', withMarks([placeKey, 'needs 1,1']), withMarks([placeKey, 'needs 9,9']), withMarks([placeKey, 'needs 9,9']), [[placeKey, 'needs 1,1']]],
	['a card that had no place has none again', plain, withMarks([placeKey, 'needs 9,9']), withMarks([placeKey, 'needs 9,9']), [[placeKey, null]]],
	['a card that somebody put elsewhere since stays', plain, withMarks([placeKey, 'needs 9,9']), withMarks([placeKey, 'needs 5,5']), 'changed-since'],
	['a link that one made goes', plain, withMarks([linkKey, true]), withMarks([linkKey, true]), [[linkKey, null]]],
	['a link that one removed comes back', withMarks([linkKey, true]), plain, plain, [[linkKey, true]]],
	['a link that somebody made again meanwhile stays', withMarks([linkKey, true]), plain, withMarks([linkKey, true]), 'changed-since'],
	['a stroke goes, those of others stay', withMarks(['strokes/t', 'needs 1,1']), withMarks(['strokes/t', 'needs 1,1'], [strokeKey, 'needs 2,2']), withMarks(['strokes/t', 'needs 1,1'], [strokeKey, 'needs 2,2']), [[strokeKey, null]]]
])('[BO33] taken back on the toile, %s', (_, before, after, standing, expected) => expect(marksOf(back(did(before, after, 'placed'), standing))).toEqual(expected));

test('[BO33] [BO30] on the toile too, nothing is taken back from a frozen zone', () => {
	const act = did(plain, withMarks([placeKey, 'needs 9,9']), 'placed');
	expect(marksOf(back(act, withMarks([placeKey, 'needs 9,9']), ['needs']))).toBe('zone-frozen');
	expect(marksOf(back(act, withMarks([placeKey, 'needs 9,9']), ['resources']))).toEqual([[placeKey, null]]);
	const drawn = did(plain, withMarks([strokeKey, 'innovation 2,2']), 'drawn');
	expect(marksOf(back(drawn, withMarks([strokeKey, 'innovation 2,2']), ['innovation']))).toBe('zone-frozen');
});
