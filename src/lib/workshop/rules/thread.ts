// The thread of an idea: from what a record tells, what one item of the workshop came from, what it became, and where it stops.
import type { ModeId } from '../../cockpit/rules/modes/ids.ts';
import type { AmendmentState } from './amendments.ts';
import type { Zone } from './landscape.ts';
import type { RecordedAmendment } from './proposalRecord.ts';
import type { RecordedScenario, WorkshopRecord } from './record.ts';

/** What a thread is made from: nothing but what a record tells, so that it masks what the record masks (MO322). */
export type ThreadFacts = Pick<WorkshopRecord, 'gathering' | 'landscape' | 'field' | 'cited' | 'proposal' | 'scenarios' | 'vote' | 'sketch'>;

/** In the order of the half-day. */
export const itemKinds = ['material', 'group', 'card', 'amendment', 'version', 'scenario', 'line'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** `code` is its address: M06, AM07, v2, B, S1, as the room says them; cards and groups, which the room calls by their words, have the id of the board. */
export type Item =
	| { readonly kind: 'material'; readonly code: string; readonly title: string; readonly isSeen: boolean }
	| { readonly kind: 'group'; readonly code: string; readonly title: string; readonly zone: Zone; readonly dots: number | null }
	| { readonly kind: 'card'; readonly code: string; readonly text: string; readonly zone: Zone; readonly dots: number | null; readonly group: { readonly code: string; readonly title: string } | null }
	| { readonly kind: 'amendment'; readonly code: string; readonly amendment: RecordedAmendment }
	| { readonly kind: 'version'; readonly code: string; readonly number: number }
	| { readonly kind: 'scenario'; readonly code: string; readonly name: string; readonly rank: number | null; readonly isChosen: boolean }
	| { readonly kind: 'line'; readonly code: string; readonly mode: ModeId; readonly object: string };
type Of<Kind extends ItemKind> = Extract<Item, { kind: Kind }>;

/**
 * How an item of the thread holds to the one before it: a card cites a material, an amendment names it in its words, answers a need, makes a version; a draft answers
 * a need; a version goes on in the next; a scenario departs from a version, holds an amendment or leaves it out, answers a need or leaves it in the dark;
 * a line is sketched from a scenario, or serves a need.
 */
export type Tie = 'cites' | 'names' | 'gathers' | 'answers' | 'by-draft' | 'made' | 'goes-on' | 'departs' | 'holds' | 'leaves-out' | 'lights' | 'leaves-dark' | 'sketched' | 'serves';

export interface Knot {
	readonly item: Item;
	readonly tie: Tie;
	/** codes of the items of the thread to which it holds; the one whose thread it is is not said */
	readonly through: readonly string[];
}

/** One stage of the path, its items in the order of the record. */
export interface Stage {
	readonly kind: ItemKind;
	readonly knots: readonly Knot[];
}

/** Where a thread ends. `stopped` says the last thing that it reached, and in `why` what held it there. */
export type End =
	/** `by` `sketch`: through the scenario that was chosen, or the whole text, of which each line was sketched; `need`: these lines say that they serve it */
	| { readonly end: 'in-strategy'; readonly lines: readonly string[]; readonly by: 'need' | 'sketch' }
	/** the room has not finished: what follows is not written */
	| { readonly end: 'under-way' }
	| { readonly end: 'stopped'; readonly why: 'not-cited' | 'not-amended' | 'not-in-chosen' | 'not-chosen' | 'not-served' | 'no-sketch' | 'no-scenario'; readonly codes: readonly string[] }
	/** each amendment with its fate, and the reason that the room was given */
	| { readonly end: 'stopped'; readonly why: 'fates'; readonly fates: readonly RecordedAmendment[] };

export interface Thread {
	readonly item: Item;
	/** from the nearest stage to the farthest, towards the strategy */
	readonly became: readonly Stage[];
	/** from the nearest stage to the farthest, back to the field */
	readonly cameFrom: readonly Stage[];
	readonly end: End;
}

const never: ReadonlySet<AmendmentState> = new Set(['withdrawn', 'not-kept', 'parked']);

/** What is read many times in the facts, read once. */
class Loom {
	readonly facts: ThreadFacts;
	readonly materials: readonly Of<'material'>[];
	readonly cards: readonly (Of<'card'> & { readonly sources: readonly string[] })[];
	readonly groups: readonly Of<'group'>[];
	readonly amendments: readonly Of<'amendment'>[];
	readonly versions: readonly Of<'version'>[];
	readonly scenarios: readonly Of<'scenario'>[];
	readonly lines: readonly Of<'line'>[];
	readonly #needs: ReadonlyMap<string, number | null>;
	readonly #held: ReadonlyMap<string, ReadonlySet<string>>;

	constructor(facts: ThreadFacts) {
		this.facts = facts;
		const { landscape, field, cited, proposal, scenarios, vote, sketch } = facts;
		const seen = field?.materials ?? [];
		this.materials = [
			...seen.map(({ code, title }) => ({ kind: 'material', code, title, isSeen: true }) as const),
			...cited.filter(({ code }) => !seen.some((one) => one.code === code)).map(({ code, title }) => ({ kind: 'material', code, title, isSeen: false }) as const)
		];
		const groups = landscape.isRevealed ? landscape.zones.flatMap(({ zone, groups }) => groups.map((group) => ({ zone, ...group }))) : [];
		this.groups = groups.flatMap(({ id, title, zone, dots }) => (id ? [{ kind: 'group', code: id, title, zone, dots } as const] : []));
		this.cards = groups.flatMap(({ id, title, zone, cards }) =>
			cards.map(({ id: code, text, dots, sources = [] }) => ({ kind: 'card', code, text, zone, dots, group: id ? { code: id, title } : null, sources }) as const)
		);
		this.amendments = (proposal?.amendments ?? []).map((amendment) => ({ kind: 'amendment', code: amendment.code, amendment }));
		this.versions = (proposal?.versions ?? []).map(({ number }) => ({ kind: 'version', code: `v${number}`, number }));
		const ranks = new Map(vote.result?.ranking?.map(({ code, rank }) => [code, rank]));
		this.scenarios = scenarios.map(({ code, name }) => ({ kind: 'scenario', code, name, rank: ranks.get(code) ?? null, isChosen: sketch?.scenario?.code === code }));
		this.lines = (sketch?.lines ?? []).map(({ code, mode, object }) => ({ kind: 'line', code, mode, object }));
		this.#needs = new Map(proposal?.needs.map(({ text, litSince }) => [text, litSince]));
		this.#held = new Map(scenarios.map((scenario) => [scenario.code, this.#holds(scenario)]));
	}

	/** MO323: those of its version, without those that it takes out, and those that it puts in. */
	#holds({ version, added, removed }: RecordedScenario): ReadonlySet<string> {
		const ofVersion = this.amendments.filter(
			({ code, amendment: { state, resultingVersion } }) => state !== 'withdrawn' && resultingVersion !== null && version !== null && resultingVersion <= version && !removed.includes(code)
		);
		return new Set([...ofVersion.map(({ code }) => code), ...added]);
	}

	all(): readonly Item[] {
		return [...this.materials, ...this.groups, ...this.cards, ...this.amendments, ...this.versions, ...this.scenarios, ...this.lines];
	}
	holds = (scenario: string, amendment: string): boolean => this.#held.get(scenario)?.has(amendment) ?? false;
	/** In what the sketch departs from: its scenario, or the last version where it has none. */
	isInChosen = (amendment: string): boolean => (this.chosen === null ? this.amendments.some(({ code, amendment: { resultingVersion } }) => code === amendment && resultingVersion !== null) : this.holds(this.chosen, amendment));
	recorded = (scenario: string): RecordedScenario => this.facts.scenarios.find(({ code }) => code === scenario)!;
	get chosen(): string | null {
		return this.facts.sketch?.scenario?.code ?? null;
	}
	/** A need answered by the draft itself: with v0, or with the version where no amendment answers it. */
	draftVersion(need: string): number | null {
		const since = this.#needs.get(need);
		if (since === undefined || since === null) return null;
		const byAmendment = this.amendments.some(({ amendment: { needs, resultingVersion } }) => resultingVersion === since && needs.includes(need));
		return byAmendment ? null : since;
	}
	isNeed = (card: Of<'card'>): boolean => card.zone === 'needs';
	needsOf = (cards: readonly Of<'card'>[]): string[] => cards.filter(this.isNeed).map(({ text }) => text);
	/** The codes of the materials that an amendment names in its words. */
	namedIn({ amendment: { text, reason } }: Of<'amendment'>): string[] {
		const words = new Set(`${text} ${reason}`.match(/[\p{L}\p{N}]+/gu));
		return codes(this.materials).filter((code) => words.has(code));
	}
	servedBy = (line: string): readonly string[] => this.facts.sketch?.lines.find(({ code }) => code === line)?.needs ?? [];
}

