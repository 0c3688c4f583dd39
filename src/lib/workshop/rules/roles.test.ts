import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	countPlayers,
	drawAbsentVoice,
	drawCard,
	drawForAll,
	followMerges,
	heldOut,
	lacking,
	mostCards,
	nextCode,
	readCard,
	readCardLines,
	readCoverage,
	readMadeSee,
	readSentence,
	sentencesByRole,
	type CardText
} from './roles.ts';

const text: CardText = {
	name: 'La maraîchère',
	mission: '',
	defends: 'volumes garantis',
	fears: 'l’engagement impossible à tenir',
	means: '',
	questions: '',
	forbidden: '',
	isAbsent: false,
	isConcerned: true
};

const card = (code: string, more: { isAbsent?: boolean; isConcerned?: boolean } = {}) => ({ id: `id-${code}`, code, isAbsent: false, isConcerned: true, ...more });
const deck = [card('R1'), card('R2'), card('R3'), card('R9', { isAbsent: true }), card('R10', { isConcerned: false })];
const plays = (seatId: string, code: string | null) => ({ seatId, roleCardId: code && `id-${code}` });

describe('a card of the deck', () => {
	test('[MO80] is read with its spaces tidied, one question a line', () => {
		const read = readCard({ ...text, name: '  La   maraîchère ', questions: ' Combien ?\r\n\r\n Quand,  où ? \n' }, []);
		expect(read).toMatchObject({ accepted: true, value: { name: 'La maraîchère', questions: 'Combien ?\nQuand, où ?' } });
	});
	test.each([
		[{ name: '  ' }, 'role-name-missing'],
		[{ name: '…!' }, 'role-name-missing'],
		[{ name: 'é'.repeat(80) }, 'accepted'],
		[{ name: 'é'.repeat(81) }, 'role-text-too-long'],
		[{ mission: '👩🏽‍🌾'.repeat(200) }, 'role-text-too-long'],
		[{ questions: 'x'.repeat(601) }, 'role-text-too-long'],
		[{ forbidden: 'x'.repeat(20_000) }, 'role-text-too-long'],
		[{ name: 'le BOUCHER' }, 'role-name-taken'],
		[{ name: 'L’éleve' }, 'role-name-taken']
	])('[MO80] with %j is %s', (part, expected) => {
		const outcome = readCard({ ...text, ...part }, [{ name: 'Le boucher' }, { name: 'L’élève' }]);
		expect(outcome.accepted ? 'accepted' : outcome.reason).toBe(expected);
	});
	test('[MO80] a deck holds forty, and a code never means two roles', () => {
		const full = Array.from({ length: mostCards }, (_, index) => ({ name: `Rôle ${index}` }));
		expect(readCard(text, full)).toEqual({ accepted: false, reason: 'deck-full' });
		expect(readCard(text, full.slice(1)).accepted).toBe(true);
		expect([nextCode([]), nextCode(['R2', 'R10', 'X', 'R9']), nextCode(['r11', 'R'])]).toEqual(['R1', 'R11', 'R1']);
	});
	test('[MO82] another deck gives the cards that this one lacks, each once, as many as fit', () => {
		const offered = [{ name: 'Le boucher' }, { name: 'La voisine' }, { name: 'LA VOISINE' }];
		expect(lacking([{ name: 'le boucher' }], offered)).toEqual([{ name: 'La voisine' }]);
		const nearlyFull = Array.from({ length: mostCards - 1 }, (_, index) => ({ name: `Rôle ${index}` }));
		expect(lacking(nearlyFull, [{ name: 'a' }, { name: 'b' }])).toEqual([{ name: 'a' }]);
		expect(lacking([...nearlyFull, { name: 'z' }], [{ name: 'a' }])).toEqual([]);
	});
});

describe('who plays what', () => {
	test('[MO84] free cards are held out first, then those that the fewest play', () => {
		const players = countPlayers([plays('a', 'R1'), plays('b', 'R1'), plays('c', 'R2'), plays('d', null)]);
		expect(heldOut(deck, players).map(({ code }) => code)).toEqual(['R3', 'R9', 'R10', 'R2', 'R1']);
	});
	test('[MO85] chance draws among the free ones; the same chance draws the same card', () => {
		const others = [plays('a', 'R1'), plays('b', 'R2')];
		const drawn = (chance: number) => drawCard(deck, others, null, chance);
		expect([0, 0.34, 0.67, 0.999_999].map((chance) => drawn(chance))).toEqual(['R3', 'R9', 'R10', 'R10'].map((code) => ({ accepted: true, value: `id-${code}` })));
		expect(drawCard([], [], null, 0)).toEqual({ accepted: false, reason: 'deck-empty' });
	});
	test('[MO85] who draws again gets another card, unless there is only one', () => {
		const two = deck.slice(0, 2);
		for (const chance of [0, 0.5, 0.99]) expect(drawCard(two, [], 'id-R1', chance)).toEqual({ accepted: true, value: 'id-R2' });
		expect(drawCard(deck.slice(0, 1), [], 'id-R1', 0.5)).toEqual({ accepted: true, value: 'id-R1' });
	});
	test('[MO85] dealt to all, no card is played by two more than another', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 12 }),
				fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 30 }),
				(size, chances) => {
					const cards = Array.from({ length: size }, (_, index) => card(`R${index + 1}`));
					const dealt = drawForAll(
						cards,
						[],
						chances.map((chance, index) => ({ seatId: `s${index}`, chance }))
					);
					if (!dealt.accepted) throw new Error(dealt.reason);
					expect(dealt.value.map(({ seatId }) => seatId)).toEqual(chances.map((_, index) => `s${index}`));
					const counts = countPlayers(dealt.value);
					const each = cards.map(({ id }) => counts.get(id) ?? 0);
					expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
				}
			),
			{ seed: 2027 }
		);
		expect(drawForAll(deck, [], [])).toEqual({ accepted: false, reason: 'everybody-has-role' });
		expect(drawForAll([], [], [{ seatId: 'a', chance: 0 }])).toEqual({ accepted: false, reason: 'deck-empty' });
	});
	test('[MO86] a role is said in one sentence, or not at all', () => {
		expect(readSentence('  Je suis   la maraîchère. ')).toEqual({ accepted: true, value: 'Je suis la maraîchère.' });
		expect(readSentence('   ')).toEqual({ accepted: true, value: '' });
		expect(readSentence('é'.repeat(201))).toEqual({ accepted: false, reason: 'role-sentence-too-long' });
	});
	test('[MO91] the seat that remains of a merge keeps its role, else takes that of the other', () => {
		const seats = [
			{ id: 'kept', mergedInto: null },
			{ id: 'gone', mergedInto: 'kept' },
			{ id: 'other', mergedInto: null }
		];
		const both = followMerges([plays('gone', 'R1'), plays('kept', 'R2'), plays('other', null)], seats);
		expect([...both].map(([seat, { roleCardId }]) => [seat, roleCardId]).sort()).toEqual([
			['kept', 'id-R2'],
			['other', null]
		]);
		expect(followMerges([plays('gone', 'R1')], seats).get('kept')).toEqual(plays('gone', 'R1'));
	});
});

