// The replay of a workshop in ninety seconds: from what its record tells and when the room was where, moments that can each be read.
import type { ModeId } from '../../cockpit/rules/modes/ids.ts';
import type { AmendmentState } from './amendments.ts';
import type { Zone } from './landscape.ts';
import { versionsTold } from './proposalRecord.ts';
import { strongestNeeds, type RecordedRound, type WorkshopRecord } from './record.ts';

/** What a replay is made from: what a record tells, and nothing else of what was said or voted (MO330). Moments are ISO 8601. */
export interface ReplayFacts {
	readonly record: WorkshopRecord;
	/** where the room was, in the order of its moves; it may come back to a step */
	readonly stays: readonly { readonly step: string; readonly enteredAt: string; readonly leftAt: string | null }[];
	/** when each amendment had its answer: codes → moments */
	readonly settled: ReadonlyMap<string, string>;
}

/** What is seen at a moment. Moments of one kind that follow one another can be told as one: what they hold is a list. */
export type Scene =
	| { readonly kind: 'opened'; readonly present: number }
	| { readonly kind: 'materials'; readonly materials: readonly { readonly code: string; readonly title: string }[] }
	| { readonly kind: 'zones'; readonly zones: readonly { readonly zone: Zone; readonly cards: number }[] }
	| { readonly kind: 'dots'; readonly dots: number; readonly strongest: readonly { readonly text: string; readonly dots: number }[] }
	| { readonly kind: 'roles'; readonly roles: number; readonly players: number }
	/** versions and fates: the last version sealed, what made it, how many needs have an answer; and the amendments that had another fate */
	| { readonly kind: 'text'; readonly version: number | null; readonly made: readonly string[]; readonly lit: number; readonly needs: number; readonly others: readonly string[] }
	| { readonly kind: 'scenarios'; readonly scenarios: readonly { readonly code: string; readonly name: string; readonly lit: number; readonly needs: number }[] }
	| { readonly kind: 'matrix'; readonly order: readonly { readonly scenario: string; readonly impacts: number; readonly risks: number }[] }
	/** `ranking` null: not published (DE11) */
	| { readonly kind: 'vote'; readonly voted: number; readonly onRoll: number; readonly ranking: readonly { readonly code: string; readonly name: string; readonly rank: number; readonly grade: number }[] | null }
	| { readonly kind: 'objections'; readonly scenario: string | null; readonly objections: number; readonly lifted: number }
	| { readonly kind: 'consent'; readonly scenario: string | null; readonly state: NonNullable<RecordedRound['state']>; readonly consented: number }
	| { readonly kind: 'lines'; readonly lines: readonly { readonly code: string; readonly mode: ModeId; readonly object: string }[] }
	| { readonly kind: 'closing'; readonly body: string | null; readonly bodyOn: string | null };
export type SceneKind = Scene['kind'];

export interface Moment {
	/** ISO 8601 */
	readonly at: string;
	/** the step of the room in which it is told */
	readonly step: string;
	readonly scene: Scene;
}

export interface Beat extends Moment {
	/** seconds from the beginning, and how long it stays */
	readonly startsAt: number;
	readonly lasts: number;
}

/** Seconds. */
export const longestReplay = 90;
export const shortestBeat = 2;
const longestReading = 6;
const longestPause = 2;

const settledAs: ReadonlySet<AmendmentState> = new Set(['moved-to-scenario', 'parked', 'withdrawn', 'not-kept']);

const stepOf = {
	opened: 'welcome',
	materials: 'field',
	zones: 'landscape-grouping',
	dots: 'landscape-dots',
	roles: 'roles',
	text: 'amendments',
	scenarios: 'scenarios',
	matrix: 'matrix',
	vote: 'vote',
	objections: 'consent',
	consent: 'consent',
	lines: 'sketch',
	closing: 'closing'
} as const satisfies Record<SceneKind, string>;

/** Seconds to read what a scene says, by its kind, and for each thing that it lists beyond the first. */
const readingOf = {
	opened: [2.5, 0],
	materials: [2.5, 0.8],
	zones: [2, 0.5],
	dots: [4, 0],
	roles: [2.5, 0],
	text: [2.5, 0.4],
	scenarios: [3, 1],
	matrix: [3.5, 0],
	vote: [5, 0],
	objections: [3, 0],
	consent: [3.5, 0],
	lines: [2.5, 0.8],
	closing: [4, 0]
} as const satisfies Record<SceneKind, readonly [number, number]>;

