// Gives the three screens the scenarios side by side, and takes what the room builds: a version plus and minus amendments, facts, ranges.
import * as v from 'valibot';
import type { SeatId } from '../../../db/rules/ids.ts';
import { readId } from '../../../db/server/ids.ts';
import type { Query, Tx } from '../../../db/server/database.ts';
import * as seats from '../../../gatherings/server/seats.ts';
import type { Doer, SeatAtStep, StepServer } from '../../../gatherings/server/step.ts';
import { accepted, refused, type Outcome } from '../../../outcomes/rules/outcome.ts';
import { collegeOf } from '../../../projects/rules/capacities.ts';
import * as texts from '../../../texts/server/texts.ts';
import type { Choice } from '../../rules/composition.ts';
import { factsAsLines, mayCompose, mayHost, nextCode, readAround, suggestionKinds, suggestionsEach, writeScenario, type ScenarioRefusal, type SuggestionKind } from '../../rules/scenarios.ts';
import type { ScenarioBench, ScenariosOnDesk, ScenariosOnHand, ScenariosOnWall } from '../../rules/steps/scenarios.ts';
import * as amendments from '../amendments.ts';
import * as budgets from '../budgets.ts';
import * as compositions from '../compositions.ts';
import * as proposals from '../proposals.ts';
import * as scenarios from '../scenarios.ts';
import * as votes from '../votes.ts';

const typed = v.optional(v.pipe(v.string(), v.maxLength(20_000)), '');
const code = v.pipe(v.string(), v.maxLength(8));
const id = v.pipe(v.string(), v.maxLength(64));
const composing = v.object({ scenario: v.optional(code, ''), revision: v.optional(v.pipe(v.string(), v.regex(/^\d{0,9}$/), v.transform(Number)), '0'), base: v.optional(v.pipe(v.string(), v.regex(/^\d{0,4}$/)), ''), name: typed, idea: typed, facts: typed, modes: typed, calendar: typed });
type Composing = v.InferOutput<typeof composing>;
const ofAmendment = v.object({ scenario: code, amendment: id });
const ofSuggestion = v.object({ suggestion: id });

type MayRefusal = 'not-your-scenario' | 'vote-already-open';

/** Whether this hand writes in this scenario, before the vote; the desk always does (MO203, MO205). */
async function mayWrite(tx: Tx, doer: Doer, scenario: string): Promise<Outcome<null, MayRefusal>> {
	await scenarios.hold(tx, doer);
	if (doer.seat) {
		const isHost = (await scenarios.tablesOf(tx, doer)).some((one) => one.seatId === doer.seat!.seatId && one.scenario === scenario && one.isHost);
		if (!mayCompose(doer.seat.capacity, isHost)) return refused('not-your-scenario');
	}
	return (await votes.boxOf(tx, doer)) ? refused('vote-already-open') : accepted(null);
}

type ComposeRefusal = MayRefusal | ScenarioRefusal | 'scenarios-too-many' | 'scenario-unknown' | 'scenario-changed-meanwhile' | 'version-unknown';

/** Writes the words of a scenario and from which version it departs; one without a letter is a new one. Who writes on older words is told so, and overwrites nothing (MO205). */
async function compose(tx: Tx, doer: Doer, asked: Composing): Promise<Outcome<unknown, ComposeRefusal>> {
	const may = await mayWrite(tx, doer, asked.scenario);
	if (!may.accepted) return may;
	const known = await scenarios.list(tx, doer);
	const before = known.find((one) => one.code === asked.scenario);
	const opened = await amendments.openedScenarios(tx, doer.gatheringId);
	if (asked.scenario && !before && !opened.includes(asked.scenario)) return refused('scenario-unknown');
	const code = asked.scenario || nextCode([...known.map((one) => one.code), ...opened]);
	if (!code) return refused('scenarios-too-many');
	const words = writeScenario({ code, name: asked.name, idea: asked.idea, facts: asked.facts });
	if (!words.accepted) return words;
	const around = readAround(asked);
	if (!around.accepted) return around;
	const base = asked.base === '' ? null : Number(asked.base);
	const text = await texts.find(tx, doer.authorityId, doer.gatheringId, proposals.textName);
	if (base !== null && !(text && base <= text.latest)) return refused('version-unknown');
	const isSame = (one: (typeof known)[number]) =>
		one.name === words.value.name && one.idea === words.value.idea && factsAsLines(one.facts) === factsAsLines(words.value.facts) && one.modes === around.value.modes && one.calendar === around.value.calendar && one.base === base;
	// MO15
	if (before && isSame(before)) return accepted(code);
	if (!asked.scenario && known.some(isSame)) return accepted(known.find(isSame)!.code);
	if (before && before.revision !== asked.revision) return refused('scenario-changed-meanwhile');
	const written = await scenarios.write(tx, doer, words.value, doer.actor);
	if (!written.accepted) return written;
	await scenarios.writeAround(tx, doer, code, { base, ...around.value });
	return accepted(code);
}

