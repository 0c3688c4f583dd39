// The people of the bench, in a process of their own: the simulated people of a rehearsal on sixty hands, a wall and a console of one server, played through the same acts on a whole half-day; tells its parent when a stage begins and ends, and what was measured.
import { setTimeout as pause } from 'node:timers/promises';
import process from 'node:process';
import { Glance } from '../src/lib/live/ui/pace.ts';
import { handDoes, leadDoes } from '../src/lib/rehearsal/rules/behaviours.ts';
import { castOf, type Person } from '../src/lib/rehearsal/rules/people.ts';
import { usualAgenda } from '../src/lib/workshop/rules/steps.ts';
import { Visitor, type Fields } from './visitor.ts';
import { spread, type Figures } from './figures.ts';

export const people = 60;
const ballotSeconds = 5;
const changes = 24;
/** for each step of the half-day, before and after the vote */
const stepSeconds = 6;
const seed = 'bench';
const crowd = castOf(seed, { people, onPaper: 0 });

export type Told =
	| { readonly stage: string; readonly is: 'begun' | 'over' }
	| { readonly metric: string; readonly figures: Figures }
	| { readonly size: number };

const tell = (told: Told) => process.send!(told);

async function stage<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
	tell({ stage: name, is: 'begun' });
	const value = await work();
	tell({ stage: name, is: 'over' });
	return value;
}

interface Seen {
	readonly step: string;
	readonly voted: number;
	/** what the page shows of its step */
	readonly data?: unknown;
}

/** A screen as a browser holds it: one stream, and a look at its page's data when told, at the pace of the real one. */
class Screen {
	readonly visitor: Visitor;
	readonly #place: Place;
	readonly #kind: Kind;
	readonly #glance: Glance;
	#looked: (() => void)[] = [];
	seen: Seen = { step: '', voted: 0 };
	lastEventAt = 0;
	lastLookAt = 0;
	looks = 0;

	constructor(visitor: Visitor, place: Place, kind: Kind) {
		this.visitor = visitor;
		this.#place = place;
		this.#kind = kind;
		this.#glance = new Glance(() => this.#look());
	}

	async open(): Promise<void> {
		await this.visitor.listen(this.#place.stream(this.#kind), () => {
			this.lastEventAt = performance.now();
			this.#glance.look();
		});
		this.#glance.look();
		await this.until(({ step }) => step !== '');
	}

	async #look(): Promise<void> {
		this.seen = await this.#place.read(this.visitor, this.#kind);
		this.lastLookAt = performance.now();
		this.looks += 1;
		for (const looked of this.#looked.splice(0)) looked();
	}

	/** The moment at which this screen's own data first showed it. */
	async until(shows: (seen: Seen) => boolean): Promise<number> {
		while (!shows(this.seen)) await new Promise<void>((looked) => this.#looked.push(looked));
		return this.lastLookAt;
	}
}

type Kind = 'hand' | 'wall' | 'console';

/** A server that the crowd can play on: the product, or the bare peer. */
interface Place {
	readonly hands: readonly Visitor[];
	readonly wall: Visitor;
	readonly console: Visitor;
	stream(kind: Kind): string;
	read(visitor: Visitor, kind: Kind): Promise<Seen>;
	/** the room goes to the step at this place of the agenda; answers its name */
	change(to: number): Promise<string>;
	cast(hand: Visitor, index: number, seen: Seen): Promise<void>;
	/** an act of a step, from a hand or the console: the word of a refusal, or nothing */
	act?(visitor: Visitor, kind: Kind, step: string, act: string, fields: Fields): Promise<string | undefined>;
}

/** of the half-day of the example, in its order */
const steps: readonly string[] = usualAgenda().steps.map(({ step }) => step);
const voteAt = steps.indexOf('vote');

interface PageData {
	readonly frame: {
		readonly revision?: number;
		readonly clock: { readonly step: string } | null;
		readonly invitation: { readonly url: string };
		readonly wallUrl: string;
		readonly arrived: number;
		readonly seats?: readonly { readonly id: string; readonly state: string }[];
	};
	readonly step: { readonly voted?: number } | null;
}

function must(acted: { readonly type: string; readonly data?: string }, what: string): void {
	if (acted.type === 'failure' || acted.type === 'error') throw new Error(`${what} was refused: ${JSON.stringify(acted)}`);
}

