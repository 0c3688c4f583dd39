import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepIds, stepRules } from '../../workshop/rules/steps.ts';
import { clockOf, endsOf, spentIn } from '../../gatherings/rules/clock.ts';
import { hasLostNetwork, isDue, type Moment } from './behaviour.ts';
import { behaviours, handDoes, leadDoes, mayAsk } from './behaviours.ts';
import { chance, pick, shuffled } from './chance.ts';
import { changedPace, expiryOf, feedbackOf, goesOn, mayRehearse, paceOfWholeDay } from './course.ts';
import { castOf, isAtTheDoor, judgeCrowd, newcomer, penHolder, temperaments, type Person } from './people.ts';
import { noteOf } from './noting.ts';
import { subjectOf } from './subject.ts';
import { canvasNotes, cardWords, concerns, madeSee, postcards, questionOf, sketchLines, suggestionsToScenarios, suggestionsToSketch, waysOfScenarios } from './words.ts';
import { modeIds } from '../../cockpit/rules/modes/ids.ts';
import { readLine } from '../../cockpit/rules/lines.ts';
import { noteLimit } from '../../sourcing/rules/notes.ts';
import { postcardLimit } from '../../workshop/rules/closing.ts';
import { concernLimit } from '../../workshop/rules/groundRules.ts';
import { askedNow } from '../../workshop/rules/pen.ts';
import { readMadeSee } from '../../workshop/rules/roles.ts';
import { readAround, readSuggestion as readScenarioSuggestion } from '../../workshop/rules/scenarios.ts';
import { impactScale, riskScale } from '../../workshop/rules/scoring.ts';
import { readSuggestion as readSketchSuggestion } from '../../workshop/rules/sketch.ts';
import { textLimit, zones } from '../../workshop/rules/landscape.ts';

const crowdOf = (people: number, onPaper: number) => ({ people, onPaper });
const moment = (share: number, seed = 'grain'): Moment => ({ seed, share, today: '2026-11-05' });

test('[RE1] the same words give the same number, others another one, all through the range', () => {
	expect(chance('a', 1)).toBe(chance('a', 1));
	expect(chance('a', 1)).not.toBe(chance('a', 2));
	expect(chance('ab', 'c')).not.toBe(chance('a', 'bc'));
	const drawn = Array.from({ length: 2000 }, (_, nth) => chance('spread', nth));
	expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...drawn)).toBeLessThan(1);
	for (const tenth of Array.from({ length: 10 }, (_, at) => at / 10)) {
		const share = drawn.filter((one) => one >= tenth && one < tenth + 0.1).length / drawn.length;
		expect(share).toBeGreaterThan(0.07);
		expect(share).toBeLessThan(0.13);
	}
	expect(shuffled([1, 2, 3, 4, 5], (one) => one, 'x').sort()).toEqual([1, 2, 3, 4, 5]);
	expect([1, 2, 3]).toContain(pick([1, 2, 3], 'y'));
});

test('[RE1] [RE2] a seed gives the same people: each of another name, with who brings the text and who holds the pen on a device', () => {
	fc.assert(
		fc.property(fc.string(), fc.integer({ min: 4, max: 60 }), fc.nat(), (seed, people, paper) => {
			const crowd = crowdOf(people, paper % (people - 1));
			const cast = castOf(seed, crowd);
			expect(castOf(seed, crowd)).toEqual(cast);
			expect(new Set(cast.map(({ publicName }) => publicName)).size).toBe(people);
			expect(cast.filter(({ temperament }) => temperament === 'on-paper')).toHaveLength(crowd.onPaper);
			expect(cast.filter(({ capacity }) => capacity === 'prescriber')).toHaveLength(1);
			for (const { capacity, temperament } of cast) if (capacity === 'prescriber') expect(temperament).toBe('brisk');
			if (people - crowd.onPaper >= 4) for (const certain of ['objecting', 'late'] as const) expect(cast.filter(({ temperament }) => temperament === certain)).toHaveLength(1);
		}),
		{ numRuns: 200 }
	);
	expect(castOf('one', crowdOf(13, 0))).not.toEqual(castOf('other', crowdOf(13, 0)));
});

