import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capacities } from '../../projects/rules/capacities.ts';
import type { Passage } from '../../texts/rules/passages.ts';
import { linesOf, matchDraft, maySeal, mayWriteDraft, needsOfDraft, readChanged, readDraft, readNote, readReason, textOnWall, textToSeal, writeDraft, type DraftLine } from './proposal.ts';

const reason = (outcome: { accepted: true } | { accepted: false; reason: string }) => (outcome.accepted ? 'accepted' : outcome.reason);
const paragraph = (text: string): DraftLine => ({ kind: 'paragraph', text });
const fresh = (count: number) => Array.from({ length: count }, (_, index) => `fresh-${index}`);

test('[MO102] prescriber, buyer and desk write the draft; nobody does once v0 is sealed', () => {
	const writers = [...capacities, 'desk' as const].filter((hand) => mayWriteDraft(hand, false).accepted);
	expect(writers.sort()).toEqual(['buyer', 'desk', 'prescriber']);
	expect(writers.map((hand) => reason(mayWriteDraft(hand, true)))).toEqual(writers.map(() => 'proposal-sealed'));
	expect(reason(mayWriteDraft('juror', true))).toBe('not-a-writer-of-the-draft');
});

test('[MO104] the prescriber seals, or the desk, or the room that goes on; nobody twice', () => {
	const sealers = [...capacities, 'desk' as const, 'system' as const].filter((hand) => maySeal(hand, false).accepted);
	expect(sealers.sort()).toEqual(['desk', 'prescriber', 'system']);
	expect(sealers.map((hand) => reason(maySeal(hand, true)))).toEqual(sealers.map(() => 'proposal-sealed'));
	expect(reason(maySeal('buyer', true))).toBe('not-the-prescriber');
});

