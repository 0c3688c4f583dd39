import { expect, test } from 'vitest';
import { freezeZone, touchesFrozen, unfreezeZone } from './frozenZones.ts';
import { judgeWriting, type Change, type Standing } from './writing.ts';

const zones: Readonly<Record<string, string>> = { 'cards/needed': 'needs', 'cards/free': 'resources', 'groups/meal': 'needs', 'groups/valley': 'resources' };
const zoneOf = (of: string, id: string) => zones[`${of}/${id}`];
const set = (of: 'cards' | 'groups', id: string, field: string, value: unknown): Change => ({ do: 'set', of, id, field, value });
const make = (fields: Readonly<Record<string, unknown>>): Change => ({ do: 'make', of: 'cards', id: 'part', fields, isTaken: false });

test.each<[string, boolean, Change]>([
	['a card of it is ranked', true, set('cards', 'needed', 'rank', 'i')],
	['a card of it leaves', true, set('cards', 'needed', 'zone', 'resources')],
	['a card comes in', true, set('cards', 'free', 'zone', 'needs')],
	['a card comes into a group of it', true, set('cards', 'free', 'group', 'meal')],
	['a word of it is typed', true, { do: 'write', of: 'cards', id: 'needed', added: 'x', lengthAfter: 1 }],
	['a word of it is taken out', true, { do: 'erase', of: 'cards', id: 'needed' }],
	['a group of it is named', true, set('groups', 'meal', 'title', 'Midi')],
	['a group of it is removed', true, { do: 'remove', of: 'groups', id: 'meal' }],
	['a group comes in', true, set('groups', 'valley', 'zone', 'needs')],
	['a card is made in it', true, make({ zone: 'needs', group: null })],
	['a card is made in a group of it', true, make({ zone: 'resources', group: 'meal' })],
	['a field is emptied', true, { do: 'unset', of: 'cards', id: 'needed', field: 'rank' }],
	['a card elsewhere is ranked', false, set('cards', 'free', 'rank', 'i')],
	['a card elsewhere goes elsewhere', false, set('cards', 'free', 'zone', 'innovation')],
	['a card elsewhere joins a group there', false, set('cards', 'free', 'group', 'valley')],
	['a card elsewhere leaves its group', false, set('cards', 'free', 'group', null)],
	['a card is made elsewhere', false, make({ zone: 'resources', group: 'valley' })],
	['what stands nowhere is erased', false, { do: 'erase', of: 'groups', id: '' }]
])('[BO30] in a frozen column, %s: refused %s', (_, isRefused, change) => {
	expect(touchesFrozen(change, ['needs'], zoneOf)).toBe(isRefused);
	expect(touchesFrozen(change, [], zoneOf)).toBe(false);
});

test('[BO30] one change that touches it refuses the whole, of whoever writes; a frozen board comes first', () => {
	const standing: Standing = {
		kind: 'cards',
		isFrozen: false,
		card: () => ({ kind: 'need', capacity: null }),
		words: () => [],
		countAfter: () => 1,
		charactersAfter: () => 1,
		spend: () => {},
		isZoneFrozen: (change) => touchesFrozen(change, ['needs'], zoneOf)
	};
	const both = [set('cards', 'free', 'rank', 'i'), set('cards', 'needed', 'rank', 'i')];
	for (const may of ['write', 'arrange'] as const) expect(judgeWriting({ may }, both, standing)).toEqual({ accepted: false, reason: 'zone-frozen' });
	expect(judgeWriting({ may: 'arrange' }, both.slice(0, 1), standing).accepted).toBe(true);
	expect(judgeWriting({ may: 'write' }, both, { ...standing, isFrozen: true })).toEqual({ accepted: false, reason: 'board-frozen' });
});

test('[BO30] a column is frozen once and opened once', () => {
	expect(freezeZone([], 'needs')).toEqual({ accepted: true, value: ['needs'] });
	expect(freezeZone(['needs'], 'needs')).toEqual({ accepted: false, reason: 'zone-frozen-already' });
	expect(unfreezeZone(['needs', 'innovation'], 'needs')).toEqual({ accepted: true, value: ['innovation'] });
	expect(unfreezeZone(['innovation'], 'needs')).toEqual({ accepted: false, reason: 'zone-not-frozen' });
});
