import { expect, test } from 'vitest';
import { colourOf, comingTo, initialsOf, markColours, readGaze, readPresent, type Brought } from './gaze.ts';

const card = '00000000-0000-4000-8000-000000000001';

test.each<[unknown, unknown]>([
	[{ zone: 'needs', card }, { zone: 'needs', card }],
	[{ zone: 'needs', card: 'x' }, { zone: 'needs', card: null }],
	[{ zone: 'needs', card: null, more: '<script>' }, { zone: 'needs', card: null }],
	[{ zone: 'elsewhere', card }, null],
	[{ card }, null],
	['needs', null],
	[null, null],
	[undefined, null],
	[7, null]
])('[BO31] what a screen says of where it looks: %o', (said, read) => expect(readGaze(said)).toEqual(read));

test('[BO31] who is there bears the name that the server gave, and nobody without one is shown', () => {
	expect(readPresent(7, { user: { name: 'Awa', capacity: 'juror' }, looksAt: { zone: 'needs', card }, drags: card })).toEqual({ client: 7, name: 'Awa', capacity: 'juror', gaze: { zone: 'needs', card }, drags: card, dragsAt: null, pointer: null });
	expect(readPresent(7, { user: { name: 'Solène', capacity: null }, looksAt: 'x', drags: { card } })).toEqual({ client: 7, name: 'Solène', capacity: null, gaze: null, drags: null, dragsAt: null, pointer: null });
	for (const user of [undefined, null, {}, { name: '' }, { name: 7 }]) expect(readPresent(7, { user })).toBeUndefined();
});

test('[BO44] where somebody’s pointer is, and what they drag, is two numbers of a toile or nothing', () => {
	const said = (pointer: unknown) => readPresent(7, { user: { name: 'Awa' }, cursor: { pointer, dragsAt: pointer } });
	expect(said({ x: 12, y: -3.5, more: 'words' })).toMatchObject({ pointer: { x: 12, y: -3.5 }, dragsAt: { x: 12, y: -3.5 } });
	for (const cursor of [undefined, null, 'here', 7]) expect(readPresent(7, { user: { name: 'Awa' }, cursor })).toMatchObject({ pointer: null, dragsAt: null });
	for (const wrong of [null, 'here', [1, 2], { x: 1 }, { x: '1', y: 2 }, { x: Number.NaN, y: 0 }, { x: Infinity, y: 0 }, { x: 1e9, y: 0 }]) expect(said(wrong)).toMatchObject({ pointer: null, dragsAt: null });
});

test('[BO31] a mark is two letters at most, and of one colour on every screen', () => {
	expect(['Awa Diallo', 'Denis', 'Anne-Marie d’Arc', '  ', 'Table 3', '🙂 Élise'].map(initialsOf)).toEqual(['AD', 'D', 'AA', '', 'T3', 'É']);
	for (const name of ['Awa', 'Denis', 'Solène', '']) {
		expect(colourOf(name)).toBe(colourOf(name));
		expect(colourOf(name)).toBeLessThan(markColours);
	}
	expect(new Set(['Awa', 'Denis', 'Solène', 'Marc', 'Inès', 'Paul', 'Zoé', 'Léa'].map(colourOf)).size).toBeGreaterThan(2);
});

const third: Brought = { zone: 'needs', card: null, turn: 3 };
test.each<[string, Brought | null, number, boolean, string]>([
	['who is free goes', third, 2, false, 'go'],
	['who types or has a dialog open is offered to', third, 2, true, 'offer'],
	['who has been there already stays', third, 3, false, 'nothing'],
	['who came in since then stays', third, 3, true, 'nothing'],
	['nobody has been brought anywhere', null, 0, false, 'nothing'],
	['the first time counts', { ...third, turn: 1 }, 0, false, 'go']
])('[BO32] everybody is brought somewhere: %s', (_, brought, known, isBusy, coming) => expect(comingTo(brought, known, isBusy)).toBe(coming));