test.each([
	[3, 0, 'people-out-of-range'],
	[61, 0, 'people-out-of-range'],
	[NaN, 0, 'people-out-of-range'],
	[4.5, 0, 'people-out-of-range'],
	[4, 3, 'paper-out-of-range'],
	[4, -1, 'paper-out-of-range'],
	[4, NaN, 'paper-out-of-range'],
	[4, 2, true],
	[60, 30, true]
])('[RE2] %d people, %d of them on paper: %s', (people, onPaper, expected) => {
	const judged = judgeCrowd(crowdOf(people, onPaper));
	expect(judged.accepted ? true : judged.reason).toBe(expected);
});

test('[RE3] who is late comes once the room has begun, and who loses the network comes back', () => {
	const late = { temperament: 'late' } as const;
	const at = (position: number, share: number, isOpen = true) => isAtTheDoor(late, { isOpen, position, share });
	expect([at(-1, 0), at(0, 0.1), at(0, 0.6), at(1, 0), at(1, 0, false)]).toEqual([false, false, true, true, false]);
	expect(isAtTheDoor({ temperament: 'brisk' }, { isOpen: true, position: -1, share: 0 })).toBe(true);
	const me = (nth: number, temperament: Person['temperament']): Person => ({ nth, publicName: 'Léa', capacity: 'juror', temperament });
	const lost = stepIds.filter((step) => hasLostNetwork(me(3, 'unplugged'), step, moment(0.4)));
	expect(lost.length).toBeGreaterThan(1);
	expect(lost.length).toBeLessThan(stepIds.length);
	for (const step of stepIds) for (const share of [0, 0.2, 0.7, 1]) expect(hasLostNetwork(me(3, 'unplugged'), step, moment(share))).toBe(false);
	expect(stepIds.some((step) => hasLostNetwork(me(3, 'brisk'), step, moment(0.4)))).toBe(false);
});

test('[RE4] what is due stays due, and everybody has had their time before the step is over', () => {
	fc.assert(
		fc.property(fc.string(), fc.nat(60), fc.constantFrom(...temperaments), fc.string(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, nth, temperament, what, share) => {
			const me: Person = { nth, publicName: 'Léa', capacity: 'juror', temperament };
			expect(isDue(me, moment(1, seed), what)).toBe(true);
			if (isDue(me, moment(share, seed), what)) expect(isDue(me, moment(Math.min(1, share + 0.1), seed), what)).toBe(true);
		})
	);
});

test('[RE4] a card is never longer than a card, and no two of one person are alike', () => {
	for (const person of castOf('cards', crowdOf(60, 20)))
		for (const zone of zones) {
			const words = [0, 1, 2, 3].map((nth) => cardWords('cards', person, zone, nth));
			expect(new Set(words).size).toBe(4);
			for (const text of words) expect([...text].length).toBeLessThanOrEqual(textLimit);
		}
});

describe('[RE22] people speak of what the workshop prepared', () => {
	const prepared = {
		draft: ['Rénover la cuisine centrale.', 'Denrées : 2,48 € par repas', 'un passage bien trop long pour que quelqu’un le nomme en parlant, et qui n’est donc le sujet de rien', 'des barquettes recyclables ;'],
		impacts: ['Gaspillage', 'Métiers de cuisine', 'Gaspillage'],
		risks: ['Un seul camion', 'Un hiver sans cuisine'],
		roles: ['La maraîchère', 'L’élève'],
		scenarios: ['Deux cuisines proches', 'Une grande cuisine']
	};
	const subject = subjectOf(prepared);
	test('each thing once, short, from its capital letter', () => {
		expect(subject).toEqual({
			of: { needs: ['Gaspillage', 'Métiers de cuisine', 'Rénover la cuisine centrale', 'Des barquettes recyclables'], resources: prepared.roles, innovation: prepared.scenarios, constraints: prepared.risks },
			passages: ['Rénover la cuisine centrale', 'Des barquettes recyclables']
		});
	});
	test('every card begins with one of them, and a question with a passage; no two cards of one person are alike, nor too long', () => {
		for (const person of castOf('cards', crowdOf(30, 2))) {
			for (const zone of zones) {
				const words = [0, 1, 2, 3].map((nth) => cardWords('cards', person, zone, nth, subject));
				expect(new Set(words).size).toBe(4);
				for (const text of words) expect([subject.of[zone].some((topic) => text.startsWith(topic)), [...text].length <= textLimit], text).toEqual([true, true]);
			}
			const question = questionOf('cards', person, subject);
			expect(subject.passages.some((passage) => question.startsWith(passage)), question).toBe(true);
		}
	});
	test('a workshop that prepared nothing is spoken of as any other', () => {
		const [person] = castOf('cards', crowdOf(4, 0));
		const nothing = subjectOf({ draft: [], impacts: [], risks: [], roles: [], scenarios: [] });
		expect(cardWords('cards', person!, 'needs', 0, nothing)).toBe(cardWords('cards', person!, 'needs', 0));
		expect(questionOf('cards', person!, nothing)).toBe(questionOf('cards', person!, undefined));
	});
});

