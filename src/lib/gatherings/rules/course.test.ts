import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, effectsOf, lifeOf, neighbour, stepsLeft, type Course, type Move } from './advance.ts';
import { minutesOf, outOfOrder, readAgenda, type Agenda, type AgendaStep } from './agenda.ts';
import { clockOf, endsOf, type Stay } from './clock.ts';
import { catchUp, couldGiveUp, proposeReplan, replan, type Change } from './replan.ts';
import type { StepRegistry } from './step.ts';

const step = (name: string, plannedMinutes: number, minimumMinutes: number, more: Partial<AgendaStep> = {}): AgendaStep => ({
	step: name,
	plannedMinutes,
	minimumMinutes,
	isProtected: false,
	isOptional: false,
	register: 'speak',
	...more
});
const agenda: Agenda = {
	version: 1,
	steps: [step('welcome', 6, 4), step('writing', 10, 7), step('grouping', 18, 12), step('risks', 10, 6, { isOptional: true }), step('vote', 22, 15, { isProtected: true }), step('closing', 6, 4)]
};
const registry: StepRegistry = Object.fromEntries(
	agenda.steps.map(({ step: name, ...usual }) => [name, { usual, onEnter: [{ do: 'open', what: name }], onLeave: [{ do: 'close', what: name }] }])
);
const opened = new Date('2026-11-20T18:00:00Z');
const later = (minutes: number) => new Date(opened.getTime() + minutes * 60_000);
const course = (more: Partial<Course> = {}): Course => ({ agenda, position: 1, revision: 4, openedAt: opened, closedAt: null, heldBy: 'zoe', ...more });
const move = (more: Partial<Move> = {}): Move => ({ do: 'advance', revision: 4, by: 'zoe', readiness: { present: 10, notReady: 0 }, ...more });

describe('advance', () => {
	test.each<[string, Partial<Course>, Partial<Move>, string]>([
		['[GA2] the second of two facilitators is told', { revision: 5 }, {}, 'somebody-advanced-first'],
		['[GA5] not before the doors open', { openedAt: null, position: -1 }, {}, 'doors-not-open'],
		['[GA5] not after the close', { closedAt: later(200) }, {}, 'gathering-closed'],
		['[GA6] only who holds the hand', {}, { by: 'ines' }, 'somebody-else-holds-the-hand'],
		['[GA4] advancing goes forward', {}, { to: 0 }, 'no-step-there'],
		['[GA4] not to where the room is', {}, { to: 1 }, 'no-step-there'],
		['[GA4] going back goes back', {}, { do: 'go-back', to: 3 }, 'no-step-there'],
		['[GA4] not beyond the last', { position: 5 }, {}, 'no-step-there'],
		['[GA4] not before the first', { position: 0 }, { do: 'go-back' }, 'no-step-there'],
		['[GA4] not to half a position', {}, { to: 2.5 }, 'no-step-there'],
		['[GA43] not while a step holds the room', {}, { held: ['party-unrepresented'], confirmed: 'yes' }, 'step-holds-the-room'],
		['[GA7] more than 30 % not ready asks first', {}, { readiness: { present: 10, notReady: 4 } }, 'many-are-not-ready']
	])('%s', (_, where, how, reason) => {
		expect(advance(registry, course(where), move(how), later(10))).toEqual({ accepted: false, reason });
	});

	test('[GA7] exactly 30 % does not ask, and a confirmation goes on', () => {
		expect(advance(registry, course(), move({ readiness: { present: 10, notReady: 3 } }), later(1)).accepted).toBe(true);
		expect(advance(registry, course(), move({ readiness: { present: 10, notReady: 10 }, confirmed: 'yes' }), later(1)).accepted).toBe(true);
	});

	test('[GA43] the room goes back from a step that holds it, and what is passed over holds it too unless it was dropped', () => {
		expect(advance(registry, course(), move({ do: 'go-back', held: ['party-unrepresented'] }), later(1)).accepted).toBe(true);
		expect(stepsLeft(agenda, 1, 4)).toEqual(['writing', 'grouping', 'risks']);
		expect(stepsLeft(agenda, -1, 0)).toEqual([]);
		const dropped = { ...agenda, steps: agenda.steps.map((one) => (one.step === 'grouping' ? { ...one, droppedAt: opened.toISOString() } : one)) };
		expect(stepsLeft(dropped, 1, 4)).toEqual(['writing', 'risks']);
	});

	test('[GA4] leaving comes before entering, forward and back', () => {
		const back = advance(registry, course(), move({ do: 'go-back' }), later(1));
		expect(back).toMatchObject({ accepted: true, value: { from: 1, position: 0, effects: [{ effect: { do: 'close', what: 'writing' } }, { effect: { do: 'open', what: 'welcome' } }] } });
	});

	test('[GA4] going back spares what only going on or ending closes', () => {
		const waits: StepRegistry = { ...registry, writing: { ...registry.writing!, onLeave: [{ do: 'close', what: 'box', unless: 'going-back' }] } };
		const whats = (from: number, to: number) => effectsOf(waits, agenda, from, to).filter(({ step: of }) => of === 'writing').map(({ effect }) => `${effect.do} ${effect.what}`);
		expect(whats(1, 0)).toEqual([]);
		expect(whats(1, 2)).toEqual(['close box']);
		expect(whats(1, -1), 'the end of the gathering').toEqual(['close box']);
	});

	test('[GA3] a dropped step is passed over, and refused by name', () => {
		const dropped = replan(agenda, 1, { do: 'drop', position: 2 }, opened);
		if (!dropped.accepted) throw new Error(dropped.reason);
		const here = course({ agenda: dropped.value });
		expect(advance(registry, here, move(), later(1))).toMatchObject({ accepted: true, value: { position: 3 } });
		expect(advance(registry, here, move({ to: 2 }), later(1))).toEqual({ accepted: false, reason: 'step-dropped' });
	});
});