describe('a text that is typed or pasted whole', () => {
	test('[MO103] one passage a line, headings and items by their mark', () => {
		const pasted = '# Nos cantines\r\n\r\nRénover  la cuisine\tcentrale.\r\n- 50 % de durable\r\n•\tdes barquettes\n\n\n-pas un point\n   \n#pas un titre\n– un tiret\n';
		expect(linesOf(pasted)).toEqual([
			{ kind: 'heading', text: 'Nos cantines' },
			paragraph('Rénover la cuisine centrale.'),
			{ kind: 'item', text: '50 % de durable' },
			{ kind: 'item', text: 'des barquettes' },
			paragraph('-pas un point'),
			paragraph('#pas un titre'),
			{ kind: 'item', text: 'un tiret' }
		]);
		expect(linesOf('- \n# \n**\n\u200b')).toEqual([]);
	});

	test('[MO103] 20,000 characters are read; what a text cannot hold is refused', () => {
		const long = Array.from({ length: 50 }, (_, index) => `${index} `.padEnd(400, 'é')).join('\n');
		const read = readDraft(long);
		expect(read.accepted && read.value.reduce((sum, { text }) => sum + text.length, 0)).toBe(20_000);
		expect(reason(readDraft(' \n\n'))).toBe('draft-empty');
		expect(reason(readDraft('x'.repeat(4_000)))).toBe('accepted');
		expect(reason(readDraft('x'.repeat(4_001)))).toBe('draft-passage-too-long');
		expect(reason(readDraft(Array.from({ length: 300 }, () => 'x').join('\n')))).toBe('accepted');
		expect(reason(readDraft(Array.from({ length: 301 }, () => 'x').join('\n')))).toBe('draft-too-many-passages');
		expect(reason(readDraft(Array.from({ length: 15 }, () => 'x'.repeat(4_000)).join('\n')))).toBe('accepted');
		expect(reason(readDraft(Array.from({ length: 16 }, () => 'x'.repeat(4_000)).join('\n')))).toBe('draft-too-long');
	});

	const words = fc.array(fc.constantFrom('cuire', 'le', 'jour', 'même', '**bien**', '50 %', 'é'), { minLength: 1, maxLength: 6 }).map((all) => all.join(' '));
	const line = fc.record({ kind: fc.constantFrom('heading', 'paragraph', 'item'), text: words }) as fc.Arbitrary<DraftLine>;

	test('[MO103] what is written out is read back', () => {
		fc.assert(
			fc.property(fc.array(line), (lines) => {
				expect(linesOf(writeDraft(lines))).toEqual(lines);
			})
		);
		expect(writeDraft([{ kind: 'title', text: 'Un' }, paragraph(' '), { kind: 'item', text: 'a\nb' }, { kind: 'item', text: 'c' }, paragraph('d')])).toBe('# Un\n\n- a b\n- c\n\nd');
	});

	const standing = (lines: readonly DraftLine[]): Passage[] => lines.map((one, index) => ({ id: `id-${index}`, ...one }));
	const ids = (before: readonly DraftLine[], after: readonly DraftLine[]) => matchDraft(standing(before), after, fresh(after.length)).map(({ id }) => id);
	const [a, b, c, x, y] = ['a', 'b', 'c', 'x', 'y'].map(paragraph) as [DraftLine, DraftLine, DraftLine, DraftLine, DraftLine];

	test.each([
		['nothing changes', [a, b, c], [a, b, c], ['id-0', 'id-1', 'id-2']],
		['one is changed', [a, b, c], [a, x, c], ['id-0', 'id-1', 'id-2']],
		['one is put between', [a, b], [a, x, b], ['id-0', 'fresh-0', 'id-1']],
		['one is removed', [a, b, c], [a, c], ['id-0', 'id-2']],
		['one is put first', [a, b], [x, a, b], ['fresh-0', 'id-0', 'id-1']],
		['two are put last', [a], [a, x, y], ['id-0', 'fresh-0', 'fresh-1']],
		['one is changed and one put after it', [a, b, c], [a, x, y, c], ['id-0', 'id-1', 'fresh-0', 'id-2']],
		['everything is new', [a], [x, y], ['id-0', 'fresh-0']],
		['two alike', [a, a], [a], ['id-0']]
	])('[MO103] passages keep their id when %s', (_, before, after, expected) => expect(ids(before, after)).toEqual(expected));

	test('[MO103] a title stays a title, a heading that becomes an item says so', () => {
		const before: Passage[] = [{ id: 't', kind: 'title', text: 'Nos cantines' }];
		expect(matchDraft(before, linesOf('# Nos cantines'), fresh(1))).toEqual(before);
		expect(matchDraft(before, linesOf('# Nos cuisines'), fresh(1))).toEqual([{ id: 't', kind: 'title', text: 'Nos cuisines' }]);
		expect(matchDraft(before, linesOf('- Nos cuisines'), fresh(1))).toEqual([{ id: 't', kind: 'item', text: 'Nos cuisines' }]);
	});

	test('[MO103] whatever is typed, no passage is there twice, and the text is the one typed', () => {
		fc.assert(
			fc.property(fc.array(line, { maxLength: 12 }), fc.array(line, { maxLength: 12 }), (before, after) => {
				const matched = matchDraft(standing(before), after, fresh(after.length));
				expect(new Set(matched.map(({ id }) => id)).size).toBe(after.length);
				expect(matched.map(({ kind, text }) => ({ kind, text }))).toEqual(after);
			})
		);
	});
});

