import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amendmentsReadFrom, handleOf, inBlindOrder, judgePutBack, judgeSetAside, mayReadCards, missedTheReading, moderationRules, staysAside } from './moderation.ts';

const reasonOf = (outcome: { accepted: boolean; reason?: string }) => (outcome.accepted ? 'accepted' : outcome.reason);
const gathering = '3f0c1c5e-6c1a-4b52-9d8e-0a3c9a6f6b11';

describe('what may set a text aside', () => {
	test('[MO170] four published rules, and nothing else', () => {
		expect(moderationRules).toEqual(['names-somebody', 'insults', 'candidate-or-price', 'unreadable']);
		for (const rule of moderationRules) expect(judgeSetAside(true, { setAsideFor: null }, rule)).toEqual({ accepted: true, value: rule });
		for (const rule of ['', 'i-disagree', 'toString', 'NAMES-SOMEBODY']) expect(reasonOf(judgeSetAside(true, { setAsideFor: null }, rule))).toBe('rule-missing');
	});

	test('[MO172] nothing is set aside before it may be read, nor what is there no more', () => {
		expect(reasonOf(judgeSetAside(false, undefined, 'insults'))).toBe('not-readable-yet');
		expect(reasonOf(judgeSetAside(false, { setAsideFor: null }, 'insults'))).toBe('not-readable-yet');
		expect(reasonOf(judgeSetAside(true, undefined, 'insults'))).toBe('text-gone');
	});

	test('[MO177] what was set aside is put back, and nothing else', () => {
		expect(reasonOf(judgePutBack(true, { setAsideFor: 'insults' }))).toBe('accepted');
		expect(reasonOf(judgePutBack(true, { setAsideFor: null }))).toBe('not-set-aside');
		expect(reasonOf(judgePutBack(true, undefined))).toBe('text-gone');
		expect(reasonOf(judgePutBack(false, { setAsideFor: 'insults' }))).toBe('not-readable-yet');
	});

	test('[MO175] changed by its author it comes back; in the same words it stays', () => {
		expect(staysAside(true, ['Un mot', 'parce que'], ['Un mot', 'parce que'])).toBe(true);
		expect(staysAside(true, ['Un mot', 'parce que'], ['Un mot', 'pour toutes'])).toBe(false);
		expect(staysAside(false, ['Un mot'], ['Un mot'])).toBe(false);
	});
});

describe('when it is read', () => {
	const at = new Date('2027-03-13T10:00:00Z');

	test('[MO172] cards once the writing is closed', () => {
		expect([undefined, { writingClosedAt: null }, { writingClosedAt: at }].map(mayReadCards)).toEqual([false, false, true]);
	});

	test('[MO172] amendments once the five minutes of silence are over', () => {
		expect(amendmentsReadFrom(undefined)).toBeUndefined();
		expect(amendmentsReadFrom({ phase: 'silence', phaseAt: at })?.toISOString()).toBe('2027-03-13T10:05:00.000Z');
		expect(amendmentsReadFrom({ phase: 'turn', phaseAt: at })).toEqual(at);
	});
});

describe('whose seat was out when the reading began', () => {
	const on = (hour: number | null) => (hour === null ? null : new Date(Date.UTC(2027, 2, 13, hour)));
	// written at ten, read from twelve
	test.each([
		['never shown out', 'admitted', null, 9, false],
		['out before, and still', 'expelled', 11, 9, true],
		['out before it was kept when', 'expelled', null, 9, true],
		['out while it is read, and still', 'expelled', 12, 9, false],
		['out before, back before', 'admitted', 10.5, 11, false],
		['out before, back as it begins', 'admitted', 11, 12, true],
		['out before, back while it is read', 'admitted', 11, 13, true],
		['out while it is read, and back', 'admitted', 12, 13, false],
		['out before it was written', 'admitted', 9, 9.5, false]
	])('[MO14] %s', (_, state, out, back, missed) => {
		expect(missedTheReading({ state, expelledAt: on(out), admittedAt: on(back) }, on(10)!, on(12)!)).toBe(missed);
	});

	test('[MO14] what is written once one is back goes on', () => {
		expect(missedTheReading({ state: 'admitted', expelledAt: on(11), admittedAt: on(13) }, on(14)!, on(12)!)).toBe(false);
	});
});

describe('how it is read', () => {
	test('[MO173] in an order that stays, whatever the order of writing, and under a name that is not its id', () => {
		const cards = fc.uniqueArray(fc.uuid({ version: 4 }), { minLength: 1, maxLength: 30 });
		fc.assert(
			fc.property(cards, fc.infiniteStream(fc.nat()), (ids, chance) => {
				const shuffled = ids.map((id) => ({ id, by: chance.next().value! })).sort((a, b) => a.by - b.by);
				const texts = ids.map((id) => ({ id }));
				const read = inBlindOrder(gathering, texts);
				expect(inBlindOrder(gathering, shuffled.map(({ id }) => ({ id })))).toEqual(read);
				for (const { id, handle } of read) {
					expect(handle).not.toContain(id.replaceAll('-', '').slice(0, 8));
					expect(handle).toMatch(/^[0-9a-f]{32}$/);
				}
			}),
			{ seed: 3 }
		);
	});

	test('[MO173] the first written is anywhere: each place about as often', () => {
		const places = [0, 0, 0, 0];
		fc.assert(
			fc.property(fc.uniqueArray(fc.uuid({ version: 4 }), { minLength: 4, maxLength: 4 }), (ids) => {
				places[inBlindOrder(gathering, ids.map((id) => ({ id }))).findIndex(({ id }) => id === ids[0])]! += 1;
			}),
			{ seed: 5, numRuns: 800 }
		);
		for (const times of places) expect(times).toBeGreaterThan(120);
	});

	test('[MO173] one text has another name in another gathering', () => {
		expect(handleOf(gathering, 'a')).not.toBe(handleOf('another', 'a'));
	});
});