/** The items of a record that have a thread, in the order of the half-day. */
export const itemsOf = (facts: ThreadFacts): readonly Item[] => new Loom(facts).all();

const stage = (kind: ItemKind, knots: readonly Knot[]): Stage[] => (knots.length > 0 ? [{ kind, knots }] : []);
const isKept = (tie: Tie): boolean => tie === 'holds' || tie === 'lights' || tie === 'departs';
const codes = (items: readonly { readonly code: string }[]): string[] => items.map(({ code }) => code);

/** Cards that cite the materials, and amendments that answer these cards or name the materials. */
function fromField(loom: Loom, item: Item): { cards: Knot[]; carriers: Of<'card'>[]; amendments: Knot[]; carried: Of<'amendment'>[] } {
	const cards: Knot[] =
		item.kind === 'material'
			? loom.cards.filter(({ sources }) => sources.includes(item.code)).map((card) => ({ item: card, tie: 'cites', through: [] }))
			: item.kind === 'group'
				? loom.cards.filter(({ group }) => group?.code === item.code).map((card) => ({ item: card, tie: 'gathers', through: [] }))
				: [];
	const carriers = item.kind === 'card' ? [item] : cards.map(({ item: card }) => card as Of<'card'>);
	const amendments: Knot[] = [];
	if (item.kind === 'material' || item.kind === 'group' || item.kind === 'card')
		for (const one of loom.amendments) {
			const through = carriers.filter((card) => loom.isNeed(card) && one.amendment.needs.includes(card.text));
			if (through.length > 0) amendments.push({ item: one, tie: 'answers', through: codes(through) });
			else if (item.kind === 'material' && loom.namedIn(one).includes(item.code)) amendments.push({ item: one, tie: 'names', through: [] });
		}
	return { cards, carriers, amendments, carried: item.kind === 'amendment' ? [item] : amendments.map(({ item: one }) => one as Of<'amendment'>) };
}

