// The live boards: one room a board and process. An update travels gate → group commit → apply → broadcast → ack; no peer ever holds what the log lacks.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocketServer } from 'ws';
import * as Y from 'yjs';
import type { BoardId, GatheringId } from '../../db/rules/ids.ts';
import { database } from '../../db/server/database.ts';
import { readId } from '../../db/server/ids.ts';
import type { Actor } from '../../journal/server/journal.ts';
import { hold, mostFromOneAddress, mostOfOnePerson, mostSentAwayFromOneAddress } from '../../live/server/held.ts';
import { announceAlone, everything, watch } from '../../live/server/live.ts';
import { householdOf } from '../../people/rules/addresses.ts';
import { closed, encodeFrame, type BoardFrame } from '../ink/frames.ts';
import * as compaction from './compaction.ts';
import { Crossing } from './crossing.ts';
import { Ahead, judge, writersOf, type Judged } from './gate.ts';
import * as history from './history.ts';
import { asLine, Heard, readSent, Sent, type Line } from './lines.ts';
import * as log from './log.ts';
import { Outgoing } from './outgoing.ts';
import { frameOf, gone, messageAwareness, Presences, readSaid, saidAFrame, sayingOf, type Said } from './presence.ts';
import { addressOf, effectiveUrl, isForeign, isFromAPage, readVisitor, type Visitor } from './visitors.ts';

const messageSync = 0;
const messageQueryAwareness = 3;

const limits = {
	frameBytes: 1_048_576,
	bufferedBytes: 4_194_304,
	pingMs: 25_000,
	/** a right that was lost without being announced */
	rejudgeMs: 10_000,
	/** rooms whose people are judged in one read */
	rejudgedAtOnce: 20,
	/** how often the logs that have grown are taken into their snapshots */
	sweepMs: 600_000,
	framesPerSecond: 80,
	framesAtOnce: 400,
	claimsPerSocket: 8,
	/** asks for the board that a socket has answered to the point; a stock client asks once */
	asksAtFirst: 3,
	/** frames that each further ask counts for */
	askFrames: 40,
	wallMs: 500,
	heldBytes: 8_388_608,
	/** before anybody is known: a stock client sends two small frames, and what is typed meanwhile */
	earlyFrames: 64,
	/** what one person adds to a board's log: so much at once, so much more each second, so much in all while the room is open; sixty who write all day add a tenth of it each */
	addedAtOnce: 1_048_576,
	/** what a row costs beside its bytes */
	rowBytes: 64,
	addedPerSecond: 16_384,
	addedInAll: 16_777_216,
	/** for the word that sends somebody away to leave; who does not answer it is gone all the same */
	partingMs: 1_000,
	/** what is written between the opening of a socket and the answer to its first question */
	frameGaps: 400,
	/** requests of one person that are under way where no socket comes through: a screen sends one after the other */
	sentAtOnce: 8,
	/** for what was sent so to be kept */
	sentMs: 20_000
};

interface Pending {
	readonly peer: Peer;
	readonly actor: Actor;
	readonly data: Uint8Array;
	readonly judged: Judged;
	/** how many frames are kept with it */
	readonly frames: number;
}

function framed(type: number, kind: number, data: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, type);
	encoding.writeVarUint(encoder, kind);
	encoding.writeVarUint8Array(encoder, data);
	return encoding.toUint8Array(encoder);
}

/** What one person has added to a board, and may still add now: a log only grows, so what is written and taken back counts too (BO16). */
class Allowance {
	private now = limits.addedAtOnce;
	private inAll = limits.addedInAll;
	private at = performance.now();

	takes(bytes: number): boolean {
		const at = performance.now();
		this.now = Math.min(limits.addedAtOnce, this.now + ((at - this.at) / 1000) * limits.addedPerSecond);
		this.at = at;
		if (bytes > this.now || bytes > this.inAll) return false;
		this.now -= bytes;
		this.inAll -= bytes;
		return true;
	}
}

/** How fast frames may come, and how many client numbers be claimed. */
class Pace {
	claimed = 0;
	private tokens = limits.framesAtOnce;
	private filledAt = performance.now();

	pays(frames: number): boolean {
		const at = performance.now();
		this.tokens = Math.min(limits.framesAtOnce, this.tokens + ((at - this.filledAt) / 1000) * limits.framesPerSecond);
		this.filledAt = at;
		this.tokens -= frames;
		return this.tokens >= 0;
	}
}

/** One line. Its frames are treated one after the other. */
class Peer {
	received = 0;
	kept = 0;
	told = 0;
	alive = true;
	awarenessId: number | undefined;
	asked = 0;
	/** frames that came before what they lean on: the answer to the server's question brings them again */
	owed = 0;
	isGone = false;
	/** the last of what waits for its turn */
	private waiting: Promise<void> | undefined;

	readonly socket: Line;
	/** beneath a websocket: what is framed for many is written to it as it is */
	readonly stream: Duplex | undefined;
	readonly request: IncomingMessage;
	readonly isExtended: boolean;
	readonly pace: Pace;
	visitor: Visitor;
	/** where what it says of itself is heard, for a request whose stream another process holds */
	readonly bring: ((said: Said) => void) | undefined;