async function comeIn(origin: string, token: string, index: number): Promise<{ readonly visitor: Visitor; readonly ms: number; readonly gathering: string }> {
	const visitor = new Visitor(origin);
	const begun = performance.now();
	await visitor.get(`/r/${token}`);
	const joined = await visitor.post(`/r/${token}`, { publicName: crowd[index]!.publicName, capacity: crowd[index]!.capacity, textSize: '100', contrast: 'normal' });
	if (joined.status !== 303) throw new Error(`${index + 1} people tried to join, and one was answered ${joined.status}`);
	const page = await visitor.get(joined.headers.location!);
	if (page.status !== 200) throw new Error(`a hand was answered ${page.status}`);
	return { visitor, ms: performance.now() - begun, gathering: /\/main\/([^?/]+)/.exec(joined.headers.location!)![1]! };
}

async function openProduct(origin: string): Promise<Place> {
	const facilitator = new Visitor(origin);
	const example = await facilitator.act('/?/exemple', {});
	const { gatherings } = await facilitator.data<{ gatherings: { gatheringId: string; life: string }[] }>(example.location!);
	const { gatheringId } = gatherings.find(({ life }) => life === 'planned')!;
	const desk = `/console/${gatheringId}`;
	const revision = async () => String((await facilitator.data<PageData>(desk)).frame.revision);
	must(await facilitator.act(`${desk}?/openDoors`, { revision: await revision() }), 'opening the doors');
	const { invitation, wallUrl } = (await facilitator.data<PageData>(desk)).frame;
	const token = new URL(invitation.url).pathname.split('/').at(-1)!;

	const arrived = await stage('join', async () => {
		const begun = performance.now();
		const all = await Promise.all(Array.from({ length: people }, (_, index) => comeIn(origin, token, index)));
		const figures = { people, refused: 0, lastInMs: performance.now() - begun, ...spread(all.map(({ ms }) => ms)) };
		tell({ metric: 'join', figures });
		return all;
	});
	must(await facilitator.act(`${desk}?/admitAll`, {}), 'letting people in');
	// who says to be of the team is let in one by one
	for (const { id, state } of (await facilitator.data<PageData>(desk)).frame.seats ?? [])
		if (state === 'waiting') must(await facilitator.act(`${desk}?/admit`, { seat: id, place: 'another-person' }), 'letting one in');

	const hand = `/main/${gatheringId}`;
	const go = async (to: number) => {
		// what a person's screen already shows: not part of the time of the change
		const known = await revision();
		return async () => must(await facilitator.act(`${desk}?/${to > at ? 'advance' : 'goBack'}`, { revision: known, to: String(to), confirmed: 'yes' }), `going to ${steps[to]}`);
	};
	let at = -1;
	const pathOf = { hand, wall: wallUrl, console: desk };
	tell({ size: (await arrived[0]!.visitor.get(`${hand}/__data.json`)).body.length });
	const place: Place = {
		hands: arrived.map(({ visitor }) => visitor),
		wall: new Visitor(origin),
		console: facilitator,
		stream: (kind) => (kind === 'wall' ? `${wallUrl}/direct` : `/direct/${gatheringId}`),
		async read(visitor, kind) {
			const { frame, step } = await visitor.data<PageData>(pathOf[kind]);
			return { step: frame.clock?.step ?? '-', voted: step?.voted ?? 0, data: step };
		},
		async change(to) {
			const leave = await go(to);
			changedAt = performance.now();
			await leave();
			at = to;
			return steps[to]!;
		},
		async cast(visitor, index, seen) {
			const ballot = handDoes('vote', seen.data, crowd[index]!, { seed, share: 2, today });
			if (!ballot) throw new Error(`${crowd[index]!.publicName} has no ballot`);
			must(await visitor.act(`${hand}?/act`, { step: 'vote', act: ballot.act, ...ballot.fields }), 'a ballot');
		},
		async act(visitor, kind, step, act, fields) {
			const acted = await visitor.act(`${kind === 'console' ? desk : hand}?/act`, { step, act, ...fields });
			return acted.type === 'failure' || acted.type === 'error' ? (/"([a-z]+-[a-z-]+)"/.exec(acted.data ?? '')?.[1] ?? acted.type) : undefined;
		}
	};
	await place.change(0);
	return place;
}