function becameVersions(loom: Loom, item: Item, needs: readonly string[], carried: readonly Of<'amendment'>[], carriers: readonly Of<'card'>[]): Knot[] {
	if (item.kind === 'version') return loom.versions.filter(({ number }) => number > item.number).map((one) => ({ item: one, tie: 'goes-on', through: [] }));
	return loom.versions.flatMap((version): Knot[] => {
		const makers = carried.filter(({ amendment }) => amendment.resultingVersion === version.number);
		if (makers.length > 0) return [{ item: version, tie: 'made', through: codes(makers) }];
		const drafted = carriers.filter((card) => loom.isNeed(card) && needs.includes(card.text) && loom.draftVersion(card.text) === version.number);
		return drafted.length > 0 ? [{ item: version, tie: 'by-draft', through: codes(drafted) }] : [];
	});
}

function becameScenarios(loom: Loom, item: Item, carried: readonly Of<'amendment'>[], carriers: readonly Of<'card'>[]): Knot[] {
	if (item.kind === 'version') return loom.scenarios.filter(({ code }) => (loom.recorded(code).version ?? -1) >= item.number).map((one) => ({ item: one, tie: 'departs', through: [`v${loom.recorded(one.code).version}`] }));
	const written = carried.filter(({ amendment: { resultingVersion, state } }) => resultingVersion !== null || state === 'moved-to-scenario');
	const needs = loom.needsOf(carriers);
	return loom.scenarios.flatMap((scenario): Knot[] => {
		const { removed, dark, version } = loom.recorded(scenario.code);
		const held = carried.filter(({ code }) => loom.holds(scenario.code, code));
		const out = written.filter(({ code }) => removed.includes(code));
		if (held.length > 0) return [{ item: scenario, tie: 'holds', through: codes(held) }];
		if (item.kind === 'amendment') return out.length > 0 ? [{ item: scenario, tie: 'leaves-out', through: codes(out) }] : [];
		const lit = carriers.filter((card) => needs.includes(card.text) && version !== null && !dark.includes(card.text));
		if (lit.length > 0) return [{ item: scenario, tie: 'lights', through: codes(lit) }];
		const left = carriers.filter((card) => dark.includes(card.text));
		if (left.length > 0) return [{ item: scenario, tie: 'leaves-dark', through: codes(left) }];
		return out.length > 0 ? [{ item: scenario, tie: 'leaves-out', through: codes(out) }] : [];
	});
}