	constructor(socket: Line, request: IncomingMessage, isExtended: boolean, visitor: Visitor, { pace = new Pace(), stream, bring }: { readonly pace?: Pace; readonly stream?: Duplex; readonly bring?: (said: Said) => void } = {}) {
		this.socket = socket;
		this.stream = stream;
		this.request = request;
		this.isExtended = isExtended;
		this.visitor = visitor;
		this.pace = pace;
		this.bring = bring;
	}

	/** At once where nothing waits: most frames need nobody. */
	inTurn(work: () => Promise<void> | void): void {
		if (this.waiting) {
			this.waiting = this.waiting.then(() => (this.isGone ? undefined : work())).catch((error: unknown) => this.failed(error));
			this.forget(this.waiting);
			return;
		}
		if (this.isGone) return;
		try {
			const under = work();
			if (under) this.forget((this.waiting = under.catch((error: unknown) => this.failed(error))));
		} catch (error) {
			this.failed(error);
		}
	}

	private forget(last: Promise<void>): void {
		void last.then(() => {
			if (this.waiting === last) this.waiting = undefined;
		});
	}

	private failed(error: unknown): void {
		console.error(error);
		this.close(1011, 'failed');
	}

	get isOpen(): boolean {
		return !this.isGone && this.socket.readyState === this.socket.OPEN;
	}

	pays(frames: number): boolean {
		return this.pace.pays(frames);
	}

	send(bytes: Uint8Array): void {
		if (this.socket.readyState !== this.socket.OPEN) return;
		// A reader that does not read: it comes back and syncs
		if (this.socket.bufferedAmount > limits.bufferedBytes) return this.socket.terminate();
		this.socket.send(bytes);
	}

	/** What was made for many; over a websocket, what is kept by now is said in the same breath. */
	deliver(outgoing: Outgoing): void {
		if (!this.stream) return outgoing.messages.forEach((message) => this.send(message));
		if (this.socket.readyState !== this.socket.OPEN) return;
		if (this.socket.bufferedAmount > limits.bufferedBytes) return this.socket.terminate();
		const isTold = this.kept === this.told || !this.isExtended;
		this.told = this.kept;
		this.stream.write(isTold ? outgoing.frames : Buffer.concat([outgoing.frames, new Outgoing([encodeFrame({ say: 'kept', count: this.kept })]).frames]));
	}

	say(frame: BoardFrame): void {
		if (this.isExtended) this.send(encodeFrame(frame));
	}

	acknowledge(): void {
		if (this.kept === this.told) return;
		this.told = this.kept;
		this.say({ say: 'kept', count: this.kept });
	}

	close(code: number, reason: string): void {
		this.isGone = true;
		this.socket.close(code, reason);
	}
}

class Room {
	readonly peers = new Set<Peer>();
	/** requests that brought something, until it is kept */
	readonly sending = new Set<Peer>();
	/** of those who send by requests: each is judged with those before it */
	private readonly paces = new Map<Actor, Pace>();
	readonly presence = new Presences({
		tell: (outgoing) => this.peers.forEach((peer) => peer.deliver(outgoing)),
		passOn: (client, saying) => crossing.passOn(this.board.id, client, saying)
	});
	readonly ahead = new Ahead();
	document!: Y.Doc;
	seq = 0;
	claims = new Map<number, Actor>();
	private queue: Pending[] = [];
	private readonly allowances = new Map<Actor, Allowance>();
	private heldBytes = 0;
	private writing: Promise<void> | undefined;
	private looking: Promise<void> | undefined;
	private lookAgain = false;
	/** applied, and told to nobody yet */
	private untold: Uint8Array[] = [];
	/** the board as it stands, encoded once however many ask */
	private encoded: Uint8Array | undefined;
	isTroubled = false;

	board: log.Board;

	constructor(board: log.Board) {
		this.board = board;
	}

	get isFrozen(): boolean {
		return this.board.frozenAt !== null;
	}
	get isIdle(): boolean {
		return this.peers.size === 0 && this.sending.size === 0 && this.queue.length === 0 && !this.writing && !this.looking;
	}
	mayWrite(peer: Peer): 'write' | 'arrange' | 'look' {
		return this.isFrozen ? 'look' : peer.visitor.writer.may;
	}

	async load(): Promise<void> {
		const db = await database();
		const replayed = await log.replay(db, this.board.id);
		if (!replayed) throw new Error(`No board ${this.board.id}`);
		this.document = replayed.document;
		this.seq = replayed.seq;
		this.claims = await log.claims(db, this.board.id);
	}

	/** Rows as far as `head` are in the log: most often those that this room has just written. */
	async reach(head: number | undefined): Promise<void> {
		if (head !== undefined && head > this.seq) await this.writing;
		if (head === undefined || head > this.seq) await this.look();
	}