/** The moment of the latest POST that changed the step. */
let changedAt = 0;

async function openBare(origin: string): Promise<Place> {
	await stage('join', async () => {});
	const facilitator = new Visitor(origin);
	return {
		hands: Array.from({ length: people }, () => new Visitor(origin)),
		wall: new Visitor(origin),
		console: facilitator,
		stream: () => '/stream',
		read: async (visitor) => JSON.parse((await visitor.get('/data')).body) as Seen,
		async change(to) {
			changedAt = performance.now();
			await facilitator.post('/change', { to: steps[to]! });
			return steps[to]!;
		},
		async cast(visitor) {
			await visitor.post('/ballot', { 'grade-A': '1', 'grade-B': '2', 'grade-C': '3' });
		}
	};
}

/** Until no screen has a look to come: a change then meets screens at rest, as in a room. */
async function rest(screens: readonly Screen[]): Promise<void> {
	for (;;) {
		const last = Math.max(...screens.map(({ lastEventAt, lastLookAt }) => Math.max(lastEventAt, lastLookAt)));
		const quiet = performance.now() - last;
		if (quiet > 700) return;
		await pause(750 - quiet);
	}
}

async function measureChanges(place: Place, screens: readonly Screen[], course: readonly number[]): Promise<void> {
	const told: number[] = [];
	const heard: number[] = [];
	const last: number[] = [];
	const worstOf: Record<string, number> = {};
	for (const to of course) {
		await rest(screens);
		const step = steps[to]!;
		const arriving = screens.map(async (screen) => {
			const at = await screen.until((seen) => seen.step === step);
			return { at, heardAt: screen.lastEventAt };
		});
		await place.change(to);
		const all = await Promise.all(arriving);
		told.push(...all.map(({ at }) => at - changedAt));
		heard.push(...all.map(({ heardAt }) => heardAt - changedAt));
		const lastAt = Math.max(...all.map(({ at }) => at - changedAt));
		last.push(lastAt);
		worstOf[step] = Math.round(Math.max(worstOf[step] ?? 0, lastAt));
	}
	const figures = { changes: course.length, screens: screens.length };
	tell({ metric: 'step-change-heard', figures: { ...figures, ...spread(heard) } });
	tell({ metric: 'step-change-each-screen', figures: { ...figures, ...spread(told) } });
	tell({ metric: 'step-change-all-screens', figures: { ...figures, ...spread(last) } });
	tell({ metric: 'step-change-worst-of', figures: worstOf });
}

const today = new Date().toISOString().slice(0, 10);

interface Acts {
	readonly times: number[];
	readonly refused: string[];
}

/** One step as its people play it: each looks at what its screen shows, does what a rehearsal's rules say, and looks again. */
async function playStep(place: Place, hands: readonly Screen[], desk: Screen, acts: Acts): Promise<void> {
	const step = desk.seen.step;
	await Promise.all(hands.map((hand) => hand.until((seen) => seen.step === step)));
	const begun = performance.now();
	const busy = new Set<Screen>();
	const under: Promise<void>[] = [];
	const now = () => ({ seed, share: (performance.now() - begun) / (stepSeconds * 1000), today });
	const act = async (screen: Screen, kind: Kind, doing: { readonly act: string; readonly fields: Fields }) => {
		busy.add(screen);
		const sent = performance.now();
		const looked = screen.looks;
		const refusal = await place.act!(screen.visitor, kind, step, doing.act, doing.fields);
		if (refusal) acts.refused.push(`${step} ${doing.act} ${refusal}`);
		else acts.times.push(performance.now() - sent);
		// what it changed is told to it as to everybody
		for (let wait = 0; wait < 15 && screen.looks === looked; wait += 1) await pause(100);
		busy.delete(screen);
	};
	while (now().share < 1.25) {
		for (const [index, screen] of hands.entries()) {
			const doing = busy.has(screen) || screen.seen.step !== step ? null : handDoes(step, screen.seen.data, crowd[index] as Person, now());
			if (doing) under.push(act(screen, 'hand', doing));
		}
		const leads = busy.has(desk) ? null : leadDoes(step, desk.seen.data, now());
		if (leads && leads.act !== 'close-vote') under.push(act(desk, 'console', leads));
		await pause(150);
	}
	await Promise.all(under);
}