function becameLines(loom: Loom, item: Item, versions: readonly Knot[], scenarios: readonly Knot[], carriers: readonly Of<'card'>[], carried: readonly Of<'amendment'>[]): Knot[] {
	const { chosen } = loom;
	const departs = chosen === null ? [] : [chosen];
	if (item.kind === 'scenario') return item.isChosen ? loom.lines.map((line) => ({ item: line, tie: 'sketched', through: [] })) : [];
	// a sketch that departs from no scenario departs from what the proposal says
	const inChosen = chosen === null ? versions.length > 0 || item.kind === 'version' : scenarios.some(({ item: one, tie }) => one.code === chosen && isKept(tie));
	if (item.kind === 'version') return inChosen ? loom.lines.map((line) => ({ item: line, tie: 'sketched', through: departs })) : [];
	if (item.kind === 'amendment' && !inChosen) return [];
	const fromCards = loom.needsOf(carriers);
	// what an amendment is for, where the thread goes through it and through no card
	const needs = new Set([...fromCards, ...(item.kind === 'amendment' || item.kind === 'material' ? carried.filter(({ code }) => fromCards.length === 0 && loom.isInChosen(code)).flatMap(({ amendment }) => amendment.needs) : [])]);
	if (item.kind === 'amendment' && needs.size === 0) return loom.lines.map((line) => ({ item: line, tie: 'sketched', through: departs }));
	return loom.lines.flatMap((line): Knot[] => {
		const served = loom.servedBy(line.code).filter((need) => needs.has(need));
		return served.length > 0 ? [{ item: line, tie: 'serves', through: codes(loom.cards.filter((card) => loom.isNeed(card) && served.includes(card.text))) }] : [];
	});
}