	/** What the tables say of this board now: looked at only where it is something new. */
	async compare(board: log.Board | undefined): Promise<void> {
		const { epoch, frozenAt, frozenZones } = this.board;
		if (board?.epoch === epoch && board.frozenAt?.getTime() === frozenAt?.getTime() && board.frozenZones.join() === frozenZones.join()) {
			await this.reach(board.headSeq);
			this.board = { ...this.board, snapSeq: Math.max(this.board.snapSeq, board.snapSeq) };
		} else await this.look();
	}

	/** Fetches what other processes wrote and whether the board is frozen; several calls at once become one more look. */
	look(): Promise<void> {
		if (this.looking) {
			this.lookAgain = true;
			return this.looking;
		}
		this.looking = (async () => {
			do {
				this.lookAgain = false;
				await this.writing;
				const db = await database();
				const board = await log.find(db, this.board.id);
				if (!board) return this.closeAll(closed.unknown, 'board-unknown');
				const was = this.isFrozen;
				const isReset = board.epoch !== this.board.epoch;
				this.board = board;
				if (isReset) return this.closeAll(closed.refused, 'board-reset');
				if (was !== this.isFrozen) for (const peer of this.peers) peer.say({ say: 'rights', may: this.mayWrite(peer) });
				if (board.headSeq > this.seq) await this.catchUp(board.headSeq);
			} while (this.lookAgain);
		})()
			.catch((error: unknown) => {
				// a database that is away is asked again; a row that is damaged or away stays so
				if (error instanceof log.Damaged || error instanceof Behind) this.fail(error);
				throw error;
			})
			.finally(() => {
				this.looking = undefined;
				void rooms.unloadIfIdle(this);
			});
		return this.looking;
	}

	/** Gap fill: every row after ours, in order, from the log, as far as `head` at least. */
	private async catchUp(head: number): Promise<void> {
		for (const row of await log.rowsAfter(await database(), this.board.id, this.seq)) {
			if (row.seq <= this.seq) continue;
			if (row.seq !== this.seq + 1) throw new Behind(`Board ${this.board.id} has no row ${this.seq + 1} any more`);
			this.seq = row.seq;
			this.apply(row.data);
		}
		this.tell();
		if (this.seq < head) throw new Behind(`Board ${this.board.id} has no row ${this.seq + 1} any more`);
	}

	private apply(data: Uint8Array): void {
		this.encoded = undefined;
		Y.applyUpdate(this.document, data, this);
		this.untold.push(framed(messageSync, 2, data));
	}

	/** All that was applied meanwhile, to everybody at once. */
	private tell(): void {
		if (this.untold.length === 0) return;
		const outgoing = new Outgoing(this.untold);
		this.untold = [];
		for (const peer of this.peers) peer.deliver(outgoing);
	}

	/** An update from a peer, in its turn. */
	receive(peer: Peer, data: Uint8Array, as: 'answer' | 'edit'): Promise<void> | void {
		const writers = writersOf(data);
		if (!writers.accepted) return this.refuse(peer, writers.reason);
		if (!writers.value.every((client) => this.claims.has(client))) return this.claimAll(peer, writers.value).then((isOurs) => (isOurs ? this.weigh(peer, data, as) : this.refuse(peer, 'foreign-client')));
		return this.weigh(peer, data, as);
	}

	private async claimAll(peer: Peer, clients: readonly number[]): Promise<boolean> {
		for (const client of clients) if (!this.claims.has(client) && !(await this.claim(peer, client))) return false;
		return true;
	}

	private weigh(peer: Peer, data: Uint8Array, as: 'answer' | 'edit'): Promise<void> | void {
		const judged = this.judge(peer, data);
		// cut from what is on its way to the log: judged once it is there
		if (judged.accepted || judged.reason !== 'not-yet' || !this.writing) return this.take(peer, data, as, judged);
		if (this.isTroubled) return peer.close(1013, 'storage-troubled');
		return this.writing.then(() => (peer.isGone ? undefined : this.weigh(peer, data, as)));
	}

	private take(peer: Peer, data: Uint8Array, as: 'answer' | 'edit', judged: ReturnType<typeof judge>): void {
		if (!judged.accepted && judged.reason === 'gap' && as === 'edit' && peer.owed < limits.frameGaps) {
			if (peer.owed++ === 0) peer.send(framed(messageSync, 0, Y.encodeStateVector(this.document)));
			return;
		}
		if (!judged.accepted) return this.refuse(peer, judged.reason);
		const frames = 1 + (as === 'answer' ? peer.owed : 0);
		if (as === 'answer') peer.owed = 0;
		if (judged.value.isEmpty) {
			// nothing to keep: done once what came before it is
			if (this.queue.some((pending) => pending.peer === peer) || this.writing) this.queue.push({ peer, actor: peer.visitor.actor, data: new Uint8Array(), judged: judged.value, frames });
			else {
				peer.kept += frames;
				peer.acknowledge();
			}
		} else {
			const { actor } = peer.visitor;
			let allowance = this.allowances.get(actor);
			if (!allowance) this.allowances.set(actor, (allowance = new Allowance()));
			if (!allowance.takes(data.byteLength + limits.rowBytes)) return this.refuse(peer, 'too-much');
			if (this.heldBytes + data.byteLength > limits.heldBytes) return peer.close(1013, 'storage-troubled');
			this.heldBytes += data.byteLength;
			this.ahead.letThrough(judged.value);
			this.queue.push({ peer, actor: peer.visitor.actor, data, judged: judged.value, frames });
		}
		this.write();
	}

