import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import * as ink from '../../src/lib/boards/ink/document.ts';
import { markKey, marks, packStroke } from '../../src/lib/boards/rules/marks.ts';
import { acts, idFrom } from '../world/board-updates.ts';
import { cold, content, isSaved, join, roomOf, synced, type Client } from '../world/boardroom.ts';
import { isInThisRun } from '../world/drawn.ts';
import { numbersFrom, oneOf, type Next } from '../world/numbers.ts';
import { keep } from '../world/results.ts';
import { Served } from '../world/boards-served.ts';

let served: Served;
beforeAll(async () => {
	served = await Served.begin(2);
});
afterAll(() => served.end());

const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
const steps = 150;
const atOnce = 40;
const done = { edits: 0, lostNetworks: 0, reloads: 0, kills: 0, cuts: 0, kept: 0, places: 0, links: 0, strokes: 0 };

const until = (holds: () => boolean, what: string) => expect.poll(holds, { timeout: 60_000, interval: 20, message: what }).toBe(true);

/** Of the groups and the free lines that stand. */
const idsOf = (doc: Y.Doc): Set<string> => new Set([...ink.groupsOf(doc).keys(), ...ink.marksOf(doc, 'strokes').keys()]);

/** One board, the people at it, and what they were told is kept. */
class Play {
	readonly clients: Client[] = [];
	/** groups and free lines that somebody made, and who was told that they are kept; nobody but their maker knows their ids */
	readonly #made = new Map<Client, string[]>();
	readonly kept = new Set<string>();
	readonly removed = new Set<string>();
	readonly refused: string[] = [];
	readonly seed: number;
	readonly next: Next;
	room!: Awaited<ReturnType<typeof roomOf>>;

	constructor(seed: number) {
		this.seed = seed;
		this.next = numbersFrom(seed);
	}

