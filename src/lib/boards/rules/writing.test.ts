import { expect, test } from 'vitest';
import { cardsAtMost, groupsAtMost } from './cards.ts';
import { judgeWriting, textsErasedAtOnce, type Change, type Standing, type Writer } from './writing.ts';

const standing: Standing = { kind: 'cards', isFrozen: false, card: () => ({ kind: 'need', capacity: 'juror' }), words: () => [], countAfter: () => 1, charactersAfter: () => 0, spend: () => {} };
const signs = (text: string, from = text.length, until = text.length) => [...text].map((sign, at) => ({ sign, isGone: at >= from && at < until }));
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
	expect(reason([{ do: 'write', of: 'cards', id, added: 'x', lengthAfter: 1_000 }])).toBe('accepted');
	expect(reason([{ do: 'write', of: 'cards', id, added: 'x', lengthAfter: 1_001 }])).toBe('text-too-long');
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

test('[BO20] what a card cites is nobody’s to change, and the parts of a card that was cut cite the same', () => {
	const of = (sources?: string): Standing => ({ ...standing, card: () => ({ kind: 'need', capacity: 'juror', sources }) });
	const make = (fields: object): Change => ({ do: 'make', of: 'cards', id, fields: { ...part, ...fields }, isTaken: false });
	expect(reason([{ do: 'set', of: 'cards', id, field: 'sources', value: 'M01' }], writer, of('M06'))).toBe('field-unknown');
	expect(reason([{ do: 'unset', of: 'cards', id, field: 'sources' }], writer, of('M06'))).toBe('field-unknown');
	expect(reason([make({ sources: 'M06' })], writer, of('M06'))).toBe('accepted');
	for (const sources of [undefined, 'M01', 'M06 M01']) expect(reason([make(sources ? { sources } : {})], writer, of('M06'))).toBe('value-unknown');
	expect(reason([make({ sources: 'M06' })], writer, of())).toBe('value-unknown');
	expect(reason([make({})], writer, of())).toBe('accepted');
});

const arranger: Writer = { may: 'arrange' };
const cut: Change = { do: 'make', of: 'cards', id: '00000000-0000-4000-8000-000000000002', fields: part, isTaken: false };

const erase: Change = { do: 'erase', of: 'cards', id };
const says = (whole: ReturnType<typeof signs>, part: string) => (of: string) => (of === cut.id ? signs(part) : of === id ? whole : signs('autre', 0, 2));

test.each<[string, string, readonly Change[], ReturnType<typeof signs>, string]>([
	['moves a card', 'accepted', [move], [], ''],
	['takes words out of a card', 'words-kept', [erase], signs('Besoin', 0, 3), ''],
	['writes in a card', 'words-kept', [{ do: 'write', of: 'cards', id, added: 'x', lengthAfter: 10 }], signs('Besoin'), ''],
	['cuts a card in two', 'accepted', [erase, cut, { do: 'write', of: 'cards', id: cut.id, added: 'x', lengthAfter: 5 }], signs('Pain et lait', 4, 12), 'Lait'],
	['cuts a card and says something else', 'words-kept', [erase, cut], signs('Pain et lait', 4, 12), 'Vin'],
	['cuts a card, and a word is lost', 'words-kept', [erase, cut], signs('Pain bio et lait', 4, 16), 'lait'],
	['makes a part and leaves the card whole', 'words-kept', [cut], signs('Pain et lait'), 'lait'],
	['cuts a card and leaves it no word', 'words-kept', [erase, cut], signs('Pain', 0, 4), 'Pain'],
	['makes the part of an empty text', 'words-kept', [erase, cut], signs('Pain, ', 4, 6), ' '],
	['cuts a card and writes in it', 'words-kept', [erase, cut, { do: 'write', of: 'cards', id, added: 'x', lengthAfter: 5 }], signs('Pain et lait', 4, 12), 'lait'],
	['cuts a card and takes words out of another', 'words-kept', [erase, { do: 'erase', of: 'cards', id: 'another' }, cut], signs('Pain et lait', 4, 12), 'lait']
])('[BO17] whoever only arranges %s: %s', (_, expected, changes, whole, part) => {
	const on = { ...standing, words: says(whole, part) };
	expect(reason(changes, arranger, on)).toBe(expected);
	// a facilitator changes words
	expect(reason(changes, writer, on)).toBe('accepted');
});