	private judge(peer: Peer, data: Uint8Array): ReturnType<typeof judge> {
		return judge(
			{ kind: this.board.kind, document: this.document, ahead: this.ahead, writer: peer.visitor.writer, isFrozen: this.isFrozen, frozenZones: this.board.frozenZones, owns: (client) => this.claims.get(client) === peer.visitor.actor },
			data
		);
	}

	async claim(peer: Peer, client: number): Promise<boolean> {
		if (this.claims.get(client) === peer.visitor.actor) return true;
		if (this.claims.has(client) || ++peer.pace.claimed > limits.claimsPerSocket) return false;
		const whose = await log.claim(await database(), this.board, client, peer.visitor.actor);
		this.claims.set(client, whose);
		return whose === peer.visitor.actor;
	}

	/** The document stays as it is; the sender's own copy is worth nothing any more: it starts afresh. */
	refuse(peer: Peer, reason: string): void {
		peer.close(closed.refused, reason);
	}

	private write(): void {
		if (this.writing || this.queue.length === 0) return;
		this.writing = this.writeAll()
			.catch((error: unknown) => {
				this.fail(error);
			})
			.finally(() => {
				this.writing = undefined;
				this.write();
				void rooms.unloadIfIdle(this);
			});
	}

	private async writeAll(): Promise<void> {
		// frames that are already on their way join this commit
		await log.turn();
		const batch = this.queue;
		this.queue = [];
		const byActor = new Map<Actor, Uint8Array[]>();
		for (const { actor, data } of batch) if (data.byteLength > 0) byActor.set(actor, [...(byActor.get(actor) ?? []), data]);
		const written = [...byActor].map(([actor, all]) => ({ actor, data: all.length === 1 ? all[0]! : Y.mergeUpdates(all) }));
		const first = written.length === 0 ? this.seq + 1 : await this.append(written);
		this.heldBytes -= batch.reduce((sum, { data }) => sum + data.byteLength, 0);
		if (first === undefined) {
			// The fence held: frozen in the same moment. What was let through is nowhere but at its senders, who start afresh.
			const lost = new Set([...batch, ...this.queue].map(({ peer }) => peer));
			this.queue = [];
			this.heldBytes = 0;
			this.ahead.clear();
			for (const peer of lost) this.refuse(peer, 'board-frozen');
			this.look().catch((error: unknown) => this.fail(error));
			return;
		}
		if (first > this.seq + 1) {
			// another process wrote in between: its rows, and ours with them, from the log
			await this.catchUp(first + written.length - 1);
		} else
			this.document.transact(() =>
				written.forEach(({ data }, index) => {
					// a look may have fetched our own rows before us
					if (first + index <= this.seq) return;
					this.seq = first + index;
					this.apply(data);
				})
			);
		if (this.document.store.pendingStructs || this.document.store.pendingDs) throw new Error(`Board ${this.board.id} waits for what the log lacks`);
		for (const { judged } of batch) this.ahead.applied(judged);
		for (const { peer, frames } of batch) peer.kept += frames;
		this.tell();
		for (const { peer } of batch) peer.acknowledge();
		this.tellWall();
	}

	/** This room is worth nothing any more: nothing that waits is acknowledged, everybody comes back to one loaded afresh, and what is damaged is said there. */
	private fail(error: unknown): void {
		if (!rooms.isStopping) console.error(error);
		this.queue = [];
		this.heldBytes = 0;
		this.ahead.clear();
		rooms.leaveBehind(this);
		if (error instanceof log.Damaged) this.closeAll(closed.loadFailed, 'board-damaged');
		else if (rooms.isStopping) this.closeAll(1012, 'restart');
		else this.closeAll(1013, 'load-failed');
	}

	/** Keeps the batch and tries again for as long as it takes: nothing is acknowledged meanwhile. */
	private async append(written: readonly log.Written[]): Promise<number | undefined> {
		for (let wait = 100; ; wait = Math.min(wait * 2, 3_000)) {
			try {
				const first = await log.append(this.board.id, this.board.epoch, written);
				if (this.isTroubled) {
					this.isTroubled = false;
					for (const peer of this.peers) peer.say({ say: 'storage', is: 'sound' });
				}
				return first;
			} catch (error) {
				if (!this.isTroubled) {
					console.error(error);
					this.isTroubled = true;
					for (const peer of this.peers) peer.say({ say: 'storage', is: 'troubled' });
				}
				if (rooms.isStopping) throw error;
				await new Promise((go) => setTimeout(go, wait));
			}
		}
	}

	/** The wall and the console look again at the step, at most twice a second. */
	private tellWall(): void {
		// what few may open moves no screen of the room
		if (this.board.capacities) return;
		rooms.tellWall(this.board.gatheringId);
	}