	#enter(hand: number, at: number): Client {
		const client = join(served.at(at % 2), this.room.boardId, this.room.hands[hand]!);
		void client.closed.then(({ code, reason }) => this.refused.push(`${code} ${reason}`));
		this.#made.set(client, []);
		return client;
	}

	async begin(): Promise<void> {
		this.room = await roomOf(2 + this.next(5), 'at-the-console');
		this.clients.push(...this.room.hands.map((_, hand) => this.#enter(hand, hand)));
		await Promise.all(this.clients.map(synced));
	}

	/** Who is at the board and not told yet that all is kept, and how far they are. */
	get untold(): string[] {
		return this.clients.flatMap((client, hand) => {
			const { provider, count } = client;
			return !provider.wsconnected || isSaved(client) ? [] : [`seed ${this.seed}, person ${hand} at ${new URL(provider.url).port}: ${count.kept} of ${count.sent}, ${provider.synced ? 'in step' : 'not in step'}`];
		});
	}

	/** What was told to be kept up to now. */
	notice(): void {
		for (const [client, made] of this.#made) if (made.length > 0 && isSaved(client)) for (const id of made.splice(0)) this.kept.add(id);
	}

	step(): void {
		const { next } = this;
		this.notice();
		const hand = next(this.clients.length);
		const client = this.clients[hand]!;
		const { doc, provider } = client;
		const fate = next(40);
		if (fate < 4) {
			done.lostNetworks++;
			if (provider.shouldConnect) provider.disconnect();
			else provider.connect();
		} else if (fate === 4) {
			// what was not kept goes with the page
			done.reloads++;
			this.#made.delete(client);
			provider.destroy();
			this.clients[hand] = this.#enter(hand, next(2));
		} else if (ink.cardsOf(doc).size > 0) {
			done.edits++;
			if (fate < 9) {
				const id = idFrom(next);
				if (next(2)) ink.putGroup(doc, { id, zone: 'needs', title: `Groupe ${this.seed}`, rank: 'm' });
				else ink.writeMark(doc, markKey('strokes', id), packStroke({ zone: 'needs', points: [{ x: next(900), y: next(500) }, { x: next(900), y: next(500) }] }));
				this.#made.get(client)!.push(id);
				return;
			}
			const before = idsOf(doc);
			oneOf(next, acts.cards.offered)(doc, next);
			const after = idsOf(doc);
			for (const id of before) if (!after.has(id)) this.removed.add(id);
		}
	}

	async end(): Promise<void> {
		for (const { provider } of this.clients) provider.connect();
		await until(() => this.clients.every(isSaved), `seed ${this.seed}: everybody is told that all is kept; ${this.refused.join()}`);
		this.notice();
		const replayed = await cold(this.room.boardId);
		const last = content(replayed);
		await until(() => this.clients.every(({ doc }) => content(doc) === last), `seed ${this.seed}: every screen shows what the database gives back`);
		for (const { doc } of [...this.clients, { doc: replayed }]) expect([doc.store.pendingStructs, doc.store.pendingDs], `seed ${this.seed}`).toEqual([null, null]);
		const standing = idsOf(replayed);
		expect([...this.kept].filter((id) => !standing.has(id) && !this.removed.has(id)), `seed ${this.seed}: said to be kept, and lost`).toEqual([]);
		expect(this.refused, `seed ${this.seed}`).toEqual([]);
		expect(new Set(ink.readCards(replayed).map(({ id }) => id)).size).toBe(ink.cardsOf(replayed).size);
		done.kept += this.kept.size;
		for (const of of marks) done[of] += ink.marksOf(replayed, of).size;
		for (const { provider, doc } of this.clients) {
			provider.destroy();
			doc.destroy();
		}
		replayed.destroy();
	}
}

const batches = Array.from({ length: Math.ceil(seeds.length / atOnce) }, (_, index) => seeds.slice(index * atOnce, (index + 1) * atOnce));

// the first forty boards in every run
const told = batches.map((batch, index) => [index, batch] as const).filter(([index]) => index === 0 || isInThisRun(`boards that converge ${index}`));
const boards = told.flatMap(([, batch]) => batch).length;

test.each(told)('[BO1] [BO2] boards of two to six people who write, fall off, come back and reload, while a process is killed and the database is cut, end as one: part %i', { timeout: 180_000 }, async (index, batch) => {
	const next = numbersFrom(index + 1_000);
	const plays = batch.map((seed) => new Play(seed));
	await Promise.all(plays.map((play) => play.begin()));
	const killAt = index % 2 === 0 ? 20 + next(100) : -1;
	const cutAt = index % 2 === 1 || index === 0 ? 20 + next(80) : -1;
	for (let step = 0; step < steps; step++) {
		for (const play of plays) play.step();
		if (step === killAt) {
			done.kills++;
			// what it was about to say is lost with it
			await served.servers[1]!.kill9();
		}
		if (step === cutAt) {
			done.cuts++;
			served.break('cut');
		}
		if (cutAt >= 0 && step === cutAt + 20) served.mend();
		// now and then those who are there are told what is kept, before all goes on
		if (next(25) === 0 && served.isWhole) await expect.poll(() => plays.flatMap(({ untold }) => untold), { timeout: 60_000, interval: 20, message: 'kept meanwhile' }).toEqual([]);
		else await new Promise((go) => setTimeout(go, 1 + next(10)));
	}
	await served.allServe();
	await Promise.all(plays.map((play) => play.end()));
});

test('[BO1] the faults were there, and what was told was much', () => {
	expect(done.edits).toBeGreaterThan(boards * steps * 0.5);
	expect(Math.min(done.kills, done.cuts, done.lostNetworks, done.reloads, done.places, done.links, done.strokes)).toBeGreaterThan(0);
	expect(done.kept).toBeGreaterThan(boards);
	keep('boards-converge', { seeds: seeds.length, stepsEach: steps, people: '2 to 6', ...done, beginnings: served.beginnings });
});