/** Why a thread that comes to no line stops, and at what (MO321). */
function endOf(loom: Loom, item: Item, { cards, amendments, versions, scenarios, lines, carried }: { cards: readonly Knot[]; amendments: readonly Knot[]; versions: readonly Knot[]; scenarios: readonly Knot[]; lines: readonly Knot[]; carried: readonly Of<'amendment'>[] }): End {
	if (lines.length > 0) return { end: 'in-strategy', lines: lines.map(({ item: line }) => line.code), by: lines.every(({ tie }) => tie === 'sketched') ? 'sketch' : 'need' };
	const isOver = loom.facts.gathering.closedAt !== null;
	const isRefused = item.kind === 'amendment' && never.has(item.amendment.state);
	if (!isOver && !isRefused) return { end: 'under-way' };
	const stopped = (why: Exclude<Extract<End, { end: 'stopped' }>['why'], 'fates'>, where: readonly string[] = []): End => ({ end: 'stopped', why, codes: where });
	if (item.kind === 'scenario') return loom.chosen === null ? stopped(loom.facts.sketch === null ? 'no-sketch' : 'not-served') : item.isChosen ? stopped('not-served') : stopped('not-chosen', [loom.chosen]);
	const notThere = () => stopped(loom.facts.sketch === null ? 'no-sketch' : 'not-served');
	const followed = scenarios.filter(({ tie }) => isKept(tie));
	if (followed.length > 0) {
		if (loom.chosen === null) return notThere();
		return followed.some(({ item: one }) => one.code === loom.chosen) ? stopped('not-served') : stopped('not-in-chosen', [loom.chosen]);
	}
	// nothing of it is written anywhere: the fates say it better than what came after
	if (versions.length === 0 && carried.length > 0) return { end: 'stopped', why: 'fates', fates: carried.map(({ amendment }) => amendment) };
	if (scenarios.length > 0) return loom.chosen === null ? notThere() : stopped('not-in-chosen', [loom.chosen]);
	if (versions.length > 0 || item.kind === 'version') return stopped('no-scenario');
	if (item.kind === 'material' && cards.length === 0 && amendments.length === 0) return stopped('not-cited');
	return stopped('not-amended');
}

function became(loom: Loom, item: Item): Pick<Thread, 'became' | 'end'> {
	if (item.kind === 'line') return { became: [], end: { end: 'in-strategy', lines: [item.code], by: 'need' } };
	const { cards, carriers, amendments, carried } = fromField(loom, item);
	const versions = item.kind === 'scenario' ? [] : becameVersions(loom, item, loom.needsOf(carriers), carried, carriers);
	const scenarios = item.kind === 'scenario' ? [] : becameScenarios(loom, item, carried, carriers);
	const lines = becameLines(loom, item, versions, scenarios, carriers, carried);
	return {
		became: [...stage('card', cards), ...stage('amendment', amendments), ...stage('version', versions), ...stage('scenario', scenarios), ...stage('line', lines)],
		end: endOf(loom, item, { cards, amendments, versions, scenarios, lines, carried })
	};
}

/** The materials that these cards cite and these amendments name. */
function materialsBehind(loom: Loom, cards: readonly Of<'card'>[], amendments: readonly Of<'amendment'>[]): Knot[] {
	return loom.materials.flatMap((material): Knot[] => {
		const citing = loom.cards.filter(({ code, sources }) => cards.some((card) => card.code === code) && sources.includes(material.code));
		if (citing.length > 0) return [{ item: material, tie: 'cites', through: codes(citing) }];
		const naming = amendments.filter((one) => loom.namedIn(one).includes(material.code));
		return naming.length > 0 ? [{ item: material, tie: 'names', through: codes(naming) }] : [];
	});
}

function cardsBehind(loom: Loom, amendments: readonly Of<'amendment'>[], also: (card: Of<'card'>) => Knot | undefined = () => undefined): Knot[] {
	return loom.cards.filter(loom.isNeed).flatMap((card): Knot[] => {
		const answering = amendments.filter(({ amendment }) => amendment.needs.includes(card.text));
		const other = also(card);
		return answering.length > 0 ? [{ item: card, tie: 'answers', through: codes(answering) }] : other ? [other] : [];
	});
}

const cardsIn = (knots: readonly Knot[]) => knots.flatMap(({ item }) => (item.kind === 'card' ? [item] : []));
const amendmentsIn = (knots: readonly Knot[]) => knots.flatMap(({ item }) => (item.kind === 'amendment' ? [item] : []));