	/** A name and a capacity are the server's word; of itself a client says only where it looks, and for nobody else. */
	async receivePresence(peer: Peer, all: readonly Said[]): Promise<void> {
		if (peer.bring) return all.length > 0 ? peer.bring(all.at(-1)!) : undefined;
		for (const { client, state } of all) {
			if (peer.awarenessId !== undefined) break;
			if (state === gone || this.presence.here.has(client) || !(await this.claim(peer, client))) continue;
			// gone meanwhile, or said by another screen of theirs
			if (peer.isGone) return;
			if (!this.presence.here.has(client)) peer.awarenessId = client;
		}
		const own = all.findLast(({ client }) => client === peer.awarenessId);
		const saying = own && sayingOf(own, peer.visitor);
		if (!saying) return;
		if (saying.state === gone) this.vanish(peer);
		else this.presence.says(own.client, saying);
	}

	private vanish(peer: Peer): void {
		if (peer.awarenessId !== undefined) this.presence.leaves(peer.awarenessId);
		peer.awarenessId = undefined;
	}

	private tellPresence(peer: Peer): void {
		const outgoing = this.presence.asOutgoing();
		if (outgoing) peer.deliver(outgoing);
	}

	join(peer: Peer): void {
		this.peers.add(peer);
		if (this.peers.size === 1) crossing.enter(this.board.id, this.presence);
		peer.say({ say: 'you', are: peer.visitor.actor });
		peer.say({ say: 'rights', may: this.mayWrite(peer) });
		if (this.isTroubled) peer.say({ say: 'storage', is: 'troubled' });
		peer.send(framed(messageSync, 0, Y.encodeStateVector(this.document)));
		this.tellPresence(peer);
	}

	leave(peer: Peer): void {
		this.peers.delete(peer);
		this.vanish(peer);
		if (this.peers.size === 0) crossing.leave(this.board.id, this.presence);
		void rooms.unloadIfIdle(this);
	}

	closeAll(code: number, reason: string): void {
		for (const peer of [...this.peers, ...this.sending]) peer.close(code, reason);
	}

	async settle(): Promise<void> {
		while (this.writing) await this.writing;
	}

	paceOf(actor: Actor): Pace {
		let pace = this.paces.get(actor);
		if (!pace) this.paces.set(actor, (pace = new Pace()));
		return pace;
	}

	/** Who may no longer look is sent away; who may no longer write is told (BO9). */
	async rejudge(): Promise<void> {
		await Promise.all(
			[...this.peers].map(async (peer) => {
				const visitor = await readVisitor(peer.request, this.board);
				if (visitor === 'nobody' || visitor === 'no-right' || visitor.actor !== peer.visitor.actor) {
					// also where their screen never answers
					this.vanish(peer);
					return peer.close(closed.noRight, 'right-lost');
				}
				peer.visitor = visitor;
			})
		);
	}

	/** What the peer lacks. Whoever asks again and again gets the whole, which costs nothing to make twice, and soon nothing any more (BO15). */
	private answer(peer: Peer, known: Uint8Array): void {
		const isEarly = ++peer.asked <= limits.asksAtFirst;
		if (!isEarly && !peer.pays(limits.askFrames)) return peer.close(1013, 'too-fast');
		const wantsAll = !isEarly || Y.decodeStateVector(known).size === 0;
		peer.inTurn(() => {
			if (!peer.isOpen) return;
			peer.send(framed(messageSync, 1, wantsAll ? (this.encoded ??= Y.encodeStateAsUpdate(this.document)) : Y.encodeStateAsUpdate(this.document, known)));
		});
	}

	/** What cannot be read is refused. */
	hear(peer: Peer, message: Uint8Array): void {
		try {
			this.handle(peer, message);
		} catch {
			this.refuse(peer, 'unreadable');
		}
	}

	/** Throws on what cannot be read. */
	private handle(peer: Peer, message: Uint8Array): void {
		const decoder = decoding.createDecoder(message);
		const type = decoding.readVarUint(decoder);
		if (type === messageSync) {
			const kind = decoding.readVarUint(decoder);
			const data = decoding.readVarUint8Array(decoder).slice();
			if (kind === 0) this.answer(peer, data);
			else {
				peer.received++;
				peer.inTurn(() => this.receive(peer, data, kind === 1 ? 'answer' : 'edit'));
			}
		} else if (type === messageAwareness) {
			const all = readSaid(decoding.readVarUint8Array(decoder), (frames) => peer.pays(frames));
			if (!all) return peer.close(1013, 'too-fast');
			peer.inTurn(() => this.receivePresence(peer, all));
		} else if (type === messageQueryAwareness) {
			if (!peer.pays(Math.floor(this.presence.size / saidAFrame))) return peer.close(1013, 'too-fast');
			peer.inTurn(() => this.tellPresence(peer));
		}
	}

	forget(): void {
		crossing.leave(this.board.id, this.presence);
		this.presence.end();
		this.document?.destroy();
	}
}

class Stopping extends Error {}
/** The rows after ours were taken into a snapshot: only a fresh load knows them. */
class Behind extends Error {}

class Rooms {
	readonly open = new Map<BoardId, Promise<Room>>();
	isStopping = false;
	private watching: Promise<readonly (() => void)[]> | undefined;
	private timers: NodeJS.Timeout[] = [];

