import { expect, test } from 'vitest';
import { locate as locateWithin, type Anchor } from './anchors.ts';
import type { Version } from './passages.ts';
import { budgetOfText } from './words.ts';

const version = (number: number, passages: Record<string, string>): Version => ({
	number,
	passages: Object.entries(passages).map(([id, text]) => ({ id, kind: 'paragraph', text })),
	causes: [],
	sealedAt: '2027-03-13T10:00:00.000Z'
});
const locate = (anchor: Anchor, versions: readonly Version[]) => locateWithin(anchor, versions, budgetOfText());
const v0 = 'des barquettes recyclables et une application pour les familles';
const anchor: Anchor = { passageId: 'p', version: 0, quote: 'barquettes recyclables' };
const at = (text: string, quote: string) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length });

test('[TE12] it stands while its passage does not change, and others do', () => {
	const chain = [version(0, { p: v0, q: 'un' }), version(1, { p: v0, q: 'deux' })];
	expect(locate(anchor, chain)).toEqual({ state: 'stands', place: at(v0, anchor.quote) });
});

test('[TE12] words before it move it', () => {
	const v1 = `Dès 2028, ${v0}`;
	expect(locate(anchor, [version(0, { p: v0 }), version(1, { p: v1 })])).toEqual({ state: 'moved', place: at(v1, anchor.quote) });
});

test('[TE12] words after it do not', () => {
	expect(locate(anchor, [version(0, { p: v0 }), version(1, { p: `${v0}, gratuite` })])).toMatchObject({ state: 'stands' });
});

test('[TE12] of two equal quotes, the place that follows from the first is meant', () => {
	const [before, after] = ['un pain, un verre', 'un verre plein, un pain, un verre'];
	const un = { passageId: 'p', version: 0, quote: 'un ' };
	expect(locate(un, [version(0, { p: before }), version(1, { p: after })])).toEqual({ state: 'moved', place: { start: 16, end: 19 } });
});

test('[TE12] when its words changed, what stands in their stead is told', () => {
	const v1 = 'des bacs inox et bocaux consignés et une application pour les familles';
	const found = locate(anchor, [version(0, { p: v0 }), version(1, { p: v1 })]);
	expect(found.state).toBe('changed');
	expect('place' in found && found.place && v1.slice(found.place.start, found.place.end)).toBe('bacs inox et bocaux consignés');
});

test('[TE12] when its words went, no place is made up', () => {
	const v1 = 'des et une application pour les familles';
	expect(locate(anchor, [version(0, { p: v0 }), version(1, { p: v1 })])).toEqual({ state: 'changed', place: null });
});

test('[TE12] words that come back are found again', () => {
	const chain = [version(0, { p: v0 }), version(1, { p: 'autre chose et une application pour les familles' }), version(2, { p: v0 })];
	expect(locate(anchor, chain)).toMatchObject({ state: 'stands' });
});

test('[TE13] when its passage went, it says since when, and the last words', () => {
	const chain = [version(0, { p: v0, q: 'un' }), version(1, { p: 'des bacs inox', q: 'un' }), version(2, { q: 'un' }), version(3, { q: 'deux' })];
	expect(locate(anchor, chain)).toEqual({ state: 'gone', since: 2, lastText: 'des bacs inox' });
	expect(locate(anchor, chain.slice(0, 2))).toMatchObject({ state: 'changed' });
});

test('[TE13] a passage that no version holds keeps at least its quote', () => {
	expect(locate(anchor, [version(0, { q: 'un' })])).toEqual({ state: 'gone', since: 0, lastText: anchor.quote });
	expect(locate(anchor, [])).toEqual({ state: 'gone', since: 0, lastText: anchor.quote });
});

test('[TE12] without a quote, the passage as a whole', () => {
	expect(locate({ ...anchor, quote: '' }, [version(0, { p: v0 }), version(1, { p: 'tout autre' })])).toEqual({ state: 'stands', place: { start: 0, end: 10 } });
});

test('[TE12] the order in which versions are given does not count', () => {
	const chain = [version(1, { p: `Dès 2028, ${v0}` }), version(0, { p: v0 })];
	expect(locate(anchor, chain)).toMatchObject({ state: 'moved' });
});

test('[TE12] anchors asked about together share one budget: what each costs is taken off it, until it is spent and they are found without', () => {
	// two words drawn again and again: long to compare
	const drawn = (seed: number) => {
		let [made, state] = ['', seed];
		while (made.length < 3_900) {
			state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
			made += state >>> 31 ? 'a ' : 'b ';
		}
		return made;
	};
	const [before, after] = [`${drawn(1)}la cantine`, `${drawn(1_001)}le réfectoire`];
	const chain = [version(0, { p: before }), version(1, { p: after })];
	const budget = budgetOfText();
	const spent = Array.from({ length: 20 }, () => {
		const had = budget.left;
		const found = locateWithin({ passageId: 'p', version: 0, quote: 'la cantine' }, chain, budget);
		expect(found.state).toBe('changed');
		return had - budget.left;
	});
	expect(spent[0]).toBeGreaterThan(0);
	expect(budget.left).toBeGreaterThanOrEqual(0);
	expect(spent.at(-1)!).toBeLessThan(spent[0]! / 10);
});
