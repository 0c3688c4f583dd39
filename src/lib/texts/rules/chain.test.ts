import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locate } from './anchors.ts';
import { budgetOfText } from './words.ts';
import { causesOf, checkChain, follow, touched, type Behind, type Proposed } from './chain.ts';
import { compare, type PassageDifference } from './differences.ts';
import { applyEdits, readPassages, type Edit } from './editing.ts';
import { lineageOf, touchesBetween } from './lineage.ts';
import { passageKinds, type Cause, type Passage, type Version } from './passages.ts';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const passage = (number: number, text: string): Passage => ({ id: id(number), kind: 'paragraph', text });
const cause = (number: number, author: string, by: string): Cause => ({ passageId: id(number), author, by });
const sealedAt = '2027-03-13T10:00:00.000Z';

describe('what follows', () => {
	const last = [passage(1, 'Un prestataire unique'), passage(2, 'Barquettes')];
	const behind: Behind = { latest: 1, passages: last, everUsed: new Set([id(1), id(2), id(3)]) };
	const changed = [passage(1, 'Sept lots'), passage(2, 'Barquettes')];
	const why = (proposed: Partial<Proposed>) => {
		const outcome = follow(behind, { base: 1, passages: changed, causes: [cause(1, 'R4', 'AM03')], ...proposed });
		return outcome.accepted ? outcome.value.number : outcome.reason;
	};
	const cases: [string, Partial<Proposed>, number | string][] = [
		['[TE4] the next number', {}, 2],
		['[TE4] on an older version', { base: 0 }, 'version-not-latest'],
		['[TE4] on a version that is not there yet', { base: 2 }, 'version-not-latest'],
		['[TE5] the id of a passage removed earlier', { passages: [...changed, passage(3, 'Revenu')] }, 'passage-reused'],
		['[TE6] the same text', { passages: last }, 'nothing-changed'],
		['[TE7] a change that nobody caused', { causes: [] }, 'cause-missing'],
		['[TE7] a change caused by no role', { causes: [cause(1, '', 'AM03')] }, 'cause-missing'],
		['[TE7] one added without a cause', { passages: [...changed, passage(4, 'Pilote')] }, 'cause-missing'],
		['[TE7] one removed without a cause', { passages: changed.slice(0, 1) }, 'cause-missing'],
		['[TE7] one removed with its cause', { passages: changed.slice(0, 1), causes: [cause(1, 'R4', 'AM03'), cause(2, 'R3', 'AM02')] }, 2],
		['[TE7] a cause of nothing', { causes: [cause(1, 'R4', 'AM03'), cause(9, 'R4', 'AM03')] }, 'cause-unknown'],
		['[TE7] a mere move needs none', { passages: [...last].reverse(), causes: [] }, 2],
		['[TE1] an empty passage', { passages: [passage(1, ' '), passage(2, 'Barquettes')] }, 'passage-missing']
	];
	test.each(cases)('%s', (_name, proposed, expected) => {
		expect(why(proposed)).toBe(expected);
	});

	test('[TE4] the first is v0, and an empty one is none', () => {
		const nothing: Behind = { latest: -1, passages: [], everUsed: new Set() };
		expect(follow(nothing, { base: -1, passages: last, causes: causesOf([], last, { author: 'prescriber', by: 'draft' }) })).toMatchObject({ value: { number: 0 } });
		expect(follow(nothing, { base: -1, passages: [], causes: [] })).toMatchObject({ reason: 'nothing-changed' });
	});
});

describe('a chain', () => {
	const version = (number: number, ...numbers: number[]): Version => ({ number, passages: numbers.map((one) => passage(one, 'x')), causes: [], sealedAt });
	const cases: [string, Version[], string][] = [
		['[TE4] none', [], 'accepted'],
		['[TE4] 0, 1, 2', [version(0, 1), version(1, 1, 2), version(2, 2)], 'accepted'],
		['[TE4] a hole', [version(0, 1), version(2, 1)], 'version-hole'],
		['[TE4] no beginning', [version(1, 1)], 'version-hole'],
		['[TE5] one that comes back', [version(0, 1, 2), version(1, 2), version(2, 1, 2)], 'passage-reused'],
		['[TE2] one twice', [version(0, 1, 1)], 'passage-reused']
	];
	test.each(cases)('%s', (_name, versions, expected) => {
		const outcome = checkChain(versions);
		expect(outcome.accepted ? 'accepted' : outcome.reason).toBe(expected);
	});
});