	/** One load a room, however many arrive; watched before it is loaded, so that nothing falls in between. */
	async enter(board: log.Board): Promise<Room> {
		await this.watchAll();
		if (this.isStopping) throw new Stopping();
		let loading = this.open.get(board.id);
		if (!loading) {
			loading = (async () => {
				const room = new Room(board);
				try {
					await room.load();
				} catch (error) {
					this.open.delete(board.id);
					throw error;
				}
				return room;
			})();
			this.open.set(board.id, loading);
		}
		const room = await loading;
		// whatever a client saw elsewhere is in the log: be at least as far before it syncs
		await room.look();
		return this.open.get(board.id) === loading && !this.isStopping ? room : this.enter(board);
	}

	/** Works in the room of a board, which is not given up meanwhile. */
	async within(board: log.Board, work: (room: Room) => Promise<void> | void): Promise<void> {
		this.entering.set(board.id, (this.entering.get(board.id) ?? 0) + 1);
		try {
			await work(await this.enter(board));
		} finally {
			const left = (this.entering.get(board.id) ?? 1) - 1;
			if (left > 0) this.entering.set(board.id, left);
			else this.entering.delete(board.id);
			const room = await this.open.get(board.id)?.catch(() => undefined);
			if (room) void this.unloadIfIdle(room);
		}
	}

	async unloadIfIdle(room: Room): Promise<void> {
		if (room.peers.size > 0) return;
		await new Promise((go) => setImmediate(go));
		if (!room.isIdle || this.entering.has(room.board.id)) return;
		const loading = this.open.get(room.board.id);
		if (loading && (await loading) === room && room.isIdle && !this.entering.has(room.board.id)) {
			this.open.delete(room.board.id);
			room.forget();
			if (room.seq - room.board.snapSeq >= compaction.due.rows) void this.sweep();
		}
	}

	/** One at a time: what has grown meanwhile waits for the next. */
	private async sweep(): Promise<void> {
		if (this.sweeping || this.isStopping) return;
		this.sweeping = compaction.sweep().then(history.thinAll);
		await this.sweeping.catch((error: unknown) => console.error(error));
		this.sweeping = undefined;
	}
	private sweeping: Promise<number> | undefined;
	readonly entering = new Map<BoardId, number>();

	/** Whoever enters next gets a room loaded afresh. */
	leaveBehind(room: Room): void {
		const loading = this.open.get(room.board.id);
		void loading?.then((current) => {
			if (current === room && this.open.get(room.board.id) === loading) this.open.delete(room.board.id);
		});
	}

	private readonly walls = new Set<GatheringId>();
	private wallTimer: NodeJS.Timeout | undefined;

	/** All walls that are due are told by one statement. */
	tellWall(gatheringId: GatheringId): void {
		this.walls.add(gatheringId);
		this.wallTimer ??= setTimeout(() => {
			this.wallTimer = undefined;
			const topics = [...this.walls].map((id) => `step:${id}`);
			this.walls.clear();
			announceAlone(topics).catch(() => {});
		}, limits.wallMs);
	}

	private async each(work: (room: Room) => Promise<unknown>): Promise<void> {
		for (const loading of [...this.open.values()])
			await loading.then(work).catch((error: unknown) => {
				if (!this.isStopping) console.error(error);
			});
	}

	/** Some rooms at a time, whose people are judged in one read and without holding up what is written meanwhile. */
	private async rejudgeAll(): Promise<void> {
		const ids = [...this.open.keys()];
		for (let from = 0; from < ids.length && !this.isStopping; from += limits.rejudgedAtOnce) {
			const some = ids.slice(from, from + limits.rejudgedAtOnce);
			try {
				const boards = await log.findMany(await database(), some);
				await Promise.all(some.map((id) => this.open.get(id)?.then((room) => Promise.all([room.compare(boards.get(id)), room.rejudge()]))));
			} catch (error) {
				if (!this.isStopping) console.error(error);
			}
		}
	}

	private watchAll(): Promise<readonly (() => void)[]> {
		if (!this.watching) {
			const watching = watch(
				(topic) => topic.startsWith('board:') || topic.startsWith('rights:'),
				(topic) => {
					const told = log.readTopic(topic);
					if (told) {
						const loading = this.open.get(told.boardId);
						loading?.then((room) => room.reach(told.head)).catch(() => {});
					} else if (topic.startsWith('rights:')) {
						const gathering = topic.slice(7);
						void this.each(async (room) => (/^rights:(project|account):/.test(topic) || room.board.gatheringId === gathering ? room.rejudge() : undefined));
					} else if (topic === everything) {
						crossing.askAgain();
						void this.each((room) => Promise.all([room.look(), room.rejudge()]));
					}
				}
			);
			this.watching = Promise.all([watching, crossing.begin()]);
			const beat = setInterval(() => void this.each(async (room) => this.ping(room)), limits.pingMs);
			const judging = setInterval(() => void this.rejudgeAll(), limits.rejudgeMs);
			const sweeping = setInterval(() => void this.sweep(), limits.sweepMs);
			this.timers = [beat.unref(), judging.unref(), sweeping.unref()];
			// a database that was away at the first try is asked again by whoever enters next
			this.watching.catch(() => {
				this.timers.forEach(clearInterval);
				this.watching = undefined;
			});
		}
		return this.watching;
	}

