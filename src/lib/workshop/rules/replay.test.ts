import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LandscapeCard, Zone } from './landscape.ts';
import type { RecordedAmendment } from './proposalRecord.ts';
import type { WorkshopRecord } from './record.ts';
import { beatAt, chaptersOf, lengthOfReplay, longestReplay, momentsOf, shortestBeat, standingAt, timelineOf, type Moment, type ReplayFacts, type Scene } from './replay.ts';

const clock = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 5) + minutes * 60_000).toISOString();
const cards = (zone: Zone, count: number, dots: number | null = 1) => ({ zone, groups: [{ id: null, title: '', dots, cards: Array.from({ length: count }, (_, place): LandscapeCard => ({ id: `${zone}${place}`, kind: 'need', text: `${zone} ${place}`, capacity: null, dots, rank: 1 })) }] });
const amendment = (code: string, state: RecordedAmendment['state'], resultingVersion: number | null = null): RecordedAmendment => ({
	...{ id: code, code, role: null, type: 'add', aimsAt: null, text: '', reason: '', needs: ['needs 0'], stateReason: '', scenario: null, isScenarioWritten: false },
	state,
	resultingVersion
});
const round = { state: null, scenario: null, endedAt: null, consented: 0, objecting: 0, silent: 0, excused: 0, waiting: 0, objections: [], answerDueOn: null, answer: null, postponedTo: null } as const;
const objection = { author: 'Aubépine', risk: 'r', wouldLift: 'w', integration: 'i', state: 'lifted' } as const;

const record = {
	writtenAt: clock(300),
	gathering: { title: 'À table', isRehearsal: false, place: '', startsAt: clock(0), closedAt: clock(200) },
	attendance: Array.from({ length: 13 }, (_, place) => ({ publicName: `personne ${place}`, capacity: 'juror', college: 'jury', isOnPaper: false })),
	landscape: { isRevealed: true, dots: 'closed', zones: [cards('needs', 8, 2), cards('resources', 12), { zone: 'innovation', groups: [] }, cards('constraints', 1)] },
	field: { materials: [{ code: 'M03', title: 'Le pain' }, { code: 'M01', title: 'Les restes' }] },
	cited: [],
	proposal: {
		roles: [{ code: 'R1', name: 'L’élève', isAbsent: false, players: 2, hadLastWord: false }, { code: 'R9', name: 'La rivière', isAbsent: true, players: 0, hadLastWord: true }],
		ownRoles: 0,
		changed: '',
		versions: [0, 1].map((number) => ({ number, passages: [], causes: [], sealedAt: clock(number === 0 ? 90 : 100) })),
		needs: [{ text: 'needs 0', litSince: 1, reason: '' }, { text: 'needs 1', litSince: null, reason: '' }],
		amendments: [amendment('AM01', 'integrated', 1), amendment('AM02', 'not-kept'), amendment('AM03', 'proposed')],
		questions: []
	},
	scenarios: ['A', 'B'].map((code) => ({ code, name: `scénario ${code}`, lit: 1, needs: 2 })),
	matrix: { order: [{ scenario: 'B', impacts: 21, risks: 44, rank: 1 }], impacts: [], risks: [], gaps: [] },
	vote: { stage: 'closed', grades: ['Bien', 'Passable'], onRoll: 13, voted: 12, result: { ranking: [{ code: 'B', name: 'scénario B', rank: 1, grade: 0 }], counts: { A: [1, 2] }, receipts: ['REÇU'], named: [{ publicName: 'Inès', choices: { A: 0 } }] } },
	consent: { ...round, state: 'obtained', scenario: { code: 'B', name: '', standing: 'first' }, endedAt: clock(160), consented: 12, objections: [objection], earlier: [] },
	sketch: { isFrozen: true, scenario: null, lines: [{ code: 'S1', mode: 'purchase', object: 'Les denrées' }], orphans: { needs: [], impacts: [] } },
	closing: { body: 'Bureau', bodyOn: '2027-03-25', dates: [], words: ['vif'], year: null, postcards: [], usefulness: null, jurorMinutes: null }
} as unknown as WorkshopRecord;

const steps = ['welcome', 'field', 'landscape-writing', 'landscape-grouping', 'landscape-dots', 'roles', 'proposal', 'amendments', 'scenarios', 'matrix', 'vote', 'consent', 'sketch', 'closing'];
const stays = steps.map((step, place) => ({ step, enteredAt: clock(place * 14), leftAt: clock(place * 14 + 14) }));
const facts: ReplayFacts = { record, stays, settled: new Map([['AM02', clock(95)]]) };
const kinds = (moments: readonly Moment[]) => moments.map(({ scene }) => scene.kind);