/** Everybody hands their card back, as one does before the ballot, and the box is opened: what follows is ballots alone. */
async function comeToTheBallot(place: Place, hands: readonly Screen[], desk: Screen): Promise<void> {
	const next = (hand: Screen, index: number) => (hand.seen.step === 'vote' ? handDoes('vote', hand.seen.data, crowd[index]!, { seed, share: 2, today })?.act : undefined);
	await Promise.all(hands.map(async (hand, index) => {
		if (next(hand, index) === 'hand-back') await place.act!(hand.visitor, 'hand', 'vote', 'hand-back', { seen: '' });
	}));
	if (leadDoes('vote', desk.seen.data, { seed, share: 0, today })?.act === 'open-vote') await place.act!(desk.visitor, 'console', 'vote', 'open-vote', {});
	await Promise.all(hands.map((hand, index) => hand.until(() => next(hand, index) === 'cast')));
}

async function measureBallots(place: Place, hands: readonly Screen[], wall: Screen): Promise<void> {
	const accepted: number[] = [];
	const answeredAt: number[] = [];
	const shownAt: number[] = [];
	const watching = (async () => {
		for (let count = 1; count <= hands.length; count += 1) shownAt.push(await wall.until(({ voted }) => voted >= count));
	})();
	await Promise.all(
		hands.map(async (hand, index) => {
			// one after the other by an equal step, in an order that is not that of arrival
			await pause(((index * 37) % hands.length) * ((ballotSeconds * 1000) / hands.length));
			const sent = performance.now();
			await place.cast(hand.visitor, index, hand.seen);
			answeredAt.push(performance.now());
			accepted.push(performance.now() - sent);
		})
	);
	await watching;
	answeredAt.sort((one, other) => one - other);
	tell({ metric: 'ballots', figures: { ballots: accepted.length, seconds: ballotSeconds, ...spread(accepted) } });
	const late = shownAt.map((at, index) => Math.max(0, at - answeredAt[index]!));
	tell({ metric: 'wall-counter', figures: { ballots: late.length, ...spread(late) } });
}

/** Up and down the agenda, one step at a time, from the vote. */
function courseFrom(begin: number, length: number): number[] {
	let at = begin;
	let way = 1;
	return Array.from({ length }, () => {
		if (at + way >= steps.length || at + way < 0) way = -way;
		return (at += way);
	});
}

async function play(kind: string, origin: string): Promise<void> {
	const place = kind === 'bare' ? await openBare(origin) : await openProduct(origin);
	const hands = place.hands.map((visitor) => new Screen(visitor, place, 'hand'));
	const wall = new Screen(place.wall, place, 'wall');
	const screens = [...hands, wall, new Screen(place.console, place, 'console')];
	for (const screen of screens) await screen.open();
	const desk = screens.at(-1)!;
	const acts: Acts = { times: [], refused: [] };
	const playFrom = async (first: number, last: number) => {
		for (let to = first; to <= last; to += 1) {
			if (to > 0) await place.change(to);
			await desk.until(({ step }) => step === steps[to]);
			if (place.act && to !== voteAt) await playStep(place, hands, desk, acts);
		}
	};
	if (place.act) await stage('half-day', () => playFrom(0, voteAt));
	else await playFrom(2, voteAt);
	await Promise.all(screens.map((screen) => screen.until(({ step }) => step === 'vote')));
	if (place.act) await comeToTheBallot(place, hands, desk);
	await rest(screens);
	await stage('ballots', () => measureBallots(place, hands, wall));
	if (place.act) {
		await place.act(desk.visitor, 'console', 'vote', 'close-vote', {});
		await stage('half-day-end', () => playFrom(voteAt + 1, steps.length - 1));
		const malformed = acts.refused.filter((one) => one.includes('act-un')).length;
		tell({ metric: 'acts', figures: { acts: acts.times.length, refused: acts.refused.length, malformed, ...spread(acts.times) } });
		if (process.env.BENCH_REFUSALS) console.error(acts.refused);
	}
	await stage('step-change', () => measureChanges(place, screens, courseFrom(place.act ? steps.length - 1 : voteAt, changes)));
	for (const { visitor } of screens) visitor.leave();
}

await play(process.argv[2]!, process.argv[3]!);
process.disconnect();