/** Puts an amendment in a scenario, or takes it out: one at a time, so that two who do so at once both have done it. */
async function choose(tx: Tx, doer: Doer, { scenario, amendment }: { scenario: string; amendment: string }, choice: Choice): Promise<Outcome<unknown, MayRefusal | 'scenario-unknown' | 'amendment-unknown'>> {
	const may = await mayWrite(tx, doer, scenario);
	if (!may.accepted) return may;
	const found = (await amendments.shown(tx, doer.gatheringId)).find((one) => one.id === amendment && one.state !== 'withdrawn');
	return found ? scenarios.choose(tx, doer, scenario, found.id, choice) : refused('amendment-unknown');
}

async function ofPlayer<Value, Reason extends string>(doer: Doer, run: (seatId: SeatId) => Promise<Outcome<Value, Reason>>): Promise<Outcome<Value, Reason | 'seat-needed' | 'not-a-voice'>> {
	if (!doer.seat) return refused('seat-needed');
	return collegeOf(doer.seat.capacity) ? run(doer.seat.seatId) : refused('not-a-voice');
}

async function suggest(tx: Tx, doer: Doer, asked: { scenario: string; kind: SuggestionKind; text: string }): Promise<Outcome<unknown, string>> {
	return ofPlayer(doer, async (seatId) => ((await votes.boxOf(tx, doer)) ? refused('vote-already-open') : scenarios.suggest(tx, doer, seatId, asked)));
}

async function settle(tx: Tx, doer: Doer, suggestion: string, how: 'taken' | 'left'): Promise<Outcome<unknown, string>> {
	const scenario = await scenarios.scenarioOfSuggestion(tx, doer, suggestion);
	if (scenario === undefined) return refused('suggestion-unknown');
	const may = await mayWrite(tx, doer, scenario);
	return may.accepted ? scenarios.settleSuggestion(tx, doer, suggestion, how) : may;
}

async function nameHost(tx: Tx, doer: Doer, { scenario, seat }: { scenario: string; seat: string }): Promise<Outcome<unknown, string>> {
	if (seat === '') return scenarios.nameHost(tx, doer, scenario, null);
	const found = (await seats.rollOf(tx, doer.gatheringId)).find((one) => one.seatId === readId<'seat'>(seat));
	if (!found) return refused('seat-unknown');
	return mayHost(found.capacity) ? scenarios.nameHost(tx, doer, scenario, found.seatId) : refused('not-a-host');
}

/** The lever moves until the vote opens. */
async function onBudget(tx: Tx, doer: Doer, work: () => Promise<Outcome<unknown, string>>): Promise<Outcome<unknown, string>> {
	await scenarios.hold(tx, doer);
	return (await votes.boxOf(tx, doer)) ? refused('vote-already-open') : work();
}

/** What a hand may choose among, for the scenarios in which it writes. */
const benchFor = (bench: ScenarioBench, codes: readonly string[]): ScenarioBench => ({ ...bench, suggestions: bench.suggestions.filter(({ scenario }) => codes.includes(scenario)) });

/** `-at-desk`: the same act, done by the desk for nobody but the room. */
const twice = <Shape extends v.GenericSchema>(name: string, shape: Shape, run: (tx: Tx, doer: Doer, input: v.InferOutput<Shape>) => Promise<Outcome<unknown, string>>) => ({
	[name]: { by: 'seat', when: 'step-open', shape, run } as const,
	[`${name}-at-desk`]: { by: 'facilitator', when: 'any-time', shape, run } as const
});

const deskAct = <Shape extends v.GenericSchema>(shape: Shape, run: (tx: Tx, doer: Doer, input: v.InferOutput<Shape>) => Promise<Outcome<unknown, string>>) => ({ by: 'facilitator', when: 'any-time', shape, run }) as const;
const seatAct = <Shape extends v.GenericSchema>(shape: Shape, run: (tx: Tx, doer: Doer, input: v.InferOutput<Shape>) => Promise<Outcome<unknown, string>>) => ({ by: 'seat', when: 'step-open', shape, run }) as const;