describe('who is missing', () => {
	const missing = (playing: ReturnType<typeof plays>[], without: string[], absentVoice: string | null = null) =>
		readCoverage(deck, playing, without, absentVoice).map(({ card: { code }, remedy, seats }) => [code, remedy, seats.join(' ')]);

	test('[MO87] names the concerned parties that nobody plays, the absent last, and whom to offer them to', () => {
		expect(missing([plays('a', 'R1'), plays('b', null)], ['c', 'd'])).toEqual([
			['R2', 'offer', 'c d'],
			['R3', 'offer', 'c d'],
			['R9', 'offer', 'c d']
		]);
	});
	test('[MO87] when everybody has a role, offers it to those who share one, and draws the voice of the absent', () => {
		expect(missing([plays('a', 'R1'), plays('b', 'R1'), plays('c', 'R2')], [])).toEqual([
			['R3', 'offer-instead', 'a b'],
			['R9', 'draw-absent-voice', '']
		]);
		expect(missing([plays('a', 'R1'), plays('c', 'R2')], [], 'id-R9')).toEqual([
			['R3', 'say-aloud', ''],
			['R9', 'absent-voice', '']
		]);
		expect(missing([plays('a', 'R1'), plays('b', 'R2'), plays('c', 'R3'), plays('d', 'R9')], [])).toEqual([]);
	});
	test('[MO88] the absent voice is drawn among those that nobody plays, else among all the absent', () => {
		const absent = [card('R2'), card('R8', { isAbsent: true }), card('R9', { isAbsent: true })];
		const drawn = (codes: string[], chance: number) => drawAbsentVoice(absent, codes.map((code, index) => plays(`s${index}`, code)), chance);
		for (const chance of [0, 0.5, 0.99]) expect(drawn(['R9'], chance)).toEqual({ accepted: true, value: 'id-R8' });
		expect([drawn([], 0.49), drawn([], 0.5), drawn(['R8', 'R9'], 0.9)].map((one) => one.accepted && one.value)).toEqual(['id-R8', 'id-R9', 'id-R9']);
		expect(drawAbsentVoice([card('R2')], [], 0)).toEqual({ accepted: false, reason: 'absent-role-none' });
	});
});

describe('the card is handed back', () => {
	test('[MO220] with one sentence, or without a word', () => {
		expect(readMadeSee('  On ne\ndemande pas   qui épluche. ')).toEqual({ accepted: true, value: 'On ne demande pas qui épluche.' });
		expect(readMadeSee('')).toEqual({ accepted: true, value: '' });
		expect(readMadeSee('x'.repeat(201))).toEqual({ accepted: false, reason: 'made-see-too-long' });
	});

	test('[MO221] sentences are told by role, in an order that is not that of their coming, from three on', () => {
		const said = (code: string, sentence: string) => ({ role: { code, name: code }, sentence });
		const two = [said('R10', 'b'), said('R2', 'z')];
		expect(sentencesByRole([...two, said('R1', '')])).toEqual([]);
		expect(sentencesByRole([...two, said('R2', 'a')])).toEqual([said('R2', 'a'), said('R2', 'z'), said('R10', 'b')]);
	});
});

describe('[MO222] the lines that a card names', () => {
	const codes = (...impacts: string[]) => readCardLines({ impacts, risks: [] });
	test('each once, three impacts and two risks at most', () => {
		expect(codes('I1', ' I2 ', 'I1', '')).toEqual({ accepted: true, value: { impacts: ['I1', 'I2'], risks: [] } });
		expect(codes('I1', 'I2', 'I3', 'I4')).toEqual({ accepted: false, reason: 'role-impacts-too-many' });
		expect(readCardLines({ impacts: [], risks: ['RK1', 'RK2', 'RK3'] })).toEqual({ accepted: false, reason: 'role-risks-too-many' });
		expect(codes('<b>', 'I:1', 'x'.repeat(30))).toEqual({ accepted: true, value: { impacts: [], risks: [] } });
	});
});