test('[RE4] a note, a card and a word are never longer than their field, and a note comes back the same until its step is over', () => {
	for (const { text } of canvasNotes) expect([...text].length).toBeLessThanOrEqual(noteLimit);
	for (const text of concerns) expect([...text].length).toBeLessThanOrEqual(concernLimit);
	for (const { text } of suggestionsToScenarios) expect(readScenarioSuggestion(text).accepted).toBe(true);
	for (const text of suggestionsToSketch) expect(readSketchSuggestion(text, 0, null).accepted).toBe(true);
	for (const text of madeSee) expect(readMadeSee(text).accepted).toBe(true);
	for (const text of postcards) expect([...text].length).toBeLessThanOrEqual(postcardLimit);
	for (const ways of waysOfScenarios) expect(readAround(ways).accepted).toBe(true);
	for (const mode of modeIds) {
		const { answers, ...words } = sketchLines[mode];
		const line = readLine(mode, { ...answers, ...words }, { needs: [], impacts: [] });
		expect(line.accepted, mode).toBe(true);
	}
	const people = castOf('notes', crowdOf(60, 0));
	const noting = people.filter((me) => noteOf('amendments', me, moment(1, 'notes')));
	expect(noting.length).toBeGreaterThan(3);
	for (const me of noting) expect(noteOf('amendments', me, moment(1.5, 'notes'))).toEqual(noteOf('amendments', me, moment(1, 'notes')));
	for (const step of ['welcome', 'vote', '', 'toString']) expect(people.map((me) => noteOf(step, me, moment(1, 'notes'))).filter(Boolean)).toEqual([]);
});

test('[RE4] one looks at a material before one says something of it, and says it once', () => {
	const material = (code: string) => ({ id: code, code, title: code, kind: 'photo' as const });
	const chosen = ['M01', 'M02'].map(material);
	const hand = (mine: object) => ({ chosen, material: { ...material('M01'), file: null }, counts: null, isHere: true, before: [], mine });
	const people = castOf('field', crowdOf(60, 0));
	const does = (me: Person, share: number, mine: object = {}) => handDoes('field', hand(mine), me, moment(share, 'field'));
	expect(people.filter((me) => does(me, 0)).length, 'few answer at once').toBeLessThan(15);
	const said = people.filter((me) => does(me, 1));
	expect(said.length).toBeGreaterThan(30);
	for (const me of said) expect(does(me, 1, { M01: { reaction: 'confirms', note: '' } })).toBeNull();
	expect(handDoes('field', { ...hand({}), material: null }, people[0]!, moment(1))).toBeNull();
});

test('[RE5] whoever leads chooses four materials, shows each in its time and begins what is heard once', () => {
	const ready = ['M01', 'M02', 'M03', 'M04', 'M05'].map((id) => ({ id, code: id, title: id, kind: id === 'M02' ? ('sound' as const) : ('photo' as const) }));
	const desk = { chosen: ready.slice(0, 4), ready, material: null as unknown, playing: { does: 'pause', restarts: 0 } };
	const leads = (what: object, share: number) => leadDoes('field', { ...desk, ...what }, moment(share));
	expect(leads({ chosen: [] }, 0)).toEqual({ act: 'choose', fields: { first: 'M01', second: 'M02', third: 'M03', fourth: 'M04' } });
	expect(leads({ chosen: [], ready: [] }, 0)).toBeNull();
	expect([0, 0.3, 0.6, 0.9].map((share) => leads({}, share))).toEqual(['M01', 'M02', 'M03', 'M04'].map((material) => ({ act: 'show', fields: { material } })));
	const sound = { ...ready[1], file: { family: 'sound' } };
	expect(leads({ material: sound }, 0.3)).toEqual({ act: 'play', fields: { does: 'restart' } });
	expect(leads({ material: sound, playing: { does: 'pause', restarts: 1 } }, 0.3), 'somebody paused it').toBeNull();
	expect(leads({ material: { ...ready[3], file: null } }, 1.2)).toBeNull();
});