function lengthOf(scene: Scene): number {
	switch (scene.kind) {
		case 'materials':
			return scene.materials.length;
		case 'zones':
			return scene.zones.length;
		case 'scenarios':
			return scene.scenarios.length;
		case 'lines':
			return scene.lines.length;
		case 'text':
			return scene.made.length + scene.others.length;
		default:
			return 1;
	}
}

/** Seconds, between two and six (MO331). */
function reading({ scene }: Moment): number {
	const [first, more] = readingOf[scene.kind];
	return Math.min(longestReading, first + more * Math.max(0, lengthOf(scene) - 1));
}

/** The times of the stays of a room. */
class Stays {
	readonly #facts: ReplayFacts;
	readonly #begins: string;
	readonly #ends: string;

	constructor(facts: ReplayFacts) {
		this.#facts = facts;
		const { gathering, writtenAt } = facts.record;
		this.#begins = facts.stays[0]?.enteredAt ?? gathering.startsAt;
		this.#ends = gathering.closedAt ?? writtenAt;
	}
	#of = (step: string) => this.#facts.stays.filter((stay) => stay.step === step);
	/** When the room first came to a step, or to the last one before it where it was. */
	entered = (step: string, or: string = this.#begins): string => this.#of(step)[0]?.enteredAt ?? or;
	left(step: string): string {
		const last = this.#of(step).at(-1);
		return last ? (last.leftAt ?? this.#ends) : this.#ends;
	}
	/** A moment of a step as it is kept, or the end of the step where it is said to have come at another time: the room saw it there. */
	within(step: string, at: string | null): string {
		return at !== null && this.#of(step).some(({ enteredAt, leftAt }) => enteredAt <= at && at <= (leftAt ?? this.#ends)) ? at : this.left(step);
	}
	/** So many moments spread over the time that the room spent from its first coming to its last leaving. */
	spread(step: string, count: number): string[] {
		const from = Date.parse(this.entered(step));
		const to = Date.parse(this.left(step));
		return Array.from({ length: count }, (_, place) => new Date(from + ((to - from) * (place + 1)) / (count + 1)).toISOString());
	}
}

/** What a replay tells, in the order of the hours, one thing a moment; nothing of a step that the room has not come to (MO330). */
export function momentsOf(facts: ReplayFacts): Moment[] {
	const { record } = facts;
	const stays = new Stays(facts);
	const moments: Moment[] = [];
	const tell = (at: string, scene: Scene, step: string = stepOf[scene.kind]) => moments.push({ at, step, scene });
	const wasAt = (step: string) => facts.stays.some((stay) => stay.step === step);

	if (facts.stays.length > 0) tell(facts.stays[0]!.enteredAt, { kind: 'opened', present: record.attendance.length }, facts.stays[0]!.step);
	const materials = record.field?.materials ?? [];
	for (const [place, at] of stays.spread('field', materials.length).entries()) tell(at, { kind: 'materials', materials: [{ code: materials[place]!.code, title: materials[place]!.title }] });

	const { landscape } = record;
	if (landscape.isRevealed)
		for (const { zone, groups } of landscape.zones) {
			const cards = groups.reduce((sum, group) => sum + group.cards.length, 0);
			if (cards > 0) tell(stays.entered('landscape-grouping', stays.left('landscape-writing')), { kind: 'zones', zones: [{ zone, cards }] });
		}
	if (landscape.dots === 'closed') {
		const dots = landscape.zones.flatMap(({ groups }) => groups.flatMap(({ cards }) => cards)).reduce((sum, card) => sum + (card.dots ?? 0), 0);
		tell(stays.left('landscape-dots'), { kind: 'dots', dots, strongest: strongestNeeds(landscape.zones).slice(0, 3) });
	}

	const { proposal } = record;
	// what waits for an answer, or for the pen, has no fate before the end
	const isOver = record.gathering.closedAt !== null;
	if (proposal) {
		const players = proposal.roles.reduce((sum, role) => sum + role.players, 0);
		if (players > 0) tell(stays.left('roles'), { kind: 'roles', roles: proposal.roles.filter((role) => role.players > 0).length, players });
		const told = versionsTold(proposal);
		const needs = proposal.needs.length;
		for (const [place, { number, amendments, lit }] of told.entries())
			tell(proposal.versions[place]!.sealedAt, { kind: 'text', version: number, made: amendments, lit, needs, others: [] }, number === 0 ? 'proposal' : 'amendments');
		for (const { code, state, resultingVersion } of proposal.amendments)
			if (resultingVersion === null && (isOver || settledAs.has(state))) tell(facts.settled.get(code) ?? stays.left('amendments'), { kind: 'text', version: null, made: [], lit: 0, needs, others: [code] });
	}

	const step = wasAt('scenarios') ? 'scenarios' : 'vote';
	const composed = stays.spread(step, record.scenarios.length);
	for (const [place, { code, name, lit, needs }] of record.scenarios.entries()) tell(step === 'vote' ? stays.entered('vote') : composed[place]!, { kind: 'scenarios', scenarios: [{ code, name, lit, needs }] }, step);
	if (record.matrix) tell(stays.left('matrix'), { kind: 'matrix', order: record.matrix.order.map(({ scenario, impacts, risks }) => ({ scenario, impacts, risks })) });

	// MO332: nothing of a vote before its close, and then what the room saw
	const { vote, consent } = record;
	if (vote.result) tell(stays.left('vote'), { kind: 'vote', voted: vote.voted, onRoll: vote.onRoll, ranking: vote.result.ranking?.map(({ code, name, rank, grade }) => ({ code, name, rank, grade })) ?? null });
	for (const round of [...consent.earlier, consent]) {
		if (round.state === null || round.state === 'running') continue;
		const ended = stays.within('consent', round.endedAt);
		const scenario = round.scenario?.code ?? null;
		if (round.objections.length > 0) tell(ended, { kind: 'objections', scenario, objections: round.objections.length, lifted: round.objections.filter(({ state }) => state === 'lifted').length });
		tell(ended, { kind: 'consent', scenario, state: round.state, consented: round.consented });
	}
	const lines = record.sketch?.lines ?? [];
	for (const [place, at] of stays.spread('sketch', lines.length).entries()) tell(at, { kind: 'lines', lines: [{ code: lines[place]!.code, mode: lines[place]!.mode, object: lines[place]!.object }] });
	if (record.gathering.closedAt !== null) tell(record.gathering.closedAt, { kind: 'closing', body: record.closing.body, bodyOn: record.closing.bodyOn });
	// those of one moment stay in the order in which they are told
	return moments.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Two scenes of one kind told as one; undefined where that would say something else. */
function joined(first: Scene, second: Scene): Scene | undefined {
	if (first.kind === 'materials' && second.kind === 'materials') return { ...first, materials: [...first.materials, ...second.materials] };
	if (first.kind === 'zones' && second.kind === 'zones') return { ...first, zones: [...first.zones, ...second.zones] };
	if (first.kind === 'scenarios' && second.kind === 'scenarios') return { ...first, scenarios: [...first.scenarios, ...second.scenarios] };
	if (first.kind === 'lines' && second.kind === 'lines') return { ...first, lines: [...first.lines, ...second.lines] };
	if (first.kind !== 'text' || second.kind !== 'text') return undefined;
	const last = second.version === null ? first : second;
	return { ...last, made: [...first.made, ...second.made], others: [...first.others, ...second.others] };
}

const total = (moments: readonly Moment[]): number => moments.reduce((sum, moment) => sum + reading(moment), 0);

/** Joins the neighbours that hold the least, until all can be read in time (MO331). */
function joinedInto(moments: readonly Moment[], most: number): Moment[] {
	const told = [...moments];
	while (total(told) > most) {
		let best: { readonly place: number; readonly length: number; readonly moment: Moment } | undefined;
		for (let place = 0; place + 1 < told.length; place += 1) {
			const [first, second] = [told[place]!, told[place + 1]!];
			const scene = first.step === second.step ? joined(first.scene, second.scene) : undefined;
			if (scene && (!best || lengthOf(scene) < best.length)) best = { place, length: lengthOf(scene), moment: { at: second.at, step: second.step, scene } };
		}
		if (!best) break;
		told.splice(best.place, 2, best.moment);
	}
	return told;
}

/**
 * The beats of a replay (MO331): in the order of the hours, each long enough to be read, a silence never longer than two seconds more whatever it lasted, all in
 * `most` seconds. What comes too thick is told together; where even that is too much, every beat is shortened alike.
 */
export function timelineOf(moments: readonly Moment[], most: number = longestReplay): Beat[] {
	const told = joinedInto(moments, most);
	const readings = told.map(reading);
	const read = readings.reduce((sum, one) => sum + one, 0);
	// a silence counts by its square root: an hour is not sixty times a minute
	const silences = told.map((one, place) => Math.min(longestPause, 0.4 * Math.sqrt(Math.max(0, Date.parse(told[place + 1]?.at ?? one.at) - Date.parse(one.at)) / 60_000)));
	const silence = silences.reduce((sum, one) => sum + one, 0);
	const stretch = Math.min(1, Math.max(0, most - read) / (silence || 1));
	const squeeze = Math.min(1, most / (read || 1));
	let clock = 0;
	return told.map((moment, place) => {
		const lasts = Math.floor((readings[place]! * squeeze + silences[place]! * stretch) * 10 + 1e-6) / 10;
		const beat = { ...moment, startsAt: clock, lasts };
		clock = Math.round((clock + lasts) * 10) / 10;
		return beat;
	});
}

/** How long a replay lasts, in seconds. */
export const lengthOfReplay = (beats: readonly Beat[]): number => {
	const last = beats.at(-1);
	return last ? Math.round((last.startsAt + last.lasts) * 10) / 10 : 0;
};

/** The beat that is on at a second of the replay. */
export const beatAt = (beats: readonly Beat[], second: number): number => Math.max(0, beats.findLastIndex(({ startsAt }) => startsAt <= second + 0.001));

/** The steps of a replay in their order, each with its first beat: one that the room came back to is there twice. */
export const chaptersOf = (beats: readonly Beat[]): readonly { readonly step: string; readonly first: number; readonly lasts: number }[] => {
	const chapters: { step: string; first: number; lasts: number }[] = [];
	for (const [place, { step, lasts }] of beats.entries()) {
		const last = chapters.at(-1);
		if (last?.step === step) last.lasts += lasts;
		else chapters.push({ step, first: place, lasts });
	}
	return chapters;
};

/** The whole workshop as it stood at a beat: what every scene until then has brought. */
export interface Standing {
	readonly materials: readonly string[];
	readonly zones: ReadonlyMap<Zone, number>;
	readonly dots: number | null;
	readonly version: number | null;
	readonly lit: number;
	readonly written: ReadonlySet<string>;
	readonly otherwise: ReadonlySet<string>;
	readonly scenarios: ReadonlySet<string>;
	readonly ranking: ReadonlyMap<string, number>;
	readonly consent: Extract<Scene, { kind: 'consent' }> | null;
	readonly lines: ReadonlySet<string>;
}

export function standingAt(beats: readonly Moment[], place: number): Standing {
	const scenes = beats.slice(0, place + 1).map(({ scene }) => scene);
	const of = <Kind extends SceneKind>(kind: Kind) => scenes.filter((scene): scene is Extract<Scene, { kind: Kind }> => scene.kind === kind);
	const texts = of('text');
	return {
		materials: of('materials').flatMap(({ materials }) => materials.map(({ code }) => code)),
		zones: new Map(of('zones').flatMap(({ zones }) => zones.map(({ zone, cards }) => [zone, cards] as const))),
		dots: of('dots').at(-1)?.dots ?? null,
		version: texts.findLast(({ version }) => version !== null)?.version ?? null,
		lit: Math.max(0, ...texts.map(({ lit }) => lit)),
		written: new Set(texts.flatMap(({ made }) => made)),
		otherwise: new Set(texts.flatMap(({ others }) => others)),
		scenarios: new Set(of('scenarios').flatMap(({ scenarios }) => scenarios.map(({ code }) => code))),
		ranking: new Map(of('vote').at(-1)?.ranking?.map(({ code, rank }) => [code, rank])),
		consent: of('consent').at(-1) ?? null,
		lines: new Set(of('lines').flatMap(({ lines }) => lines.map(({ code }) => code)))
	};
}