test('[TE8] each passage tells who changed it, in which version, because of what', () => {
	const versions: Version[] = [
		{ number: 1, passages: [passage(1, 'b'), passage(3, 'd')], causes: [cause(1, 'R4', 'AM03'), cause(1, 'R4', 'AM03'), cause(2, 'R3', 'AM02'), cause(3, 'R7', 'AM05')], sealedAt },
		{ number: 0, passages: [passage(1, 'a'), passage(2, 'c')], causes: [cause(1, 'prescriber', 'draft'), cause(2, 'prescriber', 'draft')], sealedAt }
	];
	expect(Object.fromEntries(lineageOf(versions))).toEqual({
		[id(1)]: [
			{ version: 0, author: 'prescriber', by: 'draft' },
			{ version: 1, author: 'R4', by: 'AM03' }
		],
		[id(2)]: [
			{ version: 0, author: 'prescriber', by: 'draft' },
			{ version: 1, author: 'R3', by: 'AM02' }
		],
		[id(3)]: [{ version: 1, author: 'R7', by: 'AM05' }]
	});
	expect(touchesBetween(versions, id(1), 0, 1)).toEqual([{ version: 1, cause: cause(1, 'R4', 'AM03') }]);
});

/** What a hand may try: mostly what stands, now and then an id drawn far too wide. */
const words = fc.array(fc.constantFrom('le', 'repas', 'l’eau', '**bio**', '2,35 €', 'recyclables', 'et', 'un', '\n', '  '), { minLength: 1, maxLength: 8 }).map((drawn) => drawn.join(' '));
const target = fc.record({ place: fc.nat({ max: 9 }), wild: fc.nat({ max: 400 }).map((drawn) => (drawn > 40 ? null : drawn)) });
const hand = fc.record({ does: fc.constantFrom('add', 'add', 'replace', 'replace', 'remove', 'lengthen'), target, fresh: fc.nat({ max: 40 }), kind: fc.constantFrom(...passageKinds), text: words });
const act = fc.record({ hands: fc.array(hand, { minLength: 1, maxLength: 3 }), isStale: fc.nat({ max: 9 }).map((drawn) => drawn === 0), order: fc.nat({ max: 20 }).map((drawn) => (drawn > 5 ? null : drawn)) });
const acts = fc.array(act, { maxLength: 25 });
type Drawn<Of> = Of extends fc.Arbitrary<infer Value> ? Value : never;

function editOf({ does, target: { place, wild }, fresh, kind, text }: Drawn<typeof hand>, passages: readonly Passage[]): Edit {
	const meant = passages[place % Math.max(1, passages.length)];
	const passageId = wild === null && meant ? meant.id : id(wild ?? 99);
	if (does === 'add') return { do: 'add', after: place === 0 || !meant ? null : passageId, passage: { id: id(fresh), kind, text } };
	if (does === 'remove') return { do: 'remove', passageId };
	return { do: 'replace', passageId, text: does === 'lengthen' ? `${text} ${meant?.text ?? ''}` : text };
}

/** Plays what hands try, as the writer would, and hands back the versions that came of it. */
function play(tried: Drawn<typeof acts>): Version[] {
	const versions: Version[] = [];
	const everUsed = new Set<string>();
	for (const { hands, isStale, order } of tried) {
		const before = versions.at(-1)?.passages ?? [];
		const edited = applyEdits(before, hands.map((one) => editOf(one, before)));
		if (!edited.accepted) continue;
		const passages = order === null ? edited.value : [...edited.value.slice(order), ...edited.value.slice(0, order)];
		const latest = versions.length - 1;
		const outcome = follow(
			{ latest, passages: before, everUsed },
			{ base: isStale ? latest - 1 : latest, passages, causes: causesOf(before, passages, { author: 'R1', by: 'AM01' }) }
		);
		if (!outcome.accepted) continue;
		versions.push({ ...outcome.value, sealedAt });
		for (const passage of passages) everUsed.add(passage.id);
	}
	return versions;
}

