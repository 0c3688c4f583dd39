// The people at the boards of the bench, in a process of their own: each drags a card of their own, or moves a cursor, and hears what the others do; says when each arrived.
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import * as document from '../src/lib/boards/ink/document.ts';
import { messageBoard } from '../src/lib/boards/ink/frames.ts';
import { spread } from './figures.ts';

export type Dialect = 'bare' | 'y-websocket-server' | 'hocuspocus' | 'hub';

export interface Outing {
	readonly dialect: Dialect;
	readonly port: number;
	readonly rooms: readonly { readonly name: string; readonly cards: readonly string[]; readonly cookies: readonly string[] }[];
	/** the same board for all, in base64; the hub has its own */
	readonly seed: string;
	/** `idle`: the last of the rooms are joined when the parent says so, and nobody does anything */
	readonly does: 'edits' | 'moves' | 'idle';
	readonly perSecond: number;
	/** the first room is only there to be learnt on: so many acts a second, for so many seconds, before the others come in */
	readonly warm: { readonly perSecond: number; readonly seconds: number };
	/** what is done in the other rooms before it counts */
	readonly leadSeconds: number;
	readonly seconds: number;
}

export interface Heard {
	readonly deliveries: number;
	readonly delivered: number;
	/** moves that arrived as a later one of the same person */
	readonly superseded: number;
	readonly frames: number;
	readonly latency: Times;
	readonly acks?: Times;
}
type Times = ReturnType<typeof spread>;

export type FromCrowd = 'joined' | 'begun' | { readonly heard: Heard };
export type ToCrowd = Outing | 'more';

const [messageSync, messageAwareness, messageAuth] = [0, 1, 2];
/** An id that no one else gives: it ends in the number of what was done. */
const mark = 'be4c0000-0000-4000-8000-';
const marked = (number: number) => mark + number.toString(16).padStart(12, '0');

