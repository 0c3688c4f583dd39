import { describe, expect, test } from 'vitest';
import { changesOf, changesOnWall, isPenHeld, isPenTaken, askedNow, ticksOnly, middleOfWall, wordsAsked, writtenNow, type PassageChange, type PenWords } from './pen.ts';
import { penBegins } from './standing.ts';

const passage = (id: string, text: string) => ({ id, kind: 'paragraph' as const, text });
const last = { number: 2, passages: [passage('p1', 'Rénover la cuisine.'), passage('p2', 'un prestataire unique'), passage('p3', 'des barquettes')] };
const waiting = [
	{ id: 'a1', code: 'AM01', passageId: 'p2' },
	{ id: 'a2', code: 'AM02', passageId: 'p2' },
	{ id: 'a3', code: 'AM03', passageId: 'p3' },
	{ id: 'a4', code: 'AM04', passageId: null }
];
test('[MO149] one pen at a time is on the wall, until it has rested for half a minute', () => {
	const typed: PenWords = { base: 0, amendments: [], passages: {}, added: {}, by: 'seat:a', at: '2026-03-05T10:00:00.000Z' };
	const after = (seconds: number) => new Date(Date.parse(typed.at!) + seconds * 1000);
	expect(isPenTaken(typed, 'seat:a', after(1))).toBe(false);
	expect(isPenTaken(typed, 'account:b', after(29))).toBe(true);
	expect(isPenTaken(typed, 'account:b', after(30))).toBe(false);
	expect(isPenTaken(null, 'account:b', after(1))).toBe(false);
	expect(isPenTaken({ base: 0, amendments: [], passages: {}, added: {} }, 'account:b', after(1)), 'kept by an older release').toBe(false);
});

const words: PenWords = { base: 2, amendments: ['a1', 'a2', 'a4'], passages: { p2: 'sept lots', p3: null, p1: 'Refaire la cuisine.' }, added: { a4: 'peser ce qui est jeté' } };

describe('what the pen writes', () => {
	test('[MO149] each ticked amendment in its passage, before and after; what it adds comes last', () => {
		expect(writtenNow(words, last, waiting)).toEqual([
			{ id: 'p2', codes: ['AM01', 'AM02'], before: 'un prestataire unique', after: 'sept lots' },
			{ id: 'a4', codes: ['AM04'], before: null, after: 'peser ce qui est jeté' }
		]);
	});
	test.each<[string, PenWords | null, typeof waiting]>([
		['nothing typed', null, waiting],
		['typed over a version that somebody has replaced', { ...words, base: 1 }, waiting],
		['nothing ticked', { ...words, amendments: [] }, waiting],
		['the answer was taken back meanwhile', words, []],
		['the passage as it stands', { ...words, passages: { p2: 'un prestataire unique' }, added: {} }, waiting]
	])('[MO149] %s: nothing on the wall', (_, typed, taken) => {
		expect(writtenNow(typed, last, taken)).toEqual([]);
	});
	test('[MO149] a passage taken away, or emptied, has no after', () => {
		expect(writtenNow({ ...words, amendments: ['a3'] }, last, waiting)).toEqual([{ id: 'p3', codes: ['AM03'], before: 'des barquettes', after: null }]);
		expect(writtenNow({ ...words, amendments: ['a3'], passages: { p3: '' } }, last, waiting)).toMatchObject([{ after: null }]);
	});
	test.each([
		['replace', '', 'sept lots', 'sept lots'],
		['replace', 'unique', 'par lots', 'un prestataire par lots'],
		['condition', '', 'si deux offres', 'un prestataire unique, si deux offres'],
		['add', '', 'et des bocaux', 'un prestataire unique']
	] as const)('[MO140] %s « %s » by « %s »', (type, quote, text, after) => {
		expect(wordsAsked('un prestataire unique', { type, quote, text })).toBe(after);
	});
});