test('[BO18] no text and no title holds signs that cannot be seen', () => {
	for (const sign of ['\u0000', '\u0007', '\u202e', '\ufeff', '\r', '\t']) {
		for (const on of [standing, draft(1, 1)]) expect(reason([{ do: 'write', of: 'cards', id, added: `a${sign}b`, lengthAfter: 3 }], writer, on)).toBe('signs-unknown');
		expect(reason([{ do: 'set', of: 'groups', id, field: 'title', value: `a${sign}b` }], arranger)).toBe('value-unknown');
	}
	expect(reason([{ do: 'write', of: 'cards', id, added: 'é, œ\n👩🏽‍🌾 « و »', lengthAfter: 3 }])).toBe('accepted');
	expect(reason([{ do: 'set', of: 'groups', id, field: 'title', value: 'é, œ 👩🏽‍🌾 « و »' }])).toBe('accepted');
	expect(reason([{ do: 'set', of: 'groups', id, field: 'title', value: 'two\nlines' }])).toBe('value-unknown');
});

test('[BO19] a board holds so many cards and groups, and one more is told so; the rest goes on', () => {
	const full = { ...standing, countAfter: (of: string) => (of === 'cards' ? cardsAtMost : groupsAtMost) };
	const over = { ...standing, countAfter: (of: string) => full.countAfter(of) + 1 };
	const group: Change = { do: 'make', of: 'groups', id, fields: { zone: 'needs', title: 'x', rank: 'i' }, isTaken: false };
	for (const make of [cut, group]) expect([reason([make], writer, full), reason([make], writer, over)]).toEqual(['accepted', 'board-full']);
	expect(reason([move, { do: 'remove', of: 'groups', id }], arranger, over)).toBe('accepted');
});

const draft = (passages: number, characters: number): Standing => ({ kind: 'passages', isFrozen: false, card: () => undefined, words: () => [], countAfter: () => passages, charactersAfter: () => characters, spend: () => {} });
const passage = (fields: object = {}): Change => ({ do: 'make', of: 'cards', id, fields: { zone: 'text', kind: 'paragraph', text: '', rank: 'i', ...fields }, isTaken: false });

test('[BO12] a draft holds passages of known kinds, within what a text may hold, and lets them go', () => {
	const said = (changes: readonly Change[], on = draft(1, 1)) => reason(changes, writer, on);
	expect(said([passage()])).toBe('accepted');
	expect(said([passage({ kind: 'need' })])).toBe('value-unknown');
	expect(said([passage({ zone: 'needs' })])).toBe('value-unknown');
	expect(said([passage({ group: null })])).toBe('field-unknown');
	expect(said([{ do: 'remove', of: 'cards', id }])).toBe('accepted');
	expect(said([{ do: 'make', of: 'groups', id, fields: {}, isTaken: false }])).toBe('field-unknown');
	expect(said([{ do: 'write', of: 'cards', id, added: 'x', lengthAfter: 4_000 }])).toBe('accepted');
	expect(said([{ do: 'write', of: 'cards', id, added: 'x', lengthAfter: 4_001 }])).toBe('text-too-long');
	expect(said([passage()], draft(300, 60_000))).toBe('accepted');
	expect(said([passage()], draft(301, 1))).toBe('too-many-passages');
	expect(said([{ do: 'write', of: 'cards', id, added: 'x', lengthAfter: 1 }], draft(1, 60_001))).toBe('whole-too-long');
	expect(said([{ do: 'set', of: 'cards', id, field: 'kind', value: 'heading' }])).toBe('accepted');
	expect(said([{ do: 'set', of: 'cards', id, field: 'group', value: null }])).toBe('field-unknown');
});