/** The same draws in every run. */
function draws(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

interface Act {
	readonly at: number;
	readonly who: number;
}

/** Independent people: edits come as they come; cursors move at an even pace, each at a moment of its own. */
function planOf({ does, perSecond, seconds, leadSeconds }: Outing, people: number): Act[] {
	const draw = draws(20_261_127);
	const end = (seconds + leadSeconds) * 1_000;
	const acts: Act[] = [];
	if (does === 'moves') {
		const pause = (people / perSecond) * 1_000;
		for (let who = 0; who < people; who++) for (let at = draw() * pause; at < end; at += pause) acts.push({ at, who });
		return acts.sort((one, other) => one.at - other.at);
	}
	// everybody's first edit counts for nobody: the hub then learns whose their numbers are
	const lead = leadSeconds * 1_000;
	for (let who = 0; who < people; who++) acts.push({ at: (who / people) * lead * 0.8, who });
	for (let at = lead; ; ) {
		at += (-Math.log(1 - draw()) / perSecond) * 1_000;
		if (at >= end) return acts;
		acts.push({ at, who: Math.floor(draw() * people) });
	}
}

class Person {
	readonly index: number;
	readonly doc = new Y.Doc();
	readonly socket: WebSocket;
	readonly joined: Promise<void>;
	/** the acts that were heard, by number */
	heard: Uint8Array = new Uint8Array(0);
	clock = 0;
	private readonly outing: Outing;
	private readonly room: string;
	private readonly card: string;
	private readonly unkept: number[] = [];
	private kept = 0;
	private hasJoined = () => {};

	constructor(outing: Outing, index: number, at: { room: number; place: number }) {
		const room = outing.rooms[at.room]!;
		this.outing = outing;
		this.index = index;
		this.room = room.name;
		this.card = room.cards[at.place]!;
		const path = outing.dialect === 'hub' ? `boards/${room.name}?extension=1` : room.name;
		// one address holds 400 sockets at most: the rooms are houses
		const localAddress = `127.0.0.${2 + (at.room % 200)}`;
		const headers = outing.dialect === 'hub' ? { cookie: room.cookies[at.place]! } : {};
		this.joined = new Promise((joined) => (this.hasJoined = joined));
		this.socket = new WebSocket(`ws://127.0.0.1:${outing.port}/${path}`, { localAddress, headers, perMessageDeflate: false });
		this.socket.on('open', () => this.enter());
		this.socket.on('message', (bytes: Buffer) => this.hear(bytes));
		this.socket.on('close', (code, reason) => {
			if (!isOver) throw new Error(`${outing.dialect}: closed with ${code} ${String(reason)}`);
		});
	}

	private enter(): void {
		if (this.outing.dialect === 'bare') {
			Y.applyUpdate(this.doc, Buffer.from(this.outing.seed, 'base64'));
			return this.hasJoined();
		}
		if (this.outing.dialect === 'hocuspocus')
			this.send((encoder) => {
				encoding.writeVarUint(encoder, messageAuth);
				encoding.writeVarUint(encoder, 0);
				encoding.writeVarString(encoder, 'nobody asks');
			});
		if (this.outing.dialect !== 'hub' && this.card === this.outing.rooms.find(({ name }) => name === this.room)!.cards[0])
			this.sync(2, Buffer.from(this.outing.seed, 'base64'));
		this.sync(0, Y.encodeStateVector(this.doc));
	}

	private send(write: (encoder: encoding.Encoder) => void): void {
		const encoder = encoding.createEncoder();
		if (this.outing.dialect === 'hocuspocus') encoding.writeVarString(encoder, this.room);
		write(encoder);
		this.socket.send(encoding.toUint8Array(encoder));
	}

	private sync(kind: 0 | 1 | 2, data: Uint8Array): void {
		this.send((encoder) => {
			encoding.writeVarUint(encoder, messageSync);
			encoding.writeVarUint(encoder, kind);
			encoding.writeVarUint8Array(encoder, data);
		});
	}

	/** A card of their own is dragged. */
	edit(number: number): void {
		let update!: Uint8Array;
		this.doc.once('update', (bytes: Uint8Array) => (update = bytes));
		this.doc.transact(() => {
			const card = document.cardsOf(this.doc).get(this.card)!;
			card.set('zone', number % 2 ? 'resources' : 'needs');
			card.set('group', marked(number));
			card.set('rank', `r${number.toString(36)}z`);
		});
		sentAt[number] = performance.now();
		if (this.outing.dialect === 'hub') this.unkept.push(number);
		this.sync(2, update);
	}

	move(number: number): void {
		sentAt[number] = performance.now();
		this.send((encoder) => {
			encoding.writeVarUint(encoder, messageAwareness);
			const state = encoding.createEncoder();
			encoding.writeVarUint(state, 1);
			encoding.writeVarUint(state, this.doc.clientID);
			encoding.writeVarUint(state, ++this.clock);
			const user = { name: `P${this.index}`, capacity: 'juror' };
			encoding.writeVarString(state, JSON.stringify({ cursor: { x: 0.5, y: 0.25, at: marked(number) }, looksAt: null, drags: null, user }));
			encoding.writeVarUint8Array(encoder, encoding.toUint8Array(state));
		});
	}

	private hear(bytes: Buffer): void {
		const at = performance.now();
		if (isMeasuring) frames++;
		for (let found = bytes.indexOf(mark); found >= 0; found = bytes.indexOf(mark, found + mark.length))
			arrive(this, parseInt(bytes.toString('latin1', found + mark.length, found + mark.length + 12), 16), at);
		if (this.outing.dialect === 'hub' && bytes[0] === messageBoard && bytes[1] === 0) this.keep(bytes, at);
		if (this.isIn) return;
		const decoder = decoding.createDecoder(bytes);
		if (this.outing.dialect === 'hocuspocus') decoding.readVarString(decoder);
		const type = decoding.readVarUint(decoder);
		if (type !== messageSync || decoding.readVarUint(decoder) !== 1) return;
		Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder));
		if (!document.cardsOf(this.doc).has(this.card)) throw new Error(`${this.outing.dialect}: no card on the board`);
		this.isIn = true;
		this.hasJoined();
	}
	private isIn = false;

	private keep(bytes: Buffer, at: number): void {
		const decoder = decoding.createDecoder(bytes);
		decoding.readVarUint(decoder);
		decoding.readVarUint(decoder);
		const count = decoding.readVarUint(decoder);
		for (; this.kept < count; this.kept++) {
			const number = this.unkept.shift();
			if (number !== undefined && number >= first) acks.push(at - sentAt[number]!);
		}
	}
}

let isOver = false;
let isMeasuring = false;
let frames = 0;
let acts: Act[] = [];
let roomOf: Int32Array = new Int32Array(0);
let sentAt: Float64Array = new Float64Array(0);
/** the number of the first act that counts */
let first = Infinity;
let missing = 0;
let superseded = 0;
let allHeard = () => {};
const latencies: number[] = [];
const acks: number[] = [];
/** the acts of each person, in their order */
let ofPerson: number[][] = [];