test('[MO330] a replay tells the workshop in the order of its hours, from the first arrival to the closing', () => {
	const moments = momentsOf(facts);
	expect(kinds(moments)).toEqual(['opened', 'materials', 'materials', 'zones', 'zones', 'zones', 'dots', 'roles', 'text', 'text', 'text', 'text', 'scenarios', 'scenarios', 'matrix', 'vote', 'objections', 'consent', 'lines', 'closing']);
	expect(moments.map(({ at }) => at)).toEqual(moments.map(({ at }) => at).sort());
	expect(moments.filter(({ scene }) => scene.kind === 'text').map(({ at, step, scene }) => [at, step, (scene as Extract<Scene, { kind: 'text' }>).version, (scene as Extract<Scene, { kind: 'text' }>).made, (scene as Extract<Scene, { kind: 'text' }>).others])).toEqual([
		[clock(90), 'proposal', 0, [], []],
		[clock(95), 'amendments', null, [], ['AM02']],
		[clock(100), 'amendments', 1, ['AM01'], []],
		[clock(112), 'amendments', null, [], ['AM03']]
	]);
	expect(moments.find(({ scene }) => scene.kind === 'dots')!.scene).toMatchObject({ dots: 29, strongest: [{ dots: 2 }, { dots: 2 }, { dots: 2 }] });
});

test('[MO330] while the room is at work it goes up to now: what waits has no fate, and nothing is closed', () => {
	const now = { ...facts, record: { ...record, gathering: { ...record.gathering, closedAt: null }, consent: { ...record.consent, state: 'running' } } as WorkshopRecord };
	const told = momentsOf(now);
	expect(kinds(told)).not.toContain('closing');
	expect(kinds(told)).not.toContain('consent');
	expect(JSON.stringify(told)).not.toContain('AM03');
	expect(JSON.stringify(told)).toContain('AM02');
	const bare = { ...record, field: null, landscape: { isRevealed: false, dots: 'not-yet', zones: [] }, proposal: null, scenarios: [], matrix: null, vote: { ...record.vote, result: null }, consent: { ...round, earlier: [] }, sketch: null } as unknown as WorkshopRecord;
	expect(kinds(momentsOf({ ...facts, record: { ...bare, gathering: { ...bare.gathering, closedAt: null } } }))).toEqual(['opened']);
	expect(momentsOf({ record: { ...bare, gathering: { ...bare.gathering, closedAt: null } }, stays: [], settled: new Map() })).toEqual([]);
	expect(timelineOf([])).toEqual([]);
});

test('[MO330] what is kept with an hour of another day is told at the end of its step', () => {
	const told = momentsOf({ ...facts, record: { ...record, consent: { ...record.consent, endedAt: clock(90_000) } } as WorkshopRecord });
	expect(told.filter(({ step }) => step === 'consent').map(({ at }) => at)).toEqual([stays[11]!.leftAt, stays[11]!.leftAt]);
	expect(kinds(told).at(-1)).toBe('closing');
	expect(momentsOf(facts).filter(({ step }) => step === 'consent').map(({ at }) => at)).toEqual([clock(160), clock(160)]);
});

test('[MO332] of the vote only the totals of its close: no ballot, no receipt, no name', () => {
	const told = JSON.stringify(momentsOf(facts));
	for (const word of ['REÇU', 'Inès', 'Aubépine', 'personne', 'vif']) expect(told).not.toContain(word);
	expect(momentsOf(facts).filter(({ scene }) => scene.kind === 'vote')).toEqual([{ at: stays[10]!.leftAt, step: 'vote', scene: { kind: 'vote', voted: 12, onRoll: 13, ranking: [{ code: 'B', name: 'scénario B', rank: 1, grade: 0 }] } }]);
	expect(kinds(momentsOf({ ...facts, record: { ...record, vote: { ...record.vote, stage: 'open', result: null } } as WorkshopRecord }))).not.toContain('vote');
});

