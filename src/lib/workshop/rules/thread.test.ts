import { expect, test } from 'vitest';
import type { AmendmentState } from './amendments.ts';
import type { LandscapeCard } from './landscape.ts';
import type { RecordedAmendment } from './proposalRecord.ts';
import type { RecordedScenario } from './record.ts';
import { itemsOf, threadOf, type Thread, type ThreadFacts } from './thread.ts';

const card = (id: string, text: string, sources: readonly string[] = []): LandscapeCard => ({ id, kind: 'need', text, capacity: null, sources, dots: 1, rank: 1 });
const amendment = (code: string, state: AmendmentState, more: Partial<RecordedAmendment> = {}): RecordedAmendment => ({
	...{ id: `id-${code}`, code, role: null, type: 'add', aimsAt: null, text: 'des mots', reason: 'parce que', needs: [], state, stateReason: '', scenario: null, isScenarioWritten: false, resultingVersion: null },
	...more
});
const version = (number: number) => ({ number, passages: [], causes: [], sealedAt: '2026-11-20T06:00:00.000Z' }) as never;
const scenario = (code: string, more: Partial<RecordedScenario> = {}): RecordedScenario => ({
	...{ code, name: `le scénario ${code}`, idea: '', facts: [], modes: '', calendar: '', version: 2, added: [], removed: [], needs: 3, lit: 3, dark: [], budget: [], weighed: null },
	...more
});
const line = (code: string, needs: readonly string[]) => ({ code, mode: 'purchase' as const, object: `la ligne ${code}`, actors: '', season: null, money: { kind: 'none' } as never, needs, impacts: [] });

const facts: ThreadFacts = {
	gathering: { title: '', isRehearsal: false, place: '', startsAt: '2026-11-20T05:00:00.000Z', closedAt: '2026-11-20T08:00:00.000Z' },
	landscape: {
		isRevealed: true,
		dots: 'closed',
		zones: [
			{ zone: 'needs', groups: [{ id: 'g1', title: 'À table', dots: 2, cards: [card('c-chaud', 'chaud', ['M01']), card('c-calme', 'calme')] }, { id: null, title: '', dots: 0, cards: [card('c-prix', 'prix', ['M02']), card('c-metier', 'métier')] }] },
			{ zone: 'resources', groups: [{ id: null, title: '', dots: 0, cards: [card('c-ferme', 'chaud', ['M02'])] }] }
		]
	},
	field: { materials: [{ code: 'M01', kind: 'photo', title: 'Le pain', counts: { surprises: 1, confirms: 0, question: 0 }, questions: [] }, { code: 'M04', kind: 'sound', title: 'Le bruit', counts: { surprises: 1, confirms: 0, question: 0 }, questions: [] }] },
	cited: [{ code: 'M01', title: 'Le pain' }, { code: 'M02', title: 'La part' }],
	proposal: {
		roles: [],
		ownRoles: 0,
		changed: '',
		versions: [version(0), version(1), version(2)],
		needs: [{ text: 'chaud', litSince: 1, reason: '' }, { text: 'calme', litSince: 2, reason: '' }, { text: 'prix', litSince: 0, reason: '' }, { text: 'métier', litSince: null, reason: 'plus tard' }],
		amendments: [
			amendment('AM01', 'integrated', { needs: ['chaud'], resultingVersion: 1 }),
			amendment('AM02', 'not-kept', { needs: ['chaud'], stateReason: 'Trop cher.' }),
			amendment('AM03', 'integrated-otherwise', { needs: ['calme'], resultingVersion: 2, reason: '84 dB (M04, B4)' }),
			amendment('AM04', 'moved-to-scenario', { scenario: 'C', isScenarioWritten: true, needs: ['prix'] }),
			amendment('AM05', 'parked', { needs: ['métier'], stateReason: 'Pas aujourd’hui.' }),
			amendment('AM06', 'integrated', { resultingVersion: 2 })
		],
		questions: []
	},
	scenarios: [scenario('A', { removed: ['AM03'], dark: ['calme', 'métier'] }), scenario('B', { dark: ['métier'] }), scenario('C', { added: ['AM04'], removed: ['AM01', 'AM06'], dark: ['métier'], version: 2 })],
	vote: { stage: 'closed', grades: [], onRoll: 3, voted: 3, result: { ranking: [{ code: 'B', name: '', rank: 1, grade: 0 }, { code: 'C', name: '', rank: 2, grade: 1 }, { code: 'A', name: '', rank: 3, grade: 2 }] } as never },
	sketch: { isFrozen: true, scenario: { code: 'B', name: 'le scénario B' }, lines: [line('S1', ['chaud', 'prix']), line('S2', ['calme'])], orphans: { needs: ['métier'], impacts: [] } }
};