describe('agenda', () => {
	test.each<[string, unknown]>([
		['the same step twice', { version: 1, steps: [step('a', 5, 4), step('a', 5, 4)] }],
		['a minimum above the planned', { version: 1, steps: [step('a', 5, 6)] }],
		['no step', { version: 1, steps: [] }],
		['half a minute', { version: 1, steps: [step('a', 5.5, 4)] }],
		['a protected step dropped', { version: 1, steps: [step('a', 5, 4, { isProtected: true, droppedAt: opened.toISOString() })] }],
		['another version', { version: 2, steps: [step('a', 5, 4)] }],
		['nothing', null]
	])('[GA1] refuses %s', (_, input) => {
		expect(readAgenda(input)).toEqual({ accepted: false, reason: 'agenda-malformed' });
	});
	test('[GA1] reads what it wrote', () => {
		expect(readAgenda(JSON.parse(JSON.stringify(agenda)))).toEqual({ accepted: true, value: agenda });
	});
});

describe('order', () => {
	const rules = (standsOn: readonly string[] = []) => ({ usual: {} as never, onEnter: [], onLeave: [], standsOn });
	const registry: StepRegistry = { welcome: rules(), write: rules(['welcome']), vote: rules(['welcome', 'write']) };
	const of = (...names: string[]): Agenda => ({ version: 1, steps: names.map((name) => ({ ...step(name.replace('-dropped', ''), 5, 5), ...(name.endsWith('-dropped') ? { droppedAt: '2027-03-09T18:00:00.000Z' } : {}) })) });

	test.each([
		['in order', of('welcome', 'write', 'vote'), {}],
		['the vote first', of('vote', 'welcome', 'write'), { vote: ['welcome', 'write'] }],
		['the welcome last', of('write', 'vote', 'welcome'), { write: ['welcome'], vote: ['welcome'] }],
		['what is dropped is not missed', of('vote', 'welcome', 'write-dropped'), { vote: ['welcome'] }],
		['what is dropped misses nothing', of('vote-dropped', 'welcome', 'write'), {}],
		['a step that the registry does not know', of('other', 'welcome'), {}]
	] as const)('[GA26] %s', (_, agenda, found) => {
		expect(Object.fromEntries(outOfOrder(registry, agenda))).toEqual(found);
	});
});