test('[RE16] two bring together two cards that are most alike, each in a zone where nobody has yet', () => {
	const card = (id: string, zone: string, text: string, group: string | null = null) => ({ id, zone, text, group, kind: 'need', capacity: null, rank: id });
	const cards = [card('a', 'needs', 'Moins de bruit'), card('b', 'needs', 'Manger chaud'), card('c', 'needs', 'Un repas chaud, sans bruit'), card('d', 'needs', 'Encore du bruit dehors'), card('e', 'resources', 'La ferme'), card('f', 'resources', 'Le marché'), card('g', 'innovation', 'x'), card('h', 'innovation', 'y')];
	const hand = { isOpen: true, boardId: 'board', cards, groups: [], frozenZones: [], brought: null, cited: [] };
	const cast = castOf('groups', crowdOf(60, 10));
	const done = (what: object = {}, share = 1) => cast.flatMap((me) => handDoes('landscape-grouping', { ...hand, ...what }, me, moment(share)) ?? []);
	expect(done()).toEqual([
		{ act: 'group', fields: { cards: 'a c', title: 'Un même besoin, dit deux fois' } },
		{ act: 'group', fields: { cards: 'e f', title: 'Des gens d’ici' } }
	]);
	expect(done({}, 0.1), 'not at once: the room looks first').toEqual([]);
	expect(done({ groups: [{ id: 'own', zone: 'needs', title: '', rank: 'a' }] }).map(({ fields }) => fields.cards), 'somebody of flesh has').toEqual(['e f']);
	expect(done({ frozenZones: ['needs', 'resources'] })).toEqual([]);
	expect(done({ isOpen: false })).toEqual([]);
	expect(done({ cards: [cards[0], cards[4]] }), 'one alone is no group').toEqual([]);
});

test('[RE4] a card goes back before the ballot', () => {
	const hand = (card: object | null) => ({ stage: 'open', secrecy: 'secret', isLate: false, hasVoted: false, scenarios: [{ code: 'A' }, { code: 'B' }], grades: ['Bien', 'Passable'], card });
	const role = { code: 'R01', name: 'L’usagère' };
	const [me] = castOf('card', crowdOf(13, 0));
	expect(handDoes('vote', hand({ role, isHandedBack: false, madeSee: '' }), me!, moment(1))?.act).toBe('hand-back');
	expect(handDoes('vote', hand({ role, isHandedBack: true, madeSee: '' }), me!, moment(1))?.act).toBe('cast');
	expect(handDoes('vote', hand(null), me!, moment(1))?.act).toBe('cast');
});

test('[RE4] each scores every scenario on each of its lines, within the scale', () => {
	const line = (code: string) => ({ code, name: code });
	const sheet = { impacts: [line('I1'), line('I2')], risks: [line('RK1')], impactScores: {}, riskScores: [], hasImpacts: false, hasRisks: false, mayConfirm: true };
	const columns = [line('A'), line('B')];
	const acts = new Set<string>();
	for (const me of castOf('matrix', crowdOf(60, 10))) {
		const impacts = handDoes('matrix', { isOpen: true, columns, sheet }, me, moment(1))!;
		expect(Object.keys(impacts.fields)).toEqual(['impact:I1:A', 'impact:I1:B', 'impact:I2:A', 'impact:I2:B']);
		for (const score of Object.values(impacts.fields)) expect(impactScale).toContain(Number(score));
		const risks = handDoes('matrix', { isOpen: true, columns, sheet: { ...sheet, hasImpacts: true } }, me, moment(1))!;
		acts.add(risks.act);
		for (const figure of Object.values(risks.fields)) expect(riskScale).toContain(Number(figure));
		expect(handDoes('matrix', { isOpen: true, columns, sheet: { ...sheet, hasImpacts: true, hasRisks: true } }, me, moment(1))).toBeNull();
		expect(handDoes('matrix', { isOpen: false, columns, sheet }, me, moment(1))).toBeNull();
	}
	expect([...acts].sort()).toEqual(['confirm-risks', 'score-risks']);
});