/** « card: c-chaud cites ← » in short: kind, then each code with its tie and through what. */
const told = (stages: Thread['became']) => stages.map(({ kind, knots }) => `${kind}: ${knots.map(({ item, tie, through }) => `${item.code} ${tie}${through.length ? ` (${through.join(' ')})` : ''}`).join(', ')}`);
const of = (code: string, from: ThreadFacts = facts) => threadOf(from, code)!;

test('[MO320] a material goes all the way to a line of the strategy: cards, amendments, versions, scenarios, lines', () => {
	const { became, cameFrom, end } = of('M01');
	expect(told(became)).toEqual([
		'card: c-chaud cites',
		'amendment: AM01 answers (c-chaud), AM02 answers (c-chaud)',
		'version: v1 made (AM01)',
		'scenario: A holds (AM01), B holds (AM01), C lights (c-chaud)',
		'line: S1 serves (c-chaud)'
	]);
	expect(cameFrom).toEqual([]);
	expect(end).toEqual({ end: 'in-strategy', lines: ['S1'], by: 'need' });
});

test('[MO320] a line goes back to the field: the scenario, its amendments, the needs, the materials', () => {
	const { became, cameFrom, end } = of('S2');
	expect(became).toEqual([]);
	expect(told(cameFrom)).toEqual(['scenario: B sketched', 'amendment: AM03 answers (c-calme)', 'card: c-calme serves', 'material: M04 names (AM03)']);
	expect(end).toEqual({ end: 'in-strategy', lines: ['S2'], by: 'need' });
});

test.each([
	['g1', ['card: c-chaud gathers, c-calme gathers', 'amendment: AM01 answers (c-chaud), AM02 answers (c-chaud), AM03 answers (c-calme)', 'version: v1 made (AM01), v2 made (AM03)', 'scenario: A holds (AM01), B holds (AM01 AM03), C holds (AM03)', 'line: S1 serves (c-chaud), S2 serves (c-calme)'], ['material: M01 cites (c-chaud)']],
	['c-prix', ['amendment: AM04 answers', 'version: v0 by-draft', 'scenario: A lights, B lights, C holds (AM04)', 'line: S1 serves'], ['material: M02 cites']],
	['AM03', ['version: v2 made', 'scenario: A leaves-out, B holds, C holds', 'line: S2 serves (c-calme)'], ['card: c-calme answers', 'material: M04 names']],
	['M04', ['amendment: AM03 names', 'version: v2 made (AM03)', 'scenario: A leaves-out (AM03), B holds (AM03), C holds (AM03)', 'line: S2 serves (c-calme)'], []],
	['v1', ['version: v2 goes-on', 'scenario: A departs (v2), B departs (v2), C departs (v2)', 'line: S1 sketched (B), S2 sketched (B)'], ['amendment: AM01 made', 'version: v0 goes-on', 'card: c-chaud answers (AM01)', 'material: M01 cites (c-chaud)']],
	['v0', ['version: v1 goes-on, v2 goes-on', 'scenario: A departs (v2), B departs (v2), C departs (v2)', 'line: S1 sketched (B), S2 sketched (B)'], ['card: c-prix by-draft', 'material: M02 cites (c-prix)']],
	['B', ['line: S1 sketched, S2 sketched'], ['version: v2 departs', 'amendment: AM01 holds, AM03 holds, AM06 holds', 'card: c-chaud answers (AM01), c-calme answers (AM03), c-prix by-draft', 'material: M01 cites (c-chaud), M04 names (AM03), M02 cites (c-prix)']],
	['AM06', ['version: v2 made', 'scenario: A holds, B holds, C leaves-out', 'line: S1 sketched (B), S2 sketched (B)'], []]
])('[MO320] [MO323] the thread of %s, both ways', (code, forward, back) => {
	const { became, cameFrom } = of(code);
	expect(told(became)).toEqual(forward);
	expect(told(cameFrom)).toEqual(back);
});