function cameFrom(loom: Loom, item: Item): readonly Stage[] {
	if (item.kind === 'material') return [];
	if (item.kind === 'group') return stage('material', materialsBehind(loom, loom.cards.filter(({ group }) => group?.code === item.code), []));
	if (item.kind === 'card') return stage('material', materialsBehind(loom, [item], []));
	if (item.kind === 'amendment') {
		const cards = cardsBehind(loom, [item]);
		return [...stage('card', cards), ...stage('material', materialsBehind(loom, cardsIn(cards), [item]))];
	}
	if (item.kind === 'version') {
		const before: Knot[] = loom.versions.filter(({ number }) => number === item.number - 1).map((one) => ({ item: one, tie: 'goes-on', through: [] }));
		const amendments: Knot[] = loom.amendments.filter(({ amendment }) => amendment.resultingVersion === item.number).map((one) => ({ item: one, tie: 'made', through: [] }));
		const makers = amendmentsIn(amendments);
		const cards = cardsBehind(loom, makers, (card) => (loom.draftVersion(card.text) === item.number ? { item: card, tie: 'by-draft', through: [] } : undefined));
		return [...stage('amendment', amendments), ...stage('version', before), ...stage('card', cards), ...stage('material', materialsBehind(loom, cardsIn(cards), makers))];
	}
	const scenario = item.kind === 'scenario' ? item : loom.scenarios.find(({ isChosen }) => isChosen);
	const recorded = scenario && loom.recorded(scenario.code);
	const held = loom.amendments.filter(({ code }) => (scenario ? loom.holds(scenario.code, code) : loom.isInChosen(code)));
	if (item.kind === 'scenario') {
		const versions: Knot[] = loom.versions.filter(({ number }) => number === recorded!.version).map((one) => ({ item: one, tie: 'departs', through: [] }));
		const amendments: Knot[] = [
			...held.map((one) => ({ item: one, tie: 'holds', through: [] }) as const),
			...loom.amendments.filter(({ code }) => recorded!.removed.includes(code)).map((one) => ({ item: one, tie: 'leaves-out', through: [] }) as const)
		];
		const cards = cardsBehind(loom, held, (card) => (recorded!.version !== null && loom.draftVersion(card.text) !== null ? { item: card, tie: 'by-draft', through: [] } : undefined));
		return [...stage('version', versions), ...stage('amendment', amendments), ...stage('card', cards), ...stage('material', materialsBehind(loom, cardsIn(cards), held))];
	}
	const needs = loom.servedBy(item.code);
	const cards: Knot[] = loom.cards.filter((card) => loom.isNeed(card) && needs.includes(card.text)).map((card) => ({ item: card, tie: 'serves', through: [] }));
	const amendments: Knot[] = held.flatMap((one): Knot[] => {
		const answered = cardsIn(cards).filter(({ text }) => one.amendment.needs.includes(text));
		return answered.length > 0 ? [{ item: one, tie: 'answers', through: codes(answered) }] : [];
	});
	const scenarios: Knot[] = scenario ? [{ item: scenario, tie: 'sketched', through: [] }] : [];
	return [...stage('scenario', scenarios), ...stage('amendment', amendments), ...stage('card', cards), ...stage('material', materialsBehind(loom, cardsIn(cards), amendmentsIn(amendments)))];
}

/**
 * The thread of the item that has this code, both ways (MO320); undefined where the record tells of no such item. Needs are known by their words, as the record tells
 * them: two cards of the same words have one thread. What an amendment is followed by goes through the scenarios that hold it, not through those that take it out (MO323).
 */
export function threadOf(facts: ThreadFacts, code: string): Thread | undefined {
	const loom = new Loom(facts);
	const item = loom.all().find((one) => one.code === code);
	if (!item) return undefined;
	const untied = (stages: readonly Stage[]): Stage[] => stages.map(({ kind, knots }) => ({ kind, knots: knots.map((knot) => ({ ...knot, through: knot.through.filter((one) => one !== code) })) }));
	const { became: after, end } = became(loom, item);
	return { item, became: untied(after), cameFrom: untied(cameFrom(loom, item)), end };
}
