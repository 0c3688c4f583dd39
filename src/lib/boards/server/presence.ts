// Who is at one board and what they say of themselves: those whose line is here, and those whom another process of ours has at it. Told to everybody here together, a moment later, each the last that they said.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Capacity } from '../../projects/rules/capacities.ts';
import { Outgoing } from './outgoing.ts';

export const messageAwareness = 1;

/** Presences that one frame's price covers: a stock client sends back what it hears of the whole room. */
export const saidAFrame = 16;

/** People of one board that cross from one process to another. */
export const crossingAtMost = 200;

const limits = {
	awarenessBytes: 1_024,
	/** what many say of themselves goes out together, each the last that they said */
	tellMs: 60
};

export interface Saying {
	/** grows with each that a screen says of itself */
	readonly clock: number;
	/** JSON; `gone` once there is nobody */
	readonly state: string;
}

export const gone = 'null';

/** What a client says of a number, its own or another's. */
export interface Said extends Saying {
	readonly client: number;
}

/** Throws on what cannot be read, before any of it is heeded; undefined when `pays` says no to what reading it would cost. */
export function readSaid(data: Uint8Array, pays: (frames: number) => boolean): Said[] | undefined {
	const decoder = decoding.createDecoder(data);
	const count = decoding.readVarUint(decoder);
	// the first of each is paid for as a frame already
	if (!pays(Math.floor(Math.max(count / saidAFrame, data.byteLength / (saidAFrame * limits.awarenessBytes))))) return undefined;
	const all: Said[] = [];
	for (let left = count; left > 0; left--)
		all.push({ client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder), state: decoding.readVarString(decoder) });
	return all;
}

/** As a screen says it, on one frame. */
export function frameOf(all: readonly Said[]): Uint8Array {
	const said = encoding.createEncoder();
	encoding.writeVarUint(said, all.length);
	for (const { client, clock, state } of all) {
		encoding.writeVarUint(said, client);
		encoding.writeVarUint(said, clock);
		encoding.writeVarString(said, state);
	}
	const frame = encoding.createEncoder();
	encoding.writeVarUint(frame, messageAwareness);
	encoding.writeVarUint8Array(frame, encoding.toUint8Array(said));
	return encoding.toUint8Array(frame);
}

/** What a client says of itself, in the words of the server: a name and a capacity are its own word, of itself a client says only where it looks. undefined when it cannot be read, or is too long. */
export function sayingOf({ clock, state }: Said, { name, capacity }: { readonly name: string; readonly capacity: Capacity | null }): Saying | undefined {
	if (state.length > limits.awarenessBytes) return undefined;
	let said: Record<string, unknown> | null;
	try {
		said = JSON.parse(state) as Record<string, unknown> | null;
	} catch {
		return undefined;
	}
	if (said === null) return { clock, state: gone };
	return { clock, state: JSON.stringify({ cursor: said.cursor ?? null, looksAt: said.looksAt ?? null, drags: said.drags ?? null, user: { name, capacity } }) };
}

interface Ways {
	/** to every screen here */
	readonly tell: (outgoing: Outgoing) => void;
	/** what somebody here says of themselves, or that they went */
	readonly passOn: (client: number, saying: Saying) => void;
}

export class Presences {
	/** what everybody here was last told of each, whoever's word it was */
	private readonly told = new Map<number, Saying>();
	private readonly own = new Map<number, Saying>();
	/** by the process whose word it is */
	private readonly elsewhere = new Map<string, Map<number, Saying>>();
	/** of whom something is not told yet */
	private readonly stirred = new Set<number>();
	private timer: NodeJS.Timeout | undefined;
	private readonly ways: Ways;

	constructor(ways: Ways) {
		this.ways = ways;
	}

	get size(): number {
		return this.told.size;
	}

	/** those whose line is here */
	get here(): ReadonlyMap<number, Saying> {
		return this.own;
	}

	/** Of somebody whose line is here, in the words of the server; what comes late, by another process, is worth nothing any more. */
	says(client: number, saying: Saying): void {
		if (saying.clock < (this.own.get(client)?.clock ?? 0)) return;
		this.own.set(client, saying);
		this.ways.passOn(client, saying);
		this.settle(client);
	}

	leaves(client: number): void {
		const last = this.own.get(client);
		if (!last) return;
		this.own.delete(client);
		this.ways.passOn(client, { clock: last.clock, state: gone });
		this.settle(client);
	}

	/** The word of another process of ours, about somebody whose line is there. */
	hears(process: string, client: number, saying: Saying): void {
		let theirs = this.elsewhere.get(process);
		if (!theirs) this.elsewhere.set(process, (theirs = new Map()));
		if (saying.state === gone) theirs.delete(client);
		else if (theirs.has(client) || theirs.size < crossingAtMost) theirs.set(client, saying);
		this.settle(client);
	}

	/** Of whom that process has said something. */
	heardOf(process: string): number[] {
		return [...(this.elsewhere.get(process)?.keys() ?? [])];
	}

	/** Whoever was there is there no more. */
	forgets(process: string): void {
		const clients = this.heardOf(process);
		this.elsewhere.delete(process);
		for (const client of clients) this.settle(client);
	}

	/** A screen that came here from another process is still said to be there for a moment: nobody goes who is anywhere. */
	private settle(client: number): void {
		let holds = this.own.get(client);
		for (const theirs of this.elsewhere.values()) {
			const said = theirs.get(client);
			if (said && (!holds || said.clock > holds.clock)) holds = said;
		}
		const told = this.told.get(client);
		if (!holds) {
			if (!told || told.state === gone) return;
			// the same clock: who comes back at once is heard as soon as they say the next
			holds = { clock: told.clock, state: gone };
		} else if (told?.clock === holds.clock && told.state === holds.state) return;
		this.told.set(client, holds);
		this.stirred.add(client);
		this.timer ??= setTimeout(() => this.tellStirred(), limits.tellMs);
	}

	private tellStirred(): void {
		this.timer = undefined;
		const outgoing = this.asOutgoing([...this.stirred]);
		this.stirred.clear();
		if (outgoing) this.ways.tell(outgoing);
		for (const [client, { state }] of this.told) if (state === gone) this.told.delete(client);
	}

	/** What is known of these, or of everybody, as one frame; undefined for nobody. */
	asOutgoing(clients: readonly number[] = [...this.told.keys()]): Outgoing | undefined {
		if (clients.length === 0) return undefined;
		return new Outgoing([frameOf(clients.map((client) => ({ client, ...this.told.get(client)! })))]);
	}

	end(): void {
		clearTimeout(this.timer);
	}
}