test('[RE4] [RE5] a step that nobody plays lets time pass', () => {
	const [me] = castOf('grain', crowdOf(4, 0));
	for (const step of [...stepIds.filter((one) => !Object.hasOwn(behaviours, one)), '', 'toString', '__proto__']) {
		expect(handDoes(step, {}, me!, moment(1))).toBeNull();
		expect(leadDoes(step, {}, moment(1))).toBeNull();
	}
});

test.each([
	[0.5, true, false],
	[1, false, false],
	[1, true, true],
	[1.79, false, false],
	[1.8, false, true]
])('[RE6] at %d of its minutes, everybody idle: %s, the room goes on: %s', (share, isIdle, expected) => {
	expect(goesOn({ share, isIdle })).toBe(expected);
});

test('[RE7] what is asked fits the step, and one more comes under a name of their own', () => {
	expect(stepIds.filter((step) => mayAsk(step, 'object'))).toEqual(['consent']);
	expect(stepIds.filter((step) => mayAsk(step, 'hurtful-words'))).toEqual(['landscape-writing', 'clarification', 'amendments']);
	const cast = castOf('grain', crowdOf(13, 0));
	const late = newcomer('grain', 13);
	expect(late).toMatchObject({ nth: 13, capacity: 'juror' });
	expect(cast.map(({ publicName }) => publicName)).not.toContain(late.publicName);
});

test('[RE8] a half-day takes four minutes, and its pace changes by a notch within its limits', () => {
	expect(paceOfWholeDay(206)).toBe(52);
	expect([paceOfWholeDay(1), paceOfWholeDay(10_000)]).toEqual([1, 120]);
	expect([changedPace(1, 'slower'), changedPace(1, 'faster'), changedPace(120, 'faster'), changedPace(52, 'slower')]).toEqual([1, 2, 120, 26]);
});

test('[RE8] minutes go by at the pace of their stay, and the clock says so', () => {
	const at = (minutes: number) => new Date(Date.UTC(2026, 10, 5, 9, minutes));
	const stays = [
		{ step: 'vote', enteredAt: at(0), leftAt: at(1), pace: 10 },
		{ step: 'vote', enteredAt: at(1), leftAt: null }
	];
	expect(spentIn(stays, 'vote', at(3)) / 60_000).toBe(12);
	const agenda = { version: 1, steps: [{ step: 'vote', ...stepRules.vote.usual, plannedMinutes: 20 }] } as const;
	expect(clockOf(agenda, 0, stays.slice(0, 1).map((stay) => ({ ...stay, leftAt: null })), at(1), 10)).toMatchObject({ elapsedMinutes: 10, pace: 10, enteredAt: at(0).toISOString() });
	expect(clockOf(agenda, 0, stays, at(3))).not.toHaveProperty('pace');
	const ends = endsOf({ agenda, position: 0, startsAt: at(0), pace: 10 }, [{ step: 'vote', enteredAt: at(0), leftAt: null, pace: 10 }], at(1));
	expect([ends.plannedEnd, ends.expectedEnd, ends.lateByMinutes]).toEqual([at(2), at(2), 0]);
});

describe('[RE19] a rehearsal counts from its first step, and in minutes of the agenda', () => {
	const opened = Date.UTC(2026, 10, 5, 9);
	const at = (minutes: number) => new Date(opened + minutes * 60_000);
	const agenda = { version: 1, steps: [{ step: 'vote', ...stepRules.vote.usual, plannedMinutes: 20 }, { step: 'closing', ...stepRules.closing.usual, plannedMinutes: 10 }] } as const;
	const rehearsed = { agenda, startsAt: at(-50), isRehearsal: true };
	test.each<[string, readonly (readonly [from: number, to: number | null, pace: number])[], number, number, number, number]>([
		['on time, begun long after it was made', [[0, null, 1]], 1, 5, 25, 0],
		['ten minutes over, ten times as fast', [[0, null, 10]], 10, 3, 1, 10],
		['ten minutes over, then taken in hand', [[0, 3, 10], [3, null, 1]], 1, 3, 10, 10],
		['half of it gone fast, then taken in hand: on time', [[0, 1, 10], [1, null, 1]], 1, 1, 20, 0],
		['in a pause', [[0, 3, 10], [3, null, 0]], 10, 40, 1, 10]
	])('%s', (_, told, pace, now, left, late) => {
		const stays = told.map(([from, to, its]) => ({ step: 'vote', enteredAt: at(from), leftAt: to === null ? null : at(to), pace: its }));
		const { expectedEnd, plannedEnd, lateByMinutes } = endsOf({ ...rehearsed, position: 0, pace }, stays, at(now));
		expect([expectedEnd, plannedEnd, lateByMinutes]).toEqual([at(now + left), at(now + left - late / pace), late]);
	});
	test('before it, from now', () => {
		expect(endsOf({ ...rehearsed, position: -1, pace: 10 }, [], at(7)).plannedEnd).toEqual(at(10));
	});
});