describe('somebody at the pen', () => {
	const asking = [{ id: 'a1', text: 'sept lots' }];
	const typed: PenWords = { base: 2, amendments: [], passages: { p2: 'un prestataire unique' }, added: { a1: 'sept lots' }, by: 'seat:a', at: '2026-03-05T10:00:00.000Z' };
	test.each<[string, PenWords | null, boolean]>([
		['nothing typed', null, false],
		['the form as it came', typed, false],
		['a box ticked', { ...typed, amendments: ['a1'] }, true],
		['a box ticked before somebody sealed', { ...typed, base: 1, amendments: ['a1'] }, true],
		['the amendment is written meanwhile', { ...typed, amendments: ['a9'] }, false],
		['words typed', { ...typed, passages: { p2: 'deux prestataires' } }, true],
		['words typed over a version that is not the last', { ...typed, base: 1, passages: { p2: 'deux prestataires' } }, false],
		['an addition in other words', { ...typed, added: { a1: 'huit lots' } }, true]
	])('[MO159] %s', (_, words, expected) => {
		expect(isPenHeld(words, last, asking)).toBe(expected);
	});
	test('[MO159] the floor moves: the boxes stay, the words leave the wall, and nobody else is kept from it', () => {
		const left = ticksOnly({ ...typed, amendments: ['a1'] });
		expect([isPenHeld(left, last, asking), writtenNow(left, last, waiting), isPenTaken(left, 'seat:b', new Date(typed.at!))]).toEqual([true, [], false]);
		expect(ticksOnly(typed)).toBeNull();
	});
});

const kitchen = 'Rénover la cuisine centrale.';
const tried = 'Rénover la cuisine centrale, à condition qu’un essai ait montré que cela marche.';
const start = 'Démarrage en janvier 2028.';

describe('the words that the pen begins with', () => {
	test.each([
		['condition', 'd’ici', start, 'Démarrage en janvier 2028, d’ici.'],
		['condition', 'si tout va bien.', start, 'Démarrage en janvier 2028, si tout va bien.'],
		['condition', ', une fois formés', start, 'Démarrage en janvier 2028, une fois formés.'],
		['replace', 'Démarrage en janvier 2028, en lots assez petits', start, 'Démarrage en janvier 2028, en lots assez petits.']
	] as const)('[MO157] %s « %s » comes before the full stop', (type, text, before, after) => {
		expect(wordsAsked(before, { type, quote: '', text })).toBe(after);
	});

	const replacing = (text: string) => ({ type: 'replace', quote: '', text }) as const;
	const onlyIf = (text: string) => ({ type: 'condition', quote: '', text }) as const;
	test.each<[string, string, string, readonly Parameters<typeof wordsAsked>[1][], { text: string; byHand: string[] }]>([
		['written before the words that stand now, it is added to them', kitchen, tried, [replacing('Rénover la cuisine centrale, en réemployant ce qui peut l’être.')], { text: 'Rénover la cuisine centrale, à condition qu’un essai ait montré que cela marche, en réemployant ce qui peut l’être.', byHand: [] }],
		['two on one passage', start, start, [replacing('Démarrage en janvier 2028, en lots assez petits.'), onlyIf('à condition que tous soient servis')], { text: 'Démarrage en janvier 2028, en lots assez petits, à condition que tous soient servis.', byHand: [] }],
		['what changes other words', 'Un marché de quatre ans, avec un prestataire unique.', 'Un marché de deux ans, avec un prestataire unique.', [replacing('Un marché de quatre ans, avec sept petits prestataires.')], { text: 'Un marché de deux ans, avec sept petits prestataires.', byHand: [] }],
		['what stands already', kitchen, tried, [onlyIf('à condition qu’un essai ait montré que cela marche')], { text: tried, byHand: [] }],
		['the same words changed twice', 'Un marché de quatre ans.', 'Un marché de deux ans.', [replacing('Un marché de huit ans.')], { text: 'Un marché de deux ans.', byHand: ['AM01'] }],
		['written anew meanwhile', 'un prestataire unique', 'sept lots', [replacing('deux entreprises')], { text: 'sept lots', byHand: ['AM01'] }],
		['two that change the same words: the first is written', 'Un marché de quatre ans.', 'Un marché de quatre ans.', [replacing('Un marché de deux ans.'), replacing('Un marché de huit ans.')], { text: 'Un marché de deux ans.', byHand: ['AM02'] }],
		['nothing ticked', kitchen, tried, [], { text: tried, byHand: [] }],
		['a removal of words that changed', kitchen, tried, [{ type: 'remove', quote: '', text: '' }], { text: tried, byHand: ['AM01'] }]
	])('[MO157] %s', (_, before, current, asked, expected) => {
		expect(penBegins(current, asked.map((one, place) => ({ code: `AM0${place + 1}`, asked: askedNow(before, current, one) })))).toEqual(expected);
	});
});