function arrive(person: Person, number: number, at: number): void {
	const act = acts[number];
	if (!act || act.who === person.index || person.heard[number]) return;
	if (roomOf[act.who] !== roomOf[person.index]) throw new Error('heard in another room');
	count(person, number, at);
	if (!isMoves) return;
	// whoever is seen here is no longer seen where they were before
	const own = ofPerson[act.who]!;
	for (let index = own.indexOf(number) - 1; index >= 0 && !person.heard[own[index]!]; index--) {
		if (own[index]! >= first) superseded++;
		count(person, own[index]!, at);
	}
}
let isMoves = false;

function count(person: Person, number: number, at: number): void {
	person.heard[number] = 1;
	if (number < first) return;
	latencies.push(at - sentAt[number]!);
	if (--missing === 0) allHeard();
}

/** What a server has learnt after an hour is what is measured, not what it compiles meanwhile. */
async function learn({ does, warm }: Outing, people: readonly Person[]): Promise<void> {
	const begun = performance.now();
	for (let done = 0; done < warm.perSecond * warm.seconds; done++) {
		const person = people[done % people.length]!;
		if (does === 'moves') person.move(done);
		else person.edit(done);
		const ahead = (done / warm.perSecond) * 1_000 - (performance.now() - begun);
		if (ahead > 1) await pause(ahead);
	}
	await pause(500);
}

const told = new Promise<Outing>((tell) => process.once('message', tell));
const moreWanted = () => new Promise<void>((more) => process.once('message', () => more()));
const say = (said: FromCrowd) => process.send!(said);

async function spend(outing: Outing): Promise<void> {
	const people: Person[] = [];
	const enter = async (room: number) => {
		// the first of them brings the board
		for (let place = 0; place < outing.rooms[room]!.cards.length; place++) {
			const person = new Person(outing, people.length, { room, place });
			people.push(person);
			if (place === 0) await person.joined;
		}
	};
	const enterAll = async (from: number, to: number) => {
		for (let room = from; room < to; room++) await enter(room);
		await Promise.all(people.map(({ joined }) => joined));
	};
	if (outing.does === 'idle') {
		const early = outing.rooms.length - 100;
		await enterAll(0, early);
		say('joined');
		await moreWanted();
		await enterAll(early, outing.rooms.length);
		say('joined');
		await moreWanted();
		return;
	}
	await enterAll(0, 1);
	await learn(outing, people);
	people.length = 0;
	await enterAll(1, outing.rooms.length);
	acts = planOf(outing, people.length);
	isMoves = outing.does === 'moves';
	first = acts.findIndex(({ at }) => at >= outing.leadSeconds * 1_000);
	roomOf = new Int32Array(outing.rooms.slice(1).flatMap(({ cards }, room) => cards.map(() => room)));
	sentAt = new Float64Array(acts.length);
	ofPerson = people.map(() => []);
	for (const [number, { who }] of acts.entries()) ofPerson[who]!.push(number);
	for (const person of people) person.heard = new Uint8Array(acts.length);
	const others = (who: number) => outing.rooms[roomOf[who]! + 1]!.cards.length - 1;
	const deliveries = acts.reduce((sum, { who }, number) => sum + (number < first ? 0 : others(who)), 0);
	missing = deliveries;
	const heardAll = new Promise<void>((heard) => (allHeard = heard));
	say('joined');
	const begun = performance.now();
	for (let number = 0; number < acts.length; ) {
		const now = performance.now() - begun;
		for (; number < acts.length && acts[number]!.at <= now; number++) {
			if (number === first) {
				isMeasuring = true;
				say('begun');
			}
			const person = people[acts[number]!.who]!;
			if (isMoves) person.move(number);
			else person.edit(number);
		}
		if (number < acts.length) await pause(Math.max(0, acts[number]!.at - (performance.now() - begun)));
	}
	const patience = setTimeout(() => allHeard(), 5_000);
	await heardAll;
	clearTimeout(patience);
	const heard: Heard = {
		deliveries,
		delivered: deliveries - missing,
		superseded,
		frames,
		latency: spread(latencies),
		...(acks.length > 0 && { acks: spread(acks) })
	};
	say({ heard });
	await moreWanted();
}

await spend(await told);
isOver = true;
process.exit(0);