test('[RE9] anybody rehearses where nobody works, and every account afterwards', () => {
	expect([mayRehearse('empty', undefined), mayRehearse('example-only', undefined), mayRehearse('open', {})].every(({ accepted }) => accepted)).toBe(true);
	expect(mayRehearse('open', undefined)).toEqual({ accepted: false, reason: 'account-needed' });
});

test('[RE10] a rehearsal is kept for thirty days', () => {
	expect(expiryOf(new Date('2026-11-05T17:00:00Z'))).toEqual(new Date('2026-12-05T17:00:00Z'));
});

test('[RE12] the feedback compares whole minutes, leaves out what was dropped and says where the room never came', () => {
	const steps = [
		{ step: 'welcome', plannedMinutes: 6 },
		{ step: 'roles', plannedMinutes: 12, droppedAt: '2026-11-05T09:00:00Z' },
		{ step: 'vote', plannedMinutes: 10 },
		{ step: 'closing', plannedMinutes: 6 }
	];
	const spent: Readonly<Record<string, number>> = { welcome: 8.4 * 60_000, vote: 9.6 * 60_000 };
	expect(feedbackOf(steps, (step) => spent[step] ?? null)).toEqual([
		{ step: 'welcome', plannedMinutes: 6, spentMinutes: 8, gapMinutes: 2 },
		{ step: 'vote', plannedMinutes: 10, spentMinutes: 10, gapMinutes: 0 },
		{ step: 'closing', plannedMinutes: 6, spentMinutes: null, gapMinutes: null }
	]);
});

describe('the simulated pen', () => {
	const keen = castOf('pen', crowdOf(6, 0)).find(({ nth }) => nth === penHolder);
	const passage = { id: 'p1', kind: 'paragraph', text: 'Rénover la cuisine centrale, une fois essayée.' };
	const taken = { id: 'a1', code: 'AM01', type: 'replace', passageId: 'p1', quote: '', text: 'Rénover la cuisine centrale, en réemployant.', state: 'taken', needs: [] };
	const hand = (more: object) => ({
		version: 1,
		passages: [passage],
		phase: 'turn',
		onTheFloor: [],
		amendments: [taken],
		mine: [],
		left: 0,
		mayIntegrate: true,
		pen: { asked: { a1: askedNow('Rénover la cuisine centrale.', passage.text, { ...taken, type: 'replace' }) } },
		...more
	});
	const writes = (more: object = {}) => handDoes('amendments', hand(more), keen!, moment(0.9))?.fields['words-p1'];
	test('[RE17] keeps the words that others brought, and leaves to people what changes the same words', () => {
		expect(writes()).toBe('Rénover la cuisine centrale, une fois essayée, en réemployant.');
		expect(writes({ pen: { asked: { a1: null } } })).toBeUndefined();
	});
	test('[RE18] nobody simulated seals while somebody is at the pen, neither who holds it nor who leads', () => {
		const asked = { a1: [{ from: 0, to: 0, words: 'Vite : ' }] };
		expect(writes({ pen: { asked, isHeld: false } })).toBe(`Vite : ${passage.text}`);
		expect(writes({ pen: { asked, isHeld: true } })).toBeUndefined();
		const led = (isHeld: boolean) => leadDoes('amendments', { ...hand({ pen: { asked, isHeld } }), phase: 'rest', toName: [], speakers: [] }, moment(1))?.act;
		expect([led(false), led(true)]).toEqual(['integrate-at-desk', undefined]);
	});
});