test('[MO331] the beats follow one another, each long enough to be read, all in ninety seconds', () => {
	const beats = timelineOf(momentsOf(facts));
	expect(lengthOfReplay(beats)).toBeLessThanOrEqual(longestReplay);
	expect(lengthOfReplay(beats)).toBeGreaterThan(60);
	for (const [place, beat] of beats.entries()) {
		expect(beat.lasts).toBeGreaterThanOrEqual(shortestBeat);
		expect(beat.startsAt).toBeCloseTo(place === 0 ? 0 : beats[place - 1]!.startsAt + beats[place - 1]!.lasts, 5);
		expect([beatAt(beats, beat.startsAt), beatAt(beats, beat.startsAt + beat.lasts - 0.05)]).toEqual([place, place]);
	}
	expect(beatAt(beats, 9_999)).toBe(beats.length - 1);
});

test('[MO331] a long silence adds at most two seconds', () => {
	const at = (minutes: number): Moment => ({ at: clock(minutes), step: 'vote', scene: { kind: 'roles', roles: 1, players: 1 } });
	const [first, second] = timelineOf([at(0), at(600), at(601)]);
	expect(first!.lasts).toBe(4.5);
	expect(second!.lasts).toBe(2.9);
});

test('[MO331] what comes too thick is told together, and nothing of it is lost', () => {
	const many = Array.from({ length: 60 }, (_, place): Moment => ({ at: clock(place / 60), step: 'amendments', scene: { kind: 'text', version: place % 4 === 3 ? (place + 1) / 4 : null, made: place % 4 === 3 ? [`AM${place}`] : [], lit: place, needs: 60, others: place % 4 === 3 ? [] : [`AM${place}`] } }));
	const beats = timelineOf(many);
	expect(beats.length).toBeLessThan(45);
	const scenes = beats.map(({ scene }) => scene as Extract<Scene, { kind: 'text' }>);
	expect(scenes.flatMap(({ made, others }) => [...made, ...others]).sort()).toEqual(many.map((_, place) => `AM${place}`).sort());
	expect(scenes.at(-1)!.version).toBe(15);
	expect(standingAt(beats, beats.length - 1)).toMatchObject({ version: 15, lit: 59 });
});

test('[MO331] whatever the workshop, ninety seconds at most, in order, and none shorter than what can be read unless there are too many', () => {
	const scene: fc.Arbitrary<Scene> = fc.oneof(
		fc.record({ kind: fc.constant('materials' as const), materials: fc.array(fc.record({ code: fc.string(), title: fc.string() }), { minLength: 1, maxLength: 3 }) }),
		fc.constant<Scene>({ kind: 'roles', roles: 1, players: 1 }),
		fc.constant<Scene>({ kind: 'vote', voted: 1, onRoll: 1, ranking: null }),
		fc.record({ kind: fc.constant('text' as const), version: fc.option(fc.nat(20)), made: fc.array(fc.string(), { maxLength: 4 }), lit: fc.nat(9), needs: fc.constant(9), others: fc.array(fc.string(), { maxLength: 4 }) })
	);
	fc.assert(
		fc.property(fc.array(fc.record({ minutes: fc.nat(400), scene }), { maxLength: 120 }), (told) => {
			const moments = told.sort((a, b) => a.minutes - b.minutes).map(({ minutes, scene: one }): Moment => ({ at: clock(minutes), step: 'amendments', scene: one }));
			const beats = timelineOf(moments);
			expect(lengthOfReplay(beats)).toBeLessThanOrEqual(longestReplay);
			expect(beats.map(({ at }) => at)).toEqual([...beats.map(({ at }) => at)].sort());
			if (beats.length <= longestReplay / 6) for (const { lasts } of beats) expect(lasts).toBeGreaterThanOrEqual(shortestBeat);
			expect(chaptersOf(beats).reduce((sum, { lasts }) => sum + lasts, 0)).toBeCloseTo(lengthOfReplay(beats), 3);
		}),
		{ seed: 20261127, numRuns: 200 }
	);
});

test('[MO330] the whole workshop as it stood at each beat', () => {
	const beats = timelineOf(momentsOf(facts));
	const before = standingAt(beats, 0);
	expect([before.zones.size, before.dots, before.version, before.ranking.size]).toEqual([0, null, null, 0]);
	const after = standingAt(beats, beats.length - 1);
	expect([...after.zones]).toEqual([['needs', 8], ['resources', 12], ['constraints', 1]]);
	expect([...after.written, ...after.otherwise]).toEqual(['AM01', 'AM02', 'AM03']);
	expect([...after.ranking, ...after.lines]).toEqual([['B', 1], 'S1']);
	expect(chaptersOf(beats).map(({ step }) => step)).toContain('landscape-grouping');
});