describe('clock', () => {
	const stays: Stay[] = [
		{ step: 'welcome', enteredAt: later(0), leftAt: later(6) },
		{ step: 'writing', enteredAt: later(6), leftAt: later(14) },
		{ step: 'grouping', enteredAt: later(14), leftAt: later(16) },
		{ step: 'writing', enteredAt: later(16), leftAt: null }
	];
	test('[GA8] coming back goes on where the step had been left', () => {
		expect(clockOf(agenda, 1, stays, later(21))).toMatchObject({ elapsedMinutes: 13, overrunMinutes: 3, enteredAt: later(8).toISOString() });
		expect(clockOf(agenda, 1, stays, later(17))).toMatchObject({ elapsedMinutes: 9, overrunMinutes: 0 });
		expect(clockOf(agenda, -1, [], opened)).toBeNull();
	});
	test('[GA9] dropping a step does not move the end that was promised', () => {
		const promised = { ...agenda, promisedMinutes: minutesOf(agenda.steps) };
		const dropped = replan(promised, 1, { do: 'drop', position: 3 }, opened);
		if (!dropped.accepted) throw new Error(dropped.reason);
		const before = endsOf({ agenda: promised, position: 1, startsAt: opened }, stays, later(26));
		const after = endsOf({ agenda: dropped.value, position: 1, startsAt: opened }, stays, later(26));
		expect([before.lateByMinutes, after.lateByMinutes]).toEqual([10, 0]);
		expect(after.plannedEnd).toEqual(before.plannedEnd);
	});
	test.each<[string, readonly (readonly [from: number, to: number | null, pace: number])[], number, number, number, boolean]>([
		['before it', [[6, null, 1]], 9, 3, 0, false],
		['within it', [[6, 9, 1], [9, null, 0]], 40, 3, 0, true],
		['at once', [[6, null, 0]], 40, 0, 0, true],
		['after it', [[6, 9, 1], [9, 40, 0], [40, null, 1]], 44, 7, 0, false],
		['after two', [[6, 9, 1], [9, 20, 0], [20, 21, 1], [21, 31, 0], [31, null, 1]], 37, 10, 0, false],
		['after it, in a step that is over its minutes', [[6, 9, 1], [9, 40, 0], [40, null, 1]], 50, 13, 3, false]
	])('[GA42] a pause counts for no step and no lateness: %s', (_, told, at, elapsedMinutes, late, stands) => {
		const inWriting = told.map(([from, to, pace]) => ({ step: 'writing', enteredAt: later(from), leftAt: to === null ? null : later(to), pace }));
		const clock = clockOf(agenda, 1, [stays[0]!, ...inWriting], later(at));
		expect(clock).toMatchObject({ elapsedMinutes, overrunMinutes: Math.max(0, elapsedMinutes - 10) });
		expect(clock?.pace).toBe(stands ? 0 : undefined);
		expect(endsOf({ agenda, position: 1, startsAt: opened }, [stays[0]!, ...inWriting], later(at)).lateByMinutes).toBe(late);
	});
	test('[GA9] a room that begins on another day is not late by weeks', () => {
		expect(endsOf({ agenda, position: 0, startsAt: later(-30_000) }, stays.slice(0, 1).map((stay) => ({ ...stay, leftAt: null })), later(1)).lateByMinutes).toBe(0);
	});
});

