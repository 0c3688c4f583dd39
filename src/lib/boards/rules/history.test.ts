import { expect, test } from 'vitest';
import { differences, hoursOf, takeBackSince, type BoardState, type Difference } from './history.ts';

const card = (id: string, over: Partial<BoardState['cards'][number]> = {}) => ({ id, zone: 'needs', kind: 'need', text: `Texte ${id}`, group: null, capacity: null, rank: id, ...over });
const group = (id: string, title: string, over = {}) => ({ id, zone: 'needs', title, rank: id, ...over });
const state = (cards: BoardState['cards'], groups: BoardState['groups'] = [], parts: Record<string, string> = {}): BoardState => ({ cards, groups, parts: new Map(Object.entries(parts)) });

const was = state([card('a'), card('b', { group: 'g' })], [group('g', 'Le repas')]);

test.each<[string, BoardState, Difference[]]>([
	['nothing', was, []],
	['a card moves', state([card('a', { zone: 'resources' }), card('b', { group: 'g' })], was.groups), [{ what: 'card-moved', text: 'Texte a', from: 'needs', to: 'resources' }]],
	['a card comes into a group', state([card('a', { group: 'g' }), card('b', { group: 'g' })], was.groups), [{ what: 'card-regrouped', text: 'Texte a', from: null, to: 'Le repas' }]],
	['words change', state([card('a', { text: 'Autre' }), card('b', { group: 'g' })], was.groups), [{ what: 'card-reworded', from: 'Texte a', to: 'Autre' }]],
	['a card is cut', state([card('a'), card('b', { group: 'g' }), card('c')], was.groups, { c: 'a' }), [{ what: 'card-added', text: 'Texte c', isPart: true }]],
	['one is revealed', state([card('a'), card('b', { group: 'g' }), card('c')], was.groups), [{ what: 'card-added', text: 'Texte c', isPart: false }]],
	['a group has another name', state(was.cards, [group('g', 'Midi')]), [{ what: 'group-renamed', from: 'Le repas', to: 'Midi' }]],
	['a group goes', state([card('a'), card('b')]), [{ what: 'card-regrouped', text: 'Texte b', from: 'Le repas', to: null }, { what: 'group-gone', title: 'Le repas' }]],
	['two cards change places', state([card('a', { rank: 'c' }), card('b', { group: 'g' })], was.groups), [{ what: 'reordered', count: 1 }]],
	['a group came back under another id', state([card('a'), card('b', { group: 'h' })], [group('h', 'Le repas', { rank: 'g' })]), []],
	['a group is made', state(was.cards, [...was.groups, group('h', 'Le bruit')]), [{ what: 'group-made', title: 'Le bruit' }]]
])('[BO22] what was done since: %s', (_, now, done) => {
	expect(differences(was, now)).toEqual(done);
});

const back = (now: BoardState, frozenZones: readonly string[] = []) => takeBackSince(was, now, frozenZones, () => 'new');
const set = (of: 'cards' | 'groups', id: string, field: string, value: string | null) => ({ of, id, field, value });

test('[BO23] bringing back: places, titles and words as they were, a group that went under a new id, one made since removed', () => {
	const now = state([card('a', { zone: 'innovation', text: 'Autre' }), card('b', { group: 'h' })], [group('h', 'Fait depuis')]);
	expect(back(now)).toMatchObject({
		accepted: true,
		value: {
			sets: [set('cards', 'a', 'zone', 'needs'), set('cards', 'a', 'text', 'Texte a'), set('cards', 'b', 'group', 'new')],
			makes: [group('new', 'Le repas', { rank: 'g' })],
			removes: ['h']
		}
	});
	expect(back(state(was.cards, [group('g', 'Midi', { rank: 'z' })]))).toMatchObject({ value: { sets: [set('groups', 'g', 'title', 'Le repas'), set('groups', 'g', 'rank', 'g')], makes: [], removes: [] } });
});

test('[BO23] cards that came since stay, and a group made since that holds one', () => {
	const now = state([card('a', { zone: 'resources' }), card('b', { group: 'g' }), card('c', { group: 'h' })], [...was.groups, group('h', 'Fait depuis')]);
	expect(back(now)).toMatchObject({ value: { sets: [set('cards', 'a', 'zone', 'needs')], makes: [], removes: [] } });
});

test('[BO23] [BO8] a card that was cut since keeps its words: its parts say the others', () => {
	const now = state([card('a', { text: 'Texte', zone: 'resources' }), card('b', { group: 'g' }), card('c', { text: 'a' })], was.groups, { c: 'a' });
	expect(back(now)).toMatchObject({ value: { sets: [set('cards', 'a', 'zone', 'needs')] } });
});

test('[BO23] back to what stands is nothing; a frozen column that would change refuses, another does not', () => {
	expect(back(was)).toEqual({ accepted: false, reason: 'changed-since' });
	// its group came back before, under another id
	expect(back(state([card('a'), card('b', { group: 'other' })], [group('other', 'Le repas', { rank: 'g' })]))).toEqual({ accepted: false, reason: 'changed-since' });
	const now = state([card('a', { zone: 'resources' }), card('b', { group: 'g' })], was.groups);
	expect([back(now, ['innovation']).accepted, back(now, ['resources']).accepted, back(now, ['needs']).accepted]).toEqual([true, false, false]);
});

test('[BO22] [BO23] what the toile adds is counted, and brought back', () => {
	const link = `${'1'.repeat(8)}_x`;
	const then = { ...was, marks: new Map<string, string | boolean>([['places/a', 'needs 1,1'], [`links/${link}`, true], ['strokes/s', 'needs 2,2']]) };
	const now = { ...was, marks: new Map<string, string | boolean>([['places/a', 'needs 9,9'], ['places/b', 'needs 3,3'], ['links/other', true], ['strokes/t', 'needs 4,4']]) };
	expect(differences(then, now)).toEqual([
		{ what: 'placed', count: 2 },
		{ what: 'linked', count: 1 },
		{ what: 'unlinked', count: 1 },
		{ what: 'drawn', count: 1 },
		{ what: 'erased', count: 1 }
	]);
	const steps = takeBackSince(then, now, [], () => 'new');
	expect(steps.accepted && new Map(steps.value.marks.map(({ key, value }) => [key, value]))).toEqual(
		new Map<string, unknown>([['places/a', 'needs 1,1'], ['places/b', null], [`links/${link}`, true], ['links/other', null], ['strokes/s', 'needs 2,2'], ['strokes/t', null]])
	);
	expect(takeBackSince(then, now, ['needs'], () => 'new').accepted).toBe(false);
});

test('[BO24] rows of one hour that follow each other become one', () => {
	const row = (seq: number, at: string) => ({ seq, at: new Date(`2026-11-27T${at}Z`) });
	const rows = [row(1, '09:00'), row(2, '09:59'), row(3, '10:00'), row(4, '10:30'), row(5, '12:00')];
	expect(hoursOf(rows).map((hour) => hour.map(({ seq }) => seq))).toEqual([[1, 2], [3, 4], [5]]);
	expect(hoursOf([])).toEqual([]);
});