/** The second text, made of the first and of what is told to differ, and of nothing else. */
function applied(before: readonly Passage[], differences: readonly PassageDifference[]): Passage[] {
	const old = new Map(before.map((one) => [one.id, one]));
	return differences.flatMap(({ passageId, change, after, segments }) => {
		const was = old.get(passageId);
		const side = (without: string) => segments.map(({ kind, text }) => (kind === without ? '' : text)).join('');
		if (was) expect(side('added')).toBe(was.text);
		if (change === 'removed') return [];
		if (change === 'kept' || change === 'moved') return [was!];
		return [{ id: passageId, kind: after!.kind, text: side('removed') }];
	});
}

describe('whatever hands try', () => {
	const runs = { seed: 4, numRuns: 400 };

	test('[TE4] [TE5] versions are a chain', () => {
		let most = 0;
		fc.assert(
			fc.property(acts, (tried) => {
				const versions = play(tried);
				most = Math.max(most, versions.length);
				expect(checkChain(versions)).toEqual({ accepted: true, value: true });
				for (const { passages } of versions) expect(readPassages(passages)).toEqual({ accepted: true, value: passages });
			}),
			runs
		);
		// else nothing was tried
		expect(most).toBeGreaterThan(5);
	});

	test('[TE10] [TE11] what differs, applied to one version, gives any other', () => {
		fc.assert(
			fc.property(acts, (tried) => {
				const versions = [{ passages: [] as Passage[] }, ...play(tried)];
				for (const { passages: before } of versions) for (const { passages: after } of versions) expect(applied(before, compare(before, after))).toEqual(after);
			}),
			{ ...runs, numRuns: 150 }
		);
	});

	test('[TE12] [TE13] an anchor is located in one of four ways, and gone exactly when its passage is', () => {
		const seen = new Set<string>();
		fc.assert(
			fc.property(acts, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), { maxLength: 4 }), (tried, drawn) => {
				const versions = play(tried);
				if (versions.length === 0) return;
				for (const [ofVersion, ofPassage, from, length] of drawn) {
					const { number: version, passages } = versions[ofVersion % versions.length]!;
					const laid = passages[ofPassage % Math.max(1, passages.length)];
					if (!laid) continue;
					const start = from % laid.text.length;
					const quote = laid.text.slice(start, start + (length % 9));
					for (let until = version; until < versions.length; until += 1) {
						const found = locate({ passageId: laid.id, version, quote }, versions.slice(0, until + 1), budgetOfText());
						const now = versions[until]!.passages.find((one) => one.id === laid.id);
						seen.add(found.state);
						expect(found.state === 'gone').toBe(now === undefined);
						if (found.state === 'gone') {
							expect(versions[found.since]!.passages.some((one) => one.id === laid.id)).toBe(false);
							expect(versions[found.since - 1]!.passages.find((one) => one.id === laid.id)!.text).toBe(found.lastText);
						} else if (found.place) {
							const there = now!.text.slice(found.place.start, found.place.end);
							expect(found.state === 'changed' || quote === '' ? there.length > 0 : there === quote).toBe(true);
							if (found.state === 'changed') expect(now!.text).not.toContain(quote);
						}
						if (until === version) expect(found.state).toBe('stands');
					}
				}
			}),
			{ ...runs, numRuns: 800 }
		);
		expect([...seen].sort()).toEqual(['changed', 'gone', 'moved', 'stands']);
	});

	test('[TE7] [TE8] each line leads to its role', () => {
		fc.assert(
			fc.property(acts, (tried) => {
				const versions = play(tried);
				const lineage = lineageOf(versions);
				for (const [place, { number: version, passages }] of versions.entries()) {
					const before = versions[place - 1]?.passages ?? [];
					for (const one of touched(before, passages)) expect(lineage.get(one)).toContainEqual({ version, author: 'R1', by: 'AM01' });
					for (const one of passages) expect(lineage.get(one.id)!.length).toBeGreaterThan(0);
				}
			}),
			runs
		);
	});
});