describe('replan', () => {
	test.each<[string, Change, string]>([
		['[GA10] never below the minimum', { do: 'take-minutes', from: 2, minutes: 7 }, 'below-minimum'],
		['[GA10] never below the minimum when set', { do: 'set-minutes', position: 2, minutes: 11 }, 'below-minimum'],
		['[GA11] nothing is taken from a protected step', { do: 'take-minutes', from: 4, minutes: 1 }, 'step-protected'],
		['[GA11] a protected step is not dropped', { do: 'drop', position: 4 }, 'step-protected'],
		['[GA11] a protected step is not shortened in the room', { do: 'set-minutes', position: 4, minutes: 20 }, 'step-protected'],
		['[GA12] the step the room is in is not dropped', { do: 'drop', position: 1 }, 'step-already-begun'],
		['[GA12] what is past does not move', { do: 'move', position: 0, to: 2 }, 'step-already-begun'],
		['[GA12] nothing moves before the room', { do: 'move', position: 3, to: 1 }, 'step-already-begun'],
		['[GA3] only a dropped step is restored', { do: 'restore', position: 2 }, 'step-not-dropped'],
		['a position beyond the end', { do: 'drop', position: 99 }, 'no-step-there'],
		['minus five minutes', { do: 'take-minutes', from: 2, minutes: -5 }, 'minutes-out-of-range']
	])('%s', (_, change, reason) => {
		expect(replan(agenda, 1, change, opened)).toEqual({ accepted: false, reason });
	});
	test('[GA10] five minutes go from one step to the other', () => {
		const taken = replan(agenda, 1, { do: 'take-minutes', from: 2, minutes: 5 }, opened);
		expect(taken.accepted && taken.value.steps.map(({ plannedMinutes }) => plannedMinutes)).toEqual([6, 15, 13, 10, 22, 6]);
	});

	test.each([
		[5, [2], [], 0],
		[8, [2, 3], [], 0],
		[12, [2, 3, 5], [], 0],
		[15, [2, 3, 5], [3], 0],
		[20, [2, 3, 5], [3], 2]
	])('[GA13] late by %i minutes', (late, shorten, drop, stillMissing) => {
		const proposed = proposeReplan(agenda, 1, late);
		expect([proposed.shorten.map(({ position }) => position), proposed.drop.map(({ position }) => position), proposed.stillMissing]).toEqual([shorten, drop, stillMissing]);
	});
	test('[GA38] one gesture does all that is proposed, and nothing where nothing is', () => {
		const caught = catchUp(agenda, 1, 15, opened);
		expect(caught.accepted && [minutesOf(agenda.steps) - minutesOf(caught.value.steps), caught.value.steps.filter(({ droppedAt }) => droppedAt).length]).toEqual([18, 1]);
		expect(catchUp(agenda, 1, 0, opened)).toEqual({ accepted: false, reason: 'nothing-to-gain' });
	});

	test('[GA39] what may be given up: to come, neither protected nor optional, taken up by nothing, never the last; what suffices alone comes first', () => {
		const line = (step: string, minimumMinutes: number, more: { isProtected?: true; isOptional?: true; droppedAt?: string } = {}) => ({ step, plannedMinutes: 20, minimumMinutes, isProtected: false, isOptional: false, register: 'speak' as const, ...more });
		const usual = line('', 1);
		const registry = Object.fromEntries(['here', 'cards', 'groups', 'rest', 'ask', 'text', 'vote', 'extra', 'gone', 'part'].map((step) => [step, { usual, onEnter: [], onLeave: [], takesUp: step === 'groups' ? ['cards'] : step === 'vote' ? ['text'] : [] }]));
		const long = { version: 1 as const, steps: [line('here', 4), line('cards', 7), line('groups', 12), line('rest', 8), line('ask', 5), line('text', 6), line('vote', 8, { isProtected: true }), line('extra', 6, { isOptional: true }), line('gone', 9, { droppedAt: '2026-11-20T18:00:00.000Z' }), line('part', 4)] };
		const told = (missing: number) => couldGiveUp(registry, long, 0, missing).map(({ step, gains }) => [step, gains]);
		expect(told(0)).toEqual([]);
		expect(told(3)).toEqual([['ask', 5], ['rest', 8], ['groups', 12]]);
		expect(told(7)).toEqual([['rest', 8], ['groups', 12], ['ask', 5]]);
		expect(told(40)).toEqual([['groups', 12], ['rest', 8], ['ask', 5]]);
		// once the grouping is given up, the writing may be too; what is past may not
		expect(couldGiveUp(registry, { ...long, steps: long.steps.map((step) => (step.step === 'groups' ? { ...step, droppedAt: '2026-11-20T18:00:00.000Z' } : step)) }, 0, 3).map(({ step }) => step)).toEqual(['ask', 'cards', 'rest']);
		expect(couldGiveUp(registry, long, 4, 3).map(({ step }) => step)).toEqual([]);
	});

	test('[GA13] doing all that is proposed gives back what it says, and never touches a protected step', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 5 }), (late, position) => {
				const proposed = proposeReplan(agenda, position, late);
				let changed = agenda;
				const changes: Change[] = [
					...proposed.shorten.map(({ position: at, toMinutes }) => ({ do: 'set-minutes', position: at, minutes: toMinutes }) as const),
					...proposed.drop.map(({ position: at }) => ({ do: 'drop', position: at }) as const)
				];
				for (const change of changes) {
					const done = replan(changed, position, change, opened);
					if (!done.accepted) throw new Error(done.reason);
					changed = done.value;
				}
				// [GA38] one gesture does the same
				expect(catchUp(agenda, position, late, opened)).toEqual(changes.length > 0 ? { accepted: true, value: changed } : { accepted: false, reason: 'nothing-to-gain' });
				const won = minutesOf(agenda.steps) - minutesOf(changed.steps);
				expect(proposed.stillMissing).toBe(Math.max(0, late - won));
				expect(changed.steps[4]).toEqual(agenda.steps[4]);
			})
		);
	});
});