	private ping(room: Room): void {
		for (const peer of room.peers) {
			if (!peer.alive) peer.socket.terminate();
			else {
				peer.alive = false;
				peer.socket.ping();
			}
		}
	}

	/** What is being committed is waited for; clients come back to whoever serves next. */
	async stop(): Promise<void> {
		this.isStopping = true;
		this.timers.forEach(clearInterval);
		clearTimeout(this.wallTimer);
		await this.sweeping?.catch(() => {});
		await Promise.all(
			[...this.open.values()].map(async (loading) => {
				const room = await loading.catch(() => undefined);
				if (!room) return;
				for (const peer of room.peers) peer.isGone = true;
				await room.settle();
				room.closeAll(1012, 'restart');
				room.forget();
			})
		);
		this.open.clear();
		await crossing.end();
		await this.watching?.then(
			(all) => all.forEach((unwatch) => unwatch()),
			() => {}
		);
		this.watching = undefined;
	}
}

const rooms = new Rooms();
const crossing = new Crossing((key, actor, said) => {
	const stream = streams.get(key);
	if (stream?.actor === actor) stream.heard.says(frameOf([said]));
});
const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: limits.frameBytes });

export const stop = () => rooms.stop();

/** Answers instead of a handshake. Destroyed after it: a half-open end would be kept for as long as the other side likes. */
function refuseUpgrade(socket: Duplex, answer: string): true {
	socket.end(`HTTP/1.1 ${answer}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
	return true;
}

/** Takes `/boards/<board id>`; false for every other path. */
export function handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
	const path = /^\/boards\/([^/?]+)\/?(?:\?|$)/.exec(request.url ?? '');
	if (!path || rooms.isStopping) return false;
	if (isForeign(request)) return refuseUpgrade(socket, '403 Forbidden');
	const household = householdOf(addressOf(request));
	const letGo = hold([{ key: `unjudged:${household}`, most: mostFromOneAddress }]);
	if (!letGo) return refuseUpgrade(socket, '429 Too Many Requests\r\nRetry-After: 10');
	socket.once('close', letGo);
	const boardId = readId<'board'>(path[1]);
	// accepted, then closed with a code of its own: a refused handshake looks like a cut network, and clients try for ever
	server.handleUpgrade(request, socket, head, (opened) => {
		opened.on('error', () => opened.terminate());
		welcome(opened, request, { boardId, household, judged: letGo, stream: socket }).catch((error: unknown) => {
			if (error instanceof Stopping) return part(opened, 1012, 'restart');
			console.error(error);
			if (error instanceof log.Damaged) part(opened, closed.loadFailed, 'board-damaged');
			else part(opened, 1013, 'load-failed');
		});
	});
	return true;
}

/** Says why, and waits no longer for an answer than the word takes to leave. */
function part(socket: Line, code: number, reason: string): void {
	const grace = setTimeout(() => socket.terminate(), limits.partingMs);
	socket.once('close', () => clearTimeout(grace));
	socket.close(code, reason);
}

/** Parts with somebody who gets no place here: they take none of those who have one (BO14). */
function sendAway(socket: Line, household: string, code: number, reason: string): void {
	const letGo = hold([{ key: `sent-away:${household}`, most: mostSentAwayFromOneAddress }]);
	if (!letGo) return socket.terminate();
	socket.once('close', letGo);
	part(socket, code, reason);
}

interface AtTheDoor {
	readonly boardId: BoardId | undefined;
	readonly household: string;
	/** beneath a websocket */
	readonly stream?: Duplex;
	/** called once it is known who knocks */
	readonly judged: () => void;
}

/** Who knocks, or the code and the reason with which they are sent away. */
async function judgeAtTheDoor(request: IncomingMessage, boardId: BoardId | undefined) {
	const board = boardId && (await log.find(await database(), boardId));
	const visitor = board && (await readVisitor(request, board));
	if (!board || !visitor) return { visitor: undefined, code: request.headers.cookie ? closed.noRight : closed.nobody, reason: 'board-unknown' };
	if (visitor === 'nobody') return { visitor: undefined, code: closed.nobody, reason: 'seat-needed' };
	if (visitor === 'no-right') return { visitor: undefined, code: closed.noRight, reason: 'right-missing' };
	return { board, visitor };
}

async function welcome(socket: Line, request: IncomingMessage, { boardId, household, judged, stream }: AtTheDoor, known: (visitor: Visitor) => void = () => {}): Promise<void> {
	const early: Uint8Array[] = [];
	let earlyBytes = 0;
	let take = (message: Uint8Array): void => {
		earlyBytes += message.byteLength;
		if (early.length < limits.earlyFrames && earlyBytes <= limits.frameBytes) early.push(message);
		else socket.close(1013, 'too-fast');
	};
	socket.on('message', (message: Buffer, isBinary) => (isBinary ? take(message) : socket.close(1003, 'binary-only')));

	const { board, visitor, code, reason } = await judgeAtTheDoor(request, boardId);
	judged();
	if (!visitor) return sendAway(socket, household, code, reason);
	const letGo = hold([
		{ key: `socket:${visitor.actor}`, most: mostOfOnePerson },
		{ key: `socket:${household}`, most: mostFromOneAddress }
	]);
	if (!letGo) return sendAway(socket, household, 1013, 'too-many-screens');
	socket.once('close', letGo);
	if (socket.readyState !== socket.OPEN) return letGo();
	known(visitor);

	await rooms.within(board, (room) => {
		if (socket.readyState !== socket.OPEN) return;
		const peer = new Peer(socket, request, effectiveUrl(request).searchParams.get('extension') === '1', visitor, { stream });
		socket.on('pong', () => (peer.alive = true));
		socket.on('close', () => {
			peer.isGone = true;
			room.leave(peer);
		});
		room.join(peer);
		take = (message) => {
			if (peer.isGone) return;
			if (!peer.pays(1)) return peer.close(1013, 'too-fast');
			room.hear(peer, message);
		};
		early.forEach(take);
	});
}

/** By the key that a screen gave its stream, and whose it is: what it says of itself is said there. */
const streams = new Map<string, { readonly heard: Heard; readonly actor: Actor }>();

/** Takes `/boards/<board id>/flux`, the way of those who get no socket: GET hears the room, POST brings what was written (BO50). False for every other path. */
export function handleRequest(request: IncomingMessage, response: ServerResponse): boolean {
	const path = /^\/boards\/([^/?]+)\/flux(?:\?|$)/.exec(request.url ?? '');
	if (!path) return false;
	const answer = (status: number) => void response.writeHead(status, { 'content-length': 0 }).end();
	if (rooms.isStopping) return (answer(503), true);
	const isSending = request.method === 'POST';
	if (!isSending && request.method !== 'GET') return (answer(405), true);
	if (isForeign(request) || (isSending && !isFromAPage(request))) return (answer(403), true);
	const household = householdOf(addressOf(request));
	const letGo = hold([{ key: `unjudged:${household}`, most: mostFromOneAddress }]);
	if (!letGo) return (answer(429), true);
	response.once('close', letGo);
	const at: AtTheDoor = { boardId: readId<'board'>(path[1]!), household, judged: letGo };
	const key = effectiveUrl(request).searchParams.get('ligne') ?? '';
	const line = isSending ? new Sent(response) : new Heard(response);
	(line instanceof Sent ? take(line, request, at, key) : listen(line, request, at, key)).catch((error: unknown) => {
		if (!(error instanceof Stopping)) console.error(error);
		if (error instanceof log.Damaged) line.close(closed.loadFailed, 'board-damaged');
		else line.close(error instanceof Stopping ? 1012 : 1013, 'load-failed');
	});
	return true;
}

async function listen(heard: Heard, request: IncomingMessage, at: AtTheDoor, key: string): Promise<void> {
	await welcome(asLine(heard), request, at, ({ actor }) => {
		if (key === '' || streams.has(key)) return;
		streams.set(key, { heard, actor });
		heard.once('close', () => streams.delete(key));
	});
}

/** Answers once all that came is in the log, whichever process its stream is on; a line closed says why, as a socket does. */
async function take(sent: Sent, request: IncomingMessage, { boardId, judged }: AtTheDoor, key: string): Promise<void> {
	const { board, visitor, code, reason } = await judgeAtTheDoor(request, boardId);
	judged();
	if (!visitor) return sent.close(code, reason);
	const { actor } = visitor;
	const letGo = hold([{ key: `sent:${actor}`, most: limits.sentAtOnce }]);
	if (!letGo) return sent.close(1013, 'too-fast');
	sent.once('close', letGo);
	const frames = await readSent(request, limits.frameBytes);
	if (!frames) return sent.close(closed.refused, 'unreadable');

	await rooms.within(board, async (room) => {
		const peer = new Peer(asLine(sent), request, true, visitor, { pace: room.paceOf(actor), bring: (said) => crossing.bring(key, actor, said) });
		const late = setTimeout(() => peer.close(1013, 'storage-troubled'), limits.sentMs);
		const isOver = new Promise<void>((over) => sent.once('close', over));
		room.sending.add(peer);
		try {
			const stream = streams.get(key);
			for (const frame of frames) {
				if (peer.isGone) break;
				if (!peer.pays(1)) peer.close(1013, 'too-fast');
				else if (frame[0] !== messageAwareness || !stream) room.hear(peer, frame);
				else if (stream.actor === actor) stream.heard.says(frame);
			}
			const settle = () => {
				// a frame that leans on what is not here: the whole copy is compared again
				if (peer.owed > 0) peer.close(1013, 'gap');
				else if (peer.kept === peer.received) sent.done();
			};
			sent.on('kept', settle);
			peer.inTurn(settle);
			await isOver;
		} finally {
			clearTimeout(late);
			peer.isGone = true;
			room.sending.delete(peer);
		}
	});
}