test.each([
	['AM02', { end: 'stopped', why: 'fates', fates: [expect.objectContaining({ code: 'AM02', state: 'not-kept', stateReason: 'Trop cher.' })] }],
	['c-metier', { end: 'stopped', why: 'fates', fates: [expect.objectContaining({ code: 'AM05', state: 'parked' })] }],
	['c-ferme', { end: 'stopped', why: 'not-amended', codes: [] }],
	['AM04', { end: 'stopped', why: 'not-in-chosen', codes: ['B'] }],
	['C', { end: 'stopped', why: 'not-chosen', codes: ['B'] }]
])('[MO321] %s says where it stops', (code, end) => {
	expect(of(code).end).toEqual(end);
});

test.each([
	['M01', ['S1'], 'need'],
	['AM03', ['S2'], 'need'],
	['AM06', ['S1', 'S2'], 'sketch'],
	['B', ['S1', 'S2'], 'sketch'],
	['v1', ['S1', 'S2'], 'sketch']
] as const)('[MO321] %s comes to the lines %j by what each serves, or with the whole text', (code, lines, by) => {
	expect(of(code).end).toEqual({ end: 'in-strategy', lines, by });
});

test('[MO321] nothing stops while the room is at work, but what it has answered', () => {
	const open = { ...facts, gathering: { ...facts.gathering, closedAt: null }, scenarios: [], sketch: null };
	expect(of('M01', open).end).toEqual({ end: 'under-way' });
	expect(of('AM03', open).end).toEqual({ end: 'under-way' });
	expect(of('AM02', open).end).toMatchObject({ end: 'stopped', why: 'fates' });
});

test('[MO321] a material that nobody cites, a need that no line serves, a room without a sketch or a scenario', () => {
	const alone = { ...facts, landscape: { ...facts.landscape, zones: [] }, proposal: null };
	expect(of('M01', alone).end).toEqual({ end: 'stopped', why: 'not-cited', codes: [] });
	expect(of('c-calme', { ...facts, sketch: { ...facts.sketch!, lines: [] } }).end).toEqual({ end: 'stopped', why: 'not-served', codes: [] });
	expect(of('c-calme', { ...facts, sketch: null }).end).toEqual({ end: 'stopped', why: 'no-sketch', codes: [] });
	expect(of('B', { ...facts, sketch: null }).end).toEqual({ end: 'stopped', why: 'no-sketch', codes: [] });
	expect(of('c-calme', { ...facts, sketch: null, scenarios: [] }).end).toEqual({ end: 'stopped', why: 'no-scenario', codes: [] });
});

test('[MO322] what the record does not show has no thread', () => {
	const hidden = { ...facts, landscape: { ...facts.landscape, isRevealed: false } };
	expect(threadOf(hidden, 'c-chaud')).toBeUndefined();
	expect(told(of('M01', hidden).became)).toEqual([]);
	for (const strange of ['', 'M99', '__proto__', 'constructor', 'v9']) expect(threadOf(facts, strange)).toBeUndefined();
	const empty: ThreadFacts = { ...facts, landscape: { ...facts.landscape, zones: [] }, field: null, cited: [], proposal: null, scenarios: [], sketch: null };
	expect(itemsOf(empty)).toEqual([]);
});

test('[MO320] every item of a record has a thread, and every knot of it is an item of the record', () => {
	const items = itemsOf(facts);
	expect(items.map(({ code }) => code)).toEqual([...new Set(items.map(({ code }) => code))]);
	const known = new Set(items.map(({ code }) => code));
	for (const { code } of items)
		for (const { knots } of [...of(code).became, ...of(code).cameFrom])
			for (const knot of knots) expect([knot.item.code, ...knot.through].filter((one) => !known.has(one))).toEqual([]);
});