test('[GA2] [GA4] [GA10] two facilitators, interleaved, never break the course', () => {
	const position = fc.integer({ min: -1, max: 7 });
	const command = fc.record({
		by: fc.constantFrom('zoe', 'ines'),
		looks: fc.boolean(),
		takesHand: fc.boolean(),
		act: fc.oneof(
			fc.record({ do: fc.constantFrom('advance' as const, 'go-back' as const), to: fc.option(position, { nil: undefined }), wait: fc.integer({ min: 0, max: 20 }) }),
			fc.record({ do: fc.constant('take-minutes' as const), from: position, minutes: fc.integer({ min: -2, max: 9 }) }),
			fc.record({ do: fc.constant('set-minutes' as const), position, minutes: fc.integer({ min: 0, max: 300 }) }),
			fc.record({ do: fc.constantFrom('drop' as const, 'restore' as const), position }),
			fc.record({ do: fc.constant('move' as const), position, to: position })
		)
	});
	fc.assert(
		fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
			let now = course({ position: -1, revision: 0, heldBy: null });
			let at = opened;
			const stays: { step: string; enteredAt: Date; leftAt: Date | null }[] = [];
			const open = new Set<string>();
			const seen: Record<string, number> = { zoe: 0, ines: 0 };
			for (const { by, looks, takesHand, act } of commands) {
				if (looks) seen[by] = now.revision;
				if (takesHand) now = { ...now, heldBy: by };
				const before = now;
				if (act.do === 'advance' || act.do === 'go-back') {
					at = new Date(at.getTime() + act.wait * 60_000);
					const moved = advance(registry, now, move({ do: act.do, to: act.to, by, revision: seen[by]! }), at);
					if (moved.accepted) {
						expect(seen[by]).toBe(before.revision);
						expect(before.heldBy === null || before.heldBy === by).toBe(true);
						for (const stay of stays) stay.leftAt ??= at;
						stays.push({ step: moved.value.step, enteredAt: at, leftAt: null });
						for (const { effect } of moved.value.effects) if (effect.do === 'open') open.add(effect.what);
							else open.delete(effect.what);
						now = { ...now, position: moved.value.position, revision: now.revision + 1, heldBy: by };
						expect([...open]).toEqual([moved.value.step]);
					}
				} else {
					const changed = replan(now.agenda, now.position, act as Change, at);
					if (changed.accepted) now = { ...now, agenda: changed.value, revision: now.revision + 1 };
					if (changed.accepted && (act.do === 'take-minutes' || act.do === 'move')) expect(minutesOf(now.agenda.steps)).toBe(minutesOf(before.agenda.steps));
					expect(now.agenda.steps.slice(0, Math.max(0, now.position))).toEqual(before.agenda.steps.slice(0, Math.max(0, now.position)));
				}
				expect(readAgenda(JSON.parse(JSON.stringify(now.agenda))).accepted).toBe(true);
				expect(now.agenda.steps.map(({ step: name }) => name).toSorted()).toEqual(agenda.steps.map(({ step: name }) => name).toSorted());
				const vote = now.agenda.steps.find(({ step: name }) => name === 'vote')!;
				expect([vote.isProtected, vote.droppedAt, vote.plannedMinutes >= 15]).toEqual([true, undefined, true]);
				expect(now.position).toBeLessThan(now.agenda.steps.length);
				expect(stays.filter(({ leftAt }) => leftAt === null).length).toBe(now.position < 0 ? 0 : 1);
				if (now.position >= 0) {
					expect(now.agenda.steps[now.position]!.droppedAt).toBeUndefined();
					expect(lifeOf(now)).toBe('running');
					const total = now.agenda.steps.reduce((sum, { step: name }) => sum + (clockOf({ version: 1, steps: [step(name, 1, 1)] }, 0, stays, at)?.elapsedMinutes ?? 0), 0);
					expect(total).toBe((at.getTime() - stays[0]!.enteredAt.getTime()) / 60_000);
				}
				const next = neighbour(now.agenda, now.position, 'after');
				if (next !== undefined) expect(now.agenda.steps[next]!.droppedAt).toBeUndefined();
			}
		}),
		{ numRuns: 500 }
	);
});