async function onHand(query: Query, seat: SeatAtStep): Promise<ScenariosOnHand> {
	const { seen, bench } = await compositions.read(query, seat);
	const [tables, suggestions] = [await compositions.tablesTogether(query, seat), await compositions.suggestionsTogether(query, seat)];
	const mine = tables.find(({ seatId }) => seatId === seat.seatId);
	const codes = seen.scenarios.map(({ code }) => code).filter((code) => mayCompose(seat.capacity, mine?.scenario === code && mine.isHost));
	const mayAdd = mayCompose(seat.capacity, false);
	const writes = !seen.isFixed && (mayAdd || codes.length > 0);
	const own = suggestions.filter(({ seatId }) => seatId === seat.seatId);
	return {
		...seen,
		toName: mayAdd ? seen.toName : [],
		mayWrite: writes ? codes : [],
		mayAdd: mayAdd && !seen.isFixed && nextCode([...seen.scenarios, ...seen.toName].map(({ code }) => code)) !== undefined,
		bench: writes ? benchFor(bench, codes) : null,
		isPlayer: collegeOf(seat.capacity) !== undefined,
		table: mine?.scenario ?? null,
		suggestions: own.map(({ id, scenario, kind, text, state }) => ({ id, scenario, kind, text, state })),
		suggestionsLeft: Math.max(0, suggestionsEach - own.filter(({ state }) => state === 'waiting').length)
	};
}

export const step: StepServer = {
	hand: onHand,

	async screen(query, gathering): Promise<ScenariosOnWall> {
		return (await compositions.read(query, gathering)).seen;
	},

	async desk(query, gathering): Promise<ScenariosOnDesk> {
		const { seen, bench } = await compositions.read(query, gathering);
		const tables = await scenarios.tablesOf(query, gathering);
		const players = (await seats.rollOf(query, gathering.gatheringId)).filter(({ college }) => college);
		const isIn = new Set(players.map(({ seatId }) => seatId));
		return {
			...seen,
			bench,
			nextCode: nextCode([...seen.scenarios, ...seen.toName].map(({ code }) => code)) ?? null,
			tables: seen.scenarios.map(({ code }) => {
				const at = tables.filter(({ scenario, seatId }) => scenario === code && isIn.has(seatId));
				return { scenario: code, seats: at.length, host: at.find(({ isHost }) => isHost)?.seatId ?? null };
			}),
			players: players.filter(({ capacity }) => mayHost(capacity)).map(({ seatId, publicName }) => ({ id: seatId, publicName })).sort((a, b) => a.publicName.localeCompare(b.publicName, 'fr', { numeric: true }))
		};
	},

	async foresee(query, gathering) {
		const { seen, bench } = await compositions.read(query, gathering);
		if (seen.isFixed) return { idle: [], entering: [], leaving: [], finished: [] };
		const left = [
			{ warning: 'scenarios-none-yet', count: seen.scenarios.length + seen.toName.length === 0 ? 1 : 0 },
			{ warning: 'scenarios-to-name', count: seen.toName.filter(({ isTooLate }) => !isTooLate).length },
			{ warning: 'suggestions-waiting', count: bench.suggestions.length }
		];
		return { idle: [], entering: [], leaving: left.filter(({ count }) => count > 0).map((one) => ({ ...one, isFinal: false })), finished: [] };
	},

	async carryOut() {},

	acts: {
		...twice('compose', composing, compose),
		...twice('put-in', ofAmendment, (tx, doer, asked) => choose(tx, doer, asked, 'in')),
		...twice('take-out', ofAmendment, (tx, doer, asked) => choose(tx, doer, asked, 'out')),
		...twice('take-suggestion', ofSuggestion, (tx, doer, { suggestion }) => settle(tx, doer, suggestion, 'taken')),
		...twice('leave-suggestion', ofSuggestion, (tx, doer, { suggestion }) => settle(tx, doer, suggestion, 'left')),
		suggest: seatAct(v.object({ scenario: code, kind: v.picklist(suggestionKinds), text: typed }), suggest),
		'take-back-suggestion': seatAct(ofSuggestion, (tx, doer, { suggestion }) => ofPlayer(doer, (seatId) => scenarios.takeSuggestionBack(tx, doer, seatId, suggestion))),
		'sit-at': seatAct(v.object({ scenario: code }), (tx, doer, { scenario }) => ofPlayer(doer, (seatId) => scenarios.sitAt(tx, doer, seatId, scenario))),
		'name-host': deskAct(v.object({ scenario: code, seat: v.optional(id, '') }), nameHost),
		remove: deskAct(v.object({ scenario: code }), (tx, doer, { scenario }) => votes.removeScenario(tx, doer, scenario, doer.actor)),
		'write-total': deskAct(v.object({ low: typed, high: typed }), (tx, doer, asked) => onBudget(tx, doer, () => budgets.writeTotal(tx, doer, asked))),
		'add-range': deskAct(v.object({ scenario: code, label: typed, low: typed, high: typed }), (tx, doer, asked) => onBudget(tx, doer, () => budgets.addLine(tx, doer, asked))),
		'move-range': deskAct(v.object({ line: id, label: typed, low: typed, high: typed }), (tx, doer, asked) => onBudget(tx, doer, () => budgets.moveLine(tx, doer, asked))),
		'drop-range': deskAct(v.object({ line: id }), (tx, doer, { line }) => onBudget(tx, doer, () => budgets.dropLine(tx, doer, line)))
	}
};