test('[MO149] a version tells what it changed and who asked; what only moved is not told', () => {
	const v1 = { passages: [passage('p3', 'des barquettes'), passage('p1', 'Rénover la cuisine.'), passage('p2', 'sept lots'), passage('p4', 'peser')] };
	const causes = [
		{ passageId: 'p2', author: 'R3', by: 'a1' },
		{ passageId: 'p2', author: 'R4', by: 'a2' },
		{ passageId: 'p4', author: 'R9', by: 'a4' }
	];
	expect(changesOf(last, { ...v1, causes }, ({ by }) => waiting.find(({ id }) => id === by)?.code)).toEqual([
		{ id: 'p2', codes: ['AM01', 'AM02'], before: 'un prestataire unique', after: 'sept lots' },
		{ id: 'p4', codes: ['AM04'], before: null, after: 'peser' }
	]);
});

describe('the middle of the wall', () => {
	const at = (minute: number) => new Date(Date.UTC(2027, 2, 13, 10, minute));
	const of = (code: string): PassageChange => ({ id: code, codes: [code], before: 'a', after: 'b' });
	const turn = { phase: 'turn', isSpoken: true, onTheFloor: ['AM01'], writing: [], latest: null, movedAt: at(5) } as const;
	test.each<[string, Partial<Parameters<typeof middleOfWall>[0]>, string]>([
		['somebody speaks', {}, 'speaker'],
		['the pen writes what is asked by whoever speaks', { writing: [of('AM01')] }, 'writing'],
		['the pen writes for another role: the one who speaks stays', { writing: [of('AM07')] }, 'speaker'],
		['a version was made of what is asked now', { latest: { changes: [of('AM01')], sealedAt: at(6) } }, 'version'],
		['a version was made of what another asked', { latest: { changes: [of('AM07')], sealedAt: at(6) } }, 'speaker'],
		['that version is from before the floor moved', { latest: { changes: [of('AM01')], sealedAt: at(4) } }, 'speaker'],
		['all have spoken, and the pen writes', { isSpoken: false, onTheFloor: [], writing: [of('AM07')] }, 'writing'],
		['what remains', { phase: 'rest', isSpoken: false, onTheFloor: [] }, 'rest'],
		['what remains, and a version is sealed', { phase: 'rest', onTheFloor: [], latest: { changes: [of('AM07')], sealedAt: at(6) } }, 'version'],
		['the pen goes on after it', { phase: 'rest', onTheFloor: [], writing: [of('AM08')], latest: { changes: [of('AM07')], sealedAt: at(6) } }, 'writing']
	])('[MO149] %s', (_, moment, expected) => {
		expect(middleOfWall({ ...turn, ...moment })).toBe(expected);
	});
});

describe('read at eight metres', () => {
	const change = (length: number, nth = 0): PassageChange => ({ id: `p${nth}`, codes: [], before: 'x'.repeat(length), after: 'y'.repeat(length) });
	test('[MO149] few words stand large, before and after beside each other; many in one text, never under what the last row reads', () => {
		expect(changesOnWall([change(40)], 'speaker')).toEqual({ layout: 'beside', size: 2.4, shown: 1 });
		const four = changesOnWall([1, 2, 3, 4].map((nth) => change(70, nth)), 'version');
		expect(four).toMatchObject({ layout: 'inline' });
		const endless = changesOnWall(Array.from({ length: 40 }, (_, nth) => change(400, nth)), 'writing');
		expect(endless.size).toBeGreaterThanOrEqual(0.9);
		expect(endless.shown).toBeGreaterThanOrEqual(1);
		expect(endless.shown).toBeLessThan(40);
	});
});
