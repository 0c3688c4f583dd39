import { expect, test } from 'vitest';
import { isCutFrom } from './cards.ts';
import { judgeWriting, textsErasedAtOnce, type Change, type Standing, type Writer } from './writing.ts';

const standing: Standing = { kind: 'cards', isFrozen: false, card: () => ({ kind: 'need', capacity: 'juror' }), lengthAfter: () => 4, after: () => ({ passages: 0, characters: 0 }) };
const writer: Writer = { may: 'write' };
const id = '00000000-0000-4000-8000-000000000001';
const part = { zone: 'needs', kind: 'need', text: '', group: null, capacity: 'juror', rank: 'i', splitFrom: id };
const reason = (changes: readonly Change[], who = writer, on = standing) => {
	const verdict = judgeWriting(who, changes, on);
	return verdict.accepted ? 'accepted' : verdict.reason;
};
const move: Change = { do: 'set', of: 'cards', id, field: 'zone', value: 'resources' };

test('[BO4] [BO9] nobody writes on a frozen board, and whoever looks on never writes', () => {
	expect(reason([move])).toBe('accepted');
	expect(reason([move], { may: 'look' })).toBe('not-a-writer');
	expect(reason([move], writer, { ...standing, isFrozen: true })).toBe('board-frozen');
});

test('[BO7] a text has a length, and an update a reach', () => {
	const erase = (count: number): Change[] => Array.from({ length: count }, (_, index) => ({ do: 'erase', of: 'cards', id: String(index) }));
	expect(reason([{ do: 'write', of: 'cards', id, lengthAfter: 1_000 }])).toBe('accepted');
	expect(reason([{ do: 'write', of: 'cards', id, lengthAfter: 1_001 }])).toBe('text-too-long');
	expect(reason(erase(textsErasedAtOnce))).toBe('accepted');
	expect(reason(erase(textsErasedAtOnce + 1))).toBe('too-many-texts');
});

test.each<[string, Change]>([
	['value-unknown', { ...move, value: 'elsewhere' }],
	['value-unknown', { do: 'set', of: 'cards', id, field: 'rank', value: 'i0' }],
	['field-unknown', { do: 'set', of: 'cards', id, field: 'capacity', value: 'buyer' }],
	['field-unknown', { do: 'set', of: 'cards', id, field: 'constructor', value: '' }],
	['field-unknown', { do: 'unset', of: 'cards', id, field: 'zone' }],
	['card-kept', { do: 'remove', of: 'cards', id }],
	['accepted', { do: 'remove', of: 'groups', id }]
])('[BO6] %s: %o', (expected, change) => expect(reason([change])).toBe(expected));

test('[BO8] a card is made as a part of another, and bears its kind and capacity', () => {
	const make = (fields: object): Change => ({ do: 'make', of: 'cards', id, fields: { ...part, ...fields }, isTaken: false });
	expect(reason([make({})])).toBe('accepted');
	expect(reason([make({ capacity: 'buyer' })])).toBe('value-unknown');
	expect(reason([make({ kind: 'resource' })])).toBe('value-unknown');
	expect(reason([make({ splitFrom: undefined })])).toBe('value-unknown');
	expect(reason([make({ more: 1 })])).toBe('field-unknown');
});

const arranger: Writer = { may: 'arrange' };
const cut: Change = { do: 'make', of: 'cards', id: '00000000-0000-4000-8000-000000000002', fields: part, isTaken: false };

test.each<[string, string, readonly Change[], number]>([
	['moves a card', 'accepted', [move], 4],
	['takes words out of a card', 'words-kept', [{ do: 'erase', of: 'cards', id }], 4],
	['writes in a card', 'words-kept', [{ do: 'write', of: 'cards', id, lengthAfter: 10 }], 10],
	['cuts a card in two', 'accepted', [{ do: 'erase', of: 'cards', id }, cut, { do: 'write', of: 'cards', id: cut.id, lengthAfter: 5 }], 4],
	['cuts a card and leaves it no word', 'words-kept', [{ do: 'erase', of: 'cards', id }, cut], 0],
	['cuts a card and writes in it', 'words-kept', [{ do: 'erase', of: 'cards', id }, cut, { do: 'write', of: 'cards', id, lengthAfter: 5 }], 4],
	['cuts a card and takes words out of another', 'words-kept', [{ do: 'erase', of: 'cards', id }, { do: 'erase', of: 'cards', id: 'another' }, cut], 4]
])('[BO17] whoever only arranges %s: %s', (_, expected, changes, left) => {
	const on = { ...standing, lengthAfter: () => left };
	expect(reason(changes, arranger, on)).toBe(expected);
	// a facilitator changes words
	expect(reason(changes, writer, on)).toBe('accepted');
});

test.each([
	['Moins de bruit', 'Moins de bruit et plus de lumière', true],
	['plus de lumière', 'Moins de bruit et plus de lumière', true],
	['Moins de lumière', 'Moins de bruit et plus de lumière', true],
	['Plus de lumière', 'Moins de bruit et plus de lumière', false],
	['Moins de bruits', 'Moins de bruit et plus de lumière', false],
	['Moins de bruit', 'Moins de bruit', false]
])('[BO17] « %s » is cut from « %s »: %s', (first, whole, expected) => expect(isCutFrom(first, whole)).toBe(expected));

const draft = (passages: number, characters: number): Standing => ({ kind: 'passages', isFrozen: false, card: () => undefined, lengthAfter: () => 0, after: () => ({ passages, characters }) });
const passage = (fields: object = {}): Change => ({ do: 'make', of: 'cards', id, fields: { zone: 'text', kind: 'paragraph', text: '', rank: 'i', ...fields }, isTaken: false });

test('[BO12] a draft holds passages of known kinds, within what a text may hold, and lets them go', () => {
	const said = (changes: readonly Change[], on = draft(1, 1)) => reason(changes, writer, on);
	expect(said([passage()])).toBe('accepted');
	expect(said([passage({ kind: 'need' })])).toBe('value-unknown');
	expect(said([passage({ zone: 'needs' })])).toBe('value-unknown');
	expect(said([passage({ group: null })])).toBe('field-unknown');
	expect(said([{ do: 'remove', of: 'cards', id }])).toBe('accepted');
	expect(said([{ do: 'make', of: 'groups', id, fields: {}, isTaken: false }])).toBe('field-unknown');
	expect(said([{ do: 'write', of: 'cards', id, lengthAfter: 4_000 }])).toBe('accepted');
	expect(said([{ do: 'write', of: 'cards', id, lengthAfter: 4_001 }])).toBe('text-too-long');
	expect(said([passage()], draft(300, 60_000))).toBe('accepted');
	expect(said([passage()], draft(301, 1))).toBe('too-many-passages');
	expect(said([{ do: 'write', of: 'cards', id, lengthAfter: 1 }], draft(1, 60_001))).toBe('whole-too-long');
	expect(said([{ do: 'set', of: 'cards', id, field: 'kind', value: 'heading' }])).toBe('accepted');
	expect(said([{ do: 'set', of: 'cards', id, field: 'group', value: null }])).toBe('field-unknown');
});