test('[MO105] v0 is every passage that has words, each caused by the prescriber’s draft; an empty draft is refused', () => {
	const sealed = textToSeal([
		{ id: '00000000-0000-4000-8000-000000000001', kind: 'title', text: ' Nos\ncantines ' },
		{ id: '00000000-0000-4000-8000-000000000002', kind: 'item', text: ' \n' },
		{ id: '00000000-0000-4000-8000-000000000003', kind: 'paragraph', text: 'Dès 2028.' }
	]);
	expect(sealed.accepted && sealed.value).toEqual({
		passages: [
			{ id: '00000000-0000-4000-8000-000000000001', kind: 'title', text: 'Nos cantines' },
			{ id: '00000000-0000-4000-8000-000000000003', kind: 'paragraph', text: 'Dès 2028.' }
		],
		causes: [
			{ passageId: '00000000-0000-4000-8000-000000000001', author: 'prescriber', by: 'draft' },
			{ passageId: '00000000-0000-4000-8000-000000000003', author: 'prescriber', by: 'draft' }
		]
	});
	expect(reason(textToSeal([]))).toBe('draft-empty');
	expect(reason(textToSeal([{ id: '00000000-0000-4000-8000-000000000001', kind: 'item', text: '\u200b ' }]))).toBe('draft-empty');
	expect(reason(textToSeal([{ id: '00000000-0000-4000-8000-000000000001', kind: 'item', text: 'x'.repeat(4_001) }]))).toBe('draft-too-long');
});

test('[MO106] each need is answered, left with a reason, or not looked at yet', () => {
	const need = (id: string) => ({ id, text: id, dots: 1 });
	const seen = needsOfDraft([need('B1'), need('B2'), need('B3')], { needs: ['B1', 'gone'], unanswered: { B2: 'plus tard', gone: 'x' } });
	expect(seen.map(({ id, stance, reason: why }) => [id, stance, why])).toEqual([
		['B1', 'answered', ''],
		['B2', 'left', 'plus tard'],
		['B3', 'open', '']
	]);
	expect(reason(readReason(' \n'))).toBe('need-reason-missing');
	expect([reason(readReason('x'.repeat(280))), reason(readReason('x'.repeat(281))), reason(readReason('x'.repeat(9_000)))]).toEqual(['accepted', 'need-reason-too-long', 'need-reason-too-long']);
});

test('[MO107] the sentence is one, and may be taken back', () => {
	expect(readChanged(' Cuire\nle jour  même. ')).toEqual({ accepted: true, value: 'Cuire le jour même.' });
	expect(readChanged(' ')).toEqual({ accepted: true, value: '' });
	expect([reason(readChanged('x'.repeat(400))), reason(readChanged('x'.repeat(401))), reason(readChanged('x'.repeat(9_000)))]).toEqual(['accepted', 'changed-too-long', 'changed-too-long']);
});

test('[MO108] a note may be empty, and is short', () => {
	expect(readNote('')).toEqual({ accepted: true, value: '' });
	expect([reason(readNote('x'.repeat(280))), reason(readNote('x'.repeat(281)))]).toEqual(['accepted', 'note-too-long']);
});

test('[MO110] a short text is written large on the wall, a long one smaller, and beyond that its beginning', () => {
	const lines = (count: number, length: number): DraftLine[] => Array.from({ length: count }, () => paragraph('x'.repeat(length)));
	expect(textOnWall(lines(2, 40))).toEqual({ size: 2.4, columns: 1, shown: 2, isWhole: true, needs: 'wall' });
	const medium = textOnWall(lines(10, 60), 8);
	expect([medium.isWhole, medium.shown, medium.size < 2.4, medium.size > 0.9]).toEqual([true, 10, true, true]);
	const long = textOnWall(lines(50, 400), 8);
	expect([long.isWhole, long.size, long.columns, long.shown > 1, long.shown < 50]).toEqual([false, 0.9, 2, true, true]);
	// a text comes before the cards of the needs: they keep a lamp each
	expect([textOnWall(lines(2, 40), 18).needs, textOnWall(lines(8, 60), 18).needs, long.needs]).toEqual(['wall', 'lamps', 'lamps']);
	expect(textOnWall(lines(1, 4_000), 8)).toMatchObject({ shown: 1, isWhole: false });
	expect(textOnWall(lines(10, 60), 12).size).toBeLessThan(textOnWall(lines(10, 60)).size);
	fc.assert(
		fc.property(fc.nat(60), fc.integer({ min: 1, max: 600 }), (count, length) => {
			const less = textOnWall(lines(count, length));
			const more = textOnWall(lines(count + 1, length));
			expect(more.size).toBeLessThanOrEqual(less.size);
		})
	);
});
