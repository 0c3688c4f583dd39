import { describe, expect, test } from 'vitest';
import { compare, tally } from './differences.ts';
import type { Passage } from './passages.ts';

const passage = (id: string, text = id, kind: Passage['kind'] = 'paragraph'): Passage => ({ id, kind, text });
const text = (ids: string) => [...ids].map((id) => passage(id));
const told = (before: readonly Passage[], after: readonly Passage[]) => compare(before, after).map(({ passageId, change, isMoved }) => `${passageId} ${change}${isMoved && change !== 'moved' ? ' moved' : ''}`);

describe('passages', () => {
	const cases: [string, string, string, string[]][] = [
		['[TE10] kept', 'ab', 'ab', ['a kept', 'b kept']],
		['[TE10] added at the start, inside, at the end', 'ab', 'xaybz', ['x added', 'a kept', 'y added', 'b kept', 'z added']],
		['[TE10] removed where they stood', 'xaybz', 'ab', ['x removed', 'a kept', 'y removed', 'b kept', 'z removed']],
		['[TE10] removed before what came in its place', 'axb', 'ayb', ['a kept', 'x removed', 'y added', 'b kept']],
		['[TE10] one moved, not the four that it passed', 'abcde', 'eabcd', ['e moved', 'a kept', 'b kept', 'c kept', 'd kept']],
		['[TE10] one moved down', 'abcde', 'bcdea', ['b kept', 'c kept', 'd kept', 'e kept', 'a moved']],
		['[TE10] nothing left', 'ab', '', ['a removed', 'b removed']],
		['[TE10] from nothing', '', 'ab', ['a added', 'b added']]
	];
	test.each(cases)('%s', (_name, before, after, expected) => {
		expect(told(text(before), text(after))).toEqual(expected);
	});

	test('[TE10] changed, moved and changed, and another kind', () => {
		const before = [passage('a', 'Un repas chaud par jour'), passage('b'), passage('c'), passage('d', 'Titre')];
		const after = [passage('b'), passage('c'), passage('a', 'Un repas tiède par jour'), passage('d', 'Titre', 'heading')];
		expect(told(before, after)).toEqual(['b kept', 'c kept', 'a changed moved', 'd changed']);
		expect(tally(compare(before, after))).toEqual({ changed: 2, added: 0, removed: 0, moved: 0 });
	});
});

describe('long texts', () => {
	const words = 'Rénover la cuisine centrale et confier l’approvisionnement à un prestataire unique pour quatre ans avec un objectif de produits durables en bocaux consignés'.split(' ');
	// a fixed walk over the words: long texts that look like language, the same each time
	const long = (length: number, step: number) => {
		let made = '';
		for (let at = step; made.length < length; at = (at * 31 + step) % 997) made += `${words[at % words.length]} `;
		return made.slice(0, length);
	};
	const whole = (passages: number, length: number, step: number) => Array.from({ length: passages }, (_, place) => passage(`p${place}`, long(length, step + place)));

	test.each([
		[20_000, 40, 500],
		[60_000, 300, 200],
		[60_000, 15, 4_000]
	])('[TE11] %i characters in %i passages, all written anew, are compared to the end', { timeout: 60_000 }, (characters, passages, length) => {
		const [before, after] = [whole(passages, length, 7), whole(passages, length, 411)];
		expect(before.reduce((sum, one) => sum + one.text.length, 0)).toBe(characters);
		expect(compare(before, after).map(({ change }) => change)).toEqual(before.map(() => 'changed'));
	});

	test('[TE11] heavy passages share one budget: the first are told by words, the last in two blocks, and no word is lost', () => {
		// two words drawn again and again: long to compare, and half of it kept
		const drawn = (seed: number) => {
			let [made, state] = ['', seed];
			while (made.length < 3_990) {
				state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
				made += state >>> 31 ? 'a ' : 'b ';
			}
			return made.trimEnd();
		};
		const heavy = (first: number) => Array.from({ length: 14 }, (_, place) => passage(`p${place}`, drawn(first + place)));
		const [before, after] = [[...heavy(1), passage('same', drawn(99))], [...heavy(1_001), passage('same', drawn(99))]];
		const differences = compare(before, after);
		const kinds = differences.map(({ segments }) => segments.map(({ kind }) => kind));
		expect(kinds[0]!.length).toBeGreaterThan(2);
		for (const told of kinds.slice(7, 14)) expect(told).toEqual(['removed', 'added']);
		expect(kinds[14]).toEqual(['kept']);
		// for want of budget only: alone, it is told by words
		expect(compare([before[13]!], [after[13]!])[0]!.segments.length).toBeGreaterThan(2);
		for (const { before: was, after: is, segments } of differences) {
			const without = (left: string) => segments.map(({ kind, text }) => (kind === left ? '' : text)).join('');
			expect(without('added')).toBe(was!.text);
			expect(without('removed')).toBe(is!.text);
		}
	});
});
